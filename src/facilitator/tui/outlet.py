"""What is drawn, on its way to the terminal: a terminal that reads slowly, or not at all, never holds the program up.

Everything is written at once when the terminal takes it. What it does not take waits; what waits too long is thrown away,
for once the terminal reads again the whole screen is drawn anew.
"""

import contextlib
import os
import select
import termios
import threading
from collections.abc import Callable, Iterator
from time import monotonic

MOST_WAITING = 512 * 1024
"""Bytes that may wait for a terminal; with more of them it is behind, and is drawn anew when it reads again."""
_PIECE = 16 * 1024
_CANCEL = b"\x18\x1b[?2026l"
"""Ends an escape sequence that the terminal has got only a part of, and a frame that it holds back until it is whole."""


class Outlet:
    """The way to one terminal; may be written to from any thread."""

    def __init__(self, terminal: int, encoding: str, caught_up: Callable[[], None]) -> None:
        """Prepare; the terminal is opened once more, so that not to wait for it is this outlet's affair alone.

        Args:
            terminal: a descriptor of it.
            encoding: how text becomes bytes there.
            caught_up: called on another thread when a terminal that was behind reads again: it is to be drawn anew.
        """
        self._terminal = terminal
        self._encoding = encoding
        self._caught_up = caught_up
        self._handle = _opened_again(terminal)
        self._changed = threading.Condition()
        self._waiting = bytearray()
        self._behind = self._gone = False
        self._thread: threading.Thread | None = None

    def write(self, text: str) -> None:
        """Write text, now or as soon as the terminal takes it."""
        data = text.encode(self._encoding, "replace")
        with self._changed:
            if self._gone or self._behind:
                return
            if not self._waiting:
                data = data[self._attempt(data) :]
            self._waiting += data
            if len(self._waiting) > MOST_WAITING:
                # The frame that the terminal is in the middle of ends somewhere in what is thrown away.
                self._waiting[:] = _CANCEL
                self._behind = True
            if self._waiting:
                self._changed.notify_all()
                self._start()

    def finish(self, timeout: float, at_least: str) -> None:
        """See that everything is on the terminal before the program leaves it.

        Args:
            timeout: seconds to wait for a terminal that does not read.
            at_least: what such a terminal gets in the place of all that waits.
        """
        until = monotonic() + timeout
        with self._changed:
            self._changed.wait_for(lambda: self._gone or not self._waiting, until - monotonic())
            if self._gone or not (self._waiting or self._behind):
                return
            self._waiting.clear()
            self._behind = False
            with contextlib.suppress(termios.error, OSError):
                termios.tcflush(self._handle, termios.TCOFLUSH)
            self._attempt(_CANCEL + at_least.encode(self._encoding, "replace"))

    def _attempt(self, data: bytes | bytearray) -> int:
        """Write as much as the terminal takes; returns how many bytes that were."""
        try:
            return os.write(self._handle, data)
        except BlockingIOError:
            return 0
        except OSError:
            # Once the terminal is gone nothing is written, so that the last save never waits for a screen.
            self._gone = True
            self._waiting.clear()
            return len(data)

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._write_on, name="terminal", daemon=True)
            self._thread.start()

    def _write_on(self) -> None:
        """Write what waits whenever the terminal takes some of it."""
        while not self._gone:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._gone)
            select.select([], [self._handle], [])
            with self._changed:
                del self._waiting[: self._attempt(self._waiting[:_PIECE])]
                self._changed.notify_all()
                caught_up = self._behind and not self._waiting
                self._behind = self._behind and not caught_up
            if caught_up:
                self._caught_up()


def _opened_again(terminal: int) -> int:
    """A descriptor of the same terminal that never waits; where the system allows none, the one there is."""
    for name in _names(terminal):
        with contextlib.suppress(OSError):
            return os.open(name, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    return terminal


def _names(terminal: int) -> Iterator[str]:
    with contextlib.suppress(OSError):
        yield os.ttyname(terminal)
        yield "/dev/tty"
