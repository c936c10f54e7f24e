"""What is drawn when: what was typed at once, and what can wait in the breath between two keys.

Textual draws at fixed beats: a letter typed just after one waits for the next, and a list that a note from elsewhere moves is
drawn just when the next letter comes.
"""

from collections.abc import Callable
from time import monotonic

from textual.screen import Screen

_FRAME = 0.01
"""Seconds within which not two letters are drawn at once: keys that come faster than that are drawn together."""
_RESTED = 0.25
"""Seconds after the last key from which hands are taken to rest."""
_AT_MOST = 0.3
"""Seconds that something which can wait is put off for a key that does not come."""


class PacedScreen(Screen[None]):
    """A screen that draws what is typed at once, and does what can wait right after a key was drawn."""

    beat: Callable[[], float] = staticmethod(monotonic)
    """Seconds that only go forward."""

    _typed_at = float("-inf")
    _drawn_at = float("-inf")

    def __init__(self) -> None:
        super().__init__()
        self._between_keys: list[Callable[[], object]] = []

    def typed(self) -> None:
        """Something was typed: draw it, then do what waited."""
        self._typed_at = self.beat()
        if self._typed_at - self._drawn_at >= _FRAME:
            self._drawn_at = self._typed_at
            self._draw()
        if self._between_keys:
            self.call_later(self._do_between_keys)

    def between_keys(self, act: Callable[[], object]) -> None:
        """Do something that draws much: at once while the hands rest, else after the next key; what waits already, once.

        Args:
            act: what to do; it is done within a third of a second.
        """
        if act in self._between_keys:
            return
        self._between_keys.append(act)
        if self.beat() - self._typed_at >= _RESTED:
            self._do_between_keys()
        else:
            self.set_timer(_AT_MOST, self._do_between_keys)

    def _do_between_keys(self) -> None:
        acts, self._between_keys = self._between_keys, []
        for act in acts:
            act()
        if acts:
            self._draw()

    def _draw(self) -> None:
        # The beat's own act, done now: nothing is left for the beat then.
        if self.is_attached:
            self._on_timer_update()
