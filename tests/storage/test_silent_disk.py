"""Disks that give no answer at all, neither a success nor an error: told, bounded in time, and nothing depends on them."""

import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from time import perf_counter

import pytest

from facilitator.capture.draft import NoteDraft
from facilitator.live.commands.notes import KeepNote
from facilitator.storage import keeper as keeper_module
from facilitator.storage import watching as watching_module
from facilitator.storage.atomic import replace_file
from facilitator.storage.deadline import Deadline
from facilitator.storage.desk import Desk, open_desk
from facilitator.storage.journal import Batch, Journal
from facilitator.storage.keeper import Keeper
from facilitator.storage.lock import SessionBusyError
from facilitator.storage.places import Places
from facilitator.storage.session_file import read_session
from facilitator.storage.trouble import SILENCE, Silences, Trouble
from facilitator.storage.watching import Drive, WatchedFile
from tests.storage.keeping import NEVER, PATIENCE, Listener, WilfulJournal, reopened

SHORT = 0.2
"""Seconds that leaving may wait in these tests, for all disks together; the journal has a last one beyond."""


class Watch:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


class HangingDisk:
    """Writes of files, and commits of the journal, that wait until the disk is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.file = threading.Event()
        self.journal = threading.Event()
        self.asked = threading.Semaphore(0)
        self.file.set()
        self.journal.set()
        commit = Journal.commit

        def hang_file(path: Path, data: bytes, make_folders: bool = True) -> None:
            self._wait(self.file)
            replace_file(path, data, make_folders)

        def hang_commit(journal: Journal, batch: Batch) -> int:
            self._wait(self.journal)
            return commit(journal, batch)

        monkeypatch.setattr(keeper_module, "replace_file", hang_file)
        monkeypatch.setattr(Journal, "commit", hang_commit)

    def _wait(self, answer: threading.Event) -> None:
        if not answer.is_set():
            self.asked.release()
        answer.wait()

    def answer(self) -> None:
        self.file.set()
        self.journal.set()


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[HangingDisk]:
    hanging = HangingDisk(monkeypatch)
    yield hanging
    hanging.answer()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "config", tmp_path / "state")


def keeper_on(journal: Journal, silences: Silences) -> tuple[Keeper, Listener]:
    listener = Listener()
    listener.keeper = Keeper(journal, listener, NEVER, silences)
    return listener.keeper, listener


def troubles(keeper: Keeper) -> list[Trouble]:
    return list(keeper.state.troubles)


def opened(file: Path, places: Places, now: datetime) -> Desk:
    return open_desk(file, places, now, Random(5), "Aline")


def seconds_to_close(desk: Desk) -> float:
    begun = perf_counter()
    assert not desk.close(SHORT)
    return perf_counter() - begun


def test_a_silent_journal_is_told_with_its_seconds_and_the_file_is_written_meanwhile(tmp_path: Path) -> None:
    watch = Watch()
    journal = WilfulJournal(tmp_path / "journal")
    journal.gate.clear()
    keeper, listener = keeper_on(journal, Silences(SHORT, watch))
    keeper.keep(b"note", (), 1.0)
    keeper.file(lambda: b"texte", tmp_path / "a.toml")
    listener.wait(lambda state: state.filed)
    assert (tmp_path / "a.toml").read_bytes() == b"texte"
    assert troubles(keeper) == []
    watch.seconds += 12.9
    assert troubles(keeper) == [Trouble("journal", journal.path, "the disk does not answer", 12)]
    assert not keeper.state.kept
    journal.gate.set()
    listener.wait(lambda state: state.kept)
    assert troubles(keeper) == []
    assert keeper.close(PATIENCE)
    assert reopened(tmp_path / "journal").updates == (b"note",)


def test_a_silent_drive_of_the_file_is_told_until_it_answers(tmp_path: Path, disk: HangingDisk) -> None:
    watch = Watch()
    keeper, listener = keeper_on(Journal(tmp_path / "journal"), Silences(SILENCE, watch))
    disk.file.clear()
    keeper.keep(b"note", (), 1.0)
    keeper.file(lambda: b"texte", tmp_path / "a.toml")
    assert disk.asked.acquire(timeout=PATIENCE)
    listener.wait(lambda state: state.kept)
    watch.seconds += SILENCE - 1
    assert troubles(keeper) == []
    watch.seconds += 1
    assert troubles(keeper) == [Trouble("file", tmp_path / "a.toml", "the disk does not answer", 5)]
    disk.file.set()
    listener.wait(lambda state: state.filed)
    assert troubles(keeper) == []
    assert keeper.close(PATIENCE)


@pytest.mark.parametrize("hangs", [("file",), ("journal",), ("file", "journal")])
def test_leaving_shares_one_deadline_over_journal_and_file(
    hangs: tuple[str, ...], session_file: Path, places: Places, now: datetime, disk: HangingDisk
) -> None:
    desk = opened(session_file, places, now)
    assert desk.settle()
    for what in hangs:
        getattr(disk, what).clear()
    desk.run(KeepNote(NoteDraft("dite à la fin")), now)
    desk.file_now()
    assert disk.asked.acquire(timeout=PATIENCE)
    # The journal's last second, and what a busy machine takes.
    assert seconds_to_close(desk) < SHORT + 1 + 2


def test_a_journal_that_still_waits_for_its_disk_stays_locked(
    session_file: Path, places: Places, now: datetime, disk: HangingDisk
) -> None:
    desk = opened(session_file, places, now)
    assert desk.settle()
    disk.journal.clear()
    desk.run(KeepNote(NoteDraft("dite à la fin")), now)
    assert disk.asked.acquire(timeout=PATIENCE)
    assert not desk.close(SHORT)
    with pytest.raises(SessionBusyError):
        opened(session_file, places, now)
    disk.answer()
    assert desk._keeper is not None
    desk._keeper._keeping.join(PATIENCE)
    assert desk._lock is not None
    desk._lock.release()
    again = opened(session_file, places, now)
    assert [row.text for row in again.live.view.in_order()][-1] == "dite à la fin"
    assert again.close()


def test_what_the_file_lacks_after_a_silent_drive_comes_back(
    session_file: Path, places: Places, now: datetime, disk: HangingDisk
) -> None:
    desk = opened(session_file, places, now)
    assert desk.settle()
    before = session_file.read_bytes()
    disk.file.clear()
    desk.run(KeepNote(NoteDraft("dite à la fin")), now)
    assert not desk.close(SHORT)
    assert desk.state.kept
    assert session_file.read_bytes() == before
    disk.answer()
    again = opened(session_file, places, now)
    assert again.close()
    assert read_session(session_file).notes[-1].text == "dite à la fin"


def test_a_drive_that_does_not_answer_is_asked_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    answer, asked = threading.Event(), []

    def hang(path: Path) -> None:
        asked.append(path)
        answer.wait(PATIENCE)

    monkeypatch.setattr(watching_module, "mark_of", hang)
    drive = Drive(tmp_path)
    assert not any(drive.answers(0.001) for _look in range(5))
    assert asked == [tmp_path]
    answer.set()
    assert drive.answers(PATIENCE)
    assert drive.answers(PATIENCE)
    assert asked == [tmp_path] * 2


def test_nothing_is_asked_of_a_drive_that_does_not_answer(
    session_file: Path, places: Places, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the inbox nor the file: whoever types would have to wait."""
    desk = opened(session_file, places, now)
    monkeypatch.setattr(Drive, "answers", lambda _drive, _within: False)
    monkeypatch.setattr(WatchedFile, "look", None)
    monkeypatch.setattr("facilitator.storage.inbox.waiting", None)
    assert not desk.look_at_file(now)
    assert desk.take_inbox() == 0
    monkeypatch.undo()
    assert desk.close()


def test_a_deadline_is_shared_and_never_below_nothing() -> None:
    watch = Watch()
    deadline = Deadline(10, watch)
    watch.seconds += 4
    assert deadline.left == 6
    watch.seconds += 40
    assert deadline.left == 0
