import csv
import re
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.model.kinds import Kind
from facilitator.model.session import Note, Session
from facilitator.report.as_csv import defused
from facilitator.report.export import export, export_file
from facilitator.report.options import ReportOptions
from tests.report.sessions import ENGLISH, FRENCH, NAUGHTY, note, steady

ACTIVE = "=+-@\t\r\n"


def table(session: Session, options: ReportOptions | None = None) -> list[dict[str, str]]:
    """The rows as a spreadsheet reads them."""
    text = export_file(session, "csv", options or ReportOptions()).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))


def undone(cell: str) -> str:
    """A cell without the apostrophe that defused it."""
    return cell[1:] if re.match(f"'+[{re.escape(ACTIVE)}]", cell) else cell


def test_a_spreadsheet_knows_the_encoding_the_columns_and_the_lines() -> None:
    data = export_file(FRENCH, "csv", ReportOptions())
    assert data.startswith(b"\xef\xbb\xbfNumber;Section;")
    assert data.endswith(b"\r\n")
    assert len(table(FRENCH)) == len(FRENCH.notes)
    assert not re.search(rb"[^\r]\n(?=[0-9]+;)", data)


def test_the_notes_stand_in_the_order_said_with_all_that_is_known_of_them() -> None:
    done = Note(
        id="a", text="écrire", kind=Kind.ACTION, who=("sabine", "bernard"), due=date(2026, 6, 1), done=True, star=True
    )
    session = FRENCH.but(notes=(*FRENCH.notes, done))
    rows = table(session)
    assert [row["Note"] for row in rows] == [one.text for one in session.notes]
    assert [row["Number"] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    assert (rows[2]["Themes"], rows[2]["Kind"], rows[3]["Kind"], rows[-2]["Group"]) == (
        "Appuis, Rythme",
        "",
        "Citation",
        "2",
    )
    assert [rows[-1][name] for name in ("Who", "Due", "Done", "Star")] == [
        "Sabine, ROUSSEL Bernard",
        "2026-06-01",
        "✓",
        "★",
    ]


def test_times_and_speakers_stand_only_where_they_are_asked_for() -> None:
    plain = table(FRENCH)[4]
    assert "Time" not in plain
    assert "Speaker" not in plain
    told = table(FRENCH, ReportOptions(times=True, speakers=True))[4]
    assert (told["Time"], told["Speaker"]) == ("2026-05-12 14:21:00", "Sabine")
    counted = table(FRENCH, ReportOptions(names="count", speakers=True))[4]
    assert not {"Speaker", "Who"} & counted.keys()


@pytest.mark.parametrize(
    "text", [*NAUGHTY, "=1+1", "+33 6", "-5 %", "@moi", "\t=1", "\r=1", "'=1", "''+1", "'cité'", '"a";b', "a;b"]
)
def test_no_cell_is_a_formula_and_each_text_comes_back(text: str) -> None:
    cell = table(Session(id="s", notes=(note(text),)))[0]["Note"]
    assert cell[:1] not in ACTIVE or not cell
    assert undone(cell) == text


@steady
@given(
    st.text(
        st.one_of(st.sampled_from("=+-@'\t\r\n;\" a1"), st.characters(codec="utf-8", exclude_categories=["Cc"])),
        max_size=12,
    )
)
def test_any_cell_is_text_and_comes_back(text: str) -> None:
    cell = defused(text)
    assert cell[:1] not in ACTIVE or not cell
    assert undone(cell) == text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def test_names_and_themes_are_defused_too() -> None:
    people = tuple(one.but(name=f"={one.name}") for one in FRENCH.people)
    themes = tuple(one.but(name=f"@{one.name}") for one in FRENCH.themes)
    rows = table(FRENCH.but(people=people, themes=themes), ReportOptions(speakers=True))
    assert (rows[4]["Speaker"], rows[1]["Themes"]) == ("'=Sabine", "'@Rythme")


def test_control_characters_are_shown_as_signs() -> None:
    assert table(Session(id="s", notes=(note("a\x00b\x1bc\td"),)))[0]["Note"] == "a␀b␛c\td"


def test_the_columns_speak_the_language_of_the_session() -> None:
    assert export(ENGLISH, "csv", ReportOptions()).startswith(
        "\ufeffNumber;Section;Group;Kind;Themes;Star;Note;Who;Due;Done\r\n"
    )
    assert table(ENGLISH)[0]["Section"] == "Discussion highlights"
    assert table(FRENCH)[0]["Section"] == "Éléments importants de la discussion"
