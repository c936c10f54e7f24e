"""The pages of the read-back view laid out: wrapped word by word, wide apart, and cut into screens that need no scrolling."""

from collections.abc import Iterable

from msgspec import Struct
from textual.content import Content

from facilitator.capture.highlights import parts
from facilitator.live.reading_back import Entry, Page, PageKind
from facilitator.tui.safe import drawable
from facilitator.tui.widgets.preview_runs import Passage, Reader, Run
from facilitator.tui.wrapping import wrap

_STYLES = {"": "", "em": "underline $text-accent", "heading": "underline", "muted": "$text-muted"}
_READ_OUT = (PageKind.QUESTION, PageKind.SYNTHESIS)
_MARK = "$text-accent"
_COUNT = 4
_BAR = 16
_NARROWEST = 12


class Shown(Struct, frozen=True):
    """What stands on the screen at once: ``number`` of ``of`` screens of its page."""

    page: Page
    lines: tuple[Content, ...]
    number: int = 1
    of: int = 1


def shown(pages: Iterable[Page], width: int, rows: int) -> tuple[Shown, ...]:
    """All screens, in the order of the pages.

    What does not fit goes on to the next screen, between two entries where that is possible.

    Args:
        pages: what is read back.
        width: cells a line holds.
        rows: lines a screen holds.
    """
    found: list[Shown] = []
    reader = Reader()
    for page in pages:
        screens = _screens(_blocks(page, max(_NARROWEST, width), rows, reader), max(1, rows))
        found += [Shown(page, tuple(lines), number, len(screens)) for number, lines in enumerate(screens, 1)]
    return tuple(found)


def _screens(blocks: list[list[Content]], rows: int) -> list[list[Content]]:
    """Blocks of lines dealt out to screens, an empty line between two."""
    screens: list[list[Content]] = [[]]
    for block in blocks:
        gap = 1 if screens[-1] else 0
        if gap and len(screens[-1]) + gap + len(block) > rows:
            screens.append([])
            gap = 0
        screens[-1] += [Content()] * gap + block[: rows - len(screens[-1]) - gap]
        rest = block[rows:]
        while rest:
            screens.append(rest[:rows])
            rest = rest[rows:]
    return screens


def _blocks(page: Page, width: int, rows: int, reader: Reader) -> list[list[Content]]:
    if page.kind is PageKind.THEMES:
        return _counted(page.entries, width)
    blocks = [_block(entry, page, width, reader) for entry in page.entries]
    if page.kind in _READ_OUT and sum(2 * len(block) for block in blocks) <= rows:
        # From afar the lines of one sentence are told apart by the space between them.
        blocks[0] = [line for wrapped in blocks[0] for line in (wrapped, Content())][:-1]
    return blocks


def _block(entry: Entry, page: Page, width: int, reader: Reader) -> list[Content]:
    if page.kind is PageKind.SYNTHESIS:
        blocks = [[*_passages(reader.read(part), width), Content()] for part in entry.text.split("\n\n")]
        return [line for block in blocks for line in block][:-1]
    text = entry.text.strip() or "–"
    runs = [Run(drawable(part.text), "em" if part.strong else "") for part in parts(text)]
    mark = entry.mark if entry.count is None else f"{entry.count:>{_COUNT}}"
    return _passage(Passage(runs, "", f"{drawable(mark)}  " if mark else ""), width)


def _passages(passages: Iterable[Passage], width: int) -> list[Content]:
    return [line for passage in passages for line in _passage(passage, width)]


def _passage(passage: Passage, width: int) -> list[Content]:
    """A passage wrapped; what follows its first line stands under the first word of it."""
    text = Content.assemble(*((run.text, _STYLES[run.style]) for run in passage.runs))
    indent = len(passage.indent) + len(passage.lead)
    room = max(_NARROWEST, width - indent)
    lines: list[Content] = []
    for start, end in wrap(text.plain, room):
        lead = passage.indent + (passage.lead if not lines else " " * len(passage.lead))
        lines.append(Content.styled(lead, _MARK) + text[start:end] if lead else text[start:end])
    return lines


def _counted(entries: tuple[Entry, ...], width: int) -> list[list[Content]]:
    """The themes, one a line: letter, name, how many notes, and a bar."""
    most = max((entry.count or 0 for entry in entries), default=0)
    names = [Content(drawable(entry.text, one_line=True)) for entry in entries]
    room = min(max(name.cell_length for name in names), max(_NARROWEST, width - _BAR - _COUNT - 6))
    lines: list[list[Content]] = []
    for entry, name in zip(entries, names, strict=True):
        head = Content.styled(f"{drawable(entry.mark or '·')}  ", _MARK)
        shortened = name.truncate(room, ellipsis=True)
        bar = "█" * round(_BAR * (entry.count or 0) / most) if most else ""
        gap = " " * (room - shortened.cell_length)
        lines.append([head + shortened + Content(f"{gap}{entry.count or 0:>{_COUNT}}  ") + Content.styled(bar, _MARK)])
    return lines
