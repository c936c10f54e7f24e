"""The tables of a journal: making, reading and writing them over one SQLite connection."""

import os
import sqlite3
from pathlib import Path
from typing import Literal

from msgspec import Struct, field

from facilitator.language import _
from facilitator.storage.envelope import Row, checked, opened, seal, to_bytes, to_text, unchecked
from facilitator.storage.salvage import PAGE

_TABLES = {
    "kept": "CREATE TABLE kept(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
    "undo": "CREATE TABLE undo(person BLOB, stack TEXT, pos INTEGER, entry BLOB NOT NULL, "
    "PRIMARY KEY(person, stack, pos)) WITHOUT ROWID",
    "updates": "CREATE TABLE updates(seq INTEGER PRIMARY KEY, at REAL NOT NULL, crc INTEGER NOT NULL, data BLOB NOT NULL)",
}
_VERSION = 1
# "Fac" and the version: said twice, so that one damaged number is not taken for a newer version.
_APPLICATION = 0x46616300
# What SQLite says when the disk, another program or the user's rights are in the way, not the file.
_SURROUNDINGS = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_PERM,
}

# A message of SQLite that quotes damaged names is no text, and fails to become one.
READING_ERRORS = (sqlite3.DatabaseError, UnicodeDecodeError)

Nature = Literal["new", "ours", "newer", "unknown"]


class StackWrite(Struct, frozen=True):
    """A change of an undo stack as the journal takes it: ``act`` is push, pop or clear."""

    act: str
    person: str
    stack: str
    entry: str = ""


class Contents(Struct):
    """Everything in a journal; ``faults`` says in words what could not be read."""

    rows: dict[int, Row] = field(default_factory=dict)
    stacks: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def connect(path: Path) -> sqlite3.Connection:
    """A connection that no other program shares and whose commits outlive a power cut.

    Raises:
        sqlite3.Error, UnicodeDecodeError: it cannot be opened, or is broken; see ``is_damage``.
    """
    db = sqlite3.connect(path, isolation_level=None, timeout=1, check_same_thread=False)
    try:
        db.text_factory = bytes
        db.execute(f"PRAGMA page_size={PAGE}")
        db.execute("PRAGMA locking_mode=EXCLUSIVE")
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
    except BaseException:
        db.close()
        raise
    return db


def look_at(path: Path) -> sqlite3.Connection:
    """A connection that touches nothing, for a medium that cannot be written; it does not see the log."""
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    db.text_factory = bytes
    return db


def is_damage(error: Exception, path: Path) -> bool:
    """Whether an error means that the file is broken, not that something stands in the way."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code == sqlite3.SQLITE_READONLY:
        return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    return code not in _SURROUNDINGS


def nature_of(db: sqlite3.Connection) -> Nature:
    """What a file is: empty, a journal, a journal of a newer version, or something else. Raises ``sqlite3.Error``."""
    application = db.execute("PRAGMA application_id").fetchone()[0]
    version = db.execute("PRAGMA user_version").fetchone()[0]
    found = dict(db.execute("SELECT name, sql FROM sqlite_master").fetchall())
    if (application, version) == (0, 0) and not found:
        return "new"
    if application == _APPLICATION + version and version > _VERSION:
        return "newer"
    tables = {name.encode(): sql.encode() for name, sql in _TABLES.items()}
    return "ours" if (application, version) == (_APPLICATION + _VERSION, _VERSION) and found == tables else "unknown"


def make_tables(db: sqlite3.Connection) -> None:
    """Make the tables of a new journal, all or none. Raises ``sqlite3.Error``."""
    db.execute("BEGIN IMMEDIATE")
    db.execute(f"PRAGMA application_id={_APPLICATION + _VERSION}")
    db.execute(f"PRAGMA user_version={_VERSION}")
    for statement in _TABLES.values():
        db.execute(statement)
    db.execute("COMMIT")
    # The tables stand in the file itself, so that a log that is lost does not take them along.
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def read_contents(db: sqlite3.Connection, path: Path) -> Contents:
    """Read everything; what is broken becomes a fault and the rest is read all the same.

    Raises:
        sqlite3.Error: something stands in the way of reading.
    """
    contents = Contents()
    for part, reader in (
        (_("its structure"), _check),
        (_("its changes"), _read_rows),
        (_("what can be undone"), _read_stacks),
        (_("what is kept beside"), _read_kept),
    ):
        try:
            reader(db, contents)
        except READING_ERRORS as error:
            if not is_damage(error, path):
                raise
            contents.faults.append(part)
    # All of it was read once and is not read again.
    db.execute("PRAGMA shrink_memory")
    return contents


def write_contents(db: sqlite3.Connection, contents: Contents) -> None:
    """Write everything into new tables, in one transaction. Raises ``sqlite3.Error``."""
    db.execute("BEGIN IMMEDIATE")
    for seq in sorted(contents.rows):
        write_row(db, contents.rows[seq])
    for (person, stack), entries in contents.stacks.items():
        for entry in entries:
            write_stack(db, StackWrite("push", person, stack, entry))
    for name, value in contents.kept.items():
        write_kept(db, name, value)
    db.execute("COMMIT")


def last_seq(db: sqlite3.Connection) -> int:
    """The number of the last update; 0 when there is none. Raises ``sqlite3.Error``."""
    return int(db.execute("SELECT coalesce(max(seq), 0) FROM updates").fetchone()[0])


def write_row(db: sqlite3.Connection, row: Row) -> None:
    """Add an update. Raises ``sqlite3.Error``."""
    envelope = seal(row)
    crc = int.from_bytes(envelope[28:32], "little")
    db.execute("INSERT INTO updates VALUES(?, ?, ?, ?)", (row.seq, row.at, crc, envelope))


def write_stack(db: sqlite3.Connection, write: StackWrite) -> None:
    """Change an undo stack. Raises ``sqlite3.Error``."""
    whose = (to_bytes(write.person), write.stack)
    if write.act == "clear":
        db.execute("DELETE FROM undo WHERE person = ? AND stack = ?", whose)
        return
    top = db.execute("SELECT coalesce(max(pos), -1) FROM undo WHERE person = ? AND stack = ?", whose).fetchone()[0]
    if write.act == "pop":
        db.execute("DELETE FROM undo WHERE person = ? AND stack = ? AND pos = ?", (*whose, top))
    else:
        place = _place(write.person, write.stack, top + 1)
        db.execute("INSERT INTO undo VALUES(?, ?, ?, ?)", (*whose, top + 1, checked(place, to_bytes(write.entry))))


def write_kept(db: sqlite3.Connection, name: str, value: bytes | None) -> None:
    """Keep a named value; None forgets it. Raises ``sqlite3.Error``."""
    if value is None:
        db.execute("DELETE FROM kept WHERE name = ?", (name,))
    else:
        db.execute("INSERT OR REPLACE INTO kept VALUES(?, ?)", (name, checked(name, value)))


def _check(db: sqlite3.Connection, _contents: Contents) -> None:
    if db.execute("PRAGMA integrity_check(1)").fetchone()[0] != b"ok":
        raise sqlite3.DatabaseError("integrity_check")


def _read_rows(db: sqlite3.Connection, contents: Contents) -> None:
    for seq, blob in db.execute("SELECT seq, data FROM updates ORDER BY seq"):
        row = opened(blob) if isinstance(blob, bytes) else None
        if row is None or row.seq != seq:
            contents.faults.append(_("change {number}").format(number=seq))
        else:
            contents.rows[seq] = row


def _read_stacks(db: sqlite3.Connection, contents: Contents) -> None:
    try:
        for person, stack, pos, stored in db.execute("SELECT * FROM undo ORDER BY person, stack, pos"):
            whose = (to_text(person), to_text(stack))
            entry = unchecked(_place(*whose, pos), stored)
            if entry is None:
                raise ValueError("checksum")
            contents.stacks.setdefault(whose, []).append(to_text(entry))
    except (ValueError, AttributeError):
        contents.faults.append(_("what can be undone"))


def _read_kept(db: sqlite3.Connection, contents: Contents) -> None:
    for stored_name, stored in db.execute("SELECT name, value FROM kept"):
        name = stored_name.decode("utf-8", "replace") if isinstance(stored_name, bytes) else ""
        value = unchecked(name, stored)
        if value is None:
            contents.faults.append(_("what is kept beside"))
        else:
            contents.kept[name] = value


def _place(person: str, stack: str, pos: int) -> str:
    return f"{person}\0{stack}\0{pos}"
