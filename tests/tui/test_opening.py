"""The screen that is there before the session: what is done meanwhile is done to the session, in its order."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from random import Random
from threading import Event
from typing import cast

import pytest
from textual.pilot import Pilot

from facilitator.capture.draft import NoteDraft
from facilitator.live.commands.notes import DeleteNotes, KeepNote
from facilitator.live.glance import glance_at, glance_from
from facilitator.storage.desk import Desk, look, open_desk
from facilitator.storage.glance import read_glance
from facilitator.storage.places import Places
from facilitator.storage.session_file import SessionFileError
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.opening import Opening
from facilitator.tui.screens.session import SessionScreen
from tests.tui.driving import typed


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "config", tmp_path / "state")


@pytest.fixture
def seen(session_file: Path, places: Places, now: datetime, chance: Random) -> Path:
    """A session that was open once, so that there is a glance at it."""
    open_desk(session_file, places, now, chance).close()
    return session_file


class Gate:
    """Opens the session when it is told to."""

    def __init__(self, open_session: Callable[[], Desk]) -> None:
        self.let = Event()
        self._open = open_session

    def __call__(self) -> Desk:
        assert self.let.wait(30)
        return self._open()


@asynccontextmanager
async def early(
    file: Path, places: Places, clock: Callable[[], datetime], gate: Gate
) -> AsyncIterator[tuple[FacilitatorApp, SessionScreen, Pilot[int]]]:
    glance = read_glance(file, places)
    assert glance is not None
    app = FacilitatorApp(Opening(file, glance, gate), clock)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        yield app, cast(SessionScreen, app.screen), pilot


async def arrived(screen: SessionScreen, pilot: Pilot[int]) -> None:
    while screen.opening is not None:
        await pilot.pause(0.01)
    await pilot.pause()


def said(screen: SessionScreen) -> list[str]:
    return [row.text for row in screen.view.in_order()]


async def test_what_is_done_before_the_session_is_there_is_done_to_it(
    seen: Path, places: Places, clock: Callable[[], datetime], now: datetime, chance: Random
) -> None:
    gate = Gate(lambda: open_desk(seen, places, now, chance))
    async with early(seen, places, clock, gate) as (app, screen, pilot):
        assert said(screen) == ["On ose *essayer sans demander*", "tout peut redevenir procédure"]
        await typed(pilot, "tôt\ntrop tôt\n")
        await pilot.press("ctrl+z", "f8")
        await typed(pilot, "un bout")
        gate.let.set()
        await arrived(screen, pilot)
        assert said(screen)[2:] == ["tôt"]
        assert screen.view.in_order()[-1].star
        assert screen.typing.text == "un bout"
        await typed(pilot, " de plus\n")
        assert said(screen)[3:] == ["un bout de plus"]
    app.desk().close()


async def test_leaving_before_the_session_is_there_keeps_what_was_typed(
    seen: Path, places: Places, clock: Callable[[], datetime], now: datetime, chance: Random
) -> None:
    gate = Gate(lambda: open_desk(seen, places, now, chance))
    async with early(seen, places, clock, gate) as (app, _screen, pilot):
        await typed(pilot, "vite\net encore")
        await pilot.press("ctrl+q")
    gate.let.set()
    app.desk().close()
    again = open_desk(seen, places, now, chance)
    assert [row.text for row in again.live.view.in_order()][-1] == "vite"
    assert again.draft == "et encore"
    again.close()


async def test_a_draft_of_before_and_letters_typed_meanwhile_both_stay(
    seen: Path, places: Places, clock: Callable[[], datetime], now: datetime, chance: Random
) -> None:
    desk = open_desk(seen, places, now, chance)
    desk.save_draft("à moitié dit")
    desk.close()
    gate = Gate(lambda: open_desk(seen, places, now, chance))
    async with early(seen, places, clock, gate) as (app, screen, pilot):
        await typed(pilot, "du neuf")
        gate.let.set()
        await arrived(screen, pilot)
        assert screen.typing.text == "à moitié dit\ndu neuf"
    app.desk().close()


async def test_a_note_for_a_session_that_turns_out_to_be_open_elsewhere_stays_in_the_line(
    seen: Path, places: Places, clock: Callable[[], datetime], chance: Random
) -> None:
    gate = Gate(lambda: look(seen, chance))
    async with early(seen, places, clock, gate) as (app, screen, pilot):
        await typed(pilot, "perdue ?\n")
        gate.let.set()
        await arrived(screen, pilot)
        assert screen.read_only
        assert "perdue ?" in screen.typing.text
    app.desk().close()


async def test_a_session_that_cannot_be_opened_ends_the_screen_and_says_why(
    seen: Path, places: Places, clock: Callable[[], datetime], now: datetime, chance: Random
) -> None:
    def fails() -> Desk:
        raise SessionFileError(seen, "broken", "mend it")

    gate = Gate(fails)
    async with early(seen, places, clock, gate) as (app, _screen, pilot):
        gate.let.set()
        while app.return_code is None:
            await pilot.pause(0.01)
    with pytest.raises(SessionFileError, match="broken"):
        app.desk()


def test_a_glance_says_what_the_view_says(session_file: Path, places: Places, now: datetime, chance: Random) -> None:
    desk = open_desk(session_file, places, now, chance)
    for number in range(100):
        desk.run(KeepNote(NoteDraft(f"note {number}", themes=("sens",))), now)
    desk.run(DeleteNotes(("n1",)), now)
    view, glance = desk.live.view, glance_from(glance_at(desk.live.view))
    assert glance.facts == view.facts
    assert (glance.question, glance.synthesis) == (view.question, view.synthesis)
    assert (glance.themes, glance.people) == (view.themes, view.people)
    assert glance.in_order() == view.in_order()[-80:]
    assert (glance.count, glance.counts()) == (view.count, view.counts())
    desk.close()


@pytest.mark.parametrize("damaged", [b"", b"{}", b"[]", b'{"format": 2}', b'{"format": 1}', b"\xff", b"[" * 5000])
def test_a_damaged_glance_is_none(damaged: bytes, seen: Path, places: Places) -> None:
    (found,) = places.state.rglob("glance.json")
    found.write_bytes(damaged)
    assert read_glance(seen, places) is None


def test_a_session_never_opened_has_no_glance(session_file: Path, places: Places) -> None:
    assert read_glance(session_file, places) is None
    assert read_glance(session_file.with_name("aucun.toml"), places) is None
