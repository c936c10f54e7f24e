r"""Markdown that people typed, put into a document that it must not break, and taken out again.

What would read as a heading of the report, or as HTML, gets a backslash; a fence left open is closed. Nothing else of it
changes. ``unguarded`` takes the backslashes off again: a text comes back as it was, save where somebody typed such a
backslash himself (``\#``), and save the closed fence.
"""

import re
from typing import TYPE_CHECKING

from facilitator.report.escape import line_start, within
from facilitator.report.parsing import markdown_tokens

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARKS = re.compile(r"#{1,6}(?=[ \t]|$)")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_ESCAPED_MARKS = re.compile(r"^([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t][ \t>]*)*)\\(?=#{1,6}(?:[ \t]|$)|(?:=+|-+)[ \t]*$)")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_SCAN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<address><(?:https?://|mailto:)[^<>\s]*>|<[\w.+-]+@[\w-]+(?:\.[\w-]+)+>)"
    r"|(?P<code>(?P<ticks>(?<!`)`+(?!`))(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<tag><(?=[A-Za-z/!?]))"
    r"|(?P<link>\](?=\([ \t\n]*<?[ \t]*(?!https?:|mailto:)[A-Za-z][^)\s:]*:))",
    re.IGNORECASE | re.DOTALL,
)
_GUARDED = re.compile(
    r"(?P<code>(?P<ticks>(?<![`\\])`+(?!`)).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<even>\\\\)"
    r"|\\(?P<mark><(?=[A-Za-z/!?])|\](?=\([ \t\n]*<?[ \t]*(?!https?:|mailto:)[A-Za-z][^)\s:]*:))",
    re.IGNORECASE | re.DOTALL,
)


def guarded(source: str) -> str:
    """Typed Markdown that breaks nothing around it.

    Args:
        source: what was typed.
    """
    text = _tidy(source)
    while (safer := _once(text)) != text:
        text = safer
    return text


def unguarded(source: str) -> str:
    """What was typed, from what ``guarded`` made of it.

    Args:
        source: a stretch of a Markdown document, without the headings around it.
    """
    text = _tidy(source)
    lines = text.split("\n")
    for token in reversed(markdown_tokens(text, inner=False) or []):
        if token.type != "inline" or token.map is None:
            continue
        start, end = token.map
        found = [_ESCAPED_MARKS.sub(r"\1", line) for line in lines[start:end]]
        lines[start:end] = _GUARDED.sub(_untouched, "\n".join(found)).split("\n")
    return "\n".join(lines)


def _untouched(found: re.Match[str]) -> str:
    return found["mark"] or found[0]


def _tidy(source: str) -> str:
    text = source.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    lines = text.split("\n")
    while lines and not lines[0].strip():
        del lines[0]
    while lines and not lines[-1].strip():
        del lines[-1]
    return "\n".join(lines)


def _once(text: str) -> str:
    lines = text.split("\n")
    tokens = markdown_tokens(text, inner=False)
    if tokens is None:
        return "\n".join(map(_plain, lines))
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if token.map is None:
            continue
        start, end = token.map
        if token.type == "inline":
            lines[start:end] = _SCAN.sub(_safe, "\n".join(lines[start:end])).split("\n")
        elif token.type == "heading_open":
            line, marks = (start, _MARKS) if token.markup.startswith("#") else (end - 1, _UNDERLINE)
            lines[line] = marks.sub(r"\\\g<0>", lines[line], count=1)
        elif token.type == "fence" and token.level == 0 and not _is_closed(token, lines, start, end):
            lines.append(token.markup)
    return "\n".join(lines)


def _plain(line: str) -> str:
    """A line of a text that is nested too deep to be read: as the characters typed."""
    prefix, taken = line_start(line)
    return prefix + within(line[taken:], line[:taken])


def _safe(found: re.Match[str]) -> str:
    return f"\\{found[0]}" if found["tag"] or found["link"] else found[0]


def _is_closed(fence: "Token", lines: list[str], start: int, end: int) -> bool:
    """Whether the last line of a fence is the one that closes it."""
    last = _FENCE.match(lines[end - 1]) if end - 1 > start else None
    return last is not None and last[1].startswith(fence.markup) and not lines[end - 1].strip(" \t`~")
