"""How far the computer's clock is ahead of a session's line of time, kept from one opening to the next.

While the program runs, a computer's clock that is set changes nothing (``live/timekeeping``). A restart in the middle of a
session would otherwise take all that at once: a clock put forward by an hour while a phase ran would have the phase last an
hour longer, one put back would have it stand still for an hour. A session whose clocks do not run begins anew.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from math import isfinite

from facilitator.live.timing import State, read_clocks
from facilitator.live.view import View

SHIFT = "shift"
"""The name under which the journal keeps it, in seconds."""
_LONGEST = 200 * 365 * 86_400


def shift_in(kept: Mapping[str, bytes], view: View, now: datetime) -> timedelta:
    """The shift that a session goes on with; none when its clocks do not run, or when none was kept.

    Args:
        kept: the named values of its journal.
        view: the session.
        now: the moment by the computer's clock.
    """
    clocks = read_clocks(view.phases, view.facts.minutes, view.clock, now)
    if clocks.state not in (State.RUNNING, State.PAUSED) or view.facts.closed is not None:
        return timedelta()
    try:
        seconds = float(kept.get(SHIFT, b"0"))
    except ValueError:
        return timedelta()
    return timedelta(seconds=seconds) if isfinite(seconds) and abs(seconds) < _LONGEST else timedelta()


def written(shift: timedelta) -> bytes | None:
    """The shift as the journal keeps it; None when there is none."""
    return str(shift.total_seconds()).encode() if shift else None
