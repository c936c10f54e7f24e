"""Pasted blocks and piped lines: what becomes a note of its own."""

import re

_INDENT = re.compile(r"[ \t]*")
_STAR = re.compile(r"\*[ \t]+(?=\S)")
_BLANKS = " \t"


def clean(text: str) -> str:
    """The text as it can be written: line ends are ``\\n``, half characters are U+FFFD; nothing else changes.

    Args:
        text: any text; halves (surrogates) that follow each other become the character that they are the halves of.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\r\n", "\n").replace("\r", "\n")


def pasted_lines(text: str) -> tuple[str, ...]:
    """The lines to read as notes in a block of text: one a line; an indented line continues the note above.

    Blank lines separate. Indentation that all lines share is none. ``* `` before every one of several notes is a bullet and
    goes: a star on everything would mark nothing. Other bullets are left to the reading of the line.

    Args:
        text: what was pasted, or came through a pipe.
    """
    lines = [line if line.strip() else "" for line in clean(text).split("\n")]
    margin = min((_indent(line) for line in lines if line), default=0)
    notes: list[list[str]] = []
    open_note = False
    for line in lines:
        if not line:
            open_note = False
        elif open_note and _indent(line) > margin:
            notes[-1].append(line.strip(_BLANKS))
        else:
            notes.append([line.strip(_BLANKS)])
            open_note = True
    if len(notes) > 1 and all(_STAR.match(note[0]) for note in notes):
        notes = [[_STAR.sub("", note[0], count=1), *note[1:]] for note in notes]
    return tuple("\n".join(note) for note in notes)


def _indent(line: str) -> int:
    """How many blanks a line begins with."""
    found = _INDENT.match(line)
    return found.end() if found else 0
