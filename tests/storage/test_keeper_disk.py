"""Disks that fill up, folders that go: nothing kept in memory is lost, and one catch-up follows when it is well again."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from facilitator.storage.journal import Journal
from tests.storage.keeping import PATIENCE, keeper_of, reopened

SIZE = 400 * 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with little room."""
    place = tmp_path / "petit disque"
    place.mkdir()
    options = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)]
    try:
        mounted = subprocess.run(options, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Fill a disk to its last byte, and make room again at the end."""
    filler = disk / "plein"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(1024))
    assert os.statvfs(disk).f_bavail == 0
    yield
    filler.unlink()


def test_a_full_disk_loses_nothing_and_is_caught_up_with(small_disk: Path) -> None:
    keeper, listener = keeper_of(Journal(small_disk / "journal"))
    keeper.keep(b"avant", (), 1.0)
    listener.wait(lambda state: state.kept)
    with full(small_disk):
        numbers = 0
        while not keeper.state.troubles:
            keeper.keep(b"pendant %d " % numbers * 200, (), 2.0)
            keeper.flush(PATIENCE)
            numbers += 1
        assert keeper.state.troubles[0].what == "journal"
        through = keeper.kept_through
        keeper.keep(b"encore", (), 3.0)
        keeper.retry_now()
        assert keeper.kept_through == through
    keeper.retry_now()
    listener.wait(lambda state: state.kept and not state.troubles)
    assert keeper.close(PATIENCE)
    loaded = reopened(small_disk / "journal")
    assert loaded.updates == (b"avant", *(b"pendant %d " % number * 200 for number in range(numbers)), b"encore")
    assert loaded.damage == ()


def test_what_was_kept_before_a_full_disk_outlives_a_kill_there(small_disk: Path) -> None:
    """After the disk filled up, the journal is opened again as a killed program left it."""
    journal = Journal(small_disk / "journal")
    keeper, listener = keeper_of(journal)
    with full(small_disk):
        keeper.keep(b"x" * 3000, (), 1.0)
        listener.wait(lambda state: bool(state.troubles))
    keeper.retry_now()
    listener.wait(lambda state: state.kept)
    with full(small_disk):
        kept: list[bytes] = []
        while not keeper.state.troubles:
            kept.append(b"note %d" % len(kept))
            keeper.keep(kept[-1], (), 1.0)
            keeper.flush(PATIENCE)
    copy = small_disk / "copie"
    copy.mkdir()
    for path in (small_disk / "journal").iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    loaded = reopened(copy)
    assert loaded.updates[: len(kept)] == (b"x" * 3000, *kept[:-1])
    assert keeper.close(PATIENCE)


def test_a_full_disk_under_the_file_does_not_stop_the_journal(small_disk: Path, tmp_path: Path) -> None:
    keeper, listener = keeper_of(Journal(tmp_path / "journal"))
    file = small_disk / "a.toml"
    file.write_bytes(b"ancien")
    with full(small_disk):
        keeper.keep(b"note", (), 1.0)
        keeper.file(lambda: b"nouveau" * 1000, file)
        listener.wait(lambda state: bool(state.troubles))
        keeper.keep(b"seconde", (), 2.0)
        state = listener.wait(lambda state: state.kept)
        assert [trouble.what for trouble in state.troubles] == ["file"]
        assert file.read_bytes() == b"ancien"
        assert sorted(path.name for path in small_disk.iterdir()) == ["a.toml", "plein"]
    keeper.retry_now()
    listener.wait(lambda state: not state.troubles)
    assert file.read_bytes() == b"nouveau" * 1000
    assert keeper.close(PATIENCE)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of the size of files there")
def test_a_file_that_may_not_grow_is_like_a_full_disk(tmp_path: Path) -> None:
    import resource

    keeper, listener = keeper_of(Journal(tmp_path / "journal"))
    keeper.keep(b"avant", (), 1.0)
    listener.wait(lambda state: state.kept)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, hard))
    try:
        keeper.keep(b"x" * 200_000, (), 2.0)
        listener.wait(lambda state: bool(state.troubles))
        keeper.keep(b"apres", (), 3.0)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    keeper.retry_now()
    listener.wait(lambda state: state.kept and not state.troubles)
    assert keeper.close(PATIENCE)
    assert reopened(tmp_path / "journal").updates == (b"avant", b"x" * 200_000, b"apres")


def test_the_folder_of_the_file_goes_and_comes_back(tmp_path: Path) -> None:
    keeper, listener = keeper_of(Journal(tmp_path / "journal"))
    place = tmp_path / "cle usb"
    place.mkdir()
    keeper.file(lambda: b"un", place / "a.toml")
    assert keeper.flush(PATIENCE)
    place.rename(tmp_path / "retiree")
    keeper.keep(b"note", (), 1.0)
    keeper.file(lambda: b"deux", place / "a.toml")
    listener.wait(lambda state: bool(state.troubles))
    listener.wait(lambda state: state.kept)
    assert not place.exists(), "a folder made in the place of a stick would hold the file in vain"
    (tmp_path / "retiree").rename(place)
    keeper.retry_now()
    listener.wait(lambda state: state.filed and not state.troubles)
    assert (place / "a.toml").read_bytes() == b"deux"
    assert keeper.close(PATIENCE)


def test_the_folder_of_the_journal_goes_while_it_is_open(tmp_path: Path) -> None:
    folder = tmp_path / "journal"
    keeper, listener = keeper_of(Journal(folder))
    keeper.keep(b"avant", (), 1.0)
    listener.wait(lambda state: state.kept)
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    keeper.keep(b"apres", (), 2.0)
    listener.wait(lambda state: state.kept)
    assert keeper.close(PATIENCE)
    assert reopened(folder).updates == (b"avant", b"apres")


def test_a_place_where_no_folder_can_be_made_is_told_and_tried_again(tmp_path: Path) -> None:
    (tmp_path / "etat").write_bytes(b"")
    keeper, listener = keeper_of(Journal(tmp_path / "etat" / "journal"))
    keeper.keep(b"note", (), 1.0)
    listener.wait(lambda state: bool(state.troubles))
    os.remove(tmp_path / "etat")
    keeper.retry_now()
    listener.wait(lambda state: state.kept and not state.troubles)
    assert keeper.close(PATIENCE)
    assert reopened(tmp_path / "etat" / "journal").updates == (b"note",)
