"""A restart after the computer's clock was set: the phase has lasted as long as it did."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from facilitator.live.commands.clock import TurnClock
from facilitator.live.commands.whole import CloseSession
from facilitator.live.timing import read_clocks
from facilitator.model.kinds import ClockAct
from facilitator.storage.desk import Desk, open_desk
from facilitator.storage.places import Places
from facilitator.storage.shift import SHIFT, shift_in, written

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "config", tmp_path / "state")


def opened(file: Path, places: Places, now: datetime) -> Desk:
    return open_desk(file, places, now, Random(7))


def gone(desk: Desk, now: datetime) -> timedelta:
    """How long the session has lasted by its clock."""
    view = desk.live.view
    return read_clocks(view.phases, view.facts.minutes, view.clock, now).session.gone


@pytest.mark.parametrize("set_by", [HOUR, -HOUR])
def test_a_restart_after_the_clock_was_set(
    session_file: Path, places: Places, now: datetime, set_by: timedelta
) -> None:
    desk = opened(session_file, places, now)
    desk.run(TurnClock(ClockAct.START), now)
    desk.keep_shift(set_by)
    assert desk.close()
    wall = now + 20 * MINUTE + set_by
    again = opened(session_file, places, wall)
    assert gone(again, wall - again.shift) == 20 * MINUTE
    assert gone(again, wall) != 20 * MINUTE, "without the shift it would be wrong"
    assert again.close()


@pytest.mark.parametrize("ended", [TurnClock(ClockAct.STOP), CloseSession()])
def test_a_session_that_is_over_begins_anew_with_the_computers_clock(
    session_file: Path, places: Places, now: datetime, ended: TurnClock | CloseSession
) -> None:
    desk = opened(session_file, places, now)
    desk.run(TurnClock(ClockAct.START), now)
    desk.keep_shift(HOUR)
    desk.run(ended, now + MINUTE)
    assert desk.close()
    again = opened(session_file, places, now + 2 * HOUR)
    assert again.shift == timedelta()
    assert again.close()


@pytest.mark.parametrize("found", [b"", b"x", b"nan", b"inf", b"-1e300", "é".encode()])
def test_what_is_no_shift_counts_for_nothing(session_file: Path, places: Places, now: datetime, found: bytes) -> None:
    desk = opened(session_file, places, now)
    desk.run(TurnClock(ClockAct.START), now)
    view = desk.live.view
    assert shift_in({SHIFT: found}, view, now) == timedelta()
    assert shift_in({SHIFT: written(-HOUR) or b""}, view, now) == -HOUR
    assert written(timedelta()) is None
    assert desk.close()
