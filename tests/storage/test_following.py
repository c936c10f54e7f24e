"""A session that is only looked at follows its file, and never writes."""

from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from facilitator.capture.draft import NoteDraft
from facilitator.live.commands.notes import CorrectNote, DeleteNotes, KeepNote
from facilitator.live.commands.whole import CloseSession, SetQuestion
from facilitator.storage.desk import Desk, look, open_desk
from facilitator.storage.places import Places
from facilitator.storage.session_file import read_session


@pytest.fixture
def writing(session_file: Path, tmp_path: Path, now: datetime) -> Desk:
    return open_desk(session_file, Places(tmp_path / "config", tmp_path / "state"), now, Random(5), "Aline")


def followed(looking: Desk, now: datetime) -> bool:
    looking.wait_for_file()
    return looking.look_at_file(now)


def test_what_the_other_screen_writes_is_seen(session_file: Path, writing: Desk, now: datetime) -> None:
    looking = look(session_file, Random(6))
    assert not followed(looking, now), "nothing happened yet"
    first, second = [row.id for row in writing.live.view.in_order()][:2]
    writing.run(KeepNote(NoteDraft("une de plus")), now)
    writing.run(CorrectNote(first, NoteDraft("corrigée")), now)
    writing.run(DeleteNotes((second,)), now)
    writing.run(SetQuestion("Et maintenant ?"), now)
    assert writing.settle()
    written = session_file.read_bytes()
    assert followed(looking, now)
    assert looking.live.snapshot() == read_session(session_file) == writing.live.snapshot()
    assert not followed(looking, now), "once is enough"
    writing.run(CloseSession(), now)
    assert writing.close()
    assert followed(looking, now)
    assert looking.live.view.facts.closed == now
    looking.close()
    assert session_file.read_bytes() != written
    assert session_file.read_bytes().count(b"une de plus") == 1


def test_a_file_that_cannot_be_read_or_is_gone_changes_nothing(session_file: Path, now: datetime) -> None:
    looking = look(session_file, Random(6))
    before, text = looking.live.snapshot(), session_file.read_text("utf-8")
    session_file.write_text(text[: len(text) // 2] + "\n<<<<", "utf-8")
    assert not followed(looking, now)
    session_file.unlink()
    assert not followed(looking, now)
    session_file.write_text(text.replace(f'id = "{before.id}"', 'id = "another"'), "utf-8")
    assert not followed(looking, now), "another session in its place"
    assert looking.live.snapshot() == before
    session_file.write_text(text.replace(before.notes[0].text, "lisible de nouveau"), "utf-8")
    assert followed(looking, now)
    assert looking.live.snapshot().notes[0].text == "lisible de nouveau"


def test_looking_writes_nothing_beside_the_file(session_file: Path, writing: Desk, now: datetime) -> None:
    looking = look(session_file, Random(6))
    writing.run(KeepNote(NoteDraft("une de plus")), now)
    assert writing.close()
    beside = sorted(session_file.parent.rglob("*"))
    dates = [path.stat().st_mtime_ns for path in beside]
    assert followed(looking, now)
    looking.close()
    assert sorted(session_file.parent.rglob("*")) == beside
    assert [path.stat().st_mtime_ns for path in beside] == dates
