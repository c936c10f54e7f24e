"""The ways to name somebody in a sentence, as the words that follow each other there."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from msgspec import Struct

from facilitator.report.folded import folded

TOKEN = re.compile(r"[^\W_]+")
"""A word of a folded text: letters and digits; an underscore parts words as a hyphen does."""

Tokens = tuple[str, ...]

_ASIDE = re.compile(r"\([^()]*\)")
_LEADING = "le la les l de du des d di da do dos del della van von der den ten ter el al ben bin ibn o mac mc"
_PARTICLES = frozenset(_LEADING.split())
_SHORTEST_JOINED = 4
"""Letters that an initial and a surname in one word ("ngoff") have more than, so that no common word is taken for one."""


class Bearer(Struct, frozen=True):
    """Somebody who may be named: ``person`` is the participant's identifier, "" for a scribe who is none."""

    person: str
    name: str


class Spellings(Struct, frozen=True):
    """Who is meant by which words.

    ``longest`` is the largest number of words, ``first`` the words that begin one, ``initials`` who is meant by initials
    written together ("NLG").
    """

    people: Mapping[Tokens, tuple[Bearer, ...]]
    longest: int
    first: frozenset[str]
    initials: Mapping[str, tuple[Bearer, ...]]


def spellings(bearers: Iterable[Bearer]) -> Spellings:
    """Every way to name these people.

    For "Nadège Le Goff": the whole name in both orders and in one word, each of its words ("Goff" with and without "Le"; a
    particle alone names nobody), both halves of a hyphenated name, and each word as an initial ("Nadège G.", "N. Goff",
    "N. L. G."). A single initial names nobody. What stands in brackets behind a name is no part of it.

    Args:
        bearers: the people.
    """
    found: dict[Tokens, dict[Bearer, None]] = {}
    initials: dict[str, dict[Bearer, None]] = {}
    for bearer in bearers:
        for tokens in _ways(bearer.name):
            if _names_somebody(tokens):
                found.setdefault(tokens, {})[bearer] = None
            if len(tokens) > 1 and all(len(token) == 1 for token in tokens):
                initials.setdefault("".join(tokens), {})[bearer] = None
    return Spellings(
        {tokens: tuple(people) for tokens, people in found.items()},
        max(map(len, found), default=0),
        frozenset(tokens[0] for tokens in found),
        {letters: tuple(people) for letters, people in initials.items()},
    )


def _ways(name: str) -> Iterator[Tokens]:
    words = [tokens_of(word) for word in (_ASIDE.sub(" ", name).strip() or name).split()]
    words = [word for word in words if word]
    if not words:
        return
    strong = [word for word in words if not _is_particle(word) and sum(map(len, word)) > 1]
    for word in strong:
        yield word
        yield from ((token,) for token in word if len(token) > 1 and token not in _PARTICLES)
        if len(word) > 1:
            yield ("".join(word),)
    for order in (words, words[1:] + words[:1], words[-1:] + words[:-1]):
        whole = tuple(token for word in order for token in word)
        if len(words) > 1 or len(whole) > 1:
            yield whole
            yield ("".join(whole),)
    for at in range(1, len(words)):
        yield tuple(token for word in words[at:] for token in word)
    yield from _with_initials(words)


def _with_initials(words: list[Tokens]) -> Iterator[Tokens]:
    """The name with some of its words as initials, with and without its particles."""
    for kept in {tuple(words), tuple(word for word in words if not _is_particle(word))}:
        if not 2 <= len(kept) <= 4:
            continue
        for ways in product(*(_shown_as(word) for word in kept)):
            tokens = tuple(token for way in ways for token in way)
            yield tokens
            yield tokens[-1:] + tokens[:-1]
            if sum(map(len, tokens)) > _SHORTEST_JOINED:
                yield ("".join(tokens),)


def _shown_as(word: Tokens) -> tuple[Tokens, ...]:
    """A word whole, as its initial, and a hyphenated one as its initials."""
    initials = tuple(token[0] for token in word)
    return tuple(dict.fromkeys((word, initials[:1], initials)))


def tokens_of(text: str) -> Tokens:
    """The words of a text, folded."""
    return tuple(TOKEN.findall(folded(text).text))


def _names_somebody(tokens: Tokens) -> bool:
    return sum(map(len, tokens)) > 1 and not _is_particle(tokens)


def is_particle(token: str) -> bool:
    """Whether a folded word is one of those that lead a surname ("le", "de", "van")."""
    return token in _PARTICLES


def _is_particle(word: Tokens) -> bool:
    return all(token in _PARTICLES for token in word)
