"""Something that takes a while and may wait for a drive: done on a thread, while the screen goes on answering."""

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from facilitator.language import _

Result = TypeVar("Result")
_SAID_AFTER = 0.3


class WorkDone(Message):
    """The thread is at its end."""


class WorkingDialog(ModalScreen["Result | Exception | None"], Generic[Result]):
    """Ends with what the work returned or raised; Escape stops waiting for it and ends with None.

    What is done quickly is never announced.
    """

    DEFAULT_CSS = """
    WorkingDialog { align: center middle; background: transparent; }
    WorkingDialog > Vertical { width: 64; max-width: 95%; height: auto; background: $surface; padding: 1 2; display: none; }
    WorkingDialog .way-out { color: $text-muted; margin-top: 1; }
    """
    BINDINGS = [Binding("escape", "stop_waiting", show=False)]

    def __init__(self, sentence: str, work: Callable[[], Result]) -> None:
        """Prepare.

        Args:
            sentence: what goes on.
            work: does it; called on a thread of its own.
        """
        super().__init__()
        self._sentence = sentence
        self._work = work
        self._outcome: Result | Exception | None = None

    def compose(self) -> ComposeResult:
        """What goes on, and the way out."""
        with Vertical():
            yield Static(Content(self._sentence))
            yield Static(Content(_("Esc: do not wait for it")), classes="way-out")

    def on_mount(self) -> None:
        """Begin."""
        self.set_timer(_SAID_AFTER, self._say)
        Thread(target=self._do, name="working", daemon=True).start()

    def on_work_done(self, event: WorkDone) -> None:
        """End with it."""
        event.stop()
        if self.is_current:
            self.dismiss(self._outcome)

    def action_stop_waiting(self) -> None:
        """Go on without it."""
        if self.is_current:
            self.dismiss(None)

    def _say(self) -> None:
        self.query_one(Vertical).display = True

    def _do(self) -> None:
        try:
            self._outcome = self._work()
        except Exception as error:
            self._outcome = error
        self.post_message(WorkDone())
