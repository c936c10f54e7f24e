"""Counting raised hands: a number for each note, the dots given beside those held, the results as bars, round by round."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.widgets import Static

from facilitator.capture.dates import full_date
from facilitator.language import _
from facilitator.live.commands.base import Command
from facilitator.live.commands.votes import CountDots, EndVote, RemoveVote
from facilitator.live.rounds import noted, round_of
from facilitator.live.rows import VoteRow
from facilitator.live.view import View
from facilitator.live.voting import Round, results
from facilitator.tui.safe import drawable

_BAR = 12
_COUNT = 4


class VoteDialog(ModalScreen[bool]):
    """All rounds, one at a time: digits count, ``f`` ends the round or goes on counting, left and right go to another round.

    It ends with true when a new round is wanted.
    """

    DEFAULT_CSS = """
    VoteDialog { align: center middle; }
    VoteDialog > Vertical { width: 92%; max-width: 110; height: auto; max-height: 96%; background: $surface; padding: 1 2; }
    VoteDialog #votes-scroll { height: auto; max-height: 1fr; scrollbar-size-vertical: 1; }
    VoteDialog Static { height: auto; }
    VoteDialog #votes { text-wrap: nowrap; }
    """

    def __init__(self, vote_id: str, view: Callable[[], View], do: Callable[[Command], bool]) -> None:
        """Prepare the dialog.

        Args:
            vote_id: the round to begin with.
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
        """Which round it is, the notes, and what is to be known of the count."""
        with Vertical():
            yield Static("", id="votes-head")
            with VerticalScroll(id="votes-scroll", can_focus=False):
                yield Static("", id="votes")
            yield Static("", id="votes-foot")

    def on_mount(self) -> None:
        """Draw the round once there is a size to draw it in."""
        self.call_after_refresh(self.draw)

    def on_resize(self) -> None:
        """Use the width there is."""
        self.call_after_refresh(self.draw)

    def on_key(self, event: events.Key) -> None:
        """Count, walk, end, turn to another round."""
        vote = self._vote()
        if vote is None or event.key == "escape":
            event.stop()
            self._leave(False)
            return
        if not (self._walked(event.key, vote) or self._counted(event, vote)):
            return
        event.stop()
        self.draw()

    def draw(self) -> None:
        """Draw the round as it is now."""
        vote = self._vote()
        if vote is None:
            self._leave(False)
            return
        reckoned = round_of(self._view(), vote)
        order = self._order(vote)
        self.query_one("#votes-head", Static).update(self._head(vote, reckoned))
        width = max(30, self.query_one("#votes-scroll").size.width - 1)
        bars = {result.note: result.bar for result in results(reckoned)}
        lines = [self._line(note, vote, reckoned, bars[note], width) for note in order]
        self.query_one("#votes", Static).update(Content("\n").join(lines))
        self.query_one("#votes-foot", Static).update(self._foot(vote, reckoned, order))
        self.query_one("#votes-scroll").scroll_to_region(
            Region(0, self._at % len(order), 1, 1), animate=False, immediate=True
        )

    def _leave(self, again: bool) -> None:
        if self.is_current:
            self.dismiss(again)

    def _walked(self, key: str, vote: VoteRow) -> bool:
        """Whether a key went to another note, or to another round."""
        if key in ("down", "enter", "tab", "up", "shift+tab"):
            self._at = (self._at + (-1 if key in ("up", "shift+tab") else 1)) % len(vote.counts)
        elif key in ("left", "right"):
            rounds = self._view().votes
            at = rounds.index(vote) + (1 if key == "right" else -1)
            if not 0 <= at < len(rounds):
                return False
            self._vote_id, self._at = rounds[at].id, 0
        else:
            return False
        self._fresh = True
        return True

    def _counted(self, event: events.Key, vote: VoteRow) -> bool:
        """Whether a key changed the round: a count, its end, its removal; or asked for a new one."""
        note = self._order(vote)[self._at % len(vote.counts)]
        if event.character == "n" and vote.done:
            self._leave(True)
        elif event.character == "f":
            self._at = 0
            self._do(EndVote(vote.id, not vote.done))
        elif event.key == "delete" and vote.done:
            rounds = [row.id for row in self._view().votes if row.id != vote.id]
            self._do(RemoveVote(vote.id))
            self._vote_id, self._at = rounds[-1] if rounds else "", 0
        elif (digit := _digit(event.character)) is not None and not vote.done:
            before = 0 if self._fresh else vote.counts[note]
            self._fresh = False
            self._do(CountDots(vote.id, note, before * 10 + digit))
        elif event.key == "backspace" and not vote.done:
            self._fresh = False
            self._do(CountDots(vote.id, note, vote.counts[note] // 10))
        else:
            return False
        return True

    def _vote(self) -> VoteRow | None:
        return next((row for row in self._view().votes if row.id == self._vote_id), None)

    def _order(self, vote: VoteRow) -> list[str]:
        """The notes as they stand on the screen: in the order said while counting, then those with most dots first."""
        view = self._view()
        return [result.note for result in results(round_of(view, vote))] if vote.done else noted(view, vote)

    def _head(self, vote: VoteRow, reckoned: Round) -> Content:
        rounds = self._view().votes
        at = vote.at.astimezone()
        which = _("Vote {number} of {count} · {day}, {time}").format(
            number=rounds.index(vote) + 1, count=len(rounds), day=full_date(at.date()), time=f"{at:%H:%M}"
        )
        said = _("{dots} dots each, {voters} people, {held} dots in all").format(
            dots=vote.dots, voters=vote.voters, held=reckoned.held
        )
        return Content.styled(which, "bold $text-accent") + Content.styled(f"\n{said}\n", "$text-muted")

    def _line(self, note: str, vote: VoteRow, reckoned: Round, part: float, width: int) -> Content:
        """One note: its count, its bar, as much of it as there is room for."""
        here = self._order(vote)[self._at % len(vote.counts)] == note
        count = str(vote.counts[note]) if reckoned.showing or (here and not vote.done) else "·"
        bar = "█" * round(part * _BAR) if reckoned.showing else ""
        line = Content(f"{'▸' if here else ' '}{count:>{_COUNT}}  ") + Content.styled(
            f"{bar:<{_BAR}}  ", "$text-accent"
        )
        text = Content.styled(self._text(note), "bold" if here else "")
        return line + text.truncate(width - line.cell_length, ellipsis=True)

    def _text(self, note: str) -> str:
        row = self._view().notes.get(note)
        return drawable(row.text, one_line=True) if row is not None else "–"

    def _foot(self, vote: VoteRow, reckoned: Round, order: list[str]) -> Content:
        """The chosen note whole, the dots given, and the keys."""
        given = _("{given} of {held} dots given").format(given=reckoned.given, held=reckoned.held)
        lines = [Content(""), Content(self._text(order[self._at % len(order)])), Content("")]
        lines.append(Content.styled(given, "$text-muted") if reckoned.showing else Content(""))
        if reckoned.too_many:
            more = _("{count} more dots than the people present hold").format(count=reckoned.too_many)
            lines[-1] = Content.styled(_("! {given}: {more}").format(given=given, more=more), "bold $text-warning")
        keys = (
            _("n: new round · ← → · f: count again · Del: remove · Escape: back")
            if vote.done
            else _("digits count · ↑ ↓ · f: all are in · ← → rounds · Escape: back")
        )
        return Content("\n").join([*lines, Content.styled(keys, "$text-muted")])


def _digit(character: str | None) -> int | None:
    """The digit that a key means, shifted or not on a French keyboard."""
    for row in ("0123456789", "à&é\"'(-è_ç"):
        if character and character in row:
            return row.index(character)
    return None
