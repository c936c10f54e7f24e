from html.parser import HTMLParser

import pytest
from hypothesis import given

from facilitator.model.session import Session
from facilitator.report.export import export
from facilitator.report.options import ReportOptions
from tests.report.sessions import ENGLISH, FRENCH, NAUGHTY, idea, note, steady
from tests.report.test_markdown import typed_texts

ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "section"),
    *("h1", "h2", "h3", "p", "ul", "ol", "li", "br", "b", "mark", "strong", "code", "pre", "a", "blockquote", "hr"),
}
EMPTY = {"meta", "br", "hr"}


class Page(HTMLParser):
    """The elements of a page, its headings, its links and its text; checks that every element is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "br":
            self.texts.append("\n")
        if tag not in EMPTY:
            self.open.append(tag)
        if tag in ("h1", "h2", "h3"):
            self.headings.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self.open or "title" in self.open:
            return
        self.texts.append(data)
        if self.open and self.open[-1] in ("h1", "h2", "h3"):
            self.headings[-1] = (self.open[-1], self.headings[-1][1] + data)

    @property
    def text(self) -> str:
        return "".join(self.texts)


def page_of(session: Session, options: ReportOptions | None = None) -> Page:
    return Page(export(session, "html", options or ReportOptions()))


def naughty(text: str) -> Session:
    return FRENCH.but(title=text, question=text, synthesis=text, notes=(note(text), idea(text)), place=text)


@pytest.mark.parametrize("text", NAUGHTY)
def test_nothing_typed_becomes_an_element(text: str) -> None:
    page = page_of(naughty(text))
    assert {tag for tag, _ in page.elements} <= ALLOWED
    assert [name for name, _ in page.headings if name == "h1"] == ["h1"]
    for _, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on")]
        assert (attributes.get("href") or "https:").startswith(("http:", "https:", "mailto:"))


@steady
@given(typed_texts)
def test_a_note_reads_as_typed(text: str) -> None:
    page = page_of(Session(id="s", notes=(note(text),)))
    from facilitator.capture.highlights import parts

    assert "".join(part.text for part in parts(text)) in page.text


def test_headings_follow_the_form_and_each_section_is_named() -> None:
    page = page_of(FRENCH, ReportOptions(group="theme"))
    assert page.headings == [
        ("h1", "Atelier 5 - Semer - Session 3"),
        ("h2", "Question"),
        ("h2", "Synthèse"),
        ("h2", "Porteur"),
        ("h2", "Scribe"),
        ("h2", "Participants"),
        ("h2", "Éléments importants de la discussion"),
        ("h3", "Rythme"),
        ("h3", "Appuis"),
        ("h3", "Sans thème"),
        ("h2", "Décisions"),
        ("h2", "Actions"),
        ("h2", "Idées à creuser"),
        ("h2", "Météo de départ"),
    ]
    ids = [attributes["id"] for tag, attributes in page.elements if tag == "h2"]
    assert [attributes["aria-labelledby"] for tag, attributes in page.elements if tag == "section"] == ids
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("session", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_the_page_stands_by_itself(session: Session) -> None:
    text = export(session, "html", ReportOptions())
    page = Page(text)
    tags = [tag for tag, _ in page.elements]
    assert text.startswith(f'<!DOCTYPE html>\n<html lang="{session.language}">')
    assert "script" not in tags
    assert "link" not in tags
    assert "img" not in tags
    assert tags.count("main") == tags.count("h1") == tags.count("header") == 1
    policy = next(attributes["content"] for tag, attributes in page.elements if "http-equiv" in attributes)
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    style = text.split("<style>")[1].split("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style
    assert "prefers-color-scheme: dark" in style
    assert "size: A4" in style


def test_only_the_addresses_typed_become_links() -> None:
    synthesis = (
        "[a](https://a.example.org) [b](javascript:alert(1)) <https://c.example.org/?x=1&y=2> [d](//d.example.org) "
        "![e](https://e.example.org/e.png) (voir https://f.example.org/f_(1).) <mailto:g@example.org> data:text/html,x"
    )
    page = page_of(FRENCH.but(synthesis=synthesis, notes=()))
    links = [attributes["href"] for tag, attributes in page.elements if tag == "a"]
    assert links == [
        "https://a.example.org",
        "https://c.example.org/?x=1&y=2",
        "https://e.example.org/e.png",
        "https://f.example.org/f_(1)",
        "mailto:g@example.org",
    ]
    assert "d (//d.example.org)" in page.text
    written = export(FRENCH.but(synthesis=synthesis), "html", ReportOptions())
    assert 'href="https://c.example.org/?x=1&amp;y=2"' in written
    assert "[b](javascript:alert(1))" in page.text


def test_control_characters_do_not_reach_the_page() -> None:
    text = export(naughty("a\x1b[31mb\x00c\x85d"), "html", ReportOptions())
    assert "a\u241b[31mb\u2400c\ufffdd" in text
    assert not [char for char in text if char < " " and char != "\n"]


def test_a_synthesis_keeps_its_shape() -> None:
    synthesis = "# Titre\n\n1. un\n2. *deux*\n   - trois\n\n> cité\n\n```\n<code>\n```\n\n---\n\n`x` **gras** <b>"
    text = export(FRENCH.but(synthesis=synthesis), "html", ReportOptions())
    for piece in (
        "<p><strong>Titre</strong></p>",
        '<ol start="1">\n<li>un</li>\n<li><mark>deux</mark><ul>\n<li>trois</li>\n</ul></li>\n</ol>',
        "<blockquote>\n<p>cité</p>\n</blockquote>",
        "<pre>&lt;code&gt;</pre>",
        "<hr>",
        "<p><code>x</code> <strong>gras</strong> &lt;b&gt;</p>",
    ):
        assert piece in text
