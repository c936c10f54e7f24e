"""Acts on votes by raised hands: open a round, type the counts, end it."""

from msgspec import Struct

from facilitator.language import _, mark
from facilitator.live.commands.base import CommandRefusedError, Moment
from facilitator.live.commands.notes import note_of
from facilitator.live.operations import ItemValues, Make, Operation, Put
from facilitator.live.rows import VoteRow
from facilitator.live.view import View
from facilitator.model.ids import new_ulid, position_between


def vote_of(view: View, vote_id: str) -> VoteRow:
    """The living round with this identifier. Raises ``CommandRefusedError`` when there is none."""
    row = next((row for row in view.votes if row.id == vote_id), None)
    if row is None:
        raise CommandRefusedError(_("This vote is no longer there."))
    return row


class OpenVote(Struct, frozen=True):
    """Open a round on some notes: ``dots`` for each of the ``voters``; a silent round shows its counts at its end."""

    note_ids: tuple[str, ...]
    dots: int
    voters: int
    silent: bool = False
    label: str = mark("vote")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Make the round with a count of none for each note.

        Raises:
            CommandRefusedError: there is nothing to vote on, or no dots to give.
        """
        notes = dict.fromkeys(note_of(view, note_id).id for note_id in self.note_ids)
        if not notes:
            raise CommandRefusedError(_("There is nothing to vote on."))
        if not 1 <= self.dots <= 100:
            raise CommandRefusedError(_("Between 1 and 100 dots a person."))
        last = view.votes[-1].order if view.votes else None
        values: ItemValues = {
            "at": moment.stamp,
            "dots": self.dots,
            "voters": max(0, min(self.voters, 10_000)),
            "silent": self.silent,
            "done": False,
            "counts": dict.fromkeys(notes, 0),
            "ord": position_between(last, None, moment.chance),
        }
        return [Make("votes", new_ulid(moment.now, moment.chance), values)]


class CountDots(Struct, frozen=True):
    """Say how many dots a note got."""

    vote_id: str
    note_id: str
    dots: int
    label: str = mark("count of a vote")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Set the count.

        Raises:
            CommandRefusedError: the note is not voted on, or the number is out of range.
        """
        vote = vote_of(view, self.vote_id)
        if self.note_id not in vote.counts:
            raise CommandRefusedError(_("This note is not part of the vote."))
        if not 0 <= self.dots <= 1_000_000:
            raise CommandRefusedError(_("A number of dots, please."))
        return [Put(("votes", vote.id, "counts", self.note_id), self.dots)]


class EndVote(Struct, frozen=True):
    """All counts are in (or, with ``done`` false, counting goes on)."""

    vote_id: str
    done: bool = True
    label: str = mark("end of a vote")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Set the mark."""
        return [Put(("votes", vote_of(view, self.vote_id).id, "done"), self.done)]


class RemoveVote(Struct, frozen=True):
    """Take a round out."""

    vote_id: str
    label: str = mark("removal of a vote")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Mark as gone."""
        return [Put(("votes", vote_of(view, self.vote_id).id, "gone"), True)]
