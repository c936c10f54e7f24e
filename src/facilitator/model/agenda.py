"""The phases that a session goes through."""

from typing import Annotated

from msgspec import Meta

from facilitator.model.value import Identifier, Value


class Phase(Value, frozen=True, kw_only=True):
    """One part of a session, such as the round of introductions; ``minutes`` is what it was given, 0 when it has no limit."""

    id: Identifier
    name: Annotated[str, Meta(min_length=1)]
    minutes: Annotated[int, Meta(ge=0, le=1440)] = 0
