"""What is drawn when: letters at once, what can wait between two of them."""

from collections.abc import Callable
from datetime import datetime

import pytest
from textual.pilot import Pilot

from facilitator.storage.desk import Desk
from facilitator.storage.inbox import drop
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.screens.session import SessionScreen
from tests.tui.driving import running, typed
from tests.tui.waiting import until

LONG = 3600.0


class Beat:
    """Time that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = LONG

    def __call__(self) -> float:
        return self.now


def standing(screen: SessionScreen) -> Beat:
    """Have time stand still for this screen."""
    beat = Beat()
    screen.beat = beat
    return beat


def recorded(screen: SessionScreen, pilot: Pilot[int], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """From now on, what the typing line held whenever something was drawn."""
    drawn: list[str] = []
    monkeypatch.setattr(pilot.app, "post_display_hook", lambda: drawn.append(f"drawn {screen.typing.text}"))
    return drawn


async def test_a_letter_is_drawn_before_what_waited_and_that_at_once_after(
    desk: Desk, clock: Callable[[], datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(desk, clock) as (screen, pilot):
        beat = standing(screen)
        await typed(pilot, "a")
        events = recorded(screen, pilot, monkeypatch)

        def act() -> None:
            events.append("act")
            screen.note_list.refresh()

        screen.between_keys(act)
        screen.between_keys(act)
        assert events == []
        beat.now += 0.1
        await typed(pilot, "b")
        assert events[:3] == ["drawn ab", "act", "drawn ab"]
        assert events.count("act") == 1


async def test_what_can_wait_is_done_at_once_while_the_hands_rest(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        beat = standing(screen)
        done: list[str] = []
        await typed(pilot, "a")
        beat.now += 1
        screen.between_keys(lambda: done.append("act"))
        assert done == ["act"]


async def test_what_waits_is_done_although_no_key_comes(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        standing(screen)
        done: list[str] = []
        await typed(pilot, "a")
        screen.between_keys(lambda: done.append("act"))
        assert done == []
        await until(pilot, lambda: done == ["act"])


async def test_letters_that_come_faster_than_frames_are_drawn_together(
    desk: Desk, clock: Callable[[], datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(desk, clock) as (screen, pilot):
        beat, at_once = standing(screen), []
        monkeypatch.setattr(screen, "_do_between_keys", lambda: None)
        monkeypatch.setattr(screen, "_draw", lambda: at_once.append(screen.typing.text))
        await typed(pilot, "a")
        await typed(pilot, "bcd")
        beat.now += 0.1
        await typed(pilot, "e")
        assert at_once == ["a", "abcde"]


async def test_a_note_handed_over_while_somebody_types_comes_with_the_next_key(
    desk: Desk, clock: Callable[[], datetime], now: datetime
) -> None:
    async with running(desk, clock) as (screen, pilot):
        standing(screen)
        await typed(pilot, "j'écris")
        drop(desk.folder, "00A", (("x1", "! d'ailleurs"),), "Odile", now.isoformat())
        await until(pilot, lambda: "x1" in screen.view.notes)
        assert screen.typing.text == "j'écris"


async def test_the_first_frame_is_drawn_when_the_panes_know_their_sizes(
    desk: Desk, clock: Callable[[], datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Notes, people and themes stand at their widths from the first frame on: nothing jumps after it."""
    frames: list[tuple[int, str]] = []

    def drawn(app: FacilitatorApp) -> None:
        if isinstance(app.screen, SessionScreen):
            notes = app.screen.note_list
            frames.append((notes._notes.width, notes.render_line(0).text))

    monkeypatch.setattr(FacilitatorApp, "post_display_hook", drawn)
    async with running(desk, clock) as (screen, pilot):
        await until(pilot, lambda: bool(frames))
        assert frames[0] == (screen.note_list.scrollable_content_region.width, screen.note_list.render_line(0).text)
        assert frames[0][0] > 0
