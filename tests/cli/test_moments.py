"""The screen's clock goes on as time does."""

from datetime import UTC, datetime, timedelta

from facilitator.cli.moments import SteadyNow, read_clocks
from facilitator.live.timekeeping import Reading

START = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)


class Clocks:
    """Both clocks, put forward by hand."""

    def __init__(self) -> None:
        self.wall, self.steady = START, 100.0

    def __call__(self) -> Reading:
        return Reading(self.wall, self.steady)

    def go(self, seconds: float, set_by: float = 0) -> None:
        """Let time pass, and set the computer's clock by as much meanwhile."""
        self.wall += timedelta(seconds=seconds + set_by)
        self.steady += seconds


def test_a_clock_set_back_a_day_is_not_heeded() -> None:
    clocks = Clocks()
    now = SteadyNow(clocks)
    clocks.go(5)
    assert now() - START == timedelta(seconds=5)
    clocks.go(5, set_by=-86_400)
    assert now() - START == timedelta(seconds=10)
    clocks.go(7)
    assert now() - START == timedelta(seconds=17)


def test_the_shift_is_told_once_for_each_time_the_clock_is_set() -> None:
    clocks, kept = Clocks(), list[timedelta]()
    now = SteadyNow(clocks)
    now.go_on_from(timedelta(), kept.append)
    clocks.go(60)
    now()
    assert kept == []
    clocks.go(60, set_by=3600)
    now()
    clocks.go(60)
    now()
    assert kept == [timedelta(hours=1)]


def test_a_session_goes_on_from_the_shift_it_was_left_with() -> None:
    clocks, kept = Clocks(), list[timedelta]()
    now = SteadyNow(clocks)
    clocks.go(30, set_by=600)
    assert now() == START + timedelta(seconds=30), "the clock was set while the session was being opened"
    now.go_on_from(timedelta(hours=1), kept.append)
    assert now() == START + timedelta(seconds=30) - timedelta(hours=1)
    assert kept == [timedelta(hours=1, minutes=10)]


def test_the_real_clocks_are_read_together() -> None:
    first, second = read_clocks(), read_clocks()
    assert first.wall.tzinfo is not None
    assert second.steady >= first.steady
