"""The report as ODT, in the styles that LibreOffice and Word know by name: people restyle it and build their contents."""

import re
from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from facilitator.report.office_file import followable
from facilitator.report.signs import XML_SIGNS
from facilitator.report.tree import (
    Block,
    Bullets,
    Line,
    Paragraph,
    Quotation,
    Report,
    Rule,
    Run,
    Style,
    Subheading,
    Typed,
    Verbatim,
)

_STYLES: dict[Style, str] = {
    "highlight": "Emphasis",
    "strong": "Strong_20_Emphasis",
    "label": "Strong_20_Emphasis",
    "code": "Source_20_Text",
}
_LEVELS = 10
"""A list style has so many levels; what is nested deeper stands at the last."""

_BLANKS = re.compile(r"^ +|(?<=[ \t\n]) +| +(?=[\t\n]|\Z)|\t|\n")


def to_odt(report: Report, day: datetime | None) -> bytes:
    """The report as an ODT file.

    Args:
        report: the tree.
        day: the day of the session, as the document's date; no date if None.
    """
    from facilitator.report.odt_look import odt_file

    written = [_paragraph("Title", (Run(report.title),))]
    written += [_paragraph("Subtitle", fact.runs) for fact in report.facts]
    for part in report.parts:
        written.append(_heading(part.level, part.heading, part.anchor, part.new_page))
        written.append(_blocks(part.blocks, _Place()))
    return odt_file("".join(written), report.title.translate(XML_SIGNS), report.language, day)


class _Place(Struct, frozen=True):
    """Where a block stands: within how many list items, and whether in a quotation."""

    depth: int = 0
    quoted: bool = False

    @property
    def style(self) -> str:
        """The style of a paragraph there."""
        if self.quoted:
            return "Quotations"
        return "List_20_Continue" if self.depth else "Text_20_body"


def _blocks(blocks: Sequence[Block], place: _Place) -> str:
    out = []
    before: Block | None = None
    for block in blocks:
        out.append(_block(block, place, isinstance(before, Bullets)))
        before = block
    return "".join(out)


def _block(block: Block, place: _Place, follows_list: bool) -> str:
    match block:
        case Paragraph(runs):
            return _paragraph(place.style, runs)
        case Bullets():
            return _list(block, place, follows_list)
        case Quotation(inner):
            return _blocks(inner, _Place(place.depth, quoted=True))
        case Verbatim(text):
            return _paragraph("Preformatted_20_Text", (Run(text),))
        case Rule():
            return _paragraph("Horizontal_20_Line", ())
        case Subheading(text, level):
            return _heading(level, text)
        case Typed(_, inner):
            return _blocks(inner, place)


def _list(bullets: Bullets, place: _Place, follows_list: bool) -> str:
    """A list of its own; the first item of one that follows another leaves room above it."""
    style = "List_20_Bullet" if bullets.start is None else "List_20_Number"
    inside = _Place(place.depth + 1, place.quoted)
    items = []
    for at, item in enumerate(bullets.items):
        first = item[0].runs if item and isinstance(item[0], Paragraph) else ()
        start = f"{style}_20_Start" if follows_list and not at else style
        content = _paragraph(start, first) + _blocks(item[1:] if first else item, inside)
        number = f' text:start-value="{bullets.start}"' if bullets.start is not None and not at else ""
        items.append(content if inside.depth > _LEVELS else f"<text:list-item{number}>{content}</text:list-item>")
    if inside.depth > _LEVELS:
        return "".join(items)
    looks = "List_20_1" if bullets.start is None else "Numbering_20_1"
    return f'<text:list text:style-name="{looks}">{"".join(items)}</text:list>'


def _heading(level: int, text: str, anchor: str = "", new_page: bool = False) -> str:
    style = f"Heading_20_{level}{'_20_Page' if new_page else ''}"
    mark = f"<text:bookmark text:name={quoteattr(anchor)}/>" if anchor else ""
    return f'<text:h text:style-name="{style}" text:outline-level="{level}">{mark}{_text(text)}</text:h>'


def _paragraph(style: str, runs: Line) -> str:
    return f'<text:p text:style-name="{style}">{"".join(map(_run, runs))}</text:p>'


def _run(run: Run) -> str:
    if run.style == "break":
        return "<text:line-break/>"
    text = _text(f"{run.text} " if run.style == "label" else run.text)
    if run.style in _STYLES:
        text = f'<text:span text:style-name="{_STYLES[run.style]}">{text}</text:span>'
    target = run.link if run.link.startswith("#") else followable(run.link) if run.link else ""
    if not target:
        return text
    return (
        f'<text:a xlink:type="simple" xlink:href={quoteattr(target)} text:style-name="Internet_20_link">{text}</text:a>'
    )


def _text(text: str) -> str:
    """Text with its blanks written as elements wherever the format would take them for one blank or for none."""
    return _BLANKS.sub(_blank, escape(text.translate(XML_SIGNS)))


def _blank(found: re.Match[str]) -> str:
    match found[0]:
        case "\t":
            return "<text:tab/>"
        case "\n":
            return "<text:line-break/>"
        case spaces:
            return f'<text:s text:c="{len(spaces)}"/>'
