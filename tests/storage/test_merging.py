"""A session file that somebody else writes, while the session is open and while it is closed."""

import os
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

import pytest

from facilitator.capture.draft import NoteDraft
from facilitator.live.commands.notes import DeleteNotes, KeepNote
from facilitator.live.commands.whole import SetFact
from facilitator.model.session import Session
from facilitator.storage import filing as filing_module
from facilitator.storage import merging as merging_module
from facilitator.storage.atomic import FileNotWrittenError, replace_file
from facilitator.storage.desk import Desk, open_desk
from facilitator.storage.places import Places
from facilitator.storage.session_file import SessionFileError, SessionText, read_session
from facilitator.storage.setting_aside import set_aside
from facilitator.storage.watching import WatchedFile
from tests.live.two_sides import BASE, Tokens, acted, edited, faults_of

ROUNDS = 400 if os.environ.get("FACILITATOR_TORTURE") else 12
STARTS = count()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "config", tmp_path / "state")


def opened(file: Path, places: Places, now: datetime) -> Desk:
    """Open a session as a program of its own: identifiers never come twice."""
    return open_desk(file, places, now, Random(next(STARTS)), "Aline")


def write(file: Path, session: Session) -> None:
    """Write the file as an editor does: in place."""
    file.write_text(SessionText().render(session), encoding="utf-8")


def replaced(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def texts(desk: Desk) -> list[str]:
    return [row.text for row in desk.live.view.in_order()]


def sentences(desk: Desk) -> str:
    return " / ".join(notice.sentence for notice in desk.notices)


def looked(desk: Desk, now: datetime) -> bool:
    """Two looks: the first finds a change, the second finds it at rest."""
    first = desk.look_at_file(now)
    return desk.look_at_file(now) or first


def asides(file: Path) -> list[Path]:
    return sorted(path for path in file.parent.glob("*.toml") if path != file)


def killed(desk: Desk) -> None:
    """Let go of the session as a killed program does."""
    assert desk._keeper is not None
    assert desk._lock is not None
    desk._keeper.wait_until_kept(20)
    desk._keeper._journal.close()
    desk._lock.release()


def forbidden(*_args: object, **_values: object) -> Session:
    raise AssertionError("not needed")


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_random_edits_of_the_file_beside_live_ones(seed: int, places: Places, now: datetime, tmp_path: Path) -> None:
    chance = Random(seed)
    file = tmp_path / "essaimer.toml"
    write(file, BASE)
    desk = opened(file, places, now)
    mine, others = Tokens("VIF"), Tokens("FICHIER")
    for turn in range(3):
        acted(desk.live, chance.randrange(1, 4), mine, chance, now)
        assert desk.settle()
        desk.look_at_file(now)
        base = read_session(file)
        if chance.random() < 0.8:
            acted(desk.live, chance.randrange(1, 5), mine, chance, now)
        if chance.random() < 0.3:
            write(file, edited(base, 4, others, chance))
            desk.file_now()
        else:
            write(file, edited(base, chance.randrange(1, 6), others, chance))
        theirs, ours = read_session(file), desk.live.snapshot()
        if turn == 2 and seed % 3 == 0:
            killed(desk)
            desk = opened(file, places, now - timedelta(days=1))
        elif chance.random() < 0.5:
            looked(desk, now - timedelta(days=turn))
        else:
            desk.settle()
        found = desk.live.snapshot()
        assert faults_of(base, ours, theirs, found) == []
        assert not looked(desk, now)
        assert desk.live.snapshot() == found
        if found != ours:
            desk.undo()
            assert desk.live.snapshot() == ours
            desk.redo()
        assert desk.settle()
        assert read_session(file) == found
    assert desk.close()
    again = opened(file, places, now)
    assert (again.live.snapshot(), again.notices) == (found, [])
    assert again.close()


def test_a_file_changed_while_open_is_merged_as_one_act_and_told(
    session_file: Path, places: Places, now: datetime
) -> None:
    desk = opened(session_file, places, now)
    assert not looked(desk, now)
    replaced(session_file, "procédure", "routine")
    assert not desk.look_at_file(now), "half a file may be there yet"
    assert desk.look_at_file(now)
    assert texts(desk)[-1] == "tout peut redevenir routine"
    assert sentences(desk).count("its changes were taken in") == 1
    assert desk.state.filed, "the file holds it already"
    assert not looked(desk, now)
    assert asides(session_file) == [], "only one side changed"
    desk.undo()
    assert texts(desk)[-1] == "tout peut redevenir procédure"
    assert desk.close()
    assert "procédure" in session_file.read_text(encoding="utf-8")


def test_a_file_still_being_written_is_not_read(session_file: Path, places: Places, now: datetime) -> None:
    desk = opened(session_file, places, now)
    whole = session_file.read_text(encoding="utf-8").replace("procédure", "routine")
    for part in (10, 200, 300):
        session_file.write_text(whole[:part], encoding="utf-8")
        assert not desk.look_at_file(now)
    session_file.write_text(whole, encoding="utf-8")
    assert not desk.look_at_file(now)
    assert desk.look_at_file(now)
    assert texts(desk)[-1] == "tout peut redevenir routine"
    assert asides(session_file) == []
    assert desk.close()


def test_what_was_changed_elsewhere_is_never_overwritten_before_it_is_taken_in(
    session_file: Path, places: Places, now: datetime
) -> None:
    desk = opened(session_file, places, now)
    desk.run(KeepNote(NoteDraft("ici")), now)
    replaced(session_file, "procédure", "routine")
    theirs = session_file.read_bytes()
    desk.file_now()
    assert desk._keeper is not None
    assert not desk._keeper.flush(20)
    assert session_file.read_bytes() == theirs
    assert (desk.state.filed, desk.state.troubles) == (False, ()), "it waits, and is in no trouble"
    assert looked(desk, now)
    assert texts(desk)[-2:] == ["tout peut redevenir routine", "ici"]
    assert desk.settle()
    assert [note.text for note in read_session(session_file).notes][-2:] == ["tout peut redevenir routine", "ici"]
    assert [path.read_bytes() for path in asides(session_file)] == [theirs]
    assert desk.close()


def test_the_same_value_changed_on_both_sides_is_kept_visibly(
    session_file: Path, places: Places, now: datetime
) -> None:
    desk = opened(session_file, places, now)
    desk.run(SetFact("place", "Salle des Tilleuls"), now)
    replaced(session_file, 'place = ""', 'place = "Préau"')
    assert desk.settle()
    assert read_session(session_file).place == "Salle des Tilleuls"
    assert [read_session(path).place for path in asides(session_file)] == ["Préau"]
    assert asides(session_file)[0].name in sentences(desk)
    assert desk.close()


@pytest.mark.parametrize("opening", [False, True])
@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: text.replace('place = ""\n', '<<<<<<< a\nplace = "x"\n=======\n>>>>>>> b\n'), "unfinished merge"),
        (lambda text: text.replace('place = ""', 'place = "'), "line 6: this is not valid TOML: the quotation mark"),
        (lambda text: text.replace("minutes = 75", "minutes = 0"), "line 7: “0” is not right"),
        (lambda text: text.encode().replace("é".encode(), b"\xe9"), "not UTF-8"),
        (lambda text: text.replace('id = "s1"', 'id = "s2"').replace("Essaimer", "Autre"), "another session"),
        (lambda text: text[:-30], "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_kept_aside_and_told(
    spoil: Callable[[str], str | bytes], told: str, opening: bool, session_file: Path, places: Places, now: datetime
) -> None:
    desk = opened(session_file, places, now)
    desk.run(KeepNote(NoteDraft("ici")), now)
    assert desk.settle()
    if opening:
        assert desk.close()
    spoilt = spoil(session_file.read_text(encoding="utf-8"))
    session_file.write_bytes(spoilt if isinstance(spoilt, bytes) else spoilt.encode())
    theirs = session_file.read_bytes()
    if opening and told == "another session":
        # At opening, the file says which session it is.
        return
    if opening:
        desk = opened(session_file, places, now)
    else:
        assert looked(desk, now)
    assert told in sentences(desk)
    assert [path.read_bytes() for path in asides(session_file)] == [theirs]
    assert asides(session_file)[0].name in sentences(desk)
    assert desk.settle()
    assert [note.text for note in read_session(session_file).notes] == texts(desk)
    assert not looked(desk, now)
    assert desk.close()
    assert len(asides(session_file)) == 1


def test_a_conflict_that_was_solved_by_hand_is_taken_in(session_file: Path, places: Places, now: datetime) -> None:
    desk = opened(session_file, places, now)
    solved = session_file.read_text(encoding="utf-8").replace("procédure", "routine")
    session_file.write_text(solved.replace('place = ""', "<<<<<<< a\n"), encoding="utf-8")
    assert looked(desk, now)
    assert desk.settle()
    session_file.write_text(solved, encoding="utf-8")
    assert looked(desk, now)
    assert texts(desk)[-1] == "tout peut redevenir routine"
    assert desk.close()


def test_conflict_copies_of_synchronising_services_are_left_alone(
    session_file: Path, places: Places, now: datetime
) -> None:
    names = [
        "essai (conflicted copy 2026-05-04).toml",
        "essai.sync-conflict-20260504-100000-ABC.toml",
        "essai-PC1.toml",
    ]
    for name in names:
        session_file.with_name(name).write_bytes(b"# " + name.encode() + b"\n")
    desk = opened(session_file, places, now)
    replaced(session_file, "procédure", "routine")
    desk.run(KeepNote(NoteDraft("ici")), now)
    assert looked(desk, now)
    assert desk.close()
    for name in names:
        assert session_file.with_name(name).read_bytes() == b"# " + name.encode() + b"\n"


def test_a_conflict_copy_can_be_taken_in_on_demand(session_file: Path, places: Places, now: datetime) -> None:
    copy = session_file.with_name("essai (conflicted copy).toml")
    shutil.copy(session_file, copy)
    desk = opened(session_file, places, now)
    desk.run(DeleteNotes(("n1",)), now)
    replaced(copy, "tout peut redevenir procédure", "tout redevient procédure")
    before = copy.read_bytes()
    assert desk.take_in(copy, now)
    assert sorted(texts(desk)) == [
        "On ose *essayer sans demander*",
        "tout peut redevenir procédure\ntout redevient procédure",
    ]
    assert not desk.take_in(copy, now)
    assert copy.read_bytes() == before
    assert desk.undo() is not None
    assert texts(desk) == ["tout peut redevenir procédure"]
    replaced(copy, 'id = "s1"', 'id = "s9"')
    with pytest.raises(SessionFileError, match="another session"):
        desk.take_in(copy, now)
    assert desk.close()


def test_a_version_that_cannot_be_kept_aside_is_not_overwritten(
    session_file: Path, places: Places, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened(session_file, places, now)

    def full(path: Path, data: bytes, moment: datetime) -> str:
        raise FileNotWrittenError(path, "No space left on device", "make room")

    monkeypatch.setattr(merging_module, "set_aside", full)
    session_file.write_text("d'ailleurs", encoding="utf-8")
    desk.run(KeepNote(NoteDraft("ici")), now)
    desk.file_now()
    assert not looked(desk, now)
    assert [trouble.reason for trouble in desk.state.troubles] == ["No space left on device"]
    assert not desk.settle()
    assert session_file.read_text(encoding="utf-8") == "d'ailleurs"
    monkeypatch.setattr(merging_module, "set_aside", set_aside)
    assert looked(desk, now)
    assert desk.settle()
    assert desk.state.troubles == ()
    assert [path.read_text(encoding="utf-8") for path in asides(session_file)] == ["d'ailleurs"]
    assert desk.close()
    assert read_session(session_file).notes[-1].text == "ici"


def test_notes_taken_out_elsewhere_are_counted(session_file: Path, places: Places, now: datetime) -> None:
    desk = opened(session_file, places, now)
    session = read_session(session_file)
    write(session_file, session.but(notes=session.notes[:1]))
    assert looked(desk, now)
    assert "1 note was taken out there" in sentences(desk)
    desk.undo()
    assert len(texts(desk)) == 2
    assert desk.close()


def test_only_the_form_of_the_file_changed_is_nothing_to_tell(
    session_file: Path, places: Places, now: datetime
) -> None:
    desk = opened(session_file, places, now)
    session_file.write_bytes(b"\xef\xbb\xbf# mon commentaire\r\n" + session_file.read_bytes())
    assert not looked(desk, now)
    assert desk.notices == []
    assert desk.close()
    assert b"mon commentaire" in session_file.read_bytes(), "nothing was written"
    again = opened(session_file, places, now)
    assert again.notices == []
    assert again.close()


def test_a_session_whose_file_is_up_to_date_is_opened_without_reading_either(
    session_file: Path, places: Places, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened(session_file, places, now)
    desk.run(KeepNote(NoteDraft("ici")), now)
    desk.run(KeepNote(NoteDraft("retirée")), now)
    assert desk.close()
    desk = opened(session_file, places, now)
    desk.undo()
    assert desk.close()
    with monkeypatch.context() as patched:
        patched.setattr(filing_module.Filing, "text", forbidden)
        patched.setattr("facilitator.storage.session_file.parse_session", forbidden)
        patched.setattr("facilitator.storage.desk.session_in", forbidden)
        again = opened(session_file, places, now)
    assert again.notices == []
    assert texts(again)[-1] == "ici"
    again.run(KeepNote(NoteDraft("encore")), now)
    killed(again)
    third = opened(session_file, places, now)
    assert "brought back" in sentences(third)
    assert texts(third)[-1] == "encore"
    assert third.close()


def test_a_file_brought_back_by_hand_to_what_it_was_is_taken_at_its_word(
    session_file: Path, places: Places, now: datetime
) -> None:
    """A text that the file had once is no mark of being up to date."""
    desk = opened(session_file, places, now)
    desk.run(KeepNote(NoteDraft("ici")), now)
    assert desk.settle()
    old = session_file.read_bytes()
    desk.run(KeepNote(NoteDraft("ensuite")), now)
    assert desk.close()
    session_file.write_bytes(old)
    again = opened(session_file, places, now)
    assert "1 note was taken out there" in sentences(again)
    again.undo()
    assert texts(again)[-1] == "ensuite"
    assert again.close()


def test_a_change_that_is_taken_back_elsewhere_is_taken_in_too(
    session_file: Path, places: Places, now: datetime
) -> None:
    desk = opened(session_file, places, now)
    desk.run(SetFact("title", "Écrit d’ici"), now)
    assert desk.settle()
    desk.look_at_file(now)
    written = session_file.read_text(encoding="utf-8")
    replaced(session_file, "Écrit d’ici", "Changé ailleurs")
    assert looked(desk, now)
    assert desk.live.view.facts.title == "Changé ailleurs"
    session_file.write_text(written, encoding="utf-8")
    assert looked(desk, now)
    assert desk.live.view.facts.title == "Écrit d’ici"
    assert desk.close()
    assert read_session(session_file).title == "Écrit d’ici"


def test_a_file_is_read_only_when_it_looks_different(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "essai.toml"
    file.write_bytes(b"un")
    watched = WatchedFile(file, lambda found: found == b"un")
    assert watched.look() is None
    assert watched.known == b"un"
    with monkeypatch.context() as patched:
        patched.setattr(WatchedFile, "_read", forbidden)
        assert watched.look() is None
    replace_file(file, b"de")
    os.utime(file, ns=(0, 0))
    assert watched.look() is None
    assert watched.look() == b"de", "also with an older date"
    file.unlink()
    assert watched.look() is None
    assert watched.foreign() is None


def test_a_version_is_set_aside_once_and_under_a_name_that_fits(tmp_path: Path, now: datetime) -> None:
    file = tmp_path / f"{'é' * 120}.toml"
    names = [set_aside(file, data, now) for data in (b"un", b"deux", b"un", b"deux")]
    assert names[:2] == names[2:]
    assert len(set(names)) == 2
    assert [(tmp_path / name).read_bytes() for name in names[:2]] == [b"un", b"deux"]
