"""The rest of a theme or a name while it is typed."""

import re

from facilitator.capture.draft import Surroundings
from facilitator.capture.naming import theme_word
from facilitator.model.fold import fold

_OPEN = re.compile(r"(?:^|\s)([#@])([^\W\d_][\w’'·.-]*)\Z")


def completion(text: str, around: Surroundings) -> str:
    """What would complete the theme or the name at the end of the line; "" when there is nothing.

    Args:
        text: the line up to the cursor.
        around: the session's themes and people.
    """
    found = _OPEN.search(text, max(0, len(text) - 60))
    if found is None:
        return ""
    typed = found[2]
    names = (
        [theme_word(theme) for theme in around.themes] if found[1] == "#" else [person.name for person in around.people]
    )
    for name in names:
        if len(name) > len(typed) and fold(name[: len(typed)]) == fold(typed):
            return name[len(typed) :]
    return ""
