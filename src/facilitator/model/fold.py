"""Words compared as people compare them: without accents, case or typographic apostrophes."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text without accents and case: ``fold("Éléonore") == fold("eleonore")``.

    Ligatures open up (``œ`` to ``oe``), a curly apostrophe becomes a straight one.
    """
    opened = text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("Æ", "ae").replace("’", "'")
    decomposed = unicodedata.normalize("NFKD", opened.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def slug(text: str, fallback: str = "x") -> str:
    """A short lower-case identifier made of the letters and digits of ``text`` joined by hyphens.

    Args:
        text: any text, also hostile.
        fallback: what to return when no letter or digit is left.
    """
    kept = "".join(char if char.isascii() and char.isalnum() else "-" for char in fold(text))
    joined = "-".join(part for part in kept.split("-") if part)
    return joined[:40].strip("-") or fallback
