"""The circle as the participants' pane shows it: who is here, who speaks, waits, was heard, and how long; "now" is passed in."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct

from facilitator.capture.person_draft import PersonDraft
from facilitator.live.presence import here_now
from facilitator.live.speaking import Floor, Waiting, in_line, not_yet_heard, queue_in_use, read_floor, speaking_long
from facilitator.live.view import PersonRow, View
from facilitator.model.fold import fold


class Seat(Struct, frozen=True):
    """Someone of the circle. ``waits`` is the place in the queue from 1, 0 for none; ``part`` of all speaking time, 0 to 1.

    ``unheard`` is only said once somebody was heard; ``long`` marks who has held the floor for long.
    """

    person: PersonRow
    here: bool = True
    speaking: bool = False
    waits: int = 0
    time: timedelta = timedelta()
    turns: int = 0
    part: float = 0.0
    unheard: bool = False
    long: bool = False


class Circle(Struct, frozen=True):
    """All seats, and the floor as a whole."""

    seats: tuple[Seat, ...]
    floor: Floor

    @property
    def here(self) -> int:
        """How many are here now."""
        return sum(seat.here for seat in self.seats)

    @property
    def waiting(self) -> int:
        """How many wait to speak."""
        return sum(seat.waits > 0 for seat in self.seats)

    @property
    def unheard(self) -> tuple[Seat, ...]:
        """Who is here and was not heard yet."""
        return tuple(seat for seat in self.seats if seat.unheard)


def read_circle(view: View, now: datetime, by_name: bool = False) -> Circle:
    """The circle now.

    Args:
        view: the session.
        now: the moment.
        by_name: in the order of names instead of arrival.
    """
    ids = [person.id for person in view.people]
    here = frozenset(here_now(ids, view.presences))
    queued = queue_in_use(view.queue, view.turns)
    floor = read_floor(ids, view.turns, now, note_speakers=view.speakers(), queued=queued)
    line = in_line([Waiting(row.person, row.order, row.direct) for row in view.queue], here)
    unheard = (
        frozenset(not_yet_heard([person for person in ids if person in here], floor)) if floor.heard else frozenset()
    )
    long = speaking_long(here, floor, view.facts.speaking_share, view.facts.speaking_after)
    people = sorted(view.people, key=lambda person: fold(person.name)) if by_name else view.people
    seats = []
    for person in people:
        spoken = floor.of(person.id)
        seats.append(
            Seat(
                person=person,
                here=person.id in here,
                speaking=floor.speaker == person.id,
                waits=line.index(person.id) + 1 if person.id in line else 0,
                time=spoken.time,
                turns=spoken.turns,
                part=spoken.part,
                unheard=person.id in unheard,
                long=person.id in long,
            )
        )
    return Circle(tuple(seats), floor)


def newcomers(view: View, drafts: Iterable[PersonDraft]) -> tuple[PersonDraft, ...]:
    """Those of a list who are not in the circle yet, by their whole names; accents and case do not matter.

    Args:
        view: the session.
        drafts: a list of registrations, which may hold people who were typed before.
    """
    known = {fold(person.name) for person in view.people}
    return tuple(draft for draft in drafts if fold(draft.name) not in known)


def people_called(view: View, beginning: str) -> list[PersonRow]:
    """The people whose name, or a part of it, begins like this; one who is called exactly so alone.

    Args:
        view: the session.
        beginning: as typed; accents and case do not matter.
    """
    wanted = fold(beginning.strip())
    if not wanted:
        return []
    exact = [person for person in view.people if fold(person.name) == wanted]
    if exact:
        return exact
    return [
        person
        for person in view.people
        if fold(person.name).startswith(wanted) or any(part.startswith(wanted) for part in fold(person.name).split())
    ]
