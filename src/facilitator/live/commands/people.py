"""Acts on the people of the circle: add, rename, mark, remove."""

from msgspec import Struct

from facilitator.capture.person_draft import PersonDraft
from facilitator.language import _, mark
from facilitator.live.commands.base import CommandRefusedError, Moment, whole
from facilitator.live.operations import ItemValues, Make, Operation, Put
from facilitator.live.view import PersonRow, View
from facilitator.model.ids import new_ulid, position_between, readable_id


def person_of(view: View, person_id: str) -> PersonRow:
    """The participant with this identifier. Raises ``CommandRefusedError`` when there is none."""
    row = view.person(person_id)
    if row is None:
        raise CommandRefusedError(_("This person is no longer in the list."))
    return row


class AddPeople(Struct, frozen=True):
    """Add people to the circle, in the order given, by name or with what is known of them.

    Two people may bear one name. A host stands in the report under "Host" and not among the participants. Who is added after
    the beginning of the session arrives at that moment.
    """

    names: tuple[str | PersonDraft, ...]
    host: bool = False
    scribe: bool = False
    label: str = mark("participant")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Make each of them.

        Raises:
            CommandRefusedError: there is no name.
        """
        drafts = [PersonDraft(name) if isinstance(name, str) else name for name in self.names]
        drafts = [draft for draft in drafts if draft.name.strip()]
        if not drafts:
            raise CommandRefusedError(_("Type a name."))
        taken = {person.id for person in view.people}
        last = view.people[-1].order if view.people else None
        arrived = view.presences[-1].order if view.presences else None
        operations: list[Operation] = []
        for draft in drafts:
            last = position_between(last, None, moment.chance)
            person_id = readable_id(draft.name.strip(), taken, moment.chance)
            taken.add(person_id)
            operations.append(Make("people", person_id, {**self._values(draft), "ord": last}))
            if view.facts.started is not None:
                arrived = position_between(arrived, None, moment.chance)
                came: ItemValues = {"person": person_id, "here": True, "at": moment.stamp, "ord": arrived}
                operations.append(Make("presences", new_ulid(moment.now, moment.chance), came))
        return operations

    def _values(self, draft: PersonDraft) -> ItemValues:
        values: ItemValues = {
            "name": whole(draft.name.strip()),
            "host": self.host,
            "scribe": self.scribe,
            "participant": not self.host,
        }
        for key, said in (("affiliation", draft.affiliation), ("reason", draft.reason)):
            if said.strip():
                values[key] = whole(said.strip())
        if draft.consent is not None:
            values["consent"] = draft.consent.value
        return values


class RenamePerson(Struct, frozen=True):
    """Correct a name."""

    person_id: str
    name: str
    label: str = mark("name")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Set the name.

        Raises:
            CommandRefusedError: the name is empty.
        """
        if not self.name.strip():
            raise CommandRefusedError(_("Type a name."))
        return [Put(("people", person_of(view, self.person_id).id, "name"), whole(self.name.strip()))]


class MarkPerson(Struct, frozen=True):
    """Say whether someone is host or scribe; None leaves a mark as it is."""

    person_id: str
    host: bool | None = None
    scribe: bool | None = None
    label: str = mark("host or scribe")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Set the marks; who becomes host leaves the list of participants of the report, and comes back after."""
        path = ("people", person_of(view, self.person_id).id)
        operations: list[Operation] = []
        if self.host is not None:
            operations += [Put((*path, "host"), self.host), Put((*path, "participant"), not self.host)]
        if self.scribe is not None:
            operations.append(Put((*path, "scribe"), self.scribe))
        return operations


class RemovePerson(Struct, frozen=True):
    """Take someone out of the circle; the notes keep what was said."""

    person_id: str
    label: str = mark("removal of a participant")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Mark as gone."""
        return [Put(("people", person_of(view, self.person_id).id, "gone"), True)]
