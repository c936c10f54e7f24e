"""The report as Markdown (CommonMark): what people typed reads as the characters they typed, save for highlights."""

import re
import unicodedata
from collections.abc import Sequence

from facilitator.report.tree import Block, Bullets, Paragraph, Report, Run, Subheading, Typed, Verbatim

_INLINE = re.compile(r"[\\`*\[]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|_")
_AT_START = re.compile(
    r"(?P<mark>#{1,6}|[-+])(?=[ \t]|$)|(?P<number>\d{1,9})(?P<dot>[.)])(?=[ \t]|$)|(?P<sign>>|~~~|=+[ \t]*$|-[- \t]*$)"
)
_SPACE = {" ": "&#32;", "\t": "&#9;"}

HEADING_LINE = re.compile(r"^( {0,3})(\\*(?:#{1,6}(?=[ \t]|$)|(?:=+|-+)[ \t]*$))")
"""A line of the synthesis that would read as a heading; it goes out with one backslash more."""
TAG = re.compile(r"(\\*)<(?=[A-Za-z/!?])(?!https?://|mailto:|[\w.+-]+@)")
"""What would read as HTML in the synthesis; it goes out with one backslash more."""


def to_markdown(report: Report) -> str:
    """The report as Markdown text."""
    out = [f"# {_text(report.title.replace(chr(10), ' '))}".rstrip()]
    out += [_text(fact.replace("\n", " ")) for fact in report.facts]
    for part in report.parts:
        out.append(f"## {_text(part.heading.replace(chr(10), ' '))}".rstrip())
        out += _blocks(part.blocks)
    return "\n\n".join(out) + "\n"


def _blocks(blocks: Sequence[Block]) -> list[str]:
    out: list[str] = []
    for block in blocks:
        if isinstance(block, Bullets) and out and out[-1].startswith("- "):
            # Two lists in a row would read as one; a comment keeps the groups apart, and shows nowhere.
            out.append("<!-- -->")
        out.append(_block(block))
    return out


def _block(block: Block) -> str:
    match block:
        case Paragraph(runs):
            return _line(runs)
        case Bullets(items):
            return "\n".join(f"- {_indented(_blocks(item))}" for item in items)
        case Typed(source):
            return typed_out(source)
        case Subheading(text):
            return f"### {_text(text.replace(chr(10), ' '))}"
        case Verbatim(text):
            return f"```\n{text}\n```"
        case _:
            return "\n\n".join(f"> {line}" for line in _blocks(block.blocks))


def _indented(blocks: list[str]) -> str:
    return "\n\n".join(blocks).replace("\n", "\n  ")


def typed_out(source: str) -> str:
    """The synthesis as typed, with what would break the report's structure escaped; ``typed_in`` takes it back."""
    lines, fence = [], ""
    for line in source.strip("\n").split("\n"):
        fence, inside = _fence(line, fence)
        if not inside:
            line = TAG.sub(r"\\\g<0>", HEADING_LINE.sub(r"\1\\\2", line))
        lines.append(line)
    if fence:
        lines.append(fence)
    return "\n".join(lines)


def typed_in(source: str) -> str:
    """The synthesis as it was typed, from an exported report."""
    lines, fence = [], ""
    for line in source.strip("\n").split("\n"):
        fence, inside = _fence(line, fence)
        if not inside:
            line = re.sub(r"^( {0,3})\\(\\*(?:#{1,6}(?=[ \t]|$)|(?:=+|-+)[ \t]*$))", r"\1\2", line)
            line = re.sub(r"\\(\\*<(?=[A-Za-z/!?]))(?!<)", r"\1", line)
        lines.append(line)
    return "\n".join(lines)


def _fence(line: str, fence: str) -> tuple[str, bool]:
    """The fence that is open after a line, and whether the line belongs to one."""
    found = re.match(r" {0,3}(`{3,}|~{3,})", line)
    if not fence:
        return (found[1], True) if found else ("", False)
    closes = found is not None and found[1].startswith(fence) and not line.strip(" `~")
    return ("" if closes else fence), True


def _line(runs: Sequence[Run]) -> str:
    """Runs as the lines of a paragraph."""
    runs = list(runs)
    lead = tail = ""
    while runs and runs[0].style == "break":
        lead, runs = lead + "&#10;", runs[1:]
    while runs and runs[-1].style == "break":
        tail, runs = tail + "&#10;", runs[:-1]
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run.style == "break":
            lines.append([])
        else:
            lines[-1].append(run)
    return lead + "\\\n".join(_one_line(line, bool(lead) and at == 0) for at, line in enumerate(lines)) + tail


def _one_line(runs: list[Run], inside: bool) -> str:
    out = ""
    for at, run in enumerate(runs):
        if run.style == "label":
            out += f"__{_text(run.text)}\u00a0:__ "
        elif run.style == "highlight":
            after = runs[at + 1].text[:1] if at + 1 < len(runs) else ""
            before = runs[at - 1].text[-1:] if at and runs[at - 1].style != "label" else ""
            marks = (
                run.marks if _reads_as_emphasis(before, run.text, after) else "".join(f"\\{mark}" for mark in run.marks)
            )
            out += f"{marks}{_escaped(run.text)}{marks}"
        else:
            out += _escaped(run.text)
    return _ends(out) if inside else _guarded(out)


def _reads_as_emphasis(before: str, text: str, after: str) -> bool:
    """Whether CommonMark takes asterisks around ``text`` for emphasis (left- and right-flanking runs)."""
    opens = not _blank(text[:1]) and (
        not _punctuation(text[:1]) or not before or _blank(before) or _punctuation(before)
    )
    closes = not _blank(text[-1:]) and (
        not _punctuation(text[-1:]) or not after or _blank(after) or _punctuation(after)
    )
    return opens and closes


def _blank(char: str) -> bool:
    return not char or char.isspace() or unicodedata.category(char) == "Zs"


def _punctuation(char: str) -> bool:
    return bool(char) and unicodedata.category(char)[0] in "PS"


def _text(text: str) -> str:
    """Text that is no paragraph's start (a heading, a label)."""
    return _ends(_escaped(text)).replace("#", "\\#")


def _escaped(text: str) -> str:
    def escape(found: re.Match[str]) -> str:
        char = found[0]
        if char == "_":
            before, after = text[: found.start()][-1:], text[found.end() :][:1]
            if before.isalnum() and after.isalnum():
                return char
        return f"\\{char}"

    return _INLINE.sub(escape, text).replace("\r", "&#13;")


def _guarded(line: str) -> str:
    """A line of a paragraph that nothing at its start turns into another block."""
    found = _AT_START.match(line)
    if found is not None:
        at = len(found["number"] or "")
        line = f"{line[:at]}\\{line[at:]}"
    return _ends(line)


def _ends(line: str) -> str:
    """Blanks at both ends written so that they stay."""
    if line[:1] in _SPACE:
        line = _SPACE[line[0]] + line[1:]
    if line[-1:] in _SPACE:
        line = line[:-1] + _SPACE[line[-1]]
    return line
