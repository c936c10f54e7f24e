"""Disks that fail: full, gone, read-only, no longer answering. The notice stays, nothing is lost, and all is filed in the end."""

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.terminal.drives import fill, immutable, make_read_only, not_answering, small_disk
from tests.terminal.program import (
    TORTURE,
    all_filed,
    begin,
    leave,
    new_session,
    screen_of,
    texts_in,
    texts_in_journal,
)
from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.terminal

LEFT_WITHIN = 30
"""Seconds; leaving waits ten for the disks, one more for the journal, some for a copy: the rest is for a busy machine."""
FILE_TROUBLE = "cannot be written"
JOURNAL_TROUBLE = "Not kept on disk yet"


@contextlib.contextmanager
def screen_on(folder: Path, home: Path) -> Iterator[Terminal]:
    """A new session in a folder, on the screen, with a first note that is filed."""
    with screen_of(new_session(folder), home) as term:
        begin(term)
        note(term, 1)
        term.wait_for(all_filed)
        yield term


def note(term: Terminal, number: int) -> None:
    term.send(f"note numéro {number}", "enter")
    term.wait_for(f"{number} note")


def notes(count: int) -> list[str]:
    return [f"note numéro {number}" for number in range(1, count + 1)]


def go_on_in_trouble(term: Terminal, trouble: str) -> None:
    """The notice comes, stays while notes are typed, and the title does not say that the file has all."""
    note(term, 2)
    term.wait_for(trouble)
    for number in (3, 4):
        note(term, number)
        assert term.has(trouble)
        assert not all_filed(term)


def save_elsewhere(term: Terminal) -> None:
    term.send("ctrl+p")
    term.wait_for("What do you want to do?")
    term.send("save els")
    term.wait_for(lambda t: t.has("elsewhere"))
    term.send("enter")
    term.wait_for("Save a copy as")
    term.send("enter")
    term.wait_for("A copy stands in")


def all_well_again(term: Terminal, trouble: str, count: int) -> None:
    term.wait_for(all_filed)
    term.wait_for(lambda t: not t.has(trouble))
    note(term, count)
    term.wait_for(all_filed)
    leave(term)


def test_the_disk_of_the_file_is_full_and_has_room_again(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk, screen_on(disk, tmp_path / "home") as term:
        filler = fill(disk)
        go_on_in_trouble(term, FILE_TROUBLE)
        term.wait_for("kept · file to come")
        assert texts_in_journal(tmp_path / "home") == notes(4)
        assert texts_in(disk / "s.toml") == notes(1)
        save_elsewhere(term)
        assert texts_in(tmp_path / "home" / "s.toml") == notes(4)
        filler.unlink()
        all_well_again(term, FILE_TROUBLE, 5)
        assert texts_in(disk / "s.toml") == notes(5)


def test_the_disk_of_the_journal_is_full_and_has_room_again(tmp_path: Path) -> None:
    with small_disk(tmp_path / "home", 1024) as home, screen_on(tmp_path, home) as term:
        filler = fill(home)
        go_on_until(term, JOURNAL_TROUBLE)
        count = note_count(term)
        note(term, count + 1)
        assert term.has(JOURNAL_TROUBLE)
        assert not all_filed(term)
        filler.unlink()
        all_well_again(term, JOURNAL_TROUBLE, count + 2)
        assert texts_in(tmp_path / "s.toml") == notes(count + 2)
        assert texts_in_journal(home) == notes(count + 2)


def go_on_until(term: Terminal, trouble: str) -> None:
    """Type notes until the room that the journal has in its own file is used up."""
    for number in range(2, 200):
        note(term, number)
        term.wait_for(lambda t: t.has("● kept") or t.has(trouble))
        if term.has(trouble):
            return
    raise AssertionError("the disk never was full")


def note_count(term: Terminal) -> int:
    return next(number for number in range(200, 0, -1) if term.has(f" {number} notes"))


def test_left_while_the_disk_of_the_file_is_full(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        with screen_on(disk, tmp_path / "home") as term:
            filler = fill(disk)
            go_on_in_trouble(term, FILE_TROUBLE)
            term.send("ctrl+q")
            assert term.wait_exit(40) == 1
            assert "facilitator recover" in term.text
        filler.unlink()
        with screen_of(disk / "s.toml", tmp_path / "home") as term:
            term.wait_for("note numéro 4")
            term.wait_for(all_filed)
            leave(term)
        assert texts_in(disk / "s.toml") == notes(4)


@contextlib.contextmanager
def removed(folder: Path) -> Iterator[None]:
    """The folder is gone, and comes back empty, as it was."""
    before = (folder / "s.toml").read_bytes()
    shutil.rmtree(folder)
    yield
    assert not folder.exists(), "a stick that was pulled out was taken for an empty folder"
    folder.mkdir()
    (folder / "s.toml").write_bytes(before)


@contextlib.contextmanager
def renamed(folder: Path) -> Iterator[None]:
    """The folder has another name for a while."""
    folder.rename(folder.with_name("elsewhere"))
    yield
    folder.with_name("elsewhere").rename(folder)


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The disk is read-only for a while."""
    make_read_only(folder)
    yield
    make_read_only(folder, False)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """The file cannot be replaced for a while: here no program can hold it but by this mark; the answer is the same."""
    with immutable(folder / "s.toml"):
        yield


FAULTS = [removed, renamed, immutable, locked]
"""``immutable`` stands for a folder in which no rename is allowed."""


def in_turn(term: Terminal, folder: Path, faults: Sequence[Callable[[Path], AbstractContextManager[None]]]) -> int:
    """Each fault comes and goes while notes are typed; returns how many notes there are then."""
    count = 1
    for fault in faults:
        with fault(folder):
            for number in (count + 1, count + 2):
                note(term, number)
                term.wait_for(FILE_TROUBLE)
                assert not all_filed(term)
        count += 2
        term.wait_for(all_filed)
        term.wait_for(lambda t: not t.has(FILE_TROUBLE))
    return count


def test_the_folder_is_gone_renamed_or_does_not_let_write(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with screen_on(folder, tmp_path / "home") as term:
        count = in_turn(term, folder, FAULTS)
        leave(term)
    assert texts_in(folder / "s.toml") == notes(count)
    assert [path.name for path in folder.iterdir()] == ["s.toml"]


@pytest.mark.skipif(not TORTURE, reason="long: FACILITATOR_TORTURE=1")
def test_the_folder_stays_away_and_is_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with screen_on(folder, tmp_path / "home") as term:
        shutil.rmtree(folder)
        go_on_in_trouble(term, FILE_TROUBLE)
        folder.mkdir()
        all_well_again(term, FILE_TROUBLE, 5)
    assert texts_in(folder / "s.toml") == notes(5)


def test_the_disk_is_made_read_only_and_writable_again(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk, screen_on(disk, tmp_path / "home") as term:
        count = in_turn(term, disk, [read_only])
        leave(term)
        assert texts_in(disk / "s.toml") == notes(count)


def test_a_read_only_medium_opens_for_reading(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        with screen_on(disk, tmp_path / "home") as term:
            leave(term)
        make_read_only(disk)
        with screen_of(disk / "s.toml", tmp_path / "home") as term:
            term.wait_for("note numéro 1")
            term.wait_for("kept")
            leave(term)
        with screen_of(disk / "s.toml", tmp_path / "another home") as term:
            term.wait_for("note numéro 1")
            term.wait_for("kept")
            leave(term)


def test_the_network_drive_stops_answering_and_answers_again(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with screen_on(folder, tmp_path / "home") as term:
        with not_answering(folder):
            for number in range(2, 8):
                note(term, number)
                term.wait_for("kept · file to come")
            term.send("à moitié tapé")
            term.wait_for("à moitié tapé")
            assert texts_in_journal(tmp_path / "home") == notes(7)
            save_elsewhere(term)
            assert texts_in(tmp_path / "home" / "s.toml") == notes(7)
            term.wait_for(silence_told)
            assert term.has(FILE_TROUBLE)
        term.wait_for(all_filed)
        term.wait_for(lambda t: not t.has(FILE_TROUBLE))
        leave(term)
    assert texts_in(folder / "s.toml") == notes(7)


def last_words(term: Terminal) -> str:
    """What was said after the terminal was given back."""
    return bytes(term.raw).decode().rpartition("\x1b[?1049l")[2]


def silence_told(term: Terminal) -> bool:
    """Whether the screen says for how many seconds a disk has not answered."""
    return re.search(r"its disk has not answered for [5-9]|for 1\d seconds", term.text) is not None


def test_left_while_the_network_drive_does_not_answer(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with screen_on(folder, tmp_path / "home") as term, not_answering(folder):
        note(term, 2)
        term.wait_for("kept · file to come")
        term.send("ctrl+q")
        assert term.wait_exit(LEFT_WITHIN) == 1
        said = last_words(term)
        assert "waited for, 10 seconds at most" in said
        assert f"{folder / 's.toml'} could not be written: the disk does not answer" in said
        assert "facilitator recover" in said
        assert texts_in_journal(tmp_path / "home") == notes(2)
    with screen_of(folder / "s.toml", tmp_path / "home") as term:
        term.wait_for("note numéro 2")
        term.wait_for(all_filed)
        leave(term)
    assert texts_in(folder / "s.toml") == notes(2)


def test_the_drive_of_the_journal_stops_answering_and_answers_again(tmp_path: Path) -> None:
    """A home on the network: the screen takes keys all the same, the file has what the journal lacks."""
    home = tmp_path / "home"
    with screen_on(tmp_path, home) as term:
        with not_answering(home / ".state"):
            for number in range(2, 5):
                note(term, number)
            term.wait_for(JOURNAL_TROUBLE)
            assert silence_told(term)
            note(term, 5)
            term.send("à moitié tapé")
            term.wait_for("à moitié tapé")
            assert term.look(lambda _: texts_in(tmp_path / "s.toml") == notes(5), limit=30)
        term.wait_for(lambda t: not t.has(JOURNAL_TROUBLE))
        term.wait_for("● kept")
        leave(term)
    assert texts_in_journal(home) == notes(5)
    assert texts_in(tmp_path / "s.toml") == notes(5)


@pytest.mark.skipif(not TORTURE, reason="long: FACILITATOR_TORTURE=1")
def test_left_while_no_drive_answers(tmp_path: Path) -> None:
    """Neither journal nor file: a copy is written elsewhere, and the last words say where."""
    folder, home = tmp_path / "folder", tmp_path / "home"
    folder.mkdir()
    with screen_on(folder, home) as term, not_answering(home / ".state"), not_answering(folder):
        note(term, 2)
        term.send("et la moit")
        term.wait_for("et la moit")
        term.wait_for(silence_told)
        term.send("ctrl+q")
        term.wait_for("on no disk yet")
        term.send("ctrl+q")
        assert term.wait_exit(LEFT_WITHIN) == 1
        (copy,) = home.glob("facilitator-*/s.toml")
        assert texts_in(copy) == notes(2)
        said = last_words(term)
        assert str(copy) in said
        assert "The line that was being typed: et la moit" in said
    with screen_of(folder / "s.toml", home) as term:
        term.wait_for("note numéro 1")
        leave(term)


def test_a_pipe_in_the_place_of_the_file(tmp_path: Path) -> None:
    """Whoever opens a pipe waits; it is not opened, or waited for where nobody else has to wait."""
    with screen_on(tmp_path, tmp_path / "home") as term:
        file = tmp_path / "s.toml"
        file.rename(tmp_path / "aside.toml")
        os.mkfifo(file)
        for number in range(2, 5):
            note(term, number)
            term.wait_for("kept · file to come")
        assert texts_in_journal(tmp_path / "home") == notes(4)
        with contextlib.suppress(OSError):
            os.close(os.open(file, os.O_WRONLY | os.O_NONBLOCK))
        (tmp_path / "aside.toml").replace(file)
        term.wait_for(all_filed)
        leave(term)
    assert texts_in(tmp_path / "s.toml") == notes(4)
