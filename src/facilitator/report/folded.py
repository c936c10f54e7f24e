"""A text folded for comparing, with the way back from each folded character to where it stands in the text."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from facilitator.model.fold import fold


@dataclass(frozen=True, slots=True)
class Folded:
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


@lru_cache(maxsize=4096)
def _bare(char: str) -> str:
    return "" if unicodedata.category(char) == "Cf" else fold(char)
