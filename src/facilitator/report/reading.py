"""A report cut into its parts: title, opening, and under each heading paragraphs and list items.

Markdown is cut where its parser sees headings, so that a fence with a ``#`` in it stays whole; its paragraphs are then
read line by line, for their text has to come back exactly. Plain text is cut at lines that are headings of the form.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from facilitator.model.kinds import Kind
from facilitator.report.escape import unescaped
from facilitator.report.headings import PEOPLE, Place, kind_labelled, place_of
from facilitator.report.markdown import LABEL
from facilitator.report.parsing import markdown_tokens

_MARKDOWN_BULLET = re.compile(r" {0,3}(?P<bullet>[-*+])(?:[ \t]+|$)")
_MARKDOWN_NUMBER = re.compile(r" {0,3}(?=(?P<number>\d{1,9})(?P<bullet>[.)])[ \t]+\S)")
_BULLET = re.compile(r"[ \t]*(?P<bullet>[-*+•‣▪◦·–\uf0b7])[ \t\u00a0]+(?=\S)")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ON_ONE_LINE = re.compile(r"(?P<heading>[^:]{3,40}?)\s*:\s+(?P<rest>\S.*)")
_NUMBER_WIDTH = 3
_BREAK = re.compile(r"(?<!\\)(?:\\\\)*\\$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, a list item (``bullet`` is its mark) or a lower heading; ``label`` is the kind printed in front.

    A numbered item keeps its number in the text; its mark is what follows the number. ``apart`` tells that an empty line
    stands before it.
    """

    text: str
    bullet: str = ""
    heading: bool = False
    label: Kind | None = None
    apart: bool = False


@dataclass(slots=True)
class Chunk:
    """What stands under one heading; ``place`` is None when the form does not know it."""

    heading: str
    place: Place | None
    lines: list[str] = field(default_factory=list)
    lower: dict[int, tuple[int, str]] = field(default_factory=dict)
    markdown: bool = False

    @property
    def source(self) -> str:
        """The text as it stands in the file."""
        return "\n".join(self.lines)

    def pieces(self) -> list[Piece]:
        """Paragraphs, items and lower headings, in order."""
        return _Cutting(self).pieces() if self.markdown else list(_plain_pieces(self))


@dataclass(slots=True)
class Cut:
    """A whole report, cut. ``title`` is None when there is none; ``opening`` is what stands before the first heading."""

    title: str | None
    opening: list[str]
    chunks: list[Chunk]
    markdown: bool


def cut(text: str) -> Cut:
    """A report cut at its headings.

    Args:
        text: Markdown or plain text.
    """
    lines = text.split("\n")
    headings = _markdown_headings(text)
    known = [heading for heading in headings if place_of(heading.text) is not None]
    if known or (headings and not any(place_of(line) for line in lines)):
        return _cut_markdown(lines, headings, known)
    return _cut_plain(lines, headings)


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    text: str
    start: int
    end: int


def _markdown_headings(text: str) -> list[_Heading]:
    if not re.search(r"^ {0,3}(?:#|=|-)", text, re.MULTILINE):
        return []
    tokens = markdown_tokens(text, inner=False) or []
    return [
        _Heading(int(token.tag[1]), unescaped(tokens[at + 1].content), *token.map)
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0 and token.map
    ]


def _cut_markdown(lines: list[str], headings: list[_Heading], known: list[_Heading]) -> Cut:
    first = headings[0]
    below = [heading.level for heading in known or headings if heading.level > first.level]
    titled = bool(below) and not any(line.strip() for line in lines[: first.start])
    level = min(below) if titled else min(heading.level for heading in known or headings)
    cuts = [heading for heading in headings if heading.level <= level and not (titled and heading is first)]
    chunks = []
    for heading, following in zip(cuts, [*cuts[1:], None], strict=True):
        end = following.start if following else len(lines)
        chunks.append(Chunk(heading.text, place_of(heading.text), lines[heading.end : end], markdown=True))
    starts = [heading.start for heading in cuts]
    for heading in headings:
        at = bisect_right(starts, heading.start) - 1
        if at >= 0 and heading is not cuts[at]:
            top = cuts[at].end
            chunks[at].lower[heading.start - top] = (heading.end - top, heading.text)
    opening = lines[first.end if titled else 0 : cuts[0].start if cuts else len(lines)]
    if titled:
        return Cut(first.text, opening, chunks, markdown=True)
    title, opening = _first_line(opening)
    return Cut(unescaped(title) if title is not None else None, opening, chunks, markdown=True)


def _cut_plain(lines: list[str], headings: list[_Heading]) -> Cut:
    """Plain text cut at its headings; a title may all the same be written as Markdown writes one."""
    chunks: list[Chunk] = []
    opening: list[str] = []
    first = headings[0] if headings else None
    if first and ("\n" in first.text or any(line.strip() for line in lines[: first.start])):
        first = None
    for line in lines[first.end if first else 0 :]:
        current = chunks[-1] if chunks else None
        place = _plain_heading(line, current)
        if place is not None:
            chunks.append(Chunk(line.strip(), place))
        elif rest := _heading_with_text(line, current):
            chunks.append(Chunk(line.split(":")[0].strip(), place_of(line.split(":")[0]), [rest]))
        elif current is not None:
            current.lines.append(line)
        else:
            opening.append(line)
    if first:
        return Cut(first.text, opening, chunks, markdown=False)
    title, opening = _first_line(opening)
    return Cut(title, opening, chunks, markdown=False)


def _plain_heading(line: str, current: Chunk | None) -> Place | None:
    place = place_of(line) if line.strip() else None
    in_synthesis = current is not None and current.place is Place.SYNTHESIS and not current.heading.endswith(":")
    if in_synthesis and line.rstrip().endswith(":") and place not in PEOPLE:
        # "Pistes :" announces a list there.
        return None
    return place


def _heading_with_text(line: str, current: Chunk | None) -> str:
    """What follows a heading on its own line ("Porteur : Nom"), as long as the discussion has not begun."""
    found = _ON_ONE_LINE.fullmatch(line.strip())
    if found is None or (current is not None and current.place not in (Place.QUESTION, Place.SYNTHESIS, *PEOPLE)):
        return ""
    place = place_of(found["heading"])
    return found["rest"] if place in PEOPLE or (place is Place.QUESTION and current is None) else ""


def _first_line(lines: list[str]) -> tuple[str | None, list[str]]:
    for at, line in enumerate(lines):
        if line.strip():
            return line.strip(), lines[at + 1 :]
    return None, []


def typed_text(lines: Iterable[str]) -> str:
    """The text of a Markdown paragraph as it was typed: escapes undone, each line end a newline.

    Args:
        lines: its lines as they stand in the file.
    """
    stripped = [line.strip(" \t") for line in lines]
    body = [unescaped(line[:-1] if _BREAK.search(line) else line) for line in stripped[:-1]]
    return "\n".join([*body, *map(unescaped, stripped[-1:])])


@dataclass(slots=True)
class _Cutting:
    """The lines of a chunk of Markdown, gathered to pieces."""

    chunk: Chunk
    found: list[Piece] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    bullet: str = ""
    offset: int = 0
    apart: bool = False
    blank: bool = False

    def pieces(self) -> list[Piece]:
        at = 0
        while at < len(self.chunk.lines):
            line = self.chunk.lines[at]
            if at in self.chunk.lower:
                self.end()
                at, text = self.chunk.lower[at]
                self.found.append(Piece(text, heading=True))
                continue
            self.take(line, self.mark(line))
            at += 1
        self.end()
        return self.found

    def mark(self, line: str) -> re.Match[str] | None:
        """The bullet or the number with which this line begins an item."""
        loose = self.chunk.place in (Place.IDEAS, *PEOPLE)
        found = (_BULLET if loose else _MARKDOWN_BULLET).match(line)
        if found is not None or self.chunk.place is Place.QUESTION:
            return found
        number = _MARKDOWN_NUMBER.match(line)
        # Within a paragraph only a 1 begins a list, as in CommonMark: "2026. A year" may stand at the start of any line.
        begins = not self.open or self.blank or self.bullet in (".", ")")
        return number if number and (begins or number["number"] == "1") else None

    def take(self, line: str, bullet: re.Match[str] | None) -> None:
        """Add one line; ``bullet`` is its mark, if it has one."""
        if not line.strip():
            self.blank = True
            return
        if self.bullet and line[: self.offset].isspace() and len(line) > self.offset:
            self.open += ["\\"] if self.blank else []
            self.open.append(line[self.offset :])
        elif bullet is not None or self.blank or not self.open:
            apart = self.blank
            self.end()
            if _RULE.match(line):
                return
            self.apart = apart
            self.bullet = bullet["bullet"] if bullet else ""
            self.offset = (min(bullet.end(), 4) or _NUMBER_WIDTH) if bullet else 0
            self.open = [line[bullet.end() :] if bullet else line]
        else:
            self.open.append(line)
        self.blank = False

    def end(self) -> None:
        """Close the piece that is open."""
        if self.open and any(line.strip() for line in self.open):
            first = self.open[0].lstrip(" \t")
            label = LABEL.match(first)
            kind = kind_labelled(label["word"]) if label else None
            if label and kind:
                self.open[0] = first[label.end() :]
            self.found.append(Piece(typed_text(self.open), self.bullet, label=kind, apart=self.apart))
        self.open, self.bullet = [], ""


def _plain_pieces(chunk: Chunk) -> Iterable[Piece]:
    by_line = chunk.place is Place.IDEAS or chunk.place in PEOPLE
    for number, part in enumerate(_parts(chunk.lines)):
        apart = number > 0
        if not by_line and _BULLET.match(part[0]) is None:
            yield Piece("\n".join(line.rstrip() for line in part).strip(), apart=apart)
            continue
        item: list[str] = []
        bullet = ""
        for line in part:
            found = _BULLET.match(line)
            # A line without a bullet continues the item above, but not a name.
            if item and (found or not bullet or chunk.place in PEOPLE):
                yield Piece("\n".join(item), bullet, apart=apart)
                item, bullet, apart = [], "", False
            bullet = found["bullet"] if found else bullet
            item.append(line[found.end() :].strip() if found else line.strip())
        yield Piece("\n".join(item), bullet, apart=apart)


def _parts(lines: list[str]) -> list[list[str]]:
    """Lines between empty ones."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            parts[-1].append(line)
        elif parts[-1]:
            parts.append([])
    return [part for part in parts if part]
