"""What an open session holds in memory more than a bare application."""

from collections.abc import Iterator

from bench.driving import Driven
from bench.material import BARE, BARE_READY, READY, Prepared, prepared
from bench.settings import Settings
from bench.table import Row

_BOUNDS = {500: 25.0, 10_000: 80.0}
_SETTLING = 1.5


def rows(settings: Settings) -> Iterator[Row]:
    """The rows of the memory."""
    folder = settings.sub("memory")
    for count, bound in _BOUNDS.items():
        session = prepared(folder, count)
        runs = tuple(
            _held(session.argv, READY, session) - _held(BARE, BARE_READY, session) for _ in range(settings.rounds)
        )
        yield Row(f"memory, {count:,} notes, more than the bare app", runs, bound, "MiB")


def _held(argv: list[str], ready: str, session: Prepared) -> float:
    """MiB, a moment after everything is loaded."""
    with Driven(argv, session.home) as program:
        program.wait_for(ready)
        program.idle(_SETTLING)
        return program.memory()
