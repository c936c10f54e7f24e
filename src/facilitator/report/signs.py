"""Characters that no document may hold, shown as a sign of them, so that no typed text breaks a format or a terminal."""

COMMAND_SIGNS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"},
    0x7F: "\u2421",
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),
}
"""For ``str.translate``: what a terminal would obey when the document is shown in it. Escape (27) is shown as ␛."""

XML_SIGNS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"},
    **dict.fromkeys([*range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd"),
}
"""For ``str.translate``: what XML forbids, and the carriage return, which XML does not keep."""
