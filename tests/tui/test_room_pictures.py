"""Pictures of the host's side, at the sizes screens have; each was looked at before it was taken."""

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from facilitator.language import use
from facilitator.storage.desk import Desk
from facilitator.tui.app import FacilitatorApp
from tests.tui.room_session import ROOT, at, go_on, hold_votes, open_room

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
LOOKS = pytest.mark.parametrize("look", ["dark", "light"])


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The example session in its thirty-fifth minute, on a French screen that has all colours."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    use("fr")
    opened = open_room(tmp_path)
    yield opened
    opened.close()


def app_of(desk: Desk, look: str = "dark", minute: float = 35) -> FacilitatorApp:
    return FacilitatorApp(desk, lambda: at(minute), (ROOT / "themes",), f"textual-{look}")


async def settled(pilot: Pilot[int]) -> None:
    """Wait until everything is on the disk and the title says so: how long a disk takes is no part of a picture."""
    app = pilot.app
    assert isinstance(app, FacilitatorApp)
    app.desk().settle()
    app.desk().file_now()
    app.desk().settle()
    await pilot.pause()


def acting(act: str, *keys: str) -> Callable[[Pilot[int]], Awaitable[None]]:
    """Carries out an act of the screen, then presses keys."""

    async def run(pilot: Pilot[int]) -> None:
        await pilot.pause()
        await pilot.app.screen.run_action(act)
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        await settled(pilot)

    return run


@SIZES
@pytest.mark.parametrize("keys", [(), ("c",), ("i",)], ids=["presences", "consent", "introduction"])
def test_the_people(snap_compare: Any, desk: Desk, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    assert snap_compare(app_of(desk), terminal_size=size, run_before=acting("people", "down", "down", "down", *keys))


@SIZES
@pytest.mark.parametrize("minute", [44, 61, 72.5, 76], ids=["five-left", "fifteen-left", "one-left", "over"])
def test_the_clock(snap_compare: Any, desk: Desk, size: tuple[int, int], minute: float) -> None:
    go_on(desk, minute)
    assert snap_compare(app_of(desk, minute=minute), terminal_size=size, run_before=settled)


@SIZES
@pytest.mark.parametrize(("last_done", "silent"), [(False, False), (False, True), (True, False)])
def test_a_vote(snap_compare: Any, desk: Desk, size: tuple[int, int], last_done: bool, silent: bool) -> None:
    hold_votes(desk, last_done, silent)
    assert snap_compare(app_of(desk, minute=42), terminal_size=size, run_before=acting("vote", "down"))


@SIZES
def test_an_earlier_round(snap_compare: Any, desk: Desk, size: tuple[int, int]) -> None:
    hold_votes(desk)
    assert snap_compare(app_of(desk, minute=42), terminal_size=size, run_before=acting("vote", "left"))


@LOOKS
@SIZES
@pytest.mark.parametrize(
    "keys",
    [(), ("right",), ("right", "right"), ("down", "down"), ("down", "down", "down"), ("end", "left", "left", "left")],
    ids=["question", "themes", "notes-of-a-theme", "stars", "priorities", "synthesis"],
)
def test_the_read_back(snap_compare: Any, desk: Desk, size: tuple[int, int], look: str, keys: tuple[str, ...]) -> None:
    hold_votes(desk)
    assert snap_compare(app_of(desk, look, 62), terminal_size=size, run_before=acting("read_back", *keys))


@SIZES
@pytest.mark.parametrize("act", ["clock", "turn", "show_question"])
def test_what_is_asked(snap_compare: Any, desk: Desk, size: tuple[int, int], act: str) -> None:
    assert snap_compare(app_of(desk), terminal_size=size, run_before=acting(act))
