"""How long the synthesis takes when it is read aloud: 220 words in the 90 seconds of an oral restitution."""

import re
from math import ceil

from msgspec import Struct

from facilitator.report.references import body, without_marks

WORDS, SECONDS = 220, 90
"""So many words are read aloud in so many seconds."""

_IMAGE_OR_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)")
_ADDRESS = re.compile(r"<[^<>\s]+[:@][^<>\s]*>|(?:https?://|mailto:)\S+", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"^[ \t>]*\d{1,9}[.)](?=[ \t])", re.MULTILINE)


class Aloud(Struct, frozen=True):
    """The words that are read aloud, and how long that takes, in whole seconds, rounded up."""

    words: int
    seconds: int


def aloud(synthesis: str) -> Aloud:
    """How many words of a synthesis are read aloud, and how long it takes.

    What nobody reads aloud is left out: addresses, references and their numbers, the numbers of a list, Markdown's signs. A
    word is what stands between blanks and holds a letter or a digit ("l'accueil" and "va-t-on" are one each, " ?" is none).

    Args:
        synthesis: Markdown, as typed.
    """
    said = _LIST_NUMBER.sub("", _ADDRESS.sub(" ", _IMAGE_OR_LINK.sub(r"\1", without_marks(body(synthesis)))))
    count = sum(1 for word in said.split() if any(char.isalnum() for char in word))
    return Aloud(count, ceil(count * SECONDS / WORDS))
