"""One question asked in the line above the typing line, with the answer typed beside it."""

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label

from facilitator.capture.pasting import clean
from facilitator.tui.widgets.harmless import Harmless


class PromptInput(Input):
    """An answer being typed; a pasted block arrives whole."""

    class Taken(Message):
        """Enter was pressed, or several lines were pasted; the answer is empty for the next one already."""

        def __init__(self, text: str) -> None:
            self.text = text
            super().__init__()

    DEFAULT_CSS = """
    PromptInput, PromptInput:focus { border: none; height: 1; padding: 0; background: transparent; width: 1fr; }
    """

    def on_paste(self, event: events.Paste) -> None:
        """Several lines go to the screen, one line into the answer."""
        if len(clean(event.text).split("\n")) > 1:
            event.prevent_default()
            event.stop()
            self.post_message(self.Taken(clean(event.text)))

    def on_key(self, event: events.Key) -> None:
        """Take Enter in its turn: through a binding it would come after letters that were typed later."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            answer = self.value
            with self.prevent(Input.Changed):
                self.value = ""
            self.post_message(self.Taken(answer))


class PromptLine(Horizontal):
    """A label and an answer; nothing moves when it shows, since its line is always there."""

    class Answered(Message):
        """Enter was pressed, or a block was pasted: ``purpose`` is what was asked."""

        def __init__(self, purpose: str, text: str) -> None:
            self.purpose = purpose
            self.text = text
            super().__init__()

    class Changed(Message, bubble=True):
        """The answer changed while it is typed."""

        def __init__(self, purpose: str, text: str) -> None:
            self.purpose = purpose
            self.text = text
            super().__init__()

    class Left(Message):
        """Escape was pressed."""

        def __init__(self, purpose: str) -> None:
            self.purpose = purpose
            super().__init__()

    DEFAULT_CSS = """
    PromptLine { height: 1; display: none; background: $panel; }
    PromptLine Label { padding: 0 1; text-style: bold; color: $text-accent; }
    """
    BINDINGS = [Binding("escape", "leave", show=False)]

    def __init__(self) -> None:
        super().__init__(id="prompt")
        self.purpose = ""

    def compose(self) -> ComposeResult:
        """A label and an input."""
        yield Label("", markup=False)
        yield PromptInput(select_on_focus=False, highlighter=Harmless())

    def ask(self, purpose: str, label: str, answer: str = "") -> None:
        """Show the question and take the focus.

        Args:
            purpose: what the answer is for; comes back in the messages.
            label: the question.
            answer: what stands there already.
        """
        self.purpose = purpose
        self.query_one(Label).update(label)
        box = self.query_one(PromptInput)
        with box.prevent(Input.Changed):
            box.value = answer
        box.cursor_position = len(answer)
        self.display = True
        box.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass a change on under the question's purpose."""
        event.stop()
        self.post_message(self.Changed(self.purpose, event.value))

    def on_prompt_input_taken(self, event: PromptInput.Taken) -> None:
        """Pass the answer on."""
        event.stop()
        self.post_message(self.Answered(self.purpose, event.text))

    def action_leave(self) -> None:
        """Tell that the question was left."""
        self.post_message(self.Left(self.purpose))
