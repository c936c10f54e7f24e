"""Web addresses in what was typed: underlined, and opened by a click."""

import re
from itertools import pairwise

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style

_ADDRESS = re.compile(r"https?://[^\s<>\"«»]+")
_BEHIND = ".,;:!?)]}'’*_"
"""What stands behind an address more often than at its end."""


class Address(Struct, frozen=True):
    """A web address, and the characters of the text that it takes."""

    start: int
    end: int
    url: str


def addresses(text: str) -> list[Address]:
    """The web addresses in a text, in their order."""
    if "://" not in text:
        return []
    found = []
    for match in _ADDRESS.finditer(text):
        url = match[0].rstrip(_BEHIND)
        if len(url) > len("https://"):
            found.append(Address(match.start(), match.start() + len(url), url))
    return found


def with_links(segments: list[Segment], start: int, found: list[Address]) -> list[Segment]:
    """Segments of one line with the addresses in them as links.

    Args:
        segments: the line, without anything that is not part of the text.
        start: the character of the text with which the line begins.
        found: the addresses of the whole text, so that one that was wrapped is whole.
    """
    if not found:
        return segments
    linked, at = list[Segment](), start
    for segment in segments:
        end = at + len(segment.text)
        edges = {at, end, *(edge for one in found for edge in (one.start, one.end) if at < edge < end)}
        ordered = sorted(edges)
        for first, last in pairwise(ordered):
            url = next((one.url for one in found if one.start <= first and last <= one.end), "")
            style = (segment.style or Style()) + Style(underline=True, link=url) if url else segment.style
            linked.append(Segment(segment.text[first - at : last - at], style))
        at = end
    return linked
