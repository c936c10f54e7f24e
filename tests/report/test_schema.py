"""The published schema says what an export holds; GOLDEN_WRITE=1 in the environment writes it anew from the model."""

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from facilitator.model.agenda import Phase
from facilitator.model.consent import Consent
from facilitator.model.kinds import ClockAct, Kind
from facilitator.model.room import ClockMark, Presence, Turn, Vote, Waiting, Wording
from facilitator.model.session import Note, Session
from facilitator.report.as_json import json_schema
from facilitator.report.export import export
from facilitator.report.options import Names, ReportOptions
from tests.report.sessions import ENGLISH, FRENCH, NAUGHTY, note, steady
from tests.report.test_markdown import typed_texts

PUBLISHED = Path(__file__).parents[2] / "docs" / "report.schema.json"
AT = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
FULL = FRENCH.but(
    people=tuple(
        one.but(affiliation="Mairie Arnoux", reason="chez Pons", consent=Consent.INITIALS) for one in FRENCH.people
    ),
    notes=(
        *FRENCH.notes,
        Note(id="a1", text="écrire", kind=Kind.ACTION, author="Inès Arnoux", who=("jacky",), due=date(2026, 6, 1)),
    ),
    presences=(Presence(id="p", person="bernard", at=AT), Presence(id="q", person="marie-odile-gone", at=AT)),
    wordings=(Wording(id="w", text="Comment ?", author="Marie-Odile Pons", at=AT),),
    phases=(Phase(id="ph", name="Tour", minutes=10),),
    clock=(ClockMark(id="c", act=ClockAct.EXTEND, at=AT),),
    queue=(Waiting(id="u", person="jacky"),),
    turns=(Turn(id="t", person="ines-a", start=AT), Turn(id="v", person="jacky", start=AT, end=AT)),
    votes=(Vote(id="r", at=AT, counts={"a1": 3}),),
)


def published() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    return schema


def values_of(session: Session, names: Names = "full") -> dict[str, Any]:
    values: dict[str, Any] = json.loads(export(session, "json", ReportOptions(names=names, speaking=True)))
    return values


def check(values: object) -> None:
    Draft202012Validator(published(), format_checker=FormatChecker()).validate(values)


def test_the_published_schema_is_that_of_the_model() -> None:
    written = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    if os.environ.get("GOLDEN_WRITE"):
        PUBLISHED.write_text(written, encoding="utf-8")
    assert written == PUBLISHED.read_text(encoding="utf-8")


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(published())


@pytest.mark.parametrize("names", ["full", "initials", "count"])
@pytest.mark.parametrize("session", [FRENCH, ENGLISH, FULL, Session(id="s")], ids=["fr", "en", "full", "empty"])
def test_every_export_is_valid(session: Session, names: Names) -> None:
    check(values_of(session, names))


@pytest.mark.parametrize("text", NAUGHTY)
def test_whatever_is_typed_is_valid(text: str) -> None:
    check(values_of(Session(id="s", title=text, question=text, notes=(note(text),))))


@steady
@given(typed_texts)
def test_any_text_is_valid_and_comes_back(text: str) -> None:
    values = values_of(Session(id="s", synthesis=text, notes=(note(text),)))
    check(values)
    assert (values["synthesis"], values["notes"][0]["text"]) == (text, text)


@pytest.mark.parametrize(
    ("key", "value"),
    [("format", 2), ("id", "../x"), ("minutes", 0), ("language", "de"), ("notes", [{"text": "x"}]), ("unknown", 1)],
)
def test_what_is_no_export_is_refused(key: str, value: object) -> None:
    with pytest.raises(ValidationError):
        check({**values_of(FRENCH), key: value})


def test_what_is_missing_is_told() -> None:
    for key in values_of(FRENCH):
        with pytest.raises(ValidationError, match="required"):
            check({name: value for name, value in values_of(FRENCH).items() if name != key})


@pytest.mark.parametrize("names", ["initials", "count"])
def test_nothing_around_the_people_names_them(names: Names) -> None:
    values = values_of(FULL, names)
    around = json.dumps({**values, "notes": [{**one, "text": ""} for one in values["notes"]]}, ensure_ascii=False)
    for name in ("Arnoux", "ROUSSEL", "Le Dantec", "Pons", "bernard", "ines", "jacky", "marie-odile", "Mairie"):
        assert name not in around
    known = [person["id"] for person in values["people"]]
    assert known == [f"p{number}" for number in range(1, len(known) + 1)]
    assert values["notes"][-1]["who"] == [values["queue"][0]["person"]] == [known[3]]
    assert values["presences"][1]["person"] == f"p{len(known) + 1}"
