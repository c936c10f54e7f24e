"""A plain-text report of the form, whatever was written in it: every word stays, in its place and in its order."""

import re
from datetime import UTC, datetime
from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.model.kinds import Section
from facilitator.model.session import Session
from facilitator.report.export import export
from facilitator.report.headings import place_of
from facilitator.report.importer import ReportFileError, decode_report, import_report
from facilitator.report.options import ReportOptions
from tests.report.sessions import NAUGHTY, steady

NOW = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
_BULLET = re.compile(r"[ \t]*[-*+•–][ \t\u00a0]+")
_LINES = [line for text in NAUGHTY for line in text.split("\n") if line.strip() and place_of(line) is None]
_PROSE = ["On avance à deux", "le fil, *tenu court*", "risque: tout lâcher", "qui décide ?", "\\# x", "\\<b>", "a\\"]
_lines = st.sampled_from([*_LINES, *_PROSE])
_paragraphs = st.lists(st.lists(_lines, min_size=1, max_size=3).map("\n".join), max_size=4)


def imported(text: str) -> Session:
    return import_report(text, "nom", NOW, Random(5)).session


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@steady
@given(_paragraphs, _paragraphs, _paragraphs)
def test_every_word_stays_in_its_place_and_order(synthesis: list[str], said: list[str], other: list[str]) -> None:
    written = "\n\n".join(
        [
            *("Atelier 6 - Tresser - Session 1", "Question", "Par où passe le fil ?", "Synthèse", *synthesis),
            *("Porteur", "Nolwenn L", "Participants", "SALAÜN Per\nmaïwenn\nYouenn"),
            *("Éléments importants de la discussion", *said, "Idées à creuser", "- un brin\n\n- un autre"),
        ]
    )
    # An unknown heading is none in plain text: what stands there belongs to the section above.
    session = imported("\n\n".join([written, *(f"- {one}" for one in other)]))
    assert (session.title, session.question) == ("Atelier 6 - Tresser - Session 1", "Par où passe le fil ?")
    assert [one.name for one in session.people] == ["Nolwenn L", "SALAÜN Per", "maïwenn", "Youenn"]
    assert words_of(session.synthesis) == words_of("\n".join(synthesis))
    discussion = "\n".join(one.text for one in session.notes_of(Section.DISCUSSION))
    assert words_of(discussion) == words_of("\n".join(said))
    ideas = "\n".join(one.text for one in session.notes_of(Section.IDEAS))
    assert words_of(ideas) == words_of("\n".join(["un brin", "un autre", *other]))
    assert session.extras == ()


@steady
@given(st.lists(_lines, min_size=1, max_size=3))
def test_a_paragraph_without_a_bullet_is_one_note_to_the_letter(lines: list[str]) -> None:
    if _BULLET.match(lines[0]):
        return
    text = "\n".join(line.rstrip() for line in lines).strip()
    session = imported(f"T\n\nQuestion\n\nq ?\n\nÉléments importants de la discussion\n\n{text}\n\nIdées à creuser\n")
    assert [one.text for one in session.notes] == [text]


@pytest.mark.parametrize("typed", ["\\# x", "\\<b>", "\\*", "`a` \\` b", "[x\\](data:x)", "&amp; **gras**"])
def test_what_is_kept_aside_of_plain_text_stays_to_the_letter(typed: str) -> None:
    session = imported(f"T\n\n{typed}\n\nQuestion\n\nq ?\n")
    assert [one.text for one in session.extras] == [typed]


_ANY = st.lists(
    st.sampled_from(["Question", "## Question", "# T", "### t", "Porteur : Ada", "Date : 99/99/2026", "- x", "```", ""])
    | st.sampled_from(["Participants", "Idées", "**Synthèse**", "---", "  a", "12 participants", "1. un", "> c"])
    | _lines
    | st.text(st.characters(exclude_characters="\x00"), max_size=12),
    max_size=12,
)


@steady
@given(_ANY)
def test_any_text_is_read_or_refused_and_what_was_read_can_be_written(lines: list[str]) -> None:
    try:
        session = imported("\n".join(lines))
    except ReportFileError:
        return
    markdown = export(session, "md", ReportOptions())
    again = imported(markdown)
    assert [(one.text, one.kind) for one in again.notes] == [(one.text, one.kind) for one in session.notes if one.text]
    assert again.question == session.question
    assert [one.name for one in again.people] == [one.name for one in session.people]


@steady
@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        text = decode_report(data)
    except ReportFileError:
        return
    assert "\x00" not in text
    assert "\r" not in text
    assert text.encode().decode() == text


@pytest.mark.parametrize(
    ("heading", "piece"),
    [
        ("Participants", "nom {}\n"),
        ("Porteur", "- nom {}\n"),
        ("Idées", "{}. nom\n"),
        ("Discussion", "nom {}\n\n"),
        ("## Participants", "- nom {}\n"),
        ("## Discussion", "### nom {}\n\n"),
        ("## Discussion", "## nom {}\n"),
    ],
)
def test_time_grows_with_the_length_and_not_with_its_square(heading: str, piece: str) -> None:
    def seconds(lines: int) -> float:
        text = f"# T\n\n{heading}\n\n" + "".join(piece.format(number) for number in range(lines))
        best = 9.0
        for _ in range(2):
            begun = process_time()
            imported(text)
            best = min(best, process_time() - begun)
        return best

    assert seconds(2400) < 25 * (seconds(240) + 0.002)
