"""Who waits to speak, who has spoken and how long, who has not been heard yet; "now" is an argument.

All of it is for the room: a report shows none of it unless asked.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby, zip_longest
from typing import Protocol

from msgspec import Struct


class Waiting(Struct, frozen=True):
    """Someone's place in the queue: ``order`` is a position that sorts, ``direct`` says that they answer what was just said."""

    person: str
    order: str
    direct: bool = False


class Turn(Struct, frozen=True):
    """Someone speaking, by their identifier; ``end`` is None while they speak."""

    person: str
    start: datetime
    end: datetime | None = None


class RecordedTurn(Protocol):
    """A turn, in the shape of ``Turn``."""

    @property
    def person(self) -> str:
        """Who."""

    @property
    def start(self) -> datetime:
        """From when."""

    @property
    def end(self) -> datetime | None:
        """Until when; None while they speak."""


class Spoken(Struct, frozen=True):
    """What someone has said so far: the time, the number of turns, and the part of all speaking time, 0 to 1."""

    person: str
    time: timedelta = timedelta()
    turns: int = 0
    part: float = 0.0


class Floor(Struct, frozen=True):
    """All turns taken together. ``people`` stands in the order of arrival; ``speaker`` is who speaks now, "" when nobody does.

    ``heard`` holds everyone who has taken a turn or whose words stand in a note.
    """

    people: tuple[Spoken, ...]
    time: timedelta
    turns: int
    speaker: str
    heard: frozenset[str]

    def of(self, person: str) -> Spoken:
        """What one person has said."""
        return next((spoken for spoken in self.people if spoken.person == person), Spoken(person))


def in_line(queue: Iterable[Waiting], present: Collection[str]) -> tuple[str, ...]:
    """The people who wait, the next one first.

    A direct answer goes before the others, several in the order in which they were asked for. Someone who stands there
    twice keeps the better place, and who has left the circle is passed over.

    Args:
        queue: the places, in any order.
        present: who is here now.
    """
    places = sorted(queue, key=lambda place: (not place.direct, place.order, place.person))
    return tuple(dict.fromkeys(place.person for place in places if place.person in present))


def queue_in_use(queue: Collection[object], turns: Collection[object]) -> bool:
    """Whether turns are handed out by the queue: someone waits, or a turn was recorded."""
    return bool(queue or turns)


def read_floor(
    people: Sequence[str],
    turns: Iterable[RecordedTurn],
    now: datetime,
    *,
    note_speakers: Iterable[str] = (),
    queued: bool,
) -> Floor:
    """Speaking time and turns, of each and of all.

    A turn that was not ended lasts until the next one begins, for one speaks at a time; the last one until now. While the
    queue is not in use, a note with a speaker counts as a turn without a length; several in a row by one person are one.

    Args:
        people: everyone of the circle, in the order of arrival; who speaks without being in it is added at the end.
        turns: those recorded, in any order.
        now: the moment, on the same line of time as the turns.
        note_speakers: the speaker of each note in the order said, "" for a note without one.
        queued: whether the queue is in use (``queue_in_use``).
    """
    recorded = sorted(turns, key=lambda turn: (turn.start, turn.person))
    said = [speaker for speaker in note_speakers if speaker]
    time: Counter[str] = Counter()
    number: Counter[str] = Counter()
    for turn, after in zip_longest(recorded, recorded[1:]):
        end = turn.end or (after.start if after else now)
        time[turn.person] += max(0, (end - turn.start) // timedelta(microseconds=1))
        number[turn.person] += 1
    if not queued:
        number.update(speaker for speaker, _ in groupby(said))
    everyone = dict.fromkeys([*people, *number])
    total = time.total()
    spoken = tuple(
        Spoken(person, timedelta(microseconds=time[person]), number[person], time[person] / total if total else 0.0)
        for person in everyone
    )
    speaker = recorded[-1].person if recorded and recorded[-1].end is None else ""
    heard = frozenset(number) | frozenset(said)
    return Floor(spoken, timedelta(microseconds=total), number.total(), speaker, heard)


def not_yet_heard(present: Iterable[str], floor: Floor) -> tuple[str, ...]:
    """Who is here and has neither taken a turn nor words in a note, in the order given.

    Args:
        present: who is here now.
        floor: the turns so far.
    """
    return tuple(person for person in present if person not in floor.heard)


def speaking_long(present: Collection[str], floor: Floor, share: float, after: int) -> frozenset[str]:
    """Who has held the floor for more than ``share`` times the even share.

    The even share is the speaking time in all, divided by everyone who is here or has spoken. With as many people as
    ``share`` or fewer nobody can be marked.

    Args:
        present: who is here now.
        floor: the turns so far.
        share: how many even shares are too many; the agenda says it (twice, unless it says otherwise).
        after: the minutes of speaking in all before anyone is marked; the agenda says it (ten, unless it says otherwise).
    """
    if floor.time < timedelta(minutes=after):
        return frozenset()
    people = {*present, *(spoken.person for spoken in floor.people if spoken.turns)}
    return frozenset(spoken.person for spoken in floor.people if spoken.time * len(people) > floor.time * share)
