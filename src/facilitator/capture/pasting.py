"""Pasted blocks and piped lines: what becomes a note of its own."""

import re

_BULLET = re.compile(r"[-–•*][ \t]+(?=\S)")


def clean(text: str) -> str:
    """The text with line ends as ``\\n`` and halves of characters (lone surrogates) as U+FFFD; nothing else changes."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\r\n", "\n").replace("\r", "\n")


def pasted_lines(text: str) -> tuple[str, ...]:
    """The notes in a block of text: one a line; an indented line continues the note above; bullets go.

    Args:
        text: what was pasted, or came through a pipe.
    """
    notes: list[str] = []
    open_note = False
    for line in clean(text).split("\n"):
        if not line.strip():
            open_note = False
        elif line[0] in " \t" and open_note:
            notes[-1] += f"\n{line.strip()}"
        else:
            stripped = line.strip()
            bullet = _BULLET.match(stripped)
            # "* " stays: it is the star of the typing line.
            if bullet is not None and not stripped.startswith("*"):
                stripped = stripped[bullet.end() :]
            notes.append(stripped)
            open_note = True
    return tuple(notes)
