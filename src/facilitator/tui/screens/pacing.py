"""What is drawn when: what was typed at once, and what can wait in the breath between two keys.

Textual draws at fixed beats: a letter typed just after one waits for the next, and a list that a note from elsewhere moves is
drawn just when the next letter comes.
"""

from collections.abc import Callable
from contextlib import ExitStack
from time import monotonic

from textual.screen import Screen

_FRAME = 0.01
"""Seconds within which not two letters are drawn at once: keys that come faster than that are drawn together."""
_RESTED = 0.25
"""Seconds after the last key from which hands are taken to rest."""
_AT_MOST = 0.3
"""Seconds that something which can wait is put off for a key that does not come."""
_FIRST_WITHIN = 0.5
"""Seconds after which the first frame is drawn whatever is not known yet."""


class PacedScreen(Screen[None]):
    """A screen that draws what is typed at once, and does what can wait right after a key was drawn."""

    beat: Callable[[], float] = staticmethod(monotonic)
    """Seconds that only go forward."""

    _typed_at = float("-inf")
    _drawn_at = float("-inf")

    def __init__(self) -> None:
        super().__init__()
        self._between_keys: list[Callable[[], object]] = []
        self._unmeasured = ExitStack()
        self._waits_for_sizes = False
        self._after_first: Callable[[], object] = lambda: None

    def wait_for_sizes(self, then: Callable[[], object]) -> None:
        """Draw nothing before ``measured``: panes that learn their sizes only after a first frame would draw all of it again.

        Args:
            then: what to do as soon as the first frame is drawn.
        """
        self._waits_for_sizes, self._after_first = True, then
        self._unmeasured.enter_context(self.app.batch_update())
        self.set_timer(_FIRST_WITHIN, self._draw_first)

    def measured(self) -> None:
        """All panes were told their sizes: draw as soon as they have done what follows from that."""
        self.call_later(self.call_after_refresh, self._draw_first)

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

    def _draw_first(self) -> None:
        if self._waits_for_sizes:
            self._waits_for_sizes = False
            self._unmeasured.close()
            self._draw()
            self._after_first()

    def _compositor_refresh(self) -> None:
        # Textual forms the frame also while nothing is to be shown of it.
        if not self._waits_for_sizes:
            super()._compositor_refresh()

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
