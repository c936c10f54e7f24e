"""The votes of a session as ``voting`` reckons with them: each round, and what the last one put first."""

from facilitator.live.rows import VoteRow
from facilitator.live.view import NoteRow, View
from facilitator.live.voting import Count, Manner, Round, priorities


def noted(view: View, vote: VoteRow) -> list[str]:
    """The notes of a round in the order said; those that are gone since come last.

    Args:
        view: the session.
        vote: one of its rounds.
    """
    rows = view.notes
    return sorted(vote.counts, key=lambda note: (note not in rows, rows[note].order if note in rows else "", note))


def round_of(view: View, vote: VoteRow) -> Round:
    """A recorded round, to be reckoned with.

    Args:
        view: the session.
        vote: one of its rounds.
    """
    counts = tuple(Count(note, dots) for note, dots in vote.counts.items())
    manner = Manner.SILENT if vote.silent else Manner.OPEN
    return Round(tuple(noted(view, vote)), vote.dots, vote.voters, counts, manner, vote.done)


def chosen(view: View) -> list[tuple[NoteRow, int]]:
    """The notes that the last round done put first, most dots first, with their dots; those without a dot are left out.

    Args:
        view: the session.
    """
    last = next((vote for vote in reversed(view.votes) if vote.done), None)
    if last is None:
        return []
    found = priorities([round_of(view, last)])
    return [(view.notes[note], last.counts[note]) for note in found if note in view.notes]
