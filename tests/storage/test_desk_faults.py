"""What a session goes through between the journal and its file: nothing lost, nothing taken for what it is not."""

import json
import shutil
import threading
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

import pytest

from facilitator.capture.draft import NoteDraft
from facilitator.live.commands.notes import CorrectNote, DeleteNotes, KeepNote
from facilitator.live.document import Document
from facilitator.storage import journal as journal_module
from facilitator.storage.desk import Desk, open_desk
from facilitator.storage.envelope import seal
from facilitator.storage.exchange import BEFORE
from facilitator.storage.inbox import drop, set_aside
from facilitator.storage.journal import NAME, Journal
from facilitator.storage.lock import SessionBusyError
from facilitator.storage.places import Places
from facilitator.storage.recovery import unsaved
from facilitator.storage.salvage import Evidence, rows_in
from facilitator.storage.session_file import SessionFileError, read_session
from facilitator.storage.whole import read_whole
from tests.storage.keeping import PATIENCE


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "config", tmp_path / "state")


STARTS = count()


def opened(file: Path, places: Places, now: datetime) -> Desk:
    """Open a session as a program of its own: identifiers never come twice."""
    return open_desk(file, places, now, Random(next(STARTS)), "Aline")


def keep(desk: Desk, text: str, now: datetime) -> None:
    desk.run(KeepNote(NoteDraft(text)), now)


def texts(desk: Desk) -> list[str]:
    return [row.text for row in desk.live.view.in_order()]


def kept(desk: Desk) -> None:
    """Wait until everything is in the journal."""
    assert desk._keeper is not None
    desk._keeper.flush(PATIENCE)
    assert desk.state.kept


def well(desk: Desk) -> None:
    """Wait until nothing is in trouble any more."""
    well_again = threading.Event()
    desk.told(lambda: None if desk.state.troubles else well_again.set())
    assert not desk.state.troubles or well_again.wait(PATIENCE)


def killed(desk: Desk) -> None:
    """Let go of the session as a killed program does: the lock goes, nothing more is written."""
    kept(desk)
    assert desk._keeper is not None
    assert desk._lock is not None
    desk._keeper._journal.close()
    desk._lock.release()


def undo_labels(folder: Path) -> list[str]:
    journal = Journal(folder)
    stacks = journal.load("essai").stacks
    journal.close()
    return [json.loads(entry)[0] for entry in stacks.get(("Aline", "undo"), [])]


def sentences(desk: Desk) -> str:
    return " / ".join(notice.sentence for notice in desk.notices)


def out_of_reach(file: Path) -> Path:
    """Take the folder of a session file away, as a stick that is pulled out; returns where it is now."""
    away = file.parent.with_name("retiree")
    file.parent.rename(away)
    return away


@pytest.fixture
def stick(session_file: Path, tmp_path: Path) -> Path:
    """The session on a stick of its own."""
    folder = tmp_path / "cle usb"
    folder.mkdir()
    return Path(shutil.move(session_file, folder / session_file.name))


def test_a_note_outlives_a_file_that_could_not_be_written(stick: Path, places: Places, now: datetime) -> None:
    desk = opened(stick, places, now)
    keep(desk, "d'avant", now)
    assert desk.settle()
    away = out_of_reach(stick)
    keep(desk, "la clé est retirée", now)
    desk.file_now()
    kept(desk)
    for _try in range(5):
        desk.retry()
        desk.file_now()
        assert not desk.settle()
    assert not desk.close()
    away.rename(stick.parent)
    again = opened(stick, places, now)
    assert texts(again)[-2:] == ["d'avant", "la clé est retirée"]
    assert "brought back" in sentences(again)
    assert again.close()
    assert read_session(stick).notes[-1].text == "la clé est retirée"
    assert undo_labels(again.folder) == ["note", "note"]
    assert [path.name for path in stick.parent.iterdir()] == [stick.name]


def test_a_file_written_by_a_retry_after_all_is_not_taken_for_someone_elses(
    stick: Path, places: Places, now: datetime
) -> None:
    desk = opened(stick, places, now)
    for number in range(4):
        away = out_of_reach(stick)
        keep(desk, f"pendant {number}", now)
        desk.file_now()
        assert not desk.settle()
        away.rename(stick.parent)
        desk.retry()
        well(desk)
    assert desk.close()
    assert [path.name for path in stick.parent.iterdir()] == [stick.name]
    assert [note.text for note in read_session(stick).notes][-4:] == [f"pendant {number}" for number in range(4)]


def test_what_was_kept_in_a_session_is_told_by_recover_and_show(
    session_file: Path, places: Places, now: datetime
) -> None:
    desk = opened(session_file, places, now)
    keep(desk, "gardée", now)
    killed(desk)
    session_file.write_text(session_file.read_text(encoding="utf-8").replace("procédure", "routine"), encoding="utf-8")
    assert [(one.file, one.notes) for one in unsaved(places)] == [(session_file, 3)], "also when the file was changed"
    told: list[str] = []
    assert len(read_whole(session_file, places, now, Random(1), told.append).notes) == 3
    assert len(told) == 2
    assert unsaved(places) == []


def test_recover_tells_damage_and_leaves_it_to_be_mended_at_opening(
    session_file: Path, places: Places, now: datetime
) -> None:
    desk = opened(session_file, places, now)
    for number in range(3):
        keep(desk, f"note {number} bien reconnaissable", now)
        kept(desk)
    assert desk.close()
    journal = desk.folder / NAME
    data = journal.read_bytes()
    at = data.index(b"note 1 bien")
    journal.write_bytes(data[:at] + b"#" + data[at + 1 :])
    before = sorted((path.name, path.read_bytes()) for path in desk.folder.iterdir() if path.suffix == ".db")
    assert [one.why for one in unsaved(places)] == ["the journal is damaged"]
    assert sorted((path.name, path.read_bytes()) for path in desk.folder.iterdir() if path.suffix == ".db") == before
    again = opened(session_file, places, now)
    assert "damaged" in sentences(again)
    again.close()


def test_a_journal_that_cannot_be_read_does_not_hide_the_others(
    session_file: Path, places: Places, now: datetime
) -> None:
    desk = opened(session_file, places, now)
    keep(desk, "gardée", now)
    killed(desk)
    other = places.state / "sessions" / "autre"
    (other / NAME).mkdir(parents=True)
    (other / "session-file").write_text("/ailleurs/autre.toml", encoding="utf-8")
    assert sorted(one.file.name for one in unsaved(places)) == ["autre.toml", session_file.name]


def test_a_file_written_by_hand_waits_for_nothing(tmp_path: Path, places: Places, now: datetime) -> None:
    file = tmp_path / "main.toml"
    file.write_text('format = 1\nid = "w1"\ntitle = "Atelier"\n\n[[note]]\ntext = "à la main"\n', encoding="utf-8")
    opened(file, places, now).close()
    assert unsaved(places) == []


@pytest.mark.parametrize("session_id", ["a..b", "CON", "fin.", "nul.x"])
def test_an_identifier_that_can_name_no_folder_is_told_with_a_way_out(
    session_id: str, session_file: Path, places: Places, now: datetime
) -> None:
    text = session_file.read_text(encoding="utf-8").replace('id = "s1"', f'id = "{session_id}"')
    session_file.write_text(text, encoding="utf-8")
    with pytest.raises(SessionFileError) as caught:
        opened(session_file, places, now)
    assert caught.value.path == session_file
    assert session_id in str(caught.value)
    assert caught.value.way_out
    assert session_file.read_text(encoding="utf-8") == text


def test_a_session_that_worked_elsewhere_meets_its_old_journal(
    session_file: Path, places: Places, now: datetime, tmp_path: Path
) -> None:
    """The file went to another machine and came back; the journal here knows nothing of that."""
    desk = opened(session_file, places, now)
    keep(desk, "ici d'abord", now)
    assert desk.close()
    elsewhere = Places(tmp_path / "la-bas", tmp_path / "la-bas")
    there = opened(session_file, elsewhere, now)
    keep(there, "là-bas ensuite", now)
    assert there.close()
    back = opened(session_file, places, now)
    assert texts(back)[-2:] == ["ici d'abord", "là-bas ensuite"]
    assert "changed elsewhere" in sentences(back)
    keep(back, "ici de nouveau", now)
    assert back.close()
    there = opened(session_file, elsewhere, now)
    assert texts(there)[-3:] == ["ici d'abord", "là-bas ensuite", "ici de nouveau"]
    assert there.close()


def test_an_old_journal_brought_back_from_a_copy_loses_nothing_of_the_newer_file(
    session_file: Path, places: Places, now: datetime, tmp_path: Path
) -> None:
    desk = opened(session_file, places, now)
    keep(desk, "ancienne", now)
    assert desk.close()
    shutil.copytree(places.state, tmp_path / "sauvegarde")
    desk = opened(session_file, places, now)
    keep(desk, "récente", now)
    first = texts(desk)
    desk.run(CorrectNote(desk.live.view.said[0][1], NoteDraft("corrigée")), now)
    assert desk.close()
    again = opened(session_file, Places(places.config, tmp_path / "sauvegarde"), now)
    assert texts(again) == ["corrigée", *first[1:]]
    assert again.close()
    assert [note.text for note in read_session(session_file).notes] == ["corrigée", *first[1:]]


def test_a_journal_of_another_session_under_the_same_identifier_loses_nothing(
    session_file: Path, places: Places, now: datetime, tmp_path: Path
) -> None:
    """Two machines made a session each from the same copy; the journal of one meets the file of the other."""
    twin = tmp_path / "jumelle.toml"
    shutil.copy(session_file, twin)
    desk = opened(session_file, places, now)
    keep(desk, "ici, non encore écrite", now)
    killed(desk)
    elsewhere = Places(tmp_path / "la-bas", tmp_path / "la-bas")
    there = opened(twin, elsewhere, now)
    keep(there, "là-bas", now)
    assert there.close()
    twin.replace(session_file)
    again = opened(session_file, places, now)
    assert set(texts(again)) >= {"ici, non encore écrite", "là-bas"}
    assert len(texts(again)) == 4
    assert again.close()


def test_a_clock_that_jumps_back_a_day_changes_no_order(session_file: Path, places: Places, now: datetime) -> None:
    desk = opened(session_file, places, now)
    yesterday = now - timedelta(days=1)
    for number, moment in enumerate((now, yesterday, now, yesterday)):
        keep(desk, f"note {number}", moment)
    killed(desk)
    again = opened(session_file, places, yesterday)
    assert texts(again)[-4:] == [f"note {number}" for number in range(4)]
    keep(again, "note 4", yesterday)
    assert again.undo() is not None
    assert again.redo() is not None
    assert again.close()
    assert [note.text for note in read_session(session_file).notes][-5:] == [f"note {number}" for number in range(5)]
    assert opened(session_file, places, yesterday - timedelta(days=1)).close()
    assert [path.name for path in session_file.parent.glob("*.toml")] == [session_file.name]


def test_versions_set_aside_at_the_same_moment_are_all_kept(session_file: Path, places: Places, now: datetime) -> None:
    """A clock put back gives the same dated name again."""
    for number in range(3):
        desk = opened(session_file, places, now)
        keep(desk, f"ici {number}", now)
        killed(desk)
        text = session_file.read_text(encoding="utf-8")
        session_file.write_text(text.replace("redevenir", f"redevenir {number}"), encoding="utf-8")
        again = opened(session_file, places, now)
        assert f"ici {number}" in texts(again)
        assert again.close()
    aside = sorted(path for path in session_file.parent.glob("*.toml") if path != session_file)
    assert len(aside) == 3
    assert len({path.read_bytes() for path in aside}) == 3


def test_notes_handed_over_before_and_after_the_clock_jumped_are_all_taken_in(
    session_file: Path, places: Places, now: datetime
) -> None:
    desk = opened(session_file, places, now)
    drop(desk.folder, "01B", (("x1", "avant le saut"),), "Odile", now.isoformat())
    drop(desk.folder, "01A", (("x2", "après le saut"),), "Karim", (now - timedelta(days=1)).isoformat())
    broken = drop(desk.folder, "00Z", (("x3", "abîmée"),), "Karim", now.isoformat())
    broken.write_bytes(b"{")
    assert desk.take_inbox() == 2
    assert sorted(texts(desk)[-2:]) == ["après le saut", "avant le saut"]
    assert [path.read_bytes() for path in set_aside(desk.folder)] == [b"{"]
    assert str(set_aside(desk.folder)[0]) in sentences(desk)
    assert desk.close()


def test_a_session_with_many_updates_is_compacted_when_it_is_closed(
    session_file: Path, places: Places, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "MOST_ROWS", 30)
    desk = opened(session_file, places, now)
    for number in range(30):
        keep(desk, f"note {number}", now)
    assert desk.close()
    assert not (desk.folder / BEFORE).exists(), "thirty are not more than thirty"
    desk = opened(session_file, places, now)
    keep(desk, "une de trop", now)
    desk.save_draft("à moitié")
    before = texts(desk)
    assert desk.close()
    assert len(Journal(desk.folder).look().updates) == 1
    again = opened(session_file, places, now)
    assert (texts(again), again.draft, again.notices) == (before, "à moitié", [])
    assert again.undo() is not None
    assert texts(again) == before[:-1]
    assert again.close()
    assert len(Journal(desk.folder).look().updates) == 2, "one that holds all, and the undo"
    old = desk.folder.with_name("avant")
    old.mkdir()
    shutil.copy(desk.folder / BEFORE, old / NAME)
    assert len(Document(Journal(old).look().updates).items("notes")) == len(before), "the old one is kept whole"


def damaged_row(folder: Path, number: int) -> None:
    """Change one byte within an update of a closed journal."""
    found = Evidence((folder / NAME).read_bytes(), b"")
    row = seal(rows_in(found)[number])
    at = found.main.index(row) + len(row) - 3
    (folder / NAME).write_bytes(found.main[:at] + bytes([found.main[at] ^ 0xFF]) + found.main[at + 1 :])


@pytest.mark.parametrize("row", [1, 2, 3, 4])
@pytest.mark.parametrize("saved", [True, False])
def test_what_a_damaged_journal_lost_comes_back_from_the_file(
    row: int, saved: bool, session_file: Path, places: Places, now: datetime
) -> None:
    """Row 1 is the whole session as it was first opened; each of the others is one note. Without ``saved``, the last note and
    a deletion never reached the file.
    """
    desk = opened(session_file, places, now)
    for number in range(3):
        if number == 2 and not saved:
            assert desk.settle()
            desk.run(DeleteNotes(("n2",)), now)
            kept(desk)
        keep(desk, f"note {number}", now)
        kept(desk)
    if saved:
        assert desk.close()
    else:
        killed(desk)
    before, as_filed = texts(desk), session_file.read_bytes()
    damaged_row(desk.folder, row)
    raw = (desk.folder / NAME).read_bytes()
    again = opened(session_file, places, now)
    # The note comes back when its deletion was lost (row 4), or the note itself.
    deleted = [] if saved or row in (2, 3) else ["tout peut redevenir procédure"]
    assert sorted(texts(again)) == sorted(before + deleted)
    assert again.live.view.facts == desk.live.view.facts
    assert again.live.view.question == desk.live.view.question
    assert "damaged" in sentences(again)
    assert again.close()
    assert sorted(note.text for note in read_session(session_file).notes) == sorted(before + deleted)
    assert [path.read_bytes() for path in desk.folder.glob("damaged-*.db")] == [raw]
    aside = [path.read_bytes() for path in session_file.parent.glob("*.toml") if path != session_file]
    assert as_filed in (session_file.read_bytes(), *aside), "what the file held is never overwritten"
    third = opened(session_file, places, now)
    assert third.notices == []
    assert third.close()


def test_an_old_journal_of_the_same_file_is_made_good_by_it(session_file: Path, places: Places, now: datetime) -> None:
    """A journal cut to nothing, as some disks leave it."""
    desk = opened(session_file, places, now)
    keep(desk, "gardée", now)
    assert desk.close()
    (desk.folder / NAME).write_bytes(b"")
    again = opened(session_file, places, now)
    assert texts(again)[-1] == "gardée"
    assert again.close()


def test_whoever_comes_second_is_told_since_when_the_session_is_open(
    session_file: Path, places: Places, now: datetime
) -> None:
    desk = opened(session_file, places, now)
    with pytest.raises(SessionBusyError, match="since 2026-05-04 10:00"):
        opened(session_file, places, now)
    assert desk.close()
