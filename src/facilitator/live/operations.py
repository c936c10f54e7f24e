"""The few things that can be done to the live document; every act of a person is a list of them.

Each operation is plain data, so that its inverse can be kept on disk for undo after a restart.
"""

import json
from typing import Any

from msgspec import Struct, field, to_builtins

from facilitator.live.text import Trace

Scalar = str | int | float | bool | None
ItemValues = dict[str, Scalar | dict[str, bool] | dict[str, int]]


class Make(Struct, frozen=True):
    """Make an item (note, theme, person …) with all its values at once; nothing happens when its identifier exists.

    ``texts`` are the values that people edit together. The ``start`` and ``end`` of a passage are characters of the synthesis
    as it is by then; a passage without any is not made.
    """

    root: str
    id: str
    values: ItemValues
    texts: dict[str, str] = field(default_factory=dict)


class Put(Struct, frozen=True):
    """Set one value; ``path`` is (root, key), (root, id, key) or (root, id, "themes", theme id).

    With ``only_if``, nothing happens unless the value is still that one: undo never overwrites what came later. None is
    the absence of a value.
    """

    path: tuple[str, ...]
    value: Scalar
    only_if: tuple[Scalar, ...] = ()


class Rewrite(Struct, frozen=True):
    """Make a text say ``text``, by the smallest changes; ``path`` is (root,) or (root, id, key)."""

    path: tuple[str, ...]
    text: str


class Unwrite(Struct, frozen=True):
    """Take one replacement in a text back, or make it again."""

    path: tuple[str, ...]
    trace: Trace


class Hold(Struct, frozen=True):
    """Let the passage ``id`` hold on to the characters ``start`` to ``end`` of the synthesis.

    They are counted in the text whose checksum is ``left``. In another text the passage holds on to the nearest place where
    its ``words`` stand; nothing happens when there is none.
    """

    id: str
    start: int
    end: int
    words: str
    left: int


Operation = Make | Put | Rewrite | Unwrite | Hold

_NAMES: dict[str, type] = {"make": Make, "put": Put, "rewrite": Rewrite, "unwrite": Unwrite, "hold": Hold}


def to_json(operations: list[Operation]) -> str:
    """The operations as a line of JSON."""
    names = {kind: name for name, kind in _NAMES.items()}
    return json.dumps(
        [[names[type(operation)], to_builtins(operation)] for operation in operations], ensure_ascii=False
    )


def from_json(line: str) -> list[Operation]:
    """The operations that ``to_json`` wrote. Raises ``ValueError`` when the line is not of that form."""
    try:
        return [_operation(name, values) for name, values in json.loads(line)]
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a list of operations: {error}") from error


def _operation(name: str, values: dict[str, Any]) -> Operation:
    if "path" in values:
        values["path"] = tuple(values["path"])
    if "only_if" in values:
        values["only_if"] = tuple(values["only_if"])
    if "trace" in values:
        values["trace"] = Trace(**values["trace"])
    operation: Operation = _NAMES[name](**values)
    return operation
