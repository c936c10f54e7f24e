"""Themes and people named in a line: ``#theme`` and ``@name``."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from facilitator.capture.draft import KnownPerson, KnownTheme
from facilitator.model.fold import fold

LONGEST_NAME = 60
"""Characters of a theme's or a person's name that a line can hold; a longer word is text."""

# An accent may stand as a character of its own behind its letter.
_IN_WORD = r"[\w\u0300-\u036f]"
_JOINED = rf"[’'·-](?={_IN_WORD})"
THEME_WORD = re.compile(
    r"(?:(?<![^\s(\[«“])|(?<=\w['’]))"
    rf"#([^\W\d_](?:{_IN_WORD}|{_JOINED}){{0,{LONGEST_NAME - 1}}}+)(?!{_IN_WORD}|{_JOINED})"
)
"""``#`` before a letter at the start of a word; ``#1``, ``C#`` and addresses are text."""

_LETTERS = re.compile(r"[^\W_]+")


@lru_cache(maxsize=16)
def themes_by_spelling(themes: tuple[KnownTheme, ...]) -> Mapping[str, KnownTheme]:
    """Every way to type a theme after ``#``, folded: its name, its name with hyphens, its letter; names come first."""
    found: dict[str, KnownTheme] = {}
    for theme in themes:
        found.setdefault(fold(theme.name), theme)
    for theme in themes:
        found.setdefault(_hyphened(theme.name), theme)
    for theme in themes:
        found.setdefault(fold(theme.letter), theme)
    found.pop("", None)
    return found


def theme_named(word: str, spellings: Mapping[str, KnownTheme]) -> KnownTheme | None:
    """The theme that a word after ``#`` names; ``spellings`` comes from ``themes_by_spelling``."""
    return spellings.get(fold(word)) or spellings.get(_hyphened(word))


def theme_word(theme: KnownTheme, spellings: Mapping[str, KnownTheme]) -> str:
    """How a theme is typed after ``#``: its name with hyphens, else its letter; "" when neither names it."""
    for word in ("-".join(theme.name.split()), "-".join(_LETTERS.findall(theme.name)), theme.letter):
        if THEME_WORD.fullmatch(f"#{word}") and theme_named(word, spellings) == theme:
            return word
    return ""


@lru_cache(maxsize=16)
def people_by_spelling(people: tuple[KnownPerson, ...]) -> Mapping[str, KnownPerson]:
    """Every way to type a participant after ``@``, folded.

    The whole name comes first, then without its final dot, without spaces, with hyphens, at last a first name that only
    one bears.
    """
    names = {person: _spaced(person.name) for person in people}
    found: dict[str, KnownPerson] = {}
    for spaced_by in (" ", "", "-"):
        for person, name in names.items():
            spelling = name.replace(" ", spaced_by)
            found.setdefault(spelling, person)
            found.setdefault(spelling.rstrip("."), person)
    bearers = Counter(name.partition(" ")[0] for name in names.values())
    for person, name in names.items():
        if bearers[first := name.partition(" ")[0]] == 1:
            found.setdefault(first, person)
    found.pop("", None)
    return found


def person_named(name: str, spellings: Mapping[str, KnownPerson]) -> KnownPerson | None:
    """The participant whom the words after ``@`` name; ``spellings`` comes from ``people_by_spelling``."""
    return spellings.get(_spaced(name))


def _spaced(name: str) -> str:
    return " ".join(fold(name).split())


def _hyphened(name: str) -> str:
    return "-".join(_LETTERS.findall(fold(name)))
