"""The yardstick: a bare Textual application with one input."""

from textual.app import App, ComposeResult
from textual.widgets import Input


class Bare(App[None]):
    """One input, nothing else."""

    def compose(self) -> ComposeResult:
        """The input."""
        yield Input(placeholder="READY")


if __name__ == "__main__":
    Bare().run()
