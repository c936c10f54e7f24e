"""Words of the program over as many lines as they need; no line begins with a sign that French ties to the word before."""

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from facilitator.tui.wrapping import wrap


class Sentence(Static):
    """A Static that wraps by ``wrapping.wrap``: Textual's own wrapping takes a no-break space for a blank to break at."""

    DEFAULT_CSS = """
    Sentence { height: auto; }
    """

    def render(self) -> Content:
        """The words as they stand in the lines of this width."""
        return _tied(self._words, self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """How many lines they need."""
        return len(wrap(self._words.plain, max(1, width)))

    @property
    def _words(self) -> Content:
        words = self.visual
        return words if isinstance(words, Content) else Content()


def _tied(words: Content, width: int) -> Content:
    return Content("\n").join(words[start:end] for start, end in wrap(words.plain, max(1, width)))
