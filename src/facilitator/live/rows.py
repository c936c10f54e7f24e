"""What was recorded in the room as a screen draws it; ``model/room`` says what each record means."""

from dataclasses import dataclass, field
from datetime import datetime

from facilitator.model.kinds import ClockAct


@dataclass(frozen=True, slots=True)
class PresenceRow:
    """Someone came or left."""

    id: str
    person: str
    at: datetime
    here: bool = True
    order: str = ""


@dataclass(frozen=True, slots=True)
class WordingRow:
    """An earlier wording of the question."""

    id: str
    text: str
    at: datetime
    author: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """A phase of the agenda."""

    id: str
    name: str
    minutes: int = 0
    order: str = ""


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One act on the clocks, in the shape of ``timing.ClockEvent``."""

    id: str
    act: ClockAct
    at: datetime
    minutes: int = 5
    phase: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Someone's place in the queue, in the shape of ``speaking.Waiting``."""

    id: str
    person: str
    direct: bool = False
    order: str = ""


@dataclass(frozen=True, slots=True)
class TurnRow:
    """Someone speaking, in the shape of ``speaking.Turn``."""

    id: str
    person: str
    start: datetime
    end: datetime | None = None
    order: str = ""


@dataclass(frozen=True, slots=True)
class VoteRow:
    """One round of raised hands; ``counts`` holds the dots by note."""

    id: str
    at: datetime
    dots: int = 1
    voters: int = 0
    silent: bool = False
    done: bool = False
    counts: dict[str, int] = field(default_factory=dict)
    order: str = ""


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A stretch of the synthesis and the notes that it was made of; ``start`` and ``end`` are where it stands now."""

    id: str
    start: int
    end: int
    notes: tuple[str, ...] = ()
    highlight: str = ""


RECORD_ROWS: dict[str, type] = {
    "presences": PresenceRow,
    "wordings": WordingRow,
    "phases": PhaseRow,
    "clock": ClockRow,
    "queue": WaitingRow,
    "turns": TurnRow,
    "votes": VoteRow,
    "passages": PassageRow,
}
"""What stands below each root of the live document that holds records, as ``model.room.RECORDS`` has them."""
