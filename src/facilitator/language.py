"""The words people see: French first, English beside it.

Source strings are English and marked with ``_``; the French of a facilitator stands in
``locale/fr/LC_MESSAGES/facilitator.po``. The screen speaks one language (``use``); a report speaks the language of its
session (``words``), whatever the screen speaks.
"""

import gettext
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")
LOCALE_DIR = Path(__file__).parent / "locale"
"""Where the catalogues are."""
_spoken: list[Language] = ["fr"]


@cache
def words(language: str) -> gettext.NullTranslations:
    """The translator of one language; an unknown language gives the English source strings.

    Args:
        language: ``"fr"`` or ``"en"``.
    """
    return gettext.translation("facilitator", LOCALE_DIR, languages=[language], fallback=True)


def use(language: Language) -> None:
    """Make ``language`` the one that ``_`` and ``plural`` speak from now on."""
    _spoken[0] = language


def spoken() -> Language:
    """The language that the program speaks now."""
    return _spoken[0]


def _(message: str) -> str:
    """The message in the spoken language."""
    return words(_spoken[0]).gettext(message)


def plural(singular: str, many: str, count: int) -> str:
    """The form for ``count`` in the spoken language (French counts 0 and 1 as singular).

    The text holds ``{count}``, which the caller fills in with ``format``.
    """
    return words(_spoken[0]).ngettext(singular, many, count)


def mark(message: str) -> str:
    """Mark a string for the catalogue without translating it yet (for tables that outlive a language)."""
    return message


def colon(language: str | None = None) -> str:
    """A colon as a language sets it, the one that the program speaks if None: French puts a no-break space before it."""
    return "\u00a0:" if (language or spoken()) == "fr" else ":"


def choose(asked: str | None, environment: Mapping[str, str]) -> Language:
    """The language to speak: the one asked for, else the locale's, else French.

    Args:
        asked: the value of ``--lang``, if given.
        environment: the process environment, passed in so that nothing here reads it by itself.
    """
    for language in LANGUAGES:
        if asked == language:
            return language
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        code = environment.get(name, "").split(".")[0].split("_")[0].lower()
        if code in ("", "c", "posix"):
            if environment.get(name):
                break
            continue
        return "fr" if code == "fr" else "en"
    return "fr"
