"""Acts on actions: who does what by when."""

from datetime import date

from msgspec import Struct

from facilitator.language import mark
from facilitator.live.commands.base import Moment
from facilitator.live.commands.notes import note_of
from facilitator.live.commands.people import person_of
from facilitator.live.operations import Operation, Put
from facilitator.live.view import View
from facilitator.model.kinds import Kind, Section


class MakeAction(Struct, frozen=True):
    """An idea, or any note, becomes an action: ``who`` does it (participants' identifiers), ``due`` by when."""

    note_id: str
    who: tuple[str, ...] = ()
    due: date | None = None
    label: str = mark("action")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Set kind, people and date; the note leaves the ideas for the section of actions."""
        row = note_of(view, self.note_id)
        path = ("notes", row.id)
        who = tuple(dict.fromkeys(person_of(view, person_id).id for person_id in self.who))
        operations: list[Operation] = [
            Put((*path, "kind"), Kind.ACTION.value),
            Put((*path, "section"), Section.DISCUSSION.value),
            Put((*path, "due"), self.due.isoformat() if self.due else None),
        ]
        # Nobody is said in two ways, by no value and by an empty one: going from one to the other is no step of undo.
        return operations if who == row.who else [*operations, Put((*path, "who"), " ".join(who) or None)]


class FinishAction(Struct, frozen=True):
    """An action is done, or open again."""

    note_id: str
    done: bool = True
    label: str = mark("state of an action")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Set the mark."""
        row = note_of(view, self.note_id)
        return [] if row.done == self.done else [Put(("notes", row.id, "done"), self.done or None)]
