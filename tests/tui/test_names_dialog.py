"""Going through the names inside the texts on the screen: what each becomes in a public report, decided by one key."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random
from typing import cast

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Static

from facilitator.live.commands.whole import CloseSession
from facilitator.model.consent import Act, Consent
from facilitator.model.session import Note, Participant, Session
from facilitator.report.publication import published
from facilitator.storage.desk import Desk, look, open_desk
from facilitator.storage.places import Places
from facilitator.storage.session_file import SessionText, read_session
from facilitator.tui.dialogs.names import NameLines, NamesDialog
from facilitator.tui.screens.session import SessionScreen
from tests.tui.driving import running

SESSION = Session(
    id="s1",
    question="Que ferait Odile ?",
    synthesis="Merci à Karim Tazi.\nEt à ceux qui osent : Léa, karim.tazi@fil.example.org",
    people=(
        Participant(id="karim", name="Karim Tazi"),
        Participant(id="odile", name="Odile Pons", consent=Consent.FULL),
        Participant(id="lea", name="Léa Morvan", consent=Consent.INITIALS),
        Participant(id="lea2", name="Léa Quéméner"),
    ),
    notes=(
        Note(id="n1", text="Karim a ouvert la porte du lundi"),
        Note(id="n2", text="rien à signaler"),
        Note(id="n3", text="le *[b]carnet[/b]* de Karim\x1b[31m circule"),
    ),
)


@pytest.fixture
def desk(tmp_path: Path, now: datetime, chance: Random) -> Desk:
    path = tmp_path / "atelier.toml"
    path.write_text(SessionText().render(SESSION), encoding="utf-8")
    return open_desk(path, Places(tmp_path / "config", tmp_path / "state"), now, chance)


async def opened(screen: SessionScreen, pilot: Pilot[int]) -> NamesDialog:
    """The dialog once the texts were looked through and it is drawn."""
    screen.action_public_names()
    for _ in range(200):
        await pilot.pause(0.01)
        dialog = pilot.app.screen
        if isinstance(dialog, NamesDialog) and dialog.query("#names-keys") and head(dialog):
            return dialog
    raise AssertionError("no dialog")


def head(dialog: NamesDialog) -> str:
    return str(dialog.query_one("#names-head", Static).content)


def lines(dialog: NamesDialog) -> list[str]:
    size = dialog.query_one(NameLines).size
    return str(dialog.lines(size.width, size.height)).split("\n")


def about(dialog: NamesDialog) -> list[str]:
    return str(dialog.query_one("#names-about", Static).content).split("\n")


def chosen(dialog: NamesDialog) -> str:
    return next(line for line in lines(dialog) if line.startswith("▸"))[1:]


async def test_what_is_to_decide_is_listed_with_what_stands_there_instead(
    desk: Desk, clock: Callable[[], datetime]
) -> None:
    async with running(desk, clock) as (screen, pilot):
        dialog = await opened(screen, pilot)
        assert head(dialog) == "Names in public reports · 0 of 5 decided"
        assert [line.split("   ")[0] for line in lines(dialog)] == [
            "▸· synthesis, line 1  Karim Tazi → X",
            " · synthesis, line 2  Léa → X",
            " · synthesis, line 2  karim.tazi@fil.example.org → X",
            " · note 1  Karim → X",
            " · note 3  Karim → X",
        ]
        assert about(dialog) == [
            "synthesis, line 1",
            "Merci à Karim Tazi. Et à ceux qui osent : Léa, karim.tazi@fil.example.org",
            "perhaps: Karim Tazi (not asked how to be named)",
            "by consent: replaced → Merci à X. Et à ceux qui osent :…",
        ]
        marked = cast(Content, dialog.query_one("#names-about", Static).content)
        words = {str(marked)[span.start : span.end] for span in marked.spans if span.style == "bold underline"}
        assert words == {"Karim Tazi", "X"}


async def test_each_is_decided_by_a_key_and_undone_by_the_programs_undo(
    desk: Desk, clock: Callable[[], datetime]
) -> None:
    async with running(desk, clock) as (screen, pilot):
        dialog = await opened(screen, pilot)
        await pilot.press("g", "enter", "s", "enter", "r", *"l'accueil", "enter", "down", "i")
        assert head(dialog) == "Names in public reports · 4 of 5 decided"
        assert [line.split("   ")[0].split("  ")[1] for line in lines(dialog)] == [
            "Karim Tazi → Karim Tazi",
            "Léa → Léa",
            "karim.tazi@fil.example.org → l'accueil",
            "Karim → Karim",
            "Karim → X",
        ]
        assert [line[1] for line in lines(dialog)] == ["✓", "✓", "✓", "✓", "·"]
        assert about(dialog)[-1].startswith("decided: shortened → Karim a ouvert")
        await pilot.press("escape")
        assert pilot.app.screen is screen
        assert screen.focused is screen.typing
        clean = published(desk.live.snapshot(), {})
        assert clean.synthesis == "Merci à Karim Tazi.\nEt à ceux qui osent : Léa, l'accueil"
        for left in (3, 2, 1, 0):
            await pilot.press("ctrl+z")
            assert len(desk.live.snapshot().name_decisions) == left
        await pilot.press("ctrl+y")
        assert [one.how for one in desk.live.snapshot().name_decisions] == [Act.KEEP]


async def test_enter_goes_to_the_next_undecided_and_delete_takes_back(
    desk: Desk, clock: Callable[[], datetime]
) -> None:
    async with running(desk, clock) as (screen, pilot):
        dialog = await opened(screen, pilot)
        await pilot.press("end", "k", "enter")
        assert "line 1" in chosen(dialog)
        await pilot.press("up", "k", "down", "k", "enter", "enter", "enter", "enter")
        assert "note 1" in chosen(dialog)
        await pilot.press("home", "delete")
        assert head(dialog) == "Names in public reports · 2 of 5 decided"
        await pilot.press("ctrl+z")
        assert head(dialog) == "Names in public reports · 3 of 5 decided"


async def test_all_of_a_person_are_decided_in_one_step(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        dialog = await opened(screen, pilot)
        await pilot.press("k", "a")
        assert head(dialog) == "Names in public reports · 3 of 5 decided"
        clean = published(desk.live.snapshot(), {})
        assert [note.text[:5] for note in clean.notes[:1]] == ["Karim"]
        assert "karim.tazi@" not in clean.synthesis
        await pilot.press("ctrl+z")
        assert head(dialog) == "Names in public reports · 1 of 5 decided"


async def test_consent_is_changed_there_for_one_of_those_who_may_be_meant(
    desk: Desk, clock: Callable[[], datetime]
) -> None:
    async with running(desk, clock) as (screen, pilot):
        dialog = await opened(screen, pilot)
        await pilot.press("down", "right", "c")
        assert about(dialog)[2].endswith(
            "Léa Morvan (first name and initial only) · Léa Quéméner (may be named in full)"
        )
        assert about(dialog)[3].startswith("by consent: shortened → ")
        await pilot.press("left", "c", "c", "c")
        assert desk.live.view.person("lea").consent is Consent.FULL  # type: ignore[union-attr]
        assert chosen(dialog).split("  ")[1].startswith("Léa → Léa")
        await pilot.press("home", "c")
        assert [line for line in lines(dialog) if "note" in line] == []
        assert head(dialog).endswith("0 of 3 decided")


async def test_what_is_typed_is_a_word_and_no_act_and_may_be_left(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        dialog = await opened(screen, pilot)
        await pilot.press("r", "k", "a", "escape")
        assert pilot.app.screen is dialog
        assert head(dialog).endswith("0 of 5 decided")
        await pilot.press("r", "enter")
        assert desk.live.snapshot().name_decisions[0].instead == "X"
        await pilot.press("r", "backspace", "enter")
        assert desk.live.snapshot().name_decisions[0].instead == ""
        assert "→ ∅" in chosen(dialog)
        await pilot.press("r", *"Tazi", "enter")
        assert "Karim Tazi → X" in chosen(dialog)


async def test_decisions_are_in_the_file_and_on_the_next_screen(desk: Desk, clock: Callable[[], datetime]) -> None:
    file = desk.file
    async with running(desk, clock) as (screen, pilot):
        await opened(screen, pilot)
        await pilot.press("k", "escape")
    kept = read_session(file).name_decisions
    assert [(one.words, one.how) for one in kept] == [("Karim Tazi", Act.KEEP)]


async def test_a_closed_session_takes_decisions_and_one_that_is_only_looked_at_shows_them(
    desk: Desk, clock: Callable[[], datetime], chance: Random
) -> None:
    desk.run(CloseSession(), clock())
    looking = look(desk.file, chance)
    async with running(desk, clock) as (screen, pilot):
        dialog = await opened(screen, pilot)
        await pilot.press("k")
        assert head(dialog).endswith("1 of 5 decided")
    async with running(looking, clock) as (screen, pilot):
        dialog = await opened(screen, pilot)
        await pilot.press("k", "r", "c", "delete")
        assert head(dialog).endswith("0 of 5 decided")
        assert str(dialog.query_one("#names-keys", Static).content) == "↑ ↓ · Escape: back"


async def test_with_nothing_to_look_at_that_is_said(desk: Desk, clock: Callable[[], datetime]) -> None:
    done: list[bool] = []
    async with running(desk, clock) as (screen, pilot):
        desk.live.view.people.clear()
        desk.live.view.synthesis = ""
        screen.decide_names(lambda: done.append(True))
        for _ in range(200):
            await pilot.pause(0.01)
            if done:
                break
        assert str(screen.query_one("#notice", Static).content).startswith("No name inside the texts")


async def test_a_click_chooses_and_what_is_typed_in_a_session_stays_harmless(
    desk: Desk, clock: Callable[[], datetime]
) -> None:
    async with running(desk, clock) as (screen, pilot):
        dialog = await opened(screen, pilot)
        await pilot.click("NameLines", offset=(5, 4))
        await pilot.pause()
        assert "note 3" in chosen(dialog)
        assert about(dialog)[1] == "le *[b]carnet[/b]* de Karim␛[31m circule"


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20), (40, 12)])
async def test_it_fits(size: tuple[int, int], desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock, size) as (screen, pilot):
        dialog = await opened(screen, pilot)
        keys = dialog.query_one("#names-keys", Static)
        if size[0] >= 60:
            assert keys.region.bottom <= size[1] - 1
            assert dialog.query_one(NameLines).size.height >= 2
            assert "Enter: next" in str(keys.content)
        for key in ("end", "pageup", "home", "pagedown"):
            await pilot.press(key)
            assert chosen(dialog)


async def test_ten_thousand_notes_do_not_hold_up_the_keys(
    tmp_path: Path, clock: Callable[[], datetime], now: datetime, chance: Random
) -> None:
    people = tuple(Participant(id=f"p{at}", name=f"Zoé{at} Morvan{at}") for at in range(60))
    notes = tuple(Note(id=f"n{at}", text=f"On a cherché longtemps, dit zoé{at % 80}") for at in range(10_000))
    path = tmp_path / "grand.toml"
    path.write_text(SessionText().render(Session(id="s", people=people, notes=notes)), encoding="utf-8")
    desk = open_desk(path, Places(tmp_path / "config", tmp_path / "state"), now, chance)
    async with running(desk, clock) as (screen, pilot):
        dialog = await opened(screen, pilot)
        assert head(dialog).endswith("0 of 7500 decided")
        await pilot.press("k", "enter", "i", "a", "end")
        assert head(dialog).endswith(f"{1 + 125} of 7500 decided")
        assert "note 9980" in chosen(dialog)
