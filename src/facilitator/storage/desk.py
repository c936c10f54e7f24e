"""An open session: its lock, its journal, the living session and the keeper, opened and closed together.

Opening decides what counts: the journal, the session file as it was last written from it, and the file as it is now.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from facilitator.capture.reading import read_line
from facilitator.language import _, plural
from facilitator.live.building import TakeInFile, operations_for
from facilitator.live.capturing import surroundings
from facilitator.live.commands.base import Command
from facilitator.live.commands.notes import KeepNote
from facilitator.live.document import Document, UpdateRefusedError
from facilitator.live.history import History
from facilitator.live.session import LiveSession, Step, Undone
from facilitator.live.view import Change
from facilitator.model.kinds import Section
from facilitator.model.session import Session
from facilitator.storage import inbox
from facilitator.storage.atomic import replace_file
from facilitator.storage.bringing_back import BringBack
from facilitator.storage.glance import write_glance
from facilitator.storage.journal import Journal, Loaded, StackWrite
from facilitator.storage.keeper import FILING, PROJECTION, Keeper, SavedState, digest
from facilitator.storage.lock import SessionLock
from facilitator.storage.places import Places
from facilitator.storage.session_file import SessionFileError, SessionText, parse_session
from facilitator.storage.shelf import folder_for, note_owner, shelf_of
from facilitator.toml_file import load_bytes, load_text

_DRAFT = "draft"
_FILED_AT = "filed"
_CLOSE_WITHIN = 10.0


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that opening found and the user should know; ``sentence`` is for people."""

    sentence: str


class Desk:
    """One open session."""

    def __init__(
        self,
        file: Path,
        folder: Path,
        live: LiveSession,
        lock: SessionLock | None,
        keeper: Keeper | None,
        projection: bytes,
    ) -> None:
        """Join the parts; ``open_desk`` and ``look`` make them."""
        self.file = file
        self.folder = folder
        self.live = live
        self.draft = ""
        self.notices: list[Notice] = []
        self._lock = lock
        self._keeper = keeper
        self._text = SessionText()
        self._projection = projection
        self._listener: Callable[[], None] = lambda: None
        self._changed = False
        self._moment = 0.0
        if keeper is not None:
            live.listen(self._kept)

    @property
    def read_only(self) -> bool:
        """Whether this desk only looks."""
        return self._keeper is None

    @property
    def state(self) -> SavedState:
        """What is safe on disk."""
        if self._keeper is None:
            return SavedState(True, True)
        state = self._keeper.state
        return SavedState(state.kept, state.filed and not self._changed, state.troubles)

    def told(self, listener: Callable[[], None]) -> None:
        """Have ``listener`` called, from another thread, when ``state`` changed."""
        self._listener = listener

    def run(self, command: Command, now: datetime) -> Change:
        """Carry out an act and have it kept. Raises ``CommandRefusedError`` when it makes no sense now."""
        self._moment = now.timestamp()
        return self.live.run(command, now)

    def undo(self) -> Undone | None:
        """Take back the last act."""
        return self.live.undo()

    def redo(self) -> Undone | None:
        """Make the act again that was last taken back."""
        return self.live.redo()

    def save_draft(self, text: str) -> None:
        """Keep what is being typed."""
        self.draft = text
        if self._keeper is not None:
            self._keeper.remember(_DRAFT, text.encode("utf-8", "replace") or None)

    def take_inbox(self) -> int:
        """Take in the notes that were handed over; returns how many. They are removed once they are kept."""
        if self._keeper is None:
            return 0
        taken = 0
        for handed in inbox.waiting(self.folder, lambda sentence: self.notices.append(Notice(sentence))):
            at = datetime.fromisoformat(handed.at)
            for note_id, line in handed.lines:
                taken += self.add_line(line, at, note_id, handed.author)
            if self._keeper.wait_until_kept(_CLOSE_WITHIN):
                handed.done()
        return taken

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

    def file_now(self) -> None:
        """Have the session file written from how the session is now."""
        if self._keeper is None:
            return
        self._changed = False
        session = self.live.snapshot()
        self._keeper.file(lambda: self._form(session), self.file)

    def save_copy(self, path: Path) -> None:
        """Write the session as it is to another file. Raises ``FileNotWrittenError``."""
        replace_file(path, SessionText().render(self.live.snapshot()).encode())

    def settle(self, timeout: float = _CLOSE_WITHIN) -> bool:
        """Write everything, the file too; returns whether all is safe.

        Args:
            timeout: seconds to wait at most.
        """
        if self._keeper is None:
            return True
        if self._changed or not self._keeper.state.filed:
            self.file_now()
        return self._keeper.flush(timeout)

    def retry(self) -> None:
        """Try again at once what could not be written."""
        if self._keeper is not None:
            self._keeper.retry_now()

    def close(self, timeout: float = _CLOSE_WITHIN) -> bool:
        """Write everything and let go of the session; returns whether all is safe on disk."""
        done = self.settle(timeout)
        if self._keeper is not None:
            write_glance(self.folder, self.live.view)
            done = self._keeper.close(timeout) and done
        if self._lock is not None:
            self._lock.release()
        return done

    def _kept(self, step: Step) -> None:
        assert self._keeper is not None
        self._changed = self._changed or bool(step.update)
        stacks = tuple(StackWrite(change.act, change.person, change.stack, change.entry) for change in step.stacks)
        self._keeper.keep(step.update, stacks, self._moment)

    def _tell(self) -> None:
        self._listener()

    def _form(self, session: Session) -> bytes:
        """The file's new text; runs on the file's thread right before it is written.

        A file that somebody changed meanwhile is kept beside under a dated name; what the keeper could not write is not taken
        for what the file holds.
        """
        assert self._keeper is not None
        data = self._text.render(session).encode()
        found = _bytes_of(self.file)
        ours = found is None or found in (self._projection, data) or self._keeper.may_have_written(found)
        if found is not None and not ours and not self._ours(found):
            self.notices.append(_set_aside(self.file, found, datetime.fromtimestamp(self._moment).astimezone()))
        return data

    def _ours(self, found: bytes) -> bool:
        """A file of a session of which nothing was projected yet is taken as ours: it was read at opening."""
        return not self._projection and bool(found)


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
    data, problem = _try_bytes(file)
    folder = _folder(file, data, places)
    if folder is None:
        raise problem or _unreadable(file, data or b"")
    lock = SessionLock(folder, kind, now)
    lock.acquire(timeout=0.2 if kind == "screen" else 0)
    try:
        # Read again: whoever held the lock until now may have written the file since.
        data, problem = _try_bytes(file)
        return _open_locked(file, data, problem, folder, lock, now, chance, author)
    except BaseException:
        lock.release()
        raise


def look(file: Path, chance: Random) -> Desk:
    """Open a session file to read only, touching nothing. Raises ``SessionFileError``."""
    session = parse_session(load_text(file, SessionFileError), file)
    document = Document()
    document.do(operations_for(session, chance))
    return Desk(file, file.parent, LiveSession(document, History(""), chance), None, None, b"")


def _open_locked(
    file: Path,
    data: bytes | None,
    problem: SessionFileError | None,
    folder: Path,
    lock: SessionLock,
    now: datetime,
    chance: Random,
    author: str,
) -> Desk:
    note_owner(folder, file)
    journal = Journal(folder)
    stamp = now.strftime("%Y-%m-%d-%H%M%S")
    loaded = journal.load(stamp)
    notices: list[Notice] = []
    if loaded.damage:
        notices.append(
            Notice(
                _("the journal was damaged; what could be read was brought back, the damaged part is in {path}").format(
                    path=loaded.aside
                )
            )
        )
    document, refused = _replayed(loaded)
    if refused:
        notices.append(
            Notice(
                plural(
                    "{count} damaged change was passed over", "{count} damaged changes were passed over", refused
                ).format(count=refused)
            )
        )
    fresh = not loaded.updates
    if fresh:
        if data is None:
            raise problem or _unreadable(file, b"")
        document.do(operations_for(parse_session(data.decode(), file), chance))
    history = History(author, loaded.stacks.get((author, "undo"), ()), loaded.stacks.get((author, "redo"), ()))
    live = LiveSession(document, history, chance)
    projection = loaded.kept.get(PROJECTION, b"")
    if data is not None and digest(data) == loaded.kept.get(FILING):
        projection = data
    desk_told: list[Desk] = []

    def told() -> None:
        for desk in desk_told:
            desk._tell()

    keeper = Keeper(journal, told)
    desk = Desk(file, folder, live, lock, keeper, projection)
    desk_told.append(desk)
    desk.draft = loaded.kept.get(_DRAFT, b"").decode("utf-8", "replace")
    if fresh:
        keeper.keep(document.state(), (), now.timestamp())
        keeper.remember(PROJECTION, data)
        keeper.file_has_all()
        desk._projection = data or b""
    elif data is None:
        notices.append(Notice(_("the file was gone; it is written again from the journal")))
        desk.file_now()
    elif data == projection:
        if live_text(desk) != data and not loaded.damage:
            notices.append(Notice(_("brought back from the journal: work that the file did not hold yet")))
            desk.file_now()
    else:
        _take_in(desk, data, projection, now, notices)
    if loaded.damage and data is not None and not fresh:
        _bring_back(desk, data, now, notices)
    desk.take_inbox()
    desk.notices[:0] = notices
    return desk


def _take_in(desk: Desk, data: bytes, projection: bytes, now: datetime, notices: list[Notice]) -> None:
    """The file was changed elsewhere: its changes are merged in, and it is kept aside when both sides changed."""
    ours = live_text(desk)
    if data == ours:
        desk._projection = data
        return
    both = ours != projection
    try:
        edited = parse_session(data.decode(), desk.file)
        base = parse_session(projection.decode(), desk.file)
    except SessionFileError as error:
        notices.append(_set_aside(desk.file, data, now))
        notices.append(Notice(_("the file cannot be read: {reason}").format(reason=error)))
        desk._projection = data
        desk.file_now()
        return
    if both:
        notices.append(_set_aside(desk.file, data, now))
    desk._projection = data
    desk.run(TakeInFile(base, edited), now)
    notices.append(Notice(_("the file was changed elsewhere; its changes were taken in (one undo takes them back)")))
    desk.file_now()


def _bring_back(desk: Desk, data: bytes, now: datetime, notices: list[Notice]) -> None:
    """What a damaged journal lacks comes back from the file; where they still differ, the file is kept aside as it was."""
    try:
        change = desk.run(BringBack(parse_session(data.decode(), desk.file)), now)
    except SessionFileError:
        return
    if not change.empty:
        notices.append(Notice(_("what the damaged journal lacked came back from the file (one undo takes it back)")))
    if live_text(desk) != data:
        notices.append(_set_aside(desk.file, data, now, _("the file as it was is kept as {path}")))
    desk.file_now()


def live_text(desk: Desk) -> bytes:
    """The session file as it would be written now."""
    return desk._text.render(desk.live.snapshot()).encode()


def _replayed(loaded: Loaded) -> tuple[Document, int]:
    """The document of a journal; updates that the engine refuses are passed over, in a document built anew."""
    try:
        return Document(loaded.updates), 0
    except UpdateRefusedError:
        good: list[bytes] = []
        for update in loaded.updates:
            try:
                Document([*good, update])
            except UpdateRefusedError:
                continue
            good.append(update)
        return Document(good), len(loaded.updates) - len(good)


def _folder(file: Path, data: bytes | None, places: Places) -> Path | None:
    session_id = _session_id(file, data) if data is not None else None
    if session_id is not None:
        return folder_for(places, session_id, file)
    return shelf_of(places, file)


def _session_id(file: Path, data: bytes) -> str | None:
    """The identifier that a session file bears, read as lightly as may be."""
    found = re.search(rb'^id = "([A-Za-z0-9][A-Za-z0-9._-]{0,79})"\r?$', data[:4096], re.MULTILINE)
    if found is not None and re.search(rb"^format = 1\r?$", data[:4096], re.MULTILINE):
        return found[1].decode()
    try:
        return parse_session(data.decode(), file).id
    except SessionFileError:
        return None


def _try_bytes(file: Path) -> tuple[bytes | None, SessionFileError | None]:
    try:
        return load_text(file, SessionFileError).encode(), None
    except SessionFileError as error:
        return None, error


def _unreadable(file: Path, data: bytes) -> SessionFileError:
    try:
        parse_session(data.decode(), file)
    except SessionFileError as error:
        return error
    raise AssertionError("a readable file has an identifier")


def _bytes_of(file: Path) -> bytes | None:
    try:
        return load_bytes(file, SessionFileError).removeprefix(BOM_UTF8)
    except SessionFileError:
        return None


def _set_aside(file: Path, data: bytes, now: datetime, sentence: str = "") -> Notice:
    """Keep what a file holds under a dated name beside it, never overwriting another."""
    words = _("other version")
    dated = f"{file.stem} ({words} {now:%Y-%m-%d %Hh%M}"
    count = 1
    aside = file.with_name(f"{dated}){file.suffix}")
    while aside.exists():
        count += 1
        aside = file.with_name(f"{dated}, {count}){file.suffix}")
    replace_file(aside, data)
    sentence = sentence or _("the file was changed elsewhere; that version is kept as {path}")
    return Notice(sentence.format(path=aside.name))
