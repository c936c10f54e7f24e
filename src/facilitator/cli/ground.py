"""What all commands stand on: the user's folders, the moment, chance, the session they name, and a word to people."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from random import Random, SystemRandom
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facilitator.model.session import Session
    from facilitator.storage.desk import Desk
    from facilitator.storage.places import Places


class UsageError(Exception):
    """The command cannot be carried out as asked; the message says what to do instead."""


def read(name: str) -> "Session":
    """A session as it is: with what its journal holds beyond the file, unless another program has it open."""
    from facilitator.storage.meant_file import resolve
    from facilitator.storage.whole import read_whole

    return read_whole(resolve(name), your_places(), now(), chance(), told=say)


@contextmanager
def desk_of(path: Path, scribe: str) -> "Iterator[Desk]":
    """An open session for one command, closed again behind it.

    Args:
        path: the session file.
        scribe: who signs notes.
    """
    from facilitator.storage.desk import open_desk

    desk = open_desk(path, your_places(), now(), chance(), scribe, kind="command")
    try:
        for notice in desk.notices:
            say(notice.sentence)
        yield desk
    finally:
        desk.close()


def theme_folders(places: "Places") -> tuple[Path, ...]:
    """Where theme sets are, the user's own first."""
    from facilitator.data_folder import shipped

    return (places.theme_sets, shipped("themes"))


def your_places() -> "Places":
    """The folders of whoever runs the program."""
    from facilitator.storage.places import places

    return places(os.environ)


def now() -> datetime:
    """The moment, with the time zone of this machine."""
    return datetime.now().astimezone()


def chance() -> Random:
    """Where identifiers come from."""
    return SystemRandom()


def on_terminal() -> bool:
    """Whether people sit at a terminal, typing and reading."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def drawn_elsewhere() -> bool:
    """Whether Textual was told to draw by another way than a terminal, such as in a browser."""
    return bool(os.environ.get("TEXTUAL_DRIVER"))


def say(sentence: str) -> None:
    """Tell people something in one line: talk, not data."""
    from facilitator.cli.first_line import take_back
    from facilitator.tui.safe import drawable

    take_back()
    print(drawable(sentence, one_line=True), file=sys.stderr)
