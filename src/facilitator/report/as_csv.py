"""The notes of a session as a table that French spreadsheets open as it is."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from facilitator.language import mark, words
from facilitator.model.kinds import Kind, Section
from facilitator.model.session import Note, Session
from facilitator.report import words as form
from facilitator.report.names import shown
from facilitator.report.options import ReportOptions
from facilitator.report.signs import COMMAND_SIGNS, XML_SIGNS

BYTE_ORDER_MARK = "\ufeff"
"""By it spreadsheets know UTF-8."""

_ACTIVE = re.compile(r"'*[=+\-@\t\r\n]")
_SIGNS = {code: sign for code, sign in (XML_SIGNS | COMMAND_SIGNS).items() if code != ord("\r")}
_SECTIONS = {Section.DISCUSSION: form.DISCUSSION, Section.IDEAS: form.IDEAS}
_NUMBER, _TIME, _SECTION, _GROUP = mark("Number"), mark("Time"), mark("Section"), mark("Group")
_KIND, _THEMES, _STAR, _SPEAKER = mark("Kind"), mark("Themes"), mark("Star"), mark("Speaker")
_NOTE, _WHO, _DUE, _DONE = mark("Note"), mark("Who"), mark("Due"), mark("Done")


def to_csv(session: Session, options: ReportOptions) -> str:
    """The notes in the order said, one a line: separated by semicolons, with a byte order mark.

    Cells that a spreadsheet would reckon with, those that start with ``=``, ``+``, ``-``, ``@``, a tab or a line end, are
    given an apostrophe in front, and so are those that start with apostrophes and then one of these: taking one apostrophe
    away gives each text back.

    Args:
        session: whose notes.
        options: names, and whether there are columns of times and of speakers; people who are only counted have none.
    """
    return written([heads(session.language, options), *rows(session, options)])


def heads(language: str, options: ReportOptions) -> list[str]:
    """The headings of the columns.

    Args:
        language: the language of the table.
        options: which columns there are.
    """
    return [words(language).gettext(name) for name in _columns(options)]


def rows(session: Session, options: ReportOptions) -> Iterator[list[str]]:
    """The cells of each note, in the order said.

    Args:
        session: whose notes.
        options: names, and which columns there are.
    """
    columns = _columns(options)
    for number, note in enumerate(session.notes, 1):
        row = _row(number, note, session, options)
        yield [row[name] for name in columns]


def written(table: Iterable[Sequence[str]]) -> str:
    """A table as the text of a CSV file, its cells defused."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([defused(cell) for cell in row] for row in table)
    return BYTE_ORDER_MARK + out.getvalue()


def defused(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    Args:
        cell: any text.
    """
    text = cell.translate(_SIGNS)
    return f"'{text}" if _ACTIVE.match(text) else text


def _columns(options: ReportOptions) -> tuple[str, ...]:
    named = options.names != "count"
    time = (_TIME,) if options.times else ()
    speaker = (_SPEAKER,) if options.speakers and named else ()
    who = (_WHO,) if named else ()
    return (_NUMBER, *time, _SECTION, _GROUP, _KIND, _THEMES, _STAR, *speaker, _NOTE, *who, _DUE, _DONE)


def _row(number: int, note: Note, session: Session, options: ReportOptions) -> dict[str, str]:
    say = words(session.language).gettext
    themes = (session.theme(theme_id) for theme_id in note.themes)
    return {
        _NUMBER: str(number),
        _TIME: f"{note.at:%Y-%m-%d %H:%M:%S}" if note.at else "",
        _SECTION: say(_SECTIONS[note.section]),
        _GROUP: str(note.group + 1) if note.section is Section.IDEAS else "",
        _KIND: "" if note.kind is Kind.POINT else say(form.KIND_WORDS[note.kind]),
        _THEMES: ", ".join(theme.name for theme in themes if theme),
        _STAR: "★" if note.star else "",
        _SPEAKER: _names([note.speaker], session, options),
        _NOTE: note.text,
        _WHO: _names(note.who, session, options),
        _DUE: f"{note.due:%Y-%m-%d}" if note.due else "",
        _DONE: "✓" if note.done else "",
    }


def _names(people: Iterable[str], session: Session, options: ReportOptions) -> str:
    named = {person.id: shown(person.name, options.names) for person in session.people}
    return ", ".join(named[person] for person in people if person in named)
