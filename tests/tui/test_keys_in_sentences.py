"""Sentences that name keys name those that the user gave."""

import ast
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from facilitator.storage.desk import Desk
from facilitator.storage.settings import Settings
from facilitator.tui import keymap
from facilitator.tui.acts import SESSION_ACTS, Act
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.keymap import remapped, use_keys, with_keys
from tests.tui.driving import told

SCREEN = Path(keymap.__file__).parent
KEY = re.compile(r"(?<![\w^])(?:F\d{1,2}|\^[A-Z])(?!\w)")
# The start screen and the dialog of names have keys of their own, which no setting changes; a table of acts is no sentence,
# and the tour's are put together where they are shown.
OWN = {"acts.py", "start.py", "names.py", "tour.py"}


@pytest.fixture(autouse=True)
def _keys_as_before() -> Iterator[None]:
    yield
    use_keys({})


def marked(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """The calls of ``_`` with what they translate."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_" and node.args:
            text = node.args[0]
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield node, text.value


def test_no_sentence_names_a_key_by_itself() -> None:
    found = []
    for file in SCREEN.rglob("*.py"):
        if file.name in OWN:
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        followed = {
            argument
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "with_keys"
            for argument in node.args
        }
        found += [f"{file.name}: {text}" for call, text in marked(tree) if KEY.search(text) and call not in followed]
    assert found == []


@pytest.mark.parametrize("act", [act for act in SESSION_ACTS if KEY.fullmatch(act.key_name)], ids=lambda act: act.id)
def test_every_act_is_named_by_its_own_key(act: Act) -> None:
    use_keys({act.id: "f12"})
    assert with_keys(f"{act.key_name} does it, and F11 does not.") == "F12 does it, and F11 does not."
    assert with_keys(f"{act.key_name}0 and ^{act.key_name} are no such keys").startswith(f"{act.key_name}0")


def test_keys_that_stand_one_behind_the_other_follow() -> None:
    keys = {"synthesis": "f12", "notes": "ctrl+b"}
    use_keys(keys)
    names = {act.id: act.key_name for act in remapped(SESSION_ACTS, "", keys)}
    assert "F12 ^B" in names.values()


async def test_the_screen_says_the_keys_that_are_in_use(desk: Desk, clock: Callable[[], datetime]) -> None:
    app = FacilitatorApp(desk, clock, settings=Settings(keys={"close": "f12", "synthesis": "ctrl+b"}))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        screen = app.screen
        await pilot.press("f12")
        await pilot.pause()
        assert "Close (F12)" in str(app.screen.query_one("#write").render())
        await pilot.press("f12")
        for _turn in range(400):
            await pilot.pause(0.01)
            if desk.live.view.facts.closed is not None:
                break
        await pilot.press("escape", *"ah", "enter")
        await pilot.pause()
        assert "F12 reopens it" in told(screen)  # type: ignore[arg-type]
