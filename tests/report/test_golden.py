"""The reports of two sessions, compared with files that were read over; GOLDEN_WRITE=1 in the environment renews them."""

import os
from pathlib import Path

import pytest
from msgspec import to_builtins

from facilitator.language import use
from facilitator.model.session import Session
from facilitator.report.as_text import to_text
from facilitator.report.changes import changes
from facilitator.report.edition import Edition
from facilitator.report.export import BINARY_FORMATS, FIRST, export, export_file
from facilitator.report.options import ReportOptions
from tests.report.office import main_part
from tests.report.sessions import ENGLISH, FRENCH, FRENCH_AGAIN

GOLDEN = Path(__file__).parent / "golden"
REPORTS = {
    "atelier.md": (FRENCH, ReportOptions()),
    "atelier.html": (FRENCH, ReportOptions()),
    "atelier.json": (FRENCH, ReportOptions()),
    "atelier-par-theme.md": (FRENCH, ReportOptions(group="theme", names="initials")),
    "atelier-compte.md": (FRENCH, ReportOptions(names="count")),
    "atelier-initiales.json": (FRENCH, ReportOptions(names="initials")),
    "atelier.txt": (FRENCH, ReportOptions()),
    "atelier.csv": (FRENCH, ReportOptions(times=True, speakers=True)),
    "atelier.odt.xml": (FRENCH, ReportOptions(group="theme")),
    "atelier.docx.xml": (FRENCH, ReportOptions(group="theme")),
    "workshop.csv": (ENGLISH, ReportOptions()),
    "workshop.odt.xml": (ENGLISH, ReportOptions()),
    "workshop.docx.xml": (ENGLISH, ReportOptions()),
    "workshop.md": (ENGLISH, ReportOptions()),
    "workshop.html": (ENGLISH, ReportOptions()),
    "workshop.json": (ENGLISH, ReportOptions()),
    "workshop.txt": (ENGLISH, ReportOptions()),
    "atelier-v2.md": (FRENCH_AGAIN, ReportOptions()),
    "atelier-v2.html": (FRENCH_AGAIN, ReportOptions()),
    "atelier-v2.docx.xml": (FRENCH_AGAIN, ReportOptions()),
    "atelier-v2.odt.xml": (FRENCH_AGAIN, ReportOptions()),
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_the_one_read_over(name: str) -> None:
    session, options = REPORTS[name]
    path = GOLDEN / name
    use(session.language)
    edition = FIRST
    if session is FRENCH_AGAIN:
        edition = Edition(2, 1, changes(export(FRENCH, "md", options), export(session, "md", options)))
    written = golden_bytes(path.suffixes[0][1:], session, options, edition)
    if os.environ.get("GOLDEN_WRITE"):
        path.write_bytes(written)
    assert written == path.read_bytes()


def golden_bytes(form: str, session: Session, options: ReportOptions, edition: Edition) -> bytes:
    """What the golden file of a format holds: of an office document, its text as XML, a paragraph a line."""
    if form == "txt":
        return to_text(session).encode()
    data = export_file(session, form, options, edition)
    return main_part(data, form).encode() if form in BINARY_FORMATS else data


def test_every_golden_file_is_compared() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(REPORTS)


def test_the_golden_sessions_are_sessions() -> None:
    for session in (FRENCH, FRENCH_AGAIN, ENGLISH):
        assert Session.checked(to_builtins(session)) == session
