"""One program at a time on a session's journal."""

import contextlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitator.language import _


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a session open: ``kind`` is ``"screen"`` or ``"command"``."""

    kind: str = ""
    process: int = 0


class SessionBusyError(Exception):
    """Another program has the session open."""

    def __init__(self, folder: Path, holder: Holder) -> None:
        self.folder = folder
        self.holder = holder
        super().__init__(
            _(
                "this session is open in another program (process {process}) – close it there, or look at it read-only"
            ).format(process=holder.process or "?")
        )


class SessionLock:
    """The lock of one journal folder; it goes with the process that holds it, however that ends."""

    def __init__(self, folder: Path, kind: str) -> None:
        """Prepare the lock.

        Args:
            folder: the journal folder; made if need be.
            kind: ``"screen"`` or ``"command"``, told to whoever comes second.
        """
        self._folder = folder
        self._kind = kind
        self._lock: Any = None

    def acquire(self, timeout: float = 0) -> None:
        """Take the lock.

        Args:
            timeout: seconds to wait for it.

        Raises:
            SessionBusyError: another program holds it.
            OSError: the folder cannot be written.
        """
        from filelock import FileLock, Timeout

        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = FileLock(self._folder / "lock")
        try:
            lock.acquire(timeout=timeout, poll_interval=0.01)
        except Timeout:
            raise SessionBusyError(self._folder, holder_of(self._folder)) from None
        self._lock = lock
        with contextlib.suppress(OSError):
            (self._folder / "holder").write_text(json.dumps({"kind": self._kind, "process": os.getpid()}))

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def holder_of(folder: Path) -> Holder:
    """Who wrote last that they hold the lock."""
    try:
        said = json.loads((folder / "holder").read_text())
        return Holder(str(said["kind"]), int(said["process"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Holder()
