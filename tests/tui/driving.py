"""A session on the screen, driven by keys: run it, type, read what it tells."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import cast

from textual.pilot import Pilot
from textual.widgets import Static

from facilitator.storage.desk import Desk
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.screens.session import SessionScreen

_THEMES = (Path(__file__).parents[2] / "themes",)
_KEYS = {
    " ": "space",
    "\n": "enter",
    "#": "number_sign",
    "*": "asterisk",
    "!": "exclamation_mark",
    "+": "plus",
    "@": "at",
    ".": "full_stop",
}


@asynccontextmanager
async def running(
    desk: Desk,
    clock: Callable[[], datetime],
    size: tuple[int, int] = (120, 36),
    *,
    tour: bool = False,
    notifications: bool = False,
) -> AsyncIterator[tuple[SessionScreen, Pilot[int]]]:
    """The screen of a session and who presses its keys; the session is closed at the end.

    Args:
        desk: the open session.
        clock: the clock.
        size: columns and lines.
        tour: whether the tour is offered.
        notifications: whether what Textual itself says is drawn too.
    """
    app = FacilitatorApp(desk, clock, _THEMES)
    if tour:
        app.offer_tour()
    async with app.run_test(size=size, notifications=notifications) as pilot:
        await pilot.pause()
        yield cast(SessionScreen, app.screen), pilot
    desk.close()


async def typed(pilot: Pilot[int], text: str) -> None:
    """Press the keys of a text."""
    await pilot.press(*[_KEYS.get(char, char) for char in text])
    await pilot.pause()


def told(screen: SessionScreen) -> str:
    """The sentence above the keys."""
    return str(screen.query_one("#notice", Static).content)
