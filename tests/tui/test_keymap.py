"""Keys of the user's own: read, called by their names, checked for conflicts; and every act within reach of every hand."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from typing import cast

import pytest
from textual.binding import Binding
from textual.widgets import Static, TextArea

from facilitator.language import use
from facilitator.storage.desk import Desk, open_desk
from facilitator.storage.places import Places
from facilitator.storage.settings import Settings
from facilitator.tui.acts import NOTE_ACTS, PEOPLE_ACTS, SESSION_ACTS, TYPING_ACTS, Act
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.card import card_markdown, card_text, ids_text
from facilitator.tui.keymap import (
    EDITOR_KEYS,
    FIXED_KEYS,
    PLACES,
    commands,
    faults,
    key_named,
    key_words,
    remapped,
    taken_by_terminals,
    usable,
)
from facilitator.tui.screens.session import SessionScreen
from facilitator.tui.widgets.key_line import KeyLine
from facilitator.tui.widgets.typing_line import TypingLine

ROOT = Path(__file__).parents[2]
LETTERS = "abcdefghijklmnopqrstuvwxyz"
UNSHIFTED = {
    "azerty": LETTERS + "&é\"'(-è_çà)=^$ù*<,;:! ",
    "bépo": LETTERS + "\"«»()@+-/*=%éèçàêç,'.’ ",
    "qwertz": LETTERS + "1234567890ß´ü+öä#<,.- ",
    "qwerty": LETTERS + "1234567890-=[]\\;'`,./ ",
}
SHIFTED = {
    "azerty": LETTERS.upper() + "1234567890°+¨£%µ>?./§",
    "bépo": LETTERS.upper() + "1234567890°`;!:?",
    "qwertz": LETTERS.upper() + "!\"§$%&/()=?`Ü*ÖÄ'>;:_°",
    "qwerty": LETTERS.upper() + '~!@#$%^&*()_+{}|:"<>?',
}
"""The characters that one key, or Shift and a key, gives; AltGr and dead keys left out."""


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("ctrl+k", "ctrl+k"),
        ("Ctrl+K", "ctrl+k"),
        ("^k", "ctrl+k"),
        (" F5 ", "f5"),
        ("shift+Up", "shift+up"),
        ("é", "é"),
        ("question_mark", "question_mark"),
        ("", ""),
        ("ctrl+", ""),
        ("f99", ""),
        ("ctl+k", ""),
        ("ctrl+ctrl+k", ""),
        ("touche", ""),
        ("\x1b", ""),
    ],
)
def test_a_key_as_typed_is_one_of_the_screen_or_none(written: str, named: str) -> None:
    assert key_named(written) == named


@pytest.mark.parametrize(
    ("keys", "english", "french"),
    [
        ("ctrl+k,f5", "^K", "^K"),
        ("f5", "F5", "F5"),
        ("shift+up", "Shift+↑", "Maj+↑"),
        ("space", "Space", "Espace"),
        ("asterisk", "*", "*"),
    ],
)
def test_a_key_is_called_as_people_call_it(keys: str, english: str, french: str) -> None:
    assert key_words(keys) == english
    use("fr")
    assert key_words(keys) == french


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"undoo": "f5"}, "there is no act"),
        ({"undo": "ctrl+"}, "is no key"),
        ({"undo": "ctrl+y"}, "redo"),
        ({"note_star": "n"}, "note_kind"),
        ({"note_star": "f5"}, "ideas"),
        ({"undo": "ctrl+k"}, "its own meaning"),
        ({"undo": "ctrl+p"}, "its own meaning"),
        ({"undo": "u"}, "types a character"),
        ({"note_star": "up"}, "its own meaning"),
        ({"typing_theme": "ctrl+t"}, "assemble"),
        ({"close": "ctrl+s"}, "terminals keep"),
        ({"close": "ctrl+alt+k"}, "terminals keep"),
        ({"close": "alt+1"}, "terminals keep"),
    ],
)
def test_what_is_wrong_with_keys_is_told(keys: dict[str, str], told: str) -> None:
    found = faults(keys)
    assert [fault.command for fault in found] == list(keys)
    assert told in found[0].what
    assert found[0].way_out


@pytest.mark.parametrize(
    "keys",
    [
        {"undo": "ctrl+y", "redo": "ctrl+z"},
        {"note_star": "k", "people_speak": "k"},
        {"close": "ctrl+s,f9"},
        {"title": "shift+f2"},
        {"note_star": "ctrl+k"},
        {"typing_submit": "enter"},
    ],
)
def test_keys_that_get_in_nobodys_way_are_right(keys: dict[str, str]) -> None:
    assert faults(keys) == []


def test_the_keys_as_they_come_are_free_of_conflicts() -> None:
    conflicts = faults({name: act.keys for name, act in commands().items() if act.keys})
    # These are reached by the palette too.
    assert {fault.command for fault in conflicts if "terminals" in fault.what} <= {"help", "leave", "vote"}
    assert [fault for fault in conflicts if "terminals" not in fault.what] == []


def test_the_ids_are_those_of_the_bindings() -> None:
    assert len(commands()) == sum(map(len, PLACES.values()))
    bound = {binding.id: binding.key for binding in map(_binding, TypingLine.BINDINGS) if binding.id}
    assert {f"typing_{act.id}": act.keys for act in TYPING_ACTS}.items() <= bound.items()


def test_the_keys_of_editing_are_those_of_the_editor() -> None:
    taken = {key for binding in map(_binding, TextArea.BINDINGS) for key in binding.key.split(",")}
    ours = {"f6", "f7", "ctrl+z", "ctrl+y", "pageup", "pagedown"}
    plain = {key for key in taken if not key.startswith(("super+", "ctrl+shift+", "shift+"))}
    assert plain - ours <= EDITOR_KEYS
    assert not EDITOR_KEYS & FIXED_KEYS - {"ctrl+c"}


@pytest.mark.parametrize("keyboard", UNSHIFTED)
@pytest.mark.parametrize("act", [*NOTE_ACTS, *PEOPLE_ACTS, *TYPING_ACTS], ids=lambda act: act.id)
def test_every_act_without_the_palette_is_within_reach_on_every_keyboard(act: Act, keyboard: str) -> None:
    assert any(_within_reach(key, keyboard) for key in act.keys.split(","))


@pytest.mark.parametrize("keyboard", UNSHIFTED)
def test_every_act_of_the_session_is_within_reach_on_every_keyboard(keyboard: str) -> None:
    # The palette lists them all; a test of the screen holds that.
    assert _within_reach("ctrl+p", keyboard)
    for act in SESSION_ACTS:
        assert not act.keys or any(_within_reach(key, keyboard) for key in act.keys.split(",")), act.id


def test_no_act_has_only_keys_that_terminals_take() -> None:
    assert not taken_by_terminals("ctrl+p")
    for act in (*NOTE_ACTS, *PEOPLE_ACTS, *TYPING_ACTS):
        assert not all(map(taken_by_terminals, act.keys.split(","))), act.id


def _within_reach(key: str, keyboard: str) -> bool:
    *modifiers, base = key.split("+")
    if len(base) == 1 and base in LETTERS:
        return set(modifiers) <= {"ctrl"}
    if "alt" in modifiers:
        return False
    named = {"asterisk": "*", "exclamation_mark": "!", "less_than_sign": "<", "greater_than_sign": ">"}
    if base in named:
        return named[base] in UNSHIFTED[keyboard] + SHIFTED[keyboard]
    return True


def _binding(binding: object) -> Binding:
    assert isinstance(binding, Binding)
    return binding


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_card_is_one_page(language: str) -> None:
    use("fr" if language == "fr" else "en")
    lines = card_text({}).splitlines()
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(("name", "language"), [("keys.md", "en"), ("touches.md", "fr")])
def test_the_card_in_the_documentation_is_the_card(name: str, language: str) -> None:
    use("fr" if language == "fr" else "en")
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == card_markdown({})


def test_the_card_shows_the_keys_of_the_user() -> None:
    keys = usable({"undo": "ctrl+u", "note_star": "x", "nothing": "f5"})
    assert "^U" in card_text(keys)
    assert "^Z" not in card_text(keys)
    assert "| `x` |" in card_markdown(keys)
    assert any(line.split()[:2] == ["undo", "ctrl+u"] for line in ids_text(keys).splitlines())
    assert remapped(NOTE_ACTS, "note_", keys)[2].keys == "x"


@pytest.fixture
def desk(session_file: Path, tmp_path: Path, now: datetime, chance: Random) -> Iterator[Desk]:
    opened = open_desk(session_file, Places(tmp_path / "config", tmp_path / "state"), now, chance)
    yield opened
    opened.close()


async def test_the_screen_heeds_the_keys_of_the_user(desk: Desk, clock: Callable[[], datetime]) -> None:
    keys = {"undo": "ctrl+u", "ideas": "f16", "title": "shift+f2", "note_star": "x", "typing_theme": "f17"}
    app = FacilitatorApp(desk, clock, settings=Settings(keys=keys, motion=True, preview=False))
    async with app.run_test(size=(140, 36)) as pilot:
        screen = cast(SessionScreen, app.screen)
        assert app.animation_level == "full"
        assert "F16 ideas" in str(screen.query_one(KeyLine).render())
        await pilot.press("f16")
        assert screen.scribe.ideas
        await pilot.press("f5")
        assert screen.scribe.ideas
        await pilot.press("f7", "x", "escape")
        assert desk.live.view.in_order()[-1].star is False
        await pilot.press("ctrl+u")
        assert desk.live.view.in_order()[-1].star is True
        await pilot.press("f17")
        assert screen.strip.is_open
        await pilot.press("escape")
        await pilot.press("shift+f2")
        assert screen.prompt.display
        await pilot.press("escape", "f4")
        assert screen.has_class("no-preview")
        assert not screen.query_one("Preview").display
        assert screen.query_one("#synthesis-head", Static).display
