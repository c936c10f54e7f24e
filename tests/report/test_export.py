import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.model.session import Participant, Session
from facilitator.report.as_text import to_text
from facilitator.report.export import export, report_name
from facilitator.report.options import ReportOptions
from tests.report.sessions import FRENCH, NAUGHTY, note, steady

NAMES = ("Inès", "Arnoux", "ROUSSEL", "Jacky", "Le Dantec", "Marie-Odile", "Pons", "bernard", "ines", "jacky")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Atelier 5 - Semer - Session 3", "Atelier 5 - Semer - Session 3"),
        ("Été & œuvre : l'idée « neuve » ?", "Été œuvre l'idée neuve"),
        ("../../etc/passwd", "etc passwd"),
        ("C:\\Windows\\x", "C Windows x"),
        ("a/b\0c\nd", "a b c d"),
        ("...", "compte-rendu"),
        ("", "compte-rendu"),
        ("CON", "compte-rendu"),
        ("nul.txt", "compte-rendu"),
        ("com1", "compte-rendu"),
        ("Console", "Console"),
        ("fin. ", "fin"),
        ("--help", "help"),
        (".caché", "caché"),
    ],
)
def test_a_title_makes_a_safe_file_name(title: str, name: str) -> None:
    assert report_name(title, "fr") == name


@steady
@given(st.text(max_size=400))
def test_any_title_makes_a_safe_file_name(title: str) -> None:
    name = report_name(title, "en")
    assert name
    assert len(name.encode()) <= 120
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert name == name.strip(" .-")


def test_a_long_title_is_cut_between_characters() -> None:
    assert report_name("é" * 300, "fr") == "é" * 60


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="pdf"):
        export(FRENCH, "pdf", ReportOptions())


def test_json_holds_the_whole_session() -> None:
    values = json.loads(export(FRENCH, "json", ReportOptions()))
    assert next(iter(values)) == "format"
    assert values.pop("format") == 1
    assert Session.checked(values) == FRENCH


@pytest.mark.parametrize("text", NAUGHTY)
def test_json_keeps_every_text(text: str) -> None:
    session = Session(id="s", question=text, notes=(note(text),))
    values = json.loads(export(session, "json", ReportOptions()))
    assert (values["question"], values["notes"][0]["text"]) == (text, text)


@pytest.mark.parametrize("names", ["initials", "count"])
def test_json_tells_no_more_names_than_asked(names: str) -> None:
    session = FRENCH.but(
        notes=tuple(one.but(author="Inès Arnoux", speaker="jacky") for one in FRENCH.notes),
    )
    text = export(session, "json", ReportOptions(names="initials" if names == "initials" else "count"))
    values = json.loads(text)
    people = json.dumps(
        [values["people"], [(one["speaker"], one["author"]) for one in values["notes"]]], ensure_ascii=False
    )
    hidden = NAMES if names == "count" else ("Arnoux", "ROUSSEL", "Le Dantec", "Pons", "bernard", "ines", "jacky")
    assert not [name for name in hidden if name in people]
    assert {one["speaker"] for one in values["notes"]} == {"p4"}
    assert len(values["people"]) == len(FRENCH.people)


def test_the_text_for_the_terminal_tells_who_hosts_and_who_writes() -> None:
    both = Participant(id="a", name="Ada", host=True, scribe=True)
    session = Session(
        id="s", people=(both, Participant(id="b", name="Bo", scribe=True), Participant(id="c", name="Cy"))
    )
    assert "Participants (3): Ada (host) (scribe), Bo (scribe), Cy\n" in to_text(session)


def test_a_very_long_title_makes_a_name_at_once() -> None:
    assert report_name("é" * 3_000_000, "fr") == "é" * 60
    assert report_name("a" * 119 + " .b", "fr") == "a" * 119


def test_the_text_for_the_terminal_sends_it_no_commands() -> None:
    text = to_text(Session(id="s", title="a\x1b]0;x\x07", question="\x9b31m", notes=(note("b\x1b[2J\tc\nd"),)))
    assert not [char for char in text if (char < " " and char != "\n") or "\x7f" <= char < "\xa0"]
    assert "b␛[2J" in text
