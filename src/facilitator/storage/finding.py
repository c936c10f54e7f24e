"""What lies there of a session before it is opened: its file, if there is one, and the folder of its journal."""

from codecs import BOM_UTF8
from pathlib import Path

from facilitator.storage.file_head import session_id_in
from facilitator.storage.places import Places
from facilitator.storage.session_file import SessionFileError, read_session, session_in
from facilitator.storage.shelf import folder_for, shelf_of
from facilitator.storage.watching import mark_of
from facilitator.toml_file import load_bytes


def found_in(file: Path) -> tuple[bytes | None, SessionFileError | None]:
    """What a session file holds; None when it is gone, or when something stands in the way, which is told beside."""
    if mark_of(file) is None:
        return None, None
    try:
        return load_bytes(file, SessionFileError).removeprefix(BOM_UTF8), None
    except SessionFileError as error:
        return None, error


def journal_folder(file: Path, data: bytes | None, places: Places) -> Path | None:
    """The folder of a session's journal, by the identifier in its file or by where the file was; None if neither is known.

    Args:
        file: the session file.
        data: what it holds, if anything.
        places: the user's folders.
    """
    session_id = _session_id(file, data) if data is not None else None
    if session_id is not None:
        return folder_for(places, session_id, file)
    return shelf_of(places, file)


def unreadable(file: Path) -> SessionFileError:
    """Why a session file without a journal cannot be opened."""
    try:
        read_session(file)
    except SessionFileError as error:
        return error
    raise AssertionError("a readable file has an identifier")


def _session_id(file: Path, data: bytes) -> str | None:
    """The identifier that a session file bears, read as lightly as may be."""
    try:
        return session_id_in(data) or session_in(data, file).id
    except SessionFileError:
        return None
