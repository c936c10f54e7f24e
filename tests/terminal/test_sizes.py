"""The window changes its size in a real terminal, and the terminal's cursor is where a screen reader looks for it."""

from pathlib import Path

import pytest

from tests.terminal.program import PROGRAM, begin, leave, new_session, screen_of
from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.terminal


def standing(term: Terminal) -> str:
    """The row in which the cursor stands."""
    row = term.cursor[1] if term.cursor is not None else term.rows
    return term.lines[row].strip() if row < term.rows else ""


def test_typing_goes_on_through_every_size(tmp_path: Path) -> None:
    with screen_of(new_session(tmp_path), tmp_path / "home") as term:
        begin(term)
        term.send("une idée")
        term.wait_for("▸ une idée")
        written = "▸ une idée"
        for size in ((60, 20), (200, 60), (80, 24), (100, 30), (120, 36)):
            term.resize(*size)
            term.send("!")
            written += "!"
            term.wait_for(lambda t: standing(t) == written and t.cursor and t.cursor[0] == len(written) + 1)  # noqa: B023
        term.send("enter")
        term.wait_for("1 note")
        leave(term)


def test_the_cursor_stands_on_the_chosen_line_of_a_list(tmp_path: Path) -> None:
    with screen_of(new_session(tmp_path), tmp_path / "home") as term:
        begin(term)
        term.send("premier", "enter", "second", "enter")
        term.wait_for("2 notes")
        for key, words in (("f7", "second"), ("up", "premier")):
            term.send(key)
            term.wait_for(lambda t: words in standing(t))  # noqa: B023
        term.send("escape")
        term.wait_for(lambda t: "▸" in standing(t))
        term.send("ctrl+p")
        term.wait_for("What do you want to do?")
        term.wait_for(lambda t: "What do you want" in standing(t))
        term.send("escape")
        term.wait_for(lambda t: "▸" in standing(t))
        leave(term)


def test_from_nothing_to_a_first_note_with_a_title_alone(tmp_path: Path) -> None:
    with Terminal(PROGRAM, size=(80, 24), home=tmp_path) as term:
        term.wait_for("New session")
        term.wait_for(lambda t: "New session" in standing(t))
        term.send("n")
        term.wait_for("Only the title is needed")
        term.send("Cercle du jeudi", "enter", "enter")
        term.wait_for("▸")
        term.wait_for("kept")
        term.send("la première note", "enter")
        term.wait_for("1 note")
        leave(term)
    assert "la première note" in (tmp_path / "Cercle du jeudi.toml").read_text(encoding="utf-8")


def test_the_demonstration_offers_the_tour(tmp_path: Path) -> None:
    with Terminal([*PROGRAM, "demo"], size=(80, 24), home=tmp_path) as term:
        term.wait_for("New here?")
        term.wait_for("kept")
        term.send("enter")
        term.wait_for("1/5")
        term.send("bonjour", "enter")
        term.wait_for("2/5")
        term.send("escape")
        term.wait_for(lambda t: not t.has("2/5"))
        assert term.has("▸")
        leave(term)
