"""Who is here now, from the arrivals and departures that were recorded ("law of two feet")."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct

from facilitator.live.rows import PresenceRow


class Stay(Struct, frozen=True):
    """One stay of someone in the circle: from when (None: from the beginning) until when (None: still here)."""

    start: datetime | None = None
    end: datetime | None = None


def here_now(people: Sequence[str], presences: Iterable[PresenceRow]) -> tuple[str, ...]:
    """The people who are here, in the order given. Someone of whom nothing was recorded is here from the beginning.

    Args:
        people: everyone of the circle.
        presences: what was recorded, in the order in which it was.
    """
    here = dict.fromkeys(people, True)
    for record in presences:
        if record.person in here:
            here[record.person] = record.here
    return tuple(person for person in people if here[person])


def stays(person: str, presences: Iterable[PresenceRow]) -> tuple[Stay, ...]:
    """When someone was here. Two arrivals or two departures in a row count as the first of them.

    Args:
        person: the participant's identifier.
        presences: what was recorded, of everyone, in the order in which it was.
    """
    found: list[Stay] = []
    for record in presences:
        if record.person != person:
            continue
        if record.here:
            if not found or found[-1].end is not None:
                found.append(Stay(record.at))
        elif not found:
            found.append(Stay(None, record.at))
        elif found[-1].end is None:
            found[-1] = Stay(found[-1].start, record.at)
    return tuple(found) or (Stay(),)
