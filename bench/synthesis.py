"""Key to screen in the synthesis, with its preview and without."""

import random
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from bench.driving import ENTER, F4, Driven
from bench.material import LAST_WORD, PYTHON, READY, Prepared, pages, prepared
from bench.settings import Settings
from bench.table import Row, percentiles
from bench.typist import lines, typed

_PAGES = 20
_NOTES = 100
_LAUNCHER = [PYTHON, str(Path(__file__).with_name("without_preview.py")), "--lang", "en", "open"]
_BLOCKS = 2


def rows(settings: Settings) -> Iterator[Row]:
    """The rows of the synthesis."""
    folder, text = settings.sub("synthesis"), pages(_PAGES)
    with_it, without = (prepared(folder, _NOTES, text, name) for name in ("with", "without"))
    runs = [_run(settings, with_it, without, random.Random(number)) for number in range(settings.rounds)]
    yield from percentiles(
        f"key to screen in the synthesis, {_PAGES} pages, preview on, to the same without",
        runs,
        (1.3, None),
        "with/without",
    )


def _run(
    settings: Settings, with_it: Prepared, without: Prepared, chance: random.Random
) -> tuple[list[float], list[float]]:
    """The keys of both, in turn."""
    found: tuple[list[float], list[float]] = ([], [])
    with ExitStack() as both:
        programs = [
            both.enter_context(Driven(argv, session.home))
            for argv, session in ((with_it.argv, with_it), ([*_LAUNCHER, str(without.file)], without))
        ]
        for program in programs:
            program.wait_for(READY, LAST_WORD)
            program.quiet(0.3)
            program.send(F4)
            program.quiet(0.5)
            program.send(ENTER)
        for _block in range(_BLOCKS):
            for program, times in zip(programs, found, strict=True):
                program.quiet(0.3)
                keys = typed(program, settings.keys // _BLOCKS, lines(chance), chance, end=ENTER)
                times += [took for _moment, took in keys]
    return found
