"""Keys that arrive in one burst, or before the screen is there, act as if they had come one by one."""

import sys
import tomllib
from pathlib import Path

import pytest

from tests.terminal.terminal import KEYS, Terminal

pytestmark = pytest.mark.terminal

PROGRAM = [sys.executable, "-m", "facilitator", "--lang", "en", "open"]
SIZE = (120, 36)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A session that was opened once, so that the next start shows a glance first."""
    file = tmp_path / "s.toml"
    file.write_text('format = 1\nid = "s1"\ntitle = "T"\n[[note]]\nid = "n1"\ntext = "première"\n', encoding="utf-8")
    (tmp_path / "home").mkdir()
    with Terminal([*PROGRAM, str(file)], size=SIZE, home=tmp_path / "home") as term:
        term.wait_for("kept · file up to date")
        term.send("ctrl+q")
        assert term.wait_exit() == 0
    return file


def burst(*keys: str) -> bytes:
    return "".join(KEYS.get(key, key) for key in keys).encode()


def typing(term: Terminal) -> bool:
    """Whether the cursor stands in the typing line, in a picture drawn to its end: the last row speaks of its keys."""
    cursor = term.cursor
    return cursor is not None and "▸" in term.lines[cursor[1]] and "Enter keep" in term.lines[-1]


def asked(term: Terminal) -> bool:
    """Whether one of the dialogs is on the screen."""
    return term.has("What do you want to do?") or term.has("Close the session")


def texts(file: Path) -> list[str]:
    return [note["text"] for note in tomllib.loads(file.read_text(encoding="utf-8"))["note"]]


BURSTS = {
    "people": (["une note", "enter", "f3", "Zoé", "enter"], "Zoé"),
    "synthesis": (["une note", "enter", "f4", "Fin."], "Fin."),
    "filter": (["une note", "enter", "f6", "note", "enter"], "filter: note"),
    "notes": (["une note", "enter", "f7", "s"], "★"),
    "undo": (["de trop", "enter", "ctrl+z", "une note", "enter"], "une note"),
    "ideas": (["f5", "une note", "enter", "f5"], "une note"),
    "correct": (["une not", "enter", "up", "e", "enter"], "une note"),
}


@pytest.mark.parametrize("name", BURSTS)
@pytest.mark.parametrize("early", [False, True], ids=["ready", "early"])
def test_a_burst_acts_as_if_typed_slowly(name: str, early: bool, file: Path, tmp_path: Path) -> None:
    keys, shown = BURSTS[name]
    with Terminal([*PROGRAM, str(file)], size=SIZE, home=tmp_path / "home") as term:
        if early:
            term.wait_for("QUESTION")
        else:
            term.wait_for("kept · file up to date")
        term.send_bytes(burst(*keys))
        term.wait_for(lambda t: t.has(shown) and t.has("2 notes"))
        # Escape and a letter in one breath would be one key, Alt and the letter.
        if name in ("people", "synthesis", "notes"):
            term.send("escape")
        term.wait_for(typing)
        term.send("la suite")
        term.wait_for(lambda t: t.has("▸ la suite") and t.has("file up to date"))
        term.send("ctrl+q")
        assert term.wait_exit() == 0
    assert texts(file) == ["première", "une note"]


@pytest.mark.parametrize("keys", [("ctrl+p", "pageup", "pagedown", "end"), ("f9", "tab", "tab")])
def test_a_dialog_takes_a_burst(keys: tuple[str, ...], file: Path, tmp_path: Path) -> None:
    with Terminal([*PROGRAM, str(file)], size=SIZE, home=tmp_path / "home") as term:
        term.wait_for("kept · file up to date")
        term.send_bytes(burst(*keys))
        term.wait_for(asked)
        term.send("escape")
        # A letter right behind Escape would be Alt and the letter: the dialog has to be gone first.
        term.wait_for(lambda t: typing(t) and not asked(t))
        term.send_bytes(burst("encore là", "enter"))
        term.wait_for(lambda t: t.has("2 notes") and t.has("file up to date"))
        term.send("ctrl+q")
        assert term.wait_exit() == 0
