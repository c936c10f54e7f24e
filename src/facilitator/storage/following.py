"""A session that is only looked at: it follows its file, which another program writes."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from facilitator.live.commands.base import Command
from facilitator.live.merging import TakeInFile
from facilitator.model.session import Session
from facilitator.storage.session_file import SessionFileError, read_session
from facilitator.storage.watching import FileMark, mark_of

Run = Callable[[Command, datetime], object]
"""Carries out an act in memory."""


class Follower:
    """What the session held when its file was last read, and what the file holds now."""

    def __init__(self, file: Path, held: Session, seen: FileMark | None) -> None:
        """Begin with what was just read.

        Args:
            file: the session file; nothing is ever written there.
            held: what it held.
            seen: its mark from before it was read.
        """
        self._file = file
        self._held = held
        self._seen = seen
        self._found: Session | None = None

    def read(self) -> None:
        """Read the file if somebody wrote it since; for a thread of its own, since its drive may take long.

        What cannot be read, or belongs to another session, is passed over until it is written anew: the screen shows what was
        there before.
        """
        seen = mark_of(self._file)
        if seen is None or seen == self._seen:
            return
        self._seen = seen
        with suppress(SessionFileError):
            found = read_session(self._file)
            if found.id == self._held.id:
                self._found = found

    def follow(self, run: Run, now: datetime) -> bool:
        """Bring the session to what was read last; on the session's thread. Returns whether there was anything."""
        found, self._found = self._found, None
        if found is None or found == self._held:
            return False
        held, self._held = self._held, found
        run(TakeInFile(held, found), now)
        return True
