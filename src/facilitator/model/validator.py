"""The model as pydantic validates it: it tells all that is wrong in plain values, and where; and it describes the model.

What the fields may hold is said once, in the model; here it is translated. Loaded only when something is wrong or is to be
described: loading it takes longer than all else that a command does.
"""

from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from msgspec import Meta
from msgspec.structs import fields
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, create_model

from facilitator.model.value import Value, usual_value

_LIMITS = ("ge", "gt", "le", "lt", "min_length", "max_length", "pattern")


@cache
def validator_of(model: type[Value]) -> type[BaseModel]:
    """The pydantic model of a value of the model, with the same fields, limits and docstring."""
    described: dict[str, Any] = {
        field.name: (validated(field.type), ... if field.required else usual_value(field)) for field in fields(model)
    }
    return create_model(
        model.__name__, __config__=ConfigDict(frozen=True, extra="forbid"), __doc__=model.__doc__, **described
    )


def validated(kind: Any) -> Any:
    """A type of the model as pydantic takes it.

    Args:
        kind: an annotation, such as ``tuple[Note, ...]`` or ``Identifier``.
    """
    if isinstance(kind, type) and issubclass(kind, Value):
        return validator_of(kind)
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _limited(validated(parts[0]), parts[1:])
    if origin in (Union, UnionType):
        return Union[tuple(validated(part) for part in parts)]  # noqa: UP007 - a union of as many as there are
    if origin in (tuple, dict):
        return origin[tuple(validated(part) for part in parts)]
    return kind


def _limited(kind: Any, metas: tuple[Any, ...]) -> Any:
    for meta in metas:
        if isinstance(meta, Meta):
            if meta.tz:
                kind = AwareDatetime
            limits = {name: getattr(meta, name) for name in _LIMITS if getattr(meta, name) is not None}
            limits |= meta.extra or {}
            kind = Annotated[kind, Field(**limits)] if limits else kind
    return kind
