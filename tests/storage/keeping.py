"""What the tests of the keeper share: waiting for what a thread tells, and a journal that fails when it is told to."""

import threading
from collections.abc import Callable
from pathlib import Path

from facilitator.storage.journal import Batch, Journal, Loaded
from facilitator.storage.keeper import Keeper
from facilitator.storage.trouble import SavedState

PATIENCE = 20.0
NEVER = 3600.0


class Listener:
    """Hears what a keeper tells, and waits for it."""

    def __init__(self) -> None:
        self.states: list[SavedState] = []
        self.keeper: Keeper | None = None
        self._heard = threading.Condition()

    def __call__(self) -> None:
        assert self.keeper is not None
        state = self.keeper.state
        with self._heard:
            self.states.append(state)
            self._heard.notify_all()

    def wait(self, wanted: Callable[[SavedState], bool]) -> SavedState:
        """Wait until the keeper's state is as wanted; fails after a while."""
        keeper = self.keeper
        assert keeper is not None
        with self._heard:
            assert self._heard.wait_for(lambda: wanted(keeper.state), PATIENCE), keeper.state
        return keeper.state


class WilfulJournal(Journal):
    """A journal that raises what ``failure`` holds, and waits while ``gate`` is closed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.failure: BaseException | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.batches: list[Batch] = []

    def commit(self, batch: Batch) -> int:
        self.gate.wait(PATIENCE)
        if self.failure is not None:
            raise self.failure
        self.batches.append(batch)
        return super().commit(batch)


def keeper_of(journal: Journal, retry: float = NEVER) -> tuple[Keeper, Listener]:
    """A keeper that tries again only when it is asked to."""
    listener = Listener()
    listener.keeper = Keeper(journal, listener, retry)
    return listener.keeper, listener


def reopened(folder: Path) -> Loaded:
    journal = Journal(folder)
    loaded = journal.load("essai")
    journal.close()
    return loaded
