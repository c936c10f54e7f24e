"""Every size of window: nothing that is being typed, chosen or marked is lost when it changes, and notes are always taken."""

from collections.abc import Callable
from datetime import datetime

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from facilitator.live.commands.whole import WriteSynthesis
from facilitator.storage.desk import Desk
from facilitator.tui.screens import covering
from facilitator.tui.screens.session import SessionScreen
from tests.tui.driving import running

SIZES = [(120, 36), (60, 20), (200, 60), (80, 24), (99, 24), (100, 24), (61, 60), (200, 20), (160, 40), (120, 36)]


async def resized(pilot: Pilot[int], screen: SessionScreen, size: tuple[int, int]) -> None:
    await pilot.resize_terminal(*size)
    await pilot.pause()
    assert screen.size == size


async def test_what_is_being_typed_stays_with_focus_cursor_and_selection(
    desk: Desk, clock: Callable[[], datetime]
) -> None:
    async with running(desk, clock) as (screen, pilot):
        screen.typing.insert("les réunions *courtes* ont tout changé, et personne ne les regrette")
        await pilot.press("shift+left", "shift+left")
        typed, marked, focused = screen.typing.text, screen.typing.selection, screen.focused
        for size in SIZES:
            await resized(pilot, screen, size)
            assert (screen.typing.text, screen.typing.selection, screen.focused) == (typed, marked, focused), size
            assert screen.typing.region.height >= 1
            assert screen.region.contains_region(screen.typing.region), size
            assert screen.region.contains_point(pilot.app.cursor_position), size


async def test_the_chosen_note_stays_chosen_and_in_view(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f7", "up")
        chosen = screen.note_list.selected
        for size in SIZES:
            await resized(pilot, screen, size)
            assert (screen.note_list.selected, screen.focused) == (chosen, screen.note_list), size
            assert screen.note_list.region.contains_point(pilot.app.cursor_position), size


async def test_a_question_above_the_line_and_the_synthesis_stay(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f6", "l", "i")
        for size in SIZES:
            await resized(pilot, screen, size)
            assert screen.focused is not None
            assert screen.focused.id == screen.prompt.query_one("PromptInput").id
        await pilot.press("escape", "f4", "m", "o", "t")
        for size in SIZES:
            await resized(pilot, screen, size)
            assert screen.synthesis.editing
            assert screen.synthesis.editor.text.endswith("mot")
            assert screen.focused is screen.synthesis.editor


@pytest.mark.parametrize("size", SIZES)
async def test_a_note_is_taken_at_every_size(desk: Desk, clock: Callable[[], datetime], size: tuple[int, int]) -> None:
    async with running(desk, clock, size) as (screen, pilot):
        await pilot.press(*"court", "enter")
        await pilot.pause()
        assert screen.view.in_order()[-1].text == "court"
        shown = "".join(screen.note_list.render_line(y).text for y in range(screen.note_list.size.height))
        assert "court" in shown
        assert screen.note_list.size.height >= 5


@pytest.mark.parametrize(("size", "told"), [((60, 20), True), ((79, 40), True), ((120, 23), True), ((80, 24), False)])
async def test_a_small_window_is_told_once(
    desk: Desk, clock: Callable[[], datetime], size: tuple[int, int], told: bool
) -> None:
    async with running(desk, clock, size) as (screen, pilot):
        notice = screen.query_one("#notice", Static)
        assert notice.display is told
        assert ("Small window" in str(notice.content)) is told
        screen.forget()
        await resized(pilot, screen, (size[0], size[1] - 1 if told else size[1] + 1))
        assert not notice.display


async def test_a_large_window_gives_its_room_to_the_sides_too(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock, (200, 60)) as (screen, pilot):
        assert (screen.query_one("#sides").size.width, screen.query_one("#right").size.width) == (39, 63)
        assert screen.note_list.size.width > 80
        await pilot.press("f4")
        assert screen.query_one("#right").size.width > 90


async def test_from_the_synthesis_to_the_notes_on_a_narrow_screen(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock, (80, 24)) as (screen, pilot):
        await pilot.press("f4", *"Une fin.", "f7")
        await pilot.pause()
        assert screen.note_list.has_focus
        assert screen.note_list.region.height > 5
        assert not screen.synthesis.editing
        await pilot.press("f4")
        await pilot.pause()
        assert screen.synthesis.editor.region.height > 5
        assert screen.synthesis.editor.text.endswith("Une fin.")


async def test_the_heading_of_the_synthesis_is_never_cut(
    desk: Desk, clock: Callable[[], datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is missing is said by the test, not counted beside it.
    monkeypatch.setattr(covering, "_AFTER", 3600)
    desk.run(WriteSynthesis("Un mot. " * 60), clock())
    async with running(desk, clock, (120, 36)) as (screen, pilot):
        for size in SIZES:
            await resized(pilot, screen, size)
            screen.missing_count = 115
            screen.unfold("synthesis")
            screen.show_aloud()
            await pilot.pause()
            head = screen.query_one("#synthesis-head", Static)
            said = head.render()
            assert "115 missing" in str(said)
            assert len(str(said)) <= head.content_region.width, size
