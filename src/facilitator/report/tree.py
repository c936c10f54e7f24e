"""The report as a small tree, from which every format is written; no format is made of another."""

from typing import Literal

from msgspec import Struct

from facilitator.model.kinds import Place

Style = Literal["plain", "highlight", "strong", "label", "code", "break"]


class Run(Struct, frozen=True):
    """A stretch of a line; "break" runs begin a new one.

    ``link`` is an address that the reader may follow, or "#" and the anchor of a part of the document; ``marks`` are the
    asterisks that a highlight was typed with.
    """

    text: str
    style: Style = "plain"
    link: str = ""
    marks: str = "*"


Line = tuple[Run, ...]


class Paragraph(Struct, frozen=True):
    """A paragraph."""

    runs: Line


class Bullets(Struct, frozen=True):
    """A list; each item is a sequence of blocks. ``start`` numbers it, None makes bullets."""

    items: tuple[tuple["Block", ...], ...]
    start: int | None = None


class Quotation(Struct, frozen=True):
    """A quotation that the synthesis sets apart."""

    blocks: tuple["Block", ...]


class Verbatim(Struct, frozen=True):
    """Text kept in its lines."""

    text: str


class Rule(Struct, frozen=True):
    """A line drawn across."""


class Typed(Struct, frozen=True):
    """Markdown that the scribe typed: goes out as typed where the format is Markdown, as ``blocks`` elsewhere."""

    source: str
    blocks: tuple["Block", ...]


class Subheading(Struct, frozen=True):
    """A heading below that of a part: a theme. ``level`` counts from the headings of parts, which are the first."""

    text: str
    level: int = 2


Block = Paragraph | Bullets | Quotation | Verbatim | Rule | Typed | Subheading


class Part(Struct, frozen=True):
    """A section of the report with its heading.

    ``place`` is its place in the form, None for one that the form does not know. In a document of several reports ``level``
    says how deep the section stands, ``anchor`` is what links lead to, and ``new_page`` begins a page where there are any.
    """

    heading: str
    blocks: tuple[Block, ...]
    place: Place | None = None
    level: int = 1
    anchor: str = ""
    new_page: bool = False


class Report(Struct, frozen=True):
    """A whole report in one language; ``facts`` are the lines under the title (place, date)."""

    language: str
    title: str
    facts: tuple[Paragraph, ...]
    parts: tuple[Part, ...]
