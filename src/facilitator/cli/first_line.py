"""A line that says at once what is being opened, and goes again: even the first frame takes a moment to load.

It comes before the command line is read by the parser, which takes a moment too.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from facilitator.language import _

_WITH_A_VALUE = ("--lang", "--look", "--scribe")
"""Options with which it is still a screen that opens; each takes a value."""
_shown: list[bool] = []


def file_to_open(arguments: Sequence[str]) -> str:
    """The file that is plainly to be opened on the screen, as it was typed; "" for anything else, and in any doubt.

    Args:
        arguments: the arguments after the program's name.
    """
    words: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument in _WITH_A_VALUE:
            next(rest, None)
        elif argument.startswith("-") and argument.partition("=")[0] not in _WITH_A_VALUE:
            return ""
        elif not argument.startswith("-"):
            words.append(argument)
    return words[1] if len(words) == 2 and words[0] == "open" else ""


@contextmanager
def first_line(name: str) -> Iterator[None]:
    """Say it while what stands within goes on; nothing without a terminal that can take the line back.

    Args:
        name: what is being opened, as it was typed; "" says nothing.
    """
    if not name or os.environ.get("TERM") == "dumb" or not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield
        return
    from facilitator.tui.safe import drawable

    file, opening = drawable(os.path.basename(name) or name, one_line=True), _("opening …")
    # Only one line can be taken back, and a sign may be two cells wide.
    room = os.get_terminal_size(sys.stdout.fileno()).columns - len(opening) - len(" · ")
    fits = len(file) * (1 if file.isascii() else 2) < room
    print(f"{file} · {opening}" if fits else opening, end="", flush=True)
    _shown.append(True)
    try:
        yield
    finally:
        take_back()


def take_back() -> None:
    """Take the line back, if it is there: something is to be said in its place."""
    if _shown:
        _shown.clear()
        # The terminal may be gone; what is to be put away then must not wait for it.
        with suppress(OSError):
            print("\r\x1b[2K", end="", flush=True)
