"""What people type reads the same by three parsers that know nothing of each other."""

import json
import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from msgspec import to_builtins

from facilitator.capture.highlights import parts
from facilitator.model.session import Session
from facilitator.report.export import export
from facilitator.report.options import ReportOptions
from tests.report.outside import package, program, run
from tests.report.sessions import ENGLISH, NAUGHTY, idea, note

_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.MULTILINE | re.DOTALL)
_MARKED = (
    "import(process.argv[1]).then(module => process.stdout.write("
    "module.marked.parse(require('fs').readFileSync(0, 'utf8'), {gfm: false})))"
)
_SHAPES = (
    *(
        "> - # a",
        "1. a\n\n   b\n2. c",
        "- a\n- b\n\n\n- c",
        "* a\n * b\n  * c\n   * d",
        "[a]: /b\n\n[a]",
        "![a][b]\n\n[b]: c",
    ),
    *(
        "<div>\n*a*\n</div>",
        "<a href='x'\n>b</a>",
        "<!-- a\nb -->",
        "<![CDATA[a]]>",
        "<?a b?>",
        "a  \nb\\\nc",
        "`` ` `` `a``",
    ),
    *(
        "&copy;&#x41;&notreal;",
        "***a** b*",
        "**a*",
        'a*"b"*',
        "_a_b_",
        "__a__",
        "```a`\nb\n```",
        "~~~\na",
        "    a\n\n    b",
    ),
    *(
        "\ta\tb",
        " \u00a0a",
        "a\n===\nb\n---",
        "# a #\n## b\\##",
        "- - a\n  - b",
        "|a|b|\n|-|-|\n|c|d|",
        "- [ ] a\n- [x] b",
    ),
    *("https://a.example.org/b?c=d&e", "<https://a.example.org>", "www.example.org", "a@example.org", "[a](<b> 'c')"),
    *(
        "^a^ ~b~ ==c==",
        "$a$ $$b$$",
        "a[^1]\n\n[^1]: b",
        "Term\n: Definition",
        "---\ntitle: a\n---",
        ":::note\na\n:::",
        "\\",
        "*",
        "_",
    ),
)


class _Shape(HTMLParser):
    """Headings, paragraphs, items and anything else that a page holds, each with its text; emphasis as an asterisk."""

    BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "pre", "blockquote", "table", "hr", "ul", "ol")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.broken = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.BLOCKS:
            self.found.append((tag, ""))
        elif tag in ("em", "strong"):
            self.handle_data("\ue000" * (1 + (tag == "strong")))
        elif tag == "br":
            self.broken = False
            self.handle_data("\n")
            self.broken = True
        else:
            self.found.append((f"<{tag}>", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("em", "strong"):
            self.handle_data("\ue000" * (1 + (tag == "strong")))

    def handle_data(self, data: str) -> None:
        # Two of the parsers write a newline behind each break.
        text = data.removeprefix("\n") if self.broken else data
        self.broken = False
        if self.found and text:
            self.found[-1] = (self.found[-1][0], self.found[-1][1] + text)

    @property
    def shape(self) -> list[tuple[str, str]]:
        return [(tag, text.strip("\n")) for tag, text in self.found]


def by_markdown_it(markdown: str) -> str:
    return str(MarkdownIt("commonmark", {"html": True}).render(markdown))


def by_cmark(markdown: str) -> str:
    return run(program("cmark"), "--unsafe", given=markdown)


def by_marked(markdown: str) -> str:
    return run(program("node"), "-e", _MARKED, str(package("marked") / "lib" / "marked.esm.js"), given=markdown)


OTHERS = {"cmark": by_cmark, "marked": by_marked}


def specification() -> list[str]:
    """The examples of the CommonMark specification, as they are typed."""
    text = (package("commonmark-spec") / "spec.txt").read_text(encoding="utf-8")
    return [found.replace("→", "\t").removesuffix("\n") for found in _EXAMPLE.findall(text)]


def report_of(texts: list[str]) -> str:
    """A report in which each text is a note and an idea."""
    typed = [text for text in texts if text.strip()]
    notes = [note(text).but(id=f"n{at}") for at, text in enumerate(typed)]
    ideas = [idea(text, at % 3).but(id=f"i{at}") for at, text in enumerate(typed)]
    session = ENGLISH.but(synthesis="", notes=(*notes, *ideas))
    return export(Session.checked(to_builtins(session)), "md", ReportOptions())


def read(text: str) -> str:
    """A note as its reader sees it, emphasis left out of account; what stands in the report as one character."""
    return "".join(part.text for part in parts(text)).replace("\x00", "\ufffd")


def plain(text: str) -> str:
    return text.replace("\ue000", "")


def check(texts: list[str], parser: str) -> None:
    markdown = report_of(texts)
    ours, theirs = _Shape(by_markdown_it(markdown)).shape, _Shape(OTHERS[parser](markdown)).shape
    assert theirs == ours
    assert {tag for tag, _ in ours} == {"h1", "h2", "p", "ul", "li"}
    written = [plain(text) for tag, text in ours if tag == "p"]
    for text in texts:
        if text.strip():
            assert read(text).strip("\n") in written, json.dumps(text)


@pytest.mark.parametrize("parser", OTHERS)
def test_hostile_notes_read_the_same(parser: str) -> None:
    check([*NAUGHTY, *_SHAPES], parser)


@pytest.mark.parametrize("parser", OTHERS)
def test_notes_that_are_the_examples_of_the_specification_read_the_same(parser: str) -> None:
    examples = specification()
    assert len(examples) > 600
    check(examples, parser)
