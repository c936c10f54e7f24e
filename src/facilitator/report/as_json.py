"""A session as JSON, for other programs, and the schema that says what they may count on."""

import json
from typing import Any

from msgspec.json import encode

from facilitator.model.session import FORMAT, Session
from facilitator.report.names import shortened
from facilitator.report.options import ReportOptions

_ONE_PERSON = ("person", "speaker")
_SEVERAL_PEOPLE = ("who",)
_WHO_SPOKE = ("queue", "turns")
_ABOUT_A_PERSON = ("affiliation", "reason")
_OF_THE_WORK = {"read_back", "read_back_words", "name_decisions"}
"""What only those need who go on working on the session: no report says it."""
_ESCAPED = {code: f"\\u{code:04x}" for code in range(0x7F, 0xA0)}


def to_json(session: Session, options: ReportOptions) -> str:
    """The session as JSON: "format" first, then the fields of the model in their order; notes always in the order said.

    ``names`` acts on the people and on whatever names them: with "initials" names are shortened, with "count" they are left
    out; either way identifiers, which are made of names, become numbers, and what a person is and came for is left out.
    Who waited to speak and who spoke how long is there only with ``speaking``: it is for the room.

    Args:
        session: what is exported.
        options: names.
    """
    return written(json_values(session, options))


def written(values: dict[str, Any]) -> str:
    """Plain values as the text of a JSON file: readable, and without a character that a terminal would obey."""
    return json.dumps(values, ensure_ascii=False, indent=2).translate(_ESCAPED) + "\n"


def json_values(session: Session, options: ReportOptions) -> dict[str, Any]:
    """What ``to_json`` writes, as plain values.

    Args:
        session: what is exported.
        options: names.
    """
    values = {key: value for key, value in json.loads(encode(session)).items() if key not in _OF_THE_WORK}
    if not options.speaking:
        values.update({records: [] for records in _WHO_SPOKE})
    if options.names != "full":
        numbers = {person["id"]: f"p{number}" for number, person in enumerate(values["people"], 1)}
        _hide_people(values["people"], numbers, shorten=options.names == "initials")
        _hide_mentions(values, numbers, shorten=options.names == "initials")
    return {"format": FORMAT, **values}


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what ``to_json`` writes, made from the model."""
    from facilitator.model.validator import validator_of

    schema = validator_of(Session).model_json_schema(mode="serialization")
    # An export that only counts people leaves their names empty.
    schema["$defs"]["Participant"]["properties"]["name"].pop("minLength")
    for key in _OF_THE_WORK:
        del schema["properties"][key]
    # What only these describe is not described either.
    while unused := [name for name in schema["$defs"] if f'"#/$defs/{name}"' not in json.dumps(schema)]:
        schema["$defs"] = {name: described for name, described in schema["$defs"].items() if name not in unused}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:facilitator:report:{FORMAT}",
        **schema,
        "title": "Session",
        "properties": {"format": {"const": FORMAT, "title": "Format"}, **schema["properties"]},
        "required": ["format", *schema["properties"]],
    }


def _hide_people(people: list[dict[str, Any]], numbers: dict[str, str], shorten: bool) -> None:
    for person in people:
        person["id"] = numbers[person["id"]]
        person["name"] = shortened(person["name"]) if shorten else ""
        person.update(dict.fromkeys(_ABOUT_A_PERSON, ""))


def _hide_mentions(values: object, numbers: dict[str, str], shorten: bool) -> None:
    """Put numbers for the people that anything within names, and shorten or leave out who wrote it."""
    if isinstance(values, list):
        for value in values:
            _hide_mentions(value, numbers, shorten)
    if not isinstance(values, dict):
        return
    for key, value in values.items():
        if key in _ONE_PERSON:
            values[key] = _number(value, numbers)
        elif key in _SEVERAL_PEOPLE:
            values[key] = [_number(person, numbers) for person in value]
        elif key == "author":
            values[key] = shortened(value) if shorten else ""
        else:
            _hide_mentions(value, numbers, shorten)


def _number(person: str, numbers: dict[str, str]) -> str:
    """What stands for a person's identifier; somebody who is no longer among the people gets a number too."""
    return numbers.setdefault(person, f"p{len(numbers) + 1}") if person else ""
