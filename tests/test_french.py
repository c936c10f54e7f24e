"""French typography in what the program writes: no-break spaces, guillemets, accents on capitals."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "src" / "facilitator" / "locale" / "fr" / "LC_MESSAGES" / "facilitator.po"
NO_BREAK = "\u00a0\u202f"
PLACEHOLDER = re.compile(r"%[dmYbHM]\b|%(?:\(\w+\))?[rs]|\{\w*(?:![rs])?(?::[^}]*)?\}|https?://\S+|\d\d:\d\d")
SIGNS = re.compile(r"(?<!\S)(?:[!?:;](?=\w)|!risque \?question.*)")
"""A sign that a scribe types before a word is no punctuation."""
BARE_CAPITALS = re.compile(
    r"\b(?:^A(?= [a-zà-ÿ])|Ca|Eta\w*|Etoil\w*|Ecri\w*|Ecran\w*|Equip\w*|Edit\w*|Elem\w*|Enonc\w*|Etes)\b"
)


@cache
def french() -> tuple[str, ...]:
    """Everything that the program writes in French: its catalogue, the theme sets and agendas that it ships."""
    with CATALOGUE.open("rb") as source:
        catalogue = read_po(source, locale="fr")
    found = [
        word
        for message in catalogue
        if message.id
        for word in ([message.string] if isinstance(message.string, str) else message.string or ())
    ]
    for folder in ("themes", "agendas"):
        for path in sorted((ROOT / folder).glob("*.toml")):
            found += french_values(tomllib.loads(path.read_text(encoding="utf-8")))
    return tuple(found)


def french_values(value: Any) -> Iterator[str]:
    """The texts under ``fr`` anywhere in a data file."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "fr" and isinstance(inner, str):
                yield inner
            else:
                yield from french_values(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from french_values(inner)


def faults(text: str) -> list[str]:
    """What is wrong with the spaces of a French text."""
    prose = SIGNS.sub("", PLACEHOLDER.sub("x", text))
    found = []
    for match in re.finditer(r"[;:!?%»]", prose):
        before = prose[match.start() - 1 : match.start()]
        # Behind an opening bracket it is a sign to type, not the end of a sentence.
        if before not in (*NO_BREAK, *"!?([", ""):
            found.append(f"no no-break space before {match[0]}")
    if re.search(f"«(?![{NO_BREAK}])", prose):
        found.append("no no-break space after «")
    if re.search(r"[“”]|(?<![\w.…])(?<!= )\"\w[^\"]*\w\"(?!\w)", prose):
        found.append("English quotes")
    if re.search(r"\.\.\.", prose):
        found.append("three dots for an ellipsis")
    return found


def bare(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


def test_spaces_are_french() -> None:
    wrong = {text: found for text in french() if (found := faults(text))}
    assert not wrong


@pytest.mark.parametrize(
    "text",
    ["Quoi ?", "Quoi?", "Fin: rien", "50 %", "«oui\u00a0»", "«\u00a0oui »", "un ; deux", "“oui”", "et puis..."],
)
def test_the_rules_find_what_is_wrong(text: str) -> None:
    assert faults(text)


@pytest.mark.parametrize(
    "text", ["«\u00a0Oui\u00a0!\u00a0»", "à 10:30", "{count}\u00a0%", "!risque", "Quoi\u00a0?!", "Quoi\u202f?"]
)
def test_the_rules_leave_what_is_right(text: str) -> None:
    assert not faults(text)


def test_capitals_keep_their_accents() -> None:
    words = {word for text in french() for word in re.findall(r"\b[a-zà-öø-ÿœ][\w-]*", text)}
    accented = {bare(word): word for word in words if bare(word) != word}
    wrong = {
        word
        for text in french()
        for word in re.findall(r"\b[A-Z][\w-]{2,}", text)
        if word.lower() not in words and bare(word.lower()) == word.lower() and word.lower() in accented
    }
    # A verb and its participle.
    assert wrong <= {"Demande"}
    assert not [text for text in french() if BARE_CAPITALS.search(text)]
