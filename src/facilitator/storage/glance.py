"""The glance beside a journal: what the screen shows before the session is loaded.

It may be older than the journal, or gone: nothing depends on it.
"""

import contextlib
import os
import re
from pathlib import Path

from facilitator.live.glance import Glance, glance_at, glance_from
from facilitator.live.view import View
from facilitator.storage.places import Places
from facilitator.storage.shelf import folder_for

_NAME = "glance.json"
_HEAD = 4096
_ID = re.compile(rb'^id = "([A-Za-z0-9][A-Za-z0-9._-]{0,79})"\r?$', re.MULTILINE)
_FORMAT = re.compile(rb"^format = 1\r?$", re.MULTILINE)


def session_id_in(head: bytes) -> str | None:
    """The identifier that the first lines of a session file of this program bear; None when a closer look is needed.

    Args:
        head: the beginning of the file, 4096 bytes being enough.
    """
    found = _ID.search(head[:_HEAD])
    return found[1].decode() if found is not None and _FORMAT.search(head[:_HEAD]) else None


def read_glance(file: Path, places: Places) -> Glance | None:
    """The glance at a session, if there is one.

    Args:
        file: the session file.
        places: the user's folders.
    """
    try:
        with file.open("rb") as opened:
            session_id = session_id_in(opened.read(_HEAD))
        if session_id is None:
            return None
        return glance_from((folder_for(places, session_id, file) / _NAME).read_bytes())
    except (OSError, ValueError):
        return None


def write_glance(folder: Path, view: View) -> None:
    """Keep a glance for the next start; that it cannot be written is no fault.

    Args:
        folder: the journal folder.
        view: the living session.
    """
    with contextlib.suppress(OSError):
        beside = folder / f"{_NAME}.new"
        beside.write_bytes(glance_at(view))
        os.replace(beside, folder / _NAME)
