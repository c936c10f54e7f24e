"""The screen's clock goes on as time does."""

from datetime import UTC, datetime, timedelta

from facilitator.cli.moments import read_clocks, steady_now
from facilitator.live.timekeeping import Reading

START = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)


def test_a_clock_set_back_a_day_is_not_heeded() -> None:
    readings = iter(
        [
            Reading(START, 100.0),
            Reading(START + timedelta(seconds=5), 105.0),
            Reading(START - timedelta(days=1), 110.0),
            Reading(START - timedelta(days=1) + timedelta(seconds=7), 117.0),
        ]
    )
    now = steady_now(lambda: next(readings))
    assert [now() - START for _reading in range(3)] == [timedelta(seconds=seconds) for seconds in (5, 10, 17)]


def test_the_real_clocks_are_read_together() -> None:
    first, second = read_clocks(), read_clocks()
    assert first.wall.tzinfo is not None
    assert second.steady >= first.steady
