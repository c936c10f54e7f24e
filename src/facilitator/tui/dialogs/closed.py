"""After closing: what was written, where it is, and the ways to hand it over."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from facilitator.closing import Closed, about_told
from facilitator.language import _
from facilitator.tui.opener import NotOpenedError, open_with_system
from facilitator.tui.safe import drawable

_MOST_COPIED = 250_000
"""Bytes of a text that are sent to the clipboard: terminals drop longer ones, or stop in the middle."""


class Opened(Message):
    """What was to be opened is, or is not, for the reason given; told by a thread."""

    def __init__(self, path: Path, trouble: str) -> None:
        self.path = path
        self.trouble = trouble
        super().__init__()


class ClosedDialog(ModalScreen[None]):
    """Shows the files of the report; a letter copies or opens something, Enter goes back to the session."""

    DEFAULT_CSS = """
    ClosedDialog { align: center middle; }
    ClosedDialog > VerticalScroll {
        width: 76; max-width: 95%; height: auto; max-height: 96%; background: $surface; padding: 1 2;
    }
    ClosedDialog .heading { text-style: bold; color: $text-accent; }
    ClosedDialog #report { margin: 1 0; }
    ClosedDialog .about { color: $text-muted; margin-bottom: 1; }
    ClosedDialog #told { height: auto; color: $text-warning; margin-top: 1; }
    """
    BINDINGS = [
        Binding("enter,escape", "back", show=False),
        Binding("c,C", "copy_folder", show=False),
        Binding("t,T", "copy_text", show=False),
        Binding("o,O", "open_folder", show=False),
        Binding("p,P", "open_page", show=False),
    ]

    def __init__(self, closed: Closed, opener: Callable[[Path], None] = open_with_system) -> None:
        """Prepare.

        Args:
            closed: what was written; at least one report.
            opener: opens a folder or a page; may take its time, and raises ``NotOpenedError``.
        """
        super().__init__()
        self._done = closed
        self._opener = opener
        self._folder = closed.reports[0].absolute().parent
        self._page = next((path for path in closed.reports if path.suffix == ".html"), None)

    def compose(self) -> ComposeResult:
        """The files, what there is to say about them, the keys."""
        written = _("The session is closed, its report is written")
        there = _("The session is closed; its report said the same already")
        with VerticalScroll():
            yield Static(Content(written if self._done.written else there), classes="heading")
            yield Static(self._files(), id="report")
            for sentence in about_told(self._done):
                yield Static(Content(drawable(sentence, one_line=True)), classes="about")
            yield Static(Content("\n").join(self._keys()), id="closed-keys")
            yield Static("", id="told")

    def on_opened(self, event: Opened) -> None:
        """Say how it went."""
        event.stop()
        if event.trouble:
            told = _("Not opened: {reason}. It stands in {path}")
            self._tell(told.format(reason=event.trouble, path=event.path))
        else:
            self._tell(_("Opened: {path}").format(path=event.path))

    def action_copy_folder(self) -> None:
        """Send the path of the folder to the clipboard."""
        self._copy(str(self._folder), _("The path of the folder was sent to the terminal's clipboard."))

    def action_copy_text(self) -> None:
        """Send the text of the report to the clipboard: it is pasted into a mail."""
        self._copy(self._done.markdown, _("The text of the report was sent to the terminal's clipboard."))

    def action_open_folder(self) -> None:
        """Show the folder."""
        self._open(self._folder)

    def action_open_page(self) -> None:
        """Show the page, if one was written."""
        if self._page is not None:
            self._open(self._page.absolute())

    def action_back(self) -> None:
        """Go back."""
        if self.is_current:
            self.dismiss(None)

    def _files(self) -> Content:
        """The folder, never cut, and the files in it."""
        names = "\n".join(f"  {drawable(path.name, one_line=True)}" for path in self._done.reports)
        return Content(f"{drawable(str(self._folder), one_line=True)}\n{names}")

    def _keys(self) -> Iterator[Content]:
        yield self._key("c", _("copy the path of the folder"), "copy_folder")
        yield self._key("t", _("copy the text of the report, to paste it into a mail"), "copy_text")
        yield self._key("o", _("open the folder"), "open_folder")
        if self._page is not None:
            yield self._key("p", _("open the page"), "open_page")
        yield self._key(_("Enter"), _("back to the session"), "back")

    def _key(self, key: str, word: str, action: str) -> Content:
        line = Content.styled(f"{key:<7}", "bold $text-accent") + Content(word)
        return line.stylize(f"@click=screen.{action}")

    def _copy(self, text: str, told: str) -> None:
        if len(text.encode(errors="replace")) > _MOST_COPIED:
            self._tell(_("That is too much for the clipboard: take it from the file."))
            return
        self.app.copy_to_clipboard(text)
        self._tell(told)

    def _open(self, path: Path) -> None:
        self._tell(_("Opening {path} …").format(path=path))
        Thread(target=self._opening, args=(path,), name="opening", daemon=True).start()

    def _opening(self, path: Path) -> None:
        trouble = ""
        try:
            self._opener(path)
        except NotOpenedError as error:
            trouble = str(error)
        self.post_message(Opened(path, trouble))

    def _tell(self, sentence: str) -> None:
        self.query_one("#told", Static).update(Content(drawable(sentence, one_line=True)))
        self.query_one("#told", Static).scroll_visible(animate=False)
