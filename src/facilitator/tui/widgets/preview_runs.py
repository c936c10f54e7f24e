"""Markdown read for the preview: passages of runs with a style each, nothing in them that a terminal would obey."""

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from facilitator.tui.safe import drawable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_BULLET = "• "
_QUOTE = "│ "
_DEEPEST = 80
# The parser drops what stands deeper than its own limit: it has to be out of reach.
_PARSER_LIMIT = 100


class Run(Struct, frozen=True):
    """A stretch of text in one style: "", "em", "heading" or "muted"."""

    text: str
    style: str = ""


class Passage(Struct, frozen=True):
    """Text that wraps as one: ``indent`` stands before each line, ``lead`` (bullet or number) before the first."""

    runs: list[Run]
    indent: str = ""
    lead: str = ""


class Reader:
    """Reads blocks of Markdown."""

    @cached_property
    def _parser(self) -> "MarkdownIt":
        """Loaded with the first text to show: an empty synthesis costs no start time."""
        from markdown_it import MarkdownIt

        parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _PARSER_LIMIT})
        # A line like "[1]: https://…" is text here, since each block is read by itself.
        return parser.disable("reference")

    def read(self, block: str) -> list[Passage]:
        """The passages of a block; what is nested too deep to be read, or nothing but marks, stands as it was typed."""
        tokens = self._parser.parse(block)
        too_deep = any(token.level >= _DEEPEST for token in tokens)
        passages = [] if too_deep else _Reading().passages(tokens)
        return passages or [Passage([Run(drawable(block))])]


class _Reading:
    """One block while it is read: the lists around the place, and the bullets that wait for their text."""

    def __init__(self) -> None:
        self.numbers: list[int | None] = []
        self.waiting: list[str] = []
        self.quotes = 0

    def passages(self, tokens: "list[Token]") -> list[Passage]:
        found: list[Passage] = []
        heading = False
        for token in tokens:
            match token.type:
                case "bullet_list_open":
                    self.numbers.append(None)
                case "ordered_list_open":
                    self.numbers.append(int(token.attrs.get("start", 1)))
                case "bullet_list_close" | "ordered_list_close":
                    self.numbers.pop()
                case "list_item_open":
                    self.waiting.append(self._lead())
                case "list_item_close" if self.waiting:
                    found.append(self._passage([Run("")]))
                case "blockquote_open":
                    self.quotes += 1
                case "blockquote_close":
                    self.quotes -= 1
                case "heading_open" | "heading_close":
                    heading = token.type == "heading_open"
                case "inline":
                    found.append(self._passage(_runs(token.children or (), "heading" if heading else "")))
                case "fence" | "code_block":
                    found.append(self._passage([Run(drawable(token.content.removesuffix("\n")), "muted")]))
                case "hr":
                    found.append(self._passage([Run("─" * 8, "muted")]))
        return found

    def _lead(self) -> str:
        number = self.numbers[-1]
        if number is None:
            return _BULLET
        self.numbers[-1] = number + 1
        return f"{number}. "

    def _passage(self, runs: list[Run]) -> Passage:
        lead, outer = "".join(self.waiting), len(self.numbers) - len(self.waiting)
        self.waiting = []
        return Passage(runs, _QUOTE * self.quotes + "  " * outer, lead)


def _runs(children: "Iterable[Token]", plain: str) -> list[Run]:
    runs: list[Run] = []
    strong = 0
    address = ""
    for child in children:
        style = plain or ("em" if strong > 0 else "")
        match child.type:
            case "em_open" | "strong_open":
                strong += 1
            case "em_close" | "strong_close":
                strong -= 1
            case "softbreak" | "hardbreak":
                runs.append(Run("\n", style))
            case "link_open":
                address = "" if child.markup == "autolink" else str(child.attrs.get("href", ""))
            case "link_close" if address and [run.text for run in runs[-1:]] != [address]:
                runs.append(_address(address))
            case "image":
                runs += [Run(drawable(child.content), style), _address(str(child.attrs.get("src", "")))]
            case "code_inline":
                runs.append(Run(drawable(child.content), "muted"))
            case _ if child.content:
                runs.append(Run(drawable(child.content), style))
    return runs or [Run("")]


def _address(address: str) -> Run:
    return Run(f" <{drawable(address, one_line=True)}>", "muted")
