"""What is safe on disk, and what stands in the way: a disk that gives an error, or one that gives no answer at all."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

from msgspec import Struct

from facilitator.language import _

SILENCE = 5.0
"""Seconds after which a disk that neither writes nor fails counts as one that does not answer."""


class Trouble(Struct, frozen=True):
    """Something that cannot be written now: ``what`` is ``"journal"`` or ``"file"``.

    ``silent`` is for how many seconds its disk has not answered, 0 when it answered with an error.
    """

    what: str
    path: Path
    reason: str
    silent: int = 0


class SavedState(Struct, frozen=True):
    """What is safe. ``kept`` and ``filed`` say that nothing is waiting for the journal, and for the session file."""

    kept: bool
    filed: bool
    troubles: tuple[Trouble, ...] = ()


class Silences:
    """Which disks were asked for something and have not answered for long."""

    def __init__(self, after: float = SILENCE, clock: Callable[[], float] = monotonic) -> None:
        """Begin with no question asked.

        Args:
            after: seconds after which a disk counts as one that does not answer.
            clock: the passing time in seconds, from any beginning.
        """
        self.after = after
        self._clock = clock
        self._asked: dict[str, tuple[Path, float]] = {}
        self._turn = threading.Lock()

    @contextlib.contextmanager
    def asking(self, what: str, path: Path) -> Iterator[None]:
        """What is done within waits for a disk.

        Args:
            what: as in ``Trouble``; one question at a time for each.
            path: what is written there.
        """
        with self._turn:
            self._asked[what] = path, self._clock()
        try:
            yield
        finally:
            with self._turn:
                del self._asked[what]

    def troubles(self) -> dict[str, Trouble]:
        """The disks that do not answer, by ``what``."""
        with self._turn:
            waits = {what: (path, self._clock() - since) for what, (path, since) in self._asked.items()}
        return {
            what: Trouble(what, path, _("the disk does not answer"), int(seconds))
            for what, (path, seconds) in waits.items()
            if seconds >= self.after
        }
