"""The question, always in view, with the complements that the circle gave it."""

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from facilitator.language import _
from facilitator.tui.keymap import with_keys
from facilitator.tui.safe import drawable


class QuestionBar(Static):
    """The question under the title; a click asks for it large."""

    class Opened(Message):
        """The question was clicked."""

    DEFAULT_CSS = """
    QuestionBar { height: auto; max-height: 4; padding: 0 1; border-bottom: solid $panel; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: tuple[str, list[str]] | None = None

    def show(self, question: str, complements: list[str]) -> None:
        """Draw the question and its complements; the screen is laid out anew only when they changed."""
        if self._shown == (question, complements):
            return
        self._shown = (question, complements)
        text = drawable(question.strip()) if question.strip() else ""
        line = Content.styled(_("QUESTION") + "  ", "bold $text-accent")
        line += (
            Content.styled(text, "bold")
            if text
            else Content.styled(with_keys(_("F2 to write the question")), "$text-muted")
        )
        for complement in complements:
            line += Content.styled(f"\n  + {drawable(complement)}", "$text-muted")
        self.update(line)

    def on_click(self, event: Click) -> None:
        """Tell the screen."""
        event.stop()
        self.post_message(self.Opened())
