"""Counting raised hands: a number for each note, the dots given beside those held, the results as bars."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from facilitator.language import _
from facilitator.live.commands.base import Command
from facilitator.live.commands.votes import CountDots, EndVote
from facilitator.live.rows import VoteRow
from facilitator.live.view import View
from facilitator.live.voting import Count, Manner, Round, results
from facilitator.tui.safe import drawable

_BAR = 20


class VoteDialog(ModalScreen[None]):
    """Digits count, up and down walk, ``f`` ends the round or goes on counting, Escape goes back."""

    DEFAULT_CSS = """
    VoteDialog { align: center middle; }
    VoteDialog > VerticalScroll { width: 90%; max-width: 110; height: auto; max-height: 90%; background: $surface; padding: 1 2; }
    """

    def __init__(self, vote_id: str, view: Callable[[], View], do: Callable[[Command], bool]) -> None:
        """Prepare the dialog.

        Args:
            vote_id: the round.
            view: gives the session as it is.
            do: carries an act out.
        """
        super().__init__()
        self._vote_id = vote_id
        self._view = view
        self._do = do
        self._at = 0
        self._fresh = True

    def compose(self) -> ComposeResult:
        """One text."""
        with VerticalScroll():
            yield Static("", id="votes")

    def on_mount(self) -> None:
        """Draw the round."""
        self.draw()

    def on_key(self, event: events.Key) -> None:
        """Count, walk, end."""
        vote = self._vote()
        if vote is None or event.key == "escape":
            event.stop()
            if self.is_current:
                self.dismiss(None)
            return
        notes = self._notes(vote)
        if event.key in ("down", "enter", "tab"):
            self._walk(1, len(notes))
        elif event.key in ("up", "shift+tab"):
            self._walk(-1, len(notes))
        elif event.character == "f":
            self._do(EndVote(vote.id, not vote.done))
        elif (digit := _digit(event.character)) is not None and not vote.done:
            before = 0 if self._fresh else vote.counts[notes[self._at]]
            self._fresh = False
            self._do(CountDots(vote.id, notes[self._at], before * 10 + digit))
        elif event.key == "backspace" and not vote.done:
            self._fresh = False
            self._do(CountDots(vote.id, notes[self._at], vote.counts[notes[self._at]] // 10))
        else:
            return
        event.stop()
        self.draw()

    def draw(self) -> None:
        """Draw the round as it is now."""
        vote = self._vote()
        if vote is not None:
            self.query_one("#votes", Static).update(self._content(vote))

    def _walk(self, by: int, count: int) -> None:
        self._at = (self._at + by) % count
        self._fresh = True

    def _notes(self, vote: VoteRow) -> list[str]:
        """The notes voted on in the order said; those that are gone come last."""
        rows = self._view().notes
        return sorted(vote.counts, key=lambda note: (note not in rows, rows[note].order if note in rows else "", note))

    def _vote(self) -> VoteRow | None:
        return next((row for row in self._view().votes if row.id == self._vote_id), None)

    def _content(self, vote: VoteRow) -> Content:
        reckoned = round_of(vote, self._notes(vote))
        said = _("Vote: {dots} dots each, {voters} people, {held} dots in all").format(
            dots=vote.dots, voters=vote.voters, held=reckoned.held
        )
        lines = [Content.styled(said, "bold $text-accent"), Content("")]
        notes = self._view().notes
        order = [result.note for result in results(reckoned)] if vote.done else self._notes(vote)
        bars = {result.note: result.bar for result in results(reckoned)}
        chosen = self._notes(vote)[self._at % len(vote.counts)]
        for note in order:
            text = drawable(notes[note].text, one_line=True) if note in notes else "–"
            here = not vote.done and note == chosen
            count = f"{vote.counts[note]:>4}" if reckoned.showing or here else "   ·"
            bar = "█" * round(bars[note] * _BAR) if reckoned.showing else ""
            line = Content(f"{'▸' if here else ' '} {count}  ") + Content.styled(f"{bar:<{_BAR}}  ", "$text-accent")
            lines.append(line + Content.styled(text, "bold" if here else "").truncate(70, ellipsis=True))
        given = _("{given} of {held} dots given").format(given=reckoned.given, held=reckoned.held)
        lines += [Content(""), Content.styled(given, "$text-muted")]
        if reckoned.too_many:
            more = _("{count} more dots than the people present hold").format(count=reckoned.too_many)
            lines.append(Content.styled(f"! {more}", "bold $text-warning"))
        keys = (
            _("f: count again · Escape: back") if vote.done else _("digits count · ↑ ↓ · f: all are in · Escape: back")
        )
        return Content("\n").join([*lines, Content.styled(keys, "$text-muted")])


def round_of(vote: VoteRow, notes: list[str]) -> Round:
    """A recorded round as ``voting`` reckons with it; ``notes`` in the order said."""
    counts = tuple(Count(note, dots) for note, dots in vote.counts.items())
    manner = Manner.SILENT if vote.silent else Manner.OPEN
    return Round(tuple(notes), vote.dots, vote.voters, counts, manner, vote.done)


def _digit(character: str | None) -> int | None:
    """The digit that a key means, shifted or not on a French keyboard."""
    for row in ("0123456789", "à&é\"'(-è_ç"):
        if character and character in row:
            return row.index(character)
    return None
