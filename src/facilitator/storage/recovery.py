"""Sessions with work that their file does not hold."""

import shutil
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from msgspec import Struct

from facilitator.language import _
from facilitator.live.document import Document, UpdateRefusedError
from facilitator.live.history import History
from facilitator.live.session import LiveSession, view_of
from facilitator.storage.held import digest
from facilitator.storage.inbox import waiting
from facilitator.storage.journal import Journal, JournalError, Loaded
from facilitator.storage.keeper import FILING, PROJECTION
from facilitator.storage.lock import SessionBusyError, SessionLock
from facilitator.storage.places import Places
from facilitator.storage.session_file import SessionFileError, SessionText, parse_session
from facilitator.storage.shelf import shelved
from facilitator.system_words import reason_of


class Unsaved(Struct, frozen=True):
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


def _waits(folder: Path, file: Path) -> Unsaved | None:
    try:
        loaded = _untouched(folder)
    except (JournalError, OSError) as error:
        return Unsaved(file, 0, reason_of(error))
    if not loaded.updates:
        return None
    try:
        document = Document(loaded.updates)
    except UpdateRefusedError:
        return Unsaved(file, 0, _("the journal is damaged"))
    view = view_of(document)
    text = SessionText().render(LiveSession(document, History(""), Random(0), view).snapshot()).encode()
    why = _what_waits(folder, file, loaded, text)
    return Unsaved(file, len(view.notes), why) if why else None


def _what_waits(folder: Path, file: Path, loaded: Loaded, text: bytes) -> str:
    """What the session file lacks, in words; ``text`` is what it would be from the journal."""
    if loaded.damage:
        return _("the journal is damaged")
    try:
        in_file = file.read_bytes()
    except OSError:
        return _("the file is gone")
    projection = in_file if digest(in_file) == loaded.kept.get(FILING) else loaded.kept.get(PROJECTION, b"")
    # A file that was changed elsewhere lacks nothing unless the journal went on as well.
    if text != in_file and text != _as_we_write(projection, file):
        return _("the file is older")
    if waiting(folder):
        return _("notes were handed over")
    return _("a line was being typed") if loaded.kept.get("draft") else ""


def _as_we_write(data: bytes, file: Path) -> bytes:
    """A session file in the program's own form: one that somebody wrote by hand says the same in other ways."""
    try:
        return SessionText().render(parse_session(data.decode("utf-8-sig", "replace"), file)).encode()
    except SessionFileError:
        return data


def _untouched(folder: Path) -> Loaded:
    """What a journal and its log hold, read from a copy: what is damaged is mended, and told, when the session is opened.

    Raises:
        JournalError, OSError: it cannot be read.
    """
    with TemporaryDirectory() as made:
        for part in folder.glob("journal*.db*"):
            shutil.copyfile(part, Path(made) / part.name)
        journal = Journal(Path(made))
        try:
            return journal.load("recover")
        finally:
            journal.close()
