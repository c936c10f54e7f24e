"""A glance at a session: what its screen shows first, small enough to be read before the session itself is loaded.

It holds the last notes only, with the counts of all of them. It is for drawing, never for saving: the journal decides.
"""

import json
from collections import Counter
from dataclasses import dataclass, fields
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from facilitator.live.rows import RECORD_ROWS
from facilitator.live.view import Facts, NoteRow, PersonRow, ThemeRow, View

_FORMAT = 2
_NOTES = 80
"""More notes than the tallest screen shows."""


@dataclass(slots=True)
class Glance(View):
    """A view of the end of a session; ``count`` and ``counts`` speak of the whole."""

    before: int = 0
    tagged: Counter[str] | None = None

    @property
    def count(self) -> int:
        """How many living notes the session has."""
        return self.before + len(self.notes)

    def counts(self) -> dict[str, int]:
        """How many living notes carry each theme, by theme identifier."""
        return {theme.id: (self.tagged or self._tagged)[theme.id] for theme in self.themes}


def glance_at(view: View) -> bytes:
    """What ``glance_from`` reads.

    Args:
        view: the living session.
    """
    last = [view.notes[note_id] for _order, note_id in view.said[-_NOTES:]]
    shown = {row.id for row in last}
    last = [*(row for row in view.complements() if row.id not in shown), *last]
    told = {
        "format": _FORMAT,
        "facts": _plain(view.facts),
        "question": view.question,
        "synthesis": view.synthesis,
        "themes": [_plain(row) for row in view.themes],
        "people": [_plain(row) for row in view.people],
        "notes": [_plain(row) for row in last],
        **{root: [_plain(row) for row in getattr(view, root)] for root in RECORD_ROWS},
        "before": view.count - len(last),
        "tagged": view.counts(),
    }
    return json.dumps(told, ensure_ascii=False).encode()


def glance_from(data: bytes) -> Glance:
    """The view that a glance holds.

    Raises:
        ValueError: it is no glance of this format.
    """
    try:
        told = json.loads(data)
        if told["format"] != _FORMAT:
            raise ValueError(told["format"])
        glance = Glance(
            facts=_row(Facts, told["facts"]),
            question=str(told["question"]),
            synthesis=str(told["synthesis"]),
            themes=[_row(ThemeRow, row) for row in told["themes"]],
            people=[_row(PersonRow, row) for row in told["people"]],
            before=int(told["before"]),
            tagged=Counter(told["tagged"]),
        )
        for root, kind in RECORD_ROWS.items():
            setattr(glance, root, [_row(kind, row) for row in told[root]])
        glance.fill(_row(NoteRow, row) for row in told["notes"])
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    return glance


def _row(kind: Any, values: dict[str, Any]) -> Any:
    """A row of this class from its plain values."""
    return kind(**{field.name: _value(field.type, values[field.name]) for field in fields(kind)})


def _value(kind: Any, value: Any) -> Any:
    kinds = get_args(kind) if isinstance(kind, UnionType) else (kind,)
    if value is None and NoneType in kinds:
        return None
    first = get_origin(kinds[0]) or kinds[0]
    if first in (datetime, date):
        return first.fromisoformat(value)
    return first(value)


def _plain(row: Any) -> dict[str, Any]:
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}
