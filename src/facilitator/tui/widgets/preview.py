"""Markdown drawn as text, only the blocks that changed formed anew."""

from functools import cached_property
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from facilitator.tui.looks import muted
from facilitator.tui.safe import drawable
from facilitator.tui.wrapping import wrap

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_BULLET = "• "
_Run = tuple[str, str]


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
        self._blocks: dict[tuple[str, int], list[Strip]] = {}
        self._lines: list[Strip] = []

    @cached_property
    def _parser(self) -> "MarkdownIt":
        """Loaded with the first text to show: an empty synthesis costs no start time."""
        from markdown_it import MarkdownIt

        return MarkdownIt("commonmark", {"html": False})

    def update(self, source: str) -> None:
        """Draw this text."""
        self._source = source
        self._draw()

    def follow(self, share: float) -> None:
        """Bring into view what stands at this share of the text (0 to 1): where the editor's cursor is."""
        page = max(1, self.scrollable_content_region.height)
        line = round(share * len(self._lines)) - page // 2
        self.scroll_to(y=max(0, min(line, len(self._lines) - page)), animate=False, immediate=True, force=True)

    def on_resize(self) -> None:
        """Wrap anew."""
        self._draw()

    def notify_style_update(self) -> None:
        """Another look: draw anew."""
        super().notify_style_update()
        self._blocks.clear()
        if self.is_mounted:
            self._draw()

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        width, base = self.scrollable_content_region.width, self.rich_style
        line = y + self.scroll_offset.y
        if line >= len(self._lines):
            return Strip.blank(width, base)
        return self._lines[line].adjust_cell_length(width, base)

    def _draw(self) -> None:
        width = self.scrollable_content_region.width
        if width < 1:
            return
        fresh: dict[tuple[str, int], list[Strip]] = {}
        lines: list[Strip] = []
        for block in _paragraphs(self._source):
            key = (block, width)
            strips = self._blocks.get(key) or fresh.get(key)
            if strips is None:
                strips = self._form(block, width)
            fresh[key] = strips
            lines += [*strips, Strip([])]
        self._blocks, self._lines = fresh, lines[:-1]
        size = Size(width, max(1, len(self._lines)))
        if size != self.virtual_size:
            self.set_reactive(Preview.virtual_size, size)
            self.show_vertical_scrollbar = size.height > self.scrollable_content_region.height
            self.vertical_scrollbar.window_virtual_size = size.height
            self.vertical_scrollbar.window_size = self.scrollable_content_region.height
        self.refresh()

    def _form(self, block: str, width: int) -> list[Strip]:
        """The lines of one block."""
        strips: list[Strip] = []
        depth, numbers = 0, list[int]()
        lead, quote = "", ""
        heading = False
        for token in self._parser.parse(block):
            if token.type in ("bullet_list_open", "ordered_list_open"):
                depth += 1
                numbers.append(int(token.attrs.get("start", 1)) if token.type.startswith("ordered") else 0)
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                depth -= 1
                numbers.pop()
            elif token.type == "list_item_open":
                lead = f"{numbers[-1]}. " if numbers[-1] else _BULLET
                numbers[-1] += 1 if numbers[-1] else 0
            elif token.type.startswith("blockquote"):
                quote = "│ " if token.type.endswith("open") else ""
            elif token.type.startswith("heading"):
                heading = token.type.endswith("open")
            elif token.type == "inline":
                indent = quote + "  " * max(0, depth - 1)
                strips += self._wrapped(_runs(token, heading), indent, lead or ("  " if depth else ""), width)
                lead = ""
            elif token.type in ("fence", "code_block"):
                strips += self._wrapped([(token.content.rstrip("\n"), "muted")], "  ", "", width)
            elif token.type == "hr":
                strips += self._wrapped([("─" * 8, "muted")], "", "", width)
        return strips

    def _wrapped(self, runs: list[_Run], indent: str, lead: str, width: int) -> list[Strip]:
        base, variables = self.rich_style, self.app.theme_variables
        styles = {
            "": base,
            "em": base + self.get_component_rich_style("preview--strong", partial=True),
            "heading": base + self.get_component_rich_style("preview--heading", partial=True),
            "muted": base + Style.parse(muted(variables["background"], variables["foreground"])),
        }
        text = "".join(run for run, _style in runs)
        first = indent + lead
        rest = " " * len(first) if not indent.strip() else indent + " " * len(lead)
        strips = []
        for number, (start, end) in enumerate(wrap(text, max(8, width - len(first)))):
            segments = [Segment(first if number == 0 else rest, base)]
            segments += _cut(runs, start, end, styles)
            strips.append(Strip(segments))
        return strips


def _paragraphs(source: str) -> list[str]:
    """The blocks of a text: what stands between empty lines, a fence held together."""
    blocks: list[str] = []
    lines: list[str] = []
    fenced = False
    for line in source.split("\n"):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        if line.strip() or fenced:
            lines.append(line)
        elif lines:
            blocks.append("\n".join(lines))
            lines = []
    return [*blocks, "\n".join(lines)] if lines else blocks


def _runs(token: "Token", heading: bool) -> list[_Run]:
    runs: list[_Run] = []
    strong = 0
    address: list[str] = []
    for child in token.children or ():
        style = "heading" if heading else "em" if strong > 0 else ""
        if child.type in ("em_open", "strong_open"):
            strong += 1
        elif child.type in ("em_close", "strong_close"):
            strong -= 1
        elif child.type in ("softbreak", "hardbreak"):
            runs.append(("\n", style))
        elif child.type == "link_open":
            address.append(str(child.attrs.get("href", "")))
        elif child.type == "link_close":
            target = address.pop() if address else ""
            if runs and runs[-1][0] != target:
                runs.append((f" <{drawable(target, one_line=True)}>", "muted"))
        elif child.content:
            runs.append((drawable(child.content), "muted" if child.type == "code_inline" else style))
    return runs or [("", "")]


def _cut(runs: list[_Run], start: int, end: int, styles: dict[str, Style]) -> list[Segment]:
    segments, at = [], 0
    for text, style in runs:
        first, last = max(start, at), min(end, at + len(text))
        if first < last:
            segments.append(Segment(text[first - at : last - at], styles[style]))
        at += len(text)
    return segments
