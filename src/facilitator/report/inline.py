"""Typed text as the runs of a paragraph: highlights, line breaks, and the addresses that a reader may follow."""

import re
from collections.abc import Iterator

from facilitator.capture.highlights import highlights
from facilitator.report.tree import Line, Run, Style

_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"«»“”|\\^`{}]+", re.IGNORECASE)
_TRAILING = ".,;:!?…'’*_~"
_FOLLOWED = ("http://", "https://", "mailto:")


def runs_of(text: str) -> Line:
    """The runs of a typed text; joined again, with the asterisks of the highlights, they are the text.

    Args:
        text: what was typed; each newline is a break.
    """
    runs: list[Run] = []
    at = 0
    for span in highlights(text):
        runs += _lines(text[at : span.start])
        marks = "*" * ((span.end - span.start - len(span.words)) // 2)
        runs.append(Run(span.words, "highlight", marks=marks))
        at = span.end
    return (*runs, *_lines(text[at:]))


def plain_runs(text: str) -> Line:
    """The runs of a text in which nothing is marked: a name."""
    return tuple(
        run
        for number, line in enumerate(text.split("\n"))
        for run in ([Run("\n", "break")] if number else []) + ([Run(line)] if line else [])
    )


def followed(address: str) -> str:
    """The address if a reader may follow it (http, https, mailto), else ""."""
    return address if address.lower().startswith(_FOLLOWED) else ""


def linked(text: str, style: Style = "plain") -> Iterator[Run]:
    """A stretch of one line as runs; addresses in it become links, the text stays what it is.

    Args:
        text: text without a newline.
        style: the style of every run.
    """
    at = 0
    for found in _ADDRESS.finditer(text):
        address = _trimmed(found[0])
        if len(address) <= address.index(":") + 3:
            continue
        if found.start() > at:
            yield Run(text[at : found.start()], style)
        yield Run(address, style, address)
        at = found.start() + len(address)
    if at < len(text):
        yield Run(text[at:], style)


def _lines(text: str) -> Iterator[Run]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield Run("\n", "break")
        yield from linked(line)


def _trimmed(address: str) -> str:
    """An address without the punctuation of the sentence around it."""
    while address[-1] in _TRAILING or (address[-1] in ")]" and address.count(address[-1]) > _opened(address)):
        address = address[:-1]
    return address


def _opened(address: str) -> int:
    return address.count("(" if address[-1] == ")" else "[")
