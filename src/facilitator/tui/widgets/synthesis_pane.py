"""The synthesis: the rendered text, and above it the editor while it is written."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

from facilitator.language import _
from facilitator.live.text import replay
from facilitator.live.view import NoteRow
from facilitator.tui.keymap import with_keys
from facilitator.tui.safe import drawable
from facilitator.tui.widgets.exact_area import ExactArea
from facilitator.tui.widgets.preview import Preview

_PAUSE = 1.0
_QUIET = 0.25


class SynthesisEditor(ExactArea):
    """The editor: plain Markdown, no key taken from French hands."""

    BINDINGS = [Binding("ctrl+z", "screen.undo", id="undo", show=False)]

    def __init__(self) -> None:
        super().__init__(id="editor", soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        self.cursor_blink = False


class SynthesisPane(Vertical):
    """Preview, and editor while editing. Typing is told as ``Written``, in bursts ended by a pause of a second."""

    class Written(Message):
        """The text went from ``before`` to ``text`` under the hands; ``burst`` names the stretch of typing."""

        def __init__(self, text: str, before: str, burst: str) -> None:
            self.text = text
            self.before = before
            self.burst = burst
            super().__init__()

    class CursorMoved(Message):
        """The cursor of the editor stands at character ``at`` of the text."""

        def __init__(self, at: int) -> None:
            self.at = at
            super().__init__()

        def can_replace(self, message: Message) -> bool:
            """Only the latest counts."""
            return isinstance(message, SynthesisPane.CursorMoved)

    DEFAULT_CSS = """
    SynthesisPane { height: 1fr; }
    SynthesisPane SynthesisEditor { display: none; height: 3fr; border: none; padding: 0 1; background: $boost; }
    SynthesisPane SynthesisEditor:focus { border: none; }
    SynthesisPane.editing SynthesisEditor { display: block; }
    SynthesisPane Preview { height: 2fr; padding: 0 1; }
    SynthesisPane.editing Preview { border-top: solid $panel; border-title-color: $text-muted; }
    """

    def __init__(self) -> None:
        super().__init__(id="synthesis")
        self._bursts = 0
        self._pause: Timer | None = None
        self._pending: Timer | None = None
        self._shown = ""
        self._source = ""

    def compose(self) -> ComposeResult:
        """Editor and preview."""
        yield SynthesisEditor()
        preview = Preview()
        preview.empty_hint = with_keys(_("Nothing yet: F4 writes it, ^T puts notes in."))
        yield preview

    @property
    def editor(self) -> SynthesisEditor:
        """The editor."""
        return self.query_one(SynthesisEditor)

    @property
    def editing(self) -> bool:
        """Whether the editor is open."""
        return self.has_class("editing")

    def show(self, text: str) -> None:
        """Draw the synthesis; what changed elsewhere comes into the editor beside what is being typed there."""
        before, self._shown = self._shown, text
        self.query_one(Preview).update(text)
        live = self.editor.text
        wanted = replay(before, text, live)
        if wanted != live:
            self._replace(self.editor, wanted)

    def edit(self, at: int | None = None) -> None:
        """Open the editor, at a character of the text or at its end."""
        self.add_class("editing")
        self.go_to(len(self.editor.text) if at is None else at)
        self.editor.focus()
        # The preview has another height from now on.
        self.call_after_refresh(self._follow)

    def go_to(self, at: int) -> None:
        """Put the cursor in front of a character of the text."""
        self.editor.move_cursor(_location(self.editor.text, at))

    def show_source(self, notes: Sequence[NoteRow]) -> None:
        """Say under the editor of which notes the passage at the cursor was made; nothing where it was written freely."""
        said = drawable(notes[0].text, one_line=True) if notes else ""
        more = f" +{len(notes) - 1}" if len(notes) > 1 else ""
        title = f"{with_keys('F7')} ←{more} {said}" if notes else ""
        if title != self._source:
            # Setting it draws the preview anew.
            self._source = title
            self.query_one(Preview).border_title = Content(title) if title else None

    def leave(self) -> None:
        """Close the editor; the burst ends."""
        self.flush()
        self._bursts += 1
        self.remove_class("editing")

    def flush(self) -> None:
        """Tell at once what was typed and not told yet."""
        written = self.take()
        if written is not None:
            self.post_message(written)

    def take(self) -> Written | None:
        """What was typed and not told yet, for an act that needs it at once; None when all was told."""
        if self._pending is not None:
            self._pending.stop()
            self._pending = None
        text = self.editor.text
        if text == self._shown:
            return None
        before, self._shown = self._shown, text
        return self.Written(text, before, f"synthesis-{self._bursts}")

    @property
    def cursor(self) -> int:
        """The character of the text where the cursor stands; the end when the editor is closed."""
        if not self.editing:
            return len(self._shown)
        row, column = self.editor.cursor_location
        lines = self.editor.text.split("\n")
        return sum(len(line) + 1 for line in lines[:row]) + column

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell the typing after a moment of quiet."""
        event.stop()
        if self.editor.text == self._shown:
            return
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, self._end_burst)
        if self._pending is None:
            self._pending = self.set_timer(_QUIET, self.flush)

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """Let the preview show what is being written."""
        event.stop()
        self._follow()
        self.post_message(self.CursorMoved(self.cursor))

    def _follow(self) -> None:
        lines = max(1, self.editor.document.line_count - 1)
        self.query_one(Preview).follow(self.editor.cursor_location[0] / lines)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Leaving the pane ends the burst."""
        self.flush()
        self._bursts += 1

    def _end_burst(self) -> None:
        self.flush()
        self._bursts += 1

    @staticmethod
    def _replace(editor: SynthesisEditor, text: str) -> None:
        """Change the editor's text by the stretch that differs, so that the cursor stays with its words."""
        old = editor.text
        head = next((i for i, (a, b) in enumerate(zip(old, text, strict=False)) if a != b), min(len(old), len(text)))
        tail = 0
        while tail < min(len(old), len(text)) - head and old[-1 - tail] == text[-1 - tail]:
            tail += 1
        start, end = _location(old, head), _location(old, len(old) - tail)
        editor.replace(text[head : len(text) - tail], start, end, maintain_selection_offset=True)


def _location(text: str, index: int) -> tuple[int, int]:
    """Row and column of a character."""
    before = text[:index]
    return before.count("\n"), index - (before.rfind("\n") + 1)
