"""What stands in ODT and DOCX files, read without the code that wrote them."""

import re
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from docx import Document
from docx.document import Document as Docx

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_BLOCK = re.compile(r"(?=<(?:w:p|w:sectPr|text:[ph]|text:list(?:-item)?)[ />])")
_MAIN = {"odt": ("content.xml", "<office:body>"), "docx": ("word/document.xml", "<w:body>")}


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a package by their names."""
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def main_part(data: bytes, form: str) -> str:
    """The text of a document as XML, a paragraph a line: what golden files hold."""
    name, body = _MAIN[form]
    text = parts(data)[name].decode()
    return _BLOCK.sub("\n", text[text.index(body) :]) + "\n"


def blocks(data: bytes, form: str) -> list[tuple[str, str]]:
    """The paragraphs of a document: the name of each one's style, and its text as its reader sees it."""
    return odt_blocks(data) if form == "odt" else docx_blocks(data)


def docx_blocks(data: bytes) -> list[tuple[str, str]]:
    document: Docx = Document(BytesIO(data))
    return [
        (paragraph.style.name if paragraph.style and paragraph.style.name else "", paragraph.text)
        for paragraph in document.paragraphs
    ]


def odt_blocks(data: bytes) -> list[tuple[str, str]]:
    body = ElementTree.fromstring(parts(data)["content.xml"]).find(f".//{_OFFICE}text")
    assert body is not None
    return [
        (str(element.get(f"{_TEXT}style-name")).replace("_20_", " "), _seen(element))
        for element in body.iter()
        if element.tag in (f"{_TEXT}p", f"{_TEXT}h")
    ]


def _seen(element: ElementTree.Element) -> str:
    """The text of an element as a program shows it: blanks in a row count as one, and none at the ends."""
    return _inner(element).strip(" ").replace("\ue000", " ")


def _inner(element: ElementTree.Element) -> str:
    out = _collapsed(element.text or "")
    for child in element:
        if child.tag == f"{_TEXT}s":
            out += "\ue000" * int(child.get(f"{_TEXT}c", "1"))
        elif child.tag == f"{_TEXT}tab":
            out += "\t"
        elif child.tag == f"{_TEXT}line-break":
            out += "\n"
        else:
            out += _inner(child)
        out += _collapsed(child.tail or "")
    return out


def _collapsed(text: str) -> str:
    return re.sub("[ \t\r\n]+", " ", text)
