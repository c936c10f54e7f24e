"""From a passage of the synthesis to the notes that it was made of, and from a note to its passages."""

from facilitator.live.rows import PassageRow
from facilitator.live.view import NoteRow, View


def passage_at(view: View, at: int) -> PassageRow | None:
    """The passage where the cursor stands, the shortest of those that hold the place; None where the scribe wrote freely.

    Args:
        view: the session.
        at: a character of the synthesis.
    """
    around = [row for row in view.passages if row.start <= at <= row.end]
    return min(around, key=lambda row: row.end - row.start, default=None)


def notes_of(view: View, passage: PassageRow) -> list[NoteRow]:
    """The living notes of a passage, in the order said."""
    found = [view.notes[note_id] for note_id in passage.notes if note_id in view.notes]
    return sorted(found, key=lambda row: (row.order, row.id))


def passages_of(view: View, note_id: str) -> list[PassageRow]:
    """The passages that a note went into, in the order of the synthesis."""
    return [row for row in view.passages if note_id in row.notes]
