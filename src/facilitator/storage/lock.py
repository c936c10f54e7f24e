"""One program at a time on a session's journal."""

import contextlib
import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from facilitator.language import _
from facilitator.storage.atomic import make_folder

_HOLDER = "holder"


class Holder(Struct, frozen=True):
    """Who has a session open: ``kind`` is ``"screen"`` or ``"command"``; ``since`` is in ISO form, empty if not said."""

    kind: str = ""
    process: int = 0
    since: str = ""


class SessionBusyError(Exception):
    """Another program has the session open."""

    def __init__(self, folder: Path, holder: Holder) -> None:
        self.folder = folder
        self.holder = holder
        said = _(
            "this session is open in another program (process {process}) – close it there, or look at it read-only"
        )
        if holder.since:
            said = _(
                "this session is open in another program (process {process}, since {since}) – close it there, or look at "
                "it read-only"
            )
        super().__init__(said.format(process=holder.process or "?", since=holder.since[:16].replace("T", " ")))


class SessionLock:
    """The lock of one journal folder; it goes with the process that holds it, however that ends."""

    def __init__(self, folder: Path, kind: str, since: datetime | None = None) -> None:
        """Prepare the lock.

        Args:
            folder: the journal folder; made if need be.
            kind: ``"screen"`` or ``"command"``, told to whoever comes second.
            since: the moment, told likewise.
        """
        self._folder = folder
        self._kind = kind
        self._since = since.isoformat() if since is not None else ""
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

        make_folder(self._folder, 0o700)
        # Taken on one thread and given back on another: the lock is the program's, not a thread's.
        lock = FileLock(self._folder / "lock", thread_local=False)
        try:
            lock.acquire(timeout=timeout, poll_interval=0.01)
        except Timeout:
            raise SessionBusyError(self._folder, holder_of(self._folder)) from None
        self._lock = lock
        said = {"kind": self._kind, "process": os.getpid(), "since": self._since}
        with contextlib.suppress(OSError):
            (self._folder / _HOLDER).write_text(json.dumps(said), encoding="ascii")

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def holder_of(folder: Path) -> Holder:
    """Who wrote last that they hold the lock."""
    try:
        said = json.loads((folder / _HOLDER).read_bytes())
        since = said.get("since", "")
        if since:
            datetime.fromisoformat(since)
        return Holder(str(said["kind"]), int(said["process"]), since)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Holder()
