"""Signals and strange terminals: everything is kept, and the terminal is given back as it was."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from tests.terminal.modes import LineSettings, changed_modes
from tests.terminal.program import (
    TORTURE,
    add,
    all_filed,
    begin,
    draft_in_journal,
    leave,
    new_session,
    screen_of,
    texts_in,
    texts_in_journal,
    type_unread,
)
from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.terminal

ENDING = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)


@contextmanager
def open_screen(folder: Path, size: tuple[int, int] = (120, 36)) -> Iterator[tuple[Terminal, LineSettings]]:
    """A new session on the screen, and the settings of its terminal before."""
    with screen_of(new_session(folder), folder / "home", size) as term:
        line = LineSettings(term)
        try:
            yield term, line
        finally:
            line.close()


def assert_given_back(term: Terminal, line: LineSettings) -> None:
    assert changed_modes(bytes(term.raw)) == set()
    assert line.given_back


def type_a_note_and_a_half(term: Terminal) -> None:
    begin(term)
    term.send("La salle voisine est libre", "enter")
    term.wait_for("1 note")
    term.send("et le couloir au")
    term.wait_for("et le couloir au")


def assert_all_kept(folder: Path) -> None:
    assert texts_in(folder / "s.toml") == ["La salle voisine est libre"]
    assert draft_in_journal(folder / "home") == "et le couloir au"


@pytest.mark.parametrize("number", ENDING)
def test_a_signal_ends_it_in_good_order(tmp_path: Path, number: signal.Signals) -> None:
    with open_screen(tmp_path) as (term, line):
        type_a_note_and_a_half(term)
        assert changed_modes(bytes(term.raw)) >= {"alternate screen", "mouse", "bracketed paste"}
        assert line.taken
        term.signal(number)
        assert term.wait_exit() == 128 + number
        assert_given_back(term, line)
    assert_all_kept(tmp_path)


def test_leaving_by_key_gives_the_terminal_back(tmp_path: Path) -> None:
    with open_screen(tmp_path) as (term, line):
        type_a_note_and_a_half(term)
        leave(term)
        assert_given_back(term, line)
    assert_all_kept(tmp_path)


def test_several_signals_at_once_cut_nothing_short(tmp_path: Path) -> None:
    with open_screen(tmp_path) as (term, line):
        type_a_note_and_a_half(term)
        for _ in range(20):
            for number in ENDING[:2]:
                term.signal(number)
        status = term.wait_exit()
        assert status in {128 + number for number in ENDING}
        assert_given_back(term, line)
    assert_all_kept(tmp_path)


def test_a_signal_while_it_starts(tmp_path: Path) -> None:
    """The session was opened before, so that it is drawn before the screen is loaded, and the screen before it is open."""
    with open_screen(tmp_path) as (term, line):
        begin(term)
        leave(term)
    for drawn in range(1, 8000, 400) if TORTURE else (1, 1200, 4000):
        with screen_of(tmp_path / "s.toml", tmp_path / "home") as term:
            line = LineSettings(term)
            term.wait_for(lambda t, drawn=drawn: len(t.raw) >= drawn)  # type: ignore[misc]
            term.signal(signal.SIGTERM)
            assert term.wait_exit() in (-signal.SIGTERM, 128 + signal.SIGTERM)
            assert_given_back(term, line)
            line.close()
    assert texts_in(tmp_path / "s.toml") == []


def test_the_window_is_closed(tmp_path: Path) -> None:
    with screen_of(new_session(tmp_path), tmp_path / "home") as term:
        type_a_note_and_a_half(term)
        term.hang_up()
        assert term.wait_exit() != 0
    assert_all_kept(tmp_path)


def test_it_sleeps_and_wakes_up(tmp_path: Path) -> None:
    with open_screen(tmp_path) as (term, line):
        type_a_note_and_a_half(term)
        for number in (1, 2):
            term.signal(signal.SIGTSTP)
            term.wait_stopped()
            assert_given_back(term, line)
            term.screen.reset()
            term.signal(signal.SIGCONT)
            term.wait_for("et le couloir au")
            term.wait_for(lambda t: line.taken)
            term.send("!" * number)
            term.wait_for("et le couloir au" + "!" * (1 if number == 1 else 3))
        assert changed_modes(bytes(term.raw)) >= {"alternate screen", "mouse", "bracketed paste"}
        term.send("enter")
        term.wait_for("2 notes")
        leave(term)
        assert_given_back(term, line)
    assert texts_in(tmp_path / "s.toml") == ["La salle voisine est libre", "et le couloir au!!!"]


def test_ended_while_it_sleeps(tmp_path: Path) -> None:
    with open_screen(tmp_path) as (term, line):
        type_a_note_and_a_half(term)
        term.signal(signal.SIGTSTP)
        term.wait_stopped()
        term.signal(signal.SIGTERM)
        term.signal(signal.SIGCONT)
        assert term.wait_exit() == 128 + signal.SIGTERM
        assert_given_back(term, line)
    assert_all_kept(tmp_path)


def test_stopped_unasked_and_the_shell_took_the_terminal(tmp_path: Path) -> None:
    with open_screen(tmp_path) as (term, line):
        type_a_note_and_a_half(term)
        term.signal(signal.SIGSTOP)
        term.wait_stopped()
        line.forget()
        assert not line.taken
        term.screen.reset()
        term.signal(signal.SIGCONT)
        term.wait_for("et le couloir au")
        term.wait_for(lambda t: line.taken)
        term.send(" fond", "enter")
        term.wait_for("2 notes")
        leave(term)
        assert_given_back(term, line)


def test_continued_without_having_been_stopped(tmp_path: Path) -> None:
    with open_screen(tmp_path) as (term, line):
        type_a_note_and_a_half(term)
        for _ in range(10):
            term.signal(signal.SIGCONT)
        term.send(" fond", "enter")
        term.wait_for("2 notes")
        leave(term)
        assert_given_back(term, line)


def test_resized_two_hundred_times_while_typing(tmp_path: Path) -> None:
    chance = Random(11)
    text = "Les réunions courtes ont tout changé, dit la gardienne. " * 4
    with open_screen(tmp_path) as (term, line):
        begin(term)
        for at in range(200):
            columns, rows = chance.choice([(1, 1), (2, 40), (150, 2), (chance.randint(1, 200), chance.randint(1, 60))])
            term.resize(columns, rows)
            term.send_pieces(text[at].encode())
        term.resize(120, 36)
        term.send("enter")
        term.wait_for("1 note")
        term.wait_for("Les réunions courtes")
        term.wait_for(all_filed)
        leave(term)
        assert_given_back(term, line)
    assert texts_in(tmp_path / "s.toml") == [text[:200].strip()]


def test_a_megabyte_is_pasted_with_controls_inside(tmp_path: Path) -> None:
    nasty = "une ligne\x1b]0;titre volé\x07 \x1b[31mrouge\x1b[0m \x03\x11\x1a\x00\x1b[201\x1b[?1049l fin ; "
    lines = [nasty * 300 for _ in range(60)]
    text = "\n".join(lines)
    assert len(text.encode()) > 1_000_000
    with open_screen(tmp_path) as (term, line):
        begin(term)
        term.paste(text)
        term.wait_for("60 notes pasted")
        term.send("enter")
        term.wait_for("60 notes kept")
        term.send("encore une", "enter")
        term.wait_for("61 notes")
        term.wait_for(all_filed)
        assert b"vol\xc3\xa9\x07" not in term.raw
        assert b"\x1b[31mrouge" not in term.raw
        leave(term)
        assert_given_back(term, line)
    kept = texts_in(tmp_path / "s.toml")
    assert len(kept) == 61
    assert all(text.count("une ligne") == 300 and text.count("fin ;") == 300 for text in kept[:60])


def notes_to_type(count: int) -> tuple[bytes, list[str]]:
    texts = [f"On ose demander, {number}e fois, sans attendre la permission" for number in range(count)]
    return "".join(f"{text}\r" for text in texts).encode(), texts


def test_a_terminal_that_stops_reading_loses_nothing(tmp_path: Path) -> None:
    count = 300 if TORTURE else 80
    keys, texts = notes_to_type(count)
    with open_screen(tmp_path) as (term, line):
        begin(term)
        type_unread(term, keys)
        beside = add(tmp_path / "s.toml", term, "venue d'ailleurs")
        assert beside.returncode == 0
        assert "kept" in beside.stderr
        term.wait_for(f"{count + 1} notes")
        term.wait_for(texts[-1][:30])
        term.send("encore une", "enter")
        term.wait_for(f"{count + 2} notes")
        leave(term)
        assert_given_back(term, line)
    assert sorted(texts_in(tmp_path / "s.toml")) == sorted([*texts, "venue d'ailleurs", "encore une"])


@pytest.mark.parametrize("number", ENDING if TORTURE else ENDING[:1])
def test_ended_while_the_terminal_does_not_read(tmp_path: Path, number: signal.Signals) -> None:
    keys, texts = notes_to_type(60)
    with open_screen(tmp_path) as (term, line):
        begin(term)
        type_unread(term, keys + b"et le couloir au")
        beside = add(tmp_path / "s.toml", term, "venue d'ailleurs")
        assert beside.returncode == 0
        term.signal(number)
        assert term.wait_end_unread() == 128 + number
        term.read_rest()
        assert_given_back(term, line)
    assert sorted(texts_in(tmp_path / "s.toml")) == sorted([*texts, "venue d'ailleurs"])
    assert texts_in_journal(tmp_path / "home").count("venue d'ailleurs") == 1
    assert draft_in_journal(tmp_path / "home") == "et le couloir au"
