"""The looks that are offered, and what the colours of themes look like on them.

Every ink keeps a contrast of at least 4.5:1 (WCAG 2.2 AA) to every ground that it stands on: theme colours, letters on chips,
muted text, warnings, the chosen line. Where Textual's own looks fall short of it they are mended; a test computes it.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from rich.color import ColorSystem
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from facilitator.language import mark
from facilitator.model.kinds import Colour

if TYPE_CHECKING:
    from textual.app import App

DARK, LIGHT = "textual-dark", "textual-light"
LEAST_CONTRAST = 4.5
CHOSEN_LINE = "chosen-line"
"""The variable of a look that holds the ground of the chosen line of a list."""
_MUTED = 0.68
_CHOSEN = 0.34
_STEP = 0.04
_BENT = 0.5
"""How much contrast theme colours may lose on the chosen line of a terminal that bends them into 256 colours."""
_SEEN, _ENOUGH = 1.18, 1.4
"""From what contrast to the background on a line stands out, and how much of it is enough."""
_GROUNDS = ("background", "surface", "panel", "boost")
_INKS = ("foreground", "text-accent", "text-warning", "text-success", "text-error", "text-primary", "text-secondary")
_PAIRS = (
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("button-foreground", "surface"),
    ("button-color-foreground", "primary"),
    ("on-error", "error"),
)
_mended: dict[str, dict[str, str]] = {}

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


def contrast(one: Color, other: Color) -> float:
    """The contrast of two opaque colours, from 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def seen_contrast(one: Color, other: Color) -> float:
    """The contrast of two colours on a terminal that has them all, or on one of 256 colours, whichever is less."""
    return min(contrast(one, other), contrast(_of_256(one), _of_256(other)))


def readable(ink: Color, *grounds: Color) -> Color:
    """``ink``, made lighter or darker only as far as it must be to be read on each of ``grounds``."""

    def least(colour: Color) -> float:
        return min(seen_contrast(colour, ground) for ground in grounds)

    target = max((Color(255, 255, 255), Color(0, 0, 0)), key=least)
    share = 0.0
    while share < 1 and least(ink.blend(target, share, 1)) < LEAST_CONTRAST:
        share += _STEP
    return ink.blend(target, min(1, share), 1)


@cache
def muted(background: str, foreground: str) -> str:
    """A colour for what matters less, mixed so that it stays readable on any background.

    Args:
        background: the background, as ``#rrggbb``.
        foreground: the ink, as ``#rrggbb``.
    """
    ground = Color.parse(background)
    return readable(ground.blend(Color.parse(foreground), _MUTED), ground).hex6


@cache
def chosen(background: str, accent: str, inks: tuple[str, ...] = ()) -> str:
    """The background of the chosen line: a hint of the accent, no more than every ink stays readable on.

    Where hardly a hint would be left, the line is darker or lighter than the background.

    Args:
        background: the background, as ``#rrggbb``.
        accent: the look's own colour, as ``#rrggbb``.
        inks: what is written on the line.
    """
    ground, hint, share = Color.parse(background), Color.parse(accent), _CHOSEN
    parsed = [Color.parse(ink) for ink in inks]

    def least(line: Color) -> float:
        return min((min(contrast(ink, line), seen_contrast(ink, line) + _BENT) for ink in parsed), default=21)

    while share > _STEP and least(ground.blend(hint, share)) < LEAST_CONTRAST:
        share -= _STEP
    line = ground.blend(hint, share)
    if contrast(line, ground) < _SEEN:
        shades = [ground.blend(end, step / 50) for end in (Color(0, 0, 0), Color(255, 255, 255)) for step in range(26)]
        fit = [shade for shade in shades if least(shade) >= LEAST_CONTRAST and contrast(shade, ground) <= _ENOUGH]
        line = max((line, *fit), key=lambda one: contrast(one, ground))
    return line.hex6


def theme_inks(dark: bool) -> tuple[str, ...]:
    """All theme colours as they are written on a dark or a light screen."""
    return tuple((_DARK if dark else _LIGHT).values())


def look_named(name: str) -> Theme:
    """A look as Textual has it.

    Args:
        name: one of ``LOOKS``, also without the ``textual-`` before it; the dark look for any other.
    """
    full = next((one for one in (name, f"textual-{name}") if one in LOOKS), DARK)
    return SIXTEEN if name == SIXTEEN.name else BUILTIN_THEMES[full]


def mended(look: Theme) -> dict[str, str]:
    """The variables of a look whose inks could not be read on it, or only just, with inks that can.

    Args:
        look: one of Textual's own, or ours.
    """
    if look.name not in _mended:
        _mended[look.name] = _mend(look)
    return _mended[look.name]


def _mend(look: Theme) -> dict[str, str]:
    colours = {**look.to_color_system().generate(), **look.variables}
    background = Color.parse(colours["background"])
    line = colours.get(CHOSEN_LINE) or chosen(background.hex6, colours["primary"], theme_inks(look.dark))
    grounds = [Color.parse(line), *(background + Color.parse(colours[name]) for name in _GROUNDS)]
    inks = {name: readable(background + Color.parse(colours[name]), *grounds) for name in _INKS}
    inks["text-muted"] = readable(background.blend(inks["foreground"], _MUTED), *grounds)
    for ink, ground in _PAIRS:
        under = background + Color.parse(colours[ground])
        inks[ink] = readable(_on(under, colours.get(ink, "auto")), under)
    return {CHOSEN_LINE: line, **{name: ink.hex6 for name, ink in inks.items()}}


def look_asked(name: str) -> str:
    """The look that a name in the settings or on the command line means.

    Args:
        name: ``dark``, ``light``, or one of ``LOOKS``.
    """
    return {"dark": DARK, "light": LIGHT}.get(name, name)


def show_look(app: "App[Any]", name: str) -> None:
    """Have a program show a look.

    Args:
        app: the program.
        name: one of ``LOOKS``, or that of sixteen colours.
    """
    look = look_named(name)
    app.register_theme(look)
    app.theme = look.name


def _on(ground: Color, ink: str) -> Color:
    """The ink as it shows; one that Textual would choose by itself is black or white."""
    return ground.get_contrast_text(1.0) if ink.startswith("auto") else ground + Color.parse(ink)


@cache
def _of_256(colour: Color) -> Color:
    bent = colour.rich_color.downgrade(ColorSystem.EIGHT_BIT)
    return Color(*bent.get_truecolor())


def _luminance(colour: Color) -> float:
    parts = [part / 255 for part in colour.rgb]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


SIXTEEN = Theme(
    name="sixteen",
    primary="#00aaaa",
    secondary="#00aaaa",
    warning="#ffff55",
    error="#ff5555",
    success="#55ff55",
    accent="#55ffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#0000aa",
    boost="#000000",
    dark=True,
    variables={
        "block-cursor-background": "#00aaaa",
        "block-cursor-blurred-background": "#00aaaa",
        "block-cursor-blurred-foreground": "#000000",
        "block-hover-background": "#0000aa",
        CHOSEN_LINE: "#0000aa",
    },
)
"""For terminals of sixteen colours: only those that they have, so that none is bent into another."""
LOOKS = (DARK, LIGHT, *(name for name, look in BUILTIN_THEMES.items() if not look.ansi and name not in (DARK, LIGHT)))
"""The looks there are to choose from."""
