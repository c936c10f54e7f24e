"""The typing line: where every note begins, and where nothing typed may be lost."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.color import Color, ColorParseError
from textual.document._document import EditResult, Location, Selection
from textual.document._edit import Edit
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import TextAreaTheme

from facilitator.tui.safe import drawable
from facilitator.tui.widgets.exact_area import ExactArea, types
from facilitator.tui.widgets.theme_strip import ThemeStrip

_LEFT_OUT = frozenset({"up", "down", "right", "f6", "f7", "pageup", "pagedown", "ctrl+z,super+z", "ctrl+y,super+y"})
_PROMPT_SHARE = 3


class TypingLine(ExactArea, inherit_bindings=False):
    """One to five lines in which a note is typed.

    Keys act in the order in which they were pressed, also when they come faster than the screen draws: what the line's own
    bindings name is done at once, never after letters that were typed later. Attributes to set: ``prompt``, ``completion``
    and ``strip``.
    """

    @dataclass
    class Submitted(Message):
        """Enter was pressed. The line is empty already and may hold what was typed since: ``put_back`` if it is not kept."""

        text: str

    @dataclass
    class Typed(Message):
        """The text changed; of several in a row only the last arrives."""

        text: str

        def can_replace(self, message: Message) -> bool:
            """Whether an older message need not be delivered."""
            return isinstance(message, TypingLine.Typed)

    @dataclass
    class PastedLines(Message):
        """Several lines were pasted, separated by ``\\n``; the line holds none of them."""

        text: str

    @dataclass
    class ThemeStripAsked(Message):
        """Tab (forward) or Shift+Tab was pressed and there is no strip with themes to open."""

        forward: bool

    class PreviousAsked(Message):
        """Up was pressed in the first line."""

    class NextAsked(Message):
        """Down was pressed in the last line."""

    class UndoAsked(Message):
        """Undo was asked for and there is no typing to undo."""

    class RedoAsked(Message):
        """Redo was asked for and there is no typing to make again."""

    class EscapeAsked(Message):
        """Escape was pressed; the text stands as it was."""

    DEFAULT_CSS = """
    TypingLine, TypingLine:focus {
        height: auto; min-height: 1; max-height: 5; width: 1fr; border: none; padding: 0;
        background: transparent; scrollbar-size: 0 0;
    }
    TypingLine .text-area--cursor, TypingLine:dark .text-area--cursor, TypingLine:light .text-area--cursor {
        color: $foreground; background: transparent; text-style: underline;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(cast(Binding, binding) for binding in TextArea.BINDINGS if cast(Binding, binding).key not in _LEFT_OUT),
        Binding("enter", "submit", id="typing_submit", show=False),
        Binding("ctrl+j,shift+enter,alt+enter", "new_line", id="typing_new_line", show=False),
        Binding("tab", "theme_strip(True)", id="typing_theme", show=False),
        Binding("shift+tab", "theme_strip(False)", id="typing_theme_back", show=False),
        Binding("right", "cursor_right", id="typing_right", show=False),
        Binding("up", "previous", id="typing_previous", show=False),
        Binding("down", "next", id="typing_next", show=False),
        Binding("ctrl+z,super+z", "undo", id="undo", show=False),
        Binding("ctrl+y,super+y,ctrl+shift+z", "redo", id="redo", show=False),
        Binding("escape", "leave", id="typing_escape", show=False),
    ]

    completion: reactive[str] = reactive("", repaint=False)
    """What Right would add at the end of the text; shown dim there. Set it to ``""`` for none."""
    prompt: reactive[tuple[str, str]] = reactive(("", ""), repaint=False, init=False)
    """The words left of the line, and their colour (any that Textual reads; ``""`` for none)."""

    def __init__(self, *, id: str | None = None) -> None:
        self._prompt_width = 0
        self._styled: TextAreaTheme | None = None
        super().__init__("", id=id, compact=True, highlight_cursor_line=False)
        self.strip: ThemeStrip | None = None
        """The strip that Tab opens, and that is given the keys while it is open."""
        self._prompt_strip = Strip([])
        self._margin = Strip([])
        self.set_reactive(TextArea.cursor_blink, False)
        self.set_reactive(TextArea.match_cursor_bracket, False)

    def on_mount(self) -> None:
        """Keep the terminal's cursor where typing goes, also when the line is moved or grows."""
        self._measure_prompt()
        self.screen.screen_layout_refresh_signal.subscribe(self, self._follow, immediate=True)

    def on_blur(self) -> None:
        """Close the strip that was waiting for a key of this line."""
        self._leave_strip()

    def put(self, text: str) -> None:
        """Show ``text`` in the line, with the cursor at its end; what stood there is gone, and so is its undo history."""
        self.load_text(text)
        self.move_cursor(self.document.end)

    def put_back(self, text: str) -> None:
        """Put ``text`` before what was typed since, for a note that could not be kept."""
        rest = self.text
        self.put(f"{text}\n{rest}" if rest else text)

    def edit(self, edit: Edit) -> EditResult:
        """Change the text, and tell it once.

        Args:
            edit: what to replace by what.
        """
        left = self.completion
        adds = self.cursor_at_end_of_text and edit.text and edit.from_location == edit.to_location
        with self.prevent(TextArea.Changed, TextArea.SelectionChanged):
            result = super().edit(edit)
        self.completion = left[len(edit.text) :] if adds and left.startswith(edit.text) else ""
        self.post_message(self.Typed(self.text))
        return result

    def undo(self) -> None:
        """Take back the last burst of typing."""
        with self.prevent(TextArea.Changed, TextArea.SelectionChanged):
            super().undo()
        self.post_message(self.Typed(self.text))

    def redo(self) -> None:
        """Make again the last burst that was taken back."""
        with self.prevent(TextArea.Changed, TextArea.SelectionChanged):
            super().redo()
        self.post_message(self.Typed(self.text))

    def load_text(self, text: str) -> None:
        """Show another text and forget how the former came about."""
        with self.prevent(TextArea.Changed, TextArea.SelectionChanged):
            super().load_text(text)
        self.completion = ""
        self.post_message(self.Typed(text))

    async def on_key(self, event: events.Key) -> None:
        """Type a character, or do at once what a key of this line stands for."""
        event.prevent_default()
        strip = self.strip
        if strip is not None and strip.is_open:
            if strip.takes(event.key, event.character):
                event.stop()
                if (message := strip.press(event.key, event.character)) is not None:
                    self.post_message(message)
                return
            self._leave_strip()
        if types(event.key, event.character):
            event.stop()
            self._type(event.character or "")
            return
        bound = self.screen.active_bindings.get(event.key)
        if bound is not None and bound.node is self and bound.enabled:
            event.stop()
            await self.app.run_action(bound.binding.action, self)

    def on_paste(self, event: events.Paste) -> None:
        """One line is typed in; several are for the owner to ask about."""
        event.stop()
        event.prevent_default()
        self._leave_strip()
        self._paste(event.text)

    def action_submit(self) -> None:
        """Hand the text over and start an empty line, in one act: what is typed next belongs to the next note."""
        text = self.text
        self.load_text("")
        self.post_message(self.Submitted(text))

    def action_paste(self) -> None:
        """Paste what was copied inside the program."""
        self._paste(self.app.clipboard)

    def action_new_line(self) -> None:
        """Start a new line inside the note."""
        self._type("\n")

    def action_theme_strip(self, forward: bool) -> None:
        """Open the theme strip; Shift+Tab walks back at once."""
        if self.strip is not None and self.strip.themes:
            self.strip.unfold(0 if forward else -1)
        else:
            self.post_message(self.ThemeStripAsked(forward))

    def action_cursor_right(self, select: bool = False) -> None:
        """Take the completion at the end of the text; elsewhere move."""
        if self.completion and not select and self.selection.is_empty and self.cursor_at_end_of_text:
            self.insert(self.completion, maintain_selection_offset=False)
        else:
            super().action_cursor_right(select)

    def action_previous(self) -> None:
        """Move up, or ask for the note before from the first line."""
        if self.navigator.is_first_wrapped_line(self.cursor_location):
            self.post_message(self.PreviousAsked())
        else:
            self.action_cursor_up()

    def action_next(self) -> None:
        """Move down, or ask for the note after from the last line."""
        if self.navigator.is_last_wrapped_line(self.cursor_location):
            self.post_message(self.NextAsked())
        else:
            self.action_cursor_down()

    def action_undo(self) -> None:
        """Undo typing, or ask for the last act to be undone."""
        if self.history.undo_stack:
            self.undo()
        else:
            self.post_message(self.UndoAsked())

    def action_redo(self) -> None:
        """Make typing again, or ask for the last undone act."""
        if self.history.redo_stack:
            self.redo()
        else:
            self.post_message(self.RedoAsked())

    def action_leave(self) -> None:
        """Tell that Escape was pressed."""
        self.post_message(self.EscapeAsked())

    def action_delete_to_start_of_line(self) -> None:
        """Delete to the start of the line, however it is wrapped, as shells do."""
        row, column = self.cursor_location
        start = (row, 0) if column else self.get_cursor_left_location()
        self.delete(start, (row, column), maintain_selection_offset=False)

    async def action_delete_to_end_of_line_or_delete_line(self) -> None:
        """Delete to the end of the line, however it is wrapped; at its end, join the next one."""
        row, column = self.cursor_location
        length = len(self.document.get_line(row))
        end = (row, length) if column < length else self.get_cursor_right_location()
        self.delete((row, column), end, maintain_selection_offset=False)

    def find_matching_bracket(self, bracket: str, search_from: Location) -> Location | None:
        """None: a note is no program."""
        return None

    @property
    def gutter_width(self) -> int:
        """The width of the prompt, in cells."""
        return self._prompt_width

    def render_line(self, y: int) -> Strip:
        """One line of the text, after the prompt or a margin as wide."""
        return Strip.join([self._margin if y else self._prompt_strip, super().render_line(y)]).crop(0, self.size.width)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines ready to be shown; what the style sheet says is looked up when it changed, not at every key."""
        if self._styled is not self._theme:
            self._styled = self._theme
            return super().render_lines(crop)
        return super(TextArea, self).render_lines(crop)

    def notify_style_update(self) -> None:
        """Draw text and prompt in the new style."""
        self._styled = None
        super().notify_style_update()
        if self.is_mounted:
            self._measure_prompt()

    def on_resize(self) -> None:
        """Give the prompt its share of the new width."""
        self._measure_prompt()

    def watch_prompt(self) -> None:
        """Draw the new prompt; the text is wrapped anew only if its room changed."""
        if self.is_mounted:
            self._measure_prompt()

    def watch_completion(self) -> None:
        """Show the completion if the cursor stands where it would go."""
        self._show_completion()

    def watch_selection(self, before: Selection, selection: Selection) -> None:
        """Hide the completion while the cursor stands elsewhere."""
        self._show_completion()

    def _paste(self, pasted: str) -> None:
        text = pasted.replace("\r\n", "\n").replace("\r", "\n")
        line = text.strip("\n")
        if "\n" in line:
            self.post_message(self.PastedLines(text))
        else:
            self._type(line)

    def _show_completion(self) -> None:
        at_end = self.selection.is_empty and self.cursor_at_end_of_text
        shown = drawable(self.completion, one_line=True) if at_end else ""
        if shown != self.suggestion:
            self.suggestion = shown

    def _measure_prompt(self) -> None:
        words, colour = self.prompt
        style = self.rich_style
        if colour:
            with suppress(ColorParseError):
                style += Style(color=Color.parse(colour).rich_color)
        strip = Strip([Segment(drawable(words, one_line=True), style)])
        limit = max(1, self.size.width // _PROMPT_SHARE)
        if strip.cell_length > limit:
            strip = Strip.join([strip.crop(0, limit - 1), Strip([Segment("…", style)])])
        self._prompt_strip = strip
        self._margin = Strip([Segment(" " * strip.cell_length, self.rich_style)])
        if strip.cell_length != self._prompt_width:
            self._prompt_width = strip.cell_length
            self._rewrap_and_refresh_virtual_size()
            self.scroll_cursor_visible()
            self._follow(self.screen)
        self.refresh()

    def _follow(self, screen: Screen[Any]) -> None:
        """Show the cursor's row, and every row if there is room: Textual scrolls before it knows of a new row."""
        if self.wrapped_document.height > self.size.height:
            self.scroll_cursor_visible()
        elif self.scroll_offset.y:
            self.scroll_to(y=0, animate=False)
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset

    def _leave_strip(self) -> None:
        if self.strip is not None and self.strip.is_open:
            self.strip.fold()
            self.post_message(ThemeStrip.ThemeStripLeft())
