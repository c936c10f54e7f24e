"""The journal of a session: one SQLite file of updates, committed before anything is called kept.

Updates are taken to be such that order and repetition do no harm, as those of the live document are.
"""

import contextlib
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct, field

from facilitator.language import _
from facilitator.storage.atomic import FileNotWrittenError, make_folder, replace_file
from facilitator.storage.envelope import Row
from facilitator.storage.exchange import (
    BEFORE,
    COMPACTED,
    FRESH,
    MENDED,
    declare_whole,
    finish_exchange,
    remove_with_log,
    to_be_finished,
)
from facilitator.storage.fresh import looked, write_fresh
from facilitator.storage.salvage import LOG, NAME, Evidence, LogEnd, evidence_of, log_end, rows_in
from facilitator.storage.tables import (
    READING_ERRORS,
    Contents,
    Nature,
    StackWrite,
    connect,
    is_damage,
    last_seq,
    make_tables,
    nature_of,
    read_contents,
    write_kept,
    write_row,
    write_stack,
)
from facilitator.system_words import reason_of

MOST_ROWS = 2000
MOST_BYTES = 4 * 1024 * 1024
"""Updates, and bytes of updates, that may come after a compaction before the next one is worth its while."""

__all__ = ["NAME", "Batch", "Journal", "JournalError", "Loaded", "StackWrite"]


class JournalError(Exception):
    """The journal cannot be used; nothing of it was changed."""

    def __init__(self, path: Path, reason: str, way_out: str = "") -> None:
        self.path = path
        self.reason = reason
        self.way_out = way_out or _("make room, allow writing there, or close the program that uses it")
        super().__init__(
            _("the journal {path} cannot be used: {reason} – {way_out}").format(
                path=path, reason=reason, way_out=self.way_out
            )
        )


class Batch(Struct, frozen=True):
    """What one transaction commits, in this order: ``(moment in seconds, update)``, changes of stacks, named values."""

    updates: tuple[tuple[float, bytes], ...] = ()
    stacks: tuple[StackWrite, ...] = ()
    kept: tuple[tuple[str, bytes | None], ...] = ()


class Loaded(Struct, frozen=True):
    """What a journal holds. ``damage`` says in words what could not be read, ``aside`` where the damaged file was copied.

    ``torn``: no more is damaged than the write during which the program ended, which it had promised to nobody.
    """

    updates: tuple[bytes, ...] = ()
    stacks: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)
    last: int = 0
    damage: tuple[str, ...] = ()
    aside: Path | None = None
    torn: bool = False


class Journal:
    """One open journal; used by one thread at a time, by whoever holds the session's lock."""

    def __init__(self, folder: Path) -> None:
        """Name the journal of a folder; nothing is opened yet."""
        self.path = folder / NAME
        self._names = str(self.path), f"{self.path}{LOG}"
        self._db: sqlite3.Connection | None = None
        self._last = 0
        self._begun = False
        self._untidy = False
        self._exchanging = False
        self._since = 0, 0
        self._files: tuple[tuple[int, int] | None, ...] = ()

    @property
    def worth_compacting(self) -> bool:
        """Whether more than ``MOST_ROWS`` updates or ``MOST_BYTES`` bytes of them came after the first one, which after a
        compaction is the whole document.
        """
        return self._since[0] > MOST_ROWS or self._since[1] > MOST_BYTES

    def load(self, stamp: str) -> Loaded:
        """Read everything, mending what can be mended.

        Every update whose checksum holds is returned, before and after a damaged one. A damaged file is copied aside
        first, and a new journal is made of what was read. A missing or empty one is a new session; its file is made by
        the first commit.

        Args:
            stamp: a moment for the name of the copy.

        Raises:
            JournalError: the folder cannot be read or written, or a newer program made the journal.
        """
        self.close()
        self._begun, self._last, self._since = False, 0, (0, 0)
        try:
            finish_exchange(self.path)
            self._exchanging = False
            evidence = evidence_of(self.path)
            if evidence.empty:
                return Loaded()
            found = rows_in(evidence)
            contents, end = self._read(evidence)
            stray = [found[seq] for seq in sorted(found.keys() - contents.rows.keys())]
            late = end in ("unfinished", "torn") and all(row.seq > self._last for row in stray)
            if contents.faults or end == "broken" or (stray and not late):
                return self._mend(evidence, found, contents, end, stamp)
            torn = self._copy_aside(evidence, stamp) if end == "torn" else None
            self._take_in(stray)
        except JournalError:
            self.close()
            raise
        except (sqlite3.Error, OSError, FileNotWrittenError) as error:
            self.close()
            raise JournalError(self.path, reason_of(error)) from error
        rows = contents.rows | {row.seq: row for row in stray}
        self._since = _after_the_first(rows)
        damage = (_("the end of its log"),) if torn else ()
        return _loaded(Contents(rows, contents.stacks, contents.kept), damage, torn, torn=torn is not None)

    def look(self) -> Loaded:
        """What the journal holds, touching nothing: for a medium that cannot be written.

        Raises:
            JournalError: it cannot be read.
        """
        try:
            evidence = evidence_of(self.path)
            contents = looked(self.path) if evidence.main else Contents()
        except OSError as error:
            raise JournalError(self.path, reason_of(error)) from error
        contents.rows = rows_in(evidence) | contents.rows
        return _loaded(contents)

    def commit(self, batch: Batch) -> int:
        """Commit a batch in one transaction; returns the number of the last update.

        A journal whose folder was removed under it is written anew, with all it held.

        Raises:
            JournalError: the journal was replaced by another one.
            sqlite3.Error, OSError: nothing of the batch was committed.
        """
        db = self._writable()
        seq = self._last
        try:
            db.execute("BEGIN IMMEDIATE")
            for at, data in batch.updates:
                seq += 1
                write_row(db, Row(seq, at, data))
            for write in batch.stacks:
                write_stack(db, write)
            for name, value in batch.kept:
                write_kept(db, name, value)
            db.execute("COMMIT")
        except BaseException:
            self._roll_back(db)
            raise
        more = batch.updates if self._last else batch.updates[1:]
        self._since = self._since[0] + len(more), self._since[1] + sum(len(data) for _at, data in more)
        self._last = seq
        if self._untidy:
            self._tidy(db)
        if None in self._files:
            self._files = self._identity()
        return seq

    def compact(self, merge: Callable[[tuple[bytes, ...]], bytes], verify: Callable[[bytes], bool]) -> None:
        """Put one update that holds everything in the place of all, in a new file; the old one stays beside it.

        Args:
            merge: makes one update of all, given in order.
            verify: replays what the new file gives back and says whether it is the document.

        Raises:
            JournalError: the journal is damaged, or the new file does not hold what it should; it stays as it was.
            sqlite3.Error, OSError: it could not be written; the journal stays as it was.
        """
        contents = read_contents(self._writable(), self.path)
        if contents.faults:
            raise JournalError(self.path, ", ".join(contents.faults), _("open the session again: it will be mended"))
        if not contents.rows:
            return
        last = contents.rows[self._last]
        row = Row(last.seq, last.at, merge(tuple(contents.rows[seq].data for seq in sorted(contents.rows))))
        self._exchange(Contents({row.seq: row}, contents.stacks, contents.kept), COMPACTED, verify)

    def close(self) -> None:
        """Close the file; harmless when it is closed."""
        if self._db is not None:
            with contextlib.suppress(sqlite3.Error):
                self._db.close()
            self._db = None

    def _read(self, evidence: Evidence) -> tuple[Contents, LogEnd]:
        """What SQLite can read of the journal, and how its log ended; a file that it refuses is a fault."""
        try:
            db = self._db = connect(self.path)
            nature = nature_of(db)
            if nature == "newer":
                raise JournalError(self.path, _("a newer version made it"), _("open it with that version"))
            if nature != "ours":
                return Contents(faults=[] if nature == "new" else [_("the whole file")]), "clean"
            self._begun = True
            contents = read_contents(db, self.path)
            if not evidence.known_form:
                contents.faults.append(_("its structure"))
            end: LogEnd = "clean"
            if evidence.log:
                end = log_end(evidence.log, db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1])
            self._last = max(contents.rows, default=0)
        except READING_ERRORS as error:
            if not is_damage(error, self.path):
                raise
            return Contents(faults=[_("the whole file")]), "clean"
        return contents, end

    def _take_in(self, stray: list[Row]) -> None:
        """Commit the updates of a transaction that was cut short, so that their numbers are never given twice."""
        db = self._db
        if db is None or not self._begun:
            return
        self._tidy(db)
        if stray:
            db.execute("BEGIN IMMEDIATE")
            for row in stray:
                write_row(db, row)
            db.execute("COMMIT")
            self._last = stray[-1].seq
        self._files = self._identity()

    def _mend(self, evidence: Evidence, found: dict[int, Row], contents: Contents, end: LogEnd, stamp: str) -> Loaded:
        """Keep the damaged file aside, and go on with a journal of what was found."""
        aside = self._copy_aside(evidence, stamp)
        rows = found | contents.rows
        rows |= self._earlier(rows)
        # What can be undone may speak of what was lost: it goes, the notes stay.
        mended = Contents(rows, {}, contents.kept)
        self._exchange(mended, MENDED)
        damage = contents.faults or [_("the end of its log") if end in ("torn", "broken") else _("its log")]
        return _loaded(mended, tuple(dict.fromkeys(damage)), aside)

    def _copy_aside(self, evidence: Evidence, stamp: str) -> Path:
        names = [f"damaged-{stamp}.db", *(f"damaged-{stamp}-{count}.db" for count in range(2, 1000))]
        aside = next(path for path in map(self.path.with_name, names) if not path.exists())
        if evidence.log:
            replace_file(Path(f"{aside}{LOG}"), evidence.log)
        replace_file(aside, evidence.main)
        return aside

    def _earlier(self, rows: dict[int, Row]) -> dict[int, Row]:
        """What a damaged journal that was compacted once lacks, from the one that it replaced."""
        before = self.path.with_name(BEFORE)
        earlier = rows_in(evidence_of(before))
        with contextlib.suppress(sqlite3.Error):
            earlier |= looked(before).rows if before.exists() else {}
        if max(earlier, default=0) in rows:
            return {}
        first = min(rows, default=0)
        return {seq: row for seq, row in earlier.items() if not rows or seq < first}

    def _exchange(self, contents: Contents, ready: str, verify: Callable[[bytes], bool] | None = None) -> None:
        """Write a new journal, read it back, and put it in the place of this one."""
        fresh = self.path.with_name(FRESH)
        make_folder(fresh.parent, 0o700)
        remove_with_log(fresh)
        try:
            if not write_fresh(fresh, contents, verify):
                raise JournalError(fresh, _("it does not give back what was written"), _("check the disk"))
        except BaseException:
            # On a disk that is full it must not stay.
            with contextlib.suppress(OSError):
                remove_with_log(fresh)
            raise
        self._exchanging = True
        declare_whole(fresh, self.path.with_name(ready))
        self.close()
        finish_exchange(self.path)
        self._exchanging = False
        self._last = max(contents.rows, default=0)
        self._since = _after_the_first(contents.rows)
        self._begun = True
        self._db = connect(self.path)
        self._files = self._identity()

    def _writable(self) -> sqlite3.Connection:
        if self._exchanging:
            self._finish()
        if self._db is None:
            self._open_again()
        elif not self._begun:
            make_tables(self._db)
            self._begun = True
            self._files = self._identity()
        elif self._files and self._files != self._identity():
            self._write_anew()
        assert self._db is not None
        return self._db

    def _finish(self) -> None:
        """Finish an exchange that failed half-way: what the old journal took now would be put by with it later."""
        if to_be_finished(self.path):
            self.close()
            finish_exchange(self.path)
        self._exchanging = False

    def _open_again(self) -> None:
        """Make the file of a new session, or open the file again that was closed."""
        if not self._begun:
            make_folder(self.path.parent, 0o700)
        elif not self.path.exists():
            raise JournalError(self.path, _("it is gone"), _("bring it back, or save the session elsewhere"))
        db = connect(self.path)
        try:
            nature: Nature = nature_of(db)
            if nature == "new" and not self._begun:
                make_tables(db)
            elif nature != "ours" or last_seq(db) != self._last:
                raise JournalError(self.path, _("another one is in its place"), _("save the session elsewhere"))
        except BaseException:
            db.close()
            raise
        self._db = db
        self._begun = True
        self._files = self._identity()

    def _write_anew(self) -> None:
        """The files were removed or replaced while open: what they held can still be read, and is written there again."""
        assert self._db is not None
        contents = read_contents(self._db, self.path)
        if contents.faults:
            raise JournalError(self.path, _("it is gone"), _("bring it back, or save the session elsewhere"))
        self._exchange(contents, COMPACTED)

    def _roll_back(self, db: sqlite3.Connection) -> None:
        with contextlib.suppress(sqlite3.Error):
            if db.in_transaction:
                db.execute("ROLLBACK")
        self._untidy = True
        if db.in_transaction:
            self.close()

    def _tidy(self, db: sqlite3.Connection) -> None:
        """Empty the log: what a transaction left there that never ended is not to be taken for damage later."""
        with contextlib.suppress(sqlite3.Error):
            busy = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            self._untidy = bool(busy)

    def _identity(self) -> tuple[tuple[int, int] | None, ...]:
        return _file_identity(self._names[0]), _file_identity(self._names[1])


def _file_identity(path: str) -> tuple[int, int] | None:
    with contextlib.suppress(OSError):
        found = os.stat(path)
        return found.st_dev, found.st_ino
    return None


def _after_the_first(rows: dict[int, Row]) -> tuple[int, int]:
    """How many updates follow the first one, and how many bytes they are."""
    sizes = [len(rows[seq].data) for seq in sorted(rows)][1:]
    return len(sizes), sum(sizes)


def _loaded(contents: Contents, damage: tuple[str, ...] = (), aside: Path | None = None, torn: bool = False) -> Loaded:
    updates = tuple(contents.rows[seq].data for seq in sorted(contents.rows))
    last = max(contents.rows, default=0)
    return Loaded(updates, contents.stacks, contents.kept, last, damage or tuple(contents.faults), aside, torn)
