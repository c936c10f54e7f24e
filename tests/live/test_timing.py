"""Both clocks follow from the acts recorded; no test waits."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.live.timekeeping import Reading, begin, follow
from facilitator.live.timing import Act, Alert, ClockEvent, Clocks, Dial, State, phase_beside, read_clocks
from facilitator.model.agenda import Phase

TEN = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
PHASES = (
    Phase(id="tour", name="Tour", minutes=12),
    Phase(id="discussion", name="Discussion", minutes=35),
    Phase(id="cloture", name="Clôture", minutes=5),
)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def at(minute: float) -> datetime:
    return TEN + minutes(minute)


def act(act: Act, minute: float, phase: str = "", more: int = 5) -> ClockEvent:
    return ClockEvent(act, at(minute), more, phase)


def clocks(minute: float, *events: ClockEvent, planned: int = 75) -> Clocks:
    return read_clocks(PHASES, planned, events, at(minute))


START = act(Act.START, 0)


def test_before_the_start_nothing_runs() -> None:
    found = clocks(50)
    assert (found.state, found.session, found.phase, found.alert) == (
        State.WAITING,
        Dial(timedelta(), minutes(75)),
        None,
        Alert.NONE,
    )


def test_the_start_enters_the_first_phase() -> None:
    found = clocks(4, START)
    assert (found.state, found.current) == (State.RUNNING, 0)
    assert found.session == Dial(minutes(4), minutes(75))
    assert found.phase == Dial(minutes(4), minutes(12))
    assert found.session.left == minutes(71)
    assert found.phase.share == pytest.approx(1 / 3)


def test_a_pause_stops_both_clocks() -> None:
    paused = (START, act(Act.PAUSE, 4))
    assert clocks(20, *paused).session.gone == minutes(4)
    assert (clocks(20, *paused).state, clocks(20, *paused).paused) == (State.PAUSED, minutes(16))
    resumed = clocks(22, *paused, act(Act.RESUME, 20))
    assert resumed.phase == Dial(minutes(6), minutes(12))
    assert (resumed.session.gone, resumed.paused, resumed.state) == (minutes(6), minutes(16), State.RUNNING)


def test_the_next_phase_begins_at_zero_and_going_back_goes_on() -> None:
    on = (START, act(Act.PHASE, 10, "discussion"))
    assert clocks(15, *on).phase == Dial(minutes(5), minutes(35))
    assert clocks(15, *on).session.gone == minutes(15)
    back = clocks(16, *on, act(Act.PHASE, 15, "tour"))
    assert back.current == 0
    assert back.phase == Dial(minutes(11), minutes(12))
    assert back.phases[1].gone == minutes(5)


def test_two_who_press_next_at_once_go_on_by_one_phase() -> None:
    found = clocks(11, START, act(Act.PHASE, 10, "discussion"), act(Act.PHASE, 10.01, "discussion"))
    assert found.current == 1


def test_five_minutes_more_are_given_to_the_phase_and_the_session() -> None:
    found = clocks(13, START, act(Act.EXTEND, 11))
    assert found.phase == Dial(minutes(13), minutes(17))
    assert found.session.planned == minutes(80)
    later = clocks(20, START, act(Act.EXTEND, 11), act(Act.PHASE, 15, "discussion"))
    assert later.phase == Dial(minutes(5), minutes(35))
    assert later.session.planned == minutes(80)


def test_the_end_stops_both_clocks_and_may_be_undone_by_resuming() -> None:
    ended = (START, act(Act.STOP, 70))
    assert (clocks(300, *ended).session.gone, clocks(300, *ended).state) == (minutes(70), State.STOPPED)
    assert clocks(305, *ended, act(Act.RESUME, 300)).session.gone == minutes(75)
    assert clocks(300, *ended).paused == timedelta()


@pytest.mark.parametrize(
    ("left", "alert"),
    [
        (16, Alert.NONE),
        (15.01, Alert.NONE),
        (15, Alert.FIFTEEN),
        (5.01, Alert.FIFTEEN),
        (5, Alert.FIVE),
        (1.01, Alert.FIVE),
        (1, Alert.ONE),
        (0.01, Alert.ONE),
        (0, Alert.OVER),
        (-3, Alert.OVER),
    ],
)
def test_the_alerts_come_at_15_5_and_1_minute_and_when_over(left: float, alert: Alert) -> None:
    dial = Dial(minutes(75 - left), minutes(75))
    assert dial.alert is alert
    assert dial.over == max(timedelta(), minutes(-left))


@pytest.mark.parametrize(("planned", "first"), [(15, Alert.NONE), (5, Alert.NONE), (1, Alert.NONE), (15.1, Alert.NONE)])
def test_a_short_phase_does_not_begin_with_an_alert(planned: float, first: Alert) -> None:
    assert Dial(timedelta(), minutes(planned)).alert is first
    assert Dial(minutes(planned), minutes(planned)).alert is Alert.OVER


def test_a_five_minute_phase_is_told_its_last_minute() -> None:
    assert Dial(minutes(1), minutes(5)).alert is Alert.NONE
    assert Dial(minutes(4), minutes(5)).alert is Alert.ONE


def test_the_more_urgent_clock_alerts_and_only_while_running() -> None:
    assert clocks(11, START).alert is Alert.ONE
    assert clocks(62, START, act(Act.PHASE, 40, "discussion")).alert is Alert.FIFTEEN
    assert clocks(30, START, act(Act.PAUSE, 11)).alert is Alert.NONE
    assert clocks(90, START, act(Act.STOP, 80)).alert is Alert.NONE


def test_without_a_limit_there_is_no_end() -> None:
    @dataclass(frozen=True)
    class Open:
        id: str = "libre"
        minutes: int = 0

    found = read_clocks((Open(),), 0, (START, act(Act.EXTEND, 3)), at(200))
    assert found.session == Dial(minutes(200), None)
    assert found.phase == Dial(minutes(200), None)
    assert (found.session.left, found.session.over, found.session.share) == (None, timedelta(), 0.0)
    assert found.alert is Alert.NONE


def test_without_an_agenda_the_session_has_its_clock() -> None:
    found = read_clocks((), 75, (START, act(Act.PHASE, 3, "discussion"), act(Act.EXTEND, 4)), at(70))
    assert found.phase is None
    assert found.session == Dial(minutes(70), minutes(80))
    assert phase_beside((), found, 1) is None


def test_next_and_back_stop_at_the_ends() -> None:
    first = clocks(1, START)
    assert (phase_beside(PHASES, first, 1), phase_beside(PHASES, first, -1)) == ("discussion", None)
    last = clocks(60, START, act(Act.PHASE, 50, "cloture"))
    assert (phase_beside(PHASES, last, 1), phase_beside(PHASES, last, -1)) == (None, "discussion")
    assert phase_beside(PHASES, clocks(1), 1) is None


@pytest.mark.parametrize(
    "odd",
    [
        (act(Act.START, 5),),
        (act(Act.RESUME, 5),),
        (act(Act.PHASE, 5, "inconnue"),),
        (act(Act.PAUSE, 5), act(Act.PAUSE, 7), act(Act.RESUME, 5), act(Act.RESUME, 6)),
    ],
)
def test_acts_that_make_no_sense_change_nothing(odd: tuple[ClockEvent, ...]) -> None:
    found = clocks(10, START, *odd)
    assert found.state is State.RUNNING
    assert found.current == 0
    assert found.session.gone + found.paused == minutes(10)


def test_acts_before_the_start_or_after_the_end_are_passed_over() -> None:
    assert clocks(10, act(Act.PAUSE, 0), act(Act.EXTEND, 0), act(Act.PHASE, 1, "cloture"), act(Act.STOP, 1)) == clocks(
        10
    )
    ended = (START, act(Act.STOP, 70))
    assert clocks(90, *ended, act(Act.EXTEND, 80), act(Act.PAUSE, 81)) == clocks(90, *ended)


def test_a_session_through_sleep_a_clock_change_and_a_crash() -> None:
    keeper = begin(Reading(TEN, 50.0))
    events = [ClockEvent(Act.START, keeper.moment)]
    keeper = follow(keeper, Reading(at(20), 50.0 + 20 * 60))  # the lid was closed for twenty minutes
    events.append(ClockEvent(Act.PHASE, keeper.moment, phase="discussion"))
    keeper = follow(keeper, Reading(at(25 + 60), 50.0 + 25 * 60))  # the clock was set an hour on
    assert read_clocks(PHASES, 75, events, keeper.moment).session.gone == minutes(25)
    events.append(ClockEvent(Act.EXTEND, keeper.moment))
    keeper = begin(Reading(at(31 + 60), 3.0), keeper.shift)  # six minutes later, after a crash and a restart
    found = read_clocks(PHASES, 75, events, keeper.moment)
    assert found.session == Dial(minutes(31), minutes(80))
    assert found.phase == Dial(minutes(11), minutes(40))


def test_a_clock_set_back_while_the_program_was_closed_loses_no_time_gone() -> None:
    events = (START, act(Act.PHASE, 10, "discussion"))
    found = clocks(-50, *events)
    assert found.session.gone == minutes(10)
    assert found.phase == Dial(timedelta(), minutes(35))


ACTS = st.builds(
    ClockEvent,
    st.sampled_from(Act),
    st.integers(-600, 6000).map(lambda second: TEN + timedelta(seconds=second)),
    st.sampled_from([5, 1, 15]),
    st.sampled_from(["tour", "discussion", "cloture", "", "inconnue"]),
)
EVENTS = st.lists(ACTS, max_size=15)
SECONDS = st.integers(-600, 9000)


@given(EVENTS, SECONDS, st.integers(0, 600))
def test_whatever_was_recorded_the_clocks_never_run_back_and_agree(
    events: list[ClockEvent], second: int, later: int
) -> None:
    now = TEN + timedelta(seconds=second)
    one = read_clocks(PHASES, 75, events, now)
    two = read_clocks(PHASES, 75, events, now + timedelta(seconds=later))
    assert one.session.gone == sum((dial.gone for dial in one.phases), timedelta())
    assert timedelta() <= two.session.gone - one.session.gone <= timedelta(seconds=later)
    assert timedelta() <= two.paused - one.paused <= timedelta(seconds=later)
    assert all(after.gone >= before.gone for before, after in zip(one.phases, two.phases, strict=True))
    added = sum((dial.planned or timedelta() for dial in one.phases), timedelta()) - minutes(52)
    assert one.session.planned == minutes(75) + added
    assert two.alert >= one.alert


@given(EVENTS, SECONDS)
def test_an_act_changes_no_time_that_is_already_gone(events: list[ClockEvent], second: int) -> None:
    ordered = sorted(events, key=lambda event: event.at)
    now = max([TEN + timedelta(seconds=second), *(event.at for event in ordered)])
    before = read_clocks(PHASES, 75, ordered, now)
    for kind in Act:
        after = read_clocks(PHASES, 75, [*ordered, ClockEvent(kind, now, phase="cloture")], now)
        assert after.session.gone == before.session.gone
        assert [dial.gone for dial in after.phases] == [dial.gone for dial in before.phases]


def test_the_clocks_load_neither_the_engine_nor_the_validator() -> None:
    import subprocess
    import sys

    code = (
        "import sys, facilitator.live.timing, facilitator.live.timekeeping, facilitator.live.speaking, facilitator.live.voting;"
        "print(*({'pydantic', 'pycrdt', 'textual'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
