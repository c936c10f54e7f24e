"""Keeps what happens: one thread commits to the journal, another writes the session file, neither waits for the other.

"Kept" means committed in the journal, "filed" means in the session file. What cannot be written stays in memory, is told,
and is tried again until it can.
"""

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from facilitator.storage.atomic import FileNotWrittenError, replace_file
from facilitator.storage.journal import Batch, Journal, JournalError, StackWrite

_RETRY = 1.0


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that cannot be written now: ``what`` is ``"journal"`` or ``"file"``."""

    what: str
    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class SavedState:
    """What is safe. ``kept`` and ``filed`` say that nothing is waiting for the journal, and for the session file."""

    kept: bool
    filed: bool
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class _Filing:
    make: Callable[[], bytes]
    path: Path
    ticket: int


class Keeper:
    """The two threads of one open session."""

    def __init__(self, journal: Journal, told: Callable[[], None], retry: float = _RETRY) -> None:
        """Start keeping.

        Args:
            journal: the journal; from now on only this keeper uses it.
            told: called from a keeper's thread whenever ``state`` changed.
            retry: seconds between two tries while something cannot be written.
        """
        self._journal = journal
        self._told = told
        self._retry = retry
        self._turn = threading.Condition()
        self._updates: list[tuple[float, bytes]] = []
        self._stacks: list[StackWrite] = []
        self._values: dict[str, bytes | None] = {}
        self._filing: _Filing | None = None
        self._ticket = self._kept = self._filed = 0
        self._busy = self._writing = self._closing = self._now = False
        self._troubles: dict[str, Trouble] = {}
        self._threads = [
            threading.Thread(target=self._keep_on, name="journal", daemon=True),
            threading.Thread(target=self._file_on, name="session file", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    @property
    def state(self) -> SavedState:
        """What is safe now."""
        with self._turn:
            return SavedState(
                kept=self._kept == self._ticket,
                filed=self._filed == self._ticket and self._filing is None,
                troubles=tuple(self._troubles.values()),
            )

    def keep(self, update: bytes, stacks: tuple[StackWrite, ...], at: float) -> int:
        """Have an update and its stack changes committed; returns the ticket of this act.

        Args:
            update: what changed; may be empty when only the stacks did.
            stacks: changes of the undo stacks.
            at: the moment, in seconds.
        """
        with self._turn:
            self._ticket += 1
            if update:
                self._updates.append((at, update))
            self._stacks += stacks
            self._turn.notify_all()
            return self._ticket

    def file_has_all(self) -> None:
        """Take note that the session file holds all that was kept so far: it was just read."""
        with self._turn:
            self._filed = self._ticket

    def remember(self, name: str, value: bytes | None) -> None:
        """Have a named value committed, the latest only; None forgets it."""
        with self._turn:
            self._values[name] = value
            self._turn.notify_all()

    def file(self, make: Callable[[], bytes], path: Path) -> None:
        """Have the session file written: ``make`` is called on the file's thread and gives all of it.

        A later call takes the place of one that has not begun.
        """
        with self._turn:
            self._filing = _Filing(make, path, self._ticket)
            self._turn.notify_all()

    def retry_now(self) -> None:
        """Try again at once what could not be written."""
        with self._turn:
            self._now = True
            self._turn.notify_all()

    def flush(self, timeout: float) -> bool:
        """Wait until everything is kept and filed as far as it was asked for, or is in trouble.

        Args:
            timeout: seconds to wait at most.

        Returns:
            Whether nothing waits and nothing is in trouble.
        """
        with self._turn:
            self._turn.wait_for(lambda: self._quiet() or bool(self._troubles), timeout)
            return self._quiet() and not self._troubles

    def close(self, timeout: float) -> bool:
        """Write what waits, stop, and close the journal; returns whether everything was written."""
        done = self.flush(timeout)
        with self._turn:
            self._closing = True
            self._turn.notify_all()
        for thread in self._threads:
            thread.join(timeout)
        if not self._threads[0].is_alive():
            self._journal.close()
        return done

    def _quiet(self) -> bool:
        waiting = self._updates or self._stacks or self._values or self._filing
        return not waiting and not self._busy and not self._writing

    def _keep_on(self) -> None:
        while True:
            with self._turn:
                self._turn.wait_for(lambda: self._closing or self._updates or self._stacks or self._values)
                if not (self._updates or self._stacks or self._values):
                    return
                batch, ticket = self._take_batch()
            try:
                self._journal.commit(batch)
            except (sqlite3.Error, OSError, JournalError) as error:
                if not self._put_back(batch, error):
                    return
                continue
            with self._turn:
                self._busy = False
                self._kept = max(self._kept, ticket)
                self._troubles.pop("journal", None)
                self._turn.notify_all()
            self._told()

    def _take_batch(self) -> tuple[Batch, int]:
        batch = Batch(tuple(self._updates), tuple(self._stacks), tuple(self._values.items()))
        self._updates, self._stacks, self._values = [], [], {}
        self._busy = True
        return batch, self._ticket

    def _put_back(self, batch: Batch, error: Exception) -> bool:
        """Everything that was not committed goes back to the front; False when there is no waiting any more."""
        with self._turn:
            self._updates[:0] = batch.updates
            self._stacks[:0] = batch.stacks
            self._values = {**dict(batch.kept), **self._values}
            self._busy = False
        return self._wait_in_trouble(Trouble("journal", self._journal.path, str(error)))

    def _file_on(self) -> None:
        while True:
            with self._turn:
                self._turn.wait_for(lambda: self._filing is not None or self._closing)
                filing = self._filing
                if filing is None:
                    return
                self._filing = None
                self._writing = True
            try:
                replace_file(filing.path, filing.make())
            except Exception as error:
                with self._turn:
                    self._filing = self._filing or filing
                    self._writing = False
                reason = error.reason if isinstance(error, FileNotWrittenError) else f"{type(error).__name__}: {error}"
                if not self._wait_in_trouble(Trouble("file", filing.path, reason)):
                    return
                continue
            with self._turn:
                self._writing = False
                self._filed = max(self._filed, filing.ticket)
                self._troubles.pop("file", None)
                self._turn.notify_all()
            self._told()

    def _wait_in_trouble(self, trouble: Trouble) -> bool:
        """Tell a new trouble and wait for the next try; False when the keeper is closing."""
        with self._turn:
            new = self._troubles.get(trouble.what) != trouble
            self._troubles[trouble.what] = trouble
            self._turn.notify_all()
        if new:
            self._told()
        with self._turn:
            if not self._closing:
                self._turn.wait_for(lambda: self._closing or self._now, self._retry)
            self._now = False
            return not self._closing
