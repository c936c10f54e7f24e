"""From starting the program to what can be read and typed into, beside the start of a bare application."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.driving import CLEAR, Driven, NotSeenError
from bench.material import BARE, BARE_READY, LAST_WORD, QUESTION, READY, Prepared, prepared
from bench.settings import Settings
from bench.table import Row, ratio

_FEW, _MANY = 1_000, 10_000
_BOUNDS = 1.4, 1.9
SCREEN = "● opening"
"""What the title says as soon as the screen itself is there, which takes keys."""
_TYPED = "xqzxqz"
_STARTS = 3


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds to a first line, to the question and the notes, to the same with a typing line that takes keys, to everything."""

    line: float
    text: float
    screen: float
    ready: float


def rows(settings: Settings) -> Iterator[Row]:
    """The rows of the start."""
    folder = settings.sub("starting")
    few, many = prepared(folder, _FEW), prepared(folder, _MANY)
    starts: list[tuple[float, Start, Start]] = []
    for _round in range(settings.rounds):
        turns = [(_bare(few), _start(few), _start(many)) for _turn in range(_STARTS)]
        starts.append(_middle(turns))
    bares = [bare for bare, _few, _many in starts]
    fews, manys = [few for _bare, few, _many in starts], [many for _bare, _few, many in starts]
    yield ratio("start to a first line, to the bare app", [(s.line, b) for s, b in zip(fews, bares, strict=True)], 0.2)
    yield _lost(few, settings.acts)
    for count, found in ((_FEW, fews), (_MANY, manys)):
        notes = f"{count:,} notes, to the bare app"
        bounds = _BOUNDS if count == _FEW else (None, None)
        pairs = list(zip(found, bares, strict=True))
        yield ratio(f"start to question and notes as plain text, {notes}", [(s.text, b) for s, b in pairs])
        yield ratio(f"start to first useful frame, {notes}", [(s.screen, b) for s, b in pairs], bounds[0])
        yield ratio(f"start to fully ready, {notes}", [(s.ready, b) for s, b in pairs], bounds[1])
    both, names = list(zip(manys, fews, strict=True)), f"{_MANY}/{_FEW}"
    to = f"{_MANY:,} notes, to {_FEW:,}"
    yield ratio(f"start to first useful frame, {to}", [(m.screen, f.screen) for m, f in both], 1.15, names)
    yield ratio(f"start to fully ready, {to}", [(m.ready, f.ready) for m, f in both], 1.15, names)


def _bare(session: Prepared) -> float:
    with Driven(BARE, session.home) as program:
        return program.wait_for(BARE_READY) - program.begin


def _start(session: Prepared) -> Start:
    with Driven(session.argv, session.home) as program:
        moments = [
            program.wait_for(session.file.name),
            program.wait_for(QUESTION, LAST_WORD),
            program.wait_for(SCREEN, LAST_WORD),
            program.wait_for(READY),
        ]
        return Start(*(moment - program.begin for moment in moments))


def _middle(turns: list[tuple[float, Start, Start]]) -> tuple[float, Start, Start]:
    """Of each figure the one in the middle."""

    def middle(values: list[float]) -> float:
        return sorted(values)[len(values) // 2]

    few, many = (
        Start(*(middle([getattr(turn[which], name) for turn in turns]) for name in Start.__slots__)) for which in (1, 2)
    )
    return middle([turn[0] for turn in turns]), few, many


def _lost(session: Prepared, times: int) -> Row:
    """Whether what is typed from the first line on arrives in the typing line."""
    lost = 0
    for number in range(times):
        with Driven(session.argv, session.home) as program:
            program.wait_for(session.file.name)
            program.idle(number / times / 2)
            program.send(_TYPED)
            program.wait_for(READY)
            program.mark()
            program.send("k")
            try:
                program.wait_for(f"{_TYPED}k", limit=2)
            except NotSeenError:
                lost += 1
            program.send(CLEAR)
            program.quiet(0.4)
    return Row("lines typed while it starts, from the first line on", says=f"{lost} of {times} lost", true=lost == 0)
