"""How long a session has lasted and what is left of the planned minutes; "now" is an argument."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from facilitator.live.view import Facts


@dataclass(frozen=True, slots=True)
class Clock:
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

    Args:
        facts: start, end and planned minutes of the session.
        now: the moment, with a time zone.
    """
    planned = timedelta(minutes=facts.minutes)
    if facts.started is None:
        return Clock(timedelta(), planned, False)
    return Clock(max(timedelta(), (facts.closed or now) - facts.started), planned, True)


def minutes_and_seconds(span: timedelta) -> str:
    """A span as ``mm:ss``, minutes beyond 99 as they are, a negative one with a minus sign."""
    seconds = int(abs(span.total_seconds()))
    return f"{'−' if span < timedelta() else ''}{seconds // 60:02d}:{seconds % 60:02d}"
