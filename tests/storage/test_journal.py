"""The journal gives back what was committed: updates, stacks and named values, through closing and compaction."""

import contextlib
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.live.document import Document
from facilitator.live.operations import Make
from facilitator.storage import fresh
from facilitator.storage import journal as journal_module
from facilitator.storage.compaction import compact_if_worthwhile, is_whole, merged
from facilitator.storage.exchange import BEFORE, COMPACTED
from facilitator.storage.journal import NAME, Batch, Journal, JournalError, Loaded, StackWrite

PUSH = StackWrite("push", "Aline", "undo", "acte")


def reopened(folder: Path) -> Loaded:
    journal = Journal(folder)
    loaded = journal.load("essai")
    journal.close()
    return loaded


def filled(folder: Path, count: int = 5) -> Journal:
    journal = Journal(folder)
    journal.load("essai")
    for number in range(count):
        journal.commit(Batch(((float(number), b"note %d" % number),), (PUSH,), (("draft", b"brouillon"),)))
    return journal


def test_a_missing_or_empty_journal_is_a_new_session(tmp_path: Path) -> None:
    assert reopened(tmp_path / "neuf") == Loaded()
    assert not (tmp_path / "neuf").exists()
    (tmp_path / NAME).touch()
    assert reopened(tmp_path) == Loaded()
    sqlite3.connect(tmp_path / NAME).execute("PRAGMA journal_mode=WAL").connection.close()
    journal = Journal(tmp_path)
    assert journal.load("essai") == Loaded()
    assert journal.commit(Batch(((1.0, b"note"),))) == 1
    journal.close()
    assert reopened(tmp_path).updates == (b"note",)


def test_what_was_committed_comes_back(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.load("essai")
    journal.commit(
        Batch(((1.0, b"une"), (2.0, b"")), (PUSH, StackWrite("push", "Aline", "undo", "second")), (("a", b"1"),))
    )
    journal.commit(Batch(stacks=(StackWrite("pop", "Aline", "undo"), StackWrite("push", "Aline", "redo", "second"))))
    journal.commit(Batch(stacks=(StackWrite("push", "Karim", "undo", "x"), StackWrite("clear", "Karim", "undo"))))
    journal.commit(Batch(((3.0, b"trois"),), kept=(("a", None), ("b", b""))))
    journal.close()
    assert reopened(tmp_path) == Loaded(
        (b"une", b"", b"trois"), {("Aline", "undo"): ["acte"], ("Aline", "redo"): ["second"]}, {"b": b""}, 3
    )


def test_popping_an_empty_stack_does_nothing(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.commit(Batch(stacks=(StackWrite("pop", "Aline", "undo"),)))
    journal.close()
    assert reopened(tmp_path).stacks == {}


@given(
    person=st.text(st.characters(), max_size=5),
    entry=st.text(st.characters(), max_size=20),
    update=st.binary(max_size=9000),
)
def test_any_text_and_bytes_come_back(
    tmp_path_factory: pytest.TempPathFactory, person: str, entry: str, update: bytes
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    journal = Journal(folder)
    journal.commit(Batch(((0.5, update),), (StackWrite("push", person, "undo", entry),)))
    journal.close()
    assert reopened(folder) == Loaded((update,), {(person, "undo"): [entry]}, {}, 1)


def test_a_batch_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    journal = filled(tmp_path)
    with pytest.raises((sqlite3.Error, TypeError)):
        journal.commit(Batch(((9.0, b"note 9"),), kept=(("draft", object()),)))  # type: ignore[arg-type]
    assert journal.commit(Batch(((6.0, b"note 6"),))) == 6
    journal.close()
    assert reopened(tmp_path).updates[-2:] == (b"note 4", b"note 6")


def test_a_journal_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    filled(tmp_path).close()
    with sqlite3.connect(tmp_path / NAME) as db:
        application = db.execute("PRAGMA application_id").fetchone()[0]
        db.execute(f"PRAGMA application_id={application + 1}")
        db.execute("PRAGMA user_version=2")
    db.close()
    before = (tmp_path / NAME).read_bytes()
    with pytest.raises(JournalError):
        reopened(tmp_path)
    assert (tmp_path / NAME).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_journal_held_by_another_connection_is_refused_and_left_alone(tmp_path: Path) -> None:
    first = filled(tmp_path)
    with pytest.raises(JournalError) as caught:
        Journal(tmp_path).load("essai")
    assert caught.value.way_out
    assert first.commit(Batch(((9.0, b"note 5"),))) == 6
    first.close()
    assert len(reopened(tmp_path).updates) == 6


def test_looking_touches_nothing_and_sees_the_log(tmp_path: Path) -> None:
    journal = filled(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert "journal.db-wal" in before
    assert Journal(tmp_path).look().updates == tuple(b"note %d" % number for number in range(5))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    journal.close()
    looked = Journal(tmp_path).look()
    assert (looked.stacks, looked.kept) == ({("Aline", "undo"): ["acte"] * 5}, {"draft": b"brouillon"})
    assert Journal(tmp_path / "nulle part").look() == Loaded()


def test_compaction_keeps_everything_and_the_old_journal(tmp_path: Path) -> None:
    journal = filled(tmp_path)
    journal.compact(lambda updates: b"/".join(updates[3:]), lambda data: data == b"note 3/note 4")
    assert journal.commit(Batch(((10.0, b"note 5"),))) == 6
    journal.close()
    assert reopened(tmp_path) == Loaded(
        (b"note 3/note 4", b"note 5"), {("Aline", "undo"): ["acte"] * 5}, {"draft": b"brouillon"}, 6
    )
    (tmp_path / BEFORE).rename(tmp_path / NAME)
    assert len(reopened(tmp_path).updates) == 5


def test_a_compaction_that_does_not_replay_changes_nothing(tmp_path: Path) -> None:
    journal = filled(tmp_path)
    with pytest.raises(JournalError):
        journal.compact(lambda _updates: b"presque tout", lambda data: False)
    assert journal.commit(Batch(((10.0, b"note 5"),))) == 6
    journal.close()
    assert len(reopened(tmp_path).updates) == 6
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


class PowerCutError(Exception):
    """The moment at which a test stops the program."""


@pytest.mark.parametrize("step", range(9))
def test_a_compaction_cut_short_at_any_step_is_finished_or_undone(
    step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = filled(tmp_path)
    journal.compact(lambda _updates: b"tout avant", lambda data: True)
    journal.commit(Batch(((9.0, b"note 5"),)))
    steps, replace, unlink = iter(range(100)), os.replace, Path.unlink

    def counted(*given: object, **named: object) -> None:
        if next(steps) == step:
            raise PowerCutError
        replace(*given, **named)  # type: ignore[arg-type]

    def counted_unlink(path: Path, missing_ok: bool = False) -> None:
        if next(steps) == step:
            raise PowerCutError
        unlink(path, missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", counted)
        patch.setattr(Path, "unlink", counted_unlink)
        try:
            journal.compact(lambda _updates: b"tout", lambda data: True)
        except PowerCutError:
            journal.close()
    journal.close()
    assert reopened(tmp_path).updates in ((b"tout",), (b"tout avant", b"note 5"))
    assert not (tmp_path / COMPACTED).exists()
    assert len(reopened(tmp_path).stacks["Aline", "undo"]) == 5


@pytest.mark.parametrize("step", range(9))
def test_what_is_committed_after_a_compaction_that_failed_half_way_is_there(
    step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fails once, at any step, and is well again: the program goes on with this journal."""
    journal = filled(tmp_path)
    journal.compact(lambda _updates: b"tout avant", lambda data: True)
    journal.commit(Batch(((9.0, b"note 5"),)))
    steps = iter(range(100))
    acts = {"replace": os.replace, "fsync": os.fsync}

    def failing(name: str) -> Callable[..., None]:
        def act(*given: object) -> None:
            if next(steps) == step:
                raise OSError(5, "E/S")
            acts[name](*given)  # type: ignore[operator]

        return act

    with monkeypatch.context() as patch:
        for name in acts:
            patch.setattr(os, name, failing(name))
        with contextlib.suppress(OSError):
            journal.compact(lambda _updates: b"tout", lambda data: True)
    assert next(steps) > step, "the disk never failed"
    assert journal.commit(Batch(((11.0, b"la suite"),))) == 7
    journal.close()
    assert reopened(tmp_path).updates in ((b"tout", b"la suite"), (b"tout avant", b"note 5", b"la suite"))


def test_a_compaction_that_finds_no_room_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = filled(tmp_path)

    monkeypatch.setattr(fresh, "write_contents", Mock(side_effect=sqlite3.OperationalError("disk full")))
    with pytest.raises(sqlite3.OperationalError):
        journal.compact(lambda _updates: b"tout", lambda data: True)
    assert [path.name for path in tmp_path.glob("*.db")] == [NAME]
    assert journal.commit(Batch(((9.0, b"note 5"),))) == 6
    journal.close()


def worth_compacting(journal: Journal) -> bool:
    return journal.worth_compacting


def test_a_journal_is_worth_compacting_when_much_came_since_the_last_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "MOST_ROWS", 4)
    monkeypatch.setattr(journal_module, "MOST_BYTES", 1000)
    journal = filled(tmp_path, 5)
    assert not worth_compacting(journal)
    journal.commit(Batch(((9.0, b"note 5"),)))
    assert worth_compacting(journal)
    journal.close()
    journal.load("essai")
    assert worth_compacting(journal), "also when it is opened again"
    journal.compact(lambda updates: b"x" * 5000, lambda data: True)
    assert not worth_compacting(journal)
    journal.commit(Batch(((9.0, b"x" * 1001),)))
    assert worth_compacting(journal)
    journal.close()


def test_a_journal_that_the_engine_refuses_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "MOST_ROWS", 1)
    journal = filled(tmp_path)
    assert not compact_if_worthwhile(journal)
    assert journal.commit(Batch(((9.0, b"note 5"),))) == 6
    journal.close()
    assert len(reopened(tmp_path).updates) == 6


def test_a_merged_journal_keeps_what_waits_for_something_missing() -> None:
    """After damage an update may wait for one that was lost, and that may come back."""
    updates = [Document().state()]
    document = Document(updates)
    for number in range(3):
        made = Make("notes", f"n{number}", {"ord": "a"}, {"text": f"note {number}"})
        updates.append(document.do([made])[0].update)
    whole = merged((*updates[:2], updates[3]))
    assert is_whole(whole)
    assert Document((whole, updates[2])).items("notes") == Document(updates).items("notes")


def test_a_folder_that_was_removed_is_written_anew_with_everything(tmp_path: Path) -> None:
    folder = tmp_path / "etat" / "seance"
    journal = filled(folder)
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.parent.rmdir()
    assert journal.commit(Batch(((9.0, b"note 5"),))) == 6
    journal.close()
    loaded = reopened(folder)
    assert loaded.updates == tuple(b"note %d" % number for number in range(6))
    assert loaded.stacks == {("Aline", "undo"): ["acte"] * 5}


def test_a_folder_that_was_moved_away_and_back_is_gone_on_with(tmp_path: Path) -> None:
    folder = tmp_path / "seance"
    journal = filled(folder)
    folder.rename(tmp_path / "ailleurs")
    (tmp_path / "ailleurs").rename(folder)
    assert journal.commit(Batch(((9.0, b"note 5"),))) == 6
    journal.close()
    assert len(reopened(folder).updates) == 6
    assert not (folder / BEFORE).exists()


def test_a_journal_that_is_gone_while_closed_is_not_begun_anew(tmp_path: Path) -> None:
    journal = filled(tmp_path)
    journal.close()
    (tmp_path / NAME).rename(tmp_path / "autre.db")
    with pytest.raises(JournalError):
        journal.commit(Batch(((9.0, b"note 5"),)))
    filled(tmp_path, 2).close()
    with pytest.raises(JournalError):
        journal.commit(Batch(((9.0, b"note 5"),)))
    (tmp_path / "autre.db").replace(tmp_path / NAME)
    assert journal.commit(Batch(((9.0, b"note 5"),))) == 6
    journal.close()
