"""What may leave the room, on the session screen: the names inside the texts, before a public report."""

from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from textual.message import Message

from facilitator.language import _
from facilitator.tui.screens.typing import TypingPart

if TYPE_CHECKING:
    from facilitator.model.session import Session
    from facilitator.report.deciding import Seen


class NamesFound(Message):
    """The texts were looked through for names; told by a thread."""

    def __init__(self, seen: "Seen", then: Callable[[], None]) -> None:
        self.seen = seen
        self.then = then
        super().__init__()


class PublishingPart(TypingPart):
    """Going through the names that a public report would hold."""

    _finding = False

    def action_public_names(self) -> None:
        """Go through the names inside the texts, then back to typing."""
        self.decide_names(self.to_typing)

    def decide_names(self, then: Callable[[], None]) -> None:
        """Go through the names inside the texts.

        Args:
            then: called when that is over, at once when there is no name to look at.
        """
        if self.postponed(partial(self.decide_names, then)):
            return
        if self._finding:
            return
        self._finding = True
        self.keep_synthesis()
        self.tell(_("Looking for names …"))
        Thread(target=self._find, args=(self.desk.live.snapshot(), then), name="names", daemon=True).start()

    def _find(self, session: "Session", then: Callable[[], None]) -> None:
        from facilitator.report.deciding import Seen

        seen = Seen()
        seen.mentions(session)
        self.post_message(NamesFound(seen, then))

    def on_names_found(self, event: NamesFound) -> None:
        """Show them."""
        event.stop()
        self._finding = False
        from facilitator.report.gate import asked
        from facilitator.tui.dialogs.names import NamesDialog

        live = self.desk.live
        if not asked(live.snapshot(), event.seen):
            self.tell(_("No name inside the texts needs looking at: all may be named."))
            event.then()
            return
        self.forget()
        do = None if self.read_only else self.do
        dialog = NamesDialog(event.seen, live.snapshot, do, self.action_undo)
        self.app.push_screen(dialog, lambda _nothing: event.then())
