"""Opening a session: what counts when the journal and the file differ, and what comes back after the worst."""

import shutil
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from facilitator.capture.draft import NoteDraft
from facilitator.live.commands.notes import KeepNote
from facilitator.live.commands.whole import CloseSession, ReopenSession, SetQuestion
from facilitator.storage.desk import Desk, open_desk
from facilitator.storage.file_head import says_closed
from facilitator.storage.inbox import drop
from facilitator.storage.lock import SessionBusyError
from facilitator.storage.places import Places
from facilitator.storage.recents import recent_sessions
from facilitator.storage.recovery import unsaved
from facilitator.storage.session_file import SessionFileError, read_session
from facilitator.storage.whole import read_whole


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "config", tmp_path / "state")


def opened(file: Path, places: Places, now: datetime) -> Desk:
    return open_desk(file, places, now, Random(5), "Aline")


def texts(desk: Desk) -> list[str]:
    return [row.text for row in desk.live.view.in_order()]


def crashed(desk: Desk, places: Places, aside: Path) -> Places:
    """The user's folders as a power cut would leave them while the session is open."""
    assert desk._keeper is not None
    desk._keeper.flush(10)
    shutil.copytree(places.state, aside)
    return Places(places.config, aside)


def test_what_was_kept_is_back_after_a_crash(session_file: Path, places: Places, now: datetime, tmp_path: Path) -> None:
    desk = opened(session_file, places, now)
    desk.run(KeepNote(NoteDraft("gardée")), now)
    desk.save_draft("à moitié")
    after = crashed(desk, places, tmp_path / "after")
    desk._lock.release()  # type: ignore[union-attr]
    assert [one.file for one in unsaved(after)] == [session_file]
    assert read_whole(session_file, after, now, Random(1)).notes[-1].text == "gardée"
    again = opened(session_file, after, now)
    assert texts(again)[-1] == "gardée"
    assert again.draft == "à moitié"
    again.close()
    assert read_session(session_file).notes[-1].text == "gardée"


@pytest.mark.parametrize("length", [24, 1000])
def test_a_kill_between_the_two_halves_of_a_write_costs_nothing(
    length: int, session_file: Path, places: Places, now: datetime, tmp_path: Path
) -> None:
    """SQLite writes the head of a frame and then its page: what was promised before is whole, and can be undone."""
    desk = opened(session_file, places, now)
    desk.run(KeepNote(NoteDraft("gardée")), now)
    assert desk.settle()
    desk.run(KeepNote(NoteDraft("la dernière")), now)
    after = crashed(desk, places, tmp_path / "after")
    desk._lock.release()  # type: ignore[union-attr]
    log = next(after.state.rglob("journal.db-wal"))
    head = bytes([0, 0, 0, 2, 0, 0, 0, 0]) + log.read_bytes()[16:24] + b"checksum"
    log.write_bytes(log.read_bytes() + head + bytes(length - len(head)))
    again = opened(session_file, after, now)
    torn, brought_back = [notice.sentence for notice in again.notices]
    assert torn.startswith("the program ended while it was writing")
    assert next(after.state.rglob("damaged-*.db")).name in torn
    assert brought_back.startswith("brought back from the journal")
    assert texts(again)[-2:] == ["gardée", "la dernière"]
    assert again.undo() is not None
    assert texts(again)[-1] == "gardée"
    assert again.close()
    third = opened(session_file, after, now)
    assert third.notices == []
    assert third.close()


def test_undo_goes_on_after_a_restart(session_file: Path, places: Places, now: datetime) -> None:
    desk = opened(session_file, places, now)
    desk.run(KeepNote(NoteDraft("à annuler")), now)
    desk.close()
    again = opened(session_file, places, now)
    assert again.undo() is not None
    assert "à annuler" not in texts(again)
    again.close()
    third = opened(session_file, places, now)
    assert third.redo() is not None
    assert texts(third)[-1] == "à annuler"
    third.close()


def test_a_file_changed_elsewhere_is_taken_in_as_one_act(session_file: Path, places: Places, now: datetime) -> None:
    opened(session_file, places, now).close()
    session_file.write_text(session_file.read_text(encoding="utf-8").replace("procédure", "routine"), encoding="utf-8")
    desk = opened(session_file, places, now)
    assert texts(desk)[-1] == "tout peut redevenir routine"
    assert any("changed elsewhere" in notice.sentence for notice in desk.notices)
    desk.undo()
    assert texts(desk)[-1] == "tout peut redevenir procédure"
    desk.close()


def test_changes_on_both_sides_are_both_kept(session_file: Path, places: Places, now: datetime, tmp_path: Path) -> None:
    desk = opened(session_file, places, now)
    desk.run(KeepNote(NoteDraft("dans le journal")), now)
    after = crashed(desk, places, tmp_path / "after")
    desk._lock.release()  # type: ignore[union-attr]
    session_file.write_text(session_file.read_text(encoding="utf-8").replace("procédure", "routine"), encoding="utf-8")
    again = opened(session_file, after, now)
    assert texts(again)[-2:] == ["tout peut redevenir routine", "dans le journal"]
    again.close()
    others = [path for path in session_file.parent.glob("*.toml") if path != session_file]
    assert [path.name for path in others] == ["essai (other version 2026-05-04 10h00).toml"]
    assert "routine" in others[0].read_text(encoding="utf-8")
    assert "dans le journal" not in others[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [None, "<<<<<<< HEAD\n", "\x00\x01"])
def test_a_file_gone_or_broken_is_written_again_from_the_journal(
    session_file: Path, places: Places, now: datetime, content: str | None
) -> None:
    opened(session_file, places, now).close()
    if content is None:
        session_file.unlink()
    else:
        session_file.write_text(content, encoding="utf-8")
    desk = opened(session_file, places, now)
    assert len(texts(desk)) == 2
    assert desk.notices
    desk.close()
    assert len(read_session(session_file).notes) == 2


def test_neither_file_nor_journal_is_an_error_with_a_name(tmp_path: Path, places: Places, now: datetime) -> None:
    with pytest.raises(SessionFileError):
        opened(tmp_path / "missing.toml", places, now)


def test_a_copy_beside_its_original_is_a_session_of_its_own(session_file: Path, places: Places, now: datetime) -> None:
    first = opened(session_file, places, now)
    copy = session_file.with_name("copie.toml")
    shutil.copy(session_file, copy)
    second = opened(copy, places, now)
    second.run(KeepNote(NoteDraft("seulement ici")), now)
    second.close()
    first.close()
    assert "seulement ici" not in session_file.read_text(encoding="utf-8")
    assert "seulement ici" in copy.read_text(encoding="utf-8")


def test_one_program_at_a_time(session_file: Path, places: Places, now: datetime) -> None:
    desk = opened(session_file, places, now)
    with pytest.raises(SessionBusyError):
        opened(session_file, places, now)
    desk.close()
    opened(session_file, places, now).close()


def test_notes_handed_over_are_taken_in_once(session_file: Path, places: Places, now: datetime) -> None:
    desk = opened(session_file, places, now)
    for _ in range(2):
        drop(desk.folder, "00A", (("x1", "! le temps"), ("x2", "+ une idée #neuf")), "Odile", now.isoformat())
        desk.take_inbox()
    assert texts(desk)[-2:] == ["le temps", "une idée"]
    assert len(texts(desk)) == 4
    desk.close()


def test_notes_handed_over_to_a_closed_session_wait_until_it_is_reopened(
    session_file: Path, places: Places, now: datetime
) -> None:
    desk = opened(session_file, places, now)
    before = texts(desk)
    desk.run(CloseSession(), now)
    drop(desk.folder, "00A", (("x1", "! le temps"),), "Odile", now.isoformat())
    assert desk.take_inbox() == 0
    desk.close()
    again = opened(session_file, places, now)
    assert again.take_inbox() == 0
    assert texts(again) == before
    again.run(ReopenSession(), now)
    assert again.take_inbox() == 1
    assert texts(again)[-1] == "le temps"
    again.close()


def test_a_file_says_whether_it_is_closed(session_file: Path, places: Places, now: datetime, tmp_path: Path) -> None:
    desk = opened(session_file, places, now)
    desk.run(SetQuestion("fin ?\nclosed = 2026-05-04T10:00:00Z\n[[note]]"), now)
    desk.settle()
    assert not says_closed(session_file)
    desk.run(SetQuestion("fin ?"), now)
    desk.run(CloseSession(), now)
    desk.close()
    assert says_closed(session_file)
    assert not says_closed(tmp_path / "nowhere.toml")
    session_file.write_bytes(b"closed = \xff")
    assert not says_closed(session_file)


def test_recent_sessions_are_told(session_file: Path, places: Places, now: datetime) -> None:
    opened(session_file, places, now).close()
    recent = recent_sessions(places)
    assert [(one.title, one.notes, one.closed) for one in recent] == [("Atelier 2 - Essaimer - Session 1", 2, False)]
    assert unsaved(places) == []
