"""The terminal, taken and given back: a ``KeyReader`` before Textual's parser, an ``Outlet`` behind its screen.

On Windows Textual's own driver is used.
"""

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.geometry import Offset, Size
from textual.message import Message

from facilitator.tui.key_reader import KeyReader

if TYPE_CHECKING:
    from textual.app import App
    from textual.driver import Driver


def driver_class() -> "type[Driver] | None":
    """The driver for ``App(driver_class=…)`` on this platform; None stands for Textual's own choice.

    Textual's own is taken where its environment names one, such as the one that draws in a browser.
    """
    return None if sys.platform == "win32" or constants.DRIVER else KeyboardDriver


def after_keys(app: "App[Any]", act: Callable[[], None]) -> None:
    """Have something done on the app's turn after all keys that were read from the terminal so far.

    Args:
        app: the running program.
        act: what to do.
    """
    driver = app._driver
    if sys.platform != "win32" and isinstance(driver, KeyboardDriver):
        driver.asked.append(events.Callback(callback=act))
    else:
        app.call_later(act)


def show_terminal_cursor(app: "App[object]", shown: bool) -> None:
    """Show or hide the terminal's own cursor, which screen readers and Braille displays follow.

    Args:
        app: the running program; the cursor stands at its ``cursor_position``.
        shown: whether typing goes somewhere now.
    """
    driver = app._driver
    if driver is None or driver.is_headless:
        return
    if sys.platform != "win32" and isinstance(driver, KeyboardDriver):
        driver.cursor_shown = shown
    driver.write("\x1b[?25h" if shown else "\x1b[?25l")


def move_terminal_cursor(app: "App[Any]", place: "Offset | None") -> None:
    """Have the terminal's own cursor stand somewhere, or hide it.

    Args:
        app: the running program.
        place: the cell, from the top left corner; None hides the cursor.
    """
    driver = app._driver
    moved = place is not None and place != app.cursor_position
    if place is not None:
        app.cursor_position = place
    if driver is None or driver.is_headless or driver.is_inline:
        return
    if getattr(driver, "cursor_shown", None) != (place is not None):
        show_terminal_cursor(app, place is not None)
    if moved and place is not None:
        driver.write(f"\x1b[{place.y + 1};{place.x + 1}H")


if sys.platform != "win32":
    import fcntl
    import os
    import selectors
    import signal
    import termios
    from array import array
    from codecs import getincrementaldecoder
    from contextlib import suppress
    from time import monotonic

    from textual.drivers.linux_driver import LinuxDriver
    from textual.messages import ExitApp

    from facilitator.tui.outlet import Outlet

    _READ_SIZE = 65536
    _LONGEST_WAIT = 0.1
    _LEAVING_PATIENCE = 0.5
    """Seconds that a terminal which does not read is waited for before it is left."""
    _MODES = "\x1b[?1000{0}\x1b[?1003{0}\x1b[?1015{0}\x1b[?1006{0}\x1b[?1004{0}\x1b[?2004{0}"
    _ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l" + _MODES.format("h")
    _LEAVE = _MODES.format("l") + "\x1b[?2048l\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h"

    class KeyboardDriver(LinuxDriver):
        """Textual's terminal driver with ``KeyReader`` in front of its parser, and an ``Outlet`` behind its screen.

        Takes what ``textual.driver.Driver`` takes.
        """

        cursor_shown = False
        """Whether the terminal's cursor is to be seen, so that it is so again after a suspension."""

        def __init__(
            self, app: "App[Any]", *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
        ) -> None:
            super().__init__(app, debug=debug, mouse=mouse, size=size)
            self._outlet = Outlet(self.fileno, sys.__stdout__.encoding if sys.__stdout__ else "utf-8", self._draw_anew)
            self.asked: list[Message] = []
            """Messages to pass on behind the keys read so far."""
            self._has_terminal = self._asleep = False
            self._typed_before = 0

        def write(self, data: str) -> None:
            """Have something written to the terminal while it is ours; never waits for it."""
            if self._has_terminal:
                self._outlet.write(data)

        def start_application_mode(self) -> None:
            """Start, with the cursor as it was."""
            self._has_terminal = True
            self._typed_before = _lines_waiting(self.fileno)
            super().start_application_mode()  # type: ignore[no-untyped-call]
            signal.signal(signal.SIGWINCH, lambda *_about: self._soon(self._tell_size))
            if self.cursor_shown:
                self.write("\x1b[?25h")

        def stop_application_mode(self) -> None:
            """Give the terminal back as it was, even one that does not read now."""
            if not self._has_terminal:
                return
            super().stop_application_mode()
            self._has_terminal = False
            self._outlet.finish(_LEAVING_PATIENCE, _LEAVE)

        def _sigtstp_application(self, *_about: object) -> None:
            self._soon(self._fall_asleep)

        def _sigcont_application(self, *_about: object) -> None:
            self._soon(self._wake_up)

        def _tell_size(self) -> None:
            """Tell the size as it is now; told from within signals, an older one may come last."""
            if not self._in_band_window_resize:
                size = Size(*self._get_terminal_size())
                self._app.post_message(events.Resize(size, size))

        def _soon(self, act: Callable[[], None]) -> None:
            """Act between two messages: a signal may come in the middle of a write."""
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(act)

        def _fall_asleep(self) -> None:
            """Give the terminal back to the shell and stop."""
            if self._auto_restart and not self._asleep:
                self._app.app_suspend_signal.publish(self._app)
                self.suspend_application_mode()
                self._asleep = self._must_signal_resume = True
            os.kill(os.getpid(), signal.SIGSTOP)

        def _wake_up(self) -> None:
            """Take the terminal again; after a stop that nothing can catch it is in whatever state the shell gave it."""
            if not self._auto_restart:
                return
            if self._asleep:
                self._asleep = False
                self.resume_application_mode()
            elif self.attrs_before is not None:
                self._make_raw()
                self.write(_ENTER)
            self._draw_anew()

        def _make_raw(self) -> None:
            with suppress(termios.error):
                modes = termios.tcgetattr(self.fileno)
                modes[3] = self._patch_lflag(modes[3])
                modes[0] = self._patch_iflag(modes[0])
                modes[6][termios.VMIN] = 1
                termios.tcsetattr(self.fileno, termios.TCSANOW, modes)

        def _draw_anew(self) -> None:
            """Draw everything, on a terminal that missed some of it."""
            self.write("\x1b[?25h" if self.cursor_shown else "\x1b[?25l")
            self._app.call_later(self._app.refresh, layout=True)

        def run_input_thread(self) -> None:
            """Read until the program ends or the terminal is gone; a damaged byte is shown as such and stops nothing."""
            reader = KeyReader(XTermParser(self._debug))
            decode = getincrementaldecoder("utf-8")("replace").decode
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    wait = reader.wait(monotonic())
                    if selector.select(_LONGEST_WAIT if wait is None else min(wait, _LONGEST_WAIT)):
                        data = self._read()
                        if not data:
                            self.process_message(ExitApp())
                            return
                        self._pass_on(reader.feed(decode(data), monotonic()))
                    self._pass_on(reader.tick(monotonic()))
                    while self.asked:
                        self.process_message(self.asked.pop(0))

        def _read(self) -> bytes:
            try:
                data = os.read(self.fileno, _READ_SIZE)
            except OSError:
                return b""
            # Until the terminal was ours, it made a line end of Enter.
            before, data = data[: self._typed_before], data[self._typed_before :]
            self._typed_before -= len(before)
            return before.replace(b"\n", b"\r") + data

        def _pass_on(self, messages: Iterator[Message]) -> None:
            for message in messages:
                self.process_message(message)

    def _lines_waiting(fileno: int) -> int:
        """How many bytes of whole lines were typed that nobody has read yet."""
        count = array("i", [0])
        try:
            fcntl.ioctl(fileno, termios.FIONREAD, count)
        except OSError:
            return 0
        return count[0]
