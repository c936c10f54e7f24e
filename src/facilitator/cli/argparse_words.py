"""The words that argparse itself says – usage, headings, errors – in the spoken language.

argparse hands them to ``gettext``; so they stand in our catalogue, and are looked up there while arguments are read. To have
``gettext`` itself look there takes three times as long as the reading: it searches the catalogue anew for each word.
The strings are those of Python 3.11 to 3.14.
"""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from facilitator.language import _, mark, plural

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
def argparse_speaks() -> Iterator[None]:
    """While this lasts, whatever argparse says is said in the spoken language."""
    names = vars(argparse)
    before = {name: names[name] for name in ("_", "ngettext")}
    names.update(_=_, ngettext=plural)
    try:
        yield
    finally:
        names.update(before)
