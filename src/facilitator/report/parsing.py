"""Markdown read by its parser: CommonMark, HTML as text."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_DEEPEST = 80
# The parser drops what stands deeper than its own limit: it has to be out of reach.
_PARSER_LIMIT = 100


def markdown_tokens(text: str, inner: bool = True) -> "list[Token] | None":
    """The tokens of a Markdown text; None when quotations and lists stand in each other too deep to be read.

    Args:
        text: Markdown.
        inner: whether the text of paragraphs is read too, or only where blocks begin and end.
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _PARSER_LIMIT})
    tokens = (parser if inner else parser.disable("inline")).parse(text)
    return None if any(token.level >= _DEEPEST for token in tokens) else tokens
