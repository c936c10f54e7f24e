"""The moment on a session's own line of time, whatever happens to the computer's clock.

The wall clock is all that a disk can keep, but it is set back and forth: by hand, by the network, by a wrong time zone. A
steady clock only goes forward, but means nothing after a restart. So both are read together, as a ``Reading``:

- While the program runs, the steady clock counts. The moment goes on by as much as the steady clock did, never back.
- The wall clock has **jumped** when, between two readings, it went by an amount that differs from the steady clock's by more
  than ``TOLERANCE``. A jump counts for nothing: only ``shift``, the distance between wall and moment, takes it up.
- Sleep of the computer counts as time, for the circle goes on talking. A steady clock that goes on through sleep shows it by
  itself. One that stands still in sleep (``through_sleep`` false) cannot tell sleep from a clock set forward: there, a wall
  clock that is ahead by more than ``TOLERANCE`` counts as time slept; one that is behind is still a jump.
- After a restart the moment is the wall clock less the ``shift`` that was kept. What the wall clock went through while the
  program was not running cannot be known: it counts as time gone, and an earlier moment than the last one kept counts as
  none (``timing`` sees to that).

The shift belongs to a session on one computer: another scribe's clock has its own.
"""

from datetime import datetime, timedelta

from msgspec import Struct

TOLERANCE = timedelta(seconds=2)
"""What the two clocks may differ between two readings before it is a jump: network time slews a clock by half a millisecond
a second, and whoever reads once a second is at times late, but for both clocks alike."""


class Reading(Struct, frozen=True):
    """Both clocks read together.

    ``wall`` has a time zone. ``steady`` is in seconds from any beginning and never goes back while the program runs;
    ``through_sleep`` says that it also counts while the computer sleeps.
    """

    wall: datetime
    steady: float
    through_sleep: bool = True


class Timekeeper(Struct, frozen=True):
    """What is known of the time: the moment, and the reading that it was last brought up to date with."""

    moment: datetime
    last: Reading

    @property
    def shift(self) -> timedelta:
        """How far the wall clock is ahead of the session's line of time; kept on disk, it is what a restart begins with."""
        return self.last.wall - self.moment


def begin(reading: Reading, shift: timedelta = timedelta()) -> Timekeeper:
    """The timekeeper of a program that has just started.

    Args:
        reading: both clocks now.
        shift: the one kept when the session was last open on this computer; none for a new session.
    """
    return Timekeeper(reading.wall - shift, reading)


def follow(keeper: Timekeeper, reading: Reading) -> Timekeeper:
    """The timekeeper after another reading.

    Args:
        keeper: the one before.
        reading: both clocks now.
    """
    steady = max(timedelta(), timedelta(seconds=reading.steady - keeper.last.steady))
    wall = reading.wall - keeper.last.wall
    slept = not reading.through_sleep and wall - steady > TOLERANCE
    return Timekeeper(keeper.moment + (wall if slept else steady), reading)


def jumped(before: Timekeeper, after: Timekeeper) -> bool:
    """Whether the wall clock was set between two timekeepers, so that the new shift is to be kept at once.

    Args:
        before: the one before.
        after: what ``follow`` made of it, or of several readings since.
    """
    return abs(after.shift - before.shift) > TOLERANCE
