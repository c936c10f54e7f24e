"""From Enter handled to the commit acknowledged, inside the program, beside one bare SQLite commit of as many bytes."""

import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

from bench.material import sentence, session_of
from bench.settings import Settings
from bench.table import Row, percentile, ratio
from facilitator.capture.draft import NoteDraft
from facilitator.live.commands.notes import KeepNote
from facilitator.storage.desk import Desk, open_desk
from facilitator.storage.journal import Batch, Journal
from facilitator.storage.places import Places
from facilitator.storage.session_file import SessionText

_NOTES = 1_000
_MANY = 20
_PAUSE = 0.002
_WITHIN = 10.0


def rows(settings: Settings) -> Iterator[Row]:
    """The rows of keeping a note."""
    threads: set[str] = set()
    runs = []
    for number in range(settings.rounds):
        runs.append(_run(settings, settings.sub(f"commits-{number}"), threads))
    what = "Enter handled to commit acknowledged, to a bare SQLite FULL commit"
    halves = [[percentile(times, 0.5) for times in run] for run in runs]
    lates = [[percentile(times, 0.99) for times in run] for run in runs]
    yield ratio(f"{what}, p50", [(after, bare) for _act, after, bare in halves], 2.0)
    yield ratio(f"{what}, p99", [(after, bare) for _act, after, bare in lates])
    yield ratio(f"{what}, the act itself included, p50", [(act, bare) for act, _after, bare in halves])
    screen = threading.main_thread().name
    yield Row(
        "commits on the screen's thread", says="none" if screen not in threads else "some", true=screen not in threads
    )


def _run(settings: Settings, folder: Path, threads: set[str]) -> tuple[list[float], list[float], list[float]]:
    """Seconds from the act's beginning, from its end, and of a bare commit, in turn."""
    acts, afters, bares = [], [], []
    chance, moment = random.Random(4), datetime(2026, 5, 4, 12, tzinfo=UTC)
    file = folder / "session.toml"
    file.write_text(SessionText().render(session_of("session", _NOTES)), encoding="utf-8")
    desk = open_desk(file, Places(folder / "config", folder / "state"), moment, chance)
    kept = threading.Event()
    desk.told(kept.set)
    with _watched(threads) as sizes, closing(_bare(folder / "bare.db")) as bare:
        for number in range(settings.acts * _MANY):
            begin, handled, done = _kept(desk, kept, sentence(chance), moment + timedelta(seconds=number))
            acts.append(done - begin)
            afters.append(done - handled)
            time.sleep(_PAUSE)
            bares.append(_committed(bare, sizes[-1]))
            time.sleep(_PAUSE)
    desk.close()
    return acts, afters, bares


def _kept(desk: Desk, kept: threading.Event, text: str, now: datetime) -> tuple[float, float, float]:
    """Keep a note; the moments before and after the act, and when it was acknowledged."""
    kept.clear()
    begin = time.perf_counter()
    desk.run(KeepNote(NoteDraft(text=text)), now)
    handled = time.perf_counter()
    while not desk.state.kept:
        if not kept.wait(_WITHIN):
            raise TimeoutError("the note is not kept")
        kept.clear()
    return begin, handled, time.perf_counter()


@contextmanager
def _watched(threads: set[str]) -> Iterator[list[int]]:
    """Note on which threads the journal commits; gives the bytes of the updates of each commit."""
    sizes: list[int] = []
    commit = Journal.commit

    def watched(journal: Journal, batch: Batch) -> int:
        threads.add(threading.current_thread().name)
        sizes.append(sum(len(data) for _at, data in batch.updates))
        return commit(journal, batch)

    with mock.patch.object(Journal, "commit", watched):
        yield sizes


def _bare(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE row (seq INTEGER PRIMARY KEY, data BLOB)")
    return db


def _committed(db: sqlite3.Connection, size: int) -> float:
    """Commit so many bytes; seconds."""
    data = random.randbytes(size)
    begin = time.perf_counter()
    db.execute("BEGIN IMMEDIATE")
    db.execute("INSERT INTO row (data) VALUES (?)", (data,))
    db.execute("COMMIT")
    return time.perf_counter() - begin
