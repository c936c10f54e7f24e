"""Votes by raised hands: dots given to notes, counted by the facilitator, in rounds."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct


class Manner(StrEnum):
    """How a round is held: counts show as they are typed, or only once all are in, so that nobody follows the first."""

    OPEN = "open"
    SILENT = "silent"


class Count(Struct, frozen=True):
    """Dots counted for a note."""

    note: str
    dots: int


class Round(Struct, frozen=True):
    """One round: the notes voted on in the order said, ``dots`` for each of the ``voters`` people present, and the counts.

    ``done`` says that all counts are in. Several counts for one note add up; one for a note that is not voted on, or below
    zero, counts for nothing.
    """

    notes: tuple[str, ...]
    dots: int
    voters: int
    counts: tuple[Count, ...] = ()
    manner: Manner = Manner.OPEN
    done: bool = False

    @property
    def held(self) -> int:
        """The dots that the people present hold together."""
        return max(0, self.dots) * max(0, self.voters)

    @property
    def given(self) -> int:
        """The dots that were given."""
        return sum(_dots_by_note(self).values())

    @property
    def too_many(self) -> int:
        """How many dots more were given than the people present hold; 0 when all is right."""
        return max(0, self.given - self.held)

    @property
    def showing(self) -> bool:
        """Whether the room may see the counts: a silent round shows them when it is done."""
        return self.done or self.manner is Manner.OPEN


class Result(Struct, frozen=True):
    """What a note got: its dots, its rank from 1, and the length of its bar, 1 for the note with most dots.

    Notes with as many dots share a rank, and the rank after them is as far on as they are many: 1, 2, 2, 4.
    """

    note: str
    dots: int
    rank: int
    bar: float


def results(vote: Round) -> tuple[Result, ...]:
    """What each note got, most dots first; notes with as many stay in the order said.

    Args:
        vote: the round.
    """
    dots = _dots_by_note(vote)
    ranked = sorted(dots, key=lambda note: -dots[note])
    most = max(dots.values(), default=0)
    rank_of: dict[int, int] = {}
    for rank, note in enumerate(ranked, 1):
        rank_of.setdefault(dots[note], rank)
    return tuple(Result(note, dots[note], rank_of[dots[note]], dots[note] / most if most else 0.0) for note in ranked)


def winners(vote: Round, wanted: int) -> tuple[str, ...]:
    """The notes that come first, ties included: at least ``wanted`` of those that got any dot, if there are so many.

    Args:
        vote: the round.
        wanted: how many priorities are looked for.
    """
    return tuple(result.note for result in results(vote) if result.rank <= wanted and result.dots > 0)


def priorities(rounds: Iterable[Round]) -> tuple[str, ...]:
    """The notes in the order that the last round done gave them, those without a dot left out; none before a round is done.

    Args:
        rounds: all rounds, the first one first.
    """
    done = [vote for vote in rounds if vote.done]
    return winners(done[-1], len(done[-1].notes)) if done else ()


def _dots_by_note(vote: Round) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for count in vote.counts:
        counted[count.note] += max(0, count.dots)
    return {note: counted[note] for note in vote.notes}
