"""One choice of several, told by its sign and not by its colour."""

from textual.content import Content
from textual.widgets import RadioButton

_ON, _OFF = "(●)", "( )"


class Radio(RadioButton):
    """A choice with ``(●)`` before it when it is the one, and ``( )`` when it is not."""

    BUTTON_LEFT = BUTTON_INNER = BUTTON_RIGHT = ""

    def __init__(self, words: str, value: bool = False) -> None:
        """Prepare the choice.

        Args:
            words: what it is called.
            value: whether it is the one.
        """
        self._words = words
        super().__init__(self._marked(value), value)

    def watch_value(self) -> None:
        """Draw the sign anew."""
        super().watch_value()
        self.label = self._marked(self.value)

    def _marked(self, on: bool) -> Content:
        return Content(f"{_ON if on else _OFF} {self._words}")
