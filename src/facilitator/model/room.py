"""What happens in the room beside what is said: who is there, who speaks, the clock, the wordings of the question, the votes.

Each value is one act as it was recorded; what follows from them (who is here now, how long somebody spoke) is worked out by
``live/presence``, ``live/speaking``, ``live/timing`` and ``live/voting``.
"""

from typing import Annotated

from msgspec import Meta

from facilitator.model.agenda import Phase
from facilitator.model.kinds import ClockAct
from facilitator.model.name_decision import NameDecision
from facilitator.model.passage import Passage
from facilitator.model.value import Identifier, Value, ZonedMoment


class Presence(Value, frozen=True, kw_only=True):
    """Someone came (``here``) or left; by participant's identifier."""

    id: Identifier
    person: Identifier
    here: bool = True
    at: ZonedMoment


class Wording(Value, frozen=True, kw_only=True):
    """An earlier wording of the question: what it said until ``at``, when ``author`` amended it."""

    id: Identifier
    text: str
    author: str = ""
    at: ZonedMoment


class ClockMark(Value, frozen=True, kw_only=True):
    """One act on the clocks; ``minutes`` is what an extension adds, ``phase`` where a change of phase goes."""

    id: Identifier
    act: ClockAct
    at: ZonedMoment
    minutes: Annotated[int, Meta(ge=1, le=1440)] = 5
    phase: str = ""


class Waiting(Value, frozen=True, kw_only=True):
    """Someone's place in the queue to speak; a ``direct`` answer goes before the others."""

    id: Identifier
    person: Identifier
    direct: bool = False


class Turn(Value, frozen=True, kw_only=True):
    """Someone speaking; ``end`` is missing while they speak."""

    id: Identifier
    person: Identifier
    start: ZonedMoment
    end: ZonedMoment | None = None


class Vote(Value, frozen=True, kw_only=True):
    """One round of raised hands: the dots counted for each note voted on, and what the people present held.

    ``silent`` rounds show their counts when they are ``done``.
    """

    id: Identifier
    at: ZonedMoment
    dots: Annotated[int, Meta(ge=1, le=100)] = 1
    voters: Annotated[int, Meta(ge=0, le=10_000)] = 0
    silent: bool = False
    done: bool = False
    counts: dict[Identifier, Annotated[int, Meta(ge=0, le=1_000_000)]] = {}


RECORDS: dict[str, tuple[str, type[Value]]] = {
    "presences": ("presence", Presence),
    "wordings": ("wording", Wording),
    "phases": ("phase", Phase),
    "clock": ("clock", ClockMark),
    "queue": ("waiting", Waiting),
    "turns": ("turn", Turn),
    "votes": ("vote", Vote),
    "passages": ("passage", Passage),
    "name_decisions": ("name", NameDecision),
}
"""Under which name a session holds them, what their block is called in the session file, and what they are."""
