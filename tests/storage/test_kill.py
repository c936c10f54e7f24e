"""Killed at any moment: what was promised is there at the next start, which needs no help."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from facilitator.storage.journal import Journal
from facilitator.storage.lock import SessionLock
from tests.storage.writer import numbers

KILLS = 100 if os.environ.get("FACILITATOR_TORTURE") else 5

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")


def promised_until_killed(mode: str, folder: Path, chance: Random) -> int:
    """Start the writer, kill it at a random moment, and return the highest number that it promised."""
    command = [sys.executable, "-m", "tests.storage.writer", mode, str(folder), "0"]
    said = b""
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as writer:
        assert writer.stdout is not None
        wanted = chance.randrange(1, 60)
        while said.count(b"\n") < wanted:
            more = os.read(writer.stdout.fileno(), 4096)
            assert more, "the writer ended by itself"
            said += more
        # Somewhere within the next few commits.
        select.select([], [], [], chance.random() * 0.004)
        writer.send_signal(signal.SIGKILL)
        said += writer.stdout.read()
    return max(int(line.split()[1]) for line in said.split(b"\n")[:-1])


@pytest.mark.parametrize("mode", ["journal", "keeper", "compact"])
def test_what_was_promised_before_a_kill_is_there(mode: str, tmp_path: Path) -> None:
    chance = Random(20260512)
    folder = tmp_path / "journal" if mode == "keeper" else tmp_path
    for _kill in range(KILLS):
        promised = promised_until_killed(mode, tmp_path, chance)
        lock = SessionLock(tmp_path, "screen")
        lock.acquire()
        journal = Journal(folder)
        loaded = journal.load("apres")
        journal.close()
        lock.release()
        found = numbers(loaded.updates)
        assert found == [*range(len(found))], "one was lost in the middle, or doubled"
        assert found[-1] >= promised
        assert loaded.damage == () or loaded.aside is not None


@pytest.mark.parametrize("mode", ["keeper", "replace"])
def test_a_file_replaced_while_killed_is_whole(mode: str, tmp_path: Path) -> None:
    from tests.storage.writer import version

    chance = Random(20260513)
    for _kill in range(KILLS):
        promised = promised_until_killed(mode, tmp_path, chance)
        try:
            data = (tmp_path / "seance.toml").read_bytes()
        except FileNotFoundError:
            assert mode == "keeper"
            continue
        number = int(data.split(maxsplit=2)[1])
        assert data == version(number)
        assert mode == "keeper" or number >= promised
