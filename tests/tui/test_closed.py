"""After closing on the screen: the files are named in full, handed over by a key, and the session stays as it is."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random
from threading import Event

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from facilitator import closing
from facilitator.closing import Closed, close_session
from facilitator.report.options import ReportOptions
from facilitator.storage.desk import Desk, open_desk
from facilitator.storage.places import Places
from facilitator.tui.dialogs import closed as closed_module
from facilitator.tui.dialogs.closed import ClosedDialog
from facilitator.tui.dialogs.working import WorkingDialog
from facilitator.tui.opener import NotOpenedError
from facilitator.tui.screens.session import SessionScreen
from tests.tui.driving import running, told, typed
from tests.tui.waiting import worked

Clock = Callable[[], datetime]
LONG = "Un dossier au nom bien long, comme les services aiment en faire, avec une date et un numéro d'affaire"


@pytest.fixture
def desk(session_file: Path, tmp_path: Path, now: datetime, chance: Random) -> Desk:
    folder = tmp_path / LONG / LONG
    folder.mkdir(parents=True)
    file = folder / session_file.name
    file.write_bytes(session_file.read_bytes())
    return open_desk(file, Places(tmp_path / "config", tmp_path / "state"), now, chance)


def nothing(path: Path) -> None:
    raise AssertionError(path)


def shown(pilot: Pilot[int]) -> str:
    return "\n".join(str(part.render()) for part in pilot.app.screen.query(Static))


def last_told(pilot: Pilot[int]) -> str:
    return str(pilot.app.screen.query_one("#told", Static).render())


async def open_dialog(
    pilot: Pilot[int], desk: Desk, now: datetime, opener: Callable[[Path], None], formats: tuple[str, ...]
) -> Closed:
    closed = close_session(desk, ReportOptions(), now, formats=formats)
    pilot.app.push_screen(ClosedDialog(closed, opener))
    await pilot.pause()
    return closed


async def answered(pilot: Pilot[int], words: str) -> None:
    """Wait until the thread that opens has told."""
    for _turn in range(200):
        if words in last_told(pilot):
            return
        await pilot.pause(0.01)
    raise AssertionError(last_told(pilot))


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (40, 12)])
async def test_closing_shows_the_whole_path_and_every_file(desk: Desk, clock: Clock, size: tuple[int, int]) -> None:
    async with running(desk, clock, size) as (screen, pilot):
        await pilot.press("f9")
        await pilot.pause()
        await pilot.press("f9")
        await worked(pilot)
        assert isinstance(pilot.app.screen, ClosedDialog)
        report = pilot.app.screen.query_one("#report", Static)
        lines = [str(line.text) for line in report.render_lines(report.content_region.reset_offset)]
        drawn = "".join(line.strip() for line in lines)
        assert str(desk.file.parent).replace(" ", "") in drawn.replace(" ", "")
        assert f"{desk.file.stem}.md" in drawn
        assert f"{desk.file.stem}.html" in drawn
        await pilot.press("enter")
        await pilot.pause()
        assert screen.is_current
        assert told(screen).startswith("Closed: ")
        assert desk.live.view.facts.closed == clock()


async def test_path_and_text_go_to_the_clipboard(desk: Desk, clock: Clock, now: datetime) -> None:
    async with running(desk, clock) as (_screen, pilot):
        closed = await open_dialog(pilot, desk, now, nothing, ("odt",))
        await pilot.press("c")
        assert pilot.app.clipboard == str(desk.file.parent)
        assert "path of the folder was sent" in last_told(pilot)
        await pilot.press("t")
        assert pilot.app.clipboard == closed.markdown
        assert pilot.app.clipboard.startswith("# ")
        assert "text of the report was sent" in last_told(pilot)


async def test_what_no_clipboard_takes_is_told(
    desk: Desk, clock: Clock, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closed_module, "_MOST_COPIED", 10)
    async with running(desk, clock) as (_screen, pilot):
        await open_dialog(pilot, desk, now, nothing, ("md",))
        await pilot.press("t")
        assert "too much" in last_told(pilot)
        assert pilot.app.clipboard == ""


async def test_folder_and_page_are_opened_while_the_screen_goes_on(desk: Desk, clock: Clock, now: datetime) -> None:
    opened: list[Path] = []
    go_on = Event()

    def opener(path: Path) -> None:
        opened.append(path)
        go_on.wait(20)

    async with running(desk, clock) as (_screen, pilot):
        closed = await open_dialog(pilot, desk, now, opener, ("md", "html"))
        await pilot.press("o")
        await answered(pilot, "Opening")
        await pilot.press("p")
        go_on.set()
        await answered(pilot, "Opened: ")
        assert {*opened} == {desk.file.parent, closed.reports[1]}


async def test_what_is_not_opened_is_told_with_its_path(desk: Desk, clock: Clock, now: datetime) -> None:
    def opener(_path: Path) -> None:
        raise NotOpenedError("there is no desktop")

    async with running(desk, clock) as (_screen, pilot):
        await open_dialog(pilot, desk, now, opener, ("md",))
        await pilot.press("o")
        await answered(pilot, f"Not opened: there is no desktop. It stands in {desk.file.parent}")
        await pilot.press("p")
        assert "Opening" not in last_told(pilot), "there is no page to open"
        assert "open the page" not in shown(pilot)


async def test_a_click_on_a_key_does_it(desk: Desk, clock: Clock, now: datetime) -> None:
    async with running(desk, clock) as (_screen, pilot):
        await open_dialog(pilot, desk, now, nothing, ("md",))
        await pilot.click("#closed-keys", offset=(10, 0))
        assert pilot.app.clipboard == str(desk.file.parent)


async def test_the_second_closing_says_what_changed_and_the_same_says_so(desk: Desk, clock: Clock) -> None:
    async def close(screen: SessionScreen) -> str:
        await pilot.press("f9")
        await pilot.pause()
        await pilot.press("f9")
        await worked(pilot)
        found = shown(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert screen.is_current
        return found

    async with running(desk, clock) as (screen, pilot):
        assert "since version" not in await close(screen)
        await pilot.press("f9", "enter")
        await typed(pilot, "encore une\n")
        found = await close(screen)
        assert f"{desk.file.stem} (v2).md" in found
        assert "1 change since version 1" in found
        await pilot.press("f9", "r", "enter")
        await pilot.pause()
        await pilot.press("f9")
        await worked(pilot)
        assert "said the same already" in shown(pilot)


async def test_nothing_is_noted_in_a_closed_session_until_it_is_reopened(desk: Desk, clock: Clock) -> None:
    async with running(desk, clock) as (screen, pilot):
        count = desk.live.view.count
        await pilot.press("f9")
        await pilot.pause()
        await pilot.press("f9")
        await worked(pilot)
        await pilot.press("enter")
        await typed(pilot, "trop tard\n")
        assert "F9 reopens" in told(screen)
        assert desk.live.view.count == count
        before = desk.live.snapshot()
        for key in ("f4", "f3", "f6", "ctrl+z", "f8", "ctrl+t", "f5", "f7"):
            await pilot.press(key, "x", "escape", "escape")
            await pilot.pause()
        await pilot.press("f2", "e", "x", "escape")
        await pilot.pause()
        assert desk.live.snapshot() == before


async def test_a_drive_that_does_not_answer_never_holds_up_the_screen(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, begun, ended = Event(), Event(), Event()

    def stuck(path: Path, data: bytes) -> None:
        begun.set()
        answers.wait(30)
        ended.set()

    monkeypatch.setattr(closing, "replace_file", stuck)
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f9", "f9")
        assert begun.wait(10)
        assert isinstance(pilot.app.screen, WorkingDialog)
        await pilot.press("escape")
        await pilot.pause()
        assert "still open" in told(screen)
        assert desk.live.view.facts.closed is None
        await typed(pilot, "on continue")
        await pilot.press("enter")
        await pilot.pause()
        assert desk.live.view.in_order()[-1].text == "on continue"
        answers.set()
        assert ended.wait(10)
        await pilot.pause()
        assert screen.is_current
        assert desk.live.view.facts.closed is None


async def test_a_copy_goes_only_where_no_file_is(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    there = tmp_path / "copie.toml"
    async with running(desk, clock) as (screen, pilot):
        for expected in ("A copy stands in", "There is such a file already"):
            screen.save_elsewhere(str(there))
            for _turn in range(200):
                await pilot.pause(0.01)
                if expected in told(screen):
                    break
            assert expected in told(screen)
    assert there.exists()
