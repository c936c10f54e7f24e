"""The synthesis as the scribe typed it, read as Markdown into the report's tree."""

from collections.abc import Sequence

from facilitator.report.tree import Block, Bullets, Paragraph, Quotation, Run, Typed, Verbatim

_SAFE = ("http://", "https://", "mailto:")


def typed(source: str) -> tuple[Block, ...]:
    """The synthesis as one typed block; nothing when it is blank.

    Headings in it become strong paragraphs, so that none is taken for a section of the report; HTML is text.

    Args:
        source: Markdown.
    """
    from markdown_it import MarkdownIt

    if not source.strip():
        return ()
    parser = MarkdownIt("commonmark", {"html": False})
    blocks, _rest = _blocks(parser.parse(source), 0, "")
    return (Typed(source, blocks),)


def _blocks(tokens: Sequence[object], at: int, until: str) -> tuple[tuple[Block, ...], int]:
    """The blocks from a token up to the closing one named ``until``, and the index after it."""
    found: list[Block] = []
    while at < len(tokens):
        token: object = tokens[at]
        kind = token.type  # type: ignore[attr-defined]
        if kind == until:
            return tuple(found), at + 1
        if kind in ("bullet_list_open", "ordered_list_open"):
            block, at = _list(tokens, at)
            found.append(block)
            continue
        if kind == "blockquote_open":
            inner, at = _blocks(tokens, at + 1, "blockquote_close")
            found.append(Quotation(inner))
            continue
        if kind == "inline":
            strong = at > 0 and tokens[at - 1].type == "heading_open"  # type: ignore[attr-defined]
            found.append(Paragraph(_runs(token.children or (), strong)))  # type: ignore[attr-defined]
        elif kind in ("fence", "code_block"):
            found.append(Verbatim(token.content.rstrip("\n")))  # type: ignore[attr-defined]
        at += 1
    return tuple(found), at


def _list(tokens: Sequence[object], at: int) -> tuple[Bullets, int]:
    opening = tokens[at]
    ordered = opening.type == "ordered_list_open"  # type: ignore[attr-defined]
    start = int(opening.attrs.get("start", 1)) if ordered else None  # type: ignore[attr-defined]
    items, at = [], at + 1
    while tokens[at].type == "list_item_open":  # type: ignore[attr-defined]
        inner, at = _blocks(tokens, at + 1, "list_item_close")
        items.append(inner)
    return Bullets(tuple(items), start), at + 1


def _runs(children: Sequence[object], strong: bool) -> tuple[Run, ...]:
    runs: list[Run] = []
    depth, link = 0, ""
    for child in children:
        kind, content = child.type, child.content  # type: ignore[attr-defined]
        if kind in ("em_open", "strong_open"):
            depth += 1
        elif kind in ("em_close", "strong_close"):
            depth -= 1
        elif kind == "link_open":
            address = str(child.attrs.get("href", ""))  # type: ignore[attr-defined]
            link = address if address.lower().startswith(_SAFE) else ""
        elif kind == "link_close":
            link = ""
        elif kind in ("softbreak", "hardbreak"):
            runs.append(Run("\n", "break"))
        elif content:
            style = "code" if kind == "code_inline" else "highlight" if depth else "strong" if strong else "plain"
            runs.append(Run(content, style, link))  # type: ignore[arg-type]
    return tuple(runs)
