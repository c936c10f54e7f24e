"""What a session of 10,000 notes costs more than one of 100: Enter, a filter, another size of the window."""

import random
import statistics
from collections.abc import Callable, Iterator
from contextlib import ExitStack

from bench.driving import ENTER, ESCAPE, F6, SIZE, UNDO, Driven
from bench.material import LAST_WORD, READY, THEME, WORD, Prepared, prepared
from bench.settings import Settings
from bench.table import Row, ratio
from bench.typist import lines

_FEW, _MANY = 100, 10_000
_OTHER_SIZE = 100, 32
_SILENCE = 0.25
_TURNS, _SHARE = 3, 6

Act = Callable[[Driven, random.Random], float]
"""Does something and gives the seconds until it was seen."""


def rows(settings: Settings) -> Iterator[Row]:
    """The rows of these acts."""
    folder = settings.sub("acts")
    few, many = prepared(folder, _FEW), prepared(folder, _MANY)
    acts: tuple[tuple[str, Act, float], ...] = (
        ("filter by words", _filtered(WORD), 3.0),
        ("filter by theme", _filtered(f"#{THEME.lower()}"), 3.0),
        ("resize", _resized, 2.0),
        ("Enter to note on screen", _entered, 1.15),
    )
    runs = [_run(settings, few, many, [act for _what, act, _bound in acts]) for _round in range(settings.rounds)]
    for number, (what, _act, bound) in enumerate(acts):
        yield ratio(f"{what}, {_MANY:,} notes to {_FEW}", [run[number] for run in runs], bound, f"{_MANY}/{_FEW}")


def _run(settings: Settings, few: Prepared, many: Prepared, acts: list[Act]) -> list[tuple[float, float]]:
    """For each act the medians with many and with few notes, measured in turn."""
    chance = random.Random(3)
    medians = []
    with ExitStack() as both:
        programs = [both.enter_context(Driven(session.argv, session.home)) for session in (many, few)]
        for program in programs:
            program.wait_for(READY)
            program.quiet(0.5)
        for act in acts:
            found: tuple[list[float], list[float]] = ([], [])
            for _turn in range(_TURNS):
                for program, times in zip(programs, found, strict=True):
                    times += [act(program, chance) for _time in range(max(1, settings.acts // _SHARE))]
            medians.append((statistics.median(found[0]), statistics.median(found[1])))
    return medians


def _entered(program: Driven, chance: random.Random) -> float:
    """Enter, until the note stands in the list; it is taken back."""
    line = next(lines(chance))[:12]
    program.press(line, line)
    program.quiet(_SILENCE)
    took = program.press(ENTER, line)
    program.quiet(_SILENCE)
    program.press(UNDO, "Undone")
    return took


def _filtered(words: str) -> Act:
    """A filter pasted at once, until the notes that it leaves are there; it is taken away again."""

    def act(program: Driven, _chance: random.Random) -> float:
        program.mark()
        program.send(F6)
        program.wait_for("Show (words")
        program.quiet(_SILENCE)
        program.mark()
        begin = program.paste(words)
        took = program.wait_for(f"filter: {words}", LAST_WORD) - begin
        program.mark()
        program.send(ESCAPE)
        program.wait_for("all themes")
        program.quiet(_SILENCE)
        return took

    return act


def _resized(program: Driven, _chance: random.Random) -> float:
    """The window becomes smaller, until nothing is drawn any more; it gets its size back."""
    program.quiet(_SILENCE)
    program.mark()
    begin = program.resize(_OTHER_SIZE)
    program.wait_for(LAST_WORD)
    took = program.quiet(_SILENCE) - begin
    program.mark()
    program.resize(SIZE)
    program.wait_for(LAST_WORD)
    program.quiet(_SILENCE)
    return took
