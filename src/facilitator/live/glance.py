"""A glance at a session: what its screen shows first, small enough to be read before the session itself is loaded.

It holds the last notes only, with the counts of all of them. It is for drawing, never for saving: the journal decides.
"""

from collections import Counter

from msgspec import MsgspecError, Struct, json

from facilitator.live.rows import (
    RECORD_ROWS,
    ClockRow,
    NameDecisionRow,
    PassageRow,
    PhaseRow,
    PresenceRow,
    TurnRow,
    VoteRow,
    WaitingRow,
    WordingRow,
)
from facilitator.live.view import Facts, NoteRow, PersonRow, ThemeRow, View

_FORMAT = 2
_NOTES = 80
"""More notes than the tallest screen shows."""


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


class _Told(Struct, frozen=True):
    """A glance as it lies on the disk; the records of the room are those of ``RECORD_ROWS``."""

    format: int
    facts: Facts
    question: str
    synthesis: str
    themes: list[ThemeRow]
    people: list[PersonRow]
    notes: list[NoteRow]
    before: int
    tagged: dict[str, int]
    presences: list[PresenceRow]
    wordings: list[WordingRow]
    phases: list[PhaseRow]
    clock: list[ClockRow]
    queue: list[WaitingRow]
    turns: list[TurnRow]
    votes: list[VoteRow]
    passages: list[PassageRow]
    name_decisions: list[NameDecisionRow]


def glance_at(view: View) -> bytes:
    """What ``glance_from`` reads.

    Args:
        view: the living session.
    """
    last = [view.notes[note_id] for _order, note_id in view.said[-_NOTES:]]
    shown = {row.id for row in last}
    last = [*(row for row in view.complements() if row.id not in shown), *last]
    told = _Told(
        format=_FORMAT,
        facts=view.facts,
        question=view.question,
        synthesis=view.synthesis,
        themes=view.themes,
        people=view.people,
        notes=last,
        before=view.count - len(last),
        tagged=view.counts(),
        **{root: getattr(view, root) for root in RECORD_ROWS},
    )
    return json.encode(told)


def glance_from(data: bytes) -> Glance:
    """The view that a glance holds.

    Raises:
        ValueError: it is no glance of this format.
    """
    try:
        told = json.decode(data, type=_Told)
    except MsgspecError as error:
        raise ValueError(str(error)) from error
    if told.format != _FORMAT:
        raise ValueError(told.format)
    glance = Glance(
        facts=told.facts,
        question=told.question,
        synthesis=told.synthesis,
        themes=told.themes,
        people=told.people,
        before=told.before,
        tagged=Counter(told.tagged),
        **{root: getattr(told, root) for root in RECORD_ROWS},
    )
    glance.fill(told.notes)
    return glance
