"""The rest of a theme or a name while it is typed."""

import re
from collections.abc import Iterable

from facilitator.capture.draft import Surroundings
from facilitator.capture.naming import LONGEST_NAME, THEME_WORD, theme_word, themes_by_spelling
from facilitator.model.fold import fold

_LETTER = re.compile(r"[^\W\d_]")


def completion(text: str, around: Surroundings) -> str:
    """What would complete the theme or the name at the end of the line; "" when there is nothing to add.

    ``#lib`` is completed by ``erté``, ``@kar`` by ``im T.``; accents and case do not count. The first of the session's
    themes or people that fits is taken.

    Args:
        text: the line up to the cursor.
        around: the session's themes and people.
    """
    if text.startswith(" "):
        return ""
    earliest = max(0, len(text) - LONGEST_NAME - 1)
    at = max(text.rfind("#", earliest), text.rfind("@", earliest))
    if at < 0 or not _LETTER.match(text, at + 1):
        return ""
    typed = text[at + 1 :]
    if text[at] == "@":
        if at > 0 and not text[at - 1].isspace():
            return ""
        return _rest(typed, (person.name for person in around.people))
    named = THEME_WORD.match(text, at)
    if named is None or named[1] != typed.rstrip("-’'·") or len(typed) - len(named[1]) > 1:
        return ""
    spellings = themes_by_spelling(around.themes)
    return _rest(typed, (theme_word(theme, spellings) for theme in around.themes))


def _rest(typed: str, names: Iterable[str]) -> str:
    """The end of the first name that begins as typed and goes on."""
    wanted = fold(typed)
    for name in names:
        if fold(name).startswith(wanted):
            begun = ""
            for index, char in enumerate(name):
                begun += fold(char)
                if begun == wanted and name[index + 1 :]:
                    return name[index + 1 :]
    return ""
