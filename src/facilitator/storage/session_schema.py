"""The JSON Schema of the session file, made from the model: for editors that check TOML, and for other programs.

TOML has moments and dates of its own; in JSON they stand as the text that the file has, which is how editors hand them over.
"""

import json
from typing import Any

from pydantic import TypeAdapter

from facilitator.model.room import RECORDS
from facilitator.model.session import FORMAT, Extra, Note, Participant, Session, Theme
from facilitator.model.validator import validated, validator_of
from facilitator.model.value import Identifier, Value
from facilitator.storage.tidy import BLOCKS, SCALARS

Schema = dict[str, Any]

_MODELS: dict[str, type[Value]] = {
    "theme": Theme,
    "person": Participant,
    "note": Note,
    "section": Extra,
    **dict(RECORDS.values()),
}

_ABOUT = (
    "A session file of Facilitator (TOML), as docs/session-file.md explains it. A TOML date-time stands as its text with the "
    "time zone, a TOML date as YYYY-MM-DD. What is left out has its default. That identifiers are different from each other, "
    "and that those referred to are there, no schema can say: “facilitator check” does."
)
_SHARED: dict[str, Schema] = {
    "identifier": TypeAdapter(validated(Identifier)).json_schema(),
    # A pattern, because most validators take "format" for a hint.
    "date-time": {
        "description": "A TOML date and time with its time zone, such as 2026-05-12T14:00:00+02:00.",
        "type": "string",
        "format": "date-time",
        "pattern": r"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$",
    },
    "date": {
        "description": "A TOML date, such as 2026-06-30.",
        "type": "string",
        "format": "date",
        "pattern": r"^\d{4}-\d{2}-\d{2}$",
    },
}
"""What stands in many places, said once."""
_TEXTS: Schema = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
_PLAIN: Schema = {
    "host": _TEXTS,
    "scribe": _TEXTS,
    "participants": _TEXTS,
    "notes": _TEXTS,
    "ideas": {"anyOf": [*_TEXTS["anyOf"], {"type": "array", "items": _TEXTS["anyOf"][1]}]},
}
"""What only the short form has that is written by hand (format 0, see ``storage/migrate``)."""


def session_file_schema() -> Schema:
    """The JSON Schema (draft 2020-12) of the values that a session file holds once its TOML is read.

    It describes what is written and what is meant, not the small slips that reading by hand forgives (a kind in French, a
    theme called by its name).
    """
    described = validator_of(Session).model_json_schema(mode="validation")
    defs = described["$defs"]
    blocks = {block: _block(block, defs.pop(_MODELS[block].__name__)) for block in BLOCKS}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:facilitator:session-file:{FORMAT}",
        "title": "Session file",
        "description": _ABOUT,
        "type": "object",
        "minProperties": 1,
        "properties": {
            "format": {"enum": list(range(FORMAT + 1)), "default": 0},
            **{key: _in_the_file(described["properties"][key]) for key in SCALARS},
            **blocks,
            **_PLAIN,
        },
        "if": {"properties": {"format": {"const": FORMAT}}, "required": ["format"]},
        "then": {"properties": dict.fromkeys(_PLAIN, False)},
        "additionalProperties": False,
        "$defs": {**_SHARED, **{name: _in_the_file(defs[name]) for name in sorted(defs)}},
    }


def written() -> str:
    """The text of ``docs/session-file.schema.json``."""
    return json.dumps(session_file_schema(), ensure_ascii=False, indent=2) + "\n"


def _block(block: str, described: Schema) -> Schema:
    """What a block may hold; the program makes an identifier for one that has none."""
    values = _in_the_file(described)
    values["required"] = [key for key in values["required"] if key != "id"]
    return {"title": f"[[{block}]]", "type": "array", "items": values}


def _in_the_file(described: Any) -> Any:
    """A part of the model's schema as the file has it: without null, which TOML does not know, and what is shared by name."""
    if isinstance(described, list):
        return [_in_the_file(one) for one in described]
    if not isinstance(described, dict):
        return described
    several = [one for one in described.get("anyOf", []) if one != {"type": "null"}]
    if len(several) == 1:
        return _in_the_file(several[0])
    if described.get("pattern") == _SHARED["identifier"]["pattern"]:
        return {"$ref": "#/$defs/identifier"}
    if described.get("format") in _SHARED:
        return {"$ref": f"#/$defs/{described['format']}"}
    found = {key: _in_the_file(value) for key, value in described.items() if not _is_title(key, value)}
    if "description" in found:
        found["description"] = found["description"].replace("``", "`").replace("None:", "left out:")
    if "patternProperties" in found:
        found["additionalProperties"] = False
    return found


def _is_title(key: str, value: object) -> bool:
    """The model's own title of a part; a key of the file that is called "title" is described by a table."""
    return key == "title" and isinstance(value, str)
