from datetime import UTC, datetime
from html import escape
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from facilitator.model.session import Session
from facilitator.report.export import export
from facilitator.report.guard import guarded, unguarded
from facilitator.report.importer import import_report
from facilitator.report.options import ReportOptions
from tests.report.sessions import note, steady

NOW = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)

markdown = st.text(
    st.one_of(st.sampled_from('#=-*`~<>[]()!/: \t\n\n1.ab"'), st.characters(codec="utf-8", exclude_categories=["Cc"])),
    max_size=60,
)


def kinds_in(text: str) -> set[str]:
    """The kinds of all blocks and inner parts of a Markdown text, by a parser that takes HTML."""
    tokens = MarkdownIt("commonmark", {"maxNesting": 100}).parse(text)
    return {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("# Titre\n\ntexte", "\\# Titre\n\ntexte"),
        ("Titre\n=====", "Titre\n\\====="),
        ("Titre\n---\nsuite", "Titre\n\\---\nsuite"),
        ("- # dans une liste", "- \\# dans une liste"),
        ("> ## cité", "> \\## cité"),
        ("un <b>mot</b>", "un \\<b>mot\\</b>"),
        ("<div>\n# x\n</div>", "\\<div>\n\\# x\n\\</div>"),
        ("`<b>` et ``a ` <i>``", "`<b>` et ``a ` <i>``"),
        ("```\n# <b>\n```", "```\n# <b>\n```"),
        ("[x](javascript:alert(1))", "[x\\](javascript:alert(1))"),
    ],
)
def test_what_would_break_the_document_is_escaped_and_comes_back(typed: str, sent: str) -> None:
    assert guarded(typed) == sent
    assert unguarded(sent) == typed


@pytest.mark.parametrize(
    "typed",
    [
        "Deux *mots* et **trois** (1).\n\n- un\n- deux\n\n1- titre :\n<https://example.org/a>",
        "a < b, x -> y, 3 # 4, C#",
        "<mailto:a@example.org> <a@example.org>",
        "1. un\n2. deux\n\n> cité\n\n---\n\nfin",
        "#hashtag",
        "[x](https://example.org) et [y](#bas)",
    ],
)
def test_plain_markdown_goes_out_as_typed(typed: str) -> None:
    assert guarded(typed) == typed


@pytest.mark.parametrize("fence", ["```", "~~~~", "```python"])
def test_an_open_fence_is_closed(fence: str) -> None:
    closed = guarded(fence + "\ncode")
    assert "heading_open" in kinds_in(closed + "\n\n## Porteur")


@steady
@given(markdown)
def test_no_heading_and_no_html_gets_through(typed: str) -> None:
    found = kinds_in(guarded(typed) + "\n\n## x")
    assert not found & {"html_block", "html_inline"}
    headings = [
        token for token in MarkdownIt("commonmark").parse(guarded(typed) + "\n\n## x") if token.type == "heading_open"
    ]
    assert len(headings) == 1


@steady
@given(markdown.filter(lambda text: "`" not in text and "~" not in text))
def test_typed_markdown_comes_back(typed: str) -> None:
    assert unguarded(guarded(typed)) == without_empty_ends(typed)


@steady
@given(markdown)
def test_a_second_trip_changes_nothing(typed: str) -> None:
    once = guarded(typed)
    assert guarded(unguarded(once)) == once


def without_empty_ends(text: str) -> str:
    """The text without the empty lines at its ends."""
    lines = text.split("\n")
    while lines and not lines[0].strip():
        del lines[0]
    while lines and not lines[-1].strip():
        del lines[-1]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "typed", ["- " * 3000 + "x", "> " * 500 + "# x", "\n".join("  " * depth + "- x" for depth in range(200))]
)
def test_what_is_nested_too_deep_breaks_nothing(typed: str) -> None:
    session = Session(id="s", synthesis=typed, notes=(note("une note"),))
    markdown = export(session, "md", ReportOptions())
    assert [one.text for one in import_report(markdown, "", NOW, Random(1)).session.notes] == ["une note"]
    assert escape(typed.split("\n")[-1].strip()) in export(session, "html", ReportOptions())
