"""The colours of themes are readable on both looks (WCAG 2.2 AA: 4.5:1), computed."""

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from facilitator.model.kinds import Colour
from facilitator.tui.looks import ON_DARK, ON_LIGHT, chosen, colour_of, muted


def contrast(one: str, other: str) -> float:
    def luminance(text: str) -> float:
        parts = [part / 255 for part in Color.parse(text).rgb]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["textual-dark", "textual-light"])
@pytest.mark.parametrize("colour", list(Colour))
def test_theme_colours_are_readable(name: str, colour: Colour) -> None:
    look = BUILTIN_THEMES[name]
    background = look.to_color_system().generate()["background"]
    assert contrast(colour_of(colour, look.dark), background) >= 4.5
    assert contrast(ON_DARK if look.dark else ON_LIGHT, colour_of(colour, look.dark)) >= 4.5


@pytest.mark.parametrize("name", ["textual-dark", "textual-light"])
def test_what_matters_less_is_readable_too_also_on_the_chosen_line(name: str) -> None:
    colours = BUILTIN_THEMES[name].to_color_system().generate()
    quiet = muted(colours["background"], colours["foreground"])
    assert contrast(quiet, colours["background"]) >= 4.5
    assert contrast(colours["foreground"], chosen(colours["background"], colours["primary"])) >= 4.5
