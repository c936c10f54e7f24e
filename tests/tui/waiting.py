"""Waiting for what a thread does behind the screen."""

from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot

from facilitator.tui.dialogs.working import WorkingDialog

_TURNS = 2000


async def worked(pilot: Pilot[Any]) -> None:
    """Wait until what is being written is written."""
    await pilot.pause()
    for _turn in range(_TURNS):
        if not isinstance(pilot.app.screen, WorkingDialog):
            await pilot.pause()
            return
        await pilot.pause(0.01)
    raise AssertionError("it is still being written")


async def until(pilot: Pilot[Any], done: Callable[[], bool]) -> None:
    """Wait until something is so."""
    for _turn in range(_TURNS):
        if done():
            return
        await pilot.pause(0.01)
    raise AssertionError("it never came about")
