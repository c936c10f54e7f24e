"""The synthesis as the scribe typed it, read as Markdown into the report's tree."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from facilitator.report.inline import followed, linked
from facilitator.report.parsing import markdown_tokens
from facilitator.report.tree import Block, Bullets, Line, Paragraph, Quotation, Rule, Run, Style, Typed, Verbatim

if TYPE_CHECKING:
    from markdown_it.token import Token


def typed(source: str) -> tuple[Block, ...]:
    """The synthesis as one typed block; nothing when it is blank.

    Headings in it become strong paragraphs, so that none is taken for a section of the report; HTML is text. Lines stay
    as they were broken. What is nested too deep to be read stands as it was typed.

    Args:
        source: Markdown.
    """
    if not source.strip():
        return ()
    tokens = markdown_tokens(source)
    return (Typed(source, (Verbatim(source),) if tokens is None else _Reading(tokens).blocks("")),)


class _Reading(Struct):
    """The tokens of a Markdown text, read from left to right."""

    tokens: "Sequence[Token]"
    at: int = 0

    def blocks(self, until: str) -> tuple[Block, ...]:
        """The blocks up to the closing token named ``until``, or to the end."""
        found: list[Block] = []
        strong = False
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            match token.type:
                case kind if kind == until:
                    break
                case "bullet_list_open" | "ordered_list_open":
                    found.append(self._list(token))
                case "blockquote_open":
                    found.append(Quotation(self.blocks("blockquote_close")))
                case "heading_open" | "paragraph_open":
                    strong = token.type == "heading_open"
                case "inline":
                    found.append(Paragraph(_runs(token.children or (), strong)))
                case "fence" | "code_block":
                    found.append(Verbatim(token.content.removesuffix("\n")))
                case "hr":
                    found.append(Rule())
        return tuple(found)

    def _list(self, opening: "Token") -> Bullets:
        start = int(opening.attrs.get("start", 1)) if opening.type == "ordered_list_open" else None
        items = []
        while self.tokens[self.at].type == "list_item_open":
            self.at += 1
            items.append(self.blocks("list_item_close"))
        self.at += 1
        return Bullets(tuple(items), start)


def _runs(children: "Sequence[Token]", strong: bool) -> Line:
    runs: list[Run] = []
    marked: list[Style] = ["strong"] if strong else []
    link = ""
    for child in children:
        match child.type:
            case "em_open" | "strong_open":
                marked.append("highlight" if child.type == "em_open" else "strong")
            case "em_close" | "strong_close":
                marked.pop()
            case "link_open":
                link = str(child.attrs.get("href", ""))
            case "link_close":
                if not followed(link):
                    runs.append(Run(f" ({link})"))
                link = ""
            case "softbreak" | "hardbreak":
                runs.append(Run("\n", "break"))
            case "image":
                source = str(child.attrs.get("src", ""))
                runs.append(Run(child.content or source, marked[-1] if marked else "plain", followed(source)))
            case _:
                runs += _stretch(child, marked[-1] if marked else "plain", link)
    return tuple(runs)


def _stretch(token: "Token", style: Style, link: str) -> Iterator[Run]:
    if not token.content:
        return
    if token.type == "code_inline":
        yield Run(token.content, "code", followed(link))
    elif link:
        yield Run(token.content, style, followed(link))
    else:
        yield from linked(token.content, style)
