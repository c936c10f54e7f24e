"""Where lines come from: a terminal with line editing, or anything that is read byte by byte."""

import os
from collections.abc import Callable
from typing import Protocol

_AT_ONCE = 65_536


class Lines(Protocol):
    """A source of lines that knows what was typed of the one to come."""

    def read(self, prompt: str, begun: str = "") -> str | None:
        """The next line; None when there will be no more.

        Args:
            prompt: what stands before it.
            begun: what stands in it already, to be changed.
        """

    def typed(self) -> str:
        """What was typed of the line to come."""

    def unread(self) -> str:
        """What was typed since and not read yet; read now, for the last time."""


class EditedLines:
    """Lines of a terminal, edited with the keys of its shell."""

    def __init__(self) -> None:
        """Prepare. Raises ``ImportError`` where Python has no line editing."""
        import readline

        self._readline = readline
        self._reading = False
        self._seen = ""
        readline.set_completer_delims("")
        readline.parse_and_bind("tab: complete")

    def complete_with(self, complete: Callable[[str], list[str]]) -> None:
        """Have Tab complete.

        Args:
            complete: gives the whole lines that a line may become.
        """
        found: list[str] = []

        def completer(_word: str, state: int) -> str | None:
            if state == 0:
                found[:] = complete(self._readline.get_line_buffer())
            return found[state] if state < len(found) else None

        self._readline.set_completer(completer)

    def read(self, prompt: str, begun: str = "") -> str | None:
        """The next line, see ``Lines``."""
        self._readline.set_startup_hook(lambda: self._readline.insert_text(begun) if begun else None)
        self._reading, self._seen = True, begun
        try:
            line = input(prompt)
            self._seen = ""
            return line
        except EOFError:
            self.typed()
            return None
        finally:
            self._reading = False
            self._readline.set_startup_hook(None)

    def typed(self) -> str:
        """What stands in the line now; what stood there when last asked, once a terminal that went away has emptied it."""
        if self._reading:
            line = self._readline.get_line_buffer()
            self._seen = line if line or _there() else self._seen
        return self._seen

    def unread(self) -> str:
        """What still waits in the terminal."""
        return _waiting_in(0)


class PlainLines:
    """Lines of a pipe, or of a terminal without line editing.

    They are read without Python's buffers: when a signal ends the program, what came without its end is still at hand.
    """

    def __init__(self, source: int, say: Callable[[str], None], prompts: bool) -> None:
        """Prepare.

        Args:
            source: a file descriptor.
            say: tells a line.
            prompts: whether somebody reads prompts.
        """
        self._source = source
        self._say = say
        self._prompts = prompts
        self._come = b""
        self._ended = False

    def read(self, prompt: str, begun: str = "") -> str | None:
        """The next line, see ``Lines``; what is to be changed is said, and a bare Enter leaves it as it is."""
        if self._prompts and begun:
            self._say(begun)
        if self._prompts:
            os.write(1, prompt.encode("utf-8", "replace"))
        while b"\n" not in self._come and not self._ended:
            chunk = os.read(self._source, _AT_ONCE)
            self._ended = not chunk
            self._come += chunk
        line, end, rest = self._come.partition(b"\n")
        if not end:
            return None
        self._come = rest
        return _text(line.removesuffix(b"\r"))

    def typed(self) -> str:
        """What came of the line to come."""
        return _text(self._come)

    def unread(self) -> str:
        """What still waits in the terminal; a pipe holds nothing back."""
        return _waiting_in(self._source) if os.isatty(self._source) else ""


def _there() -> bool:
    """Whether the terminal is still there."""
    import termios

    try:
        termios.tcgetattr(0)
    except termios.error:
        return False
    return True


def _waiting_in(terminal: int) -> str:
    """What was typed at a terminal and not read, the line without its Enter too."""
    import termios

    try:
        before = termios.tcgetattr(terminal)
        now = [*before[:3], before[3] & ~termios.ICANON, *before[4:6], [*before[6]]]
        now[6][termios.VMIN], now[6][termios.VTIME] = 0, 0
        termios.tcsetattr(terminal, termios.TCSANOW, now)
        try:
            return _text(os.read(terminal, _AT_ONCE)).replace("\r", "\n")
        finally:
            termios.tcsetattr(terminal, termios.TCSANOW, before)
    except (termios.error, OSError):
        return ""


def _text(line: bytes) -> str:
    return line.decode("utf-8", "replace")
