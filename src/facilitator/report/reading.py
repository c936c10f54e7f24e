"""A report cut into its parts: headings, paragraphs and list items, from Markdown or from plain text."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_ITEM = re.compile(r"\s*[-*•–]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, a list item (``item``, in the ``group``-th list) or a lower heading; ``label`` is a kind's printed word."""

    text: str
    item: bool = False
    group: int = 0
    heading: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Chunk:
    """One section; ``level`` 0 is the opening with the title. ``source`` is its text as it stands in the file."""

    heading: str
    level: int
    pieces: tuple[Piece, ...]
    source: str
    markdown: bool


def plain_chunks(text: str, known: Callable[[str], bool]) -> list[Chunk]:
    """The sections of a plain text whose headings stand on lines of their own.

    Args:
        text: the report.
        known: whether a line is a heading of the form.
    """
    chunks: list[Chunk] = []
    heading, level, lines = "", 0, list[str]()
    for line in text.split("\n"):
        if known(line):
            chunks.append(_plain(heading, level, lines))
            heading, level, lines = line.strip(), 1, []
        elif not heading and level == 0 and line.strip():
            heading = line.strip()
        else:
            lines.append(line)
    return [chunk for chunk in [*chunks, _plain(heading, level, lines)] if chunk.heading or chunk.pieces]


def _plain(heading: str, level: int, lines: Sequence[str]) -> Chunk:
    source = "\n".join(lines)
    pieces: list[Piece] = []
    group, last_was_item = 0, False
    for part in re.split(r"\n[ \t]*\n", source):
        part = part.strip("\n")
        if not part.strip():
            continue
        if not _ITEM.match(part):
            pieces.append(Piece("\n".join(line.rstrip() for line in part.split("\n")).strip()))
            last_was_item = False
            continue
        # An empty line between items begins the next group.
        group += 1 if last_was_item else 0
        for line in part.split("\n"):
            if bullet := _ITEM.match(line):
                pieces.append(Piece(line[bullet.end() :].rstrip(), True, group))
            else:
                before = pieces.pop()
                pieces.append(Piece(f"{before.text}\n{line.strip()}", True, group))
        last_was_item = True
    return Chunk(heading, level, tuple(pieces), source, False)


def markdown_chunks(text: str) -> list[Chunk]:
    """The sections of a Markdown text: its first heading is the title, those of the next level the sections."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parse(text)
    lines = text.split("\n")
    headings = [at for at, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0]
    levels = sorted({int(tokens[at].tag[1]) for at in headings})
    titled = bool(headings) and [int(tokens[at].tag[1]) for at in headings].count(levels[0]) == 1 and len(headings) > 1
    section = levels[1] if titled and len(levels) > 1 else levels[0]
    starts = [at for at in headings if int(tokens[at].tag[1]) <= section]
    chunks = []
    if not starts or starts[0] > 0:
        chunks.append(
            _markdown("", 0, tokens[: starts[0] if starts else len(tokens)], lines, 0, _line(tokens, starts, lines))
        )
    for number, at in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(tokens)
        first = (tokens[at].map or [0, 0])[1]
        last = (tokens[end].map or [0])[0] if end < len(tokens) else len(lines)
        level = 0 if titled and int(tokens[at].tag[1]) < section and number == 0 else 1
        chunks.append(_markdown(_typed(tokens[at + 1])[1], level, tokens[at + 3 : end], lines, first, last))
    return chunks


def _line(tokens: Sequence["Token"], starts: Sequence[int], lines: Sequence[str]) -> int:
    return (tokens[starts[0]].map or [0])[0] if starts else len(lines)


def _markdown(
    heading: str, level: int, tokens: Sequence["Token"], lines: Sequence[str], first: int, last: int
) -> Chunk:
    pieces: list[Piece] = []
    group, depth, fresh = -1, 0, False
    for at, token in enumerate(tokens):
        if token.type.endswith("list_open"):
            group += 1 if depth == 0 else 0
            depth += 1
        elif token.type.endswith("list_close"):
            depth -= 1
        elif token.type == "list_item_open":
            fresh = True
        elif token.type == "inline":
            label, text = _typed(token)
            is_heading = at > 0 and tokens[at - 1].type == "heading_open"
            if depth and not fresh and pieces:
                above = pieces.pop()
                text = f"{above.text}\n\n{text}"
                label = above.label
            pieces.append(Piece(text, depth > 0, max(0, group), is_heading, label))
            fresh = False
        elif token.type in ("fence", "code_block", "html_block") and token.content.strip() not in ("", "<!-- -->"):
            pieces.append(Piece(token.content.rstrip("\n"), depth > 0, max(0, group)))
    return Chunk(heading, level, tuple(pieces), "\n".join(lines[first:last]), True)


def _typed(inline: "Token") -> tuple[str, str]:
    """The printed label in front, and the text with its highlights as they were typed."""
    children = list(inline.children or ())
    label = ""
    if len(children) >= 3 and children[0].content == "" and children[1].type == "strong_open":
        children = children[1:]
    if children and children[0].type == "strong_open" and children[0].markup == "__":
        close = next(at for at, child in enumerate(children) if child.type == "strong_close")
        label = "".join(child.content for child in children[:close]).rstrip(" \u00a0:")
        children = children[close + 1 :]
        if children and children[0].type == "text":
            children[0].content = children[0].content.removeprefix(" ")
    out: list[str] = []
    for child in children:
        match child.type:
            case "softbreak" | "hardbreak":
                out.append("\n")
            case "em_open" | "em_close" | "strong_open" | "strong_close":
                out.append("*" if child.type.startswith("em") else "**")
            case "code_inline":
                out.append(f"{child.markup}{child.content}{child.markup}")
            case "link_open":
                out.append("<" if child.markup == "autolink" else "[")
            case "link_close":
                out.append(">" if child.markup == "autolink" else _address(children, child))
            case "image":
                out.append(f"![{child.content}]({child.attrs.get('src', '')})")
            case _:
                out.append(child.content)
    return label, "".join(out)


def _address(children: Sequence["Token"], close: "Token") -> str:
    at = next(index for index, child in enumerate(children) if child is close)
    opening = next(child for child in reversed(children[:at]) if child.type == "link_open")
    return f"]({opening.attrs.get('href', '')})"
