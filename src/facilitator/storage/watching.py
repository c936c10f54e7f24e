"""A session file that others may change while it is open: what is known of it, and whether somebody else wrote it."""

import threading
from codecs import BOM_UTF8
from collections.abc import Callable
from pathlib import Path

from facilitator.language import mark
from facilitator.storage.session_file import SessionFileError
from facilitator.toml_file import load_bytes

FileMark = tuple[int, int, int]
"""The moment of the last change in nanoseconds, the size in bytes, and the number of the file on its disk."""

ANSWERS_WITHIN = 2.0
"""Seconds that are enough for any drive that answers."""
HARDLY = 0.1
"""Seconds for which somebody who types may wait for a drive that does not answer any more."""
WAITS = mark("it was changed elsewhere; its changes are being taken in")
"""What a keeper gives as the reason when it met a ``FileChangedError``."""


class FileChangedError(Exception):
    """The file must not be written before what somebody else wrote there is taken in."""

    def __init__(self) -> None:
        self.reason = WAITS
        super().__init__(WAITS)


def mark_of(file: Path) -> FileMark | None:
    """What tells a file from how it was before without reading it; None when it is gone or out of reach."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


class Drive:
    """The drive that something is on; one that is gone from the network keeps whoever asks it waiting."""

    def __init__(self, path: Path) -> None:
        """Name something on it."""
        self._path = path
        self._asking: threading.Thread | None = None

    def answers(self, within: float) -> bool:
        """Whether it answers at all; asked on a thread of its own, and not anew while a question is open.

        Args:
            within: seconds to wait at most.
        """
        if self._asking is None or not self._asking.is_alive():
            self._asking = threading.Thread(target=mark_of, args=(self._path,), name="asking", daemon=True)
            self._asking.start()
        self._asking.join(within)
        return not self._asking.is_alive()


class WatchedFile:
    """The session file of an open session.

    ``known`` is what the file held when it was last seen to be the program's own: what a change of somebody else's is
    compared with.
    """

    def __init__(self, path: Path, ours: Callable[[bytes], bool]) -> None:
        """Begin to watch.

        Args:
            path: the session file.
            ours: whether the program wrote this text, or tried to; called from any thread.
        """
        self.path = path
        self.known = b""
        self._given_up = b""
        self._ours = ours
        self._seen: FileMark | None = None
        self._standing: FileMark | None = None

    def foreign(self) -> bytes | None:
        """What somebody else wrote there and nobody took in; None when there is nothing of that kind. From any thread.

        Raises:
            SessionFileError: there is something that cannot be read as a file.
        """
        found = self._read() if mark_of(self.path) is not None else None
        return None if found is None or self._is_ours(found) else found

    def look(self, at_once: bool = False) -> bytes | None:
        """What somebody else wrote there, once it stands still from one look to the next: half a file is nobody's work.

        Args:
            at_once: take it as it is now.

        Raises:
            SessionFileError: there is something that cannot be read as a file.
        """
        seen = mark_of(self.path)
        if seen is None or seen == self._seen:
            return None
        found = self._read()
        if self._is_ours(found):
            self.known = self.known if found == self._given_up else found
            self._seen, self._standing = seen, None
            return None
        if at_once or seen == self._standing:
            return found
        self._standing = seen
        return None

    def given_up(self, found: bytes) -> None:
        """What was found is kept elsewhere as it was, and may be overwritten."""
        self._given_up = found

    def _read(self) -> bytes:
        return load_bytes(self.path, SessionFileError).removeprefix(BOM_UTF8)

    def _is_ours(self, found: bytes) -> bool:
        return found in (self.known, self._given_up) or self._ours(found)
