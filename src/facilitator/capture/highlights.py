"""Highlights: the stretches of a note between asterisks, the words that the circle recognised."""

import re

from msgspec import Struct

# One to three asterisks (pasted Markdown has two or three), the same number at both ends. Each search ends at the next
# asterisk, so that a text full of them is still read in one pass.
_STRETCH = re.compile(r"(\*{1,3})(?![\s*])([^*\n]*[^\s*])\1(?!\*|[^\W_])")


class Span(Struct, frozen=True):
    """One highlight: characters ``start`` to ``end`` with its asterisks, and the words inside."""

    start: int
    end: int
    words: str


class Part(Struct, frozen=True):
    """A stretch of a note without asterisks that mark; ``strong`` when it is a highlight, then ``marks`` are its asterisks."""

    text: str
    strong: bool
    marks: str = ""


def highlights(text: str) -> tuple[Span, ...]:
    """The highlights of a note, in order.

    A highlight has nothing blank inside its ends, no letter or digit behind it, and stays within one line. ``2 * 3 * 4``
    and a lone ``*`` are text; pasted ``**bold**`` is a highlight.

    Args:
        text: the text of a note.
    """
    if "*" not in text:
        return ()
    return tuple(Span(found.start(), found.end(), found[2]) for found in _STRETCH.finditer(text))


def parts(text: str) -> tuple[Part, ...]:
    """A note cut into plain and highlighted stretches.

    Args:
        text: the text of a note.

    Returns:
        At least one part. Each part's ``marks``, ``text`` and ``marks`` again, joined, give the text back.
    """
    cut: list[Part] = []
    at = 0
    for span in highlights(text):
        if span.start > at:
            cut.append(Part(text[at : span.start], False))
        cut.append(Part(span.words, True, "*" * ((span.end - span.start - len(span.words)) // 2)))
        at = span.end
    if at < len(text) or not cut:
        cut.append(Part(text[at:], False))
    return tuple(cut)
