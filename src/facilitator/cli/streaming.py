"""Lines that come through a pipe little by little: what came is not kept waiting for what is still to come."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue

RESTS = 0.5
"""Seconds without anything new after which what has come is handed on."""
AT_MOST = 2.0
"""Seconds after which what has come is handed on although more keeps coming."""
_CHUNK = 65_536


def blocks(descriptor: int, clock: Callable[[], float] = time.monotonic) -> Iterator[str]:
    """The text of a pipe in blocks of whole lines, each as soon as the pipe rests; a file is one block.

    While more keeps coming, a block ends before a line that begins without a blank, so that no indented line is parted from
    the one that it continues.

    Args:
        descriptor: where to read; bytes that are no text become U+FFFD.
        clock: seconds that only grow.
    """
    coming: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_read, args=(descriptor, coming), name="reading", daemon=True).start()
    held, since = bytearray(), 0.0
    while True:
        try:
            chunk = coming.get(timeout=RESTS if held else None)
        except Empty:
            whole = held.rfind(b"\n") + 1
        else:
            if not chunk:
                break
            since = since if held else clock()
            held += chunk
            whole = _before_last_note(held) if clock() - since > AT_MOST else 0
        if whole:
            yield held[:whole].decode("utf-8", "replace")
            del held[:whole]
            since = clock()
    if held:
        yield held.decode("utf-8", "replace")


def _read(descriptor: int, coming: "SimpleQueue[bytes]") -> None:
    """Hand on what comes, and an empty chunk at the end."""
    chunk = b"-"
    while chunk:
        try:
            chunk = os.read(descriptor, _CHUNK)
        except OSError:
            chunk = b""
        coming.put(chunk)


def _before_last_note(held: bytearray) -> int:
    """Where the last whole line begins that continues nothing; 0 when there is none behind another."""
    end = held.rfind(b"\n") + 1
    while end > 0:
        start = held.rfind(b"\n", 0, end - 1) + 1
        if bytes(held[start : start + 1]) not in (b" ", b"\t", b"\n", b"\r"):
            return start
        end = start
    return 0
