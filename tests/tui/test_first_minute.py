"""The first minute: the start screen, its forms, the tour, the palette, the help of the pane in focus, the mouse."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input, OptionList, Select, Static

from facilitator.language import use
from facilitator.live.commands.whole import WriteSynthesis
from facilitator.storage.desk import Desk, open_desk
from facilitator.storage.places import Places
from facilitator.storage.recents import Recent
from facilitator.storage.recovery import Unsaved
from facilitator.tui.dialogs.help import HelpDialog
from facilitator.tui.palette import ActsPalette, ActsProvider
from facilitator.tui.screens.session import SessionScreen
from facilitator.tui.screens.start import NewSession, Start, StartApp, Surroundings
from facilitator.tui.screens.start_form import FileForm, NewForm, Offer
from facilitator.tui.tour import STEPS
from tests.tui.driving import running

DAY = datetime(2026, 5, 11, 16, 5, tzinfo=UTC)
OFFERS = [Offer("accords", "Accords"), Offer("emergence", "Émergence")]
AGENDAS = [Offer("cercle-75", "Cercle de 75 minutes")]


def around(folder: Path) -> Surroundings:
    return Surroundings(
        folder,
        recents=lambda: [
            Recent(folder / "a.toml", "Atelier 2 - Essaimer", 35, False, DAY),
            Recent(folder / "b.toml", "Atelier 1 - Ouvrir", 1, True, DAY),
        ],
        unsaved=lambda: [
            Unsaved(folder / "a.toml", 36, "the file is older"),
            Unsaved(folder / "gone.toml", 4, "the file is gone"),
        ],
        theme_sets=lambda: OFFERS,
        agendas=lambda: AGENDAS,
    )


async def until(pilot: Pilot[Start], there: Callable[[], object]) -> None:
    """Turn until what another thread looks for is there."""
    for _turn in range(5000):
        if there():
            return
        await pilot.pause()
    raise AssertionError("it did not come")


@asynccontextmanager
async def starting(folder: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[StartApp, Pilot[Start]]]:
    app = StartApp(around(folder))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "gone" in lines(app) and app.query_one("#new-themes", Select).value == "emergence")
        yield app, pilot


def lines(app: StartApp) -> str:
    return "\n".join(str(option.prompt) for option in app.query_one("#list", OptionList).options)


async def test_recent_sessions_with_state_day_notes_and_what_waits(tmp_path: Path) -> None:
    async with starting(tmp_path) as (app, pilot):
        shown = lines(app)
        assert "! Atelier 2 - Essaimer" in shown
        assert "unsaved work · 11 May 2026 · 35 notes" in shown
        assert "✓ Atelier 1 - Ouvrir" in shown
        assert "closed · 11 May 2026 · 1 note" in shown
        assert "! gone" in shown
        await pilot.press("down", "down", "down", "down")
        await pilot.pause()
        told = str(app.query_one("#about", Static).content)
        assert "the file is older: opening brings the work back" in told
        assert str(tmp_path / "a.toml") in told
        await pilot.press("enter")
    assert app.return_value == Start(file=tmp_path / "a.toml")


async def test_from_nothing_to_a_session_with_a_title_alone(tmp_path: Path) -> None:
    async with starting(tmp_path) as (app, pilot):
        await pilot.press("n", *"Cercle", "enter", "enter")
        await until(pilot, lambda: app.return_value)
    assert app.return_value is not None
    assert app.return_value.new == NewSession(tmp_path / "Cercle.toml", "Cercle", theme_set="emergence")


async def test_enter_alone_fills_the_form_from_field_to_field(tmp_path: Path) -> None:
    async with starting(tmp_path) as (app, pilot):
        await pilot.press("n", *"Cercle", "enter", *"Que", "enter", *"Aline", "enter")
        await until(pilot, lambda: app.return_value)
    assert app.return_value is not None
    assert app.return_value.new == NewSession(tmp_path / "Cercle.toml", "Cercle", "Que", "Aline", "emergence")


async def test_the_whole_form(tmp_path: Path) -> None:
    (tmp_path / "Cercle.toml").touch()
    async with starting(tmp_path) as (app, pilot):
        await pilot.press("n", *"Cercle", "tab", *"Que", "down", *"Aline", "tab")
        app.query_one("#new-themes", Select).value = "accords"
        app.query_one("#new-agenda", Select).value = "cercle-75"
        await pilot.click("#new-begin")
        await until(pilot, lambda: app.return_value)
    assert app.return_value is not None
    new = NewSession(tmp_path / "Cercle 2.toml", "Cercle", "Que", "Aline", "accords", "cercle-75")
    assert app.return_value.new == new


async def test_without_a_title_the_form_says_so_and_escape_goes_back(tmp_path: Path) -> None:
    async with starting(tmp_path) as (app, pilot):
        await pilot.press("n", "enter")
        await pilot.pause()
        assert "needs a title" in str(app.query_one("NewForm .said", Static).content)
        assert app.focused is app.query_one("#new-title")
        await pilot.press("escape")
        await pilot.pause()
        assert app.focused is app.query_one("#list")
        assert not app.query_one(NewForm).display


async def test_a_file_that_is_not_there_is_told_and_another_one_opens(tmp_path: Path) -> None:
    (tmp_path / "x.md").touch()
    async with starting(tmp_path) as (app, pilot):
        await pilot.press("o")
        app.query_one("#file-name", Input).value = str(tmp_path / "none.toml")
        await pilot.press("enter")
        said = app.query_one(FileForm).query_one(".said", Static)
        await until(pilot, lambda: "There is no file" in str(said.content))
        app.query_one("#file-name", Input).value = str(tmp_path / "x.md")
        await pilot.press("enter")
        await until(pilot, lambda: app.return_value)
    assert app.return_value == Start(file=tmp_path / "x.md")


async def test_demonstration_help_and_the_mouse(tmp_path: Path) -> None:
    async with starting(tmp_path) as (app, pilot):
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpDialog)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.click("#list", offset=(4, 2))
        await pilot.pause()
    assert app.return_value == Start(demo=True)


async def test_the_start_screen_draws_before_the_disk_answers(tmp_path: Path) -> None:
    from threading import Event

    answer = Event()

    def slow() -> list[Recent]:
        answer.wait(20)
        return []

    app = StartApp(Surroundings(tmp_path, recents=slow))
    async with app.run_test() as pilot:
        await pilot.press("n")
        assert app.query_one(NewForm).display
        answer.set()


async def test_the_tour_is_done_by_doing(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock, tour=True) as (screen, pilot):
        box = screen.query_one("#tour", Static)
        assert "New here?" in str(box.content)
        await pilot.press("enter")
        await pilot.pause()
        for number, keys in enumerate(
            [("a", "enter"), ("tab", "1"), ("exclamation_mark", "b", "enter"), ("f8",), ("f4",)], 1
        ):
            assert f"{number}/5" in str(box.content)
            assert screen.region.contains_region(screen.typing.region)
            assert not screen.typing.region.overlaps(box.region)
            await pilot.press(*keys)
            await pilot.pause()
        assert not box.display
        assert screen.view.in_order()[-1].text == "b"


@pytest.mark.parametrize("steps", range(len(STEPS)))
@pytest.mark.parametrize("key", ["escape", "f2", "f9", "ctrl+g"])
async def test_the_tour_is_left_at_any_step(desk: Desk, clock: Callable[[], datetime], steps: int, key: str) -> None:
    async with running(desk, clock) as (screen, pilot):
        screen.action_tour()
        await pilot.press(*["enter"] * steps)
        await pilot.pause()
        assert screen.tour.at == steps
        await pilot.press(key)
        await pilot.pause()
        assert not screen.tour.on
        assert not screen.query_one("#tour").display


async def test_the_tour_takes_no_letter_and_its_offer_goes_with_the_first_note(
    desk: Desk, clock: Callable[[], datetime]
) -> None:
    async with running(desk, clock, tour=True, size=(80, 24)) as (screen, pilot):
        await pilot.press(*"une", "space", *"note", "enter")
        await pilot.pause()
        assert screen.view.in_order()[-1].text == "une note"
        assert not screen.tour.on


async def found(pilot: Pilot[int], words: str) -> list[str]:
    provider = ActsProvider(pilot.app.screen)
    hits = [hit async for hit in provider.search(words)]
    return [str(hit.text) for hit in sorted(hits, key=lambda hit: -hit.score)]


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("synthese", "Écrire la synthèse"),
        ("synthesis", "Écrire la synthèse"),
        ("ETOILE", "étoile"),
        ("star", "étoile"),
        ("vote", "mains levées"),
        ("leave", "Quitter"),
        ("close", "Clore"),
        ("tour", "visite"),
        ("visite", "visite"),
        ("look nord", "Aspect\u00a0: nord"),
        ("aspect nord", "Aspect\u00a0: nord"),
        ("couper", "Note\u00a0: "),
        ("cut", "Note\u00a0: "),
    ],
)
async def test_the_palette_finds_by_french_and_by_english_words(
    desk: Desk, clock: Callable[[], datetime], words: str, act: str
) -> None:
    use("fr")
    async with running(desk, clock) as (_screen, pilot):
        assert any(act in title for title in (await found(pilot, words))[:12])
        assert await found(pilot, "zzqx") == ["zzqx"]


async def test_the_palette_acts_on_a_note_and_changes_the_look(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        provider = ActsProvider(screen)
        hits = {str(hit.text): hit async for hit in provider.search("star the note")}
        hits["note: Star the note, or take the star away  (s)"].command()
        await pilot.pause()
        assert not screen.view.notes["n2"].star
        looks = {str(hit.text): hit async for hit in provider.search("look nord")}
        looks["Look: nord"].command()
        await pilot.pause()
        assert pilot.app.theme == "nord"
        await pilot.press("escape", "ctrl+p")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ActsPalette)


@pytest.mark.parametrize(
    ("keys", "heading"),
    [
        ((), "In the typing line"),
        (("f7",), "On a note (F7)"),
        (("f4",), "In the synthesis (F4)"),
        (("people",), "On a participant"),
        (("themes",), "In the list of themes"),
    ],
)
async def test_help_begins_with_the_pane_in_focus(
    desk: Desk, clock: Callable[[], datetime], keys: tuple[str, ...], heading: str
) -> None:
    async with running(desk, clock) as (screen, pilot):
        if keys in (("people",), ("themes",)):
            screen.query_one(f"#{keys[0]}").focus()
        else:
            await pilot.press(*keys)
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpDialog)
        assert str(pilot.app.screen.query_one(Static).content).startswith(heading)


async def test_empty_panes_say_what_to_type(tmp_path: Path, clock: Callable[[], datetime], chance: Random) -> None:
    file = tmp_path / "vide.toml"
    file.write_text('format = 1\nid = "v"\ntitle = "Vide"\n', encoding="utf-8")
    desk = open_desk(file, Places(tmp_path / "config", tmp_path / "state"), clock(), chance)
    async with running(desk, clock) as (screen, _pilot):
        assert "F3" in str(screen.people_list.get_option_at_index(0).prompt)
        assert "^N" in str(screen.theme_list.get_option_at_index(0).prompt)
        assert "Enter keeps it" in "".join(screen.note_list.render_line(y).text for y in range(4))
        preview = screen.synthesis.query_one("Preview")
        assert "F4 writes it" in "".join(strip.text for strip in preview.render_lines(preview.size.region))


def focused(screen: SessionScreen) -> str | None:
    return screen.focused.id if screen.focused is not None else None


async def test_a_click_focuses_chooses_ticks_and_opens_links(
    desk: Desk, clock: Callable[[], datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(desk, clock) as (screen, pilot):
        opened: list[str] = []
        monkeypatch.setattr(pilot.app, "open_url", lambda url, new_tab=True: opened.append(url))
        await pilot.press(*"voir https://example.org/a).".replace(" ", "_"), "enter")
        screen.do(WriteSynthesis("Le carnet : <https://example.org/carnet>", "b", ""))
        await pilot.pause()
        await pilot.click("NoteList", offset=(12, 0))
        assert (screen.focused, screen.note_list.selected) == (screen.note_list, "n1")
        await pilot.click("NoteList", offset=(22, 2))
        assert opened == ["https://example.org/a"]
        await pilot.click("Preview", offset=(6, 1))
        assert opened[1:] == ["https://example.org/carnet"]
        await pilot.click("#themes", offset=(4, 0))
        await pilot.pause()
        assert screen.scribe.current_theme == "liberte"
        assert focused(screen) == "typing"
        await pilot.click("#people", offset=(4, 1))
        assert focused(screen) == "people"
        assert screen.people_list.chosen == "karim"
        await pilot.click("#typing")
        assert focused(screen) == "typing"
        await pilot.press("f9")
        await pilot.pause()
        await pilot.click("#group Radio:last-of-type")
        await pilot.pause()
        assert [str(one.query_one("Radio:last-of-type", Static).content) for one in pilot.app.screen.query("#group")]
        assert isinstance(pilot.app.screen.query_one("#write"), Button)


async def test_the_terminals_cursor_stands_on_what_has_the_focus(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        app = pilot.app
        assert app.cursor_position == screen.typing.cursor_screen_offset
        await pilot.press("f7")
        await pilot.pause()
        y = screen.note_list.region.y
        assert app.cursor_position.y == y + 1
        await pilot.press("up")
        await pilot.pause()
        assert app.cursor_position.y == y
        screen.people_list.focus()
        await pilot.press("down", "down")
        await pilot.pause()
        assert app.cursor_position.y == screen.people_list.region.y + (screen.people_list.highlighted or 0)
        await pilot.press("f6", "a", "b")
        await pilot.pause()
        box = screen.prompt.query_one(Input)
        assert app.cursor_position == (box.content_region.x + 2, box.content_region.y)
