"""The text of the typing line: kept exactly, drawn harmlessly."""

from typing import Any

from textual.document._document import Document, EditResult, Location

from facilitator.tui.safe import drawable


class TypedDocument(Document):
    """Typed text, kept exactly, beside the harmless signs that are drawn for it.

    Lines end at ``\\n`` only (Textual's own document takes eight other characters for line ends and drops them). Each character
    has one sign, so that columns agree.
    """

    def __init__(self, text: str) -> None:
        super().__init__("")
        self._lines = text.split("\n")

    @property
    def lines(self) -> list[str]:
        """The lines as they are drawn."""
        return [drawable(line) for line in self._lines]

    def __getitem__(self, line_index: Any) -> Any:
        """The line or lines as they are drawn."""
        found = self._lines[line_index]
        return drawable(found) if isinstance(found, str) else [drawable(line) for line in found]

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Put ``text`` in the place of what stands between two locations; returns where it ends and what stood there."""
        (top, left), (bottom, right) = sorted((start, end))
        replaced = self.get_text_range((top, left), (bottom, right))
        before = self._lines[top][:left] if top < len(self._lines) else ""
        after = self._lines[bottom][right:] if bottom < len(self._lines) else ""
        inserted = text.split("\n")
        inserted[0] = before + inserted[0]
        last = (top + len(inserted) - 1, len(inserted[-1]))
        inserted[-1] += after
        self._lines[top : bottom + 1] = inserted
        return EditResult(last, replaced)
