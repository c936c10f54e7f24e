"""The phases that a session goes through."""

from typing import Annotated

from pydantic import Field, StringConstraints

from facilitator.model.value import Identifier, Value


class Phase(Value):
    """One part of a session, such as the round of introductions; ``minutes`` is what it was given, 0 when it has no limit."""

    id: Identifier
    name: Annotated[str, StringConstraints(min_length=1)]
    minutes: Annotated[int, Field(ge=0, le=1440)] = 0
