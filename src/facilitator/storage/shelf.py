"""Where the journal of a session file is kept, and which sessions have one.

Each journal lies in a folder of the user's state named after the session's identifier, with the path of its session file
beside it. A copy of a session file that lies next to its original is a session of its own and gets a folder of its own.
"""

from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from msgspec import Struct

from facilitator.storage.atomic import replace_file
from facilitator.storage.places import Places

_PATH_FILE = "session-file"


class Shelved(Struct, frozen=True):
    """One journal folder and the session file that it belongs to, which may be gone or elsewhere."""

    folder: Path
    file: Path


def folder_for(places: Places, session_id: str, file: Path) -> Path:
    """The journal folder of a session file.

    Args:
        places: the user's folders.
        session_id: the session's identifier, as the file says.
        file: the session file.

    Raises:
        SessionFileError: the identifier cannot name a folder.
    """
    folder = places.session_folder(session_id, file)
    owner = _owner(folder)
    if owner is None or owner == file.absolute() or not _still_there(owner, session_id):
        return folder
    copy_id = f"{session_id}-{crc32(str(file.absolute()).encode(errors='surrogateescape')):08x}"
    return places.session_folder(copy_id, file)


def note_owner(folder: Path, file: Path) -> None:
    """Write down which session file a journal folder belongs to.

    Raises:
        FileNotWrittenError: the folder cannot be written.
    """
    if _owner(folder) != file.absolute():
        replace_file(folder / _PATH_FILE, str(file.absolute()).encode(errors="surrogateescape"))


def shelved(places: Places) -> Iterator[Shelved]:
    """Every journal folder of the user, with its session file."""
    sessions = places.state / "sessions"
    for folder in sorted(sessions.iterdir()) if sessions.is_dir() else []:
        owner = _owner(folder)
        if owner is not None:
            yield Shelved(folder, owner)


def shelf_of(places: Places, file: Path) -> Path | None:
    """The journal folder that names this session file; for a file that is gone or can no longer be read."""
    wanted = file.absolute()
    return next((one.folder for one in shelved(places) if one.file == wanted), None)


def _owner(folder: Path) -> Path | None:
    try:
        return Path((folder / _PATH_FILE).read_bytes().decode(errors="surrogateescape"))
    except OSError:
        return None


def _still_there(file: Path, session_id: str) -> bool:
    """Whether a file still is the session file it was."""
    try:
        with file.open("rb") as opened:
            return session_id.encode() in opened.read(4096)
    except OSError:
        return False
