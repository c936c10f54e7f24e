"""What a reader sees of Markdown, by an independent parser."""

from markdown_it import MarkdownIt
from markdown_it.token import Token

from facilitator.capture.highlights import highlights

EMPHASIS = "\ue000"
"""Stands where emphasis begins or ends; an asterisk that a reader sees is one."""


def with_emphasis(text: str) -> str:
    """A typed text as a reader should see it: its highlights marked, every other character as it is."""
    out, at = "", 0
    for span in highlights(text):
        marks = (span.end - span.start - len(span.words)) // 2 * EMPHASIS
        out += f"{text[at : span.start]}{marks}{span.words}{marks}"
        at = span.end
    return out + text[at:]


def blocks(markdown: str) -> list[tuple[str, str]]:
    """Headings, paragraphs and list items of a document, each with the text a reader sees; breaks are newlines.

    Anything else that the document holds (code, HTML, rules, tables, links) stands in the list under its own name.
    """
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    found: list[tuple[str, str]] = []
    inside: list[str] = []
    for token in parser.parse(markdown):
        if token.type.endswith("_open"):
            inside.append(token.tag)
        elif token.type.endswith("_close"):
            inside.pop()
        elif token.type == "inline":
            found.append((_name(inside), _text(token)))
        else:
            found.append((token.type, token.content))
    return found


def _name(inside: list[str]) -> str:
    return "li" if inside[-2:] == ["li", "p"] else inside[-1]


def _text(inline: Token) -> str:
    out = []
    for token in inline.children or ():
        match token.type:
            case "text":
                out.append(token.content)
            case "text_special":
                out.append(token.content)
            case "softbreak" | "hardbreak":
                out.append("\n")
            case "em_open" | "em_close":
                out.append(EMPHASIS)
            case "strong_open" | "strong_close":
                out.append(EMPHASIS * 2)
            case _:
                out.append(f"{{{token.type}}}{token.content}")
    return "".join(out)
