"""Passages that were edited in a session file elsewhere, found again in the synthesis that the merge gives.

The numbers of a file count the characters of the synthesis in that file. Somebody who edits the text by hand leaves them as
they are: then a passage stays with its words. Numbers that say something else were meant.
"""

from collections.abc import Mapping

from msgspec import Struct

from facilitator.live.building import make
from facilitator.live.operations import Hold, Operation, Put
from facilitator.live.rows import PassageRow
from facilitator.live.snapshot import id_in_file
from facilitator.live.text import checksum
from facilitator.live.view import View
from facilitator.model.passage import Passage
from facilitator.model.session import Session
from facilitator.model.splices import Splice, followed, splices


def passage_operations(base: Session, theirs: Session, view: View, synthesis: str) -> list[Operation]:
    """What brings their edits of passages in; what follows from the words alone needs nothing.

    Args:
        base: the file as it was last written here.
        theirs: the file as it is now.
        view: the living session.
        synthesis: what the synthesis says once both sides are in it.
    """
    rows = {id_in_file(row.id): row for row in view.passages}
    before = {passage.id: passage for passage in base.passages}
    if not theirs.passages and not before:
        return []
    notes = frozenset(note.id for note in theirs.notes)
    merge = _Merge(before, rows, notes, theirs.synthesis, synthesis, splices(base.synthesis, theirs.synthesis))
    after = {passage.id for passage in theirs.passages}
    gone: list[Operation] = [
        Put(("passages", rows[old.id].id, "gone"), True)
        for old in base.passages
        if old.id in rows and old.id not in after and not merge.notes.isdisjoint(old.notes)
    ]
    return [one for passage in theirs.passages for one in merge.operations(passage)] + gone


class _Merge(Struct, frozen=True):
    """The sides of a merge: ``edits`` lead from the synthesis of the base to theirs, ``notes`` are those of their file.

    A source that their file does not name because the note is not there is hidden by that already, and comes back with it.
    """

    before: Mapping[str, Passage]
    rows: Mapping[str, PassageRow]
    notes: frozenset[str]
    theirs: str
    merged: str
    edits: list[Splice]

    def operations(self, new: Passage) -> list[Operation]:
        """What brings one passage of theirs in."""
        old, row = self.before.get(new.id), self.rows.get(new.id)
        path = ("passages", row.id if row is not None else new.id)
        if row is None and old is not None:
            return []
        operations: list[Operation] = []
        if old is None or not self._where_it_was(old, new):
            operations += self._held(path[1], new)
        if row is None:
            return [make("passages", new.id, self._placed(new), ""), Put((*path, "gone"), None), *operations]
        was = old.notes if old is not None else ()
        removed = {note for note in was if note not in new.notes and note in self.notes}
        added = [note for note in new.notes if note not in was and note not in row.notes]
        notes = (*(note for note in row.notes if id_in_file(note) not in removed), *added)
        return operations if notes == row.notes else [*operations, Put((*path, "notes"), " ".join(notes))]

    def _where_it_was(self, old: Passage, new: Passage) -> bool:
        """Whether a passage stands where its words went, or its numbers were left alone while the text changed."""
        said, last = (new.start, new.end), len(self.theirs)
        left_alone = (min(old.start, last), min(old.end, last))
        return said in (left_alone, followed(old.start, old.end, self.edits))

    def _placed(self, passage: Passage) -> Passage:
        """A passage of theirs where it stands in the text that both sides make."""
        start, end = followed(passage.start, passage.end, splices(self.theirs, self.merged))
        return passage.but(start=start, end=end)

    def _held(self, passage_id: str, passage: Passage) -> list[Operation]:
        placed = self._placed(passage)
        words = self.merged[placed.start : placed.end]
        return [Hold(passage_id, placed.start, placed.end, words, checksum(self.merged))] if words else []
