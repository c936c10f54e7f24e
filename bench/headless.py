"""Commands without a screen, beside the bare interpreter and a bare import of the validator and the engine."""

import statistics
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from bench.driving import environment
from bench.material import PROGRAM, PYTHON, prepared
from bench.settings import Settings
from bench.table import Row, ratio

_NOTES = 1_000
_PASS = [PYTHON, "-c", "pass"]
_BOTH = [PYTHON, "-c", "import pycrdt; from pydantic import BaseModel"]
_VALIDATOR = [PYTHON, "-c", "from pydantic import BaseModel"]


def rows(settings: Settings) -> Iterator[Row]:
    """The rows of the commands without a screen."""
    session = prepared(settings.sub("headless"), _NOTES)
    file, home = str(session.file), session.home
    for option in ("--help", "--version"):
        runs = [_pair([*PROGRAM, option], _PASS, home, settings.acts) for _round in range(settings.rounds)]
        yield ratio(f"`{option}`, to `python -c pass`", runs, 4.0)
    commands = (("show", ["show", file]), ("export", ["export", file]), ("add", ["add", file, "On garde le marché"]))
    for name, arguments in commands:
        runs = [_pair([*PROGRAM, *arguments], _BOTH, home, settings.acts // 2) for _round in range(settings.rounds)]
        yield ratio(f"`{name}`, {_NOTES:,} notes, to a bare import of pydantic and pycrdt", runs, 1.3)
    runs = [_pair(_VALIDATOR, _BOTH, home, settings.acts // 2) for _round in range(settings.rounds)]
    yield ratio("for comparison: a bare import of pydantic alone, to that of both", runs)


def _pair(ours: list[str], base: list[str], home: Path, times: int) -> tuple[float, float]:
    """Median seconds of two commands, called in turn."""
    pairs = [(_seconds(ours, home), _seconds(base, home)) for _time in range(times)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def _seconds(argv: list[str], home: Path) -> float:
    begin = time.perf_counter()
    subprocess.run(
        argv, cwd=home, env=environment(home), stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=60
    )
    return time.perf_counter() - begin
