"""Acts on names inside texts: what stands there when the session is published."""

from msgspec import Struct

from facilitator.language import mark
from facilitator.live.building import make, scalars
from facilitator.live.commands.base import Moment
from facilitator.live.operations import Operation, Put
from facilitator.live.view import View
from facilitator.model.ids import position_between
from facilitator.model.name_decision import NameDecision


class DecideNames(Struct, frozen=True):
    """Decide on names, or decide anew; ``report.deciding.decisions_on`` makes the decisions."""

    decisions: tuple[NameDecision, ...]
    label: str = mark("decision on a name")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Keep each decision; one that was taken back before is there again, behind the others."""
        living = {row.id for row in view.name_decisions}
        last = view.name_decisions[-1].order if view.name_decisions else None
        operations: list[Operation] = []
        for decision in {one.id: one for one in self.decisions}.values():
            path = ("name_decisions", decision.id)
            if decision.id not in living:
                last = position_between(last, None, moment.chance)
                operations += [make(*path, decision, last), Put((*path, "gone"), None), Put((*path, "ord"), last)]
            operations += [Put((*path, key), value) for key, value in scalars(decision).items()]
        return operations


class ForgetNames(Struct, frozen=True):
    """Take decisions on names back, by their identifiers: what follows from consent holds again."""

    ids: tuple[str, ...]
    label: str = mark("decision on a name")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Mark as gone."""
        return [Put(("name_decisions", row.id, "gone"), True) for row in view.name_decisions if row.id in self.ids]
