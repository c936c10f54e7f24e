"""The report as Markdown (CommonMark): what people typed reads as the characters they typed, save for highlights."""

import re
from collections.abc import Sequence

from facilitator.report.escape import closes, entity, line_start, one_line, opens, within
from facilitator.report.guard import guarded
from facilitator.report.signs import COMMAND_SIGNS
from facilitator.report.tree import Block, Bullets, Paragraph, Quotation, Report, Rule, Run, Subheading, Typed, Verbatim

LABEL = re.compile(r"\*\*(?P<word>[^*\\&\n]+?)[ \u00a0\u202f]?:\*\*(?: |$)")
"""A kind printed as a word, or the name of a fact, at the start of a paragraph."""


def to_markdown(report: Report) -> str:
    """The report as Markdown text, ending in a newline; nothing in it is obeyed by a terminal that shows it.

    Args:
        report: the tree.
    """
    out = [f"# {one_line(report.title)}".rstrip()]
    if report.facts:
        out.append("\\\n".join(_paragraph(fact.runs) for fact in report.facts))
    for part in report.parts:
        out.append(f"{'#' * (part.level + 1)} {one_line(part.heading)}".rstrip())
        out += _blocks(part.blocks)
    return "\n\n".join(out).translate(COMMAND_SIGNS) + "\n"


def _blocks(blocks: Sequence[Block]) -> list[str]:
    out: list[str] = []
    bullet = "*"
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Bullets):
            # Two lists in a row with the same bullet would read as one.
            bullet = "*" if isinstance(before, Bullets) and bullet == "-" else "-"
            out.append(_list(block, bullet))
        else:
            out.append(_block(block))
        before = block
    return [text for text in out if text]


def _block(block: Block) -> str:
    match block:
        case Paragraph(runs):
            return _paragraph(runs)
        case Subheading(text, level):
            return f"{'#' * (level + 1)} {one_line(text)}"
        case Typed(source, _):
            return guarded(source)
        case Quotation(inner):
            return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(_blocks(inner)).split("\n"))
        case Verbatim(text):
            return "\n".join(f"    {line}" for line in text.split("\n"))
        case Rule():
            return "---"
        case Bullets():
            return _list(block, "-")


def _list(bullets: Bullets, bullet: str) -> str:
    items = []
    for number, item in enumerate(bullets.items, bullets.start or 0):
        mark = bullet if bullets.start is None else f"{number}."
        items.append(f"{mark} " + "\n\n".join(_blocks(item)).replace("\n", "\n" + " " * (len(mark) + 1)))
    return "\n".join(items)


def _paragraph(runs: Sequence[Run]) -> str:
    """Runs as the lines of a paragraph; an empty line within it is a lone backslash."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run.style == "break":
            lines.append([])
        else:
            lines[-1].append(run)
    newlines = 0
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
        newlines += 1
    brackets = any("]" in run.text for run in runs)
    text = ("\\\n".join(_line(line, brackets) for line in lines) + "&#10;" * newlines).rstrip(" ")
    looks_like_label = LABEL.match(text) if runs and runs[0].style != "label" else None
    return f"**{entity(text[2])}{text[3:]}" if looks_like_label else text


def _line(runs: Sequence[Run], brackets: bool) -> str:
    label = f"**{one_line(runs[0].text)}** " if runs and runs[0].style == "label" else ""
    pieces = _pieces(runs[1:] if label else runs)
    out = label
    for at, (text, marks) in enumerate(pieces):
        before = "*" if at else ""
        after = "*" if at + 1 < len(pieces) else ""
        if marks:
            out += f"{marks}{within(text, '*', '*', brackets)}{marks}"
            continue
        prefix, taken = line_start(text) if not at and not label else ("", 0)
        first = int(bool(at) and not closes(pieces[at - 1][0], text[0]))
        last = int(bool(after) and not opens(text[-1], pieces[at + 1][0]))
        if taken:
            before = ";" if prefix.startswith("&") else text[taken - 1]
        out += prefix + within(text[taken:], before, after, brackets, first, last)
    return out


def _pieces(runs: Sequence[Run]) -> list[tuple[str, str]]:
    """Stretches of a line, plain ones joined, each with the asterisks around it."""
    pieces: list[tuple[str, str]] = []
    for run in runs:
        marks = run.marks if run.style == "highlight" else ""
        if pieces and not marks and not pieces[-1][1]:
            pieces[-1] = (pieces[-1][0] + run.text, "")
        else:
            pieces.append((run.text, marks))
    return pieces
