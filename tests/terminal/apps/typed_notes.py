"""A typing line under a pane; what it hands over is shown there, line by line. F5 moves the focus away and back."""

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from facilitator.live.view import ThemeRow
from facilitator.tui.driver import driver_class
from facilitator.tui.signalled_app import SignalledApp
from facilitator.tui.widgets.theme_strip import ThemeStrip
from facilitator.tui.widgets.typing_line import TypingLine

THEMES = [ThemeRow("a", "liberté", "A"), ThemeRow("b", "sens", "B")]


class TypingApp(SignalledApp[None]):
    """A typing line and what came of it."""

    CSS = "#said { height: 1fr; }"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__(driver_class=driver_class())
        self._said: list[str] = []

    def compose(self) -> ComposeResult:
        yield Static("ready", id="said", markup=False)
        yield ThemeStrip()
        yield TypingLine()

    def on_mount(self) -> None:
        line, strip = self.query_one(TypingLine), self.query_one(ThemeStrip)
        strip.show_themes(THEMES, None)
        line.strip = strip
        line.prompt = ("▸ ", "")
        line.focus()

    def on_key(self, event: events.Key) -> None:
        if event.key == "f5":
            self.screen.set_focus(None if self.focused else self.query_one(TypingLine))
            self._say("focus")

    def on_typing_line_submitted(self, message: TypingLine.Submitted) -> None:
        self._say(ascii(message.text))

    def on_typing_line_pasted_lines(self, message: TypingLine.PastedLines) -> None:
        self._say(f"pasted {message.text.count(chr(10)) + 1}")

    def on_theme_strip_theme_picked(self, message: ThemeStrip.ThemePicked) -> None:
        self._say(f"theme {message.theme_id}")

    def _say(self, words: str) -> None:
        self._said.append(words)
        self.query_one("#said", Static).update(" | ".join(self._said[-6:]))


TypingApp().run()
