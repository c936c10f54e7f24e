"""A session read whole, without opening it to work."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random

from facilitator.model.session import Session
from facilitator.storage.file_head import session_id_in
from facilitator.storage.held import holds_all
from facilitator.storage.inbox import waiting
from facilitator.storage.lock import SessionBusyError
from facilitator.storage.places import Places
from facilitator.storage.salvage import NAME
from facilitator.storage.session_file import SessionFileError, read_session, session_in
from facilitator.storage.shelf import folder_for, shelved
from facilitator.toml_file import load_bytes


def read_whole(
    file: Path, places: Places, now: datetime, chance: Random, told: Callable[[str], None] = lambda _sentence: None
) -> Session:
    """A session with all that is known of it, to show or export.

    The journal counts when there is one and no other program has the session; otherwise the file as it stands.

    Args:
        file: the session file.
        places: the user's folders.
        now: the moment.
        chance: where identifiers come from.
        told: called with each sentence that people should know: what was brought back, what was damaged.

    Raises:
        SessionFileError: the file cannot be read and there is no journal.
    """
    data = _in_step(file, places)
    if data is not None:
        return session_in(data, file)
    if not any(one.file == file.absolute() for one in shelved(places)):
        return read_session(file)
    # The engine and what works with it are loaded only where the file is not enough.
    from facilitator.storage.desk import open_desk

    try:
        desk = open_desk(file, places, now, chance, kind="command")
    except (SessionBusyError, OSError):
        return read_session(file)
    try:
        for notice in desk.notices:
            told(notice.sentence)
        return desk.live.snapshot()
    finally:
        desk.close()


def _in_step(file: Path, places: Places) -> bytes | None:
    """The text of a session file that is known to hold all there is; None when that must be looked at more closely."""
    try:
        data = load_bytes(file, SessionFileError)
        session_id = session_id_in(data)
        folder = folder_for(places, session_id, file) if session_id is not None else None
    except (OSError, SessionFileError):
        return None
    if folder is None or waiting(folder) or not holds_all(folder / NAME, data):
        return None
    return data
