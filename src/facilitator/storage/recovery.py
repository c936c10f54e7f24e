"""Sessions with work that their file does not hold, and sessions read whole without opening them to work."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from facilitator.language import _
from facilitator.live.document import Document, UpdateRefusedError
from facilitator.live.history import History
from facilitator.live.session import LiveSession, view_of
from facilitator.model.session import Session
from facilitator.storage.desk import open_desk
from facilitator.storage.inbox import waiting
from facilitator.storage.journal import Journal
from facilitator.storage.lock import SessionBusyError, SessionLock
from facilitator.storage.places import Places
from facilitator.storage.session_file import SessionText, read_session
from facilitator.storage.shelf import shelved


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A session whose file lacks work: how many notes the journal holds, and in words what is waiting."""

    file: Path
    notes: int
    why: str


def unsaved(places: Places) -> list[Unsaved]:
    """The sessions of this user with work that their file does not hold; those that are open elsewhere count as safe."""
    found = []
    for one in shelved(places):
        lock = SessionLock(one.folder, "command")
        try:
            lock.acquire()
        except (SessionBusyError, OSError):
            continue
        try:
            waits = _waits(one.folder, one.file)
        finally:
            lock.release()
        if waits is not None:
            found.append(waits)
    return found


def read_whole(file: Path, places: Places, now: datetime, chance: Random) -> Session:
    """A session with all that is known of it, to show or export.

    The journal counts when there is one and no other program has the session; otherwise the file as it stands.

    Raises:
        SessionFileError: the file cannot be read and there is no journal.
    """
    if not any(one.file == file.absolute() for one in shelved(places)):
        return read_session(file)
    try:
        desk = open_desk(file, places, now, chance, kind="command")
    except (SessionBusyError, OSError):
        return read_session(file)
    try:
        return desk.live.snapshot()
    finally:
        desk.close()


def _waits(folder: Path, file: Path) -> Unsaved | None:
    journal = Journal(folder)
    loaded = journal.load("recover")
    journal.close()
    if not loaded.updates:
        return None
    try:
        document = Document(loaded.updates)
    except UpdateRefusedError:
        return Unsaved(file, 0, _("the journal is damaged"))
    view = view_of(document)
    text = SessionText().render(LiveSession(document, History(""), Random(0), view).snapshot()).encode()
    draft = loaded.kept.get("draft", b"")
    try:
        in_file = file.read_bytes()
    except OSError:
        return Unsaved(file, len(view.notes), _("the file is gone"))
    if in_file != text and in_file == loaded.kept.get("projection"):
        return Unsaved(file, len(view.notes), _("the file is older"))
    if waiting(folder):
        return Unsaved(file, len(view.notes), _("notes were handed over"))
    if draft:
        return Unsaved(file, len(view.notes), _("a line was being typed"))
    return None
