"""The theme strip: two keys to any theme, on any keyboard, in any width."""

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.message import Message

from facilitator.live.view import ThemeRow
from facilitator.tui.widgets.theme_strip import DIGIT_ROWS, ThemeStrip

FEW = [ThemeRow("l", "liberté", "A"), ThemeRow("s", "sens", "B"), ThemeRow("e", "élan", "É"), ThemeRow("m", "mesure")]
MANY = [ThemeRow(f"t{number}", f"thème {number}", chr(0x40 + number)) for number in range(1, 26)]


class StripApp(App[None]):
    """A strip that has the focus."""

    def __init__(self, themes: list[ThemeRow], current: str | None = None) -> None:
        super().__init__()
        self.themes, self.current = themes, current
        self.heard: list[object] = []
        self.strip = ThemeStrip()

    def compose(self) -> ComposeResult:
        yield self.strip

    def on_mount(self) -> None:
        self.strip.open(self.themes, self.current)

    @on(ThemeStrip.ThemePicked)
    @on(ThemeStrip.ThemeStripLeft)
    def hear(self, message: Message) -> None:
        self.heard.append(message.theme_id if isinstance(message, ThemeStrip.ThemePicked) else "left")

    def drawn(self) -> str:
        return self.strip.render().plain


def picked(themes: list[ThemeRow], keys: list[str], current: str | None = None) -> object:
    """What the last of some printable or named keys picks; None also stands for "no theme"."""
    strip = ThemeStrip()
    strip.themes, strip.current = tuple(themes), current
    strip.is_open, strip.walked = True, strip._place(current)
    answer: object = "nothing"
    for key in keys:
        message = strip.press(key if len(key) > 1 else "", key if len(key) == 1 else None)
        if isinstance(message, ThemeStrip.ThemePicked):
            answer = message.theme_id
        elif message is not None:
            answer = "left"
    return answer


@pytest.mark.parametrize("row", DIGIT_ROWS)
def test_both_digit_rows_pick_the_first_ten(row: str) -> None:
    assert [picked(MANY, [character]) for character in row] == [f"t{number}" for number in range(1, 11)]


@pytest.mark.parametrize(("key", "theme"), [("a", "l"), ("A", "l"), ("b", "s"), ("É", "e"), ("z", "nothing")])
def test_a_letter_picks_its_theme(key: str, theme: str) -> None:
    assert picked(FEW, [key]) == theme


def test_the_digit_row_counts_before_letters() -> None:
    assert picked(FEW, ["é"]) == "s"


def test_a_number_without_a_theme_picks_nothing() -> None:
    assert picked(FEW, ["9"]) == "nothing"


@pytest.mark.parametrize(
    ("keys", "theme"),
    [
        (["tab", "enter"], "l"),
        (["tab", "tab", "enter"], "s"),
        (["shift+tab", "enter"], "m"),
        (["right", "right", "left", "enter"], "l"),
        (["left", "right", "enter"], "l"),
        ([" "], None),
        (["escape"], "left"),
        (["enter"], "left"),
    ],
)
def test_walking_taking_and_leaving(keys: list[str], theme: str | None) -> None:
    assert picked(FEW, keys) == theme


def test_walking_begins_at_the_current_theme() -> None:
    assert picked(FEW, ["tab", "enter"], current="s") == "e"
    assert picked(FEW, ["enter"], current="s") == "s"


def test_every_theme_is_reached_by_page_and_number() -> None:
    reached = {picked(MANY, [*["down"] * page, str(digit)]) for page in (0, 2, 3) for digit in range(10)}
    reached |= {picked(MANY, ["tab"] * step + ["enter"]) for step in range(1, 26)}
    assert reached >= {theme.id for theme in MANY}
    assert picked(MANY, ["down", "down", "1"]) == "t11"


async def test_it_shows_numbers_letters_names_and_the_way_out() -> None:
    app = StripApp(FEW, "s")
    async with app.run_test(size=(80, 5)):
        line = app.drawn()
        assert line.startswith("1 A liberté  2 B sens  3 É élan  4 mesure  ")
        assert app.strip.region.height == 1


@pytest.mark.parametrize("width", [30, 60, 80, 200])
async def test_the_walked_theme_is_always_in_sight(width: int) -> None:
    app = StripApp(MANY)
    async with app.run_test(size=(width, 5)) as pilot:
        for theme in MANY:
            app.strip.press("tab", "\t")
            shown = app.drawn()
            assert theme.name + " " in shown + " "
            assert len(shown) <= width
        await pilot.press("enter")
        assert app.heard == ["t25"]


async def test_it_is_dim_and_silent_at_rest_and_keeps_its_line() -> None:
    app = StripApp(FEW)
    async with app.run_test(size=(80, 5)) as pilot:
        await pilot.press("2")
        assert app.heard == ["s"]
        assert not app.strip.is_open
        assert not app.strip.can_focus
        assert app.strip.region.height == 1
        assert app.drawn() == "1 A liberté  2 B sens  3 É élan  4 mesure"


async def test_losing_the_focus_leaves_once() -> None:
    app = StripApp(FEW)
    async with app.run_test(size=(80, 5)) as pilot:
        app.screen.set_focus(None)
        await pilot.pause()
        assert app.heard == ["left"]


async def test_a_click_picks() -> None:
    app = StripApp(FEW)
    async with app.run_test(size=(80, 5)) as pilot:
        await pilot.click(ThemeStrip, offset=(app.drawn().index("sens"), 0))
        assert "s" in app.heard


async def test_names_are_drawn_harmlessly() -> None:
    app = StripApp([ThemeRow("x", "[red]\x1b[2J\nfin", "\x07")])
    async with app.run_test(size=(80, 5)):
        assert "[red]␛[2J" in app.drawn()
        assert not set("\x1b\x07\n") & set(app.drawn())


async def test_themes_that_change_while_it_is_open_keep_the_walked_one() -> None:
    app = StripApp(FEW, "s")
    async with app.run_test(size=(80, 5)) as pilot:
        app.strip.show_themes([*FEW[1:], FEW[0]], "s")
        await pilot.press("enter")
        assert app.heard == ["s"]


async def test_without_themes_it_says_so() -> None:
    app = StripApp([])
    async with app.run_test(size=(80, 5)) as pilot:
        assert app.drawn().strip()
        await pilot.press("1", "tab", "enter")
        assert app.heard == ["left"]
