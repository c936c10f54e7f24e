"""The clock that the screen is given: the computer's, kept straight while the program runs."""

import time
from collections.abc import Callable
from datetime import datetime

from facilitator.live.timekeeping import Reading, Timekeeper, begin, follow


def read_clocks() -> Reading:
    """Wall clock and steady clock, read together; on Linux the steady one also counts while the computer sleeps."""
    through_sleep = hasattr(time, "CLOCK_BOOTTIME")
    steady = time.clock_gettime(time.CLOCK_BOOTTIME) if through_sleep else time.monotonic()
    return Reading(datetime.now().astimezone(), steady, through_sleep)


def steady_now(read: Callable[[], Reading] = read_clocks) -> Callable[[], datetime]:
    """A clock that goes on as time does, whoever sets the computer's clock meanwhile (``live/timekeeping``).

    Args:
        read: reads both clocks.
    """
    keeper: Timekeeper = begin(read())

    def now() -> datetime:
        nonlocal keeper
        keeper = follow(keeper, read())
        return keeper.moment

    return now
