"""Acts on turns to speak: ask for one, take the next, speak, end."""

from msgspec import Struct

from facilitator.language import _, mark
from facilitator.live.commands.base import CommandRefusedError, Moment
from facilitator.live.commands.people import person_of
from facilitator.live.operations import ItemValues, Make, Operation, Put
from facilitator.live.presence import here_now
from facilitator.live.speaking import Waiting, in_line
from facilitator.live.view import View
from facilitator.model.ids import new_ulid, position_between


class AskToSpeak(Struct, frozen=True):
    """Put someone in the queue; a direct answer goes before the others. Who waits already may become a direct answer."""

    person_id: str
    direct: bool = False
    label: str = mark("speaking queue")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Give a place.

        Raises:
            CommandRefusedError: the person waits already in that way.
        """
        person = person_of(view, self.person_id)
        place = next((row for row in view.queue if row.person == person.id), None)
        if place is not None and (place.direct or not self.direct):
            raise CommandRefusedError(_("{name} is waiting already.").format(name=person.name))
        if place is not None:
            return [Put(("queue", place.id, "direct"), True)]
        last = view.queue[-1].order if view.queue else None
        values: ItemValues = {
            "person": person.id,
            "direct": self.direct,
            "ord": position_between(last, None, moment.chance),
        }
        return [Make("queue", new_ulid(moment.now, moment.chance), values)]


class LeaveQueue(Struct, frozen=True):
    """Someone no longer wants to speak."""

    person_id: str
    label: str = mark("speaking queue")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Take the place away."""
        return [Put(("queue", row.id, "gone"), True) for row in view.queue if row.person == self.person_id]


class Speak(Struct, frozen=True):
    """Someone speaks now, called from the queue or not; the turn before ends."""

    person_id: str
    label: str = mark("turn to speak")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """End the open turn, begin another, and take the speaker out of the queue.

        Raises:
            CommandRefusedError: they speak already.
        """
        person = person_of(view, self.person_id)
        if any(row.person == person.id and row.end is None for row in view.turns):
            raise CommandRefusedError(_("{name} is speaking.").format(name=person.name))
        last = view.turns[-1].order if view.turns else None
        values: ItemValues = {
            "person": person.id,
            "start": moment.stamp,
            "ord": position_between(last, None, moment.chance),
        }
        return [
            *_ended(view, moment),
            Make("turns", new_ulid(moment.now, moment.chance), values),
            *(Put(("queue", row.id, "gone"), True) for row in view.queue if row.person == person.id),
        ]


class NextSpeaker(Struct, frozen=True):
    """The next one in the queue speaks now."""

    label: str = mark("turn to speak")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Begin the turn of whoever is first.

        Raises:
            CommandRefusedError: nobody waits.
        """
        here = here_now([row.id for row in view.people], view.presences)
        line = in_line([Waiting(row.person, row.order, row.direct) for row in view.queue], here)
        if not line:
            raise CommandRefusedError(_("Nobody is waiting to speak."))
        return Speak(line[0]).operations(view, moment)


class EndTurn(Struct, frozen=True):
    """Whoever speaks has finished."""

    label: str = mark("turn to speak")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """End the open turn.

        Raises:
            CommandRefusedError: nobody speaks.
        """
        ended = _ended(view, moment)
        if not ended:
            raise CommandRefusedError(_("Nobody is speaking."))
        return ended


def _ended(view: View, moment: Moment) -> list[Operation]:
    return [Put(("turns", row.id, "end"), moment.stamp) for row in view.turns if row.end is None]
