"""The DOCX that a report is written into: page, styles, lists, links, and what the file says of itself."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from msgspec import Struct, field

from facilitator.report.office_file import locale_of

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import CharacterStyle, ParagraphStyle

_STEP = Cm(0.635)
_NEEDED = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES)
_UNUSED = ("/customXml", "/stylesWithEffects")
_INK = RGBColor(0x1D, 0x1C, 0x1A)
_SOFT = RGBColor(0x5F, 0x5B, 0x54)


class Look(Struct, frozen=True):
    """An empty document with its styles, and how things are put into it."""

    document: "Document"
    style_ids: dict[str, str]
    end: "BaseOxmlElement"
    links: dict[str, str] = field(default_factory=dict)
    anchors: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, language: str) -> "Look":
        """A new document in a language.

        Args:
            language: the language of the report.
        """
        document = docx.Document()
        _without_leftovers(document)
        _page(document)
        _styles(document)
        _language(document, locale_of(language))
        style_ids = {style.name: style.style_id for style in document.styles if style.name}
        return cls(document, style_ids, document.element.body.sectPr)

    def describe(self, title: str, day: datetime | None) -> None:
        """Say in the file what it is: title and date, nobody's name.

        Args:
            title: the title of the report.
            day: its date; no date if None.
        """
        about = self.document.core_properties
        about.title = title[:255]
        about.author = about.comments = about.last_modified_by = ""
        if day is not None:
            about.created = about.modified = day.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        else:
            for dated in about._element.xpath("dcterms:created | dcterms:modified"):
                about._element.remove(dated)

    def paragraph(self, style: str) -> Paragraph:
        """A new paragraph at the end.

        Args:
            style: the name of its style.
        """
        # The library's own way to add one looks through all those before it, and so does asking for the end.
        element = OxmlElement("w:p")
        self.end.addprevious(element)
        element.style = self.style_ids[style]
        return Paragraph(element, self.document)

    def run(self, within: "Paragraph | Hyperlink", text: str, style: str) -> None:
        """A stretch of text at the end of a paragraph or of a link.

        Args:
            within: the paragraph or the link.
            text: what XML can hold; tabs and newlines are kept.
            style: the name of its style; "" for the paragraph's own.
        """
        element = OxmlElement("w:r")
        within._element.append(element)
        element.text = text
        if style:
            element.style = self.style_ids[style]
        elif isinstance(within, Hyperlink):
            element.style = self.style_ids["Hyperlink"]

    def link(self, paragraph: Paragraph, target: str) -> Hyperlink:
        """A link at the end of a paragraph, still without text."""
        key = self.links.setdefault(target, f"link{len(self.links) + 1}")
        relations = self.document.part.rels
        if key not in relations:
            relations.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, target, key, is_external=True)
        element = OxmlElement("w:hyperlink")
        element.set(qn("r:id"), key)
        paragraph._p.append(element)
        return Hyperlink(element, paragraph)

    def anchor(self, paragraph: Paragraph, name: str) -> None:
        """Make a paragraph something that links within the document lead to.

        Args:
            paragraph: a heading.
            name: the name of the place.
        """
        number = str(len(self.anchors) + 1)
        self.anchors.append(name)
        for tag, names in (("w:bookmarkStart", {"id": number, "name": name}), ("w:bookmarkEnd", {"id": number})):
            element = OxmlElement(tag)
            for key, value in names.items():
                element.set(qn(f"w:{key}"), value)
            paragraph._p.append(element)

    def link_within(self, paragraph: Paragraph, anchor: str) -> Hyperlink:
        """A link to a place of the document at the end of a paragraph, still without text."""
        element = OxmlElement("w:hyperlink")
        element.set(qn("w:anchor"), anchor)
        paragraph._p.append(element)
        return Hyperlink(element, paragraph)

    def new_list(self, style: str, start: int | None) -> int:
        """A list of its own, so that none goes on where another ended.

        Args:
            style: the style of its items.
            start: the number of its first item; None for bullets.

        Returns:
            its number, for ``put_in_list``.
        """
        numbering = self.document.part.numbering_part.element
        styled = self.document.styles[style].element.pPr.numPr.numId.val
        num = numbering.add_num(numbering.num_having_numId(styled).abstractNumId.val)
        if start is not None:
            num.add_lvlOverride(ilvl=0).add_startOverride(start)
        return int(num.numId)

    def put_in_list(self, paragraph: Paragraph, number: int) -> None:
        """Make a paragraph an item of a list."""
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = number

    def set_in(self, paragraph: Paragraph, levels: int) -> None:
        """Set a paragraph further in than its style does."""
        style = paragraph.style.name if paragraph.style and paragraph.style.name else ""
        own = int(style[-1]) if style[-1:].isdigit() and style.startswith("List") else 0
        layout = paragraph.paragraph_format
        layout.left_indent = (own + levels) * _STEP
        if own and not style.startswith("List Continue"):
            layout.first_line_indent = -_STEP

    def set_apart(self, paragraph: Paragraph) -> None:
        """Leave room above the first item of a list that follows another."""
        paragraph.paragraph_format.space_before = Pt(12)
        apart = OxmlElement("w:contextualSpacing")
        apart.set(qn("w:val"), "0")
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(apart, *_AFTER_CONTEXTUAL_SPACING)


_AFTER_CONTEXTUAL_SPACING = ("w:mirrorIndents", "w:jc", "w:textAlignment", "w:outlineLvl", "w:rPr", "w:sectPr")


def _without_leftovers(document: "Document") -> None:
    """Take out what the library's template brings and a report does not need: preview, program, table styles."""
    package, main = document.part.package, document.part
    for owner in (package, main):
        for key, relation in list(owner.rels.items()):
            unneeded = relation.reltype not in _NEEDED if owner is package else relation.reltype.endswith(_UNUSED)
            if unneeded:
                del owner.rels[key]
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name != "Normal Table":
            style.delete()


def _page(document: "Document") -> None:
    """A4, with the page's number at its foot."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for at, name in enumerate(("PAGE", "NUMPAGES")):
        if at:
            foot.add_run(" / ")
        number = OxmlElement("w:fldSimple")
        number.set(qn("w:instr"), name)
        foot._p.append(number)
        Run(_appended(number, "w:r"), foot).text = "1"


def _styles(document: "Document") -> None:
    styles = document.styles
    _paragraph_style(document, "Title", Pt(22), _INK)
    _paragraph_style(document, "Heading 1", Pt(15), _INK)
    _paragraph_style(document, "Heading 2", Pt(12.5), _SOFT)
    _paragraph_style(document, "Heading 3", Pt(11), _SOFT)
    _paragraph_style(document, "Subtitle", Pt(11), _SOFT)
    subtitle = _paragraph(document, "Subtitle")
    subtitle.font.italic = False
    subtitle.paragraph_format.space_after = Pt(0)
    _paragraph(document, "Normal").paragraph_format.space_after = Pt(8)
    _paragraph(document, "Quote").paragraph_format.left_indent = _STEP
    _paragraph(document, "Heading 1").paragraph_format.space_after = Pt(6)
    _shaded(styles["Emphasis"].element.get_or_add_rPr())
    for name in ("HTML Code", "Hyperlink"):
        styles.add_style(name, WD_STYLE_TYPE.CHARACTER, builtin=True)
    _character(document, "HTML Code").font.name = "Courier New"
    link = _character(document, "Hyperlink").font
    link.underline, link.color.rgb = True, RGBColor(0x1F, 0x4E, 0x79)
    kept = styles.add_style("HTML Preformatted", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    kept.base_style, kept.font.name, kept.font.size = styles["Normal"], "Courier New", Pt(10)
    rule = styles.add_style("Horizontal Line", WD_STYLE_TYPE.PARAGRAPH)
    rule.base_style = styles["Normal"]
    _ruled(rule.element.get_or_add_pPr())


def _paragraph_style(document: "Document", name: str, size: Pt, colour: RGBColor) -> None:
    font = _paragraph(document, name).font
    font.size, font.color.rgb = size, colour


def _paragraph(document: "Document", name: str) -> "ParagraphStyle":
    style: ParagraphStyle = document.styles[name]
    return style


def _character(document: "Document", name: str) -> "CharacterStyle":
    style: CharacterStyle = document.styles[name]
    return style


def _shaded(properties: "BaseOxmlElement") -> None:
    """Highlights look as with a felt pen."""
    shade = _appended(properties, "w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "FDECA6")):
        shade.set(qn(f"w:{name}"), value)


def _ruled(properties: "BaseOxmlElement") -> None:
    line = _appended(_appended(properties, "w:pBdr"), "w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "BBBBBB")):
        line.set(qn(f"w:{name}"), value)


def _appended(parent: "BaseOxmlElement", tag: str) -> "BaseOxmlElement":
    element: BaseOxmlElement = OxmlElement(tag)
    parent.append(element)
    return element


def _language(document: "Document", locale: str) -> None:
    for language in document.styles.element.xpath("w:docDefaults//w:lang"):
        language.set(qn("w:val"), locale)
        language.set(qn("w:eastAsia"), locale)
    document.core_properties.language = locale
