"""Whether a session file holds all that its journal holds: told from a note in the journal, without loading either."""

import sqlite3
from hashlib import sha256
from pathlib import Path

from facilitator.storage.envelope import unchecked
from facilitator.storage.exchange import to_be_finished
from facilitator.storage.salvage import LOG
from facilitator.storage.tables import READING_ERRORS, last_seq, look_at, nature_of

HELD = "held"
"""The name under which the journal keeps which text of the file holds all updates up to which number."""


def digest(data: bytes) -> bytes:
    """What tells a text of the session file from any other.

    A file found at opening is the program's own when it is the last projection, or when it has this digest: then a power
    cut came between writing the file and noting that.
    """
    return sha256(data).digest()


def held_by(last: int, data: bytes) -> bytes:
    """The note under ``HELD``: the file's text holds all updates up to this number.

    Args:
        last: the number of the journal's last update.
        data: the text of the file.
    """
    return b"%d " % last + digest(data)


def holds_all(journal: Path, data: bytes) -> bool:
    """Whether a text of the session file is known to hold all that its journal holds; False when in doubt.

    The journal is not touched. One that is in use, was not closed well or is damaged is in doubt.

    Args:
        journal: the journal's file.
        data: what the session file holds.
    """
    try:
        if _is_long(f"{journal}{LOG}") or to_be_finished(journal):
            return False
        db = look_at(journal)
        try:
            if nature_of(db) != "ours":
                return False
            found = db.execute("SELECT value FROM kept WHERE name = ?", (HELD,)).fetchone()
            return found is not None and unchecked(HELD, found[0]) == held_by(last_seq(db), data)
        finally:
            db.close()
    except (*READING_ERRORS, sqlite3.Error, OSError):
        return False


def _is_long(log: str) -> bool:
    try:
        return Path(log).stat().st_size > 0
    except FileNotFoundError:
        return False
