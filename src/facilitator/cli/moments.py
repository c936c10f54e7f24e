"""The clock that the screen is given: the computer's, kept straight while the program runs."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from facilitator.live.timekeeping import Reading, Timekeeper, begin, follow, jumped


def read_clocks() -> Reading:
    """Wall clock and steady clock, read together; on Linux the steady one also counts while the computer sleeps."""
    through_sleep = hasattr(time, "CLOCK_BOOTTIME")
    steady = time.clock_gettime(time.CLOCK_BOOTTIME) if through_sleep else time.monotonic()
    return Reading(datetime.now().astimezone(), steady, through_sleep)


class SteadyNow:
    """A clock that goes on as time does, whoever sets the computer's clock meanwhile (``live/timekeeping``).

    Called, it gives the moment. One thread may ask for it while another has it go on from a session's own shift.
    """

    def __init__(self, read: Callable[[], Reading]) -> None:
        """Begin with the computer's clock.

        Args:
            read: reads both clocks.
        """
        self._read = read
        self._turn = Lock()
        self._keep: Callable[[timedelta], None] = lambda _shift: None
        self._keeper: Timekeeper = begin(read())
        self._kept = self._keeper

    def __call__(self) -> datetime:
        """The moment; a computer's clock that was set meanwhile is told to whoever keeps the shift."""
        with self._turn:
            self._keeper = follow(self._keeper, self._read())
            if jumped(self._kept, self._keeper):
                self._kept = self._keeper
                self._keep(self._keeper.shift)
            return self._keeper.moment

    def go_on_from(self, shift: timedelta, keep: Callable[[timedelta], None]) -> None:
        """Go on from the shift that a session was left with.

        Args:
            shift: as it was kept; none for a session without.
            keep: called with the shift whenever it is to be kept, by the thread that asks for the moment.
        """
        with self._turn:
            # What the computer's clock went through since the program was started stays set right.
            before = self._keeper.shift
            self._keeper = self._kept = begin(self._read(), shift + before)
            self._keep = keep
        if before:
            keep(shift + before)
