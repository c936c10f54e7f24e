"""The power goes at any moment: what was promised is there, and the session file is the old one or the new one."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from facilitator.storage.journal import Journal
from facilitator.storage.session_file import read_session
from tests.storage.power import Disk, Event, trace
from tests.storage.sitting import file_in, numbers_in, opened
from tests.storage.writer import numbers, version

TORTURE = bool(os.environ.get("FACILITATOR_TORTURE"))
NUMBERS = 60 if TORTURE else 16
ROUNDS = 4 if TORTURE else 1
CUTS = 100_000 if TORTURE else 70
SITTING = 16 if TORTURE else 8


def _can_trace() -> bool:
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not _can_trace(), reason="strace is not there, or may not trace: nothing to cut")


def cut_at_points(events: list[Event], folder: Path, chance: Random) -> Iterator[Disk]:
    """The disk after a power cut at many points, put into the folder each time."""
    points = range(len(events) + 1)
    chosen = set(points if len(points) <= CUTS else chance.sample(points, CUTS))
    disk = Disk()
    for point in points:
        for _round in range(ROUNDS if point in chosen else 0):
            cut_off = disk.copy()
            cut_off.lose(chance)
            cut_off.restore(folder)
            yield cut_off
        if point < len(events):
            disk.happen(events[point])


@pytest.mark.parametrize("mode", ["journal", "compact", "keeper"])
def test_what_was_promised_before_a_power_cut_is_there(mode: str, tmp_path: Path) -> None:
    folder = tmp_path / "disque"
    folder.mkdir()
    events = trace(folder, "tests.storage.writer", mode, str(folder), str(NUMBERS))
    assert sum(event.act == "promise" for event in events) == NUMBERS
    assert sum(event.act == "sync" for event in events) >= NUMBERS / 3
    for disk in cut_at_points(events, folder, Random(1)):
        journal = Journal(folder / "journal" if mode == "keeper" else folder)
        loaded = journal.load("coupure")
        journal.close()
        found = numbers(loaded.updates)
        assert found[: disk.promised + 1] == [*range(disk.promised + 1)]
        # Of what was not promised yet a later one may have outlived an earlier one; none comes twice.
        assert found == sorted(set(found))


@pytest.mark.parametrize("mode", ["replace", "keeper"])
def test_a_file_is_the_old_one_or_the_new_one_after_a_power_cut(mode: str, tmp_path: Path) -> None:
    folder = tmp_path / "disque"
    folder.mkdir()
    events = trace(folder, "tests.storage.writer", mode, str(folder), str(NUMBERS))
    for disk in cut_at_points(events, folder, Random(2)):
        try:
            data = (folder / "seance.toml").read_bytes()
        except FileNotFoundError:
            assert mode == "keeper" or disk.promised < 0
            continue
        number = int(data.split(maxsplit=2)[1])
        assert data == version(number)
        assert mode == "keeper" or number >= disk.promised


def test_a_session_is_whole_after_a_power_cut_at_any_moment_of_its_life(tmp_path: Path) -> None:
    """Notes, saves, drafts, closings with compaction and openings: every point is cut."""
    folder = tmp_path / "disque"
    folder.mkdir()
    events = trace(folder, "tests.storage.sitting", str(folder), str(SITTING))
    assert sum(event.act == "promise" for event in events) == SITTING
    assert any(event.path.endswith("journal-compacted.db") for event in events)
    for disk in cut_at_points(events, folder, Random(4)):
        if not file_in(folder).exists():
            assert disk.promised < 0
            continue
        filed = numbers_in([note.text for note in read_session(file_in(folder)).notes])
        desk = opened(folder)
        found = numbers_in([row.text for row in desk.live.view.in_order()])
        said = [notice.sentence for notice in desk.notices]
        assert found == [*range(1, len(found) + 1)]
        assert len(found) >= max(disk.promised, len(filed))
        assert int(desk.draft.split()[-1] if desk.draft else 0) >= disk.promised
        assert found == filed or said
        assert desk.close()
        assert numbers_in([note.text for note in read_session(file_in(folder)).notes]) == found


def test_the_simulation_finds_a_write_that_was_not_synced() -> None:
    """Without a sync something is lost at some cut: the simulation can fail."""
    events = [
        Event("name", 1, "/d/f"),
        Event("sync folder", path="/d"),
        Event("write", 1, data=b"note"),
        Event("promise"),
    ]
    chance = Random(3)
    kept = []
    for _round in range(40):
        disk = Disk()
        for event in events:
            disk.happen(event)
        disk.lose(chance)
        kept.append(bytes(disk.bytes_of.get(1, b"")))
    assert b"" in kept
    assert b"note" in kept
    assert any(0 < len(data) < 4 for data in kept)
