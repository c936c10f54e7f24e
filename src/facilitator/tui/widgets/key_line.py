"""The last line: the keys that act now. A click on one does it."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from facilitator.language import _
from facilitator.tui.acts import Act


class KeyLine(Static):
    """The keys of the pane in focus, those first that matter most; what does not fit is in the palette."""

    DEFAULT_CSS = """
    KeyLine { height: 1; padding: 0 1; color: $text-muted; }
    """

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._lead: tuple[tuple[str, str], ...] = ()
        self._acts: tuple[Act, ...] = ()
        self._scope = ""

    def show(self, lead: Sequence[tuple[str, str]], acts: Sequence[Act], scope: str) -> None:
        """Show some keys.

        Args:
            lead: keys and words that come first and are no acts of a table.
            acts: the acts, those with ``shown`` only.
            scope: the namespace of their actions (``"screen"``, ``"focused"``).
        """
        new = (tuple(lead), tuple(acts), scope)
        if new != (self._lead, self._acts, self._scope):
            self._lead, self._acts, self._scope = new
            self._draw()

    def on_resize(self) -> None:
        """Fit to the width."""
        self._draw()

    def _draw(self) -> None:
        room = self.size.width - 2
        line = Content()
        pairs = [(key, word, "") for key, word in self._lead]
        pairs += [(_(act.key_name), _(act.word), f"{self._scope}.{act.id}") for act in self._acts if act.shown]
        for key, word, action in pairs:
            piece = Content.styled(key, "bold $foreground") + Content(f" {word}")
            if action:
                piece = piece.stylize(f"@click={action}")
            gap = 3 if line.cell_length else 0
            if line.cell_length + gap + piece.cell_length > room:
                break
            line += Content(" " * gap) + piece
        self.update(line, layout=False)
