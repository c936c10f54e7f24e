"""Acts on passages: what is put together from notes, with a record of where it comes from."""

from msgspec import Struct

from facilitator.language import mark
from facilitator.live.assembling import Draft, inserted
from facilitator.live.commands.base import Moment
from facilitator.live.commands.notes import note_of
from facilitator.live.operations import ItemValues, Make, Operation, Rewrite
from facilitator.live.view import View
from facilitator.model.ids import new_ulid


class Assemble(Struct, frozen=True):
    """Put a draft into the synthesis at character ``at`` as paragraphs of its own; nothing that stands there is replaced."""

    draft: Draft
    at: int
    label: str = mark("synthesis")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Write it, and remember of each part which note it comes from.

        Raises:
            CommandRefusedError: a note is no longer there.
        """
        if not self.draft.text:
            return []
        at = max(0, min(self.at, len(view.synthesis)))
        text, end = inserted(view.synthesis, at, self.draft.text)
        first = end - len(self.draft.text)
        operations: list[Operation] = [Rewrite(("synthesis",), text)]
        for source in self.draft.sources:
            values: ItemValues = {
                "start": first + source.start,
                "end": first + source.end,
                "notes": note_of(view, source.note).id,
                "highlight": source.highlight,
            }
            operations.append(Make("passages", new_ulid(moment.now, moment.chance), values))
        return operations
