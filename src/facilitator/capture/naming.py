"""Themes and people named in a line: ``#theme`` and ``@name``."""

import re
from collections.abc import Iterable, Sequence

from facilitator.capture.draft import KnownPerson, KnownTheme
from facilitator.model.fold import fold, slug

THEME_WORD = re.compile(r"(?<!\S)#([^\W\d_][\w’'·-]*)")
"""``#`` before a letter at the start of a word; ``#1``, ``C#`` and addresses are text."""


def theme_named(word: str, themes: Iterable[KnownTheme]) -> KnownTheme | None:
    """The theme that a word after ``#`` names: by its name, by its name with hyphens, or by its letter."""
    folded, hyphened = fold(word), slug(word, "")
    by_letter = None
    for theme in themes:
        if fold(theme.name) == folded or (hyphened and slug(theme.name, "") == hyphened):
            return theme
        if by_letter is None and theme.letter and fold(theme.letter) == folded:
            by_letter = theme
    return by_letter


def theme_word(theme: KnownTheme) -> str:
    """How a theme is typed after ``#``."""
    return "-".join(theme.name.split())


def person_named(words: Sequence[str], people: Sequence[KnownPerson]) -> KnownPerson | None:
    """The participant that some words name: the whole name, or a first name that only one bears.

    Args:
        words: the words after ``@``; ``,`` and ``:`` after the last do not count.
        people: who is in the circle.
    """
    wanted = fold(" ".join(words).rstrip(",:;"))
    bare = wanted.rstrip(".")
    if not bare:
        return None
    for person in people:
        name = fold(person.name)
        if wanted in (name, name.replace(" ", ""), name.replace(" ", "-")) or bare == name.rstrip("."):
            return person
    if len(words) > 1:
        return None
    first = [person for person in people if fold(person.name).split(" ")[0] == bare]
    return first[0] if len(first) == 1 else None
