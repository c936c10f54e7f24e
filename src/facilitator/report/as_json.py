"""A session as JSON, for other programs."""

import json

from facilitator.model.session import FORMAT, Session
from facilitator.report.names import shortened
from facilitator.report.options import ReportOptions


def to_json(session: Session, options: ReportOptions) -> str:
    """The session as JSON with stable keys; ``names`` acts on the list of people, and ``count`` leaves only how many.

    Args:
        session: what is exported.
        options: names; the order is always the one said.
    """
    values = Session.model_validate(session.model_dump()).model_dump(mode="json")
    if options.names == "count":
        values["people"] = len(session.people)
        for note in values["notes"]:
            note["speaker"] = note["author"] = ""
    elif options.names == "initials":
        for person in values["people"]:
            person["name"] = shortened(person["name"])
        for note in values["notes"]:
            note["author"] = shortened(note["author"])
    return json.dumps({"format": FORMAT, **values}, ensure_ascii=False, indent=2) + "\n"
