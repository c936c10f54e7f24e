"""Where the synthesis comes from, as numbers: "[2]" behind a passage, and behind the note that it was made of.

Square brackets tell them from the references that the scribe wrote, "(1)".
"""

from collections.abc import Iterable, Mapping
from itertools import groupby

from facilitator.model.session import Session


def source_numbers(session: Session) -> dict[str, int]:
    """The numbers of the notes that passages were made of, by identifier: in the order in which the synthesis uses them.

    Args:
        session: whose synthesis; a note that is not there has no number.
    """
    there = {note.id for note in session.notes}
    named = (note for passage in session.passages for note in passage.notes if note in there)
    return {note: number for number, note in enumerate(dict.fromkeys(named), 1)}


def with_sources(session: Session, numbers: Mapping[str, int]) -> str:
    """The synthesis as typed, with the numbers of its sources behind each passage.

    Args:
        session: whose synthesis.
        numbers: what ``source_numbers`` returned.
    """
    text, at = "", 0
    ending = sorted(session.passages, key=lambda passage: passage.end)
    for end, passages in groupby(ending, key=lambda passage: min(passage.end, len(session.synthesis))):
        found = sorted({numbers[note] for passage in passages for note in passage.notes if note in numbers})
        if found:
            text += session.synthesis[at:end] + _marks(found, r"\[{number}\]")
            at = end
    return text + session.synthesis[at:]


def source_mark(number: int) -> str:
    """What stands behind a note that passages were made of."""
    return _marks([number], "[{number}]")


def _marks(numbers: Iterable[int], form: str) -> str:
    return "".join(f" {form.format(number=number)}" for number in numbers)
