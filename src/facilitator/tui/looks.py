"""What the colours of themes look like on a dark and on a light screen.

Every pair keeps a contrast of at least 4.5:1 (WCAG 2.2 AA) between letter and chip, and between chip colour and the
screen's background where it colours text; a test computes it.
"""

from textual.color import Color

from facilitator.language import mark
from facilitator.model.kinds import Colour

_MUTED = 0.68
_CHOSEN = 0.34

_DARK = {
    Colour.RED: "#ff8a80",
    Colour.ORANGE: "#ffb060",
    Colour.YELLOW: "#ffe066",
    Colour.GREEN: "#8fdc8f",
    Colour.TEAL: "#6fdcd0",
    Colour.BLUE: "#8ab8ff",
    Colour.PURPLE: "#c8a2ff",
    Colour.PINK: "#ff9fd0",
    Colour.GREY: "#c0c0c0",
}
_LIGHT = {
    Colour.RED: "#a81010",
    Colour.ORANGE: "#8a4600",
    Colour.YELLOW: "#6b5600",
    Colour.GREEN: "#1b5e20",
    Colour.TEAL: "#00574d",
    Colour.BLUE: "#0b4aa2",
    Colour.PURPLE: "#5a2ca0",
    Colour.PINK: "#96115c",
    Colour.GREY: "#4a4a4a",
}
COLOUR_WORDS = {
    Colour.RED: mark("red"),
    Colour.ORANGE: mark("orange"),
    Colour.YELLOW: mark("yellow"),
    Colour.GREEN: mark("green"),
    Colour.TEAL: mark("teal"),
    Colour.BLUE: mark("blue"),
    Colour.PURPLE: mark("purple"),
    Colour.PINK: mark("pink"),
    Colour.GREY: mark("grey"),
}
"""How people call the colours."""
ON_DARK, ON_LIGHT = "#101010", "#ffffff"
"""The letter on a chip, on a dark and on a light screen."""


def colour_of(colour: Colour, dark: bool) -> str:
    """The colour of a theme as text on the screen's background."""
    return (_DARK if dark else _LIGHT)[colour]


def theme_style(colour: Colour, dark: bool) -> str:
    """The style of a theme's letter chip."""
    return f"bold {ON_DARK} on {_DARK[colour]}" if dark else f"bold {ON_LIGHT} on {_LIGHT[colour]}"


def muted(background: str, foreground: str) -> str:
    """A colour for what matters less, mixed so that it stays readable on any background.

    Args:
        background: the background, as ``#rrggbb``.
        foreground: the ink, as ``#rrggbb``.
    """
    return Color.parse(background).blend(Color.parse(foreground), _MUTED).hex6


def chosen(background: str, accent: str) -> str:
    """The background of the chosen line: a hint of the accent, so that every ink stays readable on it.

    Args:
        background: the background, as ``#rrggbb``.
        accent: the look's own colour, as ``#rrggbb``.
    """
    return Color.parse(background).blend(Color.parse(accent), _CHOSEN).hex6
