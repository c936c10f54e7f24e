"""The glance beside a journal: what the screen shows before the session is loaded.

It may be older than the journal, or gone: nothing depends on it.
"""

import contextlib
import os
from pathlib import Path

from facilitator.live.glance import Glance, glance_at, glance_from
from facilitator.live.view import View
from facilitator.storage.file_head import HEAD, session_id_in
from facilitator.storage.places import Places
from facilitator.storage.shelf import folder_for

_NAME = "glance.json"


def read_glance(file: Path, places: Places) -> Glance | None:
    """The glance at a session, if there is one.

    Args:
        file: the session file.
        places: the user's folders.
    """
    try:
        with file.open("rb") as opened:
            session_id = session_id_in(opened.read(HEAD))
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
