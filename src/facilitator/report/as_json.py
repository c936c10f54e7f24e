"""A session as JSON, for other programs."""

import json
from typing import Any

from facilitator.model.session import FORMAT, Session
from facilitator.report.names import shortened
from facilitator.report.options import ReportOptions


def to_json(session: Session, options: ReportOptions) -> str:
    """The session as JSON: "format" first, then the fields of the model in their order; notes always in the order said.

    ``names`` acts on the people, on speakers and on authors: with "initials" names are shortened, with "count" they are
    left out; either way identifiers, which are made of names, become numbers.

    Args:
        session: what is exported.
        options: names.
    """
    values = session.model_dump(mode="json")
    if options.names != "full":
        _hide_names(values, shorten=options.names == "initials")
    return json.dumps({"format": FORMAT, **values}, ensure_ascii=False, indent=2) + "\n"


def _hide_names(values: dict[str, Any], shorten: bool) -> None:
    numbers = {person["id"]: f"p{number}" for number, person in enumerate(values["people"], 1)}
    for person in values["people"]:
        person["id"] = numbers[person["id"]]
        person["name"] = shortened(person["name"]) if shorten else ""
    for note in values["notes"]:
        note["speaker"] = numbers.get(note["speaker"], "")
        note["author"] = shortened(note["author"]) if shorten else ""
