"""The session screen, driven by keys: messages, then state, then what is drawn."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from facilitator.live.commands.whole import WriteSynthesis
from facilitator.model.kinds import Colour, Kind, Section
from facilitator.storage.desk import Desk, look, open_desk
from facilitator.storage.places import Places
from facilitator.tui.dialogs.close import CloseDialog
from facilitator.tui.dialogs.closed import ClosedDialog
from facilitator.tui.dialogs.help import HelpDialog
from facilitator.tui.dialogs.question import QuestionDialog
from facilitator.tui.screens.session import SessionScreen
from facilitator.tui.widgets.typing_line import TypingLine
from tests.tui.driving import running, told, typed
from tests.tui.waiting import worked


def shown(pilot: Pilot[int]) -> object:
    """The screen on top."""
    return pilot.app.screen


def texts(screen: SessionScreen) -> list[str]:
    return [row.text for row in screen.view.in_order()]


async def test_enter_keeps_a_note_and_empties_the_line(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await typed(pilot, "! le temps manque\n")
        assert texts(screen)[-1] == "le temps manque"
        assert screen.view.in_order()[-1].kind is Kind.RISK
        assert screen.typing.text == ""
        assert "le temps manque" in screen.note_list.render_line(2).text


async def test_notes_typed_faster_than_the_screen_keep_their_order(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("a", "enter", "b", "enter", "c", "enter")
        await pilot.pause()
        assert texts(screen)[-3:] == ["a", "b", "c"]


async def test_two_keys_choose_a_theme(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("tab", "é")
        await pilot.pause()
        assert screen.scribe.current_theme == "sens"
        await typed(pilot, "on voit enfin\n")
        assert screen.view.in_order()[-1].themes == ("sens",)
        await pilot.press("tab", "space")
        await pilot.pause()
        assert screen.scribe.current_theme is None


async def test_up_corrects_the_last_note_and_what_was_typed_returns(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await typed(pilot, "en cours")
        await pilot.press("up")
        await pilot.pause()
        assert screen.typing.text == "* ! tout peut redevenir procédure"
        await typed(pilot, " vite\n")
        assert texts(screen)[-1] == "tout peut redevenir procédure vite"
        row = screen.view.in_order()[-1]
        assert row.kind is Kind.RISK
        assert row.star
        assert screen.typing.text == "en cours"


async def test_undo_and_redo_of_an_act(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await typed(pilot, "une note\n")
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "une note" not in texts(screen)
        assert "Undone" in told(screen)
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert texts(screen)[-1] == "une note"


async def test_ideas_mode_and_a_new_group(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f5")
        await typed(pilot, "un carnet\n\nune visite\n")
        await pilot.press("f5")
        first, second = screen.view.in_order()[-2:]
        assert (first.section, first.group) == (Section.IDEAS, 0)
        assert (second.section, second.group) == (Section.IDEAS, 1)


async def test_an_unknown_theme_keeps_the_note_and_is_offered(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await typed(pilot, "le budget #argent\n")
        assert texts(screen)[-1] == "le budget #argent"
        assert isinstance(screen.focused, TypingLine)
        await pilot.press("ctrl+n")
        await pilot.pause()
        made = screen.view.themes[-1]
        assert made.name == "argent"
        assert screen.view.in_order()[-1].themes == (made.id,)
        assert texts(screen)[-1] == "le budget"


async def test_participants_one_after_the_other(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f3")
        await typed(pilot, "Odile\nMehdi\n")
        await pilot.press("escape")
        await pilot.pause()
        assert [person.name for person in screen.view.people][-2:] == ["Odile", "Mehdi"]
        assert isinstance(screen.focused, TypingLine)


async def test_star_filter_and_the_way_back(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await typed(pilot, "à garder\n")
        await pilot.press("f8")
        await pilot.pause()
        assert screen.view.in_order()[-1].star
        await pilot.press("f6")
        await typed(pilot, "*\n")
        assert "à garder" in screen.note_list.render_line(1).text
        assert "filter" in str(screen.query_one("#notes-head", Static).content)
        assert isinstance(screen.focused, TypingLine)


@pytest.mark.parametrize(
    ("key", "check"),
    [
        ("s", lambda screen: not screen.view.notes["n2"].star),
        ("delete", lambda screen: "n2" not in screen.view.notes),
        ("less_than_sign", lambda screen: screen.view.place_of("n2") == 0),
    ],
)
async def test_keys_on_a_note(
    desk: Desk, clock: Callable[[], datetime], key: str, check: Callable[[SessionScreen], bool]
) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f7", key)
        await pilot.pause()
        assert check(screen)


async def test_a_note_is_corrected_from_the_list(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f7", "up", "enter")
        await pilot.pause()
        assert screen.typing.text == "On ose *essayer sans demander* #Liberté"
        await pilot.press("escape")
        await pilot.pause()
        assert screen.typing.text == ""


async def test_the_synthesis_is_written_and_undone_in_bursts(
    desk: Desk, clock: Callable[[], datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facilitator.tui.widgets.synthesis_pane._PAUSE", 3600.0)
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f4")
        await typed(pilot, "Ce qui a permis")
        await pilot.press("escape")
        await pilot.pause()
        assert screen.view.synthesis == "Ce qui a permis"
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert screen.view.synthesis == ""


async def test_what_is_typed_while_an_echo_is_on_its_way_stays(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f4")
        screen.synthesis.editor.insert("Ce qui a ")
        written = screen.synthesis.take()
        assert written is not None
        screen.synthesis.editor.insert("permis")
        screen.synthesis.post_message(written)
        await pilot.pause()
        assert screen.synthesis.editor.text == "Ce qui a permis"
        await pilot.press("escape")
        await pilot.pause()
        assert screen.view.synthesis == "Ce qui a permis"


async def test_what_comes_from_elsewhere_stands_beside_what_is_typed(desk: Desk, clock: Callable[[], datetime]) -> None:
    desk.run(WriteSynthesis("Début.\n\nFin."), clock())
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f4")
        screen.synthesis.editor.insert(" Et puis.")
        desk.run(WriteSynthesis("Un début.\n\nFin."), clock())
        await pilot.pause()
        assert screen.synthesis.editor.text == "Un début.\n\nFin. Et puis."
        await pilot.press("escape")
        await pilot.pause()
        assert screen.view.synthesis == "Un début.\n\nFin. Et puis."


async def test_an_act_right_after_typing_finds_the_typing_kept(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f4")
        screen.synthesis.editor.insert("Avant. ")
        screen.action_insert_starred()
        await pilot.pause()
        assert screen.view.synthesis.startswith("Avant.")
        assert "- tout peut redevenir procédure" in screen.view.synthesis
        screen.synthesis.editor.move_cursor((0, 0))
        screen.synthesis.editor.insert("Tout ")
        screen.action_undo()
        await pilot.pause()
        assert screen.view.synthesis.startswith("Avant."), "what was typed last is undone first"
        screen.synthesis.editor.insert("Fin")
        screen.action_leave()
    assert "Fin" in desk.live.view.synthesis


@pytest.mark.parametrize("text", ["a\r\nb\nc", "a\u2028b\x0bc\x85d", "a\tb\x1b[31m"])
async def test_a_synthesis_of_odd_characters_is_not_changed_by_looking(
    text: str, desk: Desk, clock: Callable[[], datetime]
) -> None:
    desk.run(WriteSynthesis(text), clock())
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f4")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert screen.view.synthesis == text
        await pilot.press("f4")
        await typed(pilot, "!")
        await pilot.press("escape")
        await pilot.pause()
        assert screen.view.synthesis == text + "!"


async def test_starred_notes_go_into_the_synthesis(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("ctrl+t", "enter")
        await pilot.pause()
        assert "- tout peut redevenir procédure" in screen.view.synthesis


async def test_closing_writes_the_reports_and_reopening_goes_on(
    desk: Desk, clock: Callable[[], datetime], session_file: Path
) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f9")
        await pilot.pause()
        assert isinstance(shown(pilot), CloseDialog)
        await pilot.press("enter")
        await worked(pilot)
        assert session_file.with_suffix(".md").exists()
        assert session_file.with_suffix(".html").exists()
        assert isinstance(shown(pilot), ClosedDialog)
        await pilot.press("enter")
        await pilot.pause()
        assert "Closed" in told(screen)
        await typed(pilot, "trop tard\n")
        assert "trop tard" not in texts(screen)
        assert screen.typing.text == "trop tard"
        await pilot.press("f9", "enter")
        await pilot.pause()
        await typed(pilot, "\n")
        assert texts(screen)[-1] == "trop tard"


async def test_the_question_is_shown_large_and_worded_anew(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(pilot.app.screen, QuestionDialog)
        await pilot.press("enter")
        await typed(pilot, " vraiment")
        await pilot.press("f2")
        await pilot.pause()
        assert screen.view.question.endswith("? vraiment")


async def test_help_names_every_key(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (_screen, pilot):
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpDialog)
        await pilot.press("escape")


async def test_notes_handed_over_appear(desk: Desk, clock: Callable[[], datetime], now: datetime) -> None:
    from facilitator.storage.inbox import drop

    async with running(desk, clock) as (screen, pilot):
        drop(desk.folder, "00A", (("x1", "! d'ailleurs"),), "Odile", now.isoformat())
        desk.take_inbox()
        await pilot.pause()
        assert texts(screen)[-1] == "d'ailleurs"
        assert screen.view.notes["x1"].author == "Odile"


async def test_a_second_screen_only_looks(session_file: Path, clock: Callable[[], datetime], chance: Random) -> None:
    before = session_file.read_bytes()
    async with running(look(session_file, chance), clock) as (screen, pilot):
        await typed(pilot, "rien\n")
        assert "rien" not in texts(screen)
        assert told(screen) == "This session is only looked at: nothing can be changed here."
        assert screen.typing.prompt[0] == "read only ▸ "
    assert session_file.read_bytes() == before


async def test_a_screen_that_changes_size_keeps_text_and_focus(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await typed(pilot, "en cours")
        for width, height in ((60, 20), (200, 60), (80, 24), (20, 6), (120, 36)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
        assert screen.typing.text == "en cours"
        assert isinstance(screen.focused, TypingLine)


@pytest.mark.parametrize(
    "text", ["[bold]x[/bold]", "[/]", "\x1b[31mrouge", "a\x00b", "\u202e gauche", "👩‍👩‍👧 famille", "$HOME {x}"]
)
async def test_text_of_people_is_drawn_as_it_stands(desk: Desk, clock: Callable[[], datetime], text: str) -> None:
    async with running(desk, clock) as (screen, pilot):
        screen.typing.post_message(TypingLine.Submitted(text))
        await pilot.pause()
        assert texts(screen)[-1] == text.strip()
        drawn = "".join(screen.note_list.render_line(line).text for line in range(8))
        assert "\x1b" not in drawn
        assert "\x00" not in drawn


async def test_the_palette_finds_an_act_by_its_word(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("ctrl+p")
        await typed(pilot, "ideas mode")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert screen.scribe.ideas


async def test_a_file_changed_under_the_open_screen_is_set_aside_and_told(
    desk: Desk, clock: Callable[[], datetime], session_file: Path
) -> None:
    async with running(desk, clock) as (screen, pilot):
        session_file.write_text("d'ailleurs", encoding="utf-8")
        await typed(pilot, "une note\n")
        desk.settle()
        screen.show_state()
        await pilot.pause()
        assert "written elsewhere" in told(screen)
        assert "une note" in session_file.read_text(encoding="utf-8")
        kept = next(session_file.parent.glob("essai (*"))
        assert kept.read_text(encoding="utf-8") == "d'ailleurs"


async def test_escape_closes_the_editor_and_f4_opens_it_again(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        for _time in range(2):
            await pilot.press("f4")
            await pilot.pause()
            assert screen.focused == screen.synthesis.editor
            await pilot.press("escape")
            await pilot.pause()
            assert screen.typing.has_focus
            assert not screen.synthesis.editing


async def test_a_theme_gets_another_letter_and_colour(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        screen.scribe.current_theme = "sens"
        for answer in ("w", "pur", "chartreuse"):
            screen.action_mark_theme()
            await typed(pilot, f"{answer}\n")
        theme = screen.view.theme("sens")
        assert theme is not None
        assert (theme.letter, theme.colour) == ("W", Colour.PURPLE)
        assert "neither a letter nor one of the colours" in told(screen)
        await pilot.press("ctrl+z")
        await pilot.pause()
        theme = screen.view.theme("sens")
        assert theme is not None
        assert theme.colour is not Colour.PURPLE


async def test_a_half_typed_correction_comes_back_with_what_was_set_aside(
    desk: Desk, clock: Callable[[], datetime], session_file: Path, tmp_path: Path, now: datetime, chance: Random
) -> None:
    async with running(desk, clock) as (screen, pilot):
        await typed(pilot, "du neuf")
        await pilot.press("up")
        await typed(pilot, " revue")
        screen.keep_draft()
        await pilot.pause()
    again = open_desk(session_file, Places(tmp_path / "config", tmp_path / "state"), now, chance)
    async with running(again, clock) as (screen, pilot):
        assert screen.typing.text.endswith("procédure revue")
        assert screen.scribe.correcting == "n2"
        await pilot.press("enter")
        await pilot.pause()
        assert texts(screen)[-1] == "tout peut redevenir procédure revue"
        assert screen.typing.text == "du neuf"
