"""A glance at a session: what its screen shows first, small enough to be read before the session itself is loaded.

It holds the last notes only, with the counts of all of them. It is for drawing, never for saving: the journal decides.
"""

import json
from collections import Counter
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from facilitator.live.view import Facts, NoteRow, PersonRow, ThemeRow, View
from facilitator.model.kinds import Colour, Kind, Section

_FORMAT = 1
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
            facts=Facts(**_timed(told["facts"], "created", "started", "closed")),
            question=str(told["question"]),
            synthesis=str(told["synthesis"]),
            themes=[ThemeRow(**{**row, "colour": Colour(row["colour"])}) for row in told["themes"]],
            people=[PersonRow(**row) for row in told["people"]],
            before=int(told["before"]),
            tagged=Counter(told["tagged"]),
        )
        glance.fill(_note(row) for row in told["notes"])
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    return glance


def _note(row: dict[str, Any]) -> NoteRow:
    kinds = {"kind": Kind(row["kind"]), "section": Section(row["section"])}
    many = {"themes": tuple(row["themes"]), "faults": tuple(row["faults"])}
    return NoteRow(**{**_timed(row, "at"), **kinds, **many})


def _timed(values: dict[str, Any], *names: str) -> dict[str, Any]:
    return {
        key: datetime.fromisoformat(value) if key in names and value is not None else value
        for key, value in values.items()
    }


def _plain(row: Any) -> dict[str, Any]:
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    return {key: value.isoformat() if isinstance(value, datetime) else value for key, value in values.items()}
