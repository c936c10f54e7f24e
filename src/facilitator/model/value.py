"""What every value of the model shares: it is frozen, says what its fields may hold, and can be read from plain values."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Annotated, Any, Self

from msgspec import NODEFAULT, Meta, Struct, convert
from msgspec.structs import FieldInfo, fields, replace

IDENTIFIER = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
"""What an identifier looks like, for validators whose ``$`` is the end of a text, and nothing before a last line end."""

Identifier = Annotated[
    str, Meta(min_length=1, max_length=80, pattern=IDENTIFIER.replace("$", r"\Z"), extra={"pattern": IDENTIFIER})
]
ZonedMoment = Annotated[datetime, Meta(tz=True)]


class Value(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value of the model: frozen, and nothing unknown in it.

    What the program makes itself is not checked again; what comes from outside goes through ``checked``, and where somebody
    must be told what is wrong with it, through ``model/validator``.
    """

    @classmethod
    def checked(cls, values: Mapping[str, Any]) -> Self:
        """The value that plain values make.

        Raises:
            msgspec.ValidationError: they are not what the fields may hold.
        """
        return convert(values, cls)

    def but(self, **changes: Any) -> Self:
        """The same with other values in some fields."""
        return replace(self, **changes)


@cache
def usual_values(model: type[Value]) -> Mapping[str, Any]:
    """What the fields of a model hold when nothing was said about them; fields that must be said are left out."""
    return {field.name: usual_value(field) for field in fields(model) if not field.required}


def usual_value(field: FieldInfo) -> Any:
    """What one such field holds."""
    return field.default if field.default_factory is NODEFAULT else field.default_factory()
