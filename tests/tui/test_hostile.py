"""Hostile texts on the screen: nothing crashes, no markup is obeyed, and no control character reaches the terminal."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.events import Paste
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from facilitator.capture.draft import NoteDraft
from facilitator.live.commands.actions import MakeAction
from facilitator.live.commands.clock import TakeAgenda, TurnClock
from facilitator.live.commands.notes import KeepNote
from facilitator.live.commands.people import RenamePerson
from facilitator.live.commands.presence import DescribePerson
from facilitator.live.commands.speaking import AskToSpeak, Speak
from facilitator.live.commands.themes import ChangeTheme
from facilitator.live.commands.whole import SetFact, SetQuestion, WriteSynthesis
from facilitator.model.agenda import Phase
from facilitator.model.kinds import ClockAct, Kind, Section
from facilitator.storage.desk import Desk
from facilitator.storage.recents import Recent
from facilitator.storage.recovery import Unsaved
from facilitator.storage.session_file import SessionText
from facilitator.tui.safe import drawable
from facilitator.tui.screens.session import SessionScreen
from facilitator.tui.screens.start import StartApp, Surroundings
from facilitator.tui.screens.start_form import Offer
from tests.naughty import LONG, OURS, held, some
from tests.report.test_hostile_names import everywhere
from tests.terminal.program import begin, leave, screen_of
from tests.tui.driving import running

OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
TEXTS = (
    *some(8, seed=12),
    "[@click=app.quit]quitter[/] [red]x",
    "\x1b]0;titre\x07\x9b31m",
    "\u202egnagnam",
    "a\u200bb",
)


def drawn(screen: Screen[Any]) -> str:
    """What every widget of a screen draws, a line a line."""
    lines = [
        widget.render_line(y).text
        for widget in screen.walk_children(Widget)
        if widget.display and widget.region
        for y in range(widget.size.height)
    ]
    return "\n".join(lines)


def harmless(app: App[Any]) -> str:
    """What is drawn; none of it is obeyed by a terminal."""
    shown = drawn(app.screen)
    assert OBEYED.findall(shown.replace("\n", "")) == []
    return shown


def say_everywhere(desk: Desk, text: str, now: datetime) -> None:
    """Put a text wherever the screen shows one."""
    view = desk.live.view
    theme, person = view.themes[0].id, view.people[1].id
    name = text if text.strip() else "x"
    phases = (Phase(id="p", name=held(name), minutes=5),)
    for act in (
        SetFact("title", text),
        SetFact("place", text),
        SetQuestion(text),
        SetQuestion(f"{text}\n"),
        WriteSynthesis(f"{text}\n\n- {text}\n\n> *{text}*\n\n```\n{text}\n```"),
        ChangeTheme(theme, name=name, letter=text[:2]),
        RenamePerson(person, name),
        DescribePerson(person, text, text),
        TakeAgenda(text, phases, 45),
        KeepNote(NoteDraft(text, themes=(theme,), speaker=person, star=True)),
        KeepNote(NoteDraft(f"*{text}*", Kind.IDEA, Section.IDEAS, themes=(theme,))),
    ):
        desk.run(act, now)
    desk.run(MakeAction(view.said[-1][1], (person,)), now)


async def walk(screen: SessionScreen, pilot: Pilot[int], texts: tuple[str, ...] = ()) -> None:
    """Through every part and dialog of the screen, looking at what is drawn."""
    dialogs = ("show_question", "close", "help", "missing", "read_back", "vote")
    for act in ("synthesis", "notes", "people", "filter", "unheard", "title", "presence", "clock", *dialogs):
        await screen.run_action(act)
        await pilot.pause()
        harmless(pilot.app)
        for text in texts:
            pilot.app.post_message(Paste(text))
            await pilot.pause()
            harmless(pilot.app)
        for _turn in range(4):
            if pilot.app.screen is screen and screen.typing.has_focus:
                break
            await pilot.press("escape")
            await pilot.pause()
        assert pilot.app.screen is screen, act


async def test_every_part_of_the_screen_draws_it_and_obeys_none_of_it(
    desk: Desk, clock: Callable[[], datetime], now: datetime
) -> None:
    person = desk.live.view.people[1].id
    for act in (TurnClock(ClockAct.START), AskToSpeak(person), Speak(person)):
        desk.run(act, now)
    async with running(desk, clock, notifications=True) as (screen, pilot):
        for text in TEXTS:
            say_everywhere(desk, text, now)
            await pilot.pause()
            shown = harmless(pilot.app)
            words = drawable(held(text), one_line=True).strip()[:8]
            if words.isascii() and words.split(" ")[0]:
                assert shown.count(words.split(" ")[0]) > 4, text
        await walk(screen, pilot)
        assert screen.is_running


async def test_it_is_pasted_and_kept_wherever_something_is_asked(desk: Desk, clock: Callable[[], datetime]) -> None:
    texts = ("[/] [bold", "\x1b[31mrouge\x07")
    async with running(desk, clock, size=(80, 24), notifications=True) as (screen, pilot):
        await walk(screen, pilot, texts)
        for act in (
            "filter",
            "title",
            "add_people",
            "turn",
            "presence",
            "new_theme",
            "load_themes",
            "load_agenda",
            "minutes",
        ):
            for text in texts:
                await screen.run_action(act)
                pilot.app.post_message(Paste(text))
                await pilot.pause()
                await pilot.press("enter")
                await pilot.pause()
                harmless(pilot.app)
                await pilot.press("escape")
                await pilot.pause()
        assert held(texts[-1]) in [person.name for person in screen.view.people]
        assert held(texts[-1]) in [theme.name for theme in screen.view.themes]


async def test_notes_of_it_are_typed_corrected_and_completed(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock, notifications=True) as (screen, pilot):
        for text in TEXTS:
            count = len(screen.view.notes)
            pilot.app.post_message(Paste(f"mot {held(text)}".replace("\r", " ").replace("\n", " ")))
            await pilot.press("enter")
            await pilot.pause()
            harmless(pilot.app)
            assert len(screen.view.notes) == count + 1
            before = screen.view.in_order()[-1].text
            await pilot.press("up", "enter")
            await pilot.pause()
            assert screen.view.in_order()[-1].text == before
        desk.run(ChangeTheme(screen.view.themes[0].id, name="Lib\x1b[31m[red]é"), clock())
        await pilot.press("number_sign", "l", "i")
        await pilot.pause()
        assert "Lib␛[31m[red]é" in harmless(pilot.app)


async def test_the_palette_looks_for_it(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock, notifications=True) as (screen, pilot):
        for text in ("[/] [bold", "\x1b[31m", "\\", "%s {0}", TEXTS[0]):
            await pilot.press("ctrl+p")
            await pilot.pause()
            pilot.app.screen.query_one(Input).value = text
            await pilot.pause()
            harmless(pilot.app)
            await pilot.press("escape", "escape")
            await pilot.pause()
        assert pilot.app.screen is screen


async def test_a_long_list_of_all_kinds_is_walked_and_filtered(desk: Desk, clock: Callable[[], datetime]) -> None:
    for text in (*OURS, *LONG):
        desk.run(KeepNote(NoteDraft(text, star=True)), clock())
    async with running(desk, clock, size=(60, 20), notifications=True) as (screen, pilot):
        await pilot.press("f7", "home")
        for _page in range(12):
            await pilot.press("pagedown")
            await pilot.pause()
            harmless(pilot.app)
        await pilot.press("escape", "escape")
        for words in ("rouge", "[", "mot", "\u202e"):
            await screen.run_action("filter")
            pilot.app.post_message(Paste(words))
            await pilot.press("enter")
            await pilot.pause()
            harmless(pilot.app)
        assert screen.is_running


async def test_the_start_screen_shows_names_as_they_are_and_makes_files_in_its_folder(tmp_path: Path) -> None:
    day = datetime(2026, 5, 11, 16, 5, tzinfo=UTC)
    titles = [text for text in (*TEXTS, "../../evasion", "CON", "~/x", "/etc/x") if text.strip()]
    around = Surroundings(
        tmp_path,
        recents=lambda: [Recent(tmp_path / f"{n}.toml", text, n, False, day) for n, text in enumerate(titles)],
        unsaved=lambda: [Unsaved(tmp_path / "a\x1b[31m.toml", 3, "a\x1b[31m[red]")],
        theme_sets=lambda: [Offer(f"t{n}", text) for n, text in enumerate(titles)],
        agendas=lambda: [Offer(f"a{n}", text) for n, text in enumerate(titles)],
    )
    for title in titles[-5:]:
        app = StartApp(around)
        async with app.run_test(size=(100, 40)) as pilot:
            await pilot.pause()
            for _turn in range(3):
                await pilot.press("down")
                await pilot.pause()
                harmless(app)
            await pilot.press("n")
            app.query_one("#new-title", Input).value = title
            await pilot.pause()
            harmless(app)
            await pilot.press("enter", "enter")
            for _turn in range(500):
                if app.return_value is not None:
                    break
                await pilot.pause(0.01)
        assert app.return_value is not None
        assert app.return_value.new is not None
        assert app.return_value.new.file.parent == tmp_path
        assert app.return_value.new.title == title.strip()


SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[()][A-Z0-9]|[=>78]|[P\]_^][^\x07\x1b]*(?:\x07|\x1b\\))")
# What the screen says to a terminal by itself: modes, places, colours, questions, the shape of the pointer, links.
OUR_OWN = re.compile(
    rb"\x1b\[(?:[0-9;]*[Hm]|[0-9]*K|[<>][0-9]*u|\?[0-9]+(?:[hl]|\$p))|\x1b\]22;[a-z]+\x07"
    rb"|\x1b\]8;(?:id=[0-9]+;https?://[^\x00-\x20\x7f]+|;)\x1b\\"
)
ESCAPES = tuple(text for text in OURS if "\x1b" in text or "\x9b" in text)


@pytest.mark.terminal
def test_no_control_character_of_it_reaches_a_terminal(tmp_path: Path) -> None:
    session = everywhere("mot \x1b]0;piege\x07\x1b[31;47;5mrouge\x9b31m\x1b[2;7r\x1bc\u202e\x08fin")
    notes = tuple(session.notes[0].but(id=f"m{n}", text=text) for n, text in enumerate(map(held, (*ESCAPES, *TEXTS))))
    file = tmp_path / "s.toml"
    file.write_text(SessionText().render(session.but(id="s1", notes=notes)), encoding="utf-8")
    with screen_of(file, tmp_path / "home") as term:
        begin(term)
        for keys in (("f7", "home", "pagedown", "pagedown", "escape"), ("f4", "escape"), ("f2", "escape"), ("f3",)):
            term.send(*keys)
            term.wait_for("▸")
        term.paste("\x1b[31;47;5mcollé\x1b]0;piege\x07")
        term.wait_for("collé")
        term.send("escape")
        term.wait_for("▸")
        leave(term)
        raw = bytes(term.raw)
    assert {one for one in SEQUENCE.findall(raw) if not OUR_OWN.fullmatch(one)} == set()
    assert b"\x1b[31;47;5m" not in raw
    left = SEQUENCE.sub(b"", raw)
    assert "rouge" in left.decode()
    assert set(re.findall(rb"[\x00-\x1f\x7f]", left)) <= {b"\r", b"\n"}
    assert not re.search("[\x80-\x9f\u202a-\u202e\u2066-\u2069]", left.decode())
