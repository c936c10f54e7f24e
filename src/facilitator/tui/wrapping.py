"""Words wrapped by the cells they take: wide characters count two, nothing is lost, a word longer than a line is broken."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import accumulate, pairwise

from rich.cells import cell_len

_KEPT_WITH_BEFORE = ("?", "!", ":", ";", "»", "%")
_JOINER = "\u200d"
_FLAG_LETTERS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
# What French and English texts are made of, one cell each: they are wrapped without measuring.
_ONE_CELL = frozenset(
    map(
        chr,
        (*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x300), *range(0x2010, 0x2028), 0x202F, 0x20AC, 0x2192),
    )
)


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Where the lines of a text begin and end when it is wrapped.

    What is drawn as one sign (a letter with its accents, an emoji put together of several, a flag) is never broken.

    Args:
        text: any text without control characters but ``\\n``, which begins a new line.
        width: cells a line holds, at least 1.

    Returns:
        ``(start, end)`` of each line; the blank or line break at which a line is cut stands in none.
    """
    lines: list[tuple[int, int]] = []
    start = 0
    for part in text.split("\n"):
        lines += [(start + a, start + b) for a, b in _wrap_line(part, max(1, width))]
        start += len(part) + 1
    return lines


def count_lines(text: str, width: int) -> int:
    """How many lines ``wrap`` makes."""
    if len(text) <= width and _ONE_CELL.issuperset(text):
        return 1
    return len(wrap(text, width))


def _wrap_line(text: str, width: int) -> list[tuple[int, int]]:
    fitting = _fitting(text, width)
    lines, start, length = [], 0, len(text)
    while (end := fitting(start)) < length:
        cut = text.rfind(" ", start, end + 1)
        while cut > start and not _may_break(text, cut):
            cut = text.rfind(" ", start, cut)
        if cut <= start:
            lines.append((start, end))
            start = end
        else:
            lines.append((start, cut))
            start = cut + 1
    lines.append((start, length))
    return lines


def _may_break(text: str, blank: int) -> bool:
    """Whether a line may end at a blank: French punctuation never begins a line, a guillemet never ends one."""
    before, after = text[blank - 1 : blank], text[blank + 1 : blank + 2]
    return after not in _KEPT_WITH_BEFORE and before not in ("«", _JOINER) and (not after or _cells(after) > 0)


def _fitting(text: str, width: int) -> Callable[[int], int]:
    """A function that tells, for the beginning of a line, the end of what fits into it: at least one sign."""
    if _ONE_CELL.issuperset(text):
        return lambda start: start + width
    edges = _edges(text)
    reached = [0, *accumulate(_cells(text[left:right]) for left, right in pairwise(edges))]

    def end(start: int) -> int:
        first = bisect_left(edges, start)
        return edges[min(max(first + 1, bisect_right(reached, reached[first] + width) - 1), len(edges) - 1)]

    return end


def _edges(text: str) -> list[int]:
    """Where the signs of a text begin, and its end: accents, joiners and second letters of flags belong to what is before."""
    edges: list[int] = []
    half_flag = False
    for at, character in enumerate(text):
        flag_letter = character in _FLAG_LETTERS
        joined = _cells(character) == 0 or text[at - 1 : at] == _JOINER or (flag_letter and half_flag)
        half_flag = flag_letter and not joined
        if not edges or not joined:
            edges.append(at)
    return [*edges, len(text)]


def _cells(sign: str) -> int:
    return 1 if sign in _ONE_CELL else cell_len(sign)
