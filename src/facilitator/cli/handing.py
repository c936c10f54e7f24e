"""Notes for a session that another program has open."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from facilitator.model.ids import new_ulid
from facilitator.storage.inbox import drop
from facilitator.storage.lock import SessionBusyError

if TYPE_CHECKING:
    from facilitator.storage.desk import Desk

_WAIT = 5.0
_LOOK = 0.02


def hand_over(
    folder: Path,
    lines: tuple[str, ...],
    scribe: str,
    now: datetime,
    chance: Random,
    open_session: Callable[[], "AbstractContextManager[Desk]"],
) -> bool:
    """Leave lines in the inbox of a session and see them taken in.

    Two commands may meet: the one that holds the session may be leaving just now, so the session is tried again and again
    until the lines are taken in by it or by us.

    Args:
        folder: the journal folder of the session.
        lines: notes as typed.
        scribe: who adds them.
        now: the moment.
        chance: where identifiers come from.
        open_session: opens the session, which takes in its inbox.

    Returns:
        True when the notes are known to be kept, False when the program that holds the session has not looked yet.
    """
    pairs = tuple((new_ulid(now, chance), line) for line in lines)
    dropped = drop(folder, new_ulid(now, chance), pairs, scribe, now.isoformat())
    end = time.monotonic() + _WAIT
    while time.monotonic() < end:
        if not dropped.exists():
            return True
        try:
            with open_session() as desk:
                desk.take_inbox()
                desk.settle()
        except SessionBusyError:
            time.sleep(_LOOK)
    return not dropped.exists()
