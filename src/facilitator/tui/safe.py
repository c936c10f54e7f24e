"""Typed text made fit for drawing: what a terminal would obey is shown as a sign of it, never sent."""

_DIRECTION = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x2070))
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
_PICTURES |= dict.fromkeys(range(0x80, 0xA0), "\ufffd")
_PICTURES |= dict.fromkeys((*_DIRECTION, 0xFEFF), "·")
_PICTURES |= {0x2028: "⏎", 0x2029: "¶"}
# Halves of characters, as the names of files may hold them, cannot be written at all.
_PICTURES |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_PICTURES |= {0x09: " "}
del _PICTURES[0x0A]
_ONE_LINE = _PICTURES | {0x0A: " ⏎ "}


def drawable(text: str, one_line: bool = False) -> str:
    """The text with control characters and direction marks replaced by visible signs.

    Args:
        text: any text.
        one_line: show line breaks as a sign too.

    Returns:
        Text of the same length, character for character; only the sign of a line break is longer.
    """
    # What can be printed as it is has none of these signs, and most texts are that: looked at ten times as fast.
    return text if text.isprintable() else text.translate(_ONE_LINE if one_line else _PICTURES)
