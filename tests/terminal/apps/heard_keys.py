"""Writes each key and paste it gets into the file named in its arguments; Ctrl+G draws a mark on the screen."""

import json
import sys
from pathlib import Path

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static

from facilitator.tui.driver import driver_class


class KeysApp(App[None]):
    """The keys and pastes that reach a program."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, log: Path) -> None:
        super().__init__(driver_class=driver_class())
        self._heard = log.open("a", encoding="utf-8")
        self._marks = 0

    def compose(self) -> ComposeResult:
        yield Static("ready", id="mark")

    def on_key(self, event: events.Key) -> None:
        if event.key == "ctrl+g":
            self._marks += 1
            self.query_one("#mark", Static).update(f"mark {self._marks}")
        else:
            self._write(["key", event.key, event.character])

    def on_paste(self, event: events.Paste) -> None:
        self._write(["paste", event.text])

    def _write(self, entry: list[str | None]) -> None:
        self._heard.write(json.dumps(entry) + "\n")
        self._heard.flush()


KeysApp(Path(sys.argv[1])).run()
