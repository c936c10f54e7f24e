"""What leads from one text to another, and where a stretch of the first stands in the second."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from msgspec import Struct

_FINE_LIMIT = 4000
"""Characters on both sides together up to which a changed stretch is compared word by word."""
_MOST_LINES = 2000
"""Lines on both sides together up to which a longer one is compared line by line."""
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


class Splice(Struct, frozen=True):
    """One replacement: at character ``start``, ``removed`` gives way to ``inserted``."""

    start: int
    removed: str
    inserted: str


def splices(before: str, after: str) -> list[Splice]:
    """The smallest replacements that turn ``before`` into ``after``, from the end to the start.

    Word by word in a short stretch of difference, line by line first in a long one.
    """
    if before == after:
        return []
    head = _common_start(before, after)
    tail = _common_start(before[head:][::-1], after[head:][::-1])
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    return [Splice(head + one.start, one.removed, one.inserted) for one in reversed([*_between(old, new)])]


def followed(start: int, end: int, edits: Iterable[Splice]) -> tuple[int, int]:
    """Where a stretch of a text stands once the text was edited.

    What is written inside it belongs to it, also in the place of its first or last words; what is written right before or
    behind it does not.

    Args:
        start: its first character.
        end: the character behind it.
        edits: what ``splices`` returned for the text and what became of it, from the end to the start.

    Returns:
        First character and the one behind; both are the same when nothing of it is left.
    """
    for edit in edits:
        stop, grown = edit.start + len(edit.removed), len(edit.inserted) - len(edit.removed)
        if edit.start >= end:
            continue
        if stop <= start:
            start, end = start + grown, end + grown
        elif edit.start >= start:
            end = end + grown if stop <= end else edit.start
        elif stop <= end:
            start, end = edit.start + len(edit.inserted), end + grown
        else:
            start = end = edit.start
    return start, end


def _between(old: str, new: str, by_lines: bool = True) -> Iterator[Splice]:
    """What leads from one stretch to another, from the start to the end."""
    if not old or not new:
        yield Splice(0, old, new)
    elif len(old) + len(new) <= _FINE_LIMIT:
        yield from _unequal(_WORDS.findall(old), _WORDS.findall(new))
    elif by_lines and old.count("\n") + new.count("\n") <= _MOST_LINES:
        for lines in _unequal(old.splitlines(keepends=True), new.splitlines(keepends=True)):
            for words in _between(lines.removed, lines.inserted, by_lines=False):
                yield Splice(lines.start + words.start, words.removed, words.inserted)
    else:
        yield Splice(0, old, new)


def _unequal(ours: list[str], theirs: list[str]) -> Iterator[Splice]:
    """Where two sequences of words or lines differ."""
    starts = [0]
    for one in ours:
        starts.append(starts[-1] + len(one))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Splice(starts[i1], "".join(ours[i1:i2]), "".join(theirs[j1:j2]))


def _common_start(one: str, other: str) -> int:
    limit = min(len(one), len(other))
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
