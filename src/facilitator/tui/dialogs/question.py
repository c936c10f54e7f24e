"""The question, large: to read it aloud, and to word it anew."""

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from facilitator.language import _
from facilitator.tui.safe import drawable
from facilitator.tui.widgets.exact_area import ExactArea


class _Wording(ExactArea):
    """The wording being typed: Enter keeps it, as everywhere; Ctrl+J makes a new line."""

    BINDINGS = [Binding("ctrl+j", "new_line", show=False)]

    class Done(Message):
        """Enter was pressed."""

    async def on_key(self, event: events.Key) -> None:
        """Enter keeps the wording."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Done())
        else:
            await super().on_key(event)

    def action_new_line(self) -> None:
        """Go on in a new line."""
        self._type("\n")


class QuestionDialog(ModalScreen[str | None]):
    """Shows the question alone on the screen; Enter edits, F2 or Escape goes back, keeping what was written."""

    DEFAULT_CSS = """
    QuestionDialog { align: center middle; background: $background; }
    QuestionDialog > Vertical { width: 80%; height: auto; max-height: 90%; }
    QuestionDialog #title { color: $text-muted; text-align: center; width: 100%; margin-bottom: 2; }
    QuestionDialog #large { text-align: center; text-style: bold; width: 100%; }
    QuestionDialog #hint { color: $text-muted; text-align: center; width: 100%; margin-top: 2; }
    QuestionDialog ExactArea { display: none; height: auto; min-height: 3; max-height: 12; border: round $accent; }
    QuestionDialog.editing ExactArea { display: block; }
    QuestionDialog.editing #large { display: none; }
    """
    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("escape", "back", show=False, priority=True),
        Binding("f2", "back", id="show_question", show=False, priority=True),
        Binding("enter,e", "edit", show=False),
    ]

    def __init__(self, title: str, question: str, complements: list[str], may_edit: bool) -> None:
        """Prepare the view.

        Args:
            title: the session's title.
            question: its question.
            complements: what the circle added to it.
            may_edit: false on a closed or read-only session.
        """
        super().__init__()
        self._title = title
        self._question = question
        self._complements = complements
        self._may_edit = may_edit

    def compose(self) -> ComposeResult:
        """Title, question, complements, hint."""
        with Vertical():
            yield Static(Content(drawable(self._title, one_line=True)), id="title")
            yield Static(self._large(self._question), id="large")
            editor = _Wording(self._question, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
            editor.cursor_blink = False
            yield editor
            yield Static(
                Content(_("Enter: word it anew · Escape: back") if self._may_edit else _("Escape: back")), id="hint"
            )

    def on_mount(self) -> None:
        """An empty question is written at once."""
        if not self._question.strip():
            self.action_edit()

    def action_edit(self) -> None:
        """Open the editor."""
        if self._may_edit:
            self.add_class("editing")
            self.query_one("#hint", Static).update(Content(_("Enter: keep it and go back")))
            editor = self.query_one(ExactArea)
            editor.move_cursor(editor.document.end)
            editor.focus()

    def action_back(self) -> None:
        """Go back with the wording."""
        text = self.query_one(ExactArea).text.strip()
        if not self.is_current:
            return
        self.dismiss(text if self.has_class("editing") and text != self._question else None)

    def on__wording_done(self, event: Message) -> None:
        """Enter in the wording keeps it."""
        event.stop()
        self.action_back()

    def _large(self, question: str) -> Content:
        spaced = "\n\n".join(line.strip() for line in drawable(question).splitlines() if line.strip())
        large = Content.styled(spaced or "–", "bold $text-accent")
        for complement in self._complements:
            large += Content.styled(f"\n\n+ {drawable(complement)}", "$text-muted")
        return large
