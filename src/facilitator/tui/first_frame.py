"""The first frame, written as plain text before anything of the screen is loaded: question, last notes, a line to type in.

It stands where the screen will draw the same things a moment later. What is typed meanwhile waits in the terminal.
"""

import unicodedata
from collections.abc import Iterator

from facilitator.language import _
from facilitator.live.view import NoteRow, View
from facilitator.model.kinds import SIGN_OF
from facilitator.tui.safe import drawable

_NARROW, _WIDE = 100, 160
_SIDES, _WIDE_SIDES = (28, 34), (40, 64)
"""What stands left and right of the notes."""
_FOOT = 3
_INDENT = 10
_ENTER, LEAVE = "\x1b[?1049h", "\x1b[?1049l"
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def first_frame(view: View, columns: int, rows: int) -> str:
    """What to write to the terminal: the alternate screen, with the cursor where typing goes.

    Args:
        view: how the session looked last.
        columns: width of the terminal, in cells.
        rows: its height.
    """
    title = drawable(view.facts.title, one_line=True)
    question = list(_wrapped(f"{_('QUESTION')}  {drawable(view.question, one_line=True)}", columns - 2))[:3]
    head = [f"{_BOLD} {_cut(title, columns - 2)}{_PLAIN}", *(f"{_BOLD} {line}{_PLAIN}" for line in question), ""]
    room = rows - len(head) - _FOOT - 1
    left, right = (0, 0) if columns < _NARROW else _SIDES if columns < _WIDE else _WIDE_SIDES
    margin, width = left, columns - left - right
    lines: list[str] = []
    for row in reversed(view.in_order()):
        lines[:0] = [" " * margin + line for line in _note(row, view, width - 2)]
        if len(lines) >= room:
            break
    lines = lines[-room:] if room > 0 else []
    body = [*head, *[""] * max(0, room - len(lines)), *lines]
    foot = f"\x1b[{max(1, rows - 1)};1H ▸ "
    return f"{_ENTER}\x1b[2J\x1b[H" + "\r\n".join(body[: max(0, rows - _FOOT)]) + foot


def _note(row: NoteRow, view: View, width: int) -> Iterator[str]:
    letters = "".join(theme.letter for theme in view.themes if theme.id in row.themes)[:1]
    time = f"{row.at.astimezone():%H:%M}" if row.at else ""
    lead = f" {_DIM}{time:<5}{_PLAIN} {SIGN_OF.get(row.kind, ' ')} {drawable(letters):<2}"
    for number, line in enumerate(_wrapped(drawable(row.text, one_line=True), max(8, width - _INDENT))):
        yield (lead if number == 0 else " " * (_INDENT + 1)) + line


def _wrapped(text: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for word in text.split(" "):
        cells = _cells(word)
        if line and used + 1 + cells > width:
            yield line
            line, used = "", 0
        line, used = (f"{line} {word}", used + 1 + cells) if line else (word, cells)
        while used > width:
            part = _cut(line, width) or line[:1]
            yield part
            line = line[len(part) :]
            used = _cells(line)
    yield line


def _cut(text: str, width: int) -> str:
    used = 0
    for at, char in enumerate(text):
        used += _cells(char)
        if used > width:
            return text[:at]
    return text


def _cells(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )
