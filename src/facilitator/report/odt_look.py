"""The ODT that a report is written into: page, styles, and what the file says of itself."""

from datetime import datetime
from io import BytesIO

from odfdo import Document, Element

from facilitator.report.office_file import PROGRAM, locale_of, packed

_UNUSED = ("Thumbnails/", "Configurations2/")
_STEP = 0.635
_INK = "#1d1c1a"
_SOFT = "#5f5b54"


def odt_file(body: str, title: str, language: str, day: datetime | None) -> bytes:
    """A text document in the styles of the report.

    Args:
        body: what stands in it, as XML: headings, paragraphs, lists.
        title: what the file says it is.
        language: the language of the report.
        day: the date of the document; none if None.
    """
    document = Document("text")
    for style in _STYLES:
        document.insert_style(style)
    _page(document)
    _unnumbered(document)
    text = document.body
    text.clear()
    for block in Element.from_tag(f"<office:text>{body}</office:text>").children:
        text.append(block)
    _describe(document, title, language, day)
    _without_leftovers(document)
    out = BytesIO()
    document.save(out)
    return packed(out.getvalue())


def _describe(document: Document, title: str, language: str, day: datetime | None) -> None:
    """Title, language and date; nobody's name."""
    document.language = locale_of(language)
    about = document.meta
    for left in about.meta_body.children:
        if left.tag != "dc:language":
            about.meta_body.delete(left)
    about.title = title
    about.generator = PROGRAM
    if day is not None:
        about.creation_date = about.date = day.replace(microsecond=0, tzinfo=None)


def _without_leftovers(document: Document) -> None:
    """Take out what the library's template brings and a report does not need: its preview and its menus."""
    for part in document.get_parts():
        if part.startswith(_UNUSED):
            document.del_part(part)
    for entry in document.manifest.get_paths():
        if str(entry).startswith(_UNUSED):
            document.manifest.del_full_path(str(entry))


def _page(document: Document) -> None:
    """The page's number at its foot; the template's page is A4."""
    foot = document.styles.get_element("//style:footer-style")
    master = document.styles.get_element("//style:master-page")
    assert foot is not None
    assert master is not None
    foot.append(
        Element.from_tag(
            '<style:header-footer-properties fo:min-height="0cm" fo:margin-top="0.5cm" fo:margin-left="0cm"/>'
        )
    )
    master.append(
        Element.from_tag(
            '<style:footer><text:p text:style-name="Footer"><text:page-number text:select-page="current">1'
            "</text:page-number> / <text:page-count>1</text:page-count></text:p></style:footer>"
        )
    )


def _unnumbered(document: Document) -> None:
    """The template numbers headings; the form does not."""
    for level in document.styles.get_elements("//text:outline-level-style"):
        level.set_attribute("style:num-format", "")
        for numbered in ("loext:num-list-format", "style:num-suffix", "style:num-prefix"):
            if level.get_attribute(numbered) is not None:
                level.del_attribute(numbered)


def _style(name: str, family: str, parent: str, paragraph: str = "", text: str = "", more: str = "") -> str:
    """A style as XML; ``paragraph`` and ``text`` are attributes of its two kinds of properties."""
    shown = name.replace("_20_", " ")
    based = f' style:parent-style-name="{parent}"' if parent else ""
    inner = f"<style:paragraph-properties {paragraph}/>" if paragraph else ""
    inner += f"<style:text-properties {text}/>" if text else ""
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="{family}"{based}{more}>'
        f"{inner}</style:style>"
    )


def _paragraph_style(name: str, parent: str, paragraph: str = "", text: str = "", more: str = "") -> str:
    return _style(name, "paragraph", parent, paragraph, text, more)


def _heading(level: int, size: float, colour: str) -> str:
    return _paragraph_style(
        f"Heading_20_{level}",
        "Heading",
        'fo:margin-top="0.6cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"',
        f'fo:font-size="{size}pt" fo:font-weight="bold" fo:font-style="normal" fo:color="{colour}"',
        f' style:next-style-name="Text_20_body" style:default-outline-level="{level}" style:class="chapter"',
    )


def _list_style(name: str, mark: str) -> str:
    """A list style of ten levels, each a step further in; ``mark`` is the element of a level and its attributes."""
    element = mark.split(" ")[0]
    levels = "".join(
        f'<text:{mark} text:level="{level}"><style:list-level-properties '
        'text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment '
        f'text:label-followed-by="listtab" text:list-tab-stop-position="{level * _STEP:.3f}cm" '
        f'fo:text-indent="-{_STEP}cm" fo:margin-left="{level * _STEP:.3f}cm"/></style:list-level-properties>'
        f"</text:{element}>"
        for level in range(1, 11)
    )
    shown = name.replace("_20_", " ")
    return f'<text:list-style style:name="{name}" style:display-name="{shown}">{levels}</text:list-style>'


_ITEM = 'fo:margin-top="0cm" fo:margin-bottom="0.1cm"'
_ITEM_APART = 'fo:margin-top="0.5cm" fo:margin-bottom="0.1cm"'
_LINE_BELOW = 'fo:margin-bottom="0.5cm" fo:border-bottom="0.5pt solid #bbbbbb" fo:padding="0cm"'
_TYPEWRITER = 'style:font-name="Liberation Mono" fo:font-family="\'Liberation Mono\'" fo:font-size="10pt"'

_STYLES = (
    _paragraph_style(
        "Title",
        "Heading",
        'fo:margin-bottom="0.4cm" fo:border-bottom="0.75pt solid #bbbbbb" fo:padding-bottom="0.1cm"',
        f'fo:font-size="22pt" fo:color="{_INK}"',
        ' style:next-style-name="Text_20_body" style:class="chapter"',
    ),
    _paragraph_style(
        "Subtitle", "Heading", 'fo:margin-top="0cm" fo:margin-bottom="0cm"', f'fo:font-size="11pt" fo:color="{_SOFT}"'
    ),
    _heading(1, 15, _INK),
    _paragraph_style("Heading_20_1_20_Page", "Heading_20_1", 'fo:break-before="page"'),
    _heading(2, 12.5, _SOFT),
    _heading(3, 11, _SOFT),
    _paragraph_style("List_20_Bullet", "List", _ITEM, more=' style:list-style-name="List_20_1"'),
    _paragraph_style("List_20_Bullet_20_Start", "List_20_Bullet", _ITEM_APART),
    _paragraph_style("List_20_Number", "List", _ITEM, more=' style:list-style-name="Numbering_20_1"'),
    _paragraph_style("List_20_Number_20_Start", "List_20_Number", _ITEM_APART),
    _paragraph_style("List_20_Continue", "List"),
    _paragraph_style(
        "Quotations",
        "Text_20_body",
        f'fo:margin-left="{_STEP}cm" fo:margin-right="{_STEP}cm"',
        'fo:font-style="italic"',
    ),
    _paragraph_style("Horizontal_20_Line", "Text_20_body", _LINE_BELOW, 'fo:font-size="6pt"'),
    _paragraph_style("Preformatted_20_Text", "Standard", 'fo:margin-bottom="0.3cm"', _TYPEWRITER),
    _paragraph_style("Footer", "Standard", 'fo:text-align="center"', 'fo:font-size="10pt"'),
    _style("Emphasis", "text", "", text='fo:font-style="italic" fo:background-color="#fdeca6"'),
    _style("Strong_20_Emphasis", "text", "", text='fo:font-weight="bold"'),
    _style("Source_20_Text", "text", "", text=_TYPEWRITER),
    _style("Internet_20_link", "text", "", text='fo:color="#1f4e79" style:text-underline-style="solid"'),
    _list_style("List_20_1", 'list-level-style-bullet text:bullet-char="•"'),
    _list_style("Numbering_20_1", 'list-level-style-number style:num-suffix="." style:num-format="1"'),
)
