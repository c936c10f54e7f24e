"""A line that says at once what is being opened, and goes again: even the first frame takes a moment to load."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from facilitator.language import _


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

    print(f"{drawable(name, one_line=True)} · {_('opening …')}", end="", flush=True)
    try:
        yield
    finally:
        print("\r\x1b[2K", end="", flush=True)
