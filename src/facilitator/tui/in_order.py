"""Keys that act in the order in which they were pressed, also when many arrive at once and before the screen is there.

Textual hands a key to whoever has the focus at that moment, and acts on some keys before others that are still waiting: a
burst of keys (a slow line, a key expander, impatient hands) would act on the wrong pane, or on none.
"""

from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from textual import events
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import TextArea

from facilitator.tui.signalled_app import SignalledApp
from facilitator.tui.widgets.exact_area import types

_AT_MOST = 0.5
"""Seconds after which keys are handed on although the one before never came back: its widget has gone meanwhile."""


class KeysInOrder(SignalledApp[int]):
    """An application that hands on a key when the one before has had its effect.

    Keys that type a character into a text follow each other at once. After any other key, also a letter that acts on a list or
    answers a question, and after a paste, the next ones wait until it went through the focused widget, its screen and the
    application, and until a screen that it opened is drawn. Before
    ``take_keys`` all keys wait.
    """

    _round = 0

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        self._held = True
        self._waiting: deque[events.Event | Callable[[], object]] = deque()

    def take_keys(self) -> None:
        """The screen is there: hand on what was typed until now."""
        if self._round == 0:
            self._hold_until_through([self.screen, self])

    def hold_keys(self) -> None:
        """Have all keys wait until ``let_keys``: what the last one asked for cannot be done yet."""
        self._held = True
        self._round += 1

    def let_keys(self) -> None:
        """Hand on the keys that wait."""
        if self._held and self._round:
            self._through(self._round)

    def after_waiting_keys(self, act: Callable[[], object]) -> None:
        """Have something done in its turn after the keys that wait."""
        if self._held:
            self._waiting.append(act)
        else:
            act()

    async def on_event(self, event: events.Event) -> None:
        """Hand on a key, or have it wait."""
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded:
            await super().on_event(event)
        elif self._held:
            self._waiting.append(event)
        else:
            await self._hand_on(event)

    async def _hand_on(self, event: events.Event) -> None:
        path = [*(self.focused or self.screen).ancestors_with_self]
        before = self.screen
        in_text = isinstance(self.focused, TextArea)
        await super().on_event(event)
        if not (in_text and isinstance(event, events.Key) and types(event.key, event.character)):
            self._hold_until_through(path, before)

    def _hold_until_through(self, path: Sequence[DOMNode], before: Screen[object] | None = None) -> None:
        self._held = True
        self._round += 1
        this = self._round
        self._walk(this, path, before, path)
        self.set_timer(_AT_MOST, lambda: self._through(this))

    def _walk(
        self, this: int, path: Sequence[DOMNode], before: Screen[object] | None, again: Sequence[DOMNode] = ()
    ) -> None:
        if path:
            path[0].call_later(self._walk, this, path[1:], before, again)
        elif before is not None and self.screen is not before:
            self.screen.call_after_refresh(self._through, this)
        elif again:
            # What a widget tells of a key in a message of its own is one step behind: only the second way round follows it.
            self._walk(this, again, before)
        else:
            self._through(this)

    def _through(self, this: int) -> None:
        if this == self._round and self._held:
            self.call_later(self._release, this)

    async def _release(self, this: int) -> None:
        if this != self._round:
            return
        self._held = False
        while self._waiting and not self._held:
            event = self._waiting.popleft()
            if isinstance(event, events.Event):
                await self._hand_on(event)
            else:
                event()
