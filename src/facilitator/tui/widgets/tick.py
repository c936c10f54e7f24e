"""One thing taken or left, told by its sign and not by its colour."""

from textual.content import Content
from textual.widgets import Checkbox

_ON, _OFF = "[x]", "[ ]"


class Tick(Checkbox):
    """``[x]`` before what is taken, ``[ ]`` before what is not."""

    BUTTON_LEFT = BUTTON_INNER = BUTTON_RIGHT = ""

    def __init__(self, words: str, value: bool = False, *, id: str | None = None) -> None:
        """Prepare the tick.

        Args:
            words: what it is called.
            value: whether it is taken.
            id: what the dialog knows it by.
        """
        self._words = words
        super().__init__(self._marked(value), value, id=id)

    def watch_value(self) -> None:
        """Draw the sign anew."""
        super().watch_value()
        self.label = self._marked(self.value)

    def _marked(self, on: bool) -> Content:
        return Content(f"{_ON if on else _OFF} {self._words}")
