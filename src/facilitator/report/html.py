"""The report as one self-contained page: readable on a phone, printable on A4, in light and dark, without any script."""

from collections.abc import Iterable, Sequence
from html import escape

from facilitator.report.page_style import STYLE
from facilitator.report.signs import COMMAND_SIGNS, XML_SIGNS
from facilitator.report.tree import (
    Block,
    Bullets,
    Paragraph,
    Part,
    Quotation,
    Report,
    Rule,
    Run,
    Subheading,
    Typed,
    Verbatim,
)

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_SIGNS = XML_SIGNS | COMMAND_SIGNS


def to_html(report: Report) -> str:
    """The report as a whole HTML document.

    Args:
        report: the tree.
    """
    title = escape(report.title)
    facts = "".join(f'<p class="fact">{_runs(fact.runs)}</p>\n' for fact in report.facts)
    sections = "".join(_sections(report.parts))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(report.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{title}</h1>\n{facts}</header>\n<main>\n{sections}</main>\n</body>\n</html>\n"
    ).translate(_SIGNS)


def _sections(parts: Sequence[Part]) -> Iterable[str]:
    """The sections; what stands deeper belongs to the region above, for a reader finds no way among hundreds of regions."""
    for number, part in enumerate(parts, 1):
        name, level = part.anchor or f"s{number}", part.level + 1
        if part.level == 1:
            if number > 1:
                yield "</section>\n"
            page = ' class="page"' if part.new_page else ""
            yield f'<section{page} aria-labelledby="{name}">\n'
        yield f'<h{level} id="{name}">{escape(part.heading)}</h{level}>\n{_blocks(part.blocks)}'
    if parts:
        yield "</section>\n"


def _blocks(blocks: Sequence[Block]) -> str:
    return "".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    match block:
        case Paragraph(runs):
            return f"<p>{_runs(runs)}</p>\n"
        case Bullets(items, start):
            inner = "".join(f"<li>{_item(item)}</li>\n" for item in items)
            return f"<ul>\n{inner}</ul>\n" if start is None else f'<ol start="{start}">\n{inner}</ol>\n'
        case Quotation(inner_blocks):
            return f"<blockquote>\n{_blocks(inner_blocks)}</blockquote>\n"
        case Verbatim(text):
            return f"<pre>{escape(text)}</pre>\n"
        case Rule():
            return "<hr>\n"
        case Subheading(text, level):
            return f"<h{level + 1}>{escape(text)}</h{level + 1}>\n"
        case Typed(_, inner_blocks):
            return _blocks(inner_blocks)


def _item(blocks: Sequence[Block]) -> str:
    """A list item; its first paragraph stands without an element of its own."""
    first, rest = "", blocks
    if blocks and isinstance(blocks[0], Paragraph):
        first, rest = _runs(blocks[0].runs), blocks[1:]
    # Blanks are shown as typed there, so that none may stand between the elements.
    return first + "".join(_block(block).rstrip("\n") for block in rest)


def _runs(runs: Sequence[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = escape(run.text)
    match run.style:
        case "break":
            return "<br>"
        case "label":
            return f"<b>{text}</b> "
        case "highlight":
            text = f"<mark>{text}</mark>"
        case "strong":
            text = f"<strong>{text}</strong>"
        case "code":
            text = f"<code>{text}</code>"
        case "plain":
            pass
    if run.link.startswith("#"):
        return f'<a href="{escape(run.link)}">{text}</a>'
    return f'<a href="{escape(run.link)}" rel="noopener noreferrer">{text}</a>' if run.link else text
