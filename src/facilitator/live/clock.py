"""How long a session has lasted and what is left of the planned minutes; "now" is an argument."""

from datetime import datetime, timedelta

from msgspec import Struct

from facilitator.live.view import Facts

_A_DAY = timedelta(hours=12)


class Clock(Struct, frozen=True):
    """Time gone and time planned. ``started`` is false before the first note."""

    gone: timedelta
    planned: timedelta
    started: bool

    @property
    def left(self) -> timedelta:
        """What is left; negative when over time."""
        return self.planned - self.gone

    @property
    def share(self) -> float:
        """How much of the planned time is gone, 0 to 1."""
        return min(1.0, max(0.0, self.gone / self.planned))


def read_clock(facts: Facts, now: datetime) -> Clock:
    """The clock of a session; it stops when the session is closed.

    A session that is gone on with on another day has no clock of that kind: what passed between was not spent in the circle.

    Args:
        facts: start, end and planned minutes of the session.
        now: the moment, with a time zone.
    """
    planned = timedelta(minutes=facts.minutes)
    gone = max(timedelta(), (facts.closed or now) - facts.started) if facts.started is not None else timedelta()
    if facts.started is None or gone > _A_DAY:
        return Clock(timedelta(), planned, False)
    return Clock(gone, planned, True)


def minutes_and_seconds(span: timedelta) -> str:
    """A span as ``mm:ss``, minutes beyond 99 as they are, a negative one with a minus sign."""
    seconds = int(abs(span.total_seconds()))
    return f"{'−' if span < timedelta() else ''}{seconds // 60:02d}:{seconds % 60:02d}"
