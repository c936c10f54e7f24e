"""What is safe on disk, on the session screen; the file is looked at, since somebody else may have written it."""

from threading import Thread
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widgets import Static

from facilitator.language import _, plural
from facilitator.tui.keymap import with_keys
from facilitator.tui.safe import drawable
from facilitator.tui.screens.base import SessionBase
from facilitator.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from facilitator.storage.trouble import Trouble


class StateChanged(Message):
    """What is safe on disk changed; told by a keeper's thread."""

    def can_replace(self, message: Message) -> bool:
        """Only the latest counts."""
        return isinstance(message, StateChanged)


class FileAnswered(Message):
    """The drive with the session file answers; told by a thread."""


class FilePart(SessionBase):
    """The session's file and journal."""

    _filing = False
    _notices_told = 0
    _looking = False

    def on_told(self) -> None:
        """A keeper's thread says that what is safe changed: have the screen look."""
        self.post_message(StateChanged())

    def on_state_changed(self, event: StateChanged) -> None:
        """The keeper says that something was written, or could not be."""
        event.stop()
        self.show_state()

    def show_state(self) -> None:
        """Draw what is safe: kept in the journal, and in the file."""
        trouble = self.query_one("#trouble", Static)
        if self.opening is not None:
            trouble.display = False
            self.query_one(TitleBar).show(state=_("opening …"), well=True)
            return
        state = self.desk.state
        trouble.display = bool(state.troubles)
        if state.troubles:
            trouble.update(drawable(_told(state.troubles[0]), one_line=True))
        if self.desk.read_only:
            words = _("read only")
        elif not state.kept:
            words = _("keeping …")
        else:
            words = _("kept · file up to date") if state.filed else _("kept · file to come")
        self.query_one(TitleBar).show(state=words, well=not state.troubles)
        news = self.desk.notices[self._notices_told :]
        if news:
            self._notices_told += len(news)
            self.tell(" · ".join(notice.sentence for notice in news), stay=True)

    def _look_at_file(self) -> None:
        """Look at the file as soon as its drive answers, and tell of one that does not."""
        if not self._looking:
            self._looking = True
            Thread(target=self._wait_for_file, name="looking", daemon=True).start()
        self.show_state()

    def _wait_for_file(self) -> None:
        self.desk.wait_for_file()
        self.post_message(FileAnswered())

    def on_file_answered(self, event: FileAnswered) -> None:
        """The drive answers: take in what somebody else wrote into the file."""
        event.stop()
        self._looking = False
        self.desk.look_at_file(self.now())

    def _file(self) -> None:
        self._filing = False
        self.desk.file_now()
        self.show_state()


def _told(trouble: "Trouble") -> str:
    """What to say of a trouble: why, where everything is meanwhile, and what can be done."""
    reason = trouble.reason
    if trouble.silent:
        reason = plural(
            "its disk has not answered for {count} second",
            "its disk has not answered for {count} seconds",
            trouble.silent,
        ).format(count=trouble.silent)
    sentence = (
        with_keys(_("Not kept on disk yet: {reason}. Everything is in memory and tried again. ^P, “save elsewhere”."))
        if trouble.what == "journal"
        else with_keys(
            _("The file {path} cannot be written: {reason}. The journal keeps everything. ^P, “save elsewhere”.")
        )
    )
    return sentence.format(reason=reason, path=trouble.path.name)
