"""Others write the session file while the screen is open: git with its conflicts, a service that synchronises folders."""

import os
from pathlib import Path

import pytest

from tests.terminal.program import all_filed, begin, leave, new_session, screen_of, texts_in
from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.terminal

THEIRS = "notée sur l'autre poste"


def replaced(file: Path, text: str) -> None:
    """Write a file as git and synchronising services do: beside it, then in its place."""
    beside = file.with_name(".beside")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, file)


def kept_and_filed(term: Terminal, text: str, count: int) -> None:
    term.send(text, "enter")
    term.wait_for(f"{count} note")
    term.wait_for(all_filed)


def with_their_note(text: str) -> str:
    return f'{text}\n[[note]]\nid = "autre1"\ntext = "{THEIRS}"\n'


def test_git_leaves_its_conflict_marks_in_the_open_session(tmp_path: Path) -> None:
    file = new_session(tmp_path)
    with screen_of(file, tmp_path / "home") as term:
        begin(term)
        kept_and_filed(term, "dite avant", 1)
        ours = file.read_text(encoding="utf-8")
        conflict = ours.replace(
            'title = "Atelier 3"\n', '<<<<<<< HEAD\ntitle = "Atelier 3"\n=======\ntitle = "Essaimer"\n>>>>>>> autre\n'
        )
        assert conflict != ours
        replaced(file, conflict)
        term.wait_for("unfinished merge")
        term.wait_for(all_filed)
        kept_and_filed(term, "dite après", 2)
        leave(term)
    assert texts_in(file) == ["dite avant", "dite après"]
    (aside,) = (path for path in tmp_path.glob("*.toml") if path != file)
    assert aside.read_text(encoding="utf-8") == conflict


def test_a_service_puts_another_version_in_place_and_a_copy_beside(tmp_path: Path) -> None:
    file = new_session(tmp_path)
    copy = tmp_path / "s (conflicted copy 2026-05-12).toml"
    with screen_of(file, tmp_path / "home") as term:
        begin(term)
        kept_and_filed(term, "dite avant", 1)
        before = file.read_text(encoding="utf-8")
        term.send("dite pendant", "enter", "à moitié")
        copy.write_text(before, encoding="utf-8")
        replaced(file, with_their_note(before))
        term.wait_for(THEIRS)
        term.wait_for("à moitié")
        term.wait_for(all_filed)
        leave(term)
    assert sorted(texts_in(file)) == sorted(["dite avant", "dite pendant", THEIRS])
    assert copy.read_text(encoding="utf-8") == before
