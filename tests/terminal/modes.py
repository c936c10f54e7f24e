"""In what state a program leaves a terminal: the modes that its output set and took back, and the line's settings."""

import os
import re
import termios
from typing import Any

from tests.terminal.terminal import Terminal

_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_KITTY = re.compile(rb"\x1b\[([<>])[0-9]*u")
_CURSOR, _WRAP = 25, 7
_NAMES = {
    1: "application cursor keys",
    1000: "mouse",
    1002: "mouse",
    1003: "mouse",
    1004: "focus events",
    1005: "mouse",
    1006: "mouse",
    1015: "mouse",
    1016: "mouse",
    47: "alternate screen",
    1047: "alternate screen",
    1049: "alternate screen",
    2004: "bracketed paste",
    2026: "synchronised output",
    2048: "size events",
}


def changed_modes(raw: bytes) -> set[str]:
    """What the output left other than a terminal begins with, in words; nothing when all was given back."""
    on = {_CURSOR, _WRAP}
    for found in _MODE.finditer(raw):
        numbers = {int(number) for number in found[1].split(b";") if number}
        on = on | numbers if found[2] == b"h" else on - numbers
    left = {_NAMES.get(number, str(number)) for number in on - {_CURSOR, _WRAP}}
    left |= {word for number, word in ((_CURSOR, "cursor hidden"), (_WRAP, "no line wrap")) if number not in on}
    depth = 0
    for found in _KITTY.finditer(raw):
        depth = depth + 1 if found[1] == b">" else max(0, depth - 1)
    return left | ({"keyboard protocol"} if depth else set())


class LineSettings:
    """The settings of a terminal's line (echo, line by line, signals …) before the program took it."""

    def __init__(self, term: Terminal) -> None:
        """Note them; the program must not have begun to draw yet."""
        self._slave = os.open(term.slave_name, os.O_RDWR | os.O_NOCTTY)
        self._before = self.now()

    def now(self) -> list[Any]:
        """They are as they are."""
        return termios.tcgetattr(self._slave)

    def forget(self) -> None:
        """Set them as a shell does that takes its terminal back."""
        termios.tcsetattr(self._slave, termios.TCSANOW, self._before)

    @property
    def taken(self) -> bool:
        """Whether the program has the terminal: key by key, no echo."""
        return not self.now()[3] & (termios.ICANON | termios.ECHO)

    @property
    def given_back(self) -> bool:
        """Whether they are as before."""
        return self.now() == self._before

    def close(self) -> None:
        """Let go of the terminal."""
        os.close(self._slave)
