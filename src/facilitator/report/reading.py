"""A report cut into its parts: title, opening, and under each heading paragraphs and list items.

Markdown is cut where its parser sees headings, so that a fence with a ``#`` in it stays whole; its paragraphs are then
read line by line, for their text has to come back exactly. Plain text is cut at lines that are headings of the form.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable

from msgspec import Struct, field

from facilitator.model.kinds import Kind, Place
from facilitator.report.escape import unescaped
from facilitator.report.heading_looks import unknown_headings
from facilitator.report.headings import PEOPLE, heading_words, kind_labelled, place_of
from facilitator.report.markdown import LABEL
from facilitator.report.parsing import markdown_tokens

_MARKDOWN_BULLET = re.compile(r" {0,3}(?P<bullet>[-*+])(?:[ \t]+|$)")
_MARKDOWN_NUMBER = re.compile(r" {0,3}(?=(?P<number>\d{1,9})(?P<bullet>[.)])[ \t]+\S)")
_BULLET = re.compile(r"[ \t]*(?P<bullet>[-*+•‣▪◦·–—→►▸➢➤●○■□✓✔\uf0a7\uf0b7\uf0d8]|o(?=\t))[ \t\u00a0]+(?=\S)")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ON_ONE_LINE = re.compile(r"(?P<bold>\*\*|__)?(?P<heading>[^:]{3,40}?)\s*:[ \u00a0]*(?P<rest>\S.*)")
_NUMBER_WIDTH = 3
_BREAK = re.compile(r"(?<!\\)(?:\\\\)*\\$")


class Piece(Struct, frozen=True):
    """A paragraph, a list item (``bullet`` is its mark) or a lower heading; ``label`` is the kind printed in front.

    A numbered item keeps its number in the text; its mark is what follows the number. ``apart`` tells that an empty line
    stands before it. ``line`` is the number of its first line in the report, from 1.
    """

    text: str
    bullet: str = ""
    heading: bool = False
    label: Kind | None = None
    apart: bool = False
    line: int = 0


class Chunk(Struct):
    """What stands under one heading; ``place`` is None when the form does not know it.

    ``line`` is the number of the heading's line in the report, from 1, and ``first`` that of the first of ``lines``, which is
    the same one when the text stands behind its heading ("Porteur : Nom").
    """

    heading: str
    place: Place | None
    lines: list[str] = field(default_factory=list)
    lower: dict[int, tuple[int, str]] = field(default_factory=dict)
    markdown: bool = False
    line: int = 0
    first: int = 0

    @property
    def source(self) -> str:
        """The text as it stands in the file."""
        return "\n".join(self.lines)

    def pieces(self) -> list[Piece]:
        """Paragraphs, items and lower headings, in order."""
        return _Cutting(self).pieces() if self.markdown else list(_plain_pieces(self))


class Cut(Struct):
    """A whole report, cut.

    ``title`` is None when there is none; ``opening`` is what stands before the first heading, each line with its number.
    """

    title: str | None
    opening: list[tuple[int, str]]
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


class _Heading(Struct, frozen=True):
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
        below_it = lines[heading.end : end]
        place = place_of(heading.text)
        chunks.append(
            Chunk(heading.text, place, below_it, markdown=True, line=heading.start + 1, first=heading.end + 1)
        )
    starts = [heading.start for heading in cuts]
    for heading in headings:
        at = bisect_right(starts, heading.start) - 1
        if at >= 0 and heading is not cuts[at]:
            top = cuts[at].end
            chunks[at].lower[heading.start - top] = (heading.end - top, heading.text)
    opening = [*enumerate(lines, 1)][first.end if titled else 0 : cuts[0].start if cuts else len(lines)]
    title: str | None = first.text
    if not titled:
        title, opening = _first_line(opening)
        title = unescaped(title) if title is not None else None
    leading, opening = _on_one_line(opening)
    return Cut(title, opening, [*leading, *chunks], markdown=True)


def _on_one_line(opening: list[tuple[int, str]]) -> tuple[list[Chunk], list[tuple[int, str]]]:
    """The lines above the first heading that say "Porteur : Nom", and the others."""
    found: list[Chunk] = []
    rest: list[tuple[int, str]] = []
    for number, line in opening:
        told = _heading_with_text(line, None)
        if told is not None and told[0] in PEOPLE:
            found.append(Chunk(told[1], told[0], [told[2]], markdown=True, line=number, first=number))
        else:
            rest.append((number, line))
    return found, rest


def _cut_plain(lines: list[str], headings: list[_Heading]) -> Cut:
    """Plain text cut at its headings; a title may all the same be written as Markdown writes one."""
    chunks: list[Chunk] = []
    opening: list[tuple[int, str]] = []
    first = headings[0] if headings else None
    if first and ("\n" in first.text or any(line.strip() for line in lines[: first.start])):
        first = None
    unknown = unknown_headings(lines)
    for at, line in enumerate(lines[first.end if first else 0 :], first.end if first else 0):
        current = chunks[-1] if chunks else None
        place = _plain_heading(line, current)
        if place is not None:
            chunks.append(Chunk(line.strip(), place, line=at + 1, first=at + 2))
        elif at in unknown:
            chunks.append(Chunk(heading_words(line), None, line=at + 1, first=at + 2))
        elif told := _heading_with_text(line, current):
            chunks.append(Chunk(told[1], told[0], [told[2]], line=at + 1, first=at + 1))
        elif current is not None:
            current.lines.append(line)
        else:
            opening.append((at + 1, line))
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


def _heading_with_text(line: str, current: Chunk | None) -> tuple[Place, str, str] | None:
    """The place, the heading and what follows it on its own line ("Porteur : Nom"), as long as no discussion has begun."""
    heads = current is None or current.first == current.line
    bullet = _BULLET.match(line) if heads else None
    found = _ON_ONE_LINE.fullmatch(line[bullet.end() if bullet else 0 :].strip())
    if found is None or (current is not None and current.place not in (None, Place.QUESTION, Place.SYNTHESIS, *PEOPLE)):
        return None
    place, rest = place_of(found["heading"]), found["rest"]
    if found["bold"] and rest.startswith(found["bold"]):
        rest = rest.removeprefix(found["bold"]).strip()
    elif found["bold"] and rest.endswith(found["bold"]) and found["bold"] not in found["heading"]:
        rest = rest.removesuffix(found["bold"]).strip()
    begins = place is Place.QUESTION and (heads or (current is not None and current.place in PEOPLE))
    if place is None or not rest or not (place in PEOPLE or begins or (heads and current is not None)):
        return None
    return place, found["heading"].strip(), rest


def _first_line(lines: list[tuple[int, str]]) -> tuple[str | None, list[tuple[int, str]]]:
    for at, (_number, line) in enumerate(lines):
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


class _Cutting(Struct):
    """The lines of a chunk of Markdown, gathered to pieces."""

    chunk: Chunk
    found: list[Piece] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    bullet: str = ""
    offset: int = 0
    apart: bool = False
    blank: bool = False
    at: int = 0
    begun: int = 0

    def pieces(self) -> list[Piece]:
        while self.at < len(self.chunk.lines):
            line = self.chunk.lines[self.at]
            if self.at in self.chunk.lower:
                self.end()
                number = self.chunk.first + self.at
                self.at, text = self.chunk.lower[self.at]
                self.found.append(Piece(text, heading=True, line=number))
                continue
            self.take(line, self.mark(line))
            self.at += 1
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
            self.apart, self.begun = apart, self.chunk.first + self.at
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
            text = typed_text(self.open)
            self.found.append(Piece(text, self.bullet, label=kind, apart=self.apart, line=self.begun))
        self.open, self.bullet = [], ""


def _plain_pieces(chunk: Chunk) -> Iterable[Piece]:
    by_line = chunk.place is Place.IDEAS or chunk.place in PEOPLE
    for number, part in enumerate(_parts(chunk)):
        apart = number > 0
        begun, first = part[0]
        if not by_line and _BULLET.match(first) is None:
            yield Piece("\n".join(line.rstrip() for _at, line in part).strip(), apart=apart, line=begun)
            continue
        item: list[str] = []
        bullet = ""
        for at, line in part:
            found = _BULLET.match(line)
            # A line without a bullet continues the item above, but not a name.
            if item and (found or not bullet or chunk.place in PEOPLE):
                yield Piece("\n".join(item), bullet, apart=apart, line=begun)
                item, bullet, apart, begun = [], "", False, at
            bullet = found["bullet"] if found else bullet
            item.append(line[found.end() :].strip() if found else line.strip())
        yield Piece("\n".join(item), bullet, apart=apart, line=begun)


def _parts(chunk: Chunk) -> list[list[tuple[int, str]]]:
    """Lines between empty ones, each with its number."""
    parts: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(chunk.lines, chunk.first):
        if line.strip():
            parts[-1].append((number, line))
        elif parts[-1]:
            parts.append([])
    return [part for part in parts if part]
