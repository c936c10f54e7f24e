"""Words wrapped by the cells they take: wide characters count two, nothing is lost, a word longer than a line is broken."""

from rich.cells import cell_len

_KEPT_WITH_BEFORE = ("?", "!", ":", ";", "»", "%")


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Where the lines of a text begin and end when it is wrapped.

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
    if len(text) <= width and "\n" not in text and text.isascii():
        return 1
    return len(wrap(text, width))


def _wrap_line(text: str, width: int) -> list[tuple[int, int]]:
    if text.isascii() or cell_len(text) == len(text):
        return _wrap_plain(text, width)
    return _wrap_cells(text, width)


def _may_break(text: str, blank: int) -> bool:
    """Whether a line may end at a blank: French punctuation never begins a line, a guillemet never ends one."""
    return text[blank + 1 : blank + 2] not in _KEPT_WITH_BEFORE and text[blank - 1 : blank] != "«"


def _wrap_plain(text: str, width: int) -> list[tuple[int, int]]:
    lines, start, length = [], 0, len(text)
    while length - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        while cut > start and not _may_break(text, cut):
            cut = text.rfind(" ", start, cut)
        if cut <= start:
            lines.append((start, start + width))
            start += width
        else:
            lines.append((start, cut))
            start = cut + 1
    lines.append((start, length))
    return lines


def _wrap_cells(text: str, width: int) -> list[tuple[int, int]]:
    lines, start, used, space = [], 0, 0, -1
    index, length = 0, len(text)
    while index < length:
        cells = cell_len(text[index])
        if used + cells > width and index > start:
            if space > start:
                lines.append((start, space))
                start = space + 1
            elif text[index] == " ":
                lines.append((start, index))
                start = index + 1
            else:
                lines.append((start, index))
                start = index
            index, used, space = max(index, start), cell_len(text[start : max(index, start)]), -1
            continue
        if text[index] == " " and _may_break(text, index):
            space = index
        used += cells
        index += 1
    lines.append((start, length))
    return lines
