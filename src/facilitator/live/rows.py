"""What was recorded in the room as a screen draws it; ``model/room`` says what each record means."""

from datetime import datetime

from msgspec import Struct, field

from facilitator.model.kinds import ClockAct


class PresenceRow(Struct, frozen=True):
    """Someone came or left."""

    id: str
    person: str
    at: datetime
    here: bool = True
    order: str = ""


class WordingRow(Struct, frozen=True):
    """An earlier wording of the question."""

    id: str
    text: str
    at: datetime
    author: str = ""
    order: str = ""


class PhaseRow(Struct, frozen=True):
    """A phase of the agenda."""

    id: str
    name: str
    minutes: int = 0
    order: str = ""


class ClockRow(Struct, frozen=True):
    """One act on the clocks, in the shape of ``timing.ClockEvent``."""

    id: str
    act: ClockAct
    at: datetime
    minutes: int = 5
    phase: str = ""
    order: str = ""


class WaitingRow(Struct, frozen=True):
    """Someone's place in the queue, in the shape of ``speaking.Waiting``."""

    id: str
    person: str
    direct: bool = False
    order: str = ""


class TurnRow(Struct, frozen=True):
    """Someone speaking, in the shape of ``speaking.Turn``."""

    id: str
    person: str
    start: datetime
    end: datetime | None = None
    order: str = ""


class VoteRow(Struct, frozen=True):
    """One round of raised hands; ``counts`` holds the dots by note."""

    id: str
    at: datetime
    dots: int = 1
    voters: int = 0
    silent: bool = False
    done: bool = False
    counts: dict[str, int] = field(default_factory=dict)
    order: str = ""


class PassageRow(Struct, frozen=True):
    """A stretch of the synthesis and the notes that it was made of; ``start`` and ``end`` are where it stands now."""

    id: str
    start: int
    end: int
    notes: tuple[str, ...] = ()
    highlight: str = ""


class NameDecisionRow(Struct, frozen=True):
    """What is decided on a name in a text; what is no such decision is found out by the model."""

    id: str
    field: str
    words: str
    how: str
    of: str = ""
    before: str = ""
    after: str = ""
    number: int = 1
    alike: int = 1
    people: tuple[str, ...] = ()
    consent: str | None = None
    instead: str = ""
    order: str = ""


RECORD_ROWS: dict[str, type] = {
    "presences": PresenceRow,
    "wordings": WordingRow,
    "phases": PhaseRow,
    "clock": ClockRow,
    "queue": WaitingRow,
    "turns": TurnRow,
    "votes": VoteRow,
    "passages": PassageRow,
    "name_decisions": NameDecisionRow,
}
"""What stands below each root of the live document that holds records, as ``model.room.RECORDS`` has them."""
