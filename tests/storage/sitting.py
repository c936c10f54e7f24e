"""A session worked on in one program after the other, to be killed or cut off from its disk at any moment.

``python -m tests.storage.sitting FOLDER COUNT`` opens the session of a folder, keeps notes, saves, closes (which compacts), and
opens it again, until COUNT notes are promised; 0 is without end. ``A n`` promises note n and draft n, or one that came later.
"""

import os
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from random import Random

from facilitator.capture.draft import NoteDraft
from facilitator.live.commands.notes import KeepNote
from facilitator.model.session import Note, Session
from facilitator.storage import journal
from facilitator.storage.atomic import replace_file
from facilitator.storage.desk import Desk, open_desk
from facilitator.storage.places import Places
from facilitator.storage.session_file import SessionText

NOW = datetime(2026, 5, 12, 14, 0, tzinfo=UTC)
FIRST = "la question avant tout"
AT_ONCE = 4
MOST_ROWS = 6


def file_in(folder: Path) -> Path:
    """The session file."""
    return folder / "cercle" / "essaimer.toml"


def places_in(folder: Path) -> Places:
    """The user's folders."""
    return Places(folder / "config" / "facilitator", folder / "etat" / "facilitator")


def opened(folder: Path) -> Desk:
    """Open the session."""
    return open_desk(file_in(folder), places_in(folder), NOW, Random(), "Aline")


def make_session(folder: Path) -> None:
    """Write a session file that holds one note."""
    session = Session(id="essaimer", title="Atelier 2 - Essaimer", notes=(Note(id="n0", text=FIRST),))
    replace_file(file_in(folder), SessionText().render(session).encode())


def numbers_in(texts: list[str]) -> list[int]:
    """The numbers of the notes that were kept, in the order in which they stand.

    Raises:
        AssertionError: the session does not begin as it was made, or a note is not as it was kept.
    """
    assert texts[:1] == [FIRST]
    found = [int(text.split()[1]) for text in texts[1:]]
    assert texts[1:] == [note(number) for number in found]
    return found


def note(number: int) -> str:
    """The text of a note; every ninth one does not fit on a page of the journal."""
    return f"note {number} " + "on ose essayer sans demander – " * (200 if number % 9 == 4 else 1 + number % 3) + "fin"


def _sit(desk: Desk, first: int) -> None:
    """Keep some notes, with a line half typed beside each, and save in between."""
    assert desk._keeper is not None
    for number in range(first, first + AT_ONCE):
        desk.save_draft(f"à moitié {number}")
        desk.run(KeepNote(NoteDraft(note(number))), NOW)
        assert desk._keeper.wait_until_kept(20)
        os.write(1, b"A %d\n" % number)
        if number % 3 == 1:
            desk.file_now()


def main(folder: Path, limit: int) -> None:
    """Work on the session of a folder, making it when there is none."""
    journal.MOST_ROWS = MOST_ROWS
    if not file_in(folder).exists():
        make_session(folder)
    for _sitting in range(0, limit, AT_ONCE) if limit else count():
        desk = opened(folder)
        _sit(desk, max(numbers_in([row.text for row in desk.live.view.in_order()]), default=0) + 1)
        assert desk.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
