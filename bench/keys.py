"""Key to screen in the typing line, beside a bare input: alone, and while other things go on."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

from bench.driving import CLEAR, F8, Driven, NotSeenError
from bench.material import BARE, BARE_READY, PEOPLE, READY, Prepared, prepared, sentence
from bench.settings import Settings
from bench.table import Row, percentile, percentiles, ratio
from bench.typist import lines, names, typed
from facilitator.storage import inbox

_NOTES = 10_000
_COMING = "file to come"
_CHANGE_EVERY = 1.0
_NOTE_EVERY = 0.2
_BREATH = 0.06
_WHAT = "key to screen, 10,000 notes"


class Changes:
    """A note starred, or no longer, once a second: the file is written again and again."""

    def __init__(self, program: Driven, session: Prepared) -> None:
        self._program, self._file = program, session.file
        self._next = 0.0
        self._seen = self._file.stat().st_mtime_ns
        self._since = time.perf_counter()
        self.saves: list[tuple[float, float]] = []
        """Between which moments each save came to its end."""

    def __call__(self) -> None:
        """Look whether the file was written; star when it is time."""
        now, written = time.perf_counter(), self._file.stat().st_mtime_ns
        if written != self._seen:
            self.saves.append((self._since, now))
            self._seen = written
        self._since = now
        if now >= self._next:
            self._next = now + _CHANGE_EVERY
            self._program.send(F8)
            self._program.idle(_BREATH)


class Arrivals:
    """Five notes a second from other programs."""

    def __init__(self, session: Prepared, chance: random.Random) -> None:
        self._session, self._chance = session, chance
        self._next = time.perf_counter()
        self.count = 0

    def __call__(self) -> None:
        """Hand over the notes that are due."""
        while time.perf_counter() >= self._next:
            self._next += _NOTE_EVERY
            self.count += 1
            name = f"{time.time_ns():020d}"
            line = (f"a{name}", sentence(self._chance))
            inbox.drop(self._session.journal_folder, name, (line,), "Bea", datetime.now(UTC).isoformat())


def rows(settings: Settings) -> Iterator[Row]:
    """The rows of the typing line."""
    session = prepared(settings.sub("keys"), _NOTES)
    runs = [_run(settings, session, random.Random(number)) for number in range(settings.rounds)]
    for what, kind, bounds in (
        (_WHAT, "alone", (1.15, 1.5)),
        (f"{_WHAT}, while the file is saved again and again", "saving", (1.15, 1.5)),
        (f"{_WHAT}, while five notes a second arrive", "arriving", (1.15, 1.5)),
        (f"{_WHAT}, while a completion shows", "completing", (1.3, 1.7)),
    ):
        yield from percentiles(what, [(run[kind], run["bare"]) for run in runs], bounds)
    met = [(percentile(run["met"], 0.5), percentile(run["bare"], 0.5)) for run in runs if run["met"]]
    if met:
        yield ratio(f"{_WHAT}, only keys before whose drawing a save ended, p50", met)


def _run(settings: Settings, session: Prepared, chance: random.Random) -> dict[str, list[float]]:
    """All keys of one run, by what went on meanwhile; the bare input has its turn between."""
    found: dict[str, list[float]] = {"bare": [], "met": []}
    with ExitStack() as both:
        bare = both.enter_context(Driven(BARE, session.home))
        bare.wait_for(BARE_READY)
        ours = both.enter_context(Driven(session.argv, session.home))
        ours.wait_for(READY)
        for kind in ("alone", "saving", "arriving", "completing"):
            _settle(ours)
            found["bare"] += _times(typed(bare, settings.keys // 4, lines(chance), chance))
            changes, arrivals = Changes(ours, session), Arrivals(session, chance)
            meanwhile: dict[str, Callable[[], None]] = {"saving": changes, "arriving": arrivals}
            source = names() if kind == "completing" else lines(chance)
            if kind == "completing":
                _check_completion(ours)
            keys = typed(ours, settings.keys, source, chance, between=meanwhile.get(kind, _nothing))
            found[kind] = _times(keys)
            found["met"] += _during(keys, changes.saves)
            _settle(ours)
            if inbox.waiting(session.journal_folder):
                raise NotSeenError("notes that were handed over were not taken in")
    return found


def _nothing() -> None:
    pass


def _settle(program: Driven) -> None:
    """Wait until nothing is being saved."""
    program.mark()
    program.idle(2.0)
    program.wait_for(lambda text: text.rfind(_COMING) <= text.rfind(READY))
    program.quiet(0.3)


def _check_completion(program: Driven) -> None:
    """See that a completion does show."""
    begun = PEOPLE[0][:3].lower()
    program.mark()
    program.send(f"@{begun}")
    program.wait_for(PEOPLE[0][3:])
    program.send(CLEAR)
    program.quiet(0.3)


def _times(keys: list[tuple[float, float]]) -> list[float]:
    return [took for _moment, took in keys]


def _during(keys: list[tuple[float, float]], saves: list[tuple[float, float]]) -> list[float]:
    """The keys during which a save came to its end."""
    return [
        took
        for moment, took in keys
        if any(since <= moment + took and moment <= until and until - since < 1 for since, until in saves)
    ]
