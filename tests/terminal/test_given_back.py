"""The terminal is taken for the screen alone, and given back whatever ends the program, a fault in it included."""

import sys
import termios
from pathlib import Path

import pytest

from facilitator.cli.exits import Exit
from tests.terminal.modes import LineSettings, changed_modes
from tests.terminal.program import begin, draft_in_journal, leave, new_session, screen_of, texts_in, texts_in_journal
from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.terminal

FLOW_CONTROL = termios.IXON


def input_modes(line: LineSettings) -> int:
    return int(line.now()[0])


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
def test_the_keys_that_stop_a_terminal_stop_nothing(tmp_path: Path, size: tuple[int, int]) -> None:
    """Ctrl+S freezes a terminal until Ctrl+Q: here the one does nothing, and the other leaves."""
    with screen_of(new_session(tmp_path), tmp_path / "home", size) as term:
        line = LineSettings(term)
        assert input_modes(line) & FLOW_CONTROL, "a terminal has it on before"
        begin(term)
        assert not input_modes(line) & FLOW_CONTROL
        term.send("avant", "ctrl+s", " et après")
        term.wait_for("avant et après")
        term.send("ctrl+s", "enter", "ctrl+s")
        term.wait_for("1 note")
        leave(term)
        assert input_modes(line) & FLOW_CONTROL
        assert line.given_back
        line.close()
    assert texts_in(tmp_path / "s.toml") == ["avant et après"]


def test_a_fault_in_the_program_loses_nothing_and_gives_the_terminal_back(tmp_path: Path) -> None:
    home, file = tmp_path / "home", new_session(tmp_path)
    home.mkdir()
    command = [sys.executable, "-m", "tests.terminal.apps.failing", "--lang", "en", "open", str(file)]
    with Terminal(command, home=home, cwd=Path(__file__).parents[2]) as term:
        line = LineSettings(term)
        begin(term)
        term.send("La salle voisine est libre", "enter")
        term.wait_for("1 note")
        term.wait_for("● kept")
        term.send("et le couloir au")
        term.wait_for("et le couloir au")
        assert term.look(lambda _: draft_in_journal(home) == "et le couloir au", limit=5)
        (home / "fail").touch()
        assert term.wait_exit() == Exit.FAULT
        said = bytes(term.raw).decode(errors="replace").rsplit("\x1b[?1049l", 1)[-1]
        assert "A fault in the program ended it." in said
        assert f"facilitator open {file}" in said
        assert "Traceback" not in said
        assert changed_modes(bytes(term.raw)) == set()
        assert line.given_back
        line.close()
    assert texts_in_journal(home) == ["La salle voisine est libre"]
    assert draft_in_journal(home) == "et le couloir au"
    assert texts_in(file) == ["La salle voisine est libre"]
    (details,) = (home / ".state" / "facilitator" / "faults").iterdir()
    told = details.read_text(encoding="utf-8")
    assert "RuntimeError" in told
    assert "failing.py" in told
    assert "La salle" not in told
    assert "et le couloir" not in told
    assert str(details) in " ".join(said.split()) or details.name in said


@pytest.mark.parametrize("folder", ["", "un-dossier-au-nom-long-" * 7], ids=["short", "long"])
def test_an_error_at_the_start_has_a_line_of_its_own(folder: str, tmp_path: Path) -> None:
    """The line that says what is being opened goes before it, also for a path that takes several lines."""
    with screen_of(tmp_path / folder / "nulle-part.toml", tmp_path / "home", (80, 24)) as term:
        assert term.wait_exit() == Exit.WRONG
        # Wherever the line wraps.
        term.wait_for(lambda term: "begunwith“facilitatornew”" in "".join(term.lines).replace(" ", ""))
        assert not term.has("opening …")
        assert next(line for line in term.lines if line.strip()).startswith("facilitator: ")


def test_a_wrong_word_in_the_command_has_a_line_of_its_own(tmp_path: Path) -> None:
    """The line that says what is being opened is there before the command is read."""
    command = [sys.executable, "-m", "facilitator", "--lang", "en", "open", "s.toml", "--look", "nonsense"]
    with Terminal(command, home=tmp_path, cwd=tmp_path) as term:
        assert term.wait_exit() == Exit.WRONG
        term.wait_for("nonsense")
        assert not term.has("opening …")
        assert "opening …" in bytes(term.raw).decode(errors="replace")
        assert next(line for line in term.lines if line.strip()).startswith("facilitator open: wrong use")
