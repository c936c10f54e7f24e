"""A session read without opening it: from its file alone where that is known to hold everything, else from its journal."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from facilitator.capture.draft import NoteDraft
from facilitator.live.commands.notes import KeepNote
from facilitator.storage.desk import open_desk
from facilitator.storage.held import digest, holds_all
from facilitator.storage.inbox import drop
from facilitator.storage.places import Places
from facilitator.storage.salvage import NAME
from facilitator.storage.whole import read_whole

_ENGINE_LOADED = (
    "import sys; from datetime import UTC, datetime; from pathlib import Path; from random import Random;"
    "from facilitator.storage.places import Places; from facilitator.storage.whole import read_whole;"
    "read_whole(Path(sys.argv[1]), Places(Path(), Path(sys.argv[2])), datetime.now(UTC), Random());"
    "print('pycrdt' in sys.modules)"
)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "config", tmp_path / "state")


@pytest.fixture
def folder(session_file: Path, places: Places, now: datetime) -> Path:
    """The journal folder of a session that was opened, worked on and closed."""
    with_note(session_file, places, now, "gardée")
    return next((places.state / "sessions").iterdir())


def with_note(file: Path, places: Places, now: datetime, text: str) -> None:
    desk = open_desk(file, places, now, Random(5), "Aline")
    desk.run(KeepNote(NoteDraft(text)), now)
    assert desk.close()


def texts(file: Path, places: Places, now: datetime) -> list[str]:
    return [note.text for note in read_whole(file, places, now, Random(1)).notes]


def engine_loaded(file: Path, places: Places) -> bool:
    ran = subprocess.run(
        [sys.executable, "-c", _ENGINE_LOADED, str(file), str(places.state)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return ran.stdout.strip() == "True"


def test_a_file_that_holds_everything_is_enough(
    session_file: Path, folder: Path, places: Places, now: datetime
) -> None:
    assert holds_all(folder / NAME, session_file.read_bytes())
    assert texts(session_file, places, now)[-1] == "gardée"
    assert not engine_loaded(session_file, places)


def test_a_journal_that_went_on_is_asked(session_file: Path, folder: Path, places: Places, now: datetime) -> None:
    before = session_file.read_bytes()
    with_note(session_file, places, now, "plus tard")
    session_file.write_bytes(before)
    assert not holds_all(folder / NAME, before)
    assert engine_loaded(session_file, places)


def test_a_file_that_somebody_changed_is_compared(
    session_file: Path, folder: Path, places: Places, now: datetime
) -> None:
    session_file.write_text(session_file.read_text(encoding="utf-8").replace("gardée", "corrigée"), encoding="utf-8")
    assert not holds_all(folder / NAME, session_file.read_bytes())
    assert texts(session_file, places, now)[-1] == "corrigée"


def test_what_was_handed_over_counts(session_file: Path, folder: Path, places: Places, now: datetime) -> None:
    drop(folder, "00A", (("x1", "remise"),), "Odile", now.isoformat())
    assert texts(session_file, places, now)[-1] == "remise"


@pytest.mark.parametrize(
    "harm",
    [
        lambda journal: journal.unlink(),
        lambda journal: journal.write_bytes(b""),
        lambda journal: journal.write_bytes(b"x" * 5000),
        lambda journal: os.truncate(journal, 4096),
        lambda journal: journal.with_name("journal-compacted.db").write_bytes(b"x"),
        lambda journal: journal.with_name("journal.db-wal").write_bytes(b"x" * 40),
    ],
    ids=["gone", "empty", "noise", "cut", "an exchange begun", "not closed well"],
)
def test_a_journal_in_doubt_is_never_passed_over(
    session_file: Path, folder: Path, harm: Callable[[Path], object]
) -> None:
    assert holds_all(folder / NAME, session_file.read_bytes())
    harm(folder / NAME)
    assert not holds_all(folder / NAME, session_file.read_bytes())


def test_a_changed_note_in_the_journal_is_no_proof(session_file: Path, folder: Path) -> None:
    data = session_file.read_bytes()
    raw = (folder / NAME).read_bytes()
    told = digest(data)
    (folder / NAME).write_bytes(raw.replace(told, bytes([told[0] ^ 1]) + told[1:]))
    assert not holds_all(folder / NAME, data)
