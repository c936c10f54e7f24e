"""Two programs on one session: every line once, and who only looks says so."""

import subprocess
import time
from pathlib import Path

import pytest

from tests.terminal.program import (
    PROGRAM,
    TORTURE,
    add,
    all_filed,
    begin,
    leave,
    new_session,
    screen_of,
    texts_in,
    texts_in_journal,
)
from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.terminal

SOON = 4.0
"""Seconds; a second is the promise, the rest is for a machine that does other things."""


def add_in_parallel(file: Path, term: Terminal, count: int) -> list[str]:
    """Start many ``add`` at once, each with a line of its own, and wait for all of them; returns the lines."""
    lines = [f"ligne {number} venue en même temps" for number in range(count)]
    running = [
        subprocess.Popen([*PROGRAM, "add", str(file), line], env=term.environment, stderr=subprocess.PIPE, text=True)
        for line in lines
    ]
    for one in running:
        said = one.communicate(timeout=60)[1]
        assert one.returncode == 0, said
        assert "1 note" in said
    return lines


def test_what_is_added_beside_the_screen_appears_on_it_in_order(tmp_path: Path) -> None:
    file = new_session(tmp_path)
    with screen_of(file, tmp_path / "home") as term:
        begin(term)
        term.send("la première au clavier", "enter")
        term.wait_for("1 note")
        term.send("une phrase commen")
        for number in range(2, 6):
            done = add(file, term, f"venue d'à côté, {number}")
            assert done.returncode == 0
            assert "1 note kept" in done.stderr
            begun = time.monotonic()
            term.wait_for(f"venue d'à côté, {number}", limit=SOON)
            term.wait_for(f"{number} notes", limit=SOON)
            assert time.monotonic() - begun < SOON
        places = [term.find(f"venue d'à côté, {number}") for number in range(2, 6)]
        rows = [place[1] for place in places if place is not None]
        assert rows == sorted(rows)
        assert len(rows) == 4
        assert term.has("une phrase commen")
        term.send("cée", "enter")
        term.wait_for("6 notes")
        leave(term)
    assert texts_in(file) == [
        "la première au clavier",
        *(f"venue d'à côté, {number}" for number in range(2, 6)),
        "une phrase commencée",
    ]


def test_a_second_screen_only_looks_and_says_so(tmp_path: Path) -> None:
    file = new_session(tmp_path)
    with screen_of(file, tmp_path / "home") as first:
        begin(first)
        first.send("une note", "enter")
        first.wait_for("1 note")
        first.wait_for(all_filed)
        with screen_of(file, tmp_path / "home") as second:
            second.wait_for("read only")
            second.wait_for("Open elsewhere: this screen only looks, and follows the file.")
            second.wait_for("une note")
            second.send("d'un autre", "enter")
            second.wait_for("d'un autre")
            second.wait_for("read only ▸")
            first.send("la suite", "enter")
            first.wait_for("2 notes")
            second.wait_for("la suite")
            second.wait_for("2 notes")
            leave(second)
        leave(first)
    assert texts_in(file) == ["une note", "la suite"]


def test_twenty_added_at_once_beside_the_screen(tmp_path: Path) -> None:
    file = new_session(tmp_path)
    with screen_of(file, tmp_path / "home") as term:
        begin(term)
        lines = add_in_parallel(file, term, 20)
        term.wait_for("20 notes")
        term.wait_for(all_filed)
        assert sorted(texts_in_journal(tmp_path / "home")) == sorted(lines)
        leave(term)
    assert sorted(texts_in(file)) == sorted(lines)


def test_added_at_once_while_no_screen_is_open(tmp_path: Path) -> None:
    file = new_session(tmp_path)
    with screen_of(file, tmp_path / "home") as term:
        begin(term)
        leave(term)
    lines = add_in_parallel(file, term, 20 if TORTURE else 6)
    assert sorted(texts_in(file)) == sorted(lines)
    assert sorted(texts_in_journal(tmp_path / "home")) == sorted(lines)


@pytest.mark.skipif(not TORTURE, reason="long: FACILITATOR_TORTURE=1")
def test_added_at_once_while_the_screen_comes_and_goes(tmp_path: Path) -> None:
    file = new_session(tmp_path)
    lines: list[str] = []
    for turn in range(5):
        with screen_of(file, tmp_path / "home") as term:
            begin(term)
            running = [
                subprocess.Popen([*PROGRAM, "add", str(file), f"tour {turn}, ligne {number}"], env=term.environment)
                for number in range(8)
            ]
            lines += [f"tour {turn}, ligne {number}" for number in range(8)]
            term.send("ctrl+q")
            assert term.wait_exit() == 0
            assert [one.wait(60) for one in running] == [0] * 8
    with screen_of(file, tmp_path / "home") as term:
        term.wait_for("40 notes")
        leave(term)
    assert sorted(texts_in(file)) == sorted(lines)
