"""The notes with their heading, and the keys that act on the chosen one."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from facilitator.language import _
from facilitator.tui.acts import NOTE_ACTS
from facilitator.tui.safe import drawable
from facilitator.tui.widgets.note_list import NoteList


class NotesPane(Vertical):
    """Heading and list."""

    class Asked(Message):
        """An act on a note was asked for."""

        def __init__(self, act: str, note_id: str) -> None:
            self.act = act
            self.note_id = note_id
            super().__init__()

    DEFAULT_CSS = """
    NotesPane { width: 1fr; height: 1fr; }
    """
    BINDINGS = [Binding(act.keys, f"ask('{act.id}')", act.word, id=f"note_{act.id}", show=False) for act in NOTE_ACTS]

    def compose(self) -> ComposeResult:
        """A line and the list."""
        yield Static("", id="notes-head", classes="head")
        yield NoteList()

    def invite(self, takes_notes: bool) -> None:
        """Say what an empty list is for: how to note, or that nothing was noted in a session that takes no notes."""
        how = _("Type what is said, Enter keeps it.\nTab gives a theme, ! a risk, + an idea, *words* highlight.")
        notes = self.query_one(NoteList)
        notes.empty_hint = how if takes_notes else _("No notes.")
        notes.refresh()

    def head(self, count: str, shown: str, unseen: str) -> None:
        """Draw the heading.

        Args:
            count: how many notes.
            shown: which of them.
            unseen: how many came below what is being read, or "".
        """
        line = Content.styled(count, "bold") + Content.styled(f"  {drawable(shown, one_line=True)}", "$text-muted")
        if unseen:
            line += Content.styled(f"  {unseen}", "bold $text-accent")
        self.query_one("#notes-head", Static).update(line, layout=False)

    def action_ask(self, act: str) -> None:
        """Tell the screen which act was asked for, on the chosen note."""
        chosen = self.query_one(NoteList).selected
        if chosen is not None:
            self.post_message(self.Asked(act, chosen))
