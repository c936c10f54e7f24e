"""A program in a pseudo-terminal, typed at and timed.

What it writes is waited for as text without its escape sequences, not drawn: an emulator's own time would blur the figures.
Every piece of output is stamped the moment it was read.
"""

import codecs
import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

ENTER, CLEAR, ESCAPE, UNDO = "\r", "\x15", "\x1b", "\x1a"
F4, F6, F8 = "\x1bOS", "\x1b[17~", "\x1b[19~"
SIZE = (120, 40)

_REPLIES = (
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
)
"""What a terminal answers, so that no program waits for it in vain."""
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[P_^\]][^\x1b\x07]*(?:\x1b\\|\x07)|[()][A-Z0-9]|[=>78DEHMc])|[\r\n]")
_BEGUN = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[P_^\]][^\x1b\x07]*\x1b?|[()])?$")
_LEAVING_TIME = 15.0


class NotSeenError(Exception):
    """What was waited for did not come."""


class Driven:
    """A running program.

    Args:
        argv: the program and its arguments.
        home: its home folder, which also holds what it keeps.
        size: columns and rows.
        env: variables added to the bare environment.
    """

    def __init__(
        self, argv: Sequence[str], home: Path, size: tuple[int, int] = SIZE, env: dict[str, str] | None = None
    ) -> None:
        self.argv = list(argv)
        self.text = ""
        """What was written since ``mark``, without escape sequences."""
        self.begin = 0.0
        """The moment just before it was started, in seconds of ``time.perf_counter``."""
        self._home, self._size, self._env = home, size, dict(env or {})
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""
        self._unanswered = b""

    def __enter__(self) -> "Driven":
        self._master, slave = os.openpty()
        self._set_size(self._size)
        self.begin = time.perf_counter()
        self._process = subprocess.Popen(
            self.argv,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=self._home,
            env=environment(self._home) | self._env,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(slave)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it as a window manager would, so that it puts its things away, as at the end of any day."""
        self._process.send_signal(signal.SIGTERM)
        until = time.perf_counter() + _LEAVING_TIME
        while self._process.poll() is None and time.perf_counter() < until:
            self._read(0.01)
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    def mark(self) -> None:
        """Forget what was written so far."""
        while self._read(0):
            pass
        self.text = ""

    def send(self, keys: str) -> float:
        """Type; returns the moment just before."""
        moment = time.perf_counter()
        os.write(self._master, keys.encode())
        return moment

    def paste(self, text: str) -> float:
        """Paste, as a terminal does; returns the moment just before."""
        return self.send(f"\x1b[200~{text}\x1b[201~")

    def resize(self, size: tuple[int, int]) -> float:
        """Give the window another size; returns the moment just before."""
        moment = time.perf_counter()
        self._set_size(size)
        return moment

    def press(self, key: str, until: str, limit: float = 20) -> float:
        """Seconds from a key to the text that it brings about."""
        self.mark()
        begin = self.send(key)
        return self.wait_for(until, limit=limit) - begin

    def wait_for(self, *wanted: str | Callable[[str], bool], limit: float = 30) -> float:
        """Read until all of these were written since ``mark``, or are true of what was; returns the moment of the last.

        Raises:
            NotSeenError: after ``limit`` seconds, or when the program has ended without it.
        """
        until = time.perf_counter() + limit
        stamp = time.perf_counter()
        while not all(one in self.text if isinstance(one, str) else one(self.text) for one in wanted):
            read = self._read(until - time.perf_counter())
            if read is None:
                raise NotSeenError(f"{wanted} did not come from {self.argv}; it wrote: {self.text[-600:]!r}")
            stamp = read
        return stamp

    def idle(self, seconds: float) -> None:
        """Let time pass, reading what is written."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self._read(left)

    def quiet(self, silence: float, limit: float = 20) -> float:
        """Read until nothing was written for a while; returns the moment of the last piece, or of this call if none came."""
        stamp = time.perf_counter()
        until = stamp + limit
        while time.perf_counter() < until:
            read = self._read(silence)
            if read is None:
                break
            stamp = read
        return stamp

    def memory(self) -> float:
        """MiB that it holds now."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert found is not None
        return int(found[1]) / 1024

    def _set_size(self, size: tuple[int, int]) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def _read(self, limit: float) -> float | None:
        """Read once; returns the moment, or None when nothing came within ``limit`` seconds."""
        if not select.select([self._master], [], [], max(0.0, limit))[0]:
            return None
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return None
        moment = time.perf_counter()
        self._answer(data)
        text = self._rest + self._decode(data)
        begun = _BEGUN.search(text)
        at = begun.start() if begun else len(text)
        self._rest = text[at:]
        self.text += _ESCAPES.sub("", text[:at])
        return moment

    def _answer(self, data: bytes) -> None:
        asked = self._unanswered + data
        last = 0
        for question, reply in _REPLIES:
            for found in question.finditer(asked):
                last = max(last, found.end())
                with contextlib.suppress(OSError):
                    os.write(self._master, reply)
        escape = asked.rfind(b"\x1b", last)
        self._unanswered = asked[escape:] if escape >= 0 and len(asked) - escape < 12 else b""


def environment(home: Path) -> dict[str, str]:
    """The variables that every measured program gets; with ``PYTHONPATH``, another checkout of ours can be measured.

    Args:
        home: its home folder, which also holds its settings and what it keeps.
    """
    folders = {f"XDG_{name.upper()}_HOME": str(home / f".{name}") for name in ("config", "data", "state", "cache")}
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        **{name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ},
        **folders,
    }
