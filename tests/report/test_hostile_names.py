"""Whatever people typed, in every format: nothing of it is lost or breaks the document, and file names stay in their folder."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path, PureWindowsPath
from random import Random
from xml.etree import ElementTree

import pytest

from facilitator.capture.highlights import parts as stretches
from facilitator.live.building import operations_for
from facilitator.live.document import Document
from facilitator.live.session import view_of
from facilitator.model.consent import Consent
from facilitator.model.kinds import Kind
from facilitator.model.session import Extra, Note, Participant, Session, Theme
from facilitator.report.as_text import harmless, to_text
from facilitator.report.book import bound
from facilitator.report.book_export import export_book
from facilitator.report.export import BINARY_FORMATS, FORMATS, export, export_file, report_name
from facilitator.report.importer import import_report
from facilitator.report.options import ReportOptions
from facilitator.report.publication import published
from facilitator.report.speech import speech
from facilitator.report.unfinished import said, unfinished
from tests.naughty import FILE_NAMES, LONG, held, some
from tests.report.office import parts
from tests.report.sessions import idea, note
from tests.report.test_csv import ACTIVE, table, undone
from tests.report.test_html import ALLOWED, naughty, page_of
from tests.report.test_markdown import rendered, seen
from tests.report.test_office import expected, of_note, told

NOW = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
COMMAND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
SIGNS = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"}
SIGNS |= {0x7F: "␡"} | dict.fromkeys(range(0x80, 0xA0), "\ufffd")
# What the readers of these tests take for marks of their own, and what stands for a character that XML forbids.
MARKS = {0xE000: None, 0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}


def typed(text: str) -> str:
    """A text as a session holds it."""
    return held(text).translate(MARKS)


TEXTS = tuple(dict.fromkeys(text for one in some(40, seed=6) if (text := typed(one)).strip()))


def everywhere(text: str) -> Session:
    """A session with a text in every field."""
    notes = (
        *(note(text, kind) for kind in Kind),
        Note(id="m", text=text, author=text, themes=("t",), speaker="p", star=True),
        idea(text),
        idea(text, 1),
    )
    return Session(
        id="s",
        title=text,
        place=text,
        question=text,
        synthesis=text,
        themes=(Theme(id="t", name=text, letter=text[:2]),),
        people=(
            Participant(id="h", name=text, host=True, participant=False, affiliation=text, reason=text),
            Participant(id="p", name=f"{text} 2", consent=Consent.INITIALS),
        ),
        notes=tuple(one.but(id=f"n{number}") for number, one in enumerate(notes)),
        extras=(Extra(title=text, text=text),),
    )


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_markdown_reads_as_typed(text: str) -> None:
    # Control characters are written as their numbers; the reader of this test shows them as what cannot be shown.
    assert rendered(text) == seen(text.translate({code: "\ufffd" for code in SIGNS if code != 0x0C}))


@pytest.mark.parametrize("form", BINARY_FORMATS)
@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_office_files_read_as_typed(text: str, form: str) -> None:
    assert told(of_note(text), form) == expected(text, form)


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_a_page_reads_as_typed(text: str) -> None:
    page = page_of(naughty(text))
    assert {tag for tag, _ in page.elements} <= ALLOWED
    shown = "".join(part.text for part in stretches(text)).translate(SIGNS | {0x0D: "␍"})
    assert shown in page_of(Session(id="s", notes=(note(text),))).text


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_a_table_and_json_read_as_typed(text: str) -> None:
    cell = table(Session(id="s", notes=(note(text),)))[0]["Note"]
    assert cell[:1] not in ACTIVE or not cell
    assert undone(cell) == text.translate(SIGNS)
    values = json.loads(export(everywhere(text), "json", ReportOptions(speaking=True)))
    assert values.pop("format") == 1
    assert Session.checked(values) == everywhere(text)


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_an_imported_report_says_the_same(text: str) -> None:
    session = everywhere(text).but(synthesis="", extras=())
    back = import_report(export(session, "md", ReportOptions()), "nom", NOW, Random(7)).session
    shown = text.replace("\x00", "\ufffd")
    assert (back.title, back.question) == (shown, shown)
    assert [one.name for one in back.people] == [shown, f"{shown} 2"]
    assert {one.text for one in back.notes} == {shown}
    assert len(back.notes) == len(session.notes)


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
@pytest.mark.parametrize("public", [False, True], ids=["as said", "public"])
def test_no_format_holds_what_a_terminal_or_a_parser_would_stumble_on(text: str, public: bool) -> None:
    session = published(everywhere(text), {}) if public else everywhere(text)
    options = ReportOptions(group="theme", times=True, speakers=True, names="initials" if public else "full")
    for form in FORMATS:
        data = export_file(session, form, options)
        if form in BINARY_FORMATS:
            for name, part in parts(data).items():
                assert not name.endswith((".xml", ".rels")) or ElementTree.fromstring(part) is not None
        else:
            assert COMMAND.findall(data.decode()) == []


@pytest.mark.parametrize("text", some(12, seed=7), ids=ascii)
def test_a_book_of_them_breaks_nowhere(text: str) -> None:
    sessions = [everywhere(typed(text) or "x"), everywhere("autre")]
    for form in FORMATS:
        data = export_book(bound(typed(text), sessions), form, ReportOptions())
        if form not in BINARY_FORMATS:
            assert COMMAND.findall(data.decode()) == []


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_what_is_read_aloud_shown_or_found_missing_breaks_nowhere(text: str) -> None:
    session = everywhere(text)
    assert COMMAND.findall(to_text(session)) == []
    assert COMMAND.findall(harmless(speech(session).text)) == []
    for one in unfinished(session):
        assert said(one)
    document = Document()
    document.do(operations_for(session, Random(1)))
    assert view_of(document).question == text


@pytest.mark.parametrize("text", LONG, ids=lambda text: f"{len(text)} of {text[:4]!a}")
def test_a_very_long_note_is_whole_in_every_format(text: str) -> None:
    session = Session(id="s", title=text, notes=(note(text),))
    for form in FORMATS:
        assert export_file(session, form, ReportOptions())
    back = import_report(export(session, "md", ReportOptions()), "nom", NOW, Random(7)).session
    assert [one.text for one in back.notes] == [text]


@pytest.mark.parametrize("title", [*FILE_NAMES, *some(120, seed=8)], ids=ascii)
def test_a_title_is_a_file_name_on_every_system(title: str, tmp_path: Path) -> None:
    name = report_name(title, "fr")
    for ending in ("toml", *FORMATS):
        file = f"{name}.{ending}"
        windows = PureWindowsPath("C:\\Users\\Odile") / file
        assert windows.parent == PureWindowsPath("C:\\Users\\Odile")
        assert not windows.is_reserved()
        assert not set(file) & set('<>:"/\\|?*')
        assert not COMMAND.search(file)
        assert not file.startswith((".", "-", " ", "~"))
        assert not name.endswith((".", " "))
        assert len(file.encode()) <= 143
        (tmp_path / file).write_bytes(b"")
    assert len(list(tmp_path.iterdir())) == 1 + len(FORMATS)
