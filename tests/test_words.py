"""The words people see: every marked string has its French, complete and with the same placeholders."""

import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1] / "src" / "facilitator"


def french() -> Catalog:
    with (ROOT / "locale" / "fr" / "LC_MESSAGES" / "facilitator.po").open("rb") as source:
        return read_po(source, locale="fr")


def marked() -> set[str | tuple[str, ...]]:
    keywords = {"_": None, "gettext": None, "mark": None, "plural": (1, 2), "ngettext": (1, 2)}
    found = extract_from_dir(ROOT, method_map=[("**.py", "python")], keywords=keywords)
    return {
        message if isinstance(message, str) else tuple(message) for _file, _line, message, _comments, _context in found
    }


def test_every_marked_string_has_its_french_and_nothing_is_left_over() -> None:
    known = {message.id if isinstance(message.id, str) else tuple(message.id) for message in french() if message.id}
    assert known == marked()


def test_no_french_is_empty_and_placeholders_are_the_same() -> None:
    for message in french():
        if not message.id:
            continue
        sources = [message.id] if isinstance(message.id, str) else list(message.id)
        words = [message.string] if isinstance(message.string, str) else list(message.string or ())
        assert len(words) == len(sources)
        for source, word in zip(sources, words, strict=True):
            assert word.strip() or not source.strip()
            assert sorted(re.findall(r"\{\w+\}", source)) == sorted(re.findall(r"\{\w+\}", word)), source


def test_french_punctuation_keeps_its_distance() -> None:
    for message in french():
        words = [message.string] if isinstance(message.string, str) else list(message.string or ())
        for word in words if message.id else ():
            assert not re.search(r"\w [:;?!»](\s|$)", word), word
            assert "« " not in word, word
