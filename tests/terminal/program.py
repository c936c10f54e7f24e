"""The program as the tests of faults start it, and what it left on the disk."""

import fcntl
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import time
import tomllib
from pathlib import Path

from facilitator.live.document import Document
from facilitator.live.session import view_of
from facilitator.storage.journal import Journal, Loaded
from tests.terminal.terminal import Terminal

PROGRAM = [sys.executable, "-m", "facilitator", "--lang", "en"]
TORTURE = bool(os.environ.get("FACILITATOR_TORTURE"))


def new_session(folder: Path) -> Path:
    """An empty session file."""
    file = folder / "s.toml"
    file.write_text('format = 1\nid = "s1"\ntitle = "Atelier 3"\n', encoding="utf-8")
    return file


def screen_of(file: Path, home: Path, size: tuple[int, int] = (120, 36)) -> Terminal:
    """The program on a screen, with a home of its own."""
    home.mkdir(exist_ok=True)
    return Terminal([*PROGRAM, "open", str(file)], size=size, home=home)


def begin(term: Terminal) -> None:
    """Wait until the session is open and takes keys."""
    term.wait_for("▸")
    term.wait_for("kept")


def all_filed(term: Terminal) -> bool:
    """Whether the title says that the file has everything."""
    return term.has("file up to date")


def leave(term: Terminal) -> None:
    """Leave the program as its key does."""
    term.send("ctrl+q")
    assert term.wait_exit() == 0


def add(file: Path, term: Terminal, *lines: str) -> subprocess.CompletedProcess[str]:
    """Run ``add`` beside the screen, not reading what the screen draws meanwhile."""
    command = [*PROGRAM, "add", str(file), *(lines if len(lines) == 1 else ("-",))]
    return subprocess.run(
        command,
        env=term.environment,
        input="\n".join(lines) if len(lines) > 1 else "",
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


def texts_in(file: Path) -> list[str]:
    """The notes of a session file, in their order."""
    return [note["text"] for note in tomllib.loads(file.read_text(encoding="utf-8")).get("note", [])]


def journal_of(home: Path) -> Loaded:
    """What the journal of the one session holds, read from a copy: the program may be at work, or have been killed."""
    with tempfile.TemporaryDirectory() as copy:
        for part in (home / ".state" / "facilitator" / "sessions" / "s1").glob("journal.db*"):
            shutil.copyfile(part, Path(copy) / part.name)
        journal = Journal(Path(copy))
        try:
            return journal.load("copy")
        finally:
            journal.close()


def texts_in_journal(home: Path) -> list[str]:
    """The notes that the journal holds, in their order."""
    return [row.text for row in view_of(Document(journal_of(home).updates)).in_order()]


def draft_in_journal(home: Path) -> str:
    """The half-typed line that the journal holds."""
    return journal_of(home).kept.get("draft", b"").decode()


def type_unread(term: Terminal, data: bytes, limit: float = 20) -> None:
    """Type at a terminal that does not read what the program draws, each piece after the one before was taken."""
    until = time.monotonic() + limit
    with term.inside() as slave:
        for at in range(0, len(data), 512):
            os.write(term.master, data[at : at + 512])
            while struct.unpack("i", fcntl.ioctl(slave, termios.FIONREAD, b"\0\0\0\0"))[0]:
                assert time.monotonic() < until, "the program does not read what is typed"
                os.sched_yield()
