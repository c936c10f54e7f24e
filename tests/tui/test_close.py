"""The close on the screen: what is open, the way to each place, what is chosen; then the read-back that it asks about."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from threading import Event

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, RadioSet, Static

from facilitator.capture.draft import NoteDraft
from facilitator.closing import ReportFiles, report_files
from facilitator.live.commands.base import Command
from facilitator.live.commands.notes import KeepNote, KeepNotes, StarNotes, TagNotes
from facilitator.live.commands.people import AddPeople, MarkPerson, RemovePerson
from facilitator.live.commands.presence import MarkPresence
from facilitator.live.commands.whole import MarkReadBack, SetQuestion, WriteSynthesis
from facilitator.model.kinds import Kind
from facilitator.model.read_back import words_read
from facilitator.model.session import Session
from facilitator.report import unfinished
from facilitator.storage.desk import Desk, open_desk
from facilitator.storage.places import Places
from facilitator.storage.settings import Settings
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.dialogs.close import CheckList, CloseDialog, ClosingChoice
from facilitator.tui.dialogs.missing import MissingDialog
from facilitator.tui.dialogs.names import NamesDialog
from facilitator.tui.dialogs.question import QuestionDialog
from facilitator.tui.dialogs.read_back import ReadBack
from facilitator.tui.screens.session import SessionScreen
from facilitator.tui.widgets.tick import Tick
from tests.tui.driving import running, told, typed
from tests.tui.waiting import worked

Clock = Callable[[], datetime]


@pytest.fixture
def desk(session_file: Path, tmp_path: Path, now: datetime, chance: Random) -> Desk:
    """A session that leaves nothing open."""
    desk = open_desk(session_file, Places(tmp_path / "config", tmp_path / "state"), now, chance)
    view = desk.live.view
    do(desk, now, TagNotes(tuple(view.notes), ("liberte",)), StarNotes(tuple(view.notes), False))
    do(desk, now, WriteSynthesis("Un essai passe."), MarkReadBack())
    return desk


def do(desk: Desk, now: datetime, *commands: Command) -> None:
    for command in commands:
        desk.run(command, now)


def dialog(pilot: Pilot[int]) -> CloseDialog:
    shown: object = pilot.app.screen
    assert isinstance(shown, CloseDialog)
    return shown


def lines(pilot: Pilot[int]) -> list[str]:
    """The lines of the check list."""
    return [str(option.prompt) for found in dialog(pilot).query(OptionList) for option in found.options]


def files(desk: Desk) -> Callable[[bool], ReportFiles]:
    """How the reports of a session are called."""
    return lambda public: report_files(desk.live.snapshot(), desk.file, public=public)


def heading(screen: SessionScreen) -> str:
    return str(screen.query_one("#notes-head", Static).render())


async def press(pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*keys)
    await worked(pilot)


async def test_nothing_open_is_said_in_one_line(desk: Desk, clock: Clock) -> None:
    async with running(desk, clock) as (_screen, pilot):
        await press(pilot, "f9")
        assert lines(pilot) == []
        assert "Nothing is left open" in str(dialog(pilot).query_one("#open-head", Static).render())


NOTE = KeepNote(NoteDraft("prévenir le service"))
PLACES: list[tuple[tuple[Command, ...], str, Callable[[SessionScreen], bool]]] = [
    ((SetQuestion(""),), "the question is empty", lambda screen: isinstance(screen.app.screen, QuestionDialog)),
    (
        (MarkPerson("aline", host=False),),
        "no host is marked",
        lambda screen: screen.pane_in_focus == "people",
    ),
    (
        (MarkPresence("karim", False),),
        "no participant is here",
        lambda screen: screen.pane_in_focus == "people",
    ),
    (
        (AddPeople(("Karim Tazi",)),),
        "1 first name that several bear: Karim",
        lambda screen: screen.pane_in_focus == "people" and screen.people_list.chosen == "karim",
    ),
    (
        (NOTE,),
        "1 note without a theme",
        lambda screen: screen.pane_in_focus == "notes" and "1 without a theme" in heading(screen),
    ),
    (
        (KeepNote(NoteDraft("voir avec @Odile", themes=("liberte",))),),
        "1 name without a participant: @Odile",
        lambda screen: screen.pane_in_focus == "notes" and "no participant" in heading(screen),
    ),
    (
        (KeepNote(NoteDraft("le nom [?]", themes=("liberte",))),),
        "1 note to complete",
        lambda screen: screen.pane_in_focus == "notes" and "1 to complete" in heading(screen),
    ),
    (
        (KeepNote(NoteDraft("vignes et vergers", themes=("liberte",), star=True)),),
        "1 starred note that the synthesis does not take up",
        lambda screen: isinstance(screen.app.screen, MissingDialog),
    ),
    ((WriteSynthesis(" "),), "the synthesis is empty", lambda screen: screen.synthesis.editing),
    (
        (WriteSynthesis("Un autre texte."),),
        "the synthesis has not been read back as it stands",
        lambda screen: isinstance(screen.app.screen, ReadBack),
    ),
]


_KEYS = {"letter": ["a"], "capital": ["A"], "enter": ["home", "enter"], "click": []}


@pytest.mark.parametrize("key", [*_KEYS])
@pytest.mark.parametrize(("acts", "line", "there"), PLACES, ids=[line for _acts, line, _there in PLACES])
async def test_every_line_leads_to_its_place(
    desk: Desk,
    clock: Clock,
    now: datetime,
    acts: tuple[Command, ...],
    line: str,
    there: Callable[[SessionScreen], bool],
    key: str,
) -> None:
    do(desk, now, *acts)
    async with running(desk, clock) as (screen, pilot):
        await press(pilot, "f9")
        assert lines(pilot) == [f"a  ○ {line}"]
        if key == "click":
            await pilot.click(OptionList, offset=(5, 0))
        else:
            if key == "enter":
                dialog(pilot).query_one(OptionList).focus()
            await pilot.press(*_KEYS[key])
        await pilot.pause()
        assert there(screen)
        assert screen.view.facts.closed is None


async def test_actions_without_a_person_or_date_lead_to_their_notes(desk: Desk, clock: Clock, now: datetime) -> None:
    do(desk, now, KeepNote(NoteDraft("prévenir", Kind.ACTION, themes=("liberte",))))
    async with running(desk, clock) as (screen, pilot):
        for letter, what in (("a", "1 without a person"), ("b", "1 without a date")):
            await press(pilot, "f9", letter)
            assert what in heading(screen)
            assert screen.note_list.selected == screen.view.said[-1][1]
        await pilot.press("a")
        await typed(pilot, "Karim, 15/06\n\n")
        assert "all themes" in heading(screen)
        assert "None of these is left" in told(screen)


async def test_with_nobody_in_the_circle_the_line_asks_who_is_there(desk: Desk, clock: Clock, now: datetime) -> None:
    do(desk, now, *(RemovePerson(person.id) for person in desk.live.view.people))
    async with running(desk, clock) as (screen, pilot):
        await press(pilot, "f9", "b")
        assert screen.prompt.purpose == "people"


async def test_asked_again_the_next_one_of_a_first_name_is_chosen(desk: Desk, clock: Clock, now: datetime) -> None:
    do(desk, now, AddPeople(("Karim Tazi",)))
    async with running(desk, clock) as (screen, pilot):
        chosen = []
        for _again in range(3):
            await press(pilot, "f9", "a")
            chosen.append(screen.people_list.chosen)
        assert len({*chosen}) == 2
        assert chosen[0] == chosen[2] == "karim"


async def test_the_notes_that_are_looked_at_go_one_by_one(desk: Desk, clock: Clock, now: datetime) -> None:
    do(desk, now, *(KeepNote(NoteDraft(f"note {number}")) for number in range(3)))
    added = [note_id for _order, note_id in desk.live.view.said[-3:]]
    async with running(desk, clock) as (screen, pilot):
        await press(pilot, "f9", "a")
        assert "to look at: 3 without a theme" in heading(screen)
        assert screen.note_list.selected == added[0]
        await press(pilot, "tab", "1")
        assert "to look at: 2 without a theme" in heading(screen)
        assert screen.note_list.selected == added[1]
        assert screen.note_list.has_focus
        await pilot.press("e")
        await typed(pilot, " corrigée\n")
        await press(pilot, "f7")
        assert screen.note_list.selected == added[1]
        await press(pilot, "escape")
        assert "all themes" in heading(screen)
        assert screen.typing.has_focus
        assert screen.note_list.shown == len(screen.view.said)


async def test_a_new_participant_ends_the_search_for_a_name(desk: Desk, clock: Clock, now: datetime) -> None:
    do(desk, now, KeepNote(NoteDraft("voir @Odile", themes=("liberte",))))
    async with running(desk, clock) as (screen, pilot):
        await press(pilot, "f9", "a", "escape", "f9", "a", "f3")
        await typed(pilot, "Odile\n")
        assert "all themes" in heading(screen)


async def test_what_was_chosen_is_chosen_again_after_a_visit(desk: Desk, clock: Clock, session_file: Path) -> None:
    async with running(desk, clock) as (_screen, pilot):
        await press(pilot, "f9")
        found = dialog(pilot)
        assert found.choice == ClosingChoice()
        for radios, keys in (("#names", ["down", "enter"]), ("#group", ["down", "enter"])):
            found.query_one(radios, RadioSet).focus()
            await pilot.press(*keys)
        for tick, keys in (("#html", ["space"]), ("#csv", ["enter"])):
            found.query_one(tick, Tick).focus()
            await pilot.press(*keys)
        await pilot.pause()
        assert str(found.query_one("#files", Static).render()).endswith(".md, .csv")
        chosen = found.choice
        assert chosen == ClosingChoice("initials", "theme", False, ("md", "csv"))
        await press(pilot, "escape", "f9")
        assert dialog(pilot).choice == chosen


async def test_names_as_each_agreed_tell_how_many_stand_in_the_texts(clock: Clock, desk: Desk) -> None:
    asked: list[Callable[[], None]] = []
    checks, decide = CheckList(), asked.append
    async with running(desk, clock) as (_screen, pilot):
        await pilot.app.push_screen(
            CloseDialog(checks, ClosingChoice(), files(desk), lambda: lambda: 3 - len(asked), decide)
        )
        await press(pilot, "n")
        assert asked == []
        dialog(pilot).query_one("#names", RadioSet).focus()
        await press(pilot, "up", "enter")
        assert dialog(pilot).choice.public
        await _shows(pilot, "n  3 names inside the texts to decide on")
        await press(pilot, "n")
        await _shows(pilot, "looking for names")
        asked[0]()
        await _shows(pilot, "n  2 names inside the texts to decide on")
        await pilot.click("#public", offset=(14, 0))
        asked[1]()
        await _shows(pilot, "n  1 name inside the texts to decide on")
        await press(pilot, "n", "escape")
        asked[2]()


async def test_the_names_inside_the_texts_are_decided_on_top_of_the_dialog(
    desk: Desk, clock: Clock, now: datetime
) -> None:
    do(desk, now, KeepNote(NoteDraft("Karim a raison", themes=("liberte",))))
    async with running(desk, clock) as (_screen, pilot):
        await press(pilot, "f9")
        dialog(pilot).query_one("#names", RadioSet).focus()
        await press(pilot, "up", "enter")
        await _shows(pilot, "n  1 name inside the texts to decide on")
        await pilot.press("n")
        while not isinstance(pilot.app.screen, NamesDialog):
            await pilot.pause()
        await press(pilot, "r", "enter", "escape")
        await _shows(pilot, "no name inside the texts is left")


async def _shows(pilot: Pilot[int], words: str, line: str = "#public") -> None:
    """Wait until a line, that about names or another, says this."""
    for _turn in range(200):
        await pilot.pause()
        if words in str(dialog(pilot).query_one(line, Static).render()):
            return
    raise AssertionError(words)


async def test_the_formats_that_are_ticked_are_written(desk: Desk, clock: Clock, session_file: Path) -> None:
    async with running(desk, clock) as (screen, pilot):
        await press(pilot, "f9")
        dialog(pilot).query_one("#html", Tick).value = False
        dialog(pilot).query_one("#csv", Tick).value = True
        await press(pilot, "f9")
        there = [session_file.with_suffix(f".{form}").exists() for form in ("md", "html", "csv", "odt")]
        assert there == [True, False, True, False]
        assert screen.view.facts.closed is not None
        await press(pilot, "enter", "f9")
        await typed(pilot, "r\n")
        await _shows(pilot, "essai (v2).md, .csv", "#files")


async def test_names_as_each_agreed_write_a_public_report(desk: Desk, clock: Clock, session_file: Path) -> None:
    async with running(desk, clock) as (_screen, pilot):
        await press(pilot, "f9")
        dialog(pilot).query_one("#names", RadioSet).focus()
        await press(pilot, "up", "enter", "f9")
        (report,) = session_file.parent.glob("essai (*).md")
        assert "Aline" not in report.read_text(encoding="utf-8")


async def test_the_formats_that_the_user_set_are_ticked_first(desk: Desk, clock: Clock) -> None:
    app = FacilitatorApp(desk, clock, settings=Settings(formats=("odt",)))
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "f9")
        assert dialog(pilot).choice.formats == ("odt",)
    desk.close()


async def test_without_a_format_it_closes_without_a_report(desk: Desk, clock: Clock, session_file: Path) -> None:
    async with running(desk, clock) as (screen, pilot):
        await press(pilot, "f9")
        for tick in dialog(pilot).query(Tick):
            tick.value = False
        await pilot.pause()
        assert "no report" in str(dialog(pilot).query_one("#files", Static).render())
        await press(pilot, "f9")
        assert screen.view.facts.closed is not None
        assert "without a report" in told(screen)
        assert [*session_file.parent.glob("essai*.md")] == []


@pytest.mark.parametrize("keys", [("f9", "enter"), ("f9", "f9")], ids=" ".join)
async def test_nothing_that_is_open_blocks(desk: Desk, clock: Clock, now: datetime, keys: tuple[str, ...]) -> None:
    do(desk, now, NOTE, WriteSynthesis(""), SetQuestion(""))
    async with running(desk, clock) as (screen, pilot):
        await press(pilot, *keys)
        assert screen.view.facts.closed == now


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 36), (200, 60)], ids=str)
async def test_the_buttons_and_the_first_line_are_always_in_view(
    desk: Desk, clock: Clock, now: datetime, size: tuple[int, int]
) -> None:
    everything(desk, now)
    async with running(desk, clock, size) as (_screen, pilot):
        await press(pilot, "f9")
        assert len(lines(pilot)) == 11
        shown = dialog(pilot)
        parts = ["#open-head", "#names", "#group", "#formats", "#files", "#back", "#write"]
        regions = [shown.query_one(part).region for part in parts] + [shown.query_one(OptionList).region]
        for region in regions:
            assert region.height > 0
            assert shown.region.contains_region(region), parts
        assert all(not one.overlaps(other) for one in regions for other in regions if one is not other)
        assert shown.query_one(OptionList).size.height >= 3
        await press(pilot, "m")
        assert dialog(pilot).is_current
        await press(pilot, "k")
        assert isinstance(pilot.app.screen, SessionScreen)


def everything(desk: Desk, now: datetime) -> None:
    """Leave everything open that can be at once."""
    do(desk, now, SetQuestion(""), *(MarkPerson(person.id, host=False) for person in desk.live.view.people))
    do(desk, now, AddPeople(("Karim Tazi",)), WriteSynthesis("Autre chose."))
    do(desk, now, *(MarkPresence(person.id, False) for person in desk.live.view.people))
    do(desk, now, KeepNote(NoteDraft("voir @Odile…", Kind.ACTION, star=True)))


async def test_ten_thousand_notes_hold_nothing_up(
    desk: Desk, clock: Clock, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dialog is there and takes keys while the starred notes are compared, however long that takes."""
    go_on, compare = Event(), unfinished.untouched_stars

    def slow(session: Session) -> tuple[unfinished.Unfinished, ...]:
        assert go_on.wait(30)
        return compare(session)

    monkeypatch.setattr(unfinished, "untouched_stars", slow)
    drafts = tuple(
        NoteDraft(f"vignes et vergers {number} @Odile{number}…", star=number % 2 == 0) for number in range(10_000)
    )
    do(desk, now, KeepNotes(drafts))
    async with running(desk, clock) as (screen, pilot):
        await press(pilot, "f9", "d")
        assert len(lines(pilot)) == 4
        assert "5000 starred notes: comparing" in lines(pilot)[-1]
        assert any("10000 names without a participant" in line for line in lines(pilot))
        await press(pilot, "c")
        assert "to look at: 10000 to complete" in heading(screen)
        await press(pilot, "f9")
        go_on.set()
        while "comparing" in lines(pilot)[-1]:
            await pilot.pause()
        assert "5000 starred notes that the synthesis does not take up" in lines(pilot)[-1]
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, MissingDialog)


async def test_stars_that_are_all_taken_up_are_said_in_the_line_that_stood_for_them(desk: Desk, clock: Clock) -> None:
    checks = CheckList(stars=300, compare=lambda: ())
    async with running(desk, clock) as (_screen, pilot):
        await pilot.app.push_screen(CloseDialog(checks, ClosingChoice(), files(desk)))
        while "comparing" in lines(pilot)[0]:
            await pilot.pause()
        assert lines(pilot) == ["✓    the synthesis takes up every starred note"]
        await press(pilot, "a")
        assert isinstance(pilot.app.screen, CloseDialog)


async def test_a_hostile_name_in_a_line_is_drawn_and_obeyed_by_nobody(desk: Desk, clock: Clock, now: datetime) -> None:
    hostile = "\x1b[31m[bold]\u202e"
    do(desk, now, AddPeople((f"{hostile} A", f"{hostile} B")))
    async with running(desk, clock) as (_screen, pilot):
        await press(pilot, "f9")
        assert "\x1b" not in lines(pilot)[0]
        assert "\u202e" not in lines(pilot)[0]
        assert "[bold]" in lines(pilot)[0]


LONG = "\n\n".join(f"Paragraphe {number} de la synthèse." for number in range(3))


async def test_the_synthesis_is_read_back_once_each_paragraph_was_shown(
    desk: Desk, clock: Clock, now: datetime
) -> None:
    do(desk, now, WriteSynthesis(LONG))
    async with running(desk, clock) as (screen, pilot):
        await press(pilot, "f9", "a")
        assert isinstance(pilot.app.screen, ReadBack)
        await press(pilot, "right", "escape")
        assert screen.view.facts.read_back_words != words_read(LONG)
        await press(pilot, "f12", "end")
        assert screen.view.facts.read_back_words != words_read(LONG)
        await press(pilot, "left", "left")
        assert screen.view.facts.read_back_words == words_read(LONG)
        assert screen.view.facts.read_back == now
        await press(pilot, "escape", "f9")
        assert lines(pilot) == []


async def test_a_word_changed_while_it_is_read_has_to_be_read_too(desk: Desk, clock: Clock, now: datetime) -> None:
    do(desk, now, WriteSynthesis(LONG))
    async with running(desk, clock) as (screen, pilot):
        await press(pilot, "f12", "end", "left")
        changed = LONG.replace("Paragraphe 2", "Paragraphe deux")
        do(desk, now, WriteSynthesis(changed))
        await press(pilot, "left")
        assert screen.view.facts.read_back_words != words_read(changed)
        await press(pilot, "end")
        assert screen.view.facts.read_back_words == words_read(changed)


async def test_reading_a_closed_session_back_changes_nothing(desk: Desk, clock: Clock, now: datetime) -> None:
    do(desk, now, WriteSynthesis(LONG))
    async with running(desk, clock) as (screen, pilot):
        before = screen.view.facts.read_back_words
        await press(pilot, "f9", "enter", "f12", "end", "left", "left", "left")
        assert screen.view.facts.read_back_words == before


async def test_reading_back_can_be_undone_and_the_same_words_need_no_second_reading(
    desk: Desk, clock: Clock, now: datetime
) -> None:
    later = now + timedelta(minutes=5)
    do(desk, later, MarkReadBack())
    assert desk.live.view.facts.read_back == now
    do(desk, now, WriteSynthesis("Autre."), WriteSynthesis("Un essai\n\npasse."))
    do(desk, later, MarkReadBack())
    assert desk.live.view.facts.read_back == now
    async with running(desk, clock) as (screen, _pilot):
        do(desk, later, WriteSynthesis("Tout autre."), MarkReadBack())
        assert screen.view.facts.read_back == later
        desk.undo()
        assert screen.view.facts.read_back == now
        assert screen.view.facts.read_back_words == words_read("Un essai passe.")
