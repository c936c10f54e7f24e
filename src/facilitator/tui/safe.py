"""Typed text made fit for drawing: what a terminal would obey is shown as a sign of it, never sent."""

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
_PICTURES |= dict.fromkeys(range(0x80, 0xA0), "\ufffd")
_PICTURES |= dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF), "·")
_PICTURES |= {0x2028: "⏎", 0x2029: "¶"}
_PICTURES |= {0x09: " "}
del _PICTURES[0x0A]
_ONE_LINE = _PICTURES | {0x0A: " ⏎ "}


def drawable(text: str, one_line: bool = False) -> str:
    """The text with control characters and direction marks replaced by visible signs.

    Args:
        text: any text.
        one_line: show line breaks as a sign too.
    """
    return text.translate(_ONE_LINE if one_line else _PICTURES)
