"""Times and speakers behind the notes, where they are asked for."""

import pytest

from facilitator.model.kinds import Kind
from facilitator.model.session import Session
from facilitator.report.export import BINARY_FORMATS, export, export_file
from facilitator.report.options import ReportOptions
from tests.report.office import blocks
from tests.report.rendering import blocks as markdown_blocks
from tests.report.sessions import FRENCH, NAUGHTY, idea, note
from tests.report.test_html import page_of

SESSION = Session(
    id="s",
    people=FRENCH.people,
    notes=(
        note("que tout *presse*", Kind.RISK, minute=4, speaker="jacky"),
        note("on garde le lundi", Kind.DECISION, minute=5, speaker="sabine"),
        note("sans heure ni voix"),
        idea("une horloge\nsans aiguilles", minute=6),
        note("dit par quelqu'un qui n'est plus là", minute=7, speaker="parti"),
    ),
)


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (ReportOptions(), ("tout *presse*", "garde le lundi", "heure ni voix", "sans aiguilles", "plus là")),
        (
            ReportOptions(times=True),
            ("*presse* (14:06)", "lundi (14:07)", "heure ni voix", "aiguilles (14:08)", "là (14:09)"),
        ),
        (
            ReportOptions(speakers=True),
            ("*presse* (Jacky Le Dantec)", "lundi (Sabine)", "heure ni voix", "sans aiguilles", "plus là"),
        ),
        (
            ReportOptions(times=True, speakers=True, names="initials"),
            ("*presse* (14:06, Jacky L.)", "lundi (14:07, Sabine)", "ni voix", "aiguilles (14:08)", "là (14:09)"),
        ),
        (
            ReportOptions(speakers=True, names="count"),
            ("*presse*", "garde le lundi", "ni voix", "aiguilles", "plus là"),
        ),
    ],
)
def test_each_note_tells_what_is_asked_for(options: ReportOptions, shown: tuple[str, ...]) -> None:
    lines = export(SESSION, "md", options).split("\n")
    assert all(any(line.endswith(end) for line in lines) for end in shown)


def test_every_format_tells_it() -> None:
    options = ReportOptions(times=True, speakers=True)
    assert "presse (14:06, Jacky Le Dantec)" in page_of(SESSION, options).text
    for form in BINARY_FORMATS:
        texts = [text for _, text in blocks(export_file(SESSION, form, options), form)]
        assert "Risque\u00a0: que tout presse (14:06, Jacky Le Dantec)" in texts
        assert "une horloge\nsans aiguilles (14:08)" in texts


@pytest.mark.parametrize("text", NAUGHTY)
def test_what_stands_behind_a_note_leaves_it_as_it_was(text: str) -> None:
    session = Session(id="s", notes=(note("before"), note(text, minute=1), note("after")))
    plain, told = (markdown_blocks(export(session, "md", ReportOptions(times=times))) for times in (False, True))
    assert [name for name, _ in told] == [name for name, _ in plain]
    assert [seen for _, seen in told] == [
        f"{seen} (14:03)" if seen not in ("before", "after") and name == "p" else seen for name, seen in plain
    ]
