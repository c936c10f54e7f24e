"""The journal of a session: one SQLite file of updates, committed before anything is called kept.

Each update is kept in an envelope that says its own length and checksum, so that it can be found again in a file that
SQLite itself no longer reads.
"""

import contextlib
import os
import shutil
import sqlite3
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

from facilitator.storage.atomic import sync_folder

NAME = "journal.db"
_MARK = b"\xf0FacU1\r\n"
_HEAD = struct.Struct("<8sQII")
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS updates(seq INTEGER PRIMARY KEY, at REAL NOT NULL, crc INTEGER NOT NULL, data BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS undo(person TEXT, stack TEXT, pos INTEGER, entry TEXT, PRIMARY KEY(person, stack, pos))",
    "CREATE TABLE IF NOT EXISTS kept(name TEXT PRIMARY KEY, value BLOB)",
)
_USER_VERSION = 1


class JournalError(Exception):
    """The journal cannot be used; the message says which and why."""


@dataclass(frozen=True, slots=True)
class StackWrite:
    """A change of an undo stack as the journal takes it: ``act`` is push, pop or clear."""

    act: str
    person: str
    stack: str
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one transaction commits, in this order."""

    updates: tuple[tuple[float, bytes], ...] = ()
    stacks: tuple[StackWrite, ...] = ()
    kept: tuple[tuple[str, bytes | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a journal holds. ``damage`` says in words what could not be read, ``aside`` where the damaged file was copied."""

    updates: tuple[bytes, ...] = ()
    stacks: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)
    last: int = 0
    damage: tuple[str, ...] = ()
    aside: Path | None = None


class Journal:
    """One open journal; used by one thread at a time."""

    def __init__(self, folder: Path) -> None:
        """Name the journal of a folder; nothing is opened yet."""
        self.path = folder / NAME
        self._db: sqlite3.Connection | None = None

    def load(self, stamp: str) -> Loaded:
        """Read everything, mending what can be mended.

        Every update whose checksum holds is returned, before and after a damaged one. A damaged file is copied aside
        first, and a new journal is made of what was read.

        Args:
            stamp: a moment for the name of the copy.

        Raises:
            JournalError: the folder cannot be read or written.
        """
        finish_compaction(self.path)
        try:
            loaded = self._read()
        except sqlite3.DatabaseError:
            return self._mend(salvage(self.path), stamp, ["the file"])
        if loaded.damage:
            found = {seq: (at, data) for seq, at, data in self._rows_raw()}
            return self._mend(found, stamp, list(loaded.damage), loaded)
        return loaded

    def commit(self, batch: Batch) -> int:
        """Commit a batch in one transaction; returns the number of the last update.

        Raises:
            sqlite3.Error: nothing of the batch was committed.
        """
        db = self._open()
        try:
            db.execute("BEGIN IMMEDIATE")
            for at, data in batch.updates:
                cursor = db.execute("SELECT coalesce(max(seq), 0) + 1 FROM updates")
                seq = int(cursor.fetchone()[0])
                db.execute("INSERT INTO updates VALUES(?, ?, ?, ?)", (seq, at, crc32(data), _envelope(seq, data)))
            for write in batch.stacks:
                _write_stack(db, write)
            for name, value in batch.kept:
                if value is None:
                    db.execute("DELETE FROM kept WHERE name = ?", (name,))
                else:
                    db.execute("INSERT OR REPLACE INTO kept VALUES(?, ?)", (name, value))
            db.execute("COMMIT")
        except sqlite3.Error:
            with contextlib.suppress(sqlite3.Error):
                db.execute("ROLLBACK")
            self.close()
            raise
        return int(db.execute("SELECT coalesce(max(seq), 0) FROM updates").fetchone()[0])

    def compact(self, state: bytes, at: float) -> None:
        """Put one update that holds everything in the place of all, in a new file; the old one stays beside it.

        Args:
            state: the whole document; the caller has verified it by replaying.
            at: the moment, in seconds.

        Raises:
            JournalError: the new file does not hold what it should.
        """
        loaded = self._read()
        self._rebuild({max(1, loaded.last): (at, state)}, loaded)

    def close(self) -> None:
        """Close the file; harmless when it is closed."""
        if self._db is not None:
            with contextlib.suppress(sqlite3.Error):
                self._db.close()
            self._db = None

    def _open(self) -> sqlite3.Connection:
        if self._db is None:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._db = _connect(self.path)
        return self._db

    def _read(self) -> Loaded:
        if not self.path.exists():
            return Loaded()
        db = self._open()
        if db.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            self.close()
            raise sqlite3.DatabaseError("quick_check")
        good, damage = [], []
        last = 0
        for seq, crc, blob in db.execute("SELECT seq, crc, data FROM updates ORDER BY seq"):
            last = seq
            data = _payload(seq, blob)
            if data is None or crc32(data) != crc:
                damage.append(str(seq))
            else:
                good.append(data)
        stacks: dict[tuple[str, str], list[str]] = {}
        for person, stack, entry in db.execute("SELECT person, stack, entry FROM undo ORDER BY person, stack, pos"):
            stacks.setdefault((person, stack), []).append(entry)
        kept = dict(db.execute("SELECT name, value FROM kept").fetchall())
        return Loaded(tuple(good), stacks, kept, last, tuple(damage))

    def _rows_raw(self) -> Iterable[tuple[int, float, bytes]]:
        for seq, at, crc, blob in self._open().execute("SELECT seq, at, crc, data FROM updates ORDER BY seq"):
            data = _payload(seq, blob)
            if data is not None and crc32(data) == crc:
                yield seq, at, data

    def _mend(
        self, found: dict[int, tuple[float, bytes]], stamp: str, damage: list[str], loaded: Loaded | None = None
    ) -> Loaded:
        """Keep the damaged file aside, and go on with a journal of what was found."""
        self.close()
        aside = self.path.with_name(f"damaged-{stamp}.db")
        count = 2
        while aside.exists():
            aside = self.path.with_name(f"damaged-{stamp}-{count}.db")
            count += 1
        for ending in ("", "-wal"):
            source = Path(f"{self.path}{ending}")
            if source.exists():
                shutil.copy2(source, f"{aside}{ending}")
        kept = loaded or Loaded()
        # Undo entries may speak of what was lost: they go, the notes stay.
        self._rebuild(found, Loaded(kept=kept.kept))
        updates = tuple(data for _, (_, data) in sorted(found.items()))
        return Loaded(updates, {}, kept.kept, max(found, default=0), tuple(damage), aside)

    def _rebuild(self, updates: dict[int, tuple[float, bytes]], rest: Loaded) -> None:
        """Write a new journal, check it, and put it in the place of the old one, which stays as ``journal-before.db``."""
        self.close()
        fresh = self.path.with_name("journal-new.db")
        for ending in ("", "-wal", "-shm"):
            Path(f"{fresh}{ending}").unlink(missing_ok=True)
        db = _connect(fresh)
        db.execute("BEGIN")
        for seq, (at, data) in sorted(updates.items()):
            db.execute("INSERT INTO updates VALUES(?, ?, ?, ?)", (seq, at, crc32(data), _envelope(seq, data)))
        for (person, stack), entries in rest.stacks.items():
            rows = [(person, stack, pos, entry) for pos, entry in enumerate(entries)]
            db.executemany("INSERT INTO undo VALUES(?, ?, ?, ?)", rows)
        db.executemany("INSERT INTO kept VALUES(?, ?)", list(rest.kept.items()))
        db.execute("COMMIT")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        held = db.execute("SELECT count(*), coalesce(sum(length(data)), 0) FROM updates").fetchone()
        db.close()
        if held != (len(updates), sum(len(data) + _HEAD.size for _, data in updates.values())):
            raise JournalError(f"{fresh}: not what was written")
        _sync_file(fresh)
        # The new file is marked as whole before the old one moves: whatever is cut short is finished at the next start.
        ready = self.path.with_name("journal-ready.db")
        os.replace(fresh, ready)
        sync_folder(self.path.parent)
        finish_compaction(self.path)


def finish_compaction(path: Path) -> None:
    """Finish the exchange of a journal that was cut short: a file marked as ready takes the journal's place."""
    ready = path.with_name("journal-ready.db")
    if not ready.exists():
        return
    before = path.with_name("journal-before.db")
    for ending in ("-wal", "", "-shm"):
        old = Path(f"{path}{ending}")
        if old.exists():
            os.replace(old, f"{before}{ending}")
    os.replace(ready, path)
    sync_folder(path.parent)


def salvage(path: Path) -> dict[int, tuple[float, bytes]]:
    """The updates found in the raw bytes of a journal and its log, by number; the moment is not known then.

    Updates that SQLite spread over several pages are found only where the pages follow each other.
    """
    found: dict[int, tuple[float, bytes]] = {}
    for ending in ("-wal", ""):
        try:
            raw = Path(f"{path}{ending}").read_bytes()
        except OSError:
            continue
        at = raw.find(_MARK)
        while at >= 0:
            if at + _HEAD.size <= len(raw):
                _mark, seq, length, crc = _HEAD.unpack_from(raw, at)
                data = raw[at + _HEAD.size : at + _HEAD.size + length]
                if len(data) == length and crc32(data) == crc and 0 < seq < 1 << 62:
                    found.setdefault(seq, (0.0, data))
            at = raw.find(_MARK, at + 1)
    return found


def load_read_only(path: Path) -> Loaded:
    """What a journal on a medium that cannot be written holds.

    Raises:
        sqlite3.Error: it cannot be read.
    """
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        rows = db.execute("SELECT seq, crc, data FROM updates ORDER BY seq").fetchall()
    finally:
        db.close()
    payloads = [(_payload(seq, blob), crc) for seq, crc, blob in rows]
    return Loaded(tuple(data for data, crc in payloads if data is not None and crc32(data) == crc))


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, timeout=1, check_same_thread=False)
    try:
        db.execute("PRAGMA locking_mode=EXCLUSIVE")
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute(f"PRAGMA user_version={_USER_VERSION}")
        for statement in _SCHEMA:
            db.execute(statement)
    except sqlite3.Error:
        db.close()
        raise
    return db


def _write_stack(db: sqlite3.Connection, write: StackWrite) -> None:
    whose = (write.person, write.stack)
    if write.act == "clear":
        db.execute("DELETE FROM undo WHERE person = ? AND stack = ?", whose)
        return
    top = db.execute("SELECT coalesce(max(pos), -1) FROM undo WHERE person = ? AND stack = ?", whose).fetchone()[0]
    if write.act == "pop":
        db.execute("DELETE FROM undo WHERE person = ? AND stack = ? AND pos = ?", (*whose, top))
    else:
        db.execute("INSERT INTO undo VALUES(?, ?, ?, ?)", (*whose, top + 1, write.entry))


def _envelope(seq: int, data: bytes) -> bytes:
    return _HEAD.pack(_MARK, seq, len(data), crc32(data)) + data


def _payload(seq: int, blob: object) -> bytes | None:
    """The update in an envelope; None when the envelope is not whole."""
    if not isinstance(blob, bytes) or len(blob) < _HEAD.size:
        return None
    mark, number, length, crc = _HEAD.unpack_from(blob)
    data = blob[_HEAD.size :]
    return data if (mark, number, length) == (_MARK, seq, len(data)) and crc32(data) == crc else None


def _sync_file(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
