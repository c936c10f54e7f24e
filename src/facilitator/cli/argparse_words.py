"""The words that argparse itself says – usage, headings, errors – in the spoken language.

argparse asks ``gettext`` for them; so they stand in our catalogue, and ``gettext`` is shown there while arguments are read.
The strings are those of Python 3.11 to 3.14.
"""

import gettext
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager

from facilitator.language import LOCALE_DIR, Language, mark, plural

WORDS = (
    mark("usage: "),
    mark("positional arguments"),
    mark("options"),
    mark("show this help message and exit"),
    mark("argument %(argument_name)s: %(message)s"),
    mark("unrecognized arguments: %s"),
    mark("the following arguments are required: %s"),
    mark("one of the arguments %s is required"),
    mark("not allowed with argument %s"),
    mark("expected one argument"),
    mark("expected at most one argument"),
    mark("expected at least one argument"),
    mark("ignored explicit argument %r"),
    mark("ambiguous option: %(option)s could match %(matches)s"),
    mark("invalid %(type)s value: %(value)r"),
    mark("invalid choice: %(value)r (choose from %(choices)s)"),
    mark("invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)"),
    mark("unknown parser %(parser_name)r (choices: %(choices)s)"),
    mark("can't open '%(filename)s': %(error)s"),
)


def several(count: int) -> str:
    """What argparse says when an option lacks some of its values; the number still stands as ``%s``.

    Args:
        count: how many values the option takes.
    """
    return plural("expected %s argument", "expected %s arguments", count)


@contextmanager
def argparse_speaks(language: Language, environment: MutableMapping[str, str]) -> Iterator[None]:
    """While this lasts, whatever argparse says is said in ``language``.

    Args:
        language: the language to speak.
        environment: the environment of this process, where ``gettext`` looks for the language; left as it was.
    """
    domain, before = gettext.textdomain(), environment.get("LANGUAGE")
    gettext.bindtextdomain("facilitator", str(LOCALE_DIR))
    gettext.textdomain("facilitator")
    environment["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if before is None:
            environment.pop("LANGUAGE", None)
        else:
            environment["LANGUAGE"] = before
