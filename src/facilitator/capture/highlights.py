"""Highlights: the stretches of a note between asterisks, the words that the circle recognised."""

import re
from dataclasses import dataclass

# Nothing blank inside the ends, no letter or digit after; a highlight stays within its line.
_STRETCH = re.compile(r"\*\*(?![\s*])([^*\n]*[^\s*])\*\*(?![\w*])|\*(?![\s*])([^*\n]*[^\s*])\*(?![\w*])")


@dataclass(frozen=True, slots=True)
class Span:
    """One highlight: characters ``start`` to ``end`` with its asterisks, and the words inside."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a note without asterisks that mark; ``strong`` when it is a highlight, then ``marks`` are its asterisks."""

    text: str
    strong: bool
    marks: str = ""


def highlights(text: str) -> tuple[Span, ...]:
    """The highlights of a note, in order. ``2 * 3 * 4`` and a lone ``*`` are text; ``**bold**`` is a highlight."""
    if "*" not in text:
        return ()
    return tuple(Span(found.start(), found.end(), found[1] or found[2]) for found in _STRETCH.finditer(text))


def parts(text: str) -> tuple[Part, ...]:
    """A note cut into plain and highlighted stretches."""
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
