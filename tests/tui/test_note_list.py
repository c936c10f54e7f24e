"""The list of notes: what is drawn, what stays where it is while notes come and go, and what drawing costs."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len
from textual import on
from textual.app import App, ComposeResult
from textual.color import Color
from textual.message import Message
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input

from facilitator.live.view import NoteRow, PersonRow, ThemeRow
from facilitator.model.kinds import Colour, Kind
from facilitator.tui.widgets.heights import Heights
from facilitator.tui.widgets.note_lines import NoteLines, NoteStyles
from facilitator.tui.widgets.note_list import NoteList

AT = datetime(2026, 5, 4, 10, 31, tzinfo=UTC)
THEMES = [
    ThemeRow("liberte", "liberté", "L", Colour.RED),
    ThemeRow("sens", "sens", "S", Colour.BLUE),
    ThemeRow("elan", "élan", "É", Colour.GREEN),
    ThemeRow("lien", "lien", "I", Colour.TEAL),
]
PEOPLE = [PersonRow("odile", "Odile R."), PersonRow("karim", "Karim T.")]
LONG = "une journée de partage par service, préparée avec celles et ceux qui reçoivent le public chaque matin"


def note(number: int, text: str | None = None, **values: object) -> NoteRow:
    row = NoteRow(f"n{number}", f"note {number}" if text is None else text, order=f"{number:06}")
    return replace(row, **values)


def notes(count: int) -> list[NoteRow]:
    """Notes of one, two and three lines in a list of 60 cells."""
    return [note(number, f"note {number} " + LONG[: 45 * (number % 3)]) for number in range(count)]


class CountingLines(NoteLines):
    """Counts what is formed and what is measured."""

    def __init__(self) -> None:
        super().__init__()
        self.formed = self.measured = 0

    def form(self, row: NoteRow, width: int, styles: NoteStyles) -> list[Strip]:
        self.formed += 1
        return super().form(row, width, styles)

    def height(self, row: NoteRow, width: int) -> int:
        self.measured += 1
        return super().height(row, width)


class ListApp(App[None]):
    """A list, and a line that has the focus first."""

    CSS = "Input { height: 1; border: none; } NoteList { padding: 0; }"

    def __init__(self) -> None:
        super().__init__()
        self.list = NoteList()
        self.list.empty_hint = "Tapez ce qui se dit."
        self.lines = self.list._notes.lines = CountingLines()
        self.heard: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.list
        yield Input()

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        self.list.set_themes(THEMES)
        self.list.set_people(PEOPLE)

    @on(NoteList.NoteChosen)
    @on(NoteList.NoteOpened)
    def hear(self, message: Message) -> None:
        assert isinstance(message, NoteList.NoteChosen | NoteList.NoteOpened)
        self.heard.append(f"{type(message).__name__} {message.note_id}")

    @on(NoteList.UnseenChanged)
    def count(self) -> None:
        self.heard.append(f"unseen {self.list.unseen}")

    @property
    def strips(self) -> list[Strip]:
        """The lines of the view."""
        return [self.list.render_line(y) for y in range(self.list.scrollable_content_region.height)]

    @property
    def shown(self) -> list[str]:
        """The lines of the view, without blanks at their ends."""
        return [strip.text.rstrip() for strip in self.strips]

    def place_of(self, words: str) -> int:
        """The line of the view in which some words stand."""
        return next(y for y, line in enumerate(self.shown) if words in line.replace("  ", " ") + " ")

    def counted(self) -> tuple[int, int]:
        """How many notes were formed and measured since it was last asked."""
        told = self.lines.formed, self.lines.measured
        self.lines.formed = self.lines.measured = 0
        return told


@asynccontextmanager
async def listing(
    rows: list[NoteRow], size: tuple[int, int] = (60, 13)
) -> AsyncIterator[tuple[ListApp, NoteList, Pilot[None]]]:
    app = ListApp()
    async with app.run_test(size=size) as pilot:
        app.list.fill(rows)
        await pilot.pause()
        app.heard.clear()
        yield app, app.list, pilot


def scroll(notes_list: NoteList, line: int) -> None:
    notes_list.scroll_to(y=line, animate=False, immediate=True, force=True)


# What is drawn


async def test_a_note_is_drawn_with_time_sign_letters_text_and_star() -> None:
    row = note(1, "tout peut redevenir procédure", kind=Kind.RISK, themes=("liberte", "sens"), star=True, at=AT)
    async with listing([row]) as (app, _list, _pilot):
        assert app.shown[0] == "10:31 ! L S tout peut redevenir procédure".ljust(57) + " ★"
        assert app.strips[0].cell_length == 59


async def test_every_column_begins_in_the_same_cell() -> None:
    rows = [
        note(1, "§un"),
        note(2, "§deux", kind=Kind.IDEA, at=AT),
        note(3, "§trois", themes=("sens",), kind=Kind.ACTION, at=AT),
        note(4, "§quatre", themes=("liberte", "sens", "elan", "lien"), kind=Kind.QUOTE),
        note(5, "§cinq", themes=("fleur", "deux", "accent")),
        note(6, "§six", themes=("vide", "inconnu", "rien")),
        note(7, f"§sept {LONG}", star=True),
    ]
    odd = [
        ThemeRow("fleur", "fleur", "🌱"),
        ThemeRow("deux", "deux lettres", "AB"),
        ThemeRow("accent", "état", "E\u0301"),
        ThemeRow("vide", "sans lettre", ""),
        ThemeRow("rien", "invisible", "\u200d"),
    ]
    async with listing(rows) as (app, notes_list, pilot):
        notes_list.set_themes([*THEMES, *odd])
        await pilot.pause()
        lines = app.shown
        assert {cell_len(line.split("§")[0]) for line in lines if "§" in line} == {14}
        assert lines[1].startswith("10:31 + ")
        assert lines[2].startswith("10:31 → S ")
        assert lines[3].startswith("      « L S É §quatre")
        assert lines[4].startswith("        🌱A É §cinq")
        assert lines[5].startswith("        · ·   §six")
        assert all(line.startswith(" " * 14) for line in lines[7:9])
        assert [line.endswith("  ★") for line in lines[6:9]] == [True, False, False]
        assert {strip.cell_length for strip in app.strips} == {59}


def styled(app: ListApp, y: int) -> dict[str, Color]:
    """The pieces of a line by their text, with the colour they are written in."""
    return {
        segment.text.strip(): Color.from_rich_color(segment.style.color)
        for segment in app.strips[y]
        if segment.text.strip() and segment.style is not None
    }


async def test_letters_of_themes_have_their_colours_and_highlights_are_strong() -> None:
    row = note(1, "On ose *essayer sans* dire, 2 * 3", themes=("liberte", "sens"), speaker="odile")
    async with listing([row]) as (app, _list, _pilot):
        colours = styled(app, 0)
        assert list(colours) == ["L", "S", "On ose", "*essayer sans*", "dire, 2 * 3", "– Odile R."]
        assert len({colours[piece] for piece in ("L", "S", "On ose", "*essayer sans*", "– Odile R.")}) == 5
        assert colours["On ose"] == colours["dire, 2 * 3"]


async def test_a_highlight_goes_on_in_the_next_line() -> None:
    row = note(1, "voilà *" + "mot " * 20 + "fin* puis *deux* et la suite")
    async with listing([row]) as (app, _list, _pilot):
        strong = styled(app, 0)["*" + " ".join(["mot"] * 10)]
        assert strong == styled(app, 1)[" ".join(["mot"] * 10) + " fin*"] == styled(app, 2)["*deux*"]
        assert styled(app, 2)["puis"] == styled(app, 0)["voilà"] != strong


async def test_text_of_people_is_drawn_as_it_stands() -> None:
    rows = [note(1, "[bold red]rouge[/] {x} %s \\ \x1b[31mnon\x07 \u202egauche\u2029")]
    async with listing(rows) as (app, notes_list, pilot):
        notes_list.set_people([PersonRow("odile", "[b]Odile\x1b\nR.")])
        notes_list.put(replace(rows[0], speaker="odile"), 0)
        await pilot.pause()
        drawn = " ".join(line.strip() for line in app.shown).strip()
        assert drawn == "[bold red]rouge[/] {x} %s \\ ␛[31mnon␇ ·gauche¶ – [b]Odile␛ ⏎ R."


async def test_a_second_theme_gets_its_column_wherever_the_note_stands() -> None:
    async with listing([note(number, "§", themes=("sens",)) for number in range(3)]) as (app, notes_list, _pilot):
        assert [line.strip() for line in app.shown[:3]] == ["S §"] * 3
        notes_list.put(note(0, "§", themes=("sens", "elan")), 0)
        assert [line.strip() for line in app.shown[:3]] == ["S É §", "S   §", "S   §"]


async def test_the_newest_note_is_in_view_and_stays_so() -> None:
    rows = notes(40)
    async with listing(rows) as (app, notes_list, _pilot):
        assert app.shown[-1].endswith("note 39")
        notes_list.put(note(40, "la dernière " + LONG), 40)
        assert "la dernière" in app.shown[-3]
        assert notes_list.at_end
        notes_list.put(note(3, "courte"), 3)
        assert notes_list.at_end
        assert "la dernière" in app.shown[-3]


async def test_the_hint_stands_while_there_is_no_note_and_not_when_the_filter_passes_none() -> None:
    async with listing([]) as (app, notes_list, _pilot):
        assert app.shown[1] == "Tapez ce qui se dit."
        notes_list.put(note(1), 0)
        assert app.shown[0].strip() == "note 1"
        notes_list.filter(lambda row: False)
        assert set(app.shown) == {""}


async def test_another_look_is_drawn_anew() -> None:
    async with listing([note(1, themes=("liberte",))]) as (app, _list, pilot):
        before = styled(app, 0)
        app.theme = "textual-light"
        await pilot.pause()
        assert all(styled(app, 0)[piece] != before[piece] for piece in ("L", "note 1"))


# What is being read stays


Act = Callable[[NoteList], None]


def longer(number: int) -> Act:
    return lambda notes_list: notes_list.put(note(number, f"note {number} {LONG} {LONG}"), number, foreign=True)


ELSEWHERE: dict[str, Act] = {
    "at the end": lambda notes_list: notes_list.put(note(60, LONG), 60, foreign=True),
    "above": lambda notes_list: notes_list.put(replace(note(2, LONG), id="x"), 3, foreign=True),
    "far below": lambda notes_list: notes_list.put(replace(note(50, LONG), id="x"), 51, foreign=True),
    "a note above grows": longer(4),
    "a note above shrinks": lambda notes_list: notes_list.put(note(5, "!"), 5, foreign=True),
    "a note above is removed": lambda notes_list: notes_list.drop("n6"),
    "a note above moves below": lambda notes_list: notes_list.put(replace(note(5, LONG), order="000050x"), 50),
    "a note below moves above": lambda notes_list: notes_list.put(replace(note(50, LONG), order="000003x"), 4),
    "a note at the end is removed": lambda notes_list: notes_list.drop("n59"),
    "someone above is renamed": lambda notes_list: notes_list.set_people([PersonRow("odile", "Odile " * 20)]),
    "a note above gets a second theme": lambda notes_list: notes_list.put(
        note(3, themes=("sens", "elan")), 3, foreign=True
    ),
    "many at once": lambda notes_list: notes_list.fill([*notes(60), *map(note, range(60, 90))], keep_place=True),
    "many above go": lambda notes_list: notes_list.fill(notes(60)[12:], keep_place=True),
}


@pytest.mark.parametrize("what", ELSEWHERE)
@pytest.mark.parametrize("line", [40, 41, 42])
async def test_what_is_being_read_does_not_move(what: str, line: int) -> None:
    rows = [replace(row, speaker="odile" if number < 10 else "") for number, row in enumerate(notes(60))]
    async with listing(rows) as (app, notes_list, pilot):
        scroll(notes_list, line)
        before = [row.split() for row in app.shown]
        ELSEWHERE[what](notes_list)
        assert [row.split() for row in app.shown] == before
        await pilot.pause()
        assert [row.split() for row in app.shown] == before


async def test_a_note_in_view_that_changes_leaves_what_stands_before_it() -> None:
    async with listing(notes(60)) as (app, notes_list, _pilot):
        scroll(notes_list, 40)
        before, place = app.shown, app.place_of("note 24 ")
        longer(24)(notes_list)
        assert app.shown[:place] == before[:place]
        assert "note 24 une journée" in app.shown[place]


@pytest.mark.parametrize("line", [40, 41, 42, 43])
async def test_the_note_at_the_top_going_leaves_the_others_where_they_are(line: int) -> None:
    async with listing(notes(60)) as (app, notes_list, _pilot):
        scroll(notes_list, line)
        top = notes_list._notes.heights.at_line(line)[0]
        place = app.place_of(f"note {top + 1} ")
        notes_list.drop(f"n{top}")
        assert app.place_of(f"note {top + 1} ") == place
        notes_list.put(note(top + 1, "changée"), top, foreign=True)
        assert app.place_of("changée ") == place


@pytest.mark.parametrize("text", ["!", f"note {LONG} {LONG}"])
async def test_the_note_half_above_the_view_changing_leaves_the_others_where_they_are(text: str) -> None:
    async with listing(notes(60)) as (app, notes_list, _pilot):
        scroll(notes_list, 41)
        top, which = notes_list._notes.heights.at_line(41)
        place = app.place_of(f"note {top + 1} ")
        assert which > 0
        notes_list.put(note(top, text), top, foreign=True)
        assert app.place_of(f"note {top + 1} ") == place


async def test_a_note_that_fills_the_view_and_becomes_short_is_still_there() -> None:
    async with listing([note(0, "mot " * 400), *notes(40)[1:]]) as (app, notes_list, _pilot):
        scroll(notes_list, 20)
        notes_list.put(note(0, "bien plus court que " + LONG), 0, foreign=True)
        assert app.shown[0].strip() == "reçoivent le public chaque matin"
        assert "note 1 " in app.shown[1]


async def test_what_is_being_read_stays_while_a_filter_shows_only_some() -> None:
    async with listing(notes(90)) as (app, notes_list, _pilot):
        notes_list.filter(lambda row: int(row.id[1:]) % 2 == 0)
        assert notes_list.at_end
        scroll(notes_list, 30)
        before = app.shown
        notes_list.put(replace(note(4, LONG * 2), id="n1000"), 5, foreign=True)
        notes_list.put(replace(note(4, LONG * 2), id="n1001"), 6, foreign=True)
        notes_list.put(note(8, "!"), 10, foreign=True)
        notes_list.put(note(93), 92, foreign=True)
        assert app.shown == before
        assert notes_list.unseen == 0
        notes_list.put(note(94), 93, foreign=True)
        assert (app.shown, notes_list.unseen) == (before, 1)


async def test_a_note_that_does_not_pass_any_more_goes_and_comes_back_in_its_place() -> None:
    async with listing([note(number, star=number % 2 == 0) for number in range(9)]) as (app, notes_list, _pilot):
        notes_list.filter(lambda row: row.star)
        notes_list.put(note(4), 4)
        assert [line.split()[1] for line in app.shown if line] == ["0", "2", "6", "8"]
        notes_list.put(note(4, star=True), 4)
        assert [line.split()[1] for line in app.shown if line] == ["0", "2", "4", "6", "8"]


async def test_a_filter_that_passes_others_by_now_is_asked_again_though_the_notes_are_the_same() -> None:
    rows, wanted = [note(1), note(2, "deux lignes " * 9), note(3)], {"n1"}
    async with listing(rows) as (app, notes_list, _pilot):
        notes_list.filter(lambda row: row.id in wanted)
        wanted |= {"n2", "n3"}
        notes_list.fill(list(rows))
        assert "note 3" in " ".join(app.shown)
        assert notes_list._notes.heights.total == sum(line != "" for line in app.shown)


async def test_the_same_notes_are_not_measured_again() -> None:
    async with listing(notes(50)) as (app, notes_list, _pilot):
        app.counted()
        again = notes(50)
        notes_list.fill(again)
        assert app.counted()[1] == 0
        assert all(shown is row for shown, row in zip(notes_list._notes.shown, again, strict=True))


async def test_while_the_cursor_is_among_the_notes_nothing_from_elsewhere_moves_them() -> None:
    async with listing(notes(40)) as (app, notes_list, pilot):
        notes_list.choose("n39")
        notes_list.focus()
        await pilot.press("up", "up")
        assert notes_list.at_end
        before = app.shown
        notes_list.put(note(40, LONG), 40, foreign=True)
        assert (app.shown, notes_list.unseen) == (before, 1)
        await pilot.press("end")
        assert (notes_list.at_end, notes_list.unseen) == (True, 0)
        notes_list.put(note(41, "toute neuve"), 41, foreign=True)
        assert app.shown[-1].endswith("toute neuve")


async def test_the_end_never_leaves_empty_lines_behind() -> None:
    async with listing(notes(40)) as (app, notes_list, _pilot):
        scroll(notes_list, notes_list._notes.heights.total - 13)
        for number in range(39, 20, -1):
            notes_list.drop(f"n{number}")
            assert app.shown[-1]
        notes_list.fill(notes(20), keep_place=True)
        assert app.shown[-1]
        assert notes_list.scroll_offset.y == notes_list.max_scroll_y


# Unseen


async def test_notes_from_elsewhere_below_are_counted_until_they_were_in_view() -> None:
    async with listing(notes(40)) as (app, notes_list, pilot):
        scroll(notes_list, 10)
        for number in (40, 41, 42):
            notes_list.put(note(number), number, foreign=True)
        await pilot.pause()
        assert app.heard[-1] == "unseen 3"
        notes_list.put(note(41, "note 41, corrigée"), 41, foreign=True)
        notes_list.put(note(39, "la dernière vue, corrigée"), 39, foreign=True)
        assert notes_list.unseen == 3
        notes_list.put(replace(note(41), id="x", order="000041x"), 42, foreign=True)
        assert notes_list.unseen == 4
        notes_list.drop("n42")
        assert notes_list.unseen == 3
        scroll(notes_list, notes_list._notes.heights.total - 13)
        assert (app.shown[-1].strip(), notes_list.unseen) == ("note 41, corrigée", 1)
        notes_list.show_end()
        await pilot.pause()
        assert notes_list.unseen == 0
        assert app.heard[-1] == "unseen 0"


async def test_what_is_in_view_above_or_own_is_not_unseen() -> None:
    async with listing(notes(40)) as (_app, notes_list, _pilot):
        notes_list.put(note(40), 40, foreign=True)
        assert notes_list.unseen == 0
        scroll(notes_list, 20)
        notes_list.put(replace(note(2), id="above"), 3, foreign=True)
        notes_list.put(replace(note(12), id="in-view", order="000012x"), 14, foreign=True)
        notes_list.put(note(43), 43)
        assert notes_list.unseen == 0


async def test_many_at_once_are_counted_as_unseen_too() -> None:
    async with listing(notes(40)) as (_app, notes_list, _pilot):
        scroll(notes_list, 10)
        notes_list.fill(notes(100), keep_place=True)
        assert notes_list.unseen == 60
        notes_list.fill(notes(120))
        assert (notes_list.unseen, notes_list.at_end) == (0, True)


async def test_a_filter_shows_the_newest_and_nothing_is_unseen() -> None:
    async with listing(notes(40)) as (app, notes_list, _pilot):
        scroll(notes_list, 10)
        notes_list.put(note(40), 40, foreign=True)
        notes_list.filter(lambda row: True)
        assert (notes_list.unseen, app.shown[-1].strip()) == (0, "note 40")


# Mouse and keys


async def test_a_click_chooses_and_a_second_one_opens() -> None:
    async with listing(notes(40)) as (app, notes_list, pilot):
        scroll(notes_list, 10)
        y = app.place_of("note 8 ")
        await pilot.click(NoteList, offset=(20, y + 1))
        assert (notes_list.selected, app.heard) == ("n8", ["NoteChosen n8"])
        assert notes_list.scroll_offset.y == 10
        await pilot.double_click(NoteList, offset=(20, y))
        assert app.heard == ["NoteChosen n8", "NoteOpened n8"]


async def test_a_click_below_the_notes_chooses_none() -> None:
    async with listing(notes(2)) as (app, notes_list, pilot):
        await pilot.click(NoteList, offset=(20, 10))
        assert (notes_list.selected, app.heard) == (None, [])


async def test_the_wheel_scrolls_and_moves_neither_cursor_nor_focus() -> None:
    async with listing(notes(40)) as (app, notes_list, pilot):
        end = notes_list.scroll_offset.y
        await pilot._post_mouse_events([_wheel("up"), _wheel("up")], NoteList, offset=(20, 5), button=0)
        up = notes_list.scroll_offset.y
        assert up < end
        await pilot._post_mouse_events([_wheel("down")], NoteList, offset=(20, 5), button=0)
        assert up < notes_list.scroll_offset.y < end
        assert notes_list.selected is None
        assert isinstance(app.focused, Input)


def _wheel(direction: str) -> type:
    from textual import events

    return events.MouseScrollUp if direction == "up" else events.MouseScrollDown


async def test_keys_walk_by_notes_by_pages_and_to_the_ends() -> None:
    async with listing(notes(60)) as (app, notes_list, pilot):
        notes_list.focus()
        places = []
        for key in (
            "down",
            "up",
            "home",
            "down",
            "up",
            "up",
            "pagedown",
            "pagedown",
            "pageup",
            "end",
            "down",
            "pagedown",
        ):
            await pilot.press(key)
            assert notes_list.selected is not None
            places.append(int(notes_list.selected[1:]))
            words = f"note {places[-1]} "
            assert words in " ".join(line + " " for line in app.shown)
        assert places[:6] == [59, 58, 0, 1, 0, 0]
        assert places[6] in range(5, 9)
        assert places[7] in range(11, 17)
        assert places[8] == places[6]
        assert places[9:] == [59, 59, 59]


async def test_the_chosen_note_is_marked_only_with_the_focus() -> None:
    async with listing(notes(5)) as (app, notes_list, pilot):

        def grounds() -> set[str]:
            return {str(segment.style.bgcolor) for segment in app.strips[1] if segment.style is not None}

        plain = grounds()
        notes_list.choose("n1")
        assert grounds() == plain
        notes_list.focus()
        await pilot.pause()
        assert grounds().isdisjoint(plain)
        await pilot.press("down")
        assert grounds() == plain
        await pilot.press("up")
        assert grounds().isdisjoint(plain)
        app.query_one(Input).focus()
        await pilot.pause()
        assert grounds() == plain


# Selection over filter and resize


async def test_the_choice_is_kept_over_a_filter() -> None:
    async with listing(notes(60)) as (app, notes_list, pilot):
        notes_list.choose("n30")
        notes_list.focus()
        await pilot.pause()
        notes_list.filter(lambda row: int(row.id[1:]) % 3 == 0)
        assert notes_list.selected == "n30"
        assert "note 30" in " ".join(app.shown)
        notes_list.filter(lambda row: int(row.id[1:]) % 7 == 0)
        assert notes_list.selected == "n30"
        notes_list.filter(None)
        assert notes_list.selected == "n30"
        assert "note 30 " in " ".join(line + " " for line in app.shown)


@pytest.mark.parametrize(("key", "chosen"), [("up", "n28"), ("down", "n35")])
async def test_from_a_note_that_is_filtered_out_keys_lead_to_its_neighbours(key: str, chosen: str) -> None:
    async with listing(notes(60)) as (_app, notes_list, pilot):
        notes_list.choose("n30")
        notes_list.focus()
        notes_list.filter(lambda row: int(row.id[1:]) % 7 == 0)
        await pilot.press(key)
        assert notes_list.selected == chosen


@pytest.mark.parametrize(("key", "chosen"), [("up", "n29"), ("down", "n31")])
async def test_from_a_note_that_was_removed_keys_lead_to_its_neighbours(key: str, chosen: str) -> None:
    async with listing(notes(60)) as (_app, notes_list, pilot):
        notes_list.choose("n30")
        notes_list.focus()
        await pilot.pause()
        notes_list.drop("n30")
        await pilot.press(key)
        assert notes_list.selected == chosen


@pytest.mark.parametrize("size", [(30, 13), (100, 13), (60, 7), (60, 25), (38, 5)])
async def test_the_newest_stays_in_view_in_another_size(size: tuple[int, int]) -> None:
    async with listing(notes(60)) as (app, notes_list, pilot):
        await pilot.resize_terminal(*size)
        assert notes_list.at_end
        assert app.shown[-1].split()[-1] == notes(60)[-1].text.split()[-1]
        await pilot.resize_terminal(60, 13)
        assert notes_list.at_end


@pytest.mark.parametrize("size", [(30, 13), (100, 13), (60, 7), (60, 25), (38, 6)])
async def test_what_is_being_read_and_the_choice_stay_in_another_size(size: tuple[int, int]) -> None:
    async with listing(notes(60)) as (app, notes_list, pilot):
        scroll(notes_list, 40)
        notes_list.choose("n23")
        await pilot.pause()
        word = app.shown[0].split()[0]
        await pilot.resize_terminal(*size)
        assert notes_list.selected == "n23"
        assert word in app.shown[0].split()
        await pilot.resize_terminal(size[0], 13)
        assert word in app.shown[0].split()


async def test_a_long_note_stays_at_the_words_being_read() -> None:
    words = " ".join(f"mot{number:03}" for number in range(200))
    async with listing([note(0, words), *notes(40)[1:]]) as (app, notes_list, pilot):
        scroll(notes_list, 12)
        first = app.shown[0].split()[0]
        await pilot.resize_terminal(33, 13)
        assert first in app.shown[0]
        await pilot.resize_terminal(90, 13)
        assert first in app.shown[0]


async def test_the_chosen_note_in_view_stays_in_view_in_a_lower_screen() -> None:
    async with listing(notes(60)) as (app, notes_list, pilot):
        scroll(notes_list, 40)
        notes_list.choose("n25")
        notes_list.focus()
        await pilot.pause()
        await pilot.resize_terminal(60, 5)
        assert "note 25" in " ".join(app.shown)


async def test_a_hidden_list_keeps_its_place() -> None:
    async with listing(notes(60)) as (app, notes_list, pilot):
        scroll(notes_list, 40)
        before = app.shown
        notes_list.display = False
        await pilot.pause()
        notes_list.put(note(60), 60, foreign=True)
        longer(3)(notes_list)
        notes_list.display = True
        await pilot.pause()
        assert app.shown == before
        assert notes_list.unseen == 1


async def test_a_list_filled_before_it_has_a_size_is_right_once_it_has() -> None:
    app = ListApp()
    async with app.run_test(size=(60, 13)) as pilot:
        app.list.display = False
        app.list.fill(notes(20))
        app.list.put(note(20, "la dernière"), 20)
        app.list.drop("n3")
        app.list.display = True
        await pilot.pause()
        assert app.shown[-1].endswith("la dernière")


# What drawing costs


@pytest.fixture(scope="module")
def many() -> list[NoteRow]:
    return notes(10_000)


async def test_ten_thousand_notes_cost_only_the_lines_in_view(many: list[NoteRow]) -> None:
    async with listing([]) as (app, notes_list, pilot):
        app.counted()
        notes_list.fill(many)
        await pilot.pause()
        formed, measured = app.counted()
        assert 0 < formed <= 13
        assert measured == 10_000
        notes_list.put(note(10_000), 10_000)
        await pilot.pause()
        assert app.counted() == (1, 1)
        notes_list.put(note(5_000, "corrigée"), 5_000)
        await pilot.pause()
        assert app.counted() == (0, 1)
        notes_list.set_people([*PEOPLE, PersonRow("awa", "Awa")])
        await pilot.pause()
        assert app.counted() == (0, 0)
        notes_list.filter(lambda row: row.id.endswith("7"))
        await pilot.pause()
        formed, measured = app.counted()
        assert 0 < formed <= 13
        assert measured == 1_000
        notes_list.filter(None)
        await pilot.pause()
        app.counted()
        await pilot.resize_terminal(48, 20)
        formed, measured = app.counted()
        assert 0 < formed <= 2 * 20
        assert measured == 10_001


async def test_scrolling_forms_only_what_comes_into_view(many: list[NoteRow]) -> None:
    async with listing(many) as (app, notes_list, pilot):
        app.counted()
        scroll(notes_list, 9_000)
        await pilot.pause()
        assert app.counted()[0] <= 13
        scroll(notes_list, 9_001)
        await pilot.pause()
        assert app.counted()[0] <= 1
        notes_list.choose(notes_list._notes.shown[notes_list._notes.heights.at_line(9_005)[0]].id)
        notes_list.focus()
        await pilot.pause()
        app.counted()
        await pilot.press("up")
        assert app.counted() == (2, 0)


# Any sequence of changes


@st.composite
def changes(draw: st.DrawFn) -> list[tuple[str, int, int]]:
    one = st.tuples(
        st.sampled_from(["put", "foreign", "drop", "scroll", "filter", "people", "theme"]),
        st.integers(0, 30),
        st.integers(0, 5),
    )
    return draw(st.lists(one, max_size=25))


def carried_out(notes_list: NoteList, steps: list[tuple[str, int, int]]) -> Iterator[dict[str, NoteRow]]:
    """Carry out the steps, and tell after each which notes there are."""
    there: dict[str, NoteRow] = {}
    for act, number, size in steps:
        row = note(number, f"note {number} {LONG * size}"[: 8 + size * 40], speaker="odile" if size == 3 else "")
        if act in ("put", "foreign", "theme"):
            row = replace(row, themes=tuple(theme.id for theme in THEMES[:size]) if act == "theme" else ())
            there[row.id] = row
            place = sorted(there.values(), key=lambda row: row.order).index(row)
            notes_list.put(row, place, foreign=act == "foreign")
        elif act == "drop":
            there.pop(row.id, None)
            notes_list.drop(row.id)
        elif act == "scroll":
            scroll(notes_list, number)
        elif act == "filter":
            notes_list.filter(None if size == 0 else lambda row, size=size: len(row.text) % size == 0)  # type: ignore[misc]
        else:
            notes_list.set_people([PersonRow("odile", "Odile " * size)])
        yield there


async def test_after_any_changes_the_list_is_what_a_fresh_one_is() -> None:
    async with listing([], size=(50, 9)) as (app, notes_list, _pilot):

        @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
        @given(changes())
        def agrees(steps: list[tuple[str, int, int]]) -> None:
            notes_list.filter(None)
            notes_list.fill([])
            for there in carried_out(notes_list, steps):
                assert len(app.shown) == 8
                assert notes_list._notes.heights.total == sum(
                    app.lines.height(row, notes_list._notes.width) for row in notes_list._notes.shown
                )
                assert notes_list.scroll_offset.y <= max(0, notes_list._notes.heights.total - 8)
                assert notes_list._notes.shown == sorted(notes_list._notes.shown, key=lambda row: row.order)
                assert notes_list._notes.rows == sorted(there.values(), key=lambda row: row.order)
                assert notes_list.unseen == 0 or not notes_list.at_end
            top, before, letters = notes_list.scroll_offset.y, app.shown, app.lines.letters
            notes_list.fill(list(notes_list._notes.rows))
            scroll(notes_list, top)
            # A column of letters that is not needed any more stays until all is wrapped anew.
            if app.lines.letters == letters:
                assert app.shown == before

        agrees()


HEIGHT = st.integers(1, 9)


@settings(deadline=None)
@given(
    st.lists(HEIGHT, max_size=40),
    st.lists(st.tuples(st.booleans(), st.integers(0, 200), HEIGHT), max_size=60),
)
def test_heights_agree_with_a_plain_list(first: list[int], steps: list[tuple[bool, int, int]]) -> None:
    plain, heights = list(first), Heights()
    heights._BLOCK = 4
    heights.fill(list(first))
    for is_insert, index, height in steps:
        if is_insert or not plain:
            plain.insert(index % (len(plain) + 1), height)
            heights.insert(index % len(plain), height)
        else:
            heights.remove(index % len(plain))
            del plain[index % len(plain)]
        assert heights.total == sum(plain)
    lines = [(index, which) for index, height in enumerate(plain) for which in range(height)]
    assert [heights.at_line(line) for line in range(heights.total)] == lines
    assert [heights.height(index) for index in range(len(plain))] == plain
    assert [heights.top(index) for index in range(len(plain))] == [sum(plain[:index]) for index in range(len(plain))]
    for line in range(heights.total + 2):
        begin = [index for index in range(len(plain)) if sum(plain[:index]) >= line]
        assert heights.first_from(line) == (begin[0] if begin else len(plain))
        seen = sorted({index for index, _which in lines[line : line + 5]})
        assert heights.in_view(line, 5) == [(index, sum(plain[:index]) - line) for index in seen]
    with pytest.raises(IndexError):
        heights.at_line(heights.total)
