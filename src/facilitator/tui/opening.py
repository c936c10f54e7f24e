"""A session that is being opened while its screen is there already: the first frame does not wait for the engine."""

from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.live.commands.base import Command
    from facilitator.live.view import View
    from facilitator.storage.desk import Desk


class Opening:
    """The glance to draw, the desk to come, and the acts that wait for it."""

    def __init__(self, file: "Path", view: "View", open_session: "Callable[[], Desk]") -> None:
        """Prepare; ``start`` begins.

        Args:
            file: the session file.
            view: how the session looked last.
            open_session: opens it; called on another thread.
        """
        self.file = file
        self.view = view
        self.waiting: list[Command | Callable[[], None]] = []
        """Commands, and other acts of the screen, in the order in which they were asked for."""
        self.draft = ""
        """What was being typed when the screen was left before the session was there."""
        self._open = open_session
        self._thread: Thread | None = None
        self._desk: Desk | None = None
        self._error: BaseException | None = None

    def start(self, opened: Callable[[], None]) -> None:
        """Open the session on a thread of its own.

        Args:
            opened: called there when ``desk`` has its answer.
        """

        def work() -> None:
            try:
                self._desk = self._open()
            except BaseException as error:
                self._error = error
            opened()

        self._thread = Thread(target=work, name="opening", daemon=True)
        self._thread.start()

    def desk(self) -> "Desk":
        """The open session, waited for. Raises what opening it raised."""
        if self._thread is None:
            self.start(lambda: None)
        assert self._thread is not None
        self._thread.join()
        if self._error is not None:
            raise self._error
        assert self._desk is not None
        return self._desk
