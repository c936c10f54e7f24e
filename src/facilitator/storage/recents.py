"""The sessions worked on lately, for the start screen."""

import re
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from facilitator.storage.places import Places
from facilitator.storage.session_file import SessionFileError
from facilitator.storage.shelf import shelved
from facilitator.toml_file import load_text

_MOST = 8


class Recent(Struct, frozen=True):
    """One session: its file, title, number of notes, whether it is closed, and when its file last changed."""

    file: Path
    title: str
    notes: int
    closed: bool
    changed: datetime


def recent_sessions(places: Places) -> list[Recent]:
    """The sessions that have a journal and whose file can be read, latest first; read lightly, without checking them.

    Args:
        places: the user's folders.
    """
    files = {one.file for one in shelved(places) if one.file.parent != places.demo}
    found = [recent for file in files if (recent := _glance(file)) is not None]
    return sorted(found, key=lambda recent: recent.changed, reverse=True)[:_MOST]


def _glance(file: Path) -> Recent | None:
    try:
        text = load_text(file, SessionFileError)
        changed = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
    except (SessionFileError, OSError):
        return None
    head = text.split("\n[[", 1)[0]
    title = re.search(r'^title = "((?:[^"\\]|\\.)*)"', head, re.MULTILINE)
    closed = re.search(r"^closed = ", head, re.MULTILINE) is not None
    return Recent(file, title[1].replace('\\"', '"') if title else "", text.count("\n[[note]]"), closed, changed)
