"""Everything that is written is readable on every look that is offered (WCAG 2.2 AA: 4.5:1), computed."""

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from facilitator.model.kinds import Colour
from facilitator.storage.choices import LOOKS as SETTABLE
from facilitator.tui.looks import (
    CHOSEN_LINE,
    DARK,
    LEAST_CONTRAST,
    LIGHT,
    LOOKS,
    ON_DARK,
    ON_LIGHT,
    SIXTEEN,
    colour_of,
    contrast,
    look_asked,
    look_named,
    mended,
    muted,
    show_look,
    theme_inks,
)
from facilitator.tui.signalled_app import SignalledApp

ALL = [*LOOKS, SIXTEEN.name]
INKS = ["foreground", "text-muted", "text-accent", "text-warning", "text-success", "text-error"]


def variables(name: str) -> dict[str, str]:
    look = look_named(name)
    return {**look.to_color_system().generate(), **look.variables, **mended(look)}


def opaque(colours: dict[str, str], name: str) -> Color:
    return Color.parse(colours["background"]) + Color.parse(colours[name])


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#767676"), Color.parse("#ffffff")) == pytest.approx(4.54, abs=0.01)


def test_all_of_textuals_looks_with_colours_of_their_own_are_offered() -> None:
    assert set(LOOKS) == {name for name, look in BUILTIN_THEMES.items() if not look.ansi}
    assert LOOKS[:2] == (DARK, LIGHT)
    assert look_named("light").name == LIGHT
    assert look_named("none of these").name == DARK


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("colour", list(Colour))
def test_theme_colours_are_readable(name: str, colour: Colour) -> None:
    dark, background = look_named(name).dark, Color.parse(variables(name)["background"])
    ink = Color.parse(colour_of(colour, dark))
    assert contrast(ink, background) >= LEAST_CONTRAST
    assert contrast(Color.parse(ON_DARK if dark else ON_LIGHT), ink) >= LEAST_CONTRAST


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize("ground", ["background", "surface", "panel", "boost"])
def test_what_we_write_is_readable_wherever_it_stands(name: str, ink: str, ground: str) -> None:
    colours = variables(name)
    assert contrast(Color.parse(colours[ink]), opaque(colours, ground)) >= LEAST_CONTRAST


@pytest.mark.parametrize("name", ALL)
def test_the_chosen_line_and_the_trouble_line_are_readable(name: str) -> None:
    colours, dark = variables(name), look_named(name).dark
    inks = (*(colours[ink] for ink in INKS if ink in ("foreground", "text-warning", "text-accent")), *theme_inks(dark))
    line = colours[CHOSEN_LINE]
    quiet = muted(line, colours["foreground"])
    assert line != Color.parse(colours["background"]).hex6
    for ink in (*inks, quiet):
        assert contrast(Color.parse(ink), Color.parse(line)) >= LEAST_CONTRAST, ink
    for ink, ground in (
        ("block-cursor-foreground", "block-cursor-background"),
        ("button-color-foreground", "primary"),
        ("on-error", "error"),
    ):
        assert contrast(Color.parse(colours[ink]), opaque(colours, ground)) >= LEAST_CONTRAST


async def test_a_program_shows_the_mended_inks() -> None:
    app = SignalledApp[None]()
    async with app.run_test() as pilot:
        app.theme = LIGHT
        await pilot.pause()
        assert app.theme_variables["text-warning"] == mended(look_named(LIGHT))["text-warning"]


def test_mending_changes_no_more_than_it_must() -> None:
    plain, mended = BUILTIN_THEMES[DARK].to_color_system().generate(), variables(DARK)
    assert [mended[ink] for ink in INKS if ink != "text-muted"] == [plain[ink] for ink in INKS if ink != "text-muted"]
    assert look_named(DARK).background == BUILTIN_THEMES[DARK].background


@pytest.mark.parametrize("name", ["dark", "light", "nord", SIXTEEN.name])
async def test_a_program_is_shown_in_a_look(name: str) -> None:
    app = SignalledApp[None]()
    async with app.run_test() as pilot:
        show_look(app, name)
        await pilot.pause()
        assert app.theme in (name, f"textual-{name}")
        assert app.theme_variables["text-muted"] == mended(look_named(name))["text-muted"]


def test_every_look_that_can_be_set_is_offered() -> None:
    assert {look_named(look_asked(name)).name for name in SETTABLE} <= set(LOOKS)
    assert look_named(look_asked("light")).name == LIGHT
