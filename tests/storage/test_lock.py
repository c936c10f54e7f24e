"""One program at a time: the second is told who came first, and a killed one never stands in the way."""

import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.storage.lock import Holder, SessionBusyError, SessionLock, holder_of

HOLDER = """
import sys
from pathlib import Path
from facilitator.storage.lock import SessionLock
lock = SessionLock(Path(sys.argv[1]), "screen")
lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


def held_elsewhere(folder: Path) -> "subprocess.Popen[bytes]":
    program = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert program.stdout is not None
    assert program.stdout.readline().strip() == b"held"
    return program


def test_the_second_program_is_told_who_came_first(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path) as program:
        with pytest.raises(SessionBusyError) as caught:
            SessionLock(tmp_path, "command").acquire(timeout=0.05)
        assert caught.value.holder == Holder("screen", program.pid)
        assert str(program.pid) in str(caught.value)
        program.communicate()


def test_a_killed_program_does_not_stand_in_the_way(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path) as program:
        program.kill()
    lock = SessionLock(tmp_path, "screen", datetime(2026, 5, 12, 14, tzinfo=UTC))
    lock.acquire()
    assert holder_of(tmp_path).since == "2026-05-12T14:00:00+00:00"
    with pytest.raises(SessionBusyError, match="since 2026-05-12 14:00"):
        SessionLock(tmp_path, "command").acquire()
    lock.release()


def test_two_in_one_program_also_exclude_each_other(tmp_path: Path) -> None:
    first, second = SessionLock(tmp_path / "neuf", "screen"), SessionLock(tmp_path / "neuf", "command")
    first.acquire()
    with pytest.raises(SessionBusyError):
        second.acquire()
    second.release()
    thread = threading.Thread(target=first.release)
    thread.start()
    thread.join()
    second.acquire()
    second.release()
    second.release()


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"kind": 1}',
        b'{"kind": "screen", "process": "x"}',
        b'{"kind": "screen", "process": 1, "since": "\\u001b"}',
    ],
)
def test_a_broken_word_of_the_holder_is_nobody(said: bytes, tmp_path: Path) -> None:
    (tmp_path / "holder").write_bytes(said)
    assert holder_of(tmp_path) == Holder()
