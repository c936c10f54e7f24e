"""How far a long command is, on one line of the terminal."""

from collections.abc import Iterator, Sequence
from typing import TextIO, TypeVar

T = TypeVar("T")
_WIDTH = 30


def with_progress(items: Sequence[T], word: str, stream: TextIO) -> Iterator[T]:
    """The items one by one, and how many are done on a line that goes again; nothing where there is no terminal.

    Args:
        items: what is worked through.
        word: what is being done, in one or two words.
        stream: where people look: the standard error.
    """
    if not stream.isatty():
        yield from items
        return
    line = ""
    try:
        for done, item in enumerate(items):
            filled = _WIDTH * done // len(items)
            line = f"{word} [{'#' * filled}{'.' * (_WIDTH - filled)}] {done}/{len(items)}"
            print(f"\r{line}", end="", file=stream, flush=True)
            yield item
    finally:
        print(f"\r{' ' * len(line)}\r", end="", file=stream, flush=True)
