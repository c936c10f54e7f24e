"""A program to be killed, or cut off from its disk: writes without end and says on standard output what was promised.

``python -m tests.storage.writer MODE FOLDER COUNT``: each line ``A n`` promises number n. It goes on after the highest number
that it finds, and stops after COUNT numbers; 0 is without end.
"""

import os
import sys
import threading
from itertools import count
from pathlib import Path

from facilitator.storage.atomic import replace_file
from facilitator.storage.journal import Batch, Journal, StackWrite
from facilitator.storage.keeper import Keeper
from facilitator.storage.lock import SessionLock

SNAPSHOT = b"instantane "
COMPACT_EVERY = 7
FILE_EVERY = 5


def update(number: int) -> bytes:
    """The update of a number; every eleventh one does not fit on a page."""
    return f"note {number} ".encode() * (700 if number % 11 == 5 else 1 + number % 17)


def numbers(updates: tuple[bytes, ...]) -> list[int]:
    """The numbers that a journal holds, in order; a compacted one stands for all up to its own.

    Raises:
        AssertionError: an update is not as it was written.
    """
    found: list[int] = []
    for data in updates:
        if data.startswith(SNAPSHOT):
            found = [*range(int(data.split()[1]) + 1)]
            continue
        number = int(data.split(maxsplit=2)[1])
        assert data == update(number), "an update came back changed"
        found.append(number)
    return found


def snapshot(number: int) -> bytes:
    """One update for all numbers up to this one."""
    return SNAPSHOT + str(number).encode() + b" " + b"x" * 6000


def version(number: int) -> bytes:
    """The whole content of a replaced file."""
    return f"version {number}\n".encode() * (200 + number % 300)


def _promise(number: int) -> None:
    os.write(1, b"A %d\n" % number)


def _batch(number: int) -> Batch:
    draft = f"brouillon {number}".encode()
    return Batch(
        ((float(number), update(number)),),
        (StackWrite("push", "Aline", "undo", f"acte {number}"),),
        (("draft", draft),),
    )


def _write_journal(folder: Path, limit: int, compacting: bool) -> None:
    journal = Journal(folder)
    first = max(numbers(journal.load("reprise").updates), default=-1) + 1
    for number in range(first, first + limit) if limit else count(first):
        journal.commit(_batch(number))
        _promise(number)
        if compacting and number % COMPACT_EVERY == COMPACT_EVERY - 1:
            whole = snapshot(number)
            journal.compact(lambda updates: snapshot(numbers(updates)[-1]), whole.__eq__)


def _write_kept(folder: Path, limit: int) -> None:
    journal = Journal(folder / "journal")
    first = max(numbers(journal.load("reprise").updates), default=-1) + 1
    said = threading.Lock()
    promised = [first - 1]

    def told() -> None:
        with said:
            through = first - 1 + keeper.kept_through
            for number in range(promised[0] + 1, through + 1):
                _promise(number)
            promised[0] = through

    keeper = Keeper(journal, told)
    for number in range(first, first + limit) if limit else count(first):
        ticket = keeper.keep(update(number), (StackWrite("push", "Aline", "undo", f"acte {number}"),), float(number))
        keeper.remember("draft", f"brouillon {number}".encode())
        if number % FILE_EVERY == 0:
            keeper.file(lambda number=number: version(number), folder / "seance.toml")  # type: ignore[misc]
        while number % 3 == 0 and keeper.kept_through < ticket:
            keeper.flush(5)
    keeper.close(10)


def _replace(folder: Path, limit: int) -> None:
    for number in range(limit) if limit else count():
        replace_file(folder / "seance.toml", version(number))
        _promise(number)


def main(mode: str, folder: Path, limit: int) -> None:
    """Write in one of the modes ``journal``, ``compact``, ``keeper`` and ``replace``."""
    lock = SessionLock(folder, "command")
    lock.acquire(timeout=5)
    if mode == "keeper":
        _write_kept(folder, limit)
    elif mode == "replace":
        _replace(folder, limit)
    else:
        _write_journal(folder, limit, mode == "compact")
    lock.release()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
