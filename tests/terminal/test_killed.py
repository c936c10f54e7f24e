"""Killed at any moment while notes are typed: what was shown as kept is there, and the half-typed line comes back."""

import re
import signal
import time
from pathlib import Path
from random import Random

import pyte
import pytest

from tests.terminal.program import TORTURE, begin, draft_in_journal, new_session, screen_of, texts_in_journal
from tests.terminal.terminal import Terminal, drawable_by_pyte

pytestmark = pytest.mark.terminal

ROUNDS = 120 if TORTURE else 6
FRAME_END = b"\x1b[?2026l"
DRAFT_WITHIN = 3.0
"""Seconds; a third of one is the promise, the rest is for a machine that does other things."""


def acknowledged(term: Terminal) -> int:
    """How many notes the last whole frame shows, if it says that they are kept; 0 if it does not."""
    raw = bytes(term.raw)
    screen = pyte.Screen(term.columns, term.rows)
    pyte.Stream(screen).feed(drawable_by_pyte(raw[: raw.rfind(FRAME_END)].decode("utf-8", "replace")))
    text = "\n".join(screen.display)
    found = re.search(r"(\d+) notes? ", text)
    return int(found[1]) if found and "● kept" in text else 0


def line_of(number: int) -> str:
    return f"note {number} dite à voix haute"


def read_up_to(term: Terminal, size: int) -> None:
    """Read a little of what the program draws, so that the next key comes at another moment of its work."""
    term.look(lambda t: len(t.raw) >= size, limit=0.05)


def erase(term: Terminal, draft: str) -> None:
    """See the half-typed line come back, and take it away."""
    term.wait_for(f"▸ {draft.strip()}")
    term.send(*["backspace"] * len(draft))
    term.wait_for(lambda t: any(line.strip() == "▸" for line in t.lines))


def type_until_killed(term: Terminal, chance: Random, number: int) -> list[str]:
    """Type notes, each with its number, and kill the program at some moment; returns the lines begun."""
    begun: list[str] = []
    keys = 0
    last = chance.randint(1, 150 if TORTURE else 80)
    while True:
        line = line_of(number)
        begun.append(line)
        for key in (*line, "enter"):
            term.send(key)
            keys += 1
            if chance.random() < 0.2:
                read_up_to(term, len(term.raw) + chance.randint(1, 600))
            if keys >= last:
                term.signal(signal.SIGKILL)
                term.wait_exit()
                return begun
        number += 1


def draft_kept_at(term: Terminal, home: Path, draft: str) -> float:
    """Wait until the journal holds the half-typed line; seconds that it took."""
    begun = time.monotonic()
    assert term.look(lambda _: draft_in_journal(home) == draft, limit=DRAFT_WITHIN), "the half-typed line was not kept"
    return time.monotonic() - begun


def test_killed_while_notes_are_typed(tmp_path: Path) -> None:
    chance = Random(23)
    file, home = new_session(tmp_path), tmp_path / "home"
    total, slowest, left = 0, 0.0, ""
    for turn in range(ROUNDS):
        with screen_of(file, home) as term:
            begin(term)
            if total:
                term.wait_for(f"{total} note")  # what was kept before is there
            if left:
                erase(term, left)
            before, erased = total, left
            if turn % 2:
                draft = f"à moitié tapé au tour {turn}"
                term.send(draft)
                term.wait_for(draft)
                slowest = max(slowest, draft_kept_at(term, home, draft))
                term.signal(signal.SIGKILL)
                term.wait_exit()
                begun = [draft]
            else:
                begun = type_until_killed(term, chance, total + 1)
            shown = acknowledged(term)
        kept = texts_in_journal(home)
        assert kept == [line_of(number) for number in range(1, len(kept) + 1)], "a line is lost, doubled or torn"
        assert len(kept) >= max(before, shown), "a note was shown as kept and is gone"
        total = len(kept)
        left = draft_in_journal(home)
        assert any(line.startswith(left) for line in (*begun, erased)), "a line came back that nobody typed"
        if turn % 2:
            assert left == begun[0]
    print(f"{ROUNDS} kills, {total} notes, slowest half-typed line {slowest:.2f} s after it was shown")  # noqa: T201
