"""The keeper: everything reaches the disk, in order, or stays in memory and is told; nothing stops its threads."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest

from facilitator.storage import keeper as keeper_module
from facilitator.storage.envelope import Row
from facilitator.storage.held import digest
from facilitator.storage.journal import Batch, Journal, StackWrite
from facilitator.storage.keeper import FILING, PROJECTION
from facilitator.storage.tables import connect, make_tables, write_row
from facilitator.storage.trouble import SavedState, Trouble
from tests.storage.keeping import PATIENCE, WilfulJournal, keeper_of, reopened

PUSH = StackWrite("push", "Aline", "undo", "acte")


def test_what_is_kept_is_committed_and_told(tmp_path: Path) -> None:
    keeper, listener = keeper_of(Journal(tmp_path))
    assert keeper.state == SavedState(kept=True, filed=True)
    assert [keeper.keep(b"note %d" % number, (PUSH,), 1.0) for number in range(3)] == [1, 2, 3]
    keeper.remember("draft", b"brouillon")
    listener.wait(lambda state: state.kept)
    assert keeper.kept_through == 3
    assert not keeper.state.filed
    assert keeper.close(PATIENCE)
    loaded = reopened(tmp_path)
    assert loaded.updates == (b"note 0", b"note 1", b"note 2")
    assert loaded.stacks == {("Aline", "undo"): ["acte"] * 3}
    assert loaded.kept == {"draft": b"brouillon"}


def test_what_comes_during_a_commit_goes_into_one_more(tmp_path: Path) -> None:
    journal = WilfulJournal(tmp_path)
    journal.gate.clear()
    keeper, _listener = keeper_of(journal)
    for number in range(50):
        keeper.keep(b"note %d" % number, (), float(number))
        keeper.remember("draft", b"%d" % number)
    journal.gate.set()
    assert keeper.close(PATIENCE)
    assert len(journal.batches) <= 2
    assert [data for batch in journal.batches for _at, data in batch.updates] == [b"note %d" % n for n in range(50)]
    assert journal.batches[-1].kept == (("draft", b"49"),)


def test_the_file_is_written_after_the_journal_and_noted_in_it(tmp_path: Path) -> None:
    file, folder = tmp_path / "a.toml", tmp_path / "journal"
    journal = WilfulJournal(folder)
    keeper, listener = keeper_of(journal)
    journal.gate.clear()
    keeper.keep(b"note", (), 1.0)
    keeper.file(lambda: b"texte", file)
    assert not keeper.flush(0)
    assert not file.exists()
    journal.gate.set()
    listener.wait(lambda state: state.filed)
    assert keeper.filed_through == 1
    assert keeper.close(PATIENCE)
    assert file.read_bytes() == b"texte"
    assert reopened(folder).kept == {PROJECTION: b"texte", FILING: digest(b"texte")}
    assert journal.batches[0].updates == ((1.0, b"note"),)


def test_a_file_that_was_not_written_is_not_noted_as_written(tmp_path: Path) -> None:
    keeper, listener = keeper_of(Journal(tmp_path / "journal"))
    keeper.keep(b"note", (), 1.0)
    keeper.file(lambda: b"un", tmp_path / "a.toml")
    assert keeper.flush(PATIENCE)
    keeper.keep(b"seconde", (), 2.0)
    keeper.file(lambda: b"deux", tmp_path / "cle usb" / "a.toml")
    listener.wait(lambda state: bool(state.troubles))
    assert not keeper.close(PATIENCE)
    kept = reopened(tmp_path / "journal").kept
    assert (kept[PROJECTION], kept[FILING]) == (b"un", digest(b"deux"))


def test_a_keeper_knows_the_files_that_it_wrote_or_tried_to_write(tmp_path: Path) -> None:
    keeper, listener = keeper_of(Journal(tmp_path / "journal"))
    place = tmp_path / "cle usb"
    place.mkdir()
    keeper.file(lambda: b"un", place / "a.toml")
    assert keeper.flush(PATIENCE)
    assert keeper.may_have_written(b"un")
    place.rename(tmp_path / "retiree")
    keeper.file(lambda: b"deux", place / "a.toml")
    listener.wait(lambda state: bool(state.troubles))
    assert keeper.may_have_written(b"un")
    assert keeper.may_have_written(b"deux")
    (tmp_path / "retiree").rename(place)
    keeper.retry_now()
    listener.wait(lambda state: not state.troubles)
    assert [keeper.may_have_written(data) for data in (b"un", b"deux", b"autre")] == [False, True, False]
    assert keeper.close(PATIENCE)


def test_waiting_for_the_journal_does_not_wait_for_the_file(tmp_path: Path) -> None:
    hanging, answer = threading.Event(), threading.Event()

    def hang() -> bytes:
        hanging.set()
        answer.wait(PATIENCE)
        return b"texte"

    keeper, _listener = keeper_of(Journal(tmp_path / "journal"))
    keeper.file(hang, tmp_path / "a.toml")
    assert hanging.wait(PATIENCE)
    keeper.keep(b"note", (), 1.0)
    assert keeper.wait_until_kept(PATIENCE)
    assert not keeper.state.filed
    answer.set()
    assert keeper.close(PATIENCE)


def test_a_journal_in_trouble_is_not_waited_for(tmp_path: Path) -> None:
    journal = WilfulJournal(tmp_path)
    journal.failure = sqlite3.OperationalError("plein")
    keeper, _listener = keeper_of(journal)
    keeper.keep(b"note", (), 1.0)
    assert not keeper.wait_until_kept(PATIENCE)
    journal.failure = None
    assert keeper.close(PATIENCE)


def test_the_latest_text_is_written_and_a_ticket_is_filed_once_it_stands_there(tmp_path: Path) -> None:
    file, begun, go_on = tmp_path / "a.toml", threading.Event(), threading.Event()

    def slow() -> bytes:
        begun.set()
        go_on.wait(PATIENCE)
        return b"un"

    keeper, _listener = keeper_of(Journal(tmp_path))
    keeper.keep(b"note 1", (), 1.0)
    keeper.file(slow, file)
    assert begun.wait(PATIENCE)
    keeper.keep(b"note 2", (), 2.0)
    keeper.file(lambda: b"deux", file)
    keeper.file(lambda: b"trois", file)
    go_on.set()
    assert keeper.flush(PATIENCE)
    assert keeper.state.filed
    assert file.read_bytes() == b"trois"
    assert keeper.close(PATIENCE)


@pytest.mark.parametrize(
    "failure", [sqlite3.OperationalError("disk"), OSError(5, "E/S"), ValueError("?"), MemoryError(), SystemExit(1)]
)
def test_no_failure_stops_the_journal(failure: BaseException, tmp_path: Path) -> None:
    journal = WilfulJournal(tmp_path)
    journal.failure = failure
    keeper, listener = keeper_of(journal)
    keeper.keep(b"note 1", (PUSH,), 1.0)
    keeper.remember("draft", b"vieux")
    troubles = listener.wait(lambda state: bool(state.troubles)).troubles
    assert [(trouble.what, trouble.path) for trouble in troubles] == [("journal", journal.path)]
    assert troubles[0].reason
    keeper.keep(b"note 2", (), 2.0)
    keeper.remember("draft", b"neuf")
    assert not keeper.state.kept
    journal.failure = None
    keeper.retry_now()
    listener.wait(lambda state: state.kept and not state.troubles)
    assert keeper.close(PATIENCE)
    assert len(journal.batches) == 1, "one transaction catches up"
    assert reopened(tmp_path).updates == (b"note 1", b"note 2")
    assert reopened(tmp_path).kept == {"draft": b"neuf"}


def test_a_trouble_is_told_once_until_it_changes(tmp_path: Path) -> None:
    journal = WilfulJournal(tmp_path)
    journal.failure = sqlite3.OperationalError("plein")
    keeper, listener = keeper_of(journal, retry=0.001)
    keeper.keep(b"note", (), 1.0)
    listener.wait(lambda state: bool(state.troubles))
    journal.failure = sqlite3.OperationalError("parti")
    listener.wait(lambda state: "parti" in {trouble.reason for trouble in state.troubles})
    journal.failure = None
    listener.wait(lambda state: state.kept)
    assert keeper.close(PATIENCE)
    told = [[trouble.reason for trouble in state.troubles] for state in listener.states]
    assert told == [["plein"], ["parti"], []]


def test_a_listener_that_fails_stops_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        raise RuntimeError("l'écran n'est plus là")

    keeper = keeper_module.Keeper(Journal(tmp_path), fail)
    for number in range(3):
        keeper.keep(b"note %d" % number, (), 1.0)
        assert keeper.flush(PATIENCE)
    assert keeper.close(PATIENCE)


@pytest.mark.parametrize("failure", [ValueError("forme"), SystemExit(1)])
def test_a_text_that_cannot_be_made_is_told_and_the_journal_goes_on(failure: BaseException, tmp_path: Path) -> None:
    failures: list[BaseException] = [failure]

    def make() -> bytes:
        if failures:
            raise failures.pop()
        return b"texte"

    keeper, listener = keeper_of(Journal(tmp_path))
    keeper.file(make, tmp_path / "a.toml")
    listener.wait(lambda state: bool(state.troubles))
    keeper.keep(b"note", (), 1.0)
    listener.wait(lambda state: state.kept)
    keeper.retry_now()
    listener.wait(lambda state: not state.troubles)
    assert (tmp_path / "a.toml").read_bytes() == b"texte"
    assert keeper.close(PATIENCE)


def test_the_file_is_written_although_the_journal_is_in_trouble(tmp_path: Path) -> None:
    journal = WilfulJournal(tmp_path / "journal")
    journal.failure = sqlite3.OperationalError("plein")
    keeper, listener = keeper_of(journal)
    keeper.keep(b"note", (), 1.0)
    keeper.file(lambda: b"texte", tmp_path / "a.toml")
    listener.wait(lambda state: state.filed)
    assert (tmp_path / "a.toml").read_bytes() == b"texte"
    assert not keeper.state.kept
    journal.failure = None
    assert keeper.close(PATIENCE), "closing tries once more"
    assert reopened(tmp_path / "journal").updates == (b"note",)


def test_a_drive_that_hangs_holds_up_neither_the_journal_nor_closing(tmp_path: Path) -> None:
    hanging, answer = threading.Event(), threading.Event()

    def hang() -> bytes:
        hanging.set()
        answer.wait(PATIENCE)
        return b"texte"

    before = threading.enumerate()
    keeper, listener = keeper_of(Journal(tmp_path / "journal"))
    (thread,) = [one for one in threading.enumerate() if one.name == "session file" and one not in before]
    keeper.file(hang, tmp_path / "a.toml")
    assert hanging.wait(PATIENCE)
    keeper.keep(b"note", (), 1.0)
    listener.wait(lambda state: state.kept)
    assert not keeper.state.filed
    begun = perf_counter()
    assert not keeper.close(0.05)
    assert perf_counter() - begun < PATIENCE / 2
    assert reopened(tmp_path / "journal").updates == (b"note",)
    answer.set()
    thread.join(PATIENCE)
    assert not (tmp_path / "a.toml").exists(), "another program may have the session by now"


def test_closing_in_trouble_says_so_and_comes_to_an_end(tmp_path: Path) -> None:
    journal = WilfulJournal(tmp_path)
    journal.failure = sqlite3.OperationalError("plein")
    keeper, listener = keeper_of(journal)
    keeper.keep(b"note", (), 1.0)
    keeper.file(lambda: b"texte", tmp_path / "nulle part" / "a.toml")
    assert not keeper.flush(PATIENCE)
    assert not keeper.close(PATIENCE)
    assert {trouble.what for trouble in keeper.state.troubles} == {"journal", "file"}
    assert Trouble("journal", journal.path, "plein") in listener.states[-1].troubles


def test_an_acknowledgement_takes_no_longer_than_two_bare_commits(tmp_path: Path) -> None:
    """Both in turn on the same disk. Other programs disturb the one that needs two threads more: a calm round counts."""
    acknowledged = threading.Event()
    keeper = keeper_module.Keeper(Journal(tmp_path), acknowledged.set)
    bare = connect(tmp_path / "nu.db")
    make_tables(bare)
    update = b"une note de quatre-vingts signes environ, comme on en dit toutes les vingt secondes"

    def ours(_seq: int) -> None:
        acknowledged.clear()
        keeper.keep(update, (PUSH,), 1.0)
        assert acknowledged.wait(PATIENCE)

    def theirs(seq: int) -> None:
        bare.execute("BEGIN IMMEDIATE")
        write_row(bare, Row(seq, 1.0, update))
        bare.execute("COMMIT")

    ratios: list[float] = []
    while len(ratios) < 10 and min(ratios, default=9.0) > 2.0:
        times = [
            (seconds(ours, seq), seconds(theirs, seq)) for seq in range(50 * len(ratios) + 1, 50 * len(ratios) + 51)
        ]
        ratios.append(median(time[0] for time in times) / median(time[1] for time in times))
    bare.close()
    assert keeper.close(PATIENCE)
    assert min(ratios) <= 2.0, ratios


def seconds(act: Callable[[int], None], seq: int) -> float:
    begun = perf_counter()
    act(seq)
    return perf_counter() - begun


def test_nothing_to_do_is_nothing_done(tmp_path: Path) -> None:
    journal = WilfulJournal(tmp_path / "journal")
    keeper, listener = keeper_of(journal)
    assert keeper.flush(0)
    keeper.file_has_all()
    assert keeper.close(PATIENCE)
    assert (journal.batches, listener.states) == ([], [])
    assert not (tmp_path / "journal").exists()
    assert Batch() == Batch((), (), ())
