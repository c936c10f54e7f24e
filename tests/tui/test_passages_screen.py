"""The synthesis and its sources on the screen: putting in, going there and back, what is missing, references."""

from collections.abc import Callable
from datetime import datetime

import pytest
from textual.widgets import OptionList, Static

from facilitator.live.assembling import Piece, draft
from facilitator.live.commands.notes import MergeNotes, StarNotes
from facilitator.live.commands.passages import Assemble
from facilitator.live.commands.whole import CloseSession, WriteSynthesis
from facilitator.storage.desk import Desk
from facilitator.tui.dialogs.missing import MissingDialog
from facilitator.tui.screens import covering
from facilitator.tui.widgets.preview import Preview
from tests.tui.driving import running, told

RISK, DARE = "tout peut redevenir procédure", "On ose *essayer sans demander*"


def put_in(desk: Desk, clock: Callable[[], datetime], *notes: str) -> None:
    for note in notes:
        made = draft([Piece(desk.live.view.notes[note])])
        desk.run(Assemble(made, len(desk.live.view.synthesis)), clock())


@pytest.mark.parametrize("keys", [("enter",), ("ctrl+t",), ("s",)])
async def test_starred_notes_are_put_in_by_one_more_key(
    keys: tuple[str, ...], desk: Desk, clock: Callable[[], datetime]
) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("ctrl+t", *keys)
        await pilot.pause()
        assert screen.view.synthesis.startswith(f"- {RISK}")
        assert screen.focused == screen.typing
        await pilot.press("ctrl+t", *keys)
        await pilot.pause()
        assert told(screen) == "All starred notes stand in the synthesis already."
        assert screen.view.synthesis.count(RISK) == 1


async def test_notes_go_before_the_lines_of_references(desk: Desk, clock: Callable[[], datetime]) -> None:
    desk.run(WriteSynthesis("Un carnet (1).\n\n1- Carnet <https://exemple.org>"), clock())
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("ctrl+t", "enter", "f7", "up", "i")
        await pilot.pause()
        end = f"\n\n- {RISK}\n\n{DARE}\n\n1- Carnet <https://exemple.org>"
        assert screen.view.synthesis == f"Un carnet (1).{end}"


async def test_a_theme_and_highlights_are_put_in_at_the_cursor(desk: Desk, clock: Callable[[], datetime]) -> None:
    desk.run(WriteSynthesis("Avant.\n\nAprès."), clock())
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("tab", "l", "f4")
        screen.synthesis.go_to(len("Avant."))
        await pilot.press("ctrl+t", "t")
        await pilot.pause()
        assert screen.view.synthesis == f"Avant.\n\nLiberté :\n\n- {DARE}\n\nAprès."
        assert screen.synthesis.editor.has_focus
        await pilot.press("ctrl+t", "h")
        await pilot.pause()
        assert told(screen) == "All highlights stand in the synthesis already."
        await pilot.press("ctrl+z", "ctrl+t", "h")
        await pilot.pause()
        assert screen.view.synthesis == "Avant.\n\nLiberté :\n\n- *essayer sans demander*\n\nAprès."
        await pilot.press("ctrl+z")
        assert screen.view.synthesis == "Avant.\n\nAprès."


async def test_escape_leaves_the_choice_for_where_one_was(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f4", "a", "ctrl+t", "escape")
        await pilot.pause()
        assert screen.synthesis.editor.has_focus
        await pilot.press("ctrl+t", "z")
        await pilot.pause()
        assert told(screen) == "This is none of the choices."
        assert screen.synthesis.editor.text == "a"


async def test_from_a_passage_to_its_note_and_back(desk: Desk, clock: Callable[[], datetime]) -> None:
    put_in(desk, clock, "n1", "n2", "n1")
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f4")
        screen.synthesis.go_to(1)
        await pilot.pause()
        assert str(screen.synthesis.query_one(Preview).border_title) == f"F7 ← {DARE}"
        await pilot.press("x", "f7")
        await pilot.pause()
        assert screen.note_list.selected == "n1"
        assert screen.note_list.has_focus
        assert screen.view.synthesis.startswith("Oxn ose")
        await pilot.press("p")
        await pilot.pause()
        assert screen.synthesis.editor.has_focus
        assert screen.synthesis.cursor == 0
        assert told(screen) == "Passage 1 of 2"
        await pilot.press("f7", "p")
        await pilot.pause()
        assert screen.synthesis.cursor == screen.view.passages[2].start
        await pilot.press("f7", "down", "p")
        await pilot.pause()
        assert screen.synthesis.cursor == screen.view.passages[1].start
        await pilot.press("end", "enter", "enter", "f7")
        await pilot.pause()
        assert screen.note_list.selected == "n2"


async def test_a_passage_of_several_notes_leads_to_each(desk: Desk, clock: Callable[[], datetime]) -> None:
    from facilitator.live.operations import Put

    put_in(desk, clock, "n1")
    desk.live._document.do([Put(("passages", desk.live.view.passages[0].id, "notes"), "n1 n2")])
    desk.run(StarNotes(("n1",)), clock())
    desk.run(WriteSynthesis(desk.live.view.synthesis + "."), clock())
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f4")
        screen.synthesis.go_to(0)
        await pilot.press("f7")
        await pilot.pause()
        assert screen.note_list.selected == "n1"
        await pilot.press("f7")
        await pilot.pause()
        assert screen.note_list.selected == "n2"


async def test_where_there_is_no_source_it_is_told(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f7", "p")
        await pilot.pause()
        assert told(screen) == "The synthesis has no passage of this note yet (i puts it in)."
        await pilot.press("f4", "a")
        screen.action_sources()
        await pilot.pause()
        assert told(screen) == "These words were written freely: no note stands behind them."
        await pilot.press("f7")
        await pilot.pause()
        assert screen.note_list.has_focus


async def test_a_closed_session_shows_the_passage_without_an_editor(desk: Desk, clock: Callable[[], datetime]) -> None:
    put_in(desk, clock, "n1")
    desk.run(CloseSession(), clock())
    async with running(desk, clock, (80, 24)) as (screen, pilot):
        await pilot.press("f7", "up", "p")
        await pilot.pause()
        assert screen.folded == "synthesis"
        assert not screen.synthesis.editing


async def test_a_filter_does_not_hide_the_source(desk: Desk, clock: Callable[[], datetime]) -> None:
    put_in(desk, clock, "n1")
    async with running(desk, clock) as (screen, pilot):
        screen.apply_filter("procédure")
        await pilot.press("f4")
        screen.synthesis.go_to(0)
        await pilot.press("f7")
        await pilot.pause()
        assert screen.note_list.selected == "n1"
        assert screen.filter.empty


async def test_what_is_missing_is_counted_in_quiet_and_gone_through(
    desk: Desk, clock: Callable[[], datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(covering, "_AFTER", 0.01)
    desk.run(WriteSynthesis("Rien encore."), clock())
    async with running(desk, clock) as (screen, pilot):
        while screen.missing_count is None:
            await pilot.pause()
        assert screen.missing_count == 3
        assert "3 missing" in str(screen.query_one("#synthesis-head", Static).render())
        await pilot.press("ctrl+t", "m")
        await pilot.pause()
        dialog = pilot.app.screen
        assert isinstance(dialog, MissingDialog)
        options = dialog.query_one(OptionList)
        lines = [str(options.get_option_at_index(at).prompt) for at in range(options.option_count)]
        assert lines == ["# Liberté", f"★ {RISK}", "* essayer sans demander"]
        await pilot.press("down", "down", "i")
        await pilot.pause()
        assert screen.view.synthesis.startswith("Rien encore.\n\nLiberté :\n\n- *essayer sans demander*")
        assert screen.view.passages[0].highlight == "essayer sans demander"
        assert options.option_count == 2
        await pilot.press("enter")
        await pilot.pause()
        assert screen.note_list.has_focus
        assert screen.note_list.selected == "n2"
        while screen.missing_count != 1:
            await pilot.pause()


async def test_nothing_is_missing_once_all_is_put_in(desk: Desk, clock: Callable[[], datetime]) -> None:
    put_in(desk, clock, "n1", "n2")
    async with running(desk, clock) as (screen, pilot):
        screen.action_missing()
        await pilot.pause()
        assert told(screen) == "The synthesis mentions every theme, every starred note and every highlight."


async def test_references_are_added_taken_out_and_numbered_anew(desk: Desk, clock: Callable[[], datetime]) -> None:
    desk.run(WriteSynthesis("Un carnet. Une carte."), clock())
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f4", "ctrl+t", "r")
        for answer in ("La carte https://exemple.org/carte",):
            screen.refer(answer)
        await pilot.pause()
        assert screen.view.synthesis == "Un carnet. Une carte. (1)\n\n1- La carte <https://exemple.org/carte>"
        screen.synthesis.go_to(len("Un carnet"))
        screen.refer("Le carnet, <https://exemple.org/carnet>")
        await pilot.pause()
        assert screen.view.synthesis == (
            "Un carnet (1). Une carte. (2)\n\n1- Le carnet <https://exemple.org/carnet>\n2- La carte <https://exemple.org/carte>"
        )
        assert screen.synthesis.cursor == len("Un carnet (1)")
        await pilot.press("ctrl+t", "r", "enter")
        await pilot.pause()
        assert told(screen) == "The references are in order."
        assert screen.synthesis.editor.has_focus
        await pilot.press("ctrl+t", "r", "minus", "1", "enter")
        await pilot.pause()
        assert screen.view.synthesis == "Un carnet. Une carte. (1)\n\n1- La carte <https://exemple.org/carte>"
        screen.refer("-7")
        assert told(screen) == "No such reference."


async def test_merged_notes_are_still_found(desk: Desk, clock: Callable[[], datetime]) -> None:
    put_in(desk, clock, "n2")
    desk.run(MergeNotes(("n1", "n2")), clock())
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f4")
        screen.synthesis.go_to(0)
        await pilot.press("f7")
        await pilot.pause()
        assert screen.note_list.selected == "n1"
