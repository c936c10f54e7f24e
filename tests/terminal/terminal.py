"""A terminal for tests: it starts a program in a pseudo-terminal, types, and looks at the screen.

::

    with Terminal(["facilitator", "demo"], size=(120, 36)) as term:
        term.wait_for("Notes")
        term.send("Bonjour", "enter")
        term.wait_for(lambda t: not t.has("Bonjour_"))
        term.paste("deux\\nlignes")
        term.resize(80, 24)
        term.send("ctrl+q")
        assert term.wait_exit() == 0

Each program gets its own home and XDG folders. Nothing here sleeps: a wait ends with the output that fulfils it, or fails
after its limit and shows the screen.
"""

import codecs
import contextlib
import fcntl
import os
import re
import select
import shlex
import signal
import struct
import subprocess
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import pyte

KEYS = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    **{f"f{number}": f"\x1bO{letter}" for number, letter in enumerate("PQRS", 1)},
    **{
        f"f{number}": f"\x1b[{code}~"
        for number, code in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True)
    },
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}
"""Keys by name, as an xterm without the kitty protocol sends them."""

_REPLIES: tuple[tuple[re.Pattern[bytes], bytes], ...] = (
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
)
_BEYOND_PYTE = re.compile(
    r"\x1b\[[<=>][0-9;:]*[A-Za-z]|\x1b\[\?[0-9;]*[mu]|\x1b\[[?0-9;]*\$[a-z]|\x1b\[[0-9;]* [a-z]|\x1b\[[0-9;]*t"
    r"|\x1b[P_^\]][^\x1b\x07]*(?:\x1b\\|\x07)"
)
_UNFINISHED = re.compile(r"\x1b(?:\[[?<=>0-9;: $]*|[P_^\]][^\x1b\x07]*\x1b?)?$")


def drawable_by_pyte(text: str) -> str:
    """Text without the sequences that the emulator does not know and would draw."""
    return _BEYOND_PYTE.sub("", text)


class NotOnScreenError(AssertionError):
    """What was waited for did not come; the message shows the screen."""


class Terminal:
    """A program in a pseudo-terminal.

    Args:
        argv: the program and its arguments.
        size: columns and rows.
        env: variables added to the bare environment that the program gets.
        cwd: the folder it starts in; its home by default.
        home: its home folder, when several runs share one; a new empty one by default.
    """

    def __init__(
        self,
        argv: Sequence[str],
        size: tuple[int, int] = (120, 36),
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        home: Path | None = None,
    ) -> None:
        self.argv = list(argv)
        self.columns, self.rows = size
        self.raw = bytearray()
        """All bytes that the program wrote."""
        self.screen = pyte.Screen(self.columns, self.rows)
        self._stream = pyte.Stream(self.screen)
        self._unfinished = ""
        self._unanswered = b""
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._env, self._cwd, self._home = dict(env or {}), cwd, home
        self.environment: dict[str, str] = {}
        """The variables that the program got, for another one that is to share its folders."""
        self._exits = contextlib.ExitStack()
        self._open = False

    def __enter__(self) -> "Terminal":
        if self._home is None:
            self._home = Path(self._exits.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        self._master, slave = os.openpty()
        self._open = True
        self._slave_name = os.ttyname(slave)
        self._set_size()
        self.environment = self._environment(self._home)
        self._process = subprocess.Popen(
            self.argv,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=self._cwd or self._home,
            env=self.environment,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(slave)
        os.set_blocking(self._master, False)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self.hang_up()
        self._exits.close()

    def _environment(self, home: Path) -> dict[str, str]:
        folders = {f"XDG_{name.upper()}_HOME": str(home / f".{name}") for name in ("config", "data", "state", "cache")}
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(home),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            **folders,
            **self._env,
        }

    # What a person does

    def send(self, *keys: str) -> None:
        """Press keys by name (``KEYS``), or type text as it stands."""
        self.send_bytes("".join(KEYS.get(key, key) for key in keys).encode())

    def paste(self, text: str) -> None:
        """Paste as a terminal does: between brackets, line feeds as returns."""
        self.send_bytes(b"\x1b[200~" + text.replace("\n", "\r").encode() + b"\x1b[201~")

    def send_bytes(self, data: bytes, limit: float = 20) -> None:
        """Send bytes, reading what the program writes meanwhile so that neither waits for the other."""
        until = time.monotonic() + limit
        view = memoryview(data)
        while view:
            if time.monotonic() > until:
                raise NotOnScreenError(f"{shlex.join(self.argv)} does not read what is typed\n{self.text}")
            ready = select.select([self._master], [self._master], [], 0.2)
            if ready[0]:
                self._read()
            if ready[1]:
                with contextlib.suppress(BlockingIOError):
                    view = view[os.write(self._master, view[:4096]) :]

    def send_pieces(self, *pieces: bytes, limit: float = 20) -> None:
        """Send bytes in pieces, each after the program has read the one before."""
        slave = os.open(self._slave_name, os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
        until = time.monotonic() + limit
        try:
            for piece in pieces:
                self.send_bytes(piece)
                while struct.unpack("i", fcntl.ioctl(slave, termios.FIONREAD, b"\0\0\0\0"))[0]:
                    if time.monotonic() > until:
                        raise NotOnScreenError(f"{shlex.join(self.argv)} does not read what is typed\n{self.text}")
                    self._pump(0)
        finally:
            os.close(slave)

    def trickle(self, data: bytes, limit: float = 20) -> None:
        """Send bytes one by one, each after the program has read the one before."""
        self.send_pieces(*(data[at : at + 1] for at in range(len(data))), limit=limit)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self.columns, self.rows = columns, rows
        self.screen.resize(rows, columns)
        self._set_size()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self._process.send_signal(number)

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._process.pid

    @property
    def master(self) -> int:
        """The terminal's own end of the line, for whoever types without reading."""
        return self._master

    @property
    def slave_name(self) -> str:
        """The device that the program has for its terminal."""
        return self._slave_name

    @contextlib.contextmanager
    def inside(self) -> Iterator[int]:
        """A descriptor of the program's end of the line."""
        slave = os.open(self._slave_name, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        try:
            yield slave
        finally:
            os.close(slave)

    def wait_stopped(self, limit: float = 20) -> None:
        """Read until the program has been sent to sleep."""
        until = time.monotonic() + limit
        while os.waitid(os.P_PID, self._process.pid, os.WSTOPPED | os.WNOHANG) is None:
            if time.monotonic() > until:
                raise NotOnScreenError(f"{shlex.join(self.argv)} does not go to sleep\n{self.text}")
            self._pump(0.05)
        self.read_rest()

    def hang_up(self) -> None:
        """Close the window: the program gets SIGHUP and can neither read nor write."""
        if self._open:
            os.close(self._master)
            self._open = False

    # What a person sees

    @property
    def lines(self) -> list[str]:
        """The rows of the screen."""
        return list(self.screen.display)

    @property
    def text(self) -> str:
        """The screen as text, without blanks at the ends of rows."""
        return "\n".join(line.rstrip() for line in self.lines)

    def has(self, text: str) -> bool:
        """Whether a row of the screen holds ``text``."""
        return any(text in line for line in self.lines)

    def find(self, text: str) -> tuple[int, int] | None:
        """Column and row at which ``text`` begins, or None."""
        for row, line in enumerate(self.lines):
            if (column := line.find(text)) >= 0:
                return column, row
        return None

    @property
    def cursor(self) -> tuple[int, int] | None:
        """Column and row of the terminal's cursor, or None when it is hidden."""
        cursor = self.screen.cursor
        return None if cursor.hidden else (cursor.x, cursor.y)

    def wait_for(self, wanted: str | Callable[["Terminal"], object], limit: float = 20) -> None:
        """Read until a text is on the screen, or until ``wanted(self)`` is true.

        Raises:
            NotOnScreenError: after ``limit`` seconds, or when the program has ended without it.
        """
        until = time.monotonic() + limit
        while not (self.has(wanted) if isinstance(wanted, str) else wanted(self)):
            left = until - time.monotonic()
            if left <= 0 or not self._pump(left):
                raise NotOnScreenError(
                    f"{wanted!r} did not come from {shlex.join(self.argv)}; the screen:\n{self.text}"
                )

    def wait_exit(self, limit: float = 20) -> int:
        """Read until the program ends; its exit status, negative for the signal that ended it."""
        until = time.monotonic() + limit
        while self._open and self._process.poll() is None and time.monotonic() < until:
            self._pump(0.05)
        status = self._process.wait(max(0.1, until - time.monotonic()))
        self.read_rest()
        return status

    def look(self, wanted: Callable[["Terminal"], object], limit: float) -> bool:
        """Read for up to ``limit`` seconds or until ``wanted(self)`` is true, whatever comes; whether it came true.

        Other than ``wait_for`` it may ask for what is not on the screen, and asks again though nothing was drawn.
        """
        until = time.monotonic() + limit
        while not wanted(self):
            if time.monotonic() > until:
                return False
            self._pump(0.005)
        return True

    def wait_end_unread(self, limit: float = 20) -> int:
        """Wait until the program ends, without reading what it writes; its exit status."""
        return self._process.wait(limit)

    def read_rest(self) -> None:
        """Read what is left to read."""
        while self._open and self._pump(0):
            pass

    def _set_size(self) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))

    def _pump(self, limit: float) -> bool:
        """Read once within ``limit`` seconds; False when there was nothing, or the program has ended."""
        return bool(select.select([self._master], [], [], limit)[0]) and self._read()

    def _read(self) -> bool:
        try:
            data = os.read(self._master, 65536)
        except BlockingIOError:
            return True
        except OSError:
            return False
        self.raw += data
        self._answer(data)
        text = self._unfinished + self._decode(data)
        cut = _UNFINISHED.search(text)
        at = cut.start() if cut else len(text)
        self._unfinished = text[at:]
        self._stream.feed(drawable_by_pyte(text[:at]))
        return bool(data)

    def _answer(self, data: bytes) -> None:
        """Answer what the program asks its terminal."""
        asked: Any = self._unanswered + data
        last = 0
        for question, reply in _REPLIES:
            for found in question.finditer(asked):
                last = max(last, found.end())
                os.write(self._master, reply)
        escape = asked.rfind(b"\x1b", last)
        self._unanswered = asked[escape:] if escape >= 0 and len(asked) - escape < 12 else b""
