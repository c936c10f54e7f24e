"""What every checked value of the model shares."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Identifier = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]


class Value(BaseModel):
    """A value of the model: frozen, and nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
