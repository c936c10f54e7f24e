"""A long day: notes one after the other, with corrections, filters and other window sizes between; memory grows with the text.

What a note may cost is ``NOTE_COST``, measured part by part with notes of a hundred characters: five to six KiB in the living
document with its text, view and undo; three to four in what is written (the file's text, last and next, the journal's
pages); two in what is drawn. A leak of what is drawn, of timers or of whole file texts costs more than that at once. The
first notes are not counted: they pay for what is loaded and made once. The second half of the day must not cost more than
the first.
"""

import re
from pathlib import Path

import pytest

from tests.terminal.program import TORTURE, all_filed, begin, leave, new_session, screen_of, texts_in
from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.terminal

NOTES = 2880 if TORTURE else 120
"""Eight hours at a note every ten seconds, or twenty minutes."""
WARM_UP = 40
ROUND, BREATH = 40, 5
NOTE_COST = 12 * 1024
UNEVEN = 4 * 1024 * 1024
"""Bytes: the allocator takes memory in pieces, and garbage is collected when it likes."""


def memory(term: Terminal) -> int:
    """Bytes of memory that the program holds."""
    status = Path(f"/proc/{term.pid}/status")
    if not status.exists():
        pytest.skip("this system does not tell how much memory a process holds")
    found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text(encoding="ascii"))
    assert found is not None
    return int(found[1]) * 1024


def text_of(number: int) -> str:
    return f"On garde la {number}e idée : une *journée ouverte* par quartier, avec les écoles voisines"


def a_round(term: Terminal, first: int) -> None:
    """Type notes, and do meanwhile what a scribe does."""
    for number in range(first, first + ROUND, BREATH):
        for one in range(number, number + BREATH):
            term.send(text_of(one), "enter")
        term.wait_for(f" {number + BREATH - 1} notes")
    term.send("up")
    term.wait_for("correct ▸")
    term.send(" corrigée", "enter")
    term.wait_for(lambda t: not t.has("correct ▸"))
    term.send("f6")
    term.wait_for("Show (words")
    words = f"{first}e idée"
    term.send(words)
    term.wait_for(f"filter: {words}")
    term.send(*["backspace"] * len(words))
    term.wait_for("all themes")
    term.send("escape")
    term.wait_for(lambda t: not t.has("Show (words"))
    for size in ((80, 24), (200, 60), (120, 36)):
        term.resize(*size)
        term.wait_for(f"{first + ROUND - 1}")
    term.wait_for(f"la {first + ROUND - 1}e idée")


def test_memory_grows_by_no_more_than_the_text(tmp_path: Path) -> None:
    file = new_session(tmp_path)
    held: list[tuple[int, int]] = []
    with screen_of(file, tmp_path / "home") as term:
        begin(term)
        for first in range(1, NOTES, ROUND):
            a_round(term, first)
            held.append((first + ROUND - 1, memory(term)))
        term.wait_for(all_filed)
        leave(term)
    assert len(texts_in(file)) == NOTES
    counted = [(count, size) for count, size in held if count >= WARM_UP]
    (start, before), (middle, half), (end, after) = counted[0], counted[len(counted) // 2], counted[-1]
    cost = (after - before) / (end - start)
    print(f"{end - start} notes: {(after - before) / 1024:.0f} KiB, {cost:.0f} bytes a note")  # noqa: T201
    assert after - before <= (end - start) * NOTE_COST + UNEVEN
    assert (after - half) / (end - middle) <= 1.25 * (half - before) / (middle - start) + UNEVEN / (end - middle)
