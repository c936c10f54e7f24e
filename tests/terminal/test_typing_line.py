"""The typing line in a real pseudo-terminal: the terminal's own cursor, fast keys, harmless drawing."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.terminal

APP = Path(__file__).parent / "apps" / "typed_notes.py"


@pytest.fixture
def term() -> Iterator[Terminal]:
    with Terminal([sys.executable, str(APP)], size=(60, 10)) as term:
        term.wait_for("ready")
        term.wait_for(lambda t: t.cursor == (2, 9))
        yield term


def test_the_cursor_is_seen_where_typing_goes(term: Terminal) -> None:
    term.send("éa日")
    term.wait_for(lambda t: t.cursor == (6, 9))
    term.send("left")
    term.wait_for(lambda t: t.cursor == (4, 9))
    term.send("home")
    term.wait_for(lambda t: t.cursor == (2, 9))
    term.send("f5")
    term.wait_for(lambda t: t.cursor is None)
    term.send("f5")
    term.wait_for(lambda t: t.cursor == (2, 9))
    term.resize(40, 20)
    term.wait_for(lambda t: t.cursor == (2, 19))


def test_the_cursor_goes_along_when_the_line_grows(term: Terminal) -> None:
    term.send("un", "ctrl+j", "deux")
    term.wait_for(lambda t: t.cursor == (6, 9) and t.lines[8].startswith("▸ un"))
    term.send("enter")
    term.wait_for(lambda t: t.cursor == (2, 9) and t.has(r"'un\ndeux'"))


def test_keys_of_one_read_act_in_their_order(term: Terminal) -> None:
    term.send("un", "enter", "deux", "ctrl+u", "trois", "tab", "2", "quatre", "enter", "fin")
    term.wait_for("'un' | theme b | 'troisquatre'")
    term.wait_for("▸ fin")


def test_composed_letters_byte_by_byte(term: Terminal) -> None:
    text = "Où l’été « œuvre » ÿ\u00a0! 日本語"
    term.trickle(text.encode())
    term.send("enter")
    term.wait_for(ascii(text)[:50])


def test_pasted_escapes_reach_the_note_and_never_the_screen(term: Terminal) -> None:
    term.paste("a\x1b[2J\x1b]0;titre\x07\x9b5n\x00\u202eb\rc")
    term.wait_for("pasted 2")
    before = len(term.raw)
    term.paste("a\x1b[2J\x1b]0;titre\x07\x9b5nb")
    term.wait_for("a␛[2J␛]0;titre␇")
    drawn = bytes(term.raw[before:])
    assert b"\x07" not in drawn
    assert b"\xc2\x9b" not in drawn
    assert not re.search(rb"\x1b\[2J|\x1b\]0;", drawn)
    term.send("enter")
    term.wait_for(r"'a\x1b[2J\x1b]0;titre\x07\x9b5nb'")
