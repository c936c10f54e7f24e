"""The moment goes on with the steady clock; sleep counts, a wall clock that was set does not."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.live.timekeeping import TOLERANCE, Reading, begin, follow, jumped

TEN = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def reading(wall: float, steady: float, through_sleep: bool = True) -> Reading:
    """Both clocks, in seconds after ten o'clock and after the start of the computer."""
    return Reading(TEN + timedelta(seconds=wall), 1000.0 + steady, through_sleep)


def test_the_moment_goes_on_as_the_steady_clock_does() -> None:
    keeper = follow(begin(reading(0, 0)), reading(60.4, 60))
    assert keeper.moment == TEN + MINUTE
    assert keeper.shift == timedelta(seconds=0.4)
    assert not jumped(begin(reading(0, 0)), keeper)


@pytest.mark.parametrize("set_by", [3600, -3600, 3, -3])
def test_a_clock_that_is_set_counts_for_nothing(set_by: float) -> None:
    before = begin(reading(0, 0))
    after = follow(before, reading(1 + set_by, 1))
    assert after.moment == TEN + timedelta(seconds=1)
    assert after.shift == timedelta(seconds=set_by)
    assert jumped(before, after)
    assert follow(after, reading(61 + set_by, 61)).moment == TEN + timedelta(seconds=61)


def test_sleep_counts_with_a_steady_clock_that_goes_on_through_it() -> None:
    before = begin(reading(0, 0))
    after = follow(before, reading(1800, 1800))
    assert after.moment == TEN + 30 * MINUTE
    assert not jumped(before, after)


def test_sleep_counts_with_a_steady_clock_that_stands_still_in_it() -> None:
    before = begin(reading(0, 0, through_sleep=False))
    after = follow(before, reading(1800, 1, through_sleep=False))
    assert after.moment == TEN + 30 * MINUTE
    assert not jumped(before, after)
    back = follow(after, reading(0, 2, through_sleep=False))
    assert back.moment == TEN + 30 * MINUTE + timedelta(seconds=1), "a clock set back is never sleep"


def test_sleep_and_a_clock_set_back_in_it() -> None:
    after = follow(begin(reading(0, 0)), reading(1800 - 3600, 1800))
    assert after.moment == TEN + 30 * MINUTE
    assert after.shift == timedelta(hours=-1)


def test_a_restart_goes_on_from_the_shift_that_was_kept() -> None:
    running = follow(begin(reading(0, 0)), reading(60 + 3600, 60))
    restarted = begin(Reading(TEN + timedelta(seconds=90 + 3600), 5.0), running.shift)
    assert restarted.moment == TEN + timedelta(seconds=90)
    assert restarted.shift == running.shift


def test_many_small_corrections_are_no_jump_one_by_one_but_all_stand_in_the_shift() -> None:
    keeper = first = begin(reading(0, 0))
    for second in range(1, 3601):
        after = follow(keeper, reading(second * 1.001, second))
        assert not jumped(keeper, after)
        keeper = after
    assert keeper.moment == TEN + timedelta(hours=1)
    assert jumped(first, keeper), "so that it is kept from time to time"


steps = st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-10, 1e5), st.booleans()), max_size=20)


@given(steps)
def test_the_moment_never_goes_back_and_wall_is_moment_and_shift(steps: list[tuple[float, float, bool]]) -> None:
    wall = steady = 0.0
    keeper = begin(reading(0, 0))
    for by_wall, by_steady, through_sleep in steps:
        wall, steady = wall + by_wall, steady + by_steady
        now = reading(wall, steady, through_sleep)
        after = follow(keeper, now)
        assert after.moment >= keeper.moment
        assert after.moment + after.shift == now.wall
        keeper = after


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(-1e5, 1e5)), min_size=1, max_size=20))
def test_whatever_the_wall_clock_is_set_to_the_time_gone_is_the_steady_clocks(steps: list[tuple[float, float]]) -> None:
    wall = steady = 0.0
    keeper = begin(reading(0, 0))
    for passed, set_by in steps:
        wall, steady = wall + passed + set_by, steady + passed
        keeper = follow(keeper, reading(wall, steady))
    assert abs((keeper.moment - TEN).total_seconds() - steady) < 0.001


def test_what_counts_as_a_jump_is_more_than_the_tolerance() -> None:
    before = begin(reading(0, 0))
    assert not jumped(before, follow(before, reading(TOLERANCE.total_seconds(), 0)))
    assert jumped(before, follow(before, reading(TOLERANCE.total_seconds() + 0.001, 0)))
