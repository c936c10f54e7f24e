"""The words of a text that carry its sense, each by its stem: "tâtonnements" and "tatonnement" are the same word."""

import re
import unicodedata
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from facilitator.language import Language
from facilitator.model.fold import fold
from facilitator.report.stop_words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

Forms = tuple[str, ...]
"""What a word may be found by: the stem of the word as written, of the word without its accents, and of its singular."""

_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"<[^<>\s]+>|(?:https?://|mailto:)\S+", re.IGNORECASE)
_PLURAL_KEPT = re.compile(r"..[aiou][sx]\Z")
_STEMMERS: dict[Language, str] = {"fr": "french", "en": "english"}
_STEMMING = Lock()
"""A stemmer holds the word that it works on: two threads at once would get each other's, or an error."""


@lru_cache(maxsize=32_768)
def content_words(text: str, language: Language) -> tuple[Forms, ...]:
    """The words of a text that carry its sense, each once, in the order written.

    Words of ``STOP_WORDS`` and addresses are left out. Two words are the same when they share a form: whoever types without
    accents is understood too.

    Args:
        text: any text.
        language: whose word forms are folded.
    """
    plain = unicodedata.normalize("NFC", _ADDRESS.sub(" ", text) if ":" in text or "<" in text else text)
    found = (_forms(word, language) for word in _WORD.findall(plain.casefold()))
    return tuple(dict.fromkeys(forms for forms in found if forms))


@lru_cache(maxsize=65_536)
def _forms(word: str, language: Language) -> Forms:
    """The forms of a word in small letters; none when it carries no sense."""
    bare = fold(word)
    if bare in STOP_WORDS[language]:
        return ()
    stem = _stemmer(language)
    with _STEMMING:
        forms = [fold(stem(word)), stem(bare)]
        if _PLURAL_KEPT.search(bare) and language == "fr":
            # The stemmer leaves these plurals as they are: "appuis", "lieux".
            forms.append(stem(bare[:-1]))
    return tuple(dict.fromkeys(forms))


@cache
def _stemmer(language: Language) -> "Callable[[str], str]":
    # Loaded when the first word is folded: nothing but the synthesis needs it.
    import snowballstemmer

    stem: Callable[[str], str] = snowballstemmer.stemmer(_STEMMERS[language]).stemWord
    return stem
