"""A session without a screen: in a terminal and through a pipe, ended in every way, with the half-typed line kept."""

import os
import re
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.program import PROGRAM, add, draft_in_journal, journal_of, new_session, texts_in, texts_in_journal
from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.terminal
ESCAPE = re.compile(rb"\x1b(?!\[\?2004[hl])")


def linear(folder: Path, **env: str) -> Terminal:
    file = folder / "s.toml"
    if not file.exists():
        new_session(folder)
    (folder / "home").mkdir(exist_ok=True)
    return Terminal([*PROGRAM, "open", str(file), "--linear"], size=(100, 40), home=folder / "home", env=env)


def piped(folder: Path, typed: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    file = folder / "s.toml"
    if not file.exists():
        new_session(folder)
    home = folder / "home"
    env = {**os.environ, "XDG_STATE_HOME": str(home / ".state"), "XDG_CONFIG_HOME": str(home / ".config")}
    return subprocess.run(
        [*PROGRAM, "open", str(file), "--linear", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        env=env,
        timeout=60,
        check=False,
    )


def test_notes_are_kept_told_in_one_line_and_corrected_in_the_line(tmp_path: Path) -> None:
    with linear(tmp_path) as term:
        term.wait_for("> ")
        term.send("! le temps manque", "enter")
        term.wait_for("1. le temps manque [risk]")
        term.send("l'été où l'on œuvre", "enter")
        term.wait_for("2. l'été où l'on œuvre")
        term.send("/correct 1", "enter")
        term.wait_for("correct> ! le temps manque")
        term.send(" encore", "enter")
        term.wait_for("1. le temps manque encore [risk]")
        term.send("/quit", "enter")
        assert term.wait_exit() == 0
    assert texts_in(tmp_path / "s.toml") == ["le temps manque encore", "l'été où l'on œuvre"]


def test_tab_completes_words_and_arrows_bring_back_lines(tmp_path: Path) -> None:
    with linear(tmp_path) as term:
        term.wait_for("> ")
        term.send("/new-th", "tab")
        term.wait_for("/new-theme ")
        term.send("Liberté", "enter")
        term.wait_for("Liberté 0")
        term.send("on ose #lib", "tab")
        term.wait_for("#liberté")
        term.send("enter")
        term.wait_for("[Liberté]")
        term.send("up")
        term.wait_for(lambda t: t.text.count("on ose #liberté") == 2)
        term.send("ctrl+c")
        term.wait_exit()


def test_nothing_is_drawn_over(tmp_path: Path) -> None:
    with linear(tmp_path, TERM="dumb") as term:
        term.wait_for("> ")
        term.send("une note", "enter")
        term.wait_for(lambda t: t.text.rstrip().endswith("1. une note\n>"))
        term.send("ctrl+d")
        assert term.wait_exit() == 0
        assert ESCAPE.findall(bytes(term.raw)) == []


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
def test_a_signal_keeps_the_half_typed_line(tmp_path: Path, number: signal.Signals) -> None:
    with linear(tmp_path) as term:
        term.wait_for("> ")
        term.send("la salle est libre", "enter")
        term.wait_for("1. la salle est libre")
        term.send("et le couloir à moi")
        term.wait_for("et le couloir à moi")
        term.signal(number)
        assert term.wait_exit() == 128 + number
    assert texts_in(tmp_path / "s.toml") == ["la salle est libre"]
    assert draft_in_journal(tmp_path / "home") == "et le couloir à moi"
    with linear(tmp_path) as term:
        term.wait_for("> et le couloir à moi")
        term.send("tié", "enter")
        term.wait_for("2. et le couloir à moitié")
        term.send("/quit", "enter")
        assert term.wait_exit() == 0
    assert draft_in_journal(tmp_path / "home") == ""


def test_a_terminal_that_goes_away_keeps_the_half_typed_line(tmp_path: Path) -> None:
    with linear(tmp_path) as term:
        term.wait_for("> ")
        term.send("et le couloir à moi")
        term.wait_for("et le couloir à moi")
        _wait(term, lambda: draft_in_journal(tmp_path / "home") == "et le couloir à moi")
        term.hang_up()
        term.wait_exit()
    assert [*texts_in_journal(tmp_path / "home"), draft_in_journal(tmp_path / "home")] == ["et le couloir à moi"]


def test_a_program_killed_outright_has_the_line_as_it_was_a_moment_before(tmp_path: Path) -> None:
    with linear(tmp_path) as term:
        term.wait_for("> ")
        term.send("et le couloir à moi")
        term.wait_for("et le couloir à moi")
        _wait(term, lambda: draft_in_journal(tmp_path / "home") == "et le couloir à moi")
        term.signal(signal.SIGKILL)
        term.wait_exit()
    assert draft_in_journal(tmp_path / "home") == "et le couloir à moi"


def test_a_signal_in_a_correction_keeps_it_as_a_correction(tmp_path: Path) -> None:
    with linear(tmp_path) as term:
        term.wait_for("> ")
        term.send("une note", "enter")
        term.wait_for("1. une note")
        term.send("/correct", "enter")
        term.wait_for("correct> une note")
        term.send(" de plus")
        term.wait_for("de plus")
        term.signal(signal.SIGTERM)
        term.wait_exit()
    assert journal_of(tmp_path / "home").kept["correcting"]
    with linear(tmp_path) as term:
        term.wait_for("correct> une note de plus")
        term.send("enter")
        term.wait_for("1. une note de plus")
        term.send("/quit", "enter")
        assert term.wait_exit() == 0
    assert texts_in(tmp_path / "s.toml") == ["une note de plus"]


def test_notes_handed_over_are_taken_in_while_somebody_types(tmp_path: Path) -> None:
    with linear(tmp_path) as term:
        term.wait_for("> ")
        term.send("à moi")
        term.wait_for("à moi")
        done = add(tmp_path / "s.toml", term, "venue d'ailleurs")
        assert "kept" in done.stderr
        term.send("tié", "enter")
        term.wait_for("1. venue d'ailleurs")
        term.wait_for("2. à moitié")
        term.send("/quit", "enter")
        assert term.wait_exit() == 0


def test_a_pasted_block_is_one_act_and_its_slashes_are_text(tmp_path: Path) -> None:
    with linear(tmp_path, TERM="xterm") as term:
        term.wait_for("> ")
        term.paste("une note\n/quit\ndeux notes\n")
        term.send("enter")
        term.wait_for("deux notes")
        term.send("/undo", "enter")
        term.wait_for("Undone")
        term.send("/redo", "enter")
        term.wait_for("Made again")
        term.send("/quit", "enter")
        assert term.wait_exit() == 0
    assert texts_in(tmp_path / "s.toml") == ["une note", "/quit", "deux notes"]


def test_through_a_pipe_each_line_is_heeded_and_one_without_its_end_is_kept(tmp_path: Path) -> None:
    done = piped(tmp_path, "une note\n/star\n//etc est un dossier\nà moi")
    assert (done.returncode, done.stderr) == (0, "")
    assert "1. une note [starred]" in done.stdout.splitlines()
    assert "> " not in done.stdout
    assert texts_in(tmp_path / "s.toml") == ["une note", "/etc est un dossier"]
    assert draft_in_journal(tmp_path / "home") == "à moi"


def test_a_pipe_that_is_asked_to_end_keeps_what_came_without_its_end(tmp_path: Path) -> None:
    home = tmp_path / "home"
    new_session(tmp_path)
    env = {**os.environ, "XDG_STATE_HOME": str(home / ".state"), "XDG_CONFIG_HOME": str(home / ".config")}
    with subprocess.Popen(
        [*PROGRAM, "open", str(tmp_path / "s.toml"), "--linear"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=env,
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write("une note\nà moi".encode())
        program.stdin.flush()
        while "1. une note" not in program.stdout.readline().decode():
            pass
        program.send_signal(signal.SIGTERM)
        assert program.wait(20) == 143
    assert draft_in_journal(home) == "à moi"


def test_open_elsewhere_it_only_looks(tmp_path: Path) -> None:
    with linear(tmp_path) as term:
        term.wait_for("> ")
        done = piped(tmp_path, "une note\n/star\n/notes\n")
        assert done.stdout.count("only looked at") >= 2
        term.send("/quit", "enter")
        assert term.wait_exit() == 0
    assert texts_in(tmp_path / "s.toml") == []


def test_a_dumb_terminal_is_told_of_the_ways_without_a_screen(tmp_path: Path) -> None:
    new_session(tmp_path)
    with Terminal([*PROGRAM, "open", str(tmp_path / "s.toml")], env={"TERM": "dumb"}) as term:
        assert term.wait_exit() == 2
        told = " ".join(term.text.split())
        for word in ("--linear", "add", "show", "export", "close"):
            assert word in told


def _wait(term: Terminal, holds: Callable[[], bool]) -> None:
    assert term.look(lambda _term: holds(), 20)
