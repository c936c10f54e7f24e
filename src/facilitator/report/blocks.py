"""A report in Markdown as sections and blocks, read line by line: in any state, in time that grows with its length.

The importer reads the same files exactly and with a Markdown parser; here texts are only compared and quoted.
"""

import re
from collections.abc import Iterator

from msgspec import Struct, field

from facilitator.model.fold import fold
from facilitator.model.kinds import Place
from facilitator.report.edition import is_changes_heading, version_told
from facilitator.report.headings import place_of
from facilitator.report.reading import typed_text

_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]+(?P<text>.*))?$")
_CLOSING_MARKS = re.compile(r"[ \t]#+[ \t]*$")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_LONGEST = 4_000
"""Characters of a line in which escapes are still undone: hostile ones take time that grows with the square of their length."""


class Block(Struct, frozen=True):
    """A paragraph or a list item as it was typed; ``item`` tells which."""

    text: str
    item: bool = False


class Section(Struct):
    """What stands under one heading; ``place`` is None where the form does not know it."""

    heading: str
    place: Place | None
    blocks: list[Block] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What the same section has in another report, in any language if the form knows it."""
        return f"place {self.place}" if self.place is not None else f"heading {fold(self.heading)}"


def sections(text: str) -> list[Section]:
    """The sections of a report, the lines above its first heading as one without a heading.

    The line of the version and the section that tells changes are left out: they are about the report.

    Args:
        text: Markdown as the report has it, perhaps gone over by hand.
    """
    found = [Section("", Place.TITLE)]
    open_lines = _Open()
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence = mark[1]
        heading = None if fence or mark else _HEADING.match(line)
        if heading is None:
            found[-1].blocks += open_lines.take(line, found[-1].place is Place.TITLE, bool(fence))
            continue
        found[-1].blocks += open_lines.end()
        words, level = _typed([_CLOSING_MARKS.sub("", heading["text"] or "")[:_LONGEST]]), len(heading["marks"])
        if len(found) == 1 and not found[0].blocks and level == 1:
            found[0].blocks.append(Block(words))
        elif level <= 2:
            found.append(Section(words, place_of(words)))
    found[-1].blocks += open_lines.end()
    return _without_edition(found)


def _without_edition(found: list[Section]) -> list[Section]:
    head = found[0]
    kept = [block for block in head.blocks if version_told(block.text) is None]
    if len(kept) < len(head.blocks) and is_changes_heading(found[-1].heading):
        del found[-1]
    head.blocks = kept
    return found


class _Open(Struct):
    """The lines of the block that is being read."""

    lines: list[str] = field(default_factory=list)
    item: re.Match[str] | None = None
    blank: bool = False

    def take(self, line: str, one_by_one: bool, verbatim: bool) -> Iterator[Block]:
        """Add a line; gives what it ends. ``one_by_one`` makes a block of each line."""
        if not line.strip() and not verbatim:
            self.blank = True
            return
        item = None if verbatim else _ITEM.match(line)
        goes_on = bool(self.lines) and not one_by_one and item is None and (not self.blank or self._indented(line))
        if goes_on or (verbatim and self.lines and not self.blank):
            self.lines += ["\\"] if self.blank else []
            self.lines.append(line)
        else:
            yield from self.end()
            self.lines, self.item = [line[item.end() :] if item else line], item
        self.blank = False

    def end(self) -> Iterator[Block]:
        """The block that was being read, if there is one."""
        text = _typed(self.lines)
        if text.strip():
            yield Block(text, self.item is not None)
        self.lines, self.item, self.blank = [], None, False

    def _indented(self, line: str) -> bool:
        return self.item is not None and line[:2].isspace()


def _typed(lines: list[str]) -> str:
    """Lines as they were typed; what is too long to be read so stays as it stands."""
    if any(len(line) > _LONGEST for line in lines):
        return "\n".join(line.strip() for line in lines)
    return typed_text([*lines[:-1], *(line.removesuffix("\\") for line in lines[-1:])])
