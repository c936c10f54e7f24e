"""Another version of a session file, kept beside it under a dated name."""

from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path

from msgspec import Struct

from facilitator.language import _
from facilitator.storage.atomic import replace_file

_LONGEST_NAME = 255
"""Bytes that a file's name may have on the usual file systems."""


class Notice(Struct, frozen=True):
    """Something that the user should know; ``sentence`` is for people."""

    sentence: str


def set_aside(file: Path, data: bytes, now: datetime) -> str:
    """Keep what a session file holds, never overwriting another file; returns the name of the copy.

    A version that was set aside in the same minute already is not kept twice.

    Args:
        file: the session file.
        data: what it holds.
        now: the moment, for the name.

    Raises:
        FileNotWrittenError: it cannot be written.
    """
    words = _("other version")
    for number in count(1):
        again = f", {number}" if number > 1 else ""
        ending = f" ({words} {now:%Y-%m-%d %Hh%M}{again}){file.suffix}"
        stem = file.stem.encode(errors="surrogateescape")[
            : _LONGEST_NAME - len(ending.encode(errors="surrogateescape"))
        ]
        aside = file.with_name(stem.decode(errors="ignore") + ending)
        with suppress(OSError):
            if aside.read_bytes() == data:
                return aside.name
        if not aside.exists():
            replace_file(aside, data)
            return aside.name
    raise AssertionError("numbers do not end")
