"""The clocks in words and a bar, for the title and for the room."""

from facilitator.language import _
from facilitator.live.clock import minutes_and_seconds
from facilitator.live.timing import Clocks, Dial, State

_BAR = 8


def clocks_text(clocks: Clocks, phase: str) -> str:
    """Both clocks on one line: the phase with what is left of it, then the session.

    Args:
        clocks: as they are now.
        phase: the name of the present phase, fit for drawing; "" without one.
    """
    parts = []
    if clocks.state is State.PAUSED:
        parts.append(_("pause"))
    elif clocks.state is State.STOPPED:
        parts.append(_("stopped"))
    if phase and clocks.phase is not None:
        parts.append(f"{phase} {left_of(clocks.phase)}")
    parts.append(f"{bar(clocks.session)} {left_of(clocks.session)}".strip())
    return " · ".join(parts[:-1]) + (" " if parts[:-1] else "") + parts[-1]


def left_of(dial: Dial) -> str:
    """What is left of a clock, with a minus sign when it is over; the time gone where there is no limit."""
    return minutes_and_seconds(dial.gone if dial.left is None else dial.left)


def bar(dial: Dial, width: int = _BAR) -> str:
    """How much of the time is gone, as a bar; nothing where there is no limit."""
    if dial.planned is None:
        return ""
    filled = round(dial.share * width)
    return "▓" * filled + "░" * (width - filled)
