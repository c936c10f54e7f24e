"""Typed text in Markdown: escaped so that it reads as the characters typed, and read back exactly."""

import re
import unicodedata
from html.entities import html5
from string import punctuation

from facilitator.report.signs import COMMAND_SIGNS

_SPECIAL = re.compile(r"[\\*_`\[<&~\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(r"<[A-Za-z/!?]")
_BLOCK = re.compile(
    r"(?P<mark>#{1,6}(?=[ \t]|$)|[-+](?=[ \t]|$)|>|~~~|=+[ \t]*$|[-|:][-|: \t]*$)"
    r"|(?P<number>[0-9]{1,9})[.)](?=[ \t]|$)"
)
_CLOSING_MARKS = re.compile(r"(?:^|(?<=[ \t]))#(?=#*$)")
_TYPED = re.compile(
    r"\\(?P<char>[!-/:-@\[-`{-~])"
    r"|(?P<code>(?P<ticks>(?<!`)`+(?!`)).+?(?<!`)(?P=ticks)(?!`))"
    r"|&(?:#(?P<number>[0-9]{1,7})|#[xX](?P<hex>[0-9a-fA-F]{1,6})|(?P<name>[A-Za-z][A-Za-z0-9]{1,31}));"
)
_LAST_CHARACTER = 0x10FFFF


def entity(char: str) -> str:
    """A character written as its number, so that nothing takes it for a mark, trims it or obeys it."""
    return f"&#{ord(char)};"


def escaped(text: str, before: str = "", after: str = "", brackets: bool = True) -> str:
    """A stretch of one line, so escaped that it reads as it is, wherever in its line it stands.

    Only what could be read otherwise is escaped: plain prose stays plain.

    Args:
        text: text without a newline.
        before: what stands before it in its line; "" at the start.
        after: what stands after it in its line; "" at the end.
        brackets: whether an opening bracket may find its closing one.
    """
    around = f"{before[-1:]}{text}{after[:1]}"
    shift = len(before[-1:])
    return _SPECIAL.sub(lambda found: _written(around, found.start() + shift, brackets), text)


def _written(text: str, at: int, brackets: bool) -> str:
    """How a special character is written, seen from its neighbours."""
    char, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    match char:
        case "\x00":
            return "\ufffd"
        case "\\":
            needed = not after or after in punctuation or _is_command(after)
        case "*":
            needed = not (_gap(before) and (not after or _gap(after)))
        case "_":
            needed = not (before.isalnum() and after.isalnum()) and not (_gap(before) and _gap(after))
        case "[":
            needed = brackets
        case "<":
            needed = _TAG.match(text, at) is not None
        case "&":
            needed = _ENTITY.match(text, at) is not None
        case "~":
            needed = bool(before) and not _gap(before)
        case _ if _is_command(char):
            return entity(char)
        case _:
            needed = True
    return f"\\{char}" if needed else char


def _is_command(char: str) -> bool:
    return char == "\r" or ord(char) in COMMAND_SIGNS


def _gap(char: str) -> bool:
    return char in (" ", "\u00a0", "\u202f")


def line_start(line: str) -> tuple[str, int]:
    """What to write for the first characters of a line that would begin another block, and how many they are.

    Args:
        line: the line as typed, at the start of a paragraph or after a break.
    """
    if line[:1].isspace():
        return entity(line[0]), 1
    found = _BLOCK.match(line)
    if found is None:
        return "", 0
    number = found["number"] or ""
    return f"{number}\\{line[len(number)]}", len(number) + 1


def one_line(text: str) -> str:
    """Text for a heading: one line, whatever it holds."""
    lines = "&#10;".join(within(line, brackets="]" in text) for line in text.split("\n"))
    return _CLOSING_MARKS.sub(r"\\#", lines)


def within(text: str, before: str = "", after: str = "", brackets: bool = True, first: int = 0, last: int = 0) -> str:
    """A stretch of one line whose ends may have to be written as numbers.

    Args:
        text: text without a newline.
        before: what stands before it in its line.
        after: what stands after it in its line.
        brackets: whether an opening bracket may find its closing one.
        first: 1 to write the first character as its number; a blank at the start of the line is in any case.
        last: 1 to write the last character as its number; a blank at the end of the line is in any case.
    """
    first = first or int(not before and text[:1].isspace())
    last = last or int(not after and text[-1:].isspace())
    if len(text) < 2:
        return entity(text) if text and (first or last) else escaped(text, before, after, brackets)
    head, body, tail = text[:first], text[first : len(text) - last], text[len(text) - last :]
    inner = escaped(body, ";" if head else before, "&" if tail else after, brackets)
    return "".join(map(entity, head)) + inner + "".join(map(entity, tail))


def opens(before: str, words: str) -> bool:
    """Whether CommonMark takes asterisks between these two for the start of an emphasis, by any edition of its rules."""
    return words[0].isalnum() or not before or before.isspace() or _is_punctuation(before)


def closes(words: str, after: str) -> bool:
    """Whether CommonMark takes asterisks between these two for the end of an emphasis, by any edition of its rules."""
    return words[-1].isalnum() or not after or after.isspace() or _is_punctuation(after)


def _is_punctuation(char: str) -> bool:
    return char in punctuation or unicodedata.category(char).startswith("P")


def unescaped(text: str) -> str:
    """Text as it was typed: escapes and character references undone; code spans, emphasis and links stay as written.

    Args:
        text: one line of Markdown.
    """

    def typed(found: re.Match[str]) -> str:
        if found["char"]:
            return found["char"]
        if found["number"] or found["hex"]:
            code = int(found["number"]) if found["number"] else int(found["hex"], 16)
            return chr(code) if 0 < code <= _LAST_CHARACTER and not 0xD800 <= code < 0xE000 else "\ufffd"
        if found["name"]:
            return html5.get(f"{found['name']};", found[0])
        return found[0]

    return _TYPED.sub(typed, text)
