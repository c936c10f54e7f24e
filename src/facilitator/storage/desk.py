"""An open session: its lock, its journal, the living session and the keeper, opened and closed together.

Opening decides what counts: the journal, the session file as it was last written from it, and the file as it is now.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from facilitator.capture.reading import read_line
from facilitator.language import _
from facilitator.live.building import operations_for
from facilitator.live.capturing import surroundings
from facilitator.live.commands.base import Command, whole
from facilitator.live.commands.notes import KeepNote
from facilitator.live.document import Document
from facilitator.live.history import History
from facilitator.live.session import LiveSession, Step, Undone
from facilitator.live.view import Change
from facilitator.model.kinds import Section
from facilitator.storage import inbox
from facilitator.storage.atomic import replace_file
from facilitator.storage.deadline import Deadline
from facilitator.storage.filing import Filing
from facilitator.storage.finding import found_in, journal_folder, unreadable
from facilitator.storage.following import Follower
from facilitator.storage.glance import write_glance
from facilitator.storage.journal import Journal, Loaded, StackWrite
from facilitator.storage.keeper import Keeper
from facilitator.storage.lock import SessionLock
from facilitator.storage.merging import take_in_other
from facilitator.storage.places import Places
from facilitator.storage.replaying import damage_told, document_of
from facilitator.storage.session_file import SessionText, read_session, session_in
from facilitator.storage.setting_aside import Notice
from facilitator.storage.shelf import note_owner
from facilitator.storage.shift import SHIFT, shift_in, written
from facilitator.storage.trouble import SavedState
from facilitator.storage.watching import ANSWERS_WITHIN, Drive, mark_of

_DRAFT = "draft"
_CORRECTING = "correcting"
_CLOSE_WITHIN = 10.0
_NEVER = datetime.min.replace(tzinfo=UTC)


class Desk:
    """One open session."""

    def __init__(
        self,
        file: Path,
        folder: Path,
        live: LiveSession,
        lock: SessionLock | None = None,
        keeper: Keeper | None = None,
        moment: datetime = _NEVER,
        last: int = 0,
        follower: Follower | None = None,
    ) -> None:
        """Join the parts; ``open_desk`` and ``look`` make them."""
        self.file = file
        self.folder = folder
        self.live = live
        self.draft = ""
        self.correcting = ""
        self.aside = ""
        self.shift = timedelta()
        """How far the computer's clock was ahead of the session's line of time when it was left."""
        self.notices: list[Notice] = []
        self._lock = lock
        self._keeper = keeper
        self._filing = Filing(file, live, self.run, keeper, last) if keeper is not None else None
        self._follower = follower
        self._listener: Callable[[], None] = lambda: None
        self._moment = moment
        self._taken: dict[Path, inbox.Handed] = {}
        self._journal_drive = Drive(folder)
        if keeper is not None:
            live.listen(self._kept)

    @property
    def read_only(self) -> bool:
        """Whether this desk only looks."""
        return self._keeper is None

    @property
    def state(self) -> SavedState:
        """What is safe on disk."""
        return SavedState(True, True) if self._filing is None else self._filing.state

    def told(self, listener: Callable[[], None]) -> None:
        """Have ``listener`` called, from another thread, when ``state`` changed."""
        self._listener = listener

    def run(self, command: Command, now: datetime) -> Change:
        """Carry out an act and have it kept. Raises ``CommandRefusedError`` when it makes no sense now."""
        self._moment = now
        return self.live.run(command, now)

    def undo(self) -> Undone | None:
        """Take back the last act."""
        return self.live.undo()

    def redo(self) -> Undone | None:
        """Make the act again that was last taken back."""
        return self.live.redo()

    def save_draft(self, text: str, correcting: str = "", aside: str = "") -> None:
        """Keep what is being typed.

        Args:
            text: the typing line.
            correcting: the identifier of the note that is being corrected, if one is.
            aside: what was being typed before that.
        """
        self.draft, self.correcting, self.aside = text, correcting, aside
        if self._keeper is not None:
            self._keeper.remember(_DRAFT, whole(text).encode() or None)
            self._keeper.remember(_CORRECTING, whole(f"{correcting}\n{aside}").encode() if correcting else None)

    def keep_shift(self, shift: timedelta) -> None:
        """Keep how far the computer's clock is ahead of the session's line of time, for the next opening."""
        if self._keeper is not None:
            self._keeper.remember(SHIFT, written(shift))

    def take_inbox(self, within: float = ANSWERS_WITHIN) -> int:
        """Take in the notes that were handed over; returns how many. Does not wait until they are kept.

        What was handed over is removed at a later call, once its notes are kept, or by ``close``. While the session is closed
        it waits until somebody reopens it.

        Args:
            within: seconds to wait at most for a disk that does not answer; nothing is taken in then.
        """
        if self._keeper is None or not self._journal_drive.answers(within):
            return 0
        self._remove_taken()
        if self.live.view.facts.closed is not None:
            return 0
        taken = 0
        for handed in inbox.waiting(self.folder, lambda sentence: self.notices.append(Notice(sentence))):
            if handed.file in self._taken:
                continue
            at = datetime.fromisoformat(handed.at)
            for note_id, line in handed.lines:
                taken += self.add_line(line, at, note_id, handed.author)
            self._taken[handed.file] = handed
        return taken

    def _remove_taken(self) -> None:
        """Remove what was handed over and is kept now."""
        if self.state.kept:
            for handed in self._taken.values():
                handed.done()
            self._taken.clear()

    def add_line(self, line: str, at: datetime, note_id: str = "", author: str | None = None) -> int:
        """Keep one line with the grammar of the typing line, making the themes that it names.

        Returns:
            1 when a note was kept, 0 when the line is blank or its note is there already.
        """
        view = self.live.view
        draft = read_line(line, surroundings(view))
        if draft is None:
            return 0
        group = view.last_group() if draft.section is Section.IDEAS else 0
        change = self.run(KeepNote(draft, group, make_themes=True, note_id=note_id, at=at, author=author), at)
        return 0 if change.empty else 1

    def look_at_file(self, now: datetime, within: float = ANSWERS_WITHIN) -> bool:
        """Look whether somebody else wrote the session file, and take their changes in as one act, told by a notice.

        Cheap while nothing changed. To be called about every second, by the thread that runs the acts. A change is taken in at
        the second look that finds it as it was at the first: what a synchronising service has half written is not read.

        Args:
            now: the moment.
            within: seconds to wait at most for a drive that does not answer; nothing is taken in then.

        A session that is only looked at follows what ``wait_for_file`` read.

        Returns:
            Whether something was taken in or set aside.
        """
        if self._follower is not None:
            return self._follower.follow(self.run, now)
        if self._filing is None or not self._filing.answers(within):
            return False
        done = self._filing.look(now)
        self._take_notices()
        return done

    def wait_for_file(self) -> None:
        """Wait until the drive that the file is on answers; for a thread of its own, before ``look_at_file``."""
        if self._follower is not None:
            self._follower.read()
        else:
            mark_of(self.file)

    def take_in(self, other: Path, now: datetime) -> bool:
        """Take in another file of this session, such as a synchronising service leaves beside it; it stays as it is.

        By identifiers and values, as one act: nothing goes, and of differing texts both are kept.

        Returns:
            Whether that changed the session.

        Raises:
            SessionFileError: it cannot be read, or belongs to another session.
        """
        return take_in_other(other, self.live, self.run, now)

    def file_now(self) -> None:
        """Have the session file written from how the session is now."""
        if self._filing is not None:
            self._filing.write()

    def save_copy(self, path: Path) -> None:
        """Write the session as it is to another file. Raises ``FileNotWrittenError``."""
        self.copying()(path)

    def copying(self) -> Callable[[Path], None]:
        """Writes the session as it is now to a file, as ``save_copy`` does, whenever and on whatever thread it is called."""
        snapshot = self.live.snapshot_later()
        return lambda path: replace_file(path, SessionText().render(snapshot()).encode())

    def settle(self, timeout: float = _CLOSE_WITHIN) -> bool:
        """Write everything, the file too; returns whether all is safe.

        Args:
            timeout: seconds to wait at most.
        """
        return self._settle_until(Deadline(timeout))

    def wait_until_kept(self, timeout: float) -> bool:
        """Wait until all that was done is in the journal; returns whether it is.

        Args:
            timeout: seconds to wait at most.
        """
        return self._keeper is None or self._keeper.wait_until_kept(timeout)

    def retry(self) -> None:
        """Try again at once what could not be written."""
        if self._keeper is not None:
            self._keeper.retry_now()

    def close(self, timeout: float = _CLOSE_WITHIN) -> bool:
        """Write everything and let go of the session; returns whether all is safe on disk.

        Args:
            timeout: seconds to wait at most for journal and file together when their disks do not answer.
        """
        deadline = Deadline(timeout)
        done = self._settle_until(deadline)
        if self._keeper is not None:
            done = self._keeper.close(deadline.left) and done
            if self._keeper.journal_in_use:
                # What its disk has yet to write there must meet no other program: the lock goes with this one.
                return done
            write_glance(self.folder, self.live.view)
        if self._lock is not None:
            self._lock.release()
        return done

    def _settle_until(self, deadline: Deadline) -> bool:
        if self._filing is None:
            return True
        done = self._filing.settle(self._moment, deadline)
        self._take_notices()
        self._remove_taken()
        return done

    def _kept(self, step: Step) -> None:
        assert self._keeper is not None
        assert self._filing is not None
        stacks = tuple(StackWrite(change.act, change.person, change.stack, change.entry) for change in step.stacks)
        if step.update:
            self._filing.went_on()
        self._keeper.keep(step.update, stacks, self._moment.timestamp())

    def _tell(self) -> None:
        if self._filing is not None:
            self._filing.heard()
        self._listener()

    def _take_notices(self) -> None:
        assert self._filing is not None
        self.notices += self._filing.notices
        self._filing.notices.clear()

    def _begin(self, found: bytes) -> None:
        """Have the session kept that was just read from its file."""
        assert self._filing is not None
        self._kept(Step(self.live.state(), (), Change()))
        self._filing.begin(found)

    def _meet(self, found: bytes | None, loaded: Loaded, whole: bool) -> None:
        """Have the session compared with its file that was just read from its journal."""
        assert self._filing is not None
        self._filing.meet(found, loaded.kept, whole, self._moment)
        self._take_notices()


def open_desk(
    file: Path, places: Places, now: datetime, chance: Random, author: str = "", kind: str = "screen"
) -> Desk:
    """Open a session to work on it.

    Args:
        file: the session file; it may be gone when its journal is there.
        places: the user's folders.
        now: the moment.
        chance: where identifiers come from.
        author: who captures.
        kind: ``"screen"`` or ``"command"``.

    Raises:
        SessionFileError: there is neither a file that can be read nor a journal of it.
        SessionBusyError: another program has it open.
        JournalError, OSError: the journal's folder cannot be used.
    """
    folder = journal_folder(file, found_in(file)[0], places)
    if folder is None:
        raise unreadable(file)
    lock = SessionLock(folder, kind, now)
    lock.acquire(timeout=0.2 if kind == "screen" else 0)
    try:
        # Whoever held the lock until now may have written the file since: it is read again.
        return _open_locked(file, folder, lock, now, chance, whole(author))
    except BaseException:
        lock.release()
        raise


def look(file: Path, chance: Random) -> Desk:
    """Open a session file to read only, touching nothing; it follows the file. Raises ``SessionFileError``."""
    seen = mark_of(file)
    session = read_session(file)
    document = Document()
    document.do(operations_for(session, chance))
    live = LiveSession(document, History(""), chance)
    return Desk(file, file.parent, live, follower=Follower(file, session, seen))


def _open_locked(file: Path, folder: Path, lock: SessionLock, now: datetime, chance: Random, author: str) -> Desk:
    note_owner(folder, file)
    found, problem = found_in(file)
    journal = Journal(folder)
    loaded = journal.load(now.strftime("%Y-%m-%d-%H%M%S"))
    document, refused = document_of(loaded)
    if not loaded.updates:
        if found is None:
            raise unreadable(file)
        document.do(operations_for(session_in(found, file), chance))
    history = History(author, loaded.stacks.get((author, "undo"), ()), loaded.stacks.get((author, "redo"), ()))
    live = LiveSession(document, history, chance)
    desks: list[Desk] = []

    def told() -> None:
        for desk in desks:
            desk._tell()

    desk = Desk(file, folder, live, lock, Keeper(journal, told), now, loaded.last)
    desks.append(desk)
    desk.draft = loaded.kept.get(_DRAFT, b"").decode("utf-8", "replace")
    desk.correcting, _line, desk.aside = loaded.kept.get(_CORRECTING, b"").decode("utf-8", "replace").partition("\n")
    desk.shift = shift_in(loaded.kept, live.view, now)
    desk.keep_shift(desk.shift)
    desk.notices += damage_told(loaded, refused)
    if found is None:
        gone = _("the file was gone; it is written again from the journal")
        desk.notices.append(Notice(gone if problem is None else str(problem)))
    if found is not None and not loaded.updates:
        desk._begin(found)
    else:
        desk._meet(found, loaded, whole=(loaded.torn or not loaded.damage) and not refused)
    desk.take_inbox()
    return desk
