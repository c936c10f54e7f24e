"""Disks that refuse with an error: used up quotas, renames that are not allowed, files that other programs hold."""

import errno
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from facilitator.capture.draft import NoteDraft
from facilitator.live.commands.notes import KeepNote
from facilitator.storage.desk import Desk, open_desk
from facilitator.storage.journal import Journal
from facilitator.storage.places import Places
from facilitator.storage.session_file import read_session
from tests.storage.keeping import PATIENCE
from tests.storage.writer import numbers

ROOT = Path(__file__).parents[2]
NOTES = 24

REFUSALS = [
    ("write", errno.EDQUOT, "make room"),
    ("fsync", errno.EDQUOT, "make room"),
    ("replace", errno.EDQUOT, "make room"),
    ("write", errno.ENOSPC, "make room"),
    ("fsync", errno.ENOSPC, "make room"),
    # A folder across which nothing may be renamed; a file that another program holds open on Windows.
    ("replace", errno.EXDEV, "another place"),
    ("replace", errno.EPERM, "close the file in other programs"),
    ("replace", errno.EACCES, "close the file in other programs"),
    ("replace", errno.EBUSY, "another place"),
]
"""The system call, its error, and a part of the way out that is told."""


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "config", tmp_path / "state")


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int, Path], Callable[[], None]]:
    """Have a call fail in one folder, its journal left in peace; what is returned lets it pass again."""

    def refused(step: str, number: int, folder: Path) -> Callable[[], None]:
        real = getattr(os, step)

        def fail(first: int | Path, *rest: object) -> object:
            target = os.readlink(f"/proc/self/fd/{first}") if isinstance(first, int) else str(first)
            if Path(target).parent == folder:
                raise OSError(number, os.strerror(number))
            return real(first, *rest)

        monkeypatch.setattr(os, step, fail)
        return lambda: monkeypatch.setattr(os, step, real)

    return refused


def opened(file: Path, places: Places, now: datetime) -> Desk:
    return open_desk(file, places, now, Random(3), "Aline")


def well(desk: Desk) -> None:
    """Have it tried again, and wait until nothing is in trouble any more."""
    again = threading.Event()
    desk.told(lambda: None if desk.state.troubles else again.set())
    desk.retry()
    assert again.wait(PATIENCE)


def in_file(file: Path) -> list[str]:
    return [note.text for note in read_session(file).notes]


@pytest.mark.skipif(sys.platform != "linux", reason="what a descriptor belongs to is looked up as Linux tells it")
@pytest.mark.parametrize(("step", "number", "way_out"), REFUSALS)
def test_a_file_that_cannot_be_replaced_is_told_and_written_when_it_can(
    step: str,
    number: int,
    way_out: str,
    session_file: Path,
    places: Places,
    now: datetime,
    refuse: Callable[[str, int, Path], Callable[[], None]],
) -> None:
    desk = opened(session_file, places, now)
    assert desk.settle()
    before = session_file.read_bytes()
    allow = refuse(step, number, session_file.parent)
    desk.run(KeepNote(NoteDraft("dite pendant")), now)
    assert not desk.settle()
    assert desk.state.kept
    assert [(one.what, one.reason, one.silent) for one in desk.state.troubles] == [("file", os.strerror(number), 0)]
    assert session_file.read_bytes() == before
    with pytest.raises(Exception, match=way_out):
        desk.save_copy(session_file.with_name("copie.toml"))
    assert [path.name for path in session_file.parent.glob("*.*") if path.is_file()] == [session_file.name]
    allow()
    desk.run(KeepNote(NoteDraft("dite après")), now)
    well(desk)
    assert desk.settle()
    assert in_file(session_file)[-2:] == ["dite pendant", "dite après"]
    assert desk.close()


LOCKER = """
import fcntl, sys
held = open(sys.argv[1], "r+b")
fcntl.flock(held, fcntl.LOCK_EX)
fcntl.lockf(held, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(os.name != "posix", reason="locks of POSIX; on Windows the file cannot be replaced, see above")
def test_a_file_locked_by_another_program_is_read_and_replaced_all_the_same(
    session_file: Path, places: Places, now: datetime
) -> None:
    """Such locks bind those who ask for them only; nobody waits for them, and nothing that the other reads is torn."""
    command = [sys.executable, "-c", LOCKER, str(session_file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        desk = opened(session_file, places, now)
        desk.run(KeepNote(NoteDraft("dite pendant")), now)
        assert desk.close()
        assert in_file(session_file)[-1] == "dite pendant"
        assert other.poll() is None
        assert other.stdin is not None
        other.stdin.close()


def _can_inject() -> bool:
    if shutil.which("strace") is None:
        return False
    command = ["strace", "-o", "/dev/null", "-e", "inject=fsync:error=EDQUOT:when=1000", "true"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not _can_inject(), reason="errors cannot be put into system calls here")
@pytest.mark.parametrize("error", ["EDQUOT", "ENOSPC"])
@pytest.mark.parametrize(("call", "when"), [("pwrite64", "60..62"), ("fdatasync", "9..10"), ("rename", "1..2")])
def test_a_quota_that_is_used_up_for_a_while_costs_nothing_that_was_promised(
    call: str, when: str, error: str, tmp_path: Path
) -> None:
    """The errors come from the system itself, in the journal and in the file, and go again."""
    folder = tmp_path / "essai"
    inject = f"inject={call}:error={error}:when={when}"
    command = ["strace", "-f", "-o", str(tmp_path / "trace"), "-e", f"trace={call}", "-e", inject]
    writer = [sys.executable, "-m", "tests.storage.writer", "keeper", str(folder), str(NOTES)]
    done = subprocess.run([*command, *writer], cwd=ROOT, capture_output=True, check=False, timeout=3 * PATIENCE)
    assert done.returncode == 0, done.stderr.decode()
    assert b"(INJECTED)" in (tmp_path / "trace").read_bytes(), "nothing failed"
    journal = Journal(folder / "journal")
    loaded = journal.load("essai")
    journal.close()
    assert loaded.damage == ()
    assert sorted(numbers(loaded.updates)) == [*range(NOTES)]
    assert [int(line.split()[1]) for line in done.stdout.splitlines()] == [*range(NOTES)]
