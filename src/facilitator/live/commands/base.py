"""What every command is."""

from datetime import datetime
from random import Random
from typing import Protocol

from msgspec import Struct

from facilitator.live.operations import Operation
from facilitator.live.view import View


class CommandRefusedError(Exception):
    """The act makes no sense now; the message says why, for the person who asked."""


class Moment(Struct, frozen=True):
    """When, by whom and with which chance a command is carried out; passed in, so that tests decide it.

    ``author`` is the scribe's name as the notes carry it.
    """

    now: datetime
    chance: Random
    author: str = ""

    @property
    def stamp(self) -> str:
        """The moment as the document keeps it, to the second."""
        return self.now.isoformat(timespec="seconds")


class Command(Protocol):
    """One act of a person: undone in one step."""

    @property
    def label(self) -> str:
        """What the act is called when it is undone (a marked source string)."""

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """What is to be done, seen from how the session looks now.

        Raises:
            CommandRefusedError: the act makes no sense now.
        """


def whole(text: str) -> str:
    """The text as the document can hold it: halves of characters (lone surrogates) become U+FFFD, nothing else changes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
