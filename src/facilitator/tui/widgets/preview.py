"""Markdown drawn as text, only the blocks that changed formed anew."""

import re
from bisect import bisect_right
from itertools import takewhile

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from facilitator.tui.looks import muted
from facilitator.tui.widgets.links import addresses, with_links
from facilitator.tui.widgets.preview_runs import Passage, Reader, Run
from facilitator.tui.wrapping import wrap

_NARROWEST = 8
_FENCE = re.compile(r" {0,3}(?:(?P<ticks>`{3,})[^`]*|(?P<waves>~{3,}).*)$")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_NUMBERED = re.compile(r" {0,3}\d{1,9}[.)](?:[ \t]|$)")
_INDENTED = re.compile(r"(?: {2,}|\t)")


class Preview(ScrollView, can_focus=False):
    """The synthesis as it will read; ``update`` costs what changed."""

    DEFAULT_CSS = """
    Preview { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable; scrollbar-size-vertical: 1; }
    Preview > .preview--strong { text-style: bold; color: $text-warning; }
    Preview > .preview--heading { text-style: bold; color: $text-accent; }
    """
    COMPONENT_CLASSES = {"preview--strong", "preview--heading"}

    def __init__(self) -> None:
        super().__init__()
        self._source = ""
        self.empty_hint = ""
        """What to say where there is no text yet."""
        self._reader = Reader()
        self._formed: dict[tuple[str, int], list[Strip]] = {}
        self._blocks: list[str] = []
        self._firsts: list[int] = []
        self._lines: list[Strip] = []

    def update(self, source: str) -> None:
        """Draw this text; what is being read stays where it stands when text above it comes or goes."""
        if source != self._source:
            self._source = source
            self._draw()

    def follow(self, share: float) -> None:
        """Bring into view what stands at this share of the text (0 to 1): where the editor's cursor is."""
        self._scroll(round(share * len(self._lines)) - self._page // 2)

    def on_resize(self) -> None:
        """Wrap anew."""
        self._draw()

    def notify_style_update(self) -> None:
        """Another look: draw anew."""
        super().notify_style_update()
        self._formed.clear()
        if self.is_mounted:
            self._draw()

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        width, base = self.scrollable_content_region.width, self.rich_style
        line = y + self.scroll_offset.y
        if not self._source.strip():
            return self._hint_line(y, width, base)
        if line >= len(self._lines):
            return Strip.blank(width, base)
        return self._lines[line].adjust_cell_length(width, base)

    def on_click(self, event: events.Click) -> None:
        """Open the address under the mouse."""
        if event.style.link:
            event.stop()
            self.app.open_url(event.style.link)

    def _hint_line(self, y: int, width: int, base: Style) -> Strip:
        lines = [self.empty_hint[start:end] for start, end in wrap(self.empty_hint, max(_NARROWEST, width))]
        variables = self.app.theme_variables
        style = base + Style.parse(muted(variables["background"], variables["foreground"]))
        words = lines[y] if self.empty_hint and y < len(lines) else ""
        return Strip([Segment(words, style)]).adjust_cell_length(width, base)

    @property
    def _page(self) -> int:
        return max(1, self.scrollable_content_region.height)

    def _draw(self) -> None:
        width = self.scrollable_content_region.width
        if width < 1:
            return
        formed: dict[tuple[str, int], list[Strip]] = {}
        blocks, firsts, lines = _blocks(self._source), list[int](), list[Strip]()
        for block in blocks:
            key = (block, width)
            strips = self._formed.get(key) or formed.get(key) or self._form(block, width)
            formed[key] = strips
            firsts.append(len(lines))
            lines += [*strips, Strip([])]
        top = self._kept_top(blocks, firsts, len(lines))
        self._formed, self._blocks, self._firsts, self._lines = formed, blocks, firsts, lines[:-1]
        self._resized(Size(width, max(1, len(self._lines))))
        self._scroll(top)
        self.refresh()

    def _kept_top(self, blocks: list[str], firsts: list[int], total: int) -> int:
        """The line to stand at the top so that the block there stays, once these blocks are drawn."""
        top = self.scroll_offset.y
        if top == 0 or not blocks or top >= len(self._lines):
            return top
        at = bisect_right(self._firsts, top) - 1
        which = top - self._firsts[at]
        same_before = sum(1 for _ in takewhile(bool, map(str.__eq__, self._blocks, blocks)))
        expected = at if at < same_before else at + len(blocks) - len(self._blocks)
        alike = (index for index, block in enumerate(blocks) if block == self._blocks[at])
        at = min(alike, key=lambda index: abs(index - expected), default=at)
        at = min(at, len(blocks) - 1)
        height = (*firsts, total)[at + 1] - firsts[at]
        return firsts[at] + min(which, height - 1)

    def _scroll(self, top: int) -> None:
        top = max(0, min(top, len(self._lines) - self._page))
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def _resized(self, size: Size) -> None:
        if size == self.virtual_size:
            return
        # Setting it the ordinary way lays out the whole screen for each change.
        self.set_reactive(Preview.virtual_size, size)
        self.show_vertical_scrollbar = size.height > self.scrollable_content_region.height
        self.vertical_scrollbar.window_virtual_size = size.height
        self.vertical_scrollbar.window_size = self.scrollable_content_region.height

    def _form(self, block: str, width: int) -> list[Strip]:
        """The lines of one block."""
        base, variables = self.rich_style, self.app.theme_variables
        styles = {
            "": base,
            "em": base + self.get_component_rich_style("preview--strong", partial=True),
            "heading": base + self.get_component_rich_style("preview--heading", partial=True),
            "muted": base + Style.parse(muted(variables["background"], variables["foreground"])),
        }
        return [strip for passage in self._reader.read(block) for strip in _wrapped(passage, width, styles)]


def _wrapped(passage: Passage, width: int, styles: dict[str, Style]) -> list[Strip]:
    text = "".join(run.text for run in passage.runs)
    # However deep a list is nested, there is room for its words.
    room = max(0, width - _NARROWEST)
    indent = passage.indent[: max(0, room - len(passage.lead))]
    lead = passage.lead[max(0, len(passage.lead) - room) :]
    first, rest = indent + lead, indent + " " * len(lead)
    strips, found = [], addresses(text)
    for number, (start, end) in enumerate(wrap(text, max(_NARROWEST, width - len(first)))):
        head = Segment(first if number == 0 else rest, styles[""])
        strips.append(Strip([head, *with_links(_cut(passage.runs, start, end, styles), start, found)]))
    return strips


def _cut(runs: list[Run], start: int, end: int, styles: dict[str, Style]) -> list[Segment]:
    segments, at = [], 0
    for run in runs:
        first, last = max(start, at), min(end, at + len(run.text))
        if first < last:
            segments.append(Segment(run.text[first - at : last - at], styles[run.style]))
        at += len(run.text)
    return segments


def _blocks(source: str) -> list[str]:
    """The blocks of a text: what stands between empty lines; a fence, and what belongs to a list, held together."""
    blocks: list[str] = []
    lines: list[str] = []
    fence = ""
    for line in source.split("\n"):
        fence = _fence_after(line, fence)
        if line.strip() or fence:
            if not lines and blocks and _continues(blocks[-1], line):
                lines = [blocks.pop(), ""]
            lines.append(line)
        elif lines:
            blocks.append("\n".join(lines))
            lines = []
    return [*blocks, "\n".join(lines)] if lines else blocks


def _fence_after(line: str, fence: str) -> str:
    """The fence that is open behind a line, "" when none is, from the one that is open before it."""
    if fence:
        closing = line.strip()
        return "" if len(closing) >= len(fence) and set(closing) == {fence[0]} else fence
    found = _FENCE.match(line)
    return (found["ticks"] or found["waves"]) if found else ""


def _continues(block: str, line: str) -> bool:
    """Whether a line behind an empty one goes on with the list before: the text of an item, or the numbers."""
    return bool((_ITEM.match(block) and _INDENTED.match(line)) or (_NUMBERED.match(block) and _NUMBERED.match(line)))
