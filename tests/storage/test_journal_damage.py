"""A journal damaged anywhere: every update that is whole comes back, it is told, and the damaged bytes are kept aside."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from facilitator.storage.envelope import Row, seal
from facilitator.storage.exchange import BEFORE
from facilitator.storage.journal import NAME, Batch, Journal, Loaded, StackWrite
from facilitator.storage.salvage import LOG, Evidence, log_end, rows_in

TORTURE = bool(os.environ.get("FACILITATOR_TORTURE"))
# Two pages and a half: one update of the small session does not fit on a page.
LONG = 3


@dataclass(frozen=True, slots=True)
class Session:
    """The bytes of a small session and what it holds."""

    main: bytes
    log: bytes
    loaded: Loaded


def update(number: int) -> bytes:
    return f"mise à jour {number} ".encode() * (600 if number == LONG else 3)


# The numbers of those that do.
SHORT = [seq for seq in range(1, 7) if seq != LONG + 1]


def sealed(seq: int) -> bytes:
    """An update of the small session as it lies in the file."""
    return seal(Row(seq, float(seq - 1), update(seq - 1)))


def write(folder: Path, closed: bool) -> Session:
    journal = Journal(folder)
    journal.load("essai")
    for number in range(6):
        push = StackWrite("push", "Aline", "undo", f"acte {number}")
        journal.commit(Batch(((float(number), update(number)),), (push,), (("draft", b"brouillon %d" % number),)))
    if closed:
        journal.close()
    main, log = (folder / NAME).read_bytes(), b"" if closed else Path(f"{folder / NAME}{LOG}").read_bytes()
    journal.close()
    return Session(main, log, Journal(folder).look())


@pytest.fixture(scope="module", params=["closed", "killed"])
def session(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Session:
    return write(tmp_path_factory.mktemp("petite"), request.param == "closed")


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder in memory where there is one: these tests write much, and nothing of it must last."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as made:
        yield Path(made) / "seance"


def positions(length: int, step: int) -> range:
    """All positions in the long run, else every so many."""
    return range(0, length, 1 if TORTURE else step)


def opened(folder: Path, main: bytes, log: bytes) -> Loaded:
    """What a journal of these bytes gives; it is worked on, opened again, and must then be without fault."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / NAME).write_bytes(main)
    if log:
        Path(f"{folder / NAME}{LOG}").write_bytes(log)
    journal = Journal(folder)
    loaded = journal.load("12-05")
    journal.commit(Batch(((9.0, b"la suite"),)))
    journal.close()
    again = Journal(folder)
    after = again.load("13-05")
    again.close()
    assert after.updates == (*loaded.updates, b"la suite")
    assert (after.damage, after.stacks, after.kept) == ((), loaded.stacks, loaded.kept)
    if loaded.damage:
        assert loaded.aside is not None
        assert loaded.aside.read_bytes() == main
        assert not log or Path(f"{loaded.aside}{LOG}").read_bytes() == log
    return loaded


def assert_told(loaded: Loaded, session: Session) -> None:
    """Whatever differs from what was written is told, and no update comes back that was never written."""
    same = (loaded.updates, loaded.stacks, loaded.kept) == (
        session.loaded.updates,
        session.loaded.stacks,
        session.loaded.kept,
    )
    assert same or loaded.damage
    assert set(loaded.updates) <= set(session.loaded.updates)


def flipped(data: bytes, at: int, bits: int) -> bytes:
    return data[:at] + bytes([data[at] ^ bits]) + data[at + 1 :]


def damaged(session: Session, at: int, bits: int) -> tuple[bytes, bytes]:
    """The session with one byte changed: in its log if it has one, else in its file."""
    if session.log:
        return session.main, flipped(session.log, at, bits)
    return flipped(session.main, at, bits), b""


def test_a_flipped_byte_costs_at_most_the_update_that_holds_it(session: Session, folder: Path) -> None:
    target = session.log or session.main
    for at in positions(len(target), 211 if session.log else 67):
        for bits in (0x01, 0xFF) if TORTURE and not session.log else (0xFF if at % 2 else 1 << at % 8,):
            loaded = opened(folder, *damaged(session, at, bits))
            assert_told(loaded, session)
            lost = [data for data in session.loaded.updates if data not in loaded.updates]
            assert len(lost) <= 1, f"byte {at}"
            broken = b"".join(damaged(session, at, bits))
            assert [seq for seq in SHORT if sealed(seq) in broken and update(seq - 1) in lost] == [], f"byte {at}"


def test_a_session_cut_anywhere_gives_what_stood_before_the_cut(session: Session, folder: Path) -> None:
    target = session.log or session.main
    for length in positions(len(target), 307 if session.log else 97):
        cut = target[:length]
        loaded = opened(folder, *((session.main, cut) if session.log else (cut, b"")))
        assert set(loaded.updates) <= set(session.loaded.updates)
        assert [seq for seq in SHORT if sealed(seq) in cut and update(seq - 1) not in loaded.updates] == []
        frames = (length - 32) % (4096 + 24) == 0 and bool(session.log)
        told = loaded.damage or loaded.updates == session.loaded.updates or length < 32 or frames
        assert told, f"cut at {length} was silent"


@pytest.mark.parametrize("closed", [True, False])
def test_random_damage_of_a_big_session(closed: bool, folder: Path, tmp_path: Path) -> None:
    """One that was closed, and one that was killed when its log was emptied once and had grown again."""
    journal = Journal(tmp_path)
    journal.load("essai")
    updates = [f"note {number} – ".encode() * (1 + number % 40) for number in range(1500)]
    for start in range(0, len(updates), 50):
        journal.commit(Batch(tuple((float(start), data) for data in updates[start : start + 50])))
        if start == 1000:
            journal.close()
    if closed:
        journal.close()
    main = (tmp_path / NAME).read_bytes()
    log = b"" if closed else Path(f"{tmp_path / NAME}{LOG}").read_bytes()
    journal.close()
    assert bool(log) is not closed
    chance = Random(7)
    for _round in range(60 if TORTURE else 6):
        broken = bytearray(main + log)
        for _hit in range(chance.randrange(1, 40)):
            broken[chance.randrange(len(broken))] ^= chance.randrange(1, 256)
        start = chance.randrange(len(broken))
        broken[start : start + 4096] = bytes(len(broken[start : start + 4096]))
        loaded = opened(folder, bytes(broken[: len(main)]), bytes(broken[len(main) :]))
        found = set(loaded.updates)
        rows = [Row(seq, float((seq - 1) // 50 * 50), data) for seq, data in enumerate(updates, 1)]
        assert loaded.damage
        assert [row.seq for row in rows if row.data not in found and seal(row) in bytes(broken)] == []
        assert len(found) > 0.9 * len(updates)


def test_a_long_update_is_found_over_several_pages_without_the_tables(session: Session) -> None:
    without_first_page = bytes(4096) + session.main[4096:]
    found = rows_in(Evidence(without_first_page, session.log))
    assert update(LONG) in {row.data for row in found.values()}


def test_after_compaction_the_old_journal_makes_good_a_damaged_one(tmp_path: Path, folder: Path) -> None:
    journal = Journal(tmp_path)
    journal.load("essai")
    for number in range(6):
        journal.commit(Batch(((float(number), update(number)),)))
    journal.compact(lambda _updates: b"tout " * 2000, lambda data: True)
    journal.commit(Batch(((10.0, b"apres"),)))
    journal.close()
    main = (tmp_path / NAME).read_bytes()
    at = main.index(b"tout tout") + 500
    (tmp_path / NAME).write_bytes(flipped(main, at, 0xFF))
    loaded = Journal(tmp_path).load("12-05")
    assert loaded.updates == (*(update(number) for number in range(6)), b"apres")
    assert loaded.damage


def test_a_compacted_journal_damaged_anywhere_loses_nothing(tmp_path: Path, folder: Path) -> None:
    """The one that it replaced lies beside it: what the damaged one lacks comes from there, or is what is damaged."""
    journal = Journal(tmp_path)
    journal.load("essai")
    for number in range(4):
        journal.commit(Batch(((float(number), update(number)),)))
    journal.compact(lambda updates: b"".join(updates), lambda data: True)
    journal.commit(Batch(((10.0, b"la suite"),)))
    journal.close()
    main, before = (tmp_path / NAME).read_bytes(), (tmp_path / BEFORE).read_bytes()
    for at in positions(len(main), 83):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / NAME).write_bytes(flipped(main, at, 0xFF))
        (folder / BEFORE).write_bytes(before)
        again = Journal(folder)
        loaded = again.load("12-05")
        again.close()
        whole = b"".join(loaded.updates)
        assert all(update(number) in whole for number in range(4)), f"byte {at}"
        assert b"la suite" in whole or loaded.damage, f"byte {at}"


def test_a_file_that_is_something_else_is_kept_aside(folder: Path) -> None:
    noise = Random(1).randbytes(50_000)
    loaded = opened(folder, noise, b"")
    assert loaded.updates == ()
    assert loaded.aside is not None


def test_an_unfinished_transaction_is_no_damage_and_its_updates_come_along(tmp_path: Path, folder: Path) -> None:
    """As a kill leaves it: the frames are whole, the last one, which commits, is missing."""
    journal = Journal(tmp_path)
    journal.load("essai")
    journal.commit(Batch(((1.0, b"une"),), (StackWrite("push", "Aline", "undo", "acte"),)))
    # A value too long for one page makes pages after that of the updates.
    journal.commit(Batch(((2.0, b"deux"),), kept=(("draft", b"brouillon" * 1000),)))
    main, log = (tmp_path / NAME).read_bytes(), Path(f"{tmp_path / NAME}{LOG}").read_bytes()
    journal.close()
    loaded = opened(folder, main, log[:-4120])
    assert loaded == Loaded((b"une", b"deux"), {("Aline", "undo"): ["acte"]}, {}, 2)


@pytest.mark.parametrize("left", [4119, 4096, 24, 13, 1])
def test_a_torn_end_of_the_log_is_told(left: int, tmp_path: Path, folder: Path) -> None:
    session = write(tmp_path, closed=False)
    loaded = opened(folder, session.main, session.log[: left - 4120])
    assert len(loaded.damage) == 1
    assert loaded.updates[:5] == session.loaded.updates[:5]
    assert loaded.torn, "of what went before nothing is lost, nor of what can be undone"
    assert loaded.stacks


@pytest.mark.parametrize("frame", [1, 2, 3])
def test_damage_in_the_head_of_one_of_the_last_frames_is_told(frame: int, tmp_path: Path, folder: Path) -> None:
    """Also where it makes the frame look like one that an older log left behind."""
    session = write(tmp_path, closed=False)
    start = len(session.log) - frame * 4120
    for at in range(start, start + 24, 3):
        assert_told(opened(folder, session.main, flipped(session.log, at, 0x10)), session)


@pytest.mark.parametrize("length", [33, 44, 56])
def test_a_log_cut_within_its_first_frame_is_told(length: int, tmp_path: Path, folder: Path) -> None:
    session = write(tmp_path, closed=False)
    assert opened(folder, session.main, session.log[:length]).damage


def test_old_frames_behind_the_end_of_the_log_are_no_damage() -> None:
    assert log_end(b"", 0) == "clean"
    assert log_end(bytes(32), 0) == "clean"


def test_two_damages_at_the_same_moment_are_both_kept(folder: Path, tmp_path: Path) -> None:
    session = write(tmp_path, closed=True)
    broken = flipped(session.main, session.main.index(update(1)), 1)
    opened(folder, broken, b"")
    (folder / NAME).write_bytes(bytes(5000))
    second = Journal(folder).load("12-05")
    assert second.aside is not None
    assert second.aside.read_bytes() == bytes(5000)
    assert (folder / "damaged-12-05.db").read_bytes() == broken
