"""A living document built from a frozen session: what a file or an import says, as operations."""

from collections.abc import Mapping
from datetime import date, datetime
from random import Random
from typing import Any

from facilitator.live.commands.base import whole
from facilitator.live.operations import ItemValues, Make, Operation, Put, Rewrite
from facilitator.model.ids import position_between, readable_id
from facilitator.model.room import RECORDS, Wording
from facilitator.model.session import FORMAT, Extra, Note, Session
from facilitator.model.value import Value

FACTS = (
    "title",
    "language",
    "place",
    "minutes",
    "theme_set",
    "agenda",
    "speaking_share",
    "speaking_after",
    "created",
    "started",
    "closed",
    "read_back",
    "read_back_words",
)
"""What is said once about a session and may change while it lives."""


def operations_for(session: Session, chance: Random) -> list[Operation]:
    """What makes an empty document say what ``session`` says.

    Args:
        session: a checked session, from a file or an import.
        chance: where positions come from.
    """
    operations: list[Operation] = [Put(("meta", "id"), session.id), Put(("meta", "format"), FORMAT)]
    operations += [Put(("meta", name), value) for name, value in facts(session).items()]
    operations += [Rewrite(("question",), whole(session.question)), Rewrite(("synthesis",), whole(session.synthesis))]
    for root in ("themes", "people", *RECORDS, "notes"):
        order = None
        for value in getattr(session, root):
            order = position_between(order, None, chance)
            operations.append(make(root, value.id, value, order))
    order, taken = None, set[str]()
    for extra in session.extras:
        order = position_between(order, None, chance)
        extra_id = readable_id(extra.title, taken, chance)
        taken.add(extra_id)
        operations.append(make("extras", extra_id, extra, order))
    return operations


def make(root: str, item_id: str, value: Value, order: str) -> Make:
    """What makes one item.

    Args:
        root: below which root of the document.
        item_id: its identifier there.
        value: what it says.
        order: its position.
    """
    values: ItemValues = {**scalars(value), "ord": order}
    if isinstance(value, Note):
        values["themes"] = dict.fromkeys(value.themes, True)
    return Make(root, item_id, values, {"text": whole(value.text)} if isinstance(value, Note | Extra) else {})


def facts(session: Session) -> dict[str, Any]:
    """The facts of a session (``FACTS``) as the document holds them."""
    return {name: _scalar(getattr(session, name)) for name in FACTS}


def scalars(value: Value) -> Mapping[str, Any]:
    """The values of an item that are set as a whole: neither its identifier, nor its text, nor its themes."""
    texts = ("id", "themes") if isinstance(value, Wording) else ("id", "text", "themes")
    return {key: _scalar(getattr(value, key)) for key in value.__struct_fields__ if key not in texts}


def _scalar(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return " ".join(value)
    if isinstance(value, dict):
        return dict(value)
    if isinstance(value, str):
        return whole(str(value))
    return value
