"""Acts on the clocks and the agenda: start, pause, five more minutes, next phase, back."""

from typing import TYPE_CHECKING

from msgspec import Struct

from facilitator.language import _, mark
from facilitator.live.commands.base import CommandRefusedError, Moment, whole
from facilitator.live.operations import ItemValues, Make, Operation, Put
from facilitator.live.timing import MORE_MINUTES, State, phase_beside, read_clocks
from facilitator.live.view import View
from facilitator.model.ids import new_ulid, position_between
from facilitator.model.kinds import ClockAct

if TYPE_CHECKING:
    from facilitator.model.agenda import Phase


class TakeAgenda(Struct, frozen=True):
    """Go by the phases of an agenda, in the place of those there were.

    ``minutes`` is the length of the whole, 0 when it has none. ``share`` and ``after`` are its settings for who speaks long.
    """

    name: str
    phases: "tuple[Phase, ...]"
    minutes: int = 0
    share: float = 2.0
    after: int = 10
    label: str = mark("agenda")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Set the phases and what goes with them; the clocks go on."""
        operations: list[Operation] = [Put(("phases", row.id, "gone"), True) for row in view.phases]
        last = view.phases[-1].order if view.phases else None
        for phase in self.phases:
            last = position_between(last, None, moment.chance)
            values: ItemValues = {"name": whole(phase.name), "minutes": phase.minutes, "ord": last}
            # An agenda may be taken twice: what was once marked as gone is never made again under its name.
            operations.append(Make("phases", f"{phase.id}-{new_ulid(moment.now, moment.chance)[-8:].lower()}", values))
        facts = (("agenda", whole(self.name)), ("speaking_share", self.share), ("speaking_after", self.after))
        operations += [Put(("meta", key), value) for key, value in facts]
        if self.minutes:
            operations.append(Put(("meta", "minutes"), self.minutes))
        return operations


class TurnClock(Struct, frozen=True):
    """Start, pause, resume or stop the clocks, or add five minutes."""

    act: ClockAct
    label: str = mark("clock")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Record the act; the start of the clock is the start of the session.

        Raises:
            CommandRefusedError: it makes no sense now (a pause while paused).
        """
        state = read_clocks(view.phases, view.facts.minutes, view.clock, moment.now).state
        if state not in _SENSIBLE.get(self.act, ()):
            raise CommandRefusedError(_REFUSALS[state]())
        operations: list[Operation] = [_marked(view, moment, self.act)]
        if self.act is ClockAct.START and view.facts.started is None:
            operations.append(Put(("meta", "started"), moment.stamp))
        return operations


class ChangePhase(Struct, frozen=True):
    """Go on to the next phase, or back to the one before."""

    steps: int
    label: str = mark("phase")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Record where it goes.

        Raises:
            CommandRefusedError: there is no such phase, or the clock does not run.
        """
        clocks = read_clocks(view.phases, view.facts.minutes, view.clock, moment.now)
        if clocks.state in (State.WAITING, State.STOPPED):
            raise CommandRefusedError(_REFUSALS[clocks.state]())
        phase = phase_beside(view.phases, clocks, self.steps)
        if phase is None:
            raise CommandRefusedError(_("There is no other phase there."))
        return [_marked(view, moment, ClockAct.PHASE, phase)]


_SENSIBLE = {
    ClockAct.START: (State.WAITING,),
    ClockAct.PAUSE: (State.RUNNING,),
    ClockAct.RESUME: (State.PAUSED, State.STOPPED),
    ClockAct.EXTEND: (State.RUNNING, State.PAUSED),
    ClockAct.STOP: (State.RUNNING, State.PAUSED),
}
_REFUSALS = {
    State.WAITING: lambda: _("The clock has not started yet."),
    State.RUNNING: lambda: _("The clock is running."),
    State.PAUSED: lambda: _("The clock is paused."),
    State.STOPPED: lambda: _("The clock has stopped."),
}


def _marked(view: View, moment: Moment, act: ClockAct, phase: str = "") -> Make:
    last = view.clock[-1].order if view.clock else None
    values: ItemValues = {"act": act.value, "at": moment.stamp, "ord": position_between(last, None, moment.chance)}
    if act is ClockAct.EXTEND:
        values["minutes"] = MORE_MINUTES
    if phase:
        values["phase"] = phase
    return Make("clock", new_ulid(moment.now, moment.chance), values)
