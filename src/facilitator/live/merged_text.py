"""One text out of two that were edited apart: what either side wrote is in it, what either took out is not.

Compared line by line, then word by word, so that an edit of one side stays whole beside that of the other.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from msgspec import Struct

_WORDS = re.compile(r"\w+|\W")
_LIST_SIGNS = ("-", "*", "+")
_ENDS = ",;:.!?…)»"
_SEEN_TOGETHER = 2
"""Characters of what follows by which it is seen that it stood there before."""
_FINE_LIMIT = 3000
"""Words on both sides together up to which a changed stretch is compared word by word."""


class _Edit(Struct, frozen=True):
    """From character ``start`` to ``end`` of the base, these words stand instead."""

    start: int
    end: int
    words: tuple[str, ...]


def merged(base: str, ours: str, theirs: str) -> str:
    """The text that holds the edits of both sides.

    An edit that both made counts once. Where both replaced the same words, ours stands first, theirs behind it. Without a
    base, see ``joined``.

    Args:
        base: what both began with.
        ours: what one side made of it.
        theirs: what the other side made of it.
    """
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    if not base:
        return joined(ours, theirs)
    gone = bytearray(len(base))
    inserted: list[tuple[int, tuple[str, ...]]] = []
    for edit in (*_edits(base, ours), *_edits(base, theirs)):
        gone[edit.start : edit.end] = b"\1" * (edit.end - edit.start)
        if edit.words:
            inserted.append((edit.start, edit.words))
    parts: list[list[tuple[str, ...]]] = []
    at = 0
    for place, words in sorted(inserted, key=lambda one: one[0]):
        stays = _what_stays(base, gone, at, place)
        if stays or not parts:
            parts.extend([(run,)] for run in stays)
            parts.append([])
        _insert(parts[-1], words)
        at = place
    parts.extend([(run,)] for run in _what_stays(base, gone, at, len(base)))
    return _side_by_side((words for beside in parts for words in beside), (base, ours, theirs))


def joined(ours: str, theirs: str) -> str:
    """A text that holds every line of two of which nobody knows what they began with; doing it again changes nothing.

    Args:
        ours: its lines stand first where the two differ.
        theirs: the other text.
    """
    one, other = ours.split("\n"), theirs.split("\n")
    if not theirs or _within(other, one):
        return ours
    if not ours or _within(one, other):
        return theirs
    lines: list[str] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        lines += one[i1:i2] if tag == "equal" else [*one[i1:i2], *other[j1:j2]]
    return "\n".join(lines)


def _edits(base: str, changed: str) -> Iterator[_Edit]:
    """What leads from one text to the other, in the order of the base."""
    old, new = base.splitlines(keepends=True), changed.splitlines(keepends=True)
    at, before = 0, 0
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        at += sum(map(len, old[before:i1]))
        before = i1
        if tag != "equal":
            yield from _in_words(at, _WORDS.findall("".join(old[i1:i2])), _WORDS.findall("".join(new[j1:j2])))


def _in_words(start: int, old: list[str], new: list[str]) -> Iterator[_Edit]:
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    starts = [start]
    for word in old:
        starts.append(starts[-1] + len(word))
    last = len(old) - tail
    before, after = old[head:last], new[head : len(new) - tail]
    if len(before) + len(after) > _FINE_LIMIT:
        yield _Edit(starts[head], starts[last], tuple(after))
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        words, at, end = after[j1:j2], head + i1, head + i2
        # "on X ose" is "on" and " X", or "on " and "X ": always the first, so that the same edit is known again.
        while tag in ("insert", "delete") and at and old[at - 1] == (words or old[at:end])[-1]:
            words, at, end = words[-1:] + words[:-1], at - 1, end - 1
        if tag != "equal":
            yield _Edit(starts[at], starts[end], tuple(words))


def _insert(there: list[tuple[str, ...]], words: tuple[str, ...]) -> None:
    """Put words beside those of the other side, unless one of the two holds the other."""
    for index, others in enumerate(there):
        short, long = sorted((words, others), key=len)
        if any(long[start : start + len(short)] == short for start in range(len(long) - len(short) + 1)):
            there[index] = long
            return
    there.append(words)


def _side_by_side(parts: Iterable[tuple[str, ...]], texts: tuple[str, ...]) -> str:
    """What stays and what was written, one behind the other, apart where two words or two lines would become one.

    They would where both sides wrote in one place, and where one side took out the blank or the line break beside which the
    other wrote. What stood together in one of the texts stays together.
    """
    told = ""
    for words in parts:
        new = "".join(words)
        told += _between(told, new, texts) + new
    return told


def _between(told: str, new: str, texts: tuple[str, ...]) -> str:
    """What keeps two pieces apart: a blank between words, also behind a dash of a list or a sign that ends something, a line
    break before a dash."""
    line = told[told.rfind("\n") + 1 :]
    if not line or not new or line[-1].isspace() or new[0].isspace():
        return ""
    if line[-1].isalnum() and new[0].isalnum():
        return " "
    last = line[-1]
    if any(f"{last}{new[:_SEEN_TOGETHER]}" in text for text in texts):
        return ""
    if line.strip() in _LIST_SIGNS or (last in _ENDS and new[0].isalnum()):
        return " "
    return "\n" if new[0] in _LIST_SIGNS and new[1:2] == " " else ""


def _what_stays(base: str, gone: bytearray, start: int, end: int) -> list[str]:
    """The stretches of the base from ``start`` to ``end`` that nobody took out."""
    kept = zip(base[start:end], gone[start:end], strict=True)
    return ["".join(char for char, _out in run) for out, run in groupby(kept, lambda one: one[1]) if not out]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (first, second) in pairs if first != second), min(len(one), len(other)))


def _within(lines: list[str], others: list[str]) -> bool:
    """Whether all lines stand among the others, in the same order."""
    rest = iter(others)
    return all(line in rest for line in lines)
