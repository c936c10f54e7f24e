"""One key after the other: how long each takes to be seen."""

import random
import time
from collections.abc import Callable, Iterator

from bench.driving import CLEAR, Driven
from bench.material import PEOPLE

_GAP = 0.015, 0.045
"""Seconds between what was seen and the next key, at random: else keys fall in step with the program's frames."""
_TAIL = 5
_LINE = 36
_SILENCE = 0.08


def lines(chance: random.Random) -> Iterator[str]:
    """Lines without sense and without blanks, so that the last letters of what is typed stand nowhere else."""
    while True:
        yield "".join(chance.choices("bcdfghjklmnpqrstvwxz", k=_LINE))


def names() -> Iterator[str]:
    """Names in small letters after the sign that has them completed, again and again."""
    while True:
        for name in PEOPLE:
            yield f"@{name.lower()}"[:-1]


def typed(
    program: Driven,
    count: int,
    source: Iterator[str],
    chance: random.Random,
    end: str = CLEAR,
    between: Callable[[], None] = lambda: None,
) -> list[tuple[float, float]]:
    """Type lines and time every key.

    Args:
        program: where; what takes the typing has the focus and is empty.
        count: how many keys to time.
        source: the lines.
        chance: where the pauses come from.
        end: what to press after each line.
        between: called before each key.

    Returns:
        For each key the moment it was pressed and the seconds until it was seen. The first two of each line do not count: so
        short a text may stand elsewhere too.
    """
    times: list[tuple[float, float]] = []
    while len(times) < count:
        line = next(source)
        for at, letter in enumerate(line):
            between()
            program.idle(chance.uniform(*_GAP))
            took = program.press(letter, line[max(0, at + 1 - _TAIL) : at + 1])
            if at >= 2:
                times.append((time.perf_counter() - took, took))
        program.send(end)
        program.quiet(_SILENCE, limit=0.5)
    return times[:count]
