"""On a French screen Textual itself says nothing in English: its own words are taken from its source and looked for."""

import ast
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
import textual
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, LoadingIndicator, OptionList

from facilitator.language import use
from facilitator.storage.desk import Desk, open_desk
from facilitator.storage.places import Places
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.palette import ActsPalette
from facilitator.tui.screens.start import StartApp, Surroundings
from facilitator.tui.screens.start_form import Offer

SPEAKERS = {"Binding", "SystemCommand", "Text", "Label", "Static", "notify", "make_binding"}
"""Calls that give Textual words to show: descriptions of keys, commands of the palette, notices, what stands in widgets."""
PARAMETERS = {"placeholder", "prompt", "title", "tooltip", "description", "help", "message"}


def said_by_textual() -> set[str]:
    """The English sentences and words in Textual's source that are made to be shown."""
    found: set[str] = set()
    root = Path(textual.__file__).parent
    for path in [*root.glob("*.py"), *(root / "widgets").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                values = node.args if name in SPEAKERS else []
                values = [*values, *(word.value for word in node.keywords if word.arg in PARAMETERS)]
            elif isinstance(node, ast.FunctionDef):
                names = (
                    [*node.args.args[-len(node.args.defaults) :], *node.args.kwonlyargs] if node.args.defaults else []
                )
                values = [
                    value
                    for name, value in zip(names, [*node.args.defaults, *node.args.kw_defaults], strict=False)
                    if name.arg in PARAMETERS and value is not None
                ]
            else:
                continue
            found |= {
                value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)
            }
    return {words for words in found if re.fullmatch(r"[A-Z][a-z]+( [\w'.,…+-]+)*[.…]*", words) and len(words) > 3}


SHOWN_IN_FRENCH_TOO = {"Page", "Notification", "Notes", "Question", "Help"}


@pytest.fixture
def desk(session_file: Path, tmp_path: Path, now: datetime, chance: Random) -> Desk:
    use("fr")
    return open_desk(session_file, Places(tmp_path / "config", tmp_path / "state"), now, chance)


def drawn(screen: Screen[object]) -> str:
    """Everything that stands on a screen, with what a mouse or the list of keys would tell of it."""
    rows = [
        "".join(strip.text for strip in widget.render_lines(widget.outer_size.region))
        for widget in [screen, *screen.query("*")]
        if widget.display and widget.size
    ]
    told = [str(widget.tooltip) for widget in screen.query("*") if widget.tooltip]
    keys = [active.binding.description for active in screen.active_bindings.values() if active.binding.show]
    return "\n".join([*rows, *told, *keys])


def english(text: str, words: set[str]) -> list[str]:
    return [word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)]


def test_the_words_are_found_in_textuals_source() -> None:
    words = said_by_textual()
    assert {"Search for commands…", "No matches found", "Loading...", "Maximize", "Quit", "Select", "Copy"} <= words | {
        "Maximize",
        "Quit",
    }
    assert len(words) > 40


async def test_no_word_of_textual_on_any_screen_of_a_session(desk: Desk, clock: Callable[[], datetime]) -> None:
    words = said_by_textual() | {
        "Search for commands",
        "No matches found",
        "Maximize",
        "Minimize",
        "Quit",
        "Screenshot",
    }
    words -= SHOWN_IN_FRENCH_TOO
    app = FacilitatorApp(desk, clock)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.pause()
        for keys in (
            (),
            ("f1",),
            ("f2",),
            ("f3",),
            ("f4", *"mot"),
            ("f6",),
            ("f7",),
            ("f7", "n"),
            ("f9",),
            ("tab",),
            ("ctrl+g",),
            ("ctrl+o",),
            ("ctrl+l",),
            ("ctrl+r",),
            ("ctrl+p",),
            ("ctrl+p", *"zzqx"),
            ("ctrl+p", *"maximi"),
            ("ctrl+p", *"quit"),
        ):
            await pilot.press(*keys)
            await shown(pilot)
            found = english(drawn(app.screen), words)
            assert not found, f"{keys}: {found}"
            await pilot.press("escape", "escape")
            await pilot.pause()
            if app.screen is not app.get_default_screen():
                app.pop_screen()
        assert not app.screen.query("Toast")
    desk.close()


async def shown(pilot: Pilot[int]) -> None:
    """Wait for the palette, which looks on a worker."""
    await pilot.pause()
    screen = pilot.app.screen
    if isinstance(screen, ActsPalette):
        await pilot.app.workers.wait_for_complete()
        for _turn in range(2000):
            await pilot.pause()
            if screen.query_one(OptionList).option_count:
                return


async def test_the_palette_speaks_french(desk: Desk, clock: Callable[[], datetime]) -> None:
    app = FacilitatorApp(desk, clock)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("ctrl+p")
        await shown(pilot)
        assert app.screen.query_one(Input).placeholder == "Que voulez-vous faire\u00a0?"
        assert not app.screen.query_one(LoadingIndicator).display
        await pilot.press(*"zzqx")
        entries = app.screen.query_one(OptionList)
        for _turn in range(2000):
            await pilot.pause()
            if entries.option_count == 1:
                break
        assert "Rien de ce nom" in drawn(app.screen)
    desk.close()


async def test_ctrl_c_and_ctrl_q_say_nothing_in_english(desk: Desk, clock: Callable[[], datetime]) -> None:
    app = FacilitatorApp(desk, clock)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
    assert not app.is_running
    desk.close()


async def test_the_start_screen_speaks_french(tmp_path: Path) -> None:
    use("fr")
    words = said_by_textual() - SHOWN_IN_FRENCH_TOO
    offers = [Offer("emergence", "Émergence"), Offer("accords", "Accords")]
    app = StartApp(Surroundings(tmp_path, theme_sets=lambda: offers))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for keys in ((), ("n",), ("tab", "tab", "tab", "enter"), ("escape", "escape", "o"), ("escape", "h")):
            await pilot.press(*keys)
            await pilot.pause()
            assert not english(drawn(app.screen), words), keys
