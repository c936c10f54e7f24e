"""The session clock and the phase clock, worked out from what was recorded; "now" is an argument.

Nothing here runs or counts: each act (start, pause, next phase …) is kept with its moment, and the clocks follow from them
whenever they are asked for. They are therefore the same after a restart, and undoing an act undoes its effect on time.
Moments are on the session's own line of time (``timekeeping``), where a changed clock does no harm; one that lies before
the act ahead of it counts as the same moment, so that no clock ever runs backwards.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Protocol

from msgspec import Struct, field

from facilitator.model.kinds import ClockAct as Act

__all__ = ["MORE_MINUTES", "Act", "Alert", "ClockEvent", "Clocks", "Dial", "State", "phase_beside", "read_clocks"]

MORE_MINUTES = 5
"""What one "+5 minutes" adds: the field's host asks for five at a time."""


class State(StrEnum):
    """What the clocks are doing."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


class Alert(IntEnum):
    """How near the end is; a higher one is more urgent. A host is told at 15, 5 and 1 minute before it, and when over it."""

    NONE = 0
    FIFTEEN = 1
    FIVE = 2
    ONE = 3
    OVER = 4


_ALERT_MINUTES = ((1, Alert.ONE), (5, Alert.FIVE), (15, Alert.FIFTEEN))


class ClockEvent(Struct, frozen=True):
    """One act as recorded: ``minutes`` is what an extension adds, ``phase`` the phase that ``Act.PHASE`` goes to.

    A change of phase names where it goes, not how far: two facilitators who press "next" at once then go on by one phase.
    """

    act: Act
    at: datetime
    minutes: int = MORE_MINUTES
    phase: str = ""


class RecordedAct(Protocol):
    """An act on the clocks, in the shape of ``ClockEvent``."""

    @property
    def act(self) -> Act:
        """What was done."""

    @property
    def at(self) -> datetime:
        """When."""

    @property
    def minutes(self) -> int:
        """What an extension adds."""

    @property
    def phase(self) -> str:
        """Where a change of phase goes."""


class TimedPhase(Protocol):
    """A phase of the model or of the screen."""

    @property
    def id(self) -> str:
        """Its identifier."""

    @property
    def minutes(self) -> int:
        """What it was given; 0 when it has no limit."""


class Dial(Struct, frozen=True):
    """One clock: the time gone, and the time planned with all extensions; ``planned`` is None when there is no limit."""

    gone: timedelta = timedelta()
    planned: timedelta | None = None

    @property
    def left(self) -> timedelta | None:
        """What is left, negative when over time; None without a limit."""
        return None if self.planned is None else self.planned - self.gone

    @property
    def over(self) -> timedelta:
        """How much over time; zero before."""
        return max(timedelta(), -self.left) if self.left is not None else timedelta()

    @property
    def share(self) -> float:
        """How much of the planned time is gone, 0 to 1; 0 without a limit."""
        return min(1.0, self.gone / self.planned) if self.planned else 0.0

    @property
    def alert(self) -> Alert:
        """How near the end is. A span that is no longer than an alert's minutes never shows it: it would begin with it."""
        if self.planned is None:
            return Alert.NONE
        left = self.planned - self.gone
        if left <= timedelta():
            return Alert.OVER
        for minutes, alert in _ALERT_MINUTES:
            if left <= timedelta(minutes=minutes) < self.planned:
                return alert
        return Alert.NONE


class Clocks(Struct, frozen=True):
    """Both clocks at one moment, and the dial of every phase in the agenda's order.

    ``current`` is the place of the present phase in ``phases``; None before the start and without an agenda.
    """

    state: State
    session: Dial
    phases: tuple[Dial, ...] = ()
    current: int | None = None
    paused: timedelta = timedelta()

    @property
    def phase(self) -> Dial | None:
        """The clock of the present phase."""
        return None if self.current is None else self.phases[self.current]

    @property
    def alert(self) -> Alert:
        """The alert to show: the more urgent of the two clocks; none while they stand still or have not begun."""
        if self.state is not State.RUNNING:
            return Alert.NONE
        return max(self.session.alert, self.phase.alert if self.phase else Alert.NONE)


def read_clocks(phases: Sequence[TimedPhase], minutes: int, events: Iterable[RecordedAct], now: datetime) -> Clocks:
    """Both clocks.

    - Time runs from the start; a pause stops both clocks, and so does the end, after which they may be resumed.
    - The start enters the first phase. A phase that is left and entered again goes on with the time it had.
    - "+5 minutes" lengthens the present phase and, with it, the session: going on for longer moves the end. Where there is
      no limit it changes nothing.
    - An act that makes no sense where it stands (a pause while paused, an unknown phase) is passed over.

    Args:
        phases: the agenda of the session; none is no fault.
        minutes: what was planned for the whole session; 0 when it has no limit.
        events: the acts in the order in which they were recorded.
        now: the moment, with a time zone, on the same line of time as the acts.
    """
    reckoning = _Reckoning({phase.id: index for index, phase in enumerate(phases)}, [timedelta()] * len(phases))
    for event in events:
        reckoning.take(event)
    reckoning.pass_until(now)
    dials = tuple(
        Dial(gone, _span(phase.minutes, reckoning.added.get(index, 0)))
        for index, (phase, gone) in enumerate(zip(phases, reckoning.gone_in, strict=True))
    )
    session = Dial(reckoning.gone, _span(minutes, sum(reckoning.added.values())))
    return Clocks(reckoning.state, session, dials, reckoning.current, reckoning.paused)


def phase_beside(phases: Sequence[TimedPhase], clocks: Clocks, steps: int) -> str | None:
    """The identifier of the phase that "next" (``steps`` 1) or "back" (-1) goes to; None where there is none.

    Args:
        phases: the agenda of the session.
        clocks: as ``read_clocks`` gave them for this agenda.
        steps: how many phases on, negative for back.
    """
    if clocks.current is None or not 0 <= clocks.current + steps < len(phases):
        return None
    return phases[clocks.current + steps].id


def _span(minutes: int, added: int) -> timedelta | None:
    return timedelta(minutes=max(0, minutes + added)) if minutes else None


class _Reckoning(Struct):
    """Time handed out, act by act: to the session, to the present phase, or to the pause."""

    places: dict[str, int]
    gone_in: list[timedelta]
    state: State = State.WAITING
    current: int | None = None
    gone: timedelta = timedelta()
    paused: timedelta = timedelta()
    added: dict[int | None, int] = field(default_factory=dict)
    reached: datetime | None = None

    def pass_until(self, at: datetime) -> None:
        """Hand out the time from the last act to this moment."""
        if self.reached is None or at <= self.reached:
            return
        passed = at - self.reached
        self.reached = at
        if self.state is State.PAUSED:
            self.paused += passed
        elif self.state is State.RUNNING:
            self.gone += passed
            if self.current is not None:
                self.gone_in[self.current] += passed

    def take(self, event: RecordedAct) -> None:
        """What an act changes."""
        self.pass_until(event.at)
        match event.act, self.state:
            case Act.START, State.WAITING:
                self.state, self.reached = State.RUNNING, event.at
                self.current = 0 if self.gone_in else None
            case (Act.START | Act.RESUME, State.STOPPED) | (Act.RESUME, State.PAUSED):
                self.state = State.RUNNING
            case Act.PAUSE, State.RUNNING:
                self.state = State.PAUSED
            case Act.STOP, State.RUNNING | State.PAUSED:
                self.state = State.STOPPED
            case Act.EXTEND, State.RUNNING | State.PAUSED:
                self.added[self.current] = self.added.get(self.current, 0) + event.minutes
            case Act.PHASE, State.RUNNING | State.PAUSED:
                self.current = self.places.get(event.phase, self.current)
