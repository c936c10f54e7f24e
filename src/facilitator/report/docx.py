"""The report as DOCX, in the styles that Word and LibreOffice know by name: people restyle it and build their contents."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from msgspec import Struct

from facilitator.report.office_file import followable, packed
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

if TYPE_CHECKING:
    from docx.text.hyperlink import Hyperlink
    from docx.text.paragraph import Paragraph as Written

    from facilitator.report.docx_look import Look

_STYLES: dict[Style, str] = {"highlight": "Emphasis", "strong": "Strong", "label": "Strong", "code": "HTML Code"}
_LEVELS = 3
"""Word has list styles for so many levels; what is nested deeper is set in further by hand."""


def to_docx(report: Report, day: datetime | None) -> bytes:
    """The report as a DOCX file.

    Args:
        report: the tree.
        day: the day of the session, as the document's date; no date if None.
    """
    from facilitator.report.docx_look import Look

    look = Look.of(report.language)
    writing = _Writing(look)
    writing.paragraph("Title", (Run(report.title),))
    for fact in report.facts:
        writing.paragraph("Subtitle", fact.runs)
    for part in report.parts:
        heading = writing.paragraph(f"Heading {part.level}", (Run(part.heading),))
        if part.anchor:
            look.anchor(heading, part.anchor)
        if part.new_page:
            heading.paragraph_format.page_break_before = True
        writing.blocks(part.blocks)
    look.describe(report.title.translate(XML_SIGNS), day)
    out = BytesIO()
    look.document.save(out)
    return packed(out.getvalue())


class _Place(Struct, frozen=True):
    """Where a block stands: within how many list items, and whether in a quotation."""

    depth: int = 0
    quoted: bool = False


_TOP = _Place()


class _Writing(Struct, frozen=True):
    look: "Look"

    def blocks(self, blocks: Sequence[Block], place: _Place = _TOP) -> None:
        before: Block | None = None
        for block in blocks:
            self._block(block, place, isinstance(before, Bullets))
            before = block

    def _block(self, block: Block, place: _Place, follows_list: bool) -> None:
        match block:
            case Paragraph(runs):
                self._text(runs, place)
            case Bullets():
                self._list(block, place, follows_list)
            case Quotation(inner):
                self.blocks(inner, _Place(place.depth, quoted=True))
            case Verbatim(text):
                self._set_in(self.paragraph("HTML Preformatted", (Run(text),)), place.depth)
            case Rule():
                self.paragraph("Horizontal Line", ())
            case Subheading(text, level):
                self.paragraph(f"Heading {level}", (Run(text),))
            case Typed(_, inner):
                self.blocks(inner, place)

    def _text(self, runs: Line, place: _Place) -> None:
        if place.quoted:
            self._set_in(self.paragraph("Quote", runs), place.depth)
        elif place.depth:
            self._set_in(self.paragraph(_levelled("List Continue", place.depth), runs), place.depth - _LEVELS)
        else:
            self.paragraph("Normal", runs)

    def _list(self, bullets: Bullets, place: _Place, follows_list: bool) -> None:
        depth = place.depth + 1
        style = _levelled("List Bullet" if bullets.start is None else "List Number", depth)
        number = self.look.new_list(style, bullets.start)
        for at, item in enumerate(bullets.items):
            first = item[0].runs if item and isinstance(item[0], Paragraph) else ()
            written = self.paragraph(style, first)
            self.look.put_in_list(written, number)
            self._set_in(written, depth - _LEVELS)
            if follows_list and not at:
                self.look.set_apart(written)
            self.blocks(item[1:] if first else item, _Place(depth, place.quoted))

    def _set_in(self, paragraph: "Written", levels: int) -> None:
        if levels > 0:
            self.look.set_in(paragraph, levels)

    def paragraph(self, style: str, runs: Line) -> "Written":
        """A paragraph in a style of the document."""
        written = self.look.paragraph(style)
        for run in runs:
            target = followable(run.link) if run.link else ""
            if run.style == "break":
                written.add_run().add_break()
            elif run.link.startswith("#"):
                self._run(self.look.link_within(written, run.link[1:]), run)
            elif target:
                self._run(self.look.link(written, target), run)
            else:
                self._run(written, run)
        return written

    def _run(self, within: "Written | Hyperlink", run: Run) -> None:
        text = f"{run.text} " if run.style == "label" else run.text
        self.look.run(within, text.translate(XML_SIGNS), _STYLES.get(run.style, ""))


def _levelled(style: str, level: int) -> str:
    """The style of a level: Word numbers them from the second on."""
    return style if level == 1 else f"{style} {min(level, _LEVELS)}"
