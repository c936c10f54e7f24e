"""A text folded for comparing, with the way back from each folded character to where it stands in the text."""

import re
import unicodedata
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from msgspec import Struct

from facilitator.model.fold import fold


class Folded(Struct, frozen=True):
    """``text`` without accents, case and invisible characters.

    ``places`` says where each of its characters stood in the original, which has ``length`` characters.
    """

    text: str
    places: tuple[int, ...] | range
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the original text, end exclusive, that a stretch of the folded one stands for.

        Accents that are characters of their own, and invisible characters, go with the letter before them.
        """
        behind = self.places[end] if end < len(self.places) else self.length
        return self.places[start], max(behind, self.places[end - 1] + 1)


def folded(text: str) -> Folded:
    """Fold a text character by character.

    Args:
        text: any text; zero-width characters and soft hyphens in it hide nothing.
    """
    if text.isascii():
        return Folded(text.lower(), range(len(text)), len(text))
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        bare = _bare(char)
        chars.append(bare)
        places += [place] * len(bare)
    return Folded("".join(chars), tuple(places), len(text))


def folded_as_shown(text: str) -> Folded | None:
    """A text folded as its reader sees it; None when that is how it was typed.

    Marks of Markdown and tags between two letters vanish, ``&eacute;`` and the ``%C3%A9`` of an address are letters.

    Args:
        text: any text.
    """
    if _WRITTEN_OTHERWISE.search(text) is None:
        return None
    chars: list[str] = []
    places: list[int] = []
    at = 0
    for found in _WRITTEN_OTHERWISE.finditer(text):
        letters = unescape(found["entity"] or "") or unquote(found["bytes"] or "")
        plain = [*zip(text[at : found.start()], range(at, found.start()), strict=True)]
        for char, place in [*plain, *((letter, found.start()) for letter in letters)]:
            bare = _bare(char)
            chars.append(bare)
            places += [place] * len(bare)
        at = found.end()
    rest = folded(text[at:])
    return Folded("".join([*chars, rest.text]), (*places, *(at + place for place in rest.places)), len(text))


_WRITTEN_OTHERWISE = re.compile(
    r"(?P<bytes>(?:%[0-9A-Fa-f]{2})+)|(?P<entity>&#?\w{1,31};)|(?<=[\w;])(?:[*_`~\\]|<[^<>\n]{0,40}>)+(?=[\w%&])"
)


@lru_cache(maxsize=4096)
def _bare(char: str) -> str:
    return "" if unicodedata.category(char) == "Cf" else fold(char)
