"""Acts on who is here, and on what is known of someone."""

from msgspec import Struct

from facilitator.language import _, mark
from facilitator.live.commands.base import CommandRefusedError, Moment, whole
from facilitator.live.commands.people import person_of
from facilitator.live.operations import ItemValues, Make, Operation, Put
from facilitator.live.presence import here_now
from facilitator.live.view import View
from facilitator.model.consent import Consent
from facilitator.model.ids import new_ulid, position_between


def presence_mark(view: View, person_id: str, here: bool, moment: Moment, after: str | None = None) -> Make:
    """The operation that records an arrival or a departure.

    Args:
        view: the session as it is.
        person_id: who.
        here: whether the person comes.
        moment: when and by which chance.
        after: the position of a record made in the same act.
    """
    last = after or (view.presences[-1].order if view.presences else None)
    values: ItemValues = {
        "person": person_id,
        "here": here,
        "at": moment.stamp,
        "ord": position_between(last, None, moment.chance),
    }
    return Make("presences", new_ulid(moment.now, moment.chance), values)


class MarkPresence(Struct, frozen=True):
    """Someone comes, or leaves; also comes back."""

    person_id: str
    here: bool
    label: str = mark("arrival or departure")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Record it; who leaves stops waiting to speak, and stops speaking.

        Raises:
            CommandRefusedError: the person is here already, or gone already.
        """
        person = person_of(view, self.person_id)
        here = person.id in here_now([row.id for row in view.people], view.presences)
        if here == self.here:
            raise CommandRefusedError(
                (_("{name} is here already.") if here else _("{name} has left already.")).format(name=person.name)
            )
        operations: list[Operation] = [presence_mark(view, person.id, self.here, moment)]
        if not self.here:
            operations += [Put(("queue", row.id, "gone"), True) for row in view.queue if row.person == person.id]
            operations += [
                Put(("turns", row.id, "end"), moment.stamp)
                for row in view.turns
                if row.person == person.id and row.end is None
            ]
        return operations


class DescribePerson(Struct, frozen=True):
    """Say where someone is from and why they came; None leaves a line as it is."""

    person_id: str
    affiliation: str | None = None
    reason: str | None = None
    label: str = mark("introduction")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Set what is given."""
        person = person_of(view, self.person_id)
        said = (("affiliation", self.affiliation, person.affiliation), ("reason", self.reason, person.reason))
        return [
            Put(("people", person.id, key), whole(value.strip()))
            for key, value, before in said
            if value is not None and value.strip() != before
        ]


class AskConsent(Struct, frozen=True):
    """Note how someone agreed to be named; None: not asked."""

    person_id: str
    consent: Consent | None
    label: str = mark("consent")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Set it."""
        path = ("people", person_of(view, self.person_id).id, "consent")
        return [Put(path, self.consent.value if self.consent is not None else None)]
