"""A journal file written whole beside the one in use, and one looked at without touching it."""

from collections.abc import Callable
from pathlib import Path

from facilitator.language import _
from facilitator.storage.tables import (
    READING_ERRORS,
    Contents,
    connect,
    look_at,
    make_tables,
    read_contents,
    write_contents,
)


def write_fresh(path: Path, contents: Contents, verify: Callable[[bytes], bool] | None) -> bool:
    """Write a new journal file and read it back; returns whether it gives back what was written.

    Args:
        path: a file that is not there yet.
        contents: everything it is to hold.
        verify: asked of each update that was read back.

    Raises:
        sqlite3.Error, OSError: it could not be written.
    """
    db = connect(path)
    try:
        make_tables(db)
        write_contents(db, contents)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        db.close()
    found = looked(path)
    if found.faults or (found.rows, found.stacks, found.kept) != (contents.rows, contents.stacks, contents.kept):
        return False
    return verify is None or all(verify(row.data) for row in found.rows.values())


def looked(path: Path) -> Contents:
    """What SQLite reads of a file without touching it, its log left out; a file that it refuses is a fault."""
    db = look_at(path)
    try:
        return read_contents(db, path)
    except READING_ERRORS:
        return Contents(faults=[_("the whole file")])
    finally:
        db.close()
