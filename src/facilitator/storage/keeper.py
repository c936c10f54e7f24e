"""Keeps what happens: one thread commits to the journal, another writes the session file, neither waits for the other.

"Kept" means committed in the journal, "filed" means in the session file. What cannot be written stays in memory, is told,
and is tried again until it can. A disk that does not answer at all gives no error: it is told once it was silent for a while.
"""

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from facilitator.spare_memory import give_back
from facilitator.storage.atomic import replace_file
from facilitator.storage.compaction import compact_if_worthwhile
from facilitator.storage.deadline import Deadline
from facilitator.storage.held import digest
from facilitator.storage.journal import Batch, Journal, StackWrite
from facilitator.storage.trouble import SavedState, Silences, Trouble
from facilitator.system_words import reason_of

PROJECTION = "projection"
"""The name under which the journal keeps the session file as it was last written."""
FILING = "filing"
"""The name under which it keeps the digest of what is being written, noted before: see ``held.digest``."""
_RETRY = 1.0
_LAST_TRY = 1.0
_SETTLED = 1.0
"""Seconds without anything to file after which the memory that opening or filing took is given back."""


class _Filing(Struct, frozen=True):
    make: Callable[[], bytes]
    path: Path
    ticket: int


class Keeper:
    """The two threads of one open session."""

    def __init__(
        self,
        journal: Journal,
        told: Callable[[], None],
        retry: float = _RETRY,
        silences: Silences | None = None,
    ) -> None:
        """Start keeping.

        Args:
            journal: the journal; from now on only this keeper uses it.
            told: called from a keeper's thread whenever ``state`` changed.
            retry: seconds between two tries while something cannot be written.
            silences: when a disk counts as one that does not answer; after ``trouble.SILENCE`` if None.
        """
        self._journal = journal
        self._silences = silences or Silences()
        self._told = told
        self._retry = retry
        # One lock, and a condition for each who waits: a thread woken for nothing costs more than a commit.
        self._turn = threading.Lock()
        self._to_keep = threading.Condition(self._turn)
        self._to_file = threading.Condition(self._turn)
        self._happened = threading.Condition(self._turn)
        self._updates: list[tuple[float, bytes]] = []
        self._stacks: list[StackWrite] = []
        self._values: dict[str, bytes | None] = {}
        self._filing: _Filing | None = None
        self._ticket = self._kept = self._filed = 0
        self._asked = self._committed = self._tries = 0
        self._busy = self._writing = self._closing = self._filing_over = False
        self._tried: set[bytes] = set()
        self._in_hand = b""
        self._troubles: dict[str, Trouble] = {}
        self._keeping = threading.Thread(target=self._keep_and_close, name="journal", daemon=True)
        self._filing_thread = threading.Thread(target=self._file_on, name="session file", daemon=True)
        self._keeping.start()
        self._filing_thread.start()

    @property
    def state(self) -> SavedState:
        """What is safe now."""
        with self._turn:
            return SavedState(
                kept=self._kept == self._ticket,
                filed=self._filed == self._ticket and self._filing is None,
                troubles=tuple((self._troubles | self._silences.troubles()).values()),
            )

    @property
    def kept_through(self) -> int:
        """The highest ticket that the journal holds."""
        with self._turn:
            return self._kept

    @property
    def filed_through(self) -> int:
        """The highest ticket that the session file holds."""
        with self._turn:
            return self._filed

    def keep(self, update: bytes, stacks: tuple[StackWrite, ...], at: float) -> int:
        """Have an update and its stack changes committed; returns the ticket of this act.

        Args:
            update: what changed; may be empty when only the stacks did.
            stacks: changes of the undo stacks.
            at: the moment, in seconds.
        """
        with self._turn:
            self._ticket += 1
            self._asked += 1
            if update:
                self._updates.append((at, update))
            self._stacks += stacks
            self._to_keep.notify()
            return self._ticket

    def file_has_all(self) -> None:
        """Take note that the session file holds all that was kept so far: it was just read."""
        with self._turn:
            self._filed = self._ticket

    def file_is_of_others(self) -> None:
        """Take note that somebody else wrote the session file since: what was written before is no longer what it holds.

        Who then brings the file back to that has changed it once more.
        """
        with self._turn:
            self._tried = {self._in_hand} if self._writing else set()

    def remember(self, name: str, value: bytes | None) -> None:
        """Have a named value committed, the latest only; None forgets it."""
        with self._turn:
            self._note(name, value)

    def file(self, make: Callable[[], bytes], path: Path) -> None:
        """Have the session file written, after everything that was kept so far is committed.

        What was written is remembered as ``PROJECTION``, and its digest as ``FILING`` before. The file's folder is never
        made: one that is gone is told and tried again. A later call takes the place of one that has not begun.

        Args:
            make: called on the file's thread; gives all of the file.
            path: the session file.
        """
        with self._turn:
            self._filing = _Filing(make, path, self._ticket)
            self._to_file.notify()

    def may_have_written(self, found: bytes) -> bool:
        """Whether a session file is what this keeper last wrote, or tried to write since: an error may come after the write."""
        with self._turn:
            return digest(found) in self._tried

    def retry_now(self) -> None:
        """Try again at once what could not be written."""
        with self._turn:
            self._tries += 1
            self._wake_all()

    def flush(self, timeout: float) -> bool:
        """Wait until everything is kept and filed as far as it was asked for, or is in trouble.

        Args:
            timeout: seconds to wait at most.

        Returns:
            Whether nothing waits and nothing is in trouble.
        """
        with self._turn:
            self._happened.wait_for(self._settled, timeout)
            return self._quiet() and not self._troubles

    def wait_until_kept(self, timeout: float) -> bool:
        """Wait until the journal holds everything, whatever the session file does; returns whether it does.

        Args:
            timeout: seconds to wait at most.
        """
        with self._turn:
            self._happened.wait_for(lambda: self._kept == self._ticket or "journal" in self._troubles, timeout)
            return self._kept == self._ticket

    def close(self, timeout: float) -> bool:
        """Write what waits, with one last try for what is in trouble, stop, and close the journal, compacted if worthwhile.

        Args:
            timeout: seconds to wait at most for disks that do not answer; the journal has a last one beyond them.

        Returns:
            Whether everything was written.
        """
        deadline = Deadline(timeout)
        self.flush(deadline.left)
        with self._turn:
            self._closing = True
            self._wake_all()
        self._filing_thread.join(deadline.left)
        with self._turn:
            self._filing_over = True
            self._wake_all()
        self._keeping.join(max(_LAST_TRY, deadline.left))
        with self._turn:
            return self._quiet() and not self._troubles

    @property
    def journal_in_use(self) -> bool:
        """Whether the journal's thread has not come to its end, closed or not: nobody else may have the journal then."""
        return self._keeping.is_alive()

    def _has_to_file(self) -> bool:
        return self._filing is not None or self._closing

    def _pending(self) -> bool:
        return bool(self._updates or self._stacks or self._values)

    def _quiet(self) -> bool:
        return not self._pending() and not self._busy and self._filing is None and not self._writing

    def _settled(self) -> bool:
        journal = "journal" in self._troubles or not (self._pending() or self._busy)
        file = "file" in self._troubles or not (self._filing is not None or self._writing)
        return journal and file

    def _note(self, name: str, value: bytes | None) -> None:
        self._asked += 1
        self._values[name] = value
        self._to_keep.notify()

    def _wake_all(self) -> None:
        for waits in (self._to_keep, self._to_file, self._happened):
            waits.notify_all()

    def _tell(self) -> None:
        # Whoever listens may be gone already; keeping goes on.
        with contextlib.suppress(Exception):
            self._told()

    def _keep_and_close(self) -> None:
        self._keep_on()
        with self._turn:
            safe = self._quiet() and not self._troubles
        if safe:
            compact_if_worthwhile(self._journal)
        self._journal.close()

    def _keep_on(self) -> None:
        while True:
            with self._turn:
                self._to_keep.wait_for(lambda: self._pending() or (self._closing and self._filing_over))
                if not self._pending():
                    return
                last_try = self._closing
                batch, ticket, asked = self._take_batch()
            try:
                with self._silences.asking("journal", self._journal.path):
                    self._journal.commit(batch)
            # Whatever it is, what could not be committed must not be lost with this thread.
            except BaseException as error:
                self._put_back(batch)
                if not self._wait_in_trouble(Trouble("journal", self._journal.path, reason_of(error)), last_try):
                    return
                continue
            with self._turn:
                self._busy = False
                self._kept = max(self._kept, ticket)
                self._committed = asked
                self._troubles.pop("journal", None)
                self._happened.notify_all()
            self._tell()

    def _take_batch(self) -> tuple[Batch, int, int]:
        batch = Batch(tuple(self._updates), tuple(self._stacks), tuple(self._values.items()))
        self._updates, self._stacks, self._values = [], [], {}
        self._busy = True
        return batch, self._ticket, self._asked

    def _put_back(self, batch: Batch) -> None:
        """Everything that was not committed goes back to the front."""
        with self._turn:
            self._updates[:0] = batch.updates
            self._stacks[:0] = batch.stacks
            self._values = {**dict(batch.kept), **self._values}
            self._busy = False

    def _file_on(self) -> None:
        try:
            while True:
                self._give_back_when_settled()
                with self._turn:
                    self._to_file.wait_for(self._has_to_file)
                    filing = self._filing
                    if filing is None:
                        return
                    last_try = self._closing
                    self._filing = None
                    self._writing = True
                if not self._file_once(filing, last_try):
                    return
        finally:
            with self._turn:
                self._filing_over = True
                self._wake_all()

    def _give_back_when_settled(self) -> None:
        with self._turn:
            more = self._to_file.wait_for(self._has_to_file, _SETTLED)
        if not more:
            give_back()

    def _file_once(self, filing: _Filing, last_try: bool) -> bool:
        """Write the session file; False when it could not be written and there is no further try."""
        try:
            self._wait_for_journal(self._asked)
            with self._silences.asking("file", filing.path):
                data = filing.make()
            with self._turn:
                self._in_hand = digest(data)
                self._tried.add(self._in_hand)
                self._note(FILING, self._in_hand)
            self._wait_for_journal(self._asked)
            if self._filing_over:
                # Closing waited long enough: another program may have the session by now.
                return False
            with self._silences.asking("file", filing.path):
                replace_file(filing.path, data, make_folders=False)
        except BaseException as error:
            with self._turn:
                self._filing = self._filing or filing
                self._writing, self._in_hand = False, b""
            return self._wait_in_trouble(Trouble("file", filing.path, reason_of(error)), last_try)
        with self._turn:
            self._note(PROJECTION, data)
            self._tried = {digest(data)}
            self._writing, self._in_hand = False, b""
            self._filed = max(self._filed, filing.ticket)
            self._troubles.pop("file", None)
            self._happened.notify_all()
        self._tell()
        return True

    def _wait_for_journal(self, asked: int) -> None:
        """Wait until what was asked so far is committed; a journal in trouble, or on a silent disk, is not waited for."""
        with self._turn:
            self._happened.wait_for(
                lambda: self._committed >= asked or self._journal_in_trouble() or self._filing_over,
                self._silences.after,
            )

    def _journal_in_trouble(self) -> bool:
        return "journal" in self._troubles or "journal" in self._silences.troubles()

    def _wait_in_trouble(self, trouble: Trouble, last_try: bool) -> bool:
        """Tell a new trouble and wait for the next try; False when that was the last one."""
        with self._turn:
            new = self._troubles.get(trouble.what) != trouble
            self._troubles[trouble.what] = trouble
            tries = self._tries
            self._happened.notify_all()
        if new:
            self._tell()
        if last_try:
            return False
        with self._turn:
            self._happened.wait_for(lambda: self._closing or self._tries != tries, self._retry)
        return True
