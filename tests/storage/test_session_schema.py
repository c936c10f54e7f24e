"""The published schema says what a session file holds; GOLDEN_WRITE=1 in the environment writes it anew from the model."""

import json
import os
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator, ValidationError

from facilitator.model.agenda import Phase
from facilitator.model.consent import Act, Consent
from facilitator.model.kinds import ClockAct, Kind, Place
from facilitator.model.name_decision import NameDecision
from facilitator.model.passage import Passage
from facilitator.model.room import ClockMark, Presence, Turn, Vote, Waiting, Wording
from facilitator.model.session import Extra, Note, Participant, Session, Theme
from facilitator.model.texts import Field
from facilitator.storage.session_file import SessionFileError, SessionText, parse_session
from facilitator.storage.session_schema import session_file_schema, written
from facilitator.storage.tidy import BLOCKS, SCALARS
from tests.naughty import some
from tests.storage.test_session_file import sessions

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "docs" / "session-file.schema.json"
NOWHERE = Path("essai.toml")
AT = datetime(2026, 5, 12, 14, 0, tzinfo=UTC)
FULL = Session(
    id="pleine",
    title="Atelier 5 - Relier - Session 2",
    agenda="cercle-75",
    speaking_share=1.5,
    speaking_after=20,
    created=AT,
    read_back=AT,
    read_back_words="0f",
    synthesis="Un essai passe.",
    themes=(Theme(id="sens", name="Sens", letter="S"),),
    people=(Participant(id="nadia", name="Nadia", affiliation="Voirie", reason="voir", consent=Consent.INITIALS),),
    notes=(
        Note(
            id="n1", text="écrire au maire", kind=Kind.ACTION, who=("nadia",), due=date(2026, 6, 30), done=True, at=AT
        ),
    ),
    extras=(Extra(title="Météo", text="un mot", after=Place.IDEAS), Extra(title="Suite", text="")),
    presences=(Presence(id="p", person="nadia", at=AT), Presence(id="q", person="nadia", here=False, at=AT)),
    wordings=(Wording(id="w", text="Comment ?", author="Nadia", at=AT),),
    phases=(Phase(id="ph", name="Tour", minutes=10),),
    clock=(ClockMark(id="c", act=ClockAct.EXTEND, at=AT), ClockMark(id="d", act=ClockAct.PHASE, at=AT, phase="ph")),
    queue=(Waiting(id="u", person="nadia", direct=True),),
    turns=(Turn(id="t", person="nadia", start=AT), Turn(id="v", person="nadia", start=AT, end=AT)),
    votes=(Vote(id="r", at=AT, dots=3, voters=9, silent=True, done=True, counts={"n1": 3}),),
    passages=(Passage(id="s", start=0, end=4, notes=("n1",), highlight="Un"),),
    name_decisions=(
        NameDecision(id="nd", field=Field.NOTE, of="n1", words="maire", how=Act.REPLACE, people=("nadia",)),
    ),
)


def in_json(toml: str) -> Any:
    """What a TOML text holds, as JSON: its dates and times are texts there."""
    return json.loads(json.dumps(tomllib.loads(toml), default=lambda moment: moment.isoformat()))


VALIDATOR = Draft202012Validator(session_file_schema())


def check(toml: str) -> None:
    VALIDATOR.validate(in_json(toml))


def texts_of_the_examples() -> Iterator[Any]:
    """Every example that is a session, and every one that the page about the file shows."""
    for path in sorted((ROOT / "examples").glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        if re.search(r"^format = ", text, re.MULTILINE):
            yield pytest.param(text, id=path.stem)
    page = (ROOT / "docs" / "session-file.md").read_text(encoding="utf-8")
    for number, text in enumerate(re.findall(r"^```toml\n(.*?)^```", page, re.DOTALL | re.MULTILINE), 1):
        yield pytest.param(text, id=f"page-{number}")


def test_the_published_schema_is_that_of_the_model() -> None:
    if os.environ.get("GOLDEN_WRITE"):
        PUBLISHED.write_text(written(), encoding="utf-8")
    assert written() == PUBLISHED.read_text(encoding="utf-8")


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(session_file_schema())


def test_it_has_every_block_and_key_that_is_written() -> None:
    assert {*session_file_schema()["properties"]} >= {"format", *SCALARS, *BLOCKS}
    values = in_json(SessionText().render(FULL))
    assert {*BLOCKS} <= {*values}


def test_there_are_examples() -> None:
    assert len(list(texts_of_the_examples())) >= 4


@pytest.mark.parametrize("text", texts_of_the_examples())
def test_every_example_is_valid(text: str) -> None:
    parse_session(text, NOWHERE)
    check(text)


@pytest.mark.parametrize("session", [FULL, Session(id="s")], ids=["full", "empty"])
def test_what_is_written_is_valid(session: Session) -> None:
    check(SessionText().render(session))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(sessions())
def test_every_session_that_is_written_is_valid(session: Session) -> None:
    check(SessionText().render(session))


@pytest.mark.parametrize("text", some(40, seed=6))
def test_whatever_is_typed_is_valid(text: str) -> None:
    notes = (Note(id="n", text=text, author=text),)
    check(SessionText().render(Session(id="s", title=text, question=text, synthesis=text, notes=notes)))


WRONG = {
    "nothing at all": "",
    "a format to come": "format = 2",
    "a format that is no number": "format = true",
    "an unknown key": 'format = 1\nsubtitle = "x"',
    "an unknown block": 'format = 1\n[[idea]]\ntext = "x"',
    "an unknown key of a note": '[[note]]\ntext = "x"\ncolour = "red"',
    "a note without text": "format = 1\n[[note]]\nstar = true",
    "a text that is a number": "format = 1\nquestion = 3",
    "a language": 'format = 1\nlanguage = "de"',
    "minutes": "format = 1\nminutes = 0",
    "a share": "format = 1\nspeaking_share = 0.0",
    "an identifier": 'format = 1\nid = "../x"',
    "an identifier in a list": '[[note]]\ntext = "x"\nwho = ["a b"]',
    "a kind": '[[note]]\ntext = "x"\nkind = "mood"',
    "a group": '[[note]]\ntext = "x"\ngroup = -1',
    "a date for a moment": "format = 1\ncreated = 2026-05-12",
    "a moment without its zone": "format = 1\ncreated = 2026-05-12T14:00:00",
    "a moment that is a number": '[[note]]\ntext = "x"\nat = 1778594400',
    "a day that is none": '[[note]]\ntext = "x"\ndue = "demain"',
    "a colour": '[[theme]]\nname = "x"\ncolour = "gold"',
    "a person without a name": "[[person]]\nhost = true",
    "an empty name": '[[person]]\nname = ""',
    "a letter of three": '[[theme]]\nname = "x"\nletter = "abc"',
    "a place": '[[section]]\ntitle = "x"\ntext = "x"\nafter = "end"',
    "an act": '[[clock]]\nact = "rewind"\nat = 2026-05-12T14:00:00Z',
    "a record without its moment": '[[presence]]\nperson = "x"',
    "dots below none": '[[vote]]\nat = 2026-05-12T14:00:00Z\ncounts = {"n1" = -1}',
    "dots for what is no note": '[[vote]]\nat = 2026-05-12T14:00:00Z\ncounts = {"à b" = 1}',
    "a decision on no words": '[[name]]\nfield = "note"\nwords = ""\nhow = "keep"',
    "plain texts in the whole form": 'format = 1\nnotes = ["x"]',
    "plain texts that are numbers": "participants = [1]",
    "groups within groups": 'ideas = [[["x"]]]',
}


@pytest.mark.parametrize("toml", WRONG.values(), ids=WRONG)
def test_what_the_program_refuses_is_not_valid(toml: str) -> None:
    with pytest.raises(SessionFileError):
        parse_session(toml, NOWHERE)
    with pytest.raises(ValidationError):
        check(toml)


def test_what_may_be_left_out_is_the_same_for_both() -> None:
    """Each line in its turn is taken out of a file in which everything is said."""
    lines, required = SessionText().render(FULL).splitlines(), set()
    for number, line in enumerate(lines):
        if " = " not in line:
            continue
        toml = "\n".join([*lines[:number], *lines[number + 1 :]])
        assert read(toml) is VALIDATOR.is_valid(in_json(toml)), line
        if not read(toml):
            required.add(line.partition(" = ")[0])
    assert required == {"act", "at", "end", "field", "how", "name", "person", "start", "text", "title", "words"}


def read(toml: str) -> bool:
    try:
        parse_session(toml, NOWHERE)
    except SessionFileError:
        return False
    return True
