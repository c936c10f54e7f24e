"""The last words of the program: where that lies which its file does not hold."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from facilitator.capture.draft import NoteDraft
from facilitator.cli.leaving import put_away
from facilitator.live.commands.notes import KeepNote
from facilitator.storage import keeper as keeper_module
from facilitator.storage.atomic import FileNotWrittenError, replace_file
from facilitator.storage.desk import Desk, open_desk
from facilitator.storage.journal import Batch, Journal
from facilitator.storage.places import Places
from facilitator.storage.session_file import read_session

NOW = datetime(2026, 5, 12, 14, 0, tzinfo=UTC)
NOTE = "on garde la salle ouverte"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A session with a note that is on no disk yet, and half a line."""
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    file = tmp_path / "s.toml"
    replace_file(file, b'format = 1\nid = "s1"\ntitle = "Atelier 3"\n')
    desk = open_desk(file, Places(tmp_path / "config", tmp_path / "state"), NOW, Random(1), "Aline")
    assert desk.settle()
    desk.save_draft("et la moit")
    yield desk
    desk.close(0)


def no_journal(_journal: Journal, _batch: Batch) -> int:
    raise OSError(122, "Disk quota exceeded")


def no_file(path: Path, _data: bytes, make_folders: bool = True) -> None:
    raise FileNotWrittenError(path, "Disk quota exceeded")


def keep(desk: Desk) -> None:
    desk.run(KeepNote(NoteDraft(NOTE)), NOW)


def test_nothing_is_said_when_all_is_safe(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    keep(desk)
    assert put_away(desk)
    assert capsys.readouterr() == ("", "")


def test_what_only_the_journal_holds_is_said_to_come_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(keeper_module, "replace_file", no_file)
    keep(desk)
    assert not put_away(desk)
    said = capsys.readouterr().err
    assert f"{desk.file} could not be written: Disk quota exceeded" in said
    assert "facilitator recover" in said
    assert f"facilitator open {desk.file}" in said


def test_what_only_the_file_holds_is_said_to_be_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Journal, "commit", no_journal)
    keep(desk)
    assert not put_away(desk)
    said = capsys.readouterr().err
    assert f"All notes are in {desk.file}." in said
    assert "The line that was being typed: et la moit" in said
    assert [note.text for note in read_session(desk.file).notes] == [NOTE]


@pytest.mark.parametrize("home", [True, False])
def test_what_no_disk_holds_is_copied_to_one_that_takes_it(
    home: bool, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Journal, "commit", no_journal)
    monkeypatch.setattr(keeper_module, "replace_file", no_file)
    if not home:
        (tmp_path / "home").rmdir()
    keep(desk)
    assert not put_away(desk)
    found = re.search(r"in this copy only: (.+)", capsys.readouterr().err)
    assert found is not None
    copy = Path(found[1])
    assert copy.parents[1] == tmp_path / ("home" if home else "temporary")
    assert [note.text for note in read_session(copy).notes] == [NOTE]


def test_a_loss_is_not_hidden(desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(Journal, "commit", no_journal)
    monkeypatch.setattr(keeper_module, "replace_file", no_file)
    monkeypatch.setattr("facilitator.storage.desk.replace_file", no_file)
    keep(desk)
    assert not put_away(desk)
    assert "what was noted last is lost" in capsys.readouterr().err
