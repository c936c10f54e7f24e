"""When and how a journal becomes shorter: at closing, once many updates came since the last time, as one that holds all.

A session grows by one update a note, so this happens after some thousand notes, or after a long text was typed. Closing waits
for nothing else then, and no key is held up; a closing cut short leaves the journal as it was, or finishes it at the next
opening. Nothing depends on it: a journal that cannot be compacted is opened all the same.
"""

import sqlite3

from facilitator.live.document import Document, UpdateRefusedError
from facilitator.storage.journal import Journal, JournalError


def compact_if_worthwhile(journal: Journal) -> bool:
    """Compact a journal that is worth it; returns whether that was done.

    Left alone when an update in it is refused by the engine: what one version cannot read another may.

    Args:
        journal: one that was loaded, with nothing left to commit.
    """
    if not journal.worth_compacting:
        return False
    try:
        journal.compact(merged, is_whole)
    except (UpdateRefusedError, JournalError, sqlite3.Error, OSError):
        # Everything stands in the old journal; the next closing tries again.
        return False
    return True


def merged(updates: tuple[bytes, ...]) -> bytes:
    """One update that holds all; also what waits for an update that is missing. Raises ``UpdateRefusedError``."""
    return Document(updates).state()


def is_whole(update: bytes) -> bool:
    """Whether a document made of one update gives that update again. Raises ``UpdateRefusedError``."""
    return Document((update,)).state() == update
