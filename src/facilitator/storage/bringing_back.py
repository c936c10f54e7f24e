"""What a damaged journal lost and the session file still holds."""

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from facilitator.language import mark
from facilitator.live.building import operations_for
from facilitator.live.commands.base import Moment
from facilitator.live.merging import TakeInFile
from facilitator.live.operations import Hold, Make, Operation, Put
from facilitator.live.view import View
from facilitator.model.session import Session


class BringBack(Struct, frozen=True):
    """Bring back what a session file holds and the living session lacks, as one act.

    What the session has stays as it is, also where the file says something else: nobody knows which of the two is newer.
    What was deleted stays deleted, unless the journal lost it as well.
    """

    file: Session
    label: str = mark("what the file still held")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """The smallest operations."""
        taken_in = TakeInFile(self._held(view), self.file).operations(view, moment)
        facts = [one for one in operations_for(self.file, moment.chance) if isinstance(one, Put)]
        return [
            *(one for one in taken_in if isinstance(one, Make) or (not isinstance(one, Hold) and len(one.path) == 1)),
            *(replace(one, only_if=(None,)) for one in facts if one.value is not None),
        ]

    def _held(self, view: View) -> Session:
        """The file without what the session lacks."""
        file, sections = self.file, {row.title for row in view.extras}
        held: dict[str, Any] = {
            "notes": tuple(note for note in file.notes if note.id in view.notes),
            "themes": _among(file.themes, {row.id for row in view.themes}),
            "people": _among(file.people, {row.id for row in view.people}),
            "passages": _among(file.passages, {row.id for row in view.passages}),
            "extras": tuple(extra for extra in file.extras if extra.title in sections),
            "question": file.question if view.question else "",
            "synthesis": file.synthesis if view.synthesis else "",
        }
        return file.but(**held)


def _among(values: tuple[Any, ...], known: set[str]) -> tuple[Any, ...]:
    return tuple(value for value in values if value.id in known)
