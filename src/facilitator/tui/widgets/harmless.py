"""Input lines whose text may be anything: pasted control characters are drawn as signs of them, and stay in the answer."""

from rich.highlighter import Highlighter
from rich.text import Text

from facilitator.tui.safe import drawable


class Harmless(Highlighter):
    """For ``Input(highlighter=…)``: what is drawn has one character for each of the value's, none that a terminal obeys."""

    def highlight(self, text: Text) -> None:
        """Put signs in the place of what a terminal would obey.

        Args:
            text: the value as it would be drawn; changed in place.
        """
        text.plain = drawable(text.plain).replace("\n", "⏎")
