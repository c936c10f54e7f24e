"""Numbered references of the synthesis: "(1)" in the text, and at its end the lines "1- title <address>".

A line of a reference is one that begins with a number, a hyphen and a blank, in the last paragraphs of the text; the lines
under it up to an empty line belong to it ("1- title :" and the address under it). Such lines are an ordinary list when the text
mentions none of their numbers and none has an address. A number in brackets that has no line ("(2)", "(75)") is text: it is
never changed, and no reference takes its number.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count, pairwise

from msgspec import Struct

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_ENTRY = re.compile(r"(?P<number>[1-9]\d{0,2})(?=[-–](?:\s|\Z))")
_SIGN = re.compile(r"[-–][ \t]*")
_NUMBERS = r"[1-9]\d{0,2}(?:[ \t]*[,;][ \t]*[1-9]\d{0,2})*"
_MARK = re.compile(rf"`[^`\n]*`|<[^<>\s]+>|https?://\S+|\]\([^()\n]*\)|(?P<mark>\((?P<numbers>{_NUMBERS})\))")
_NUMBER = re.compile(r"\d+")
_WRITTEN_ADDRESS = re.compile(r"<(?P<inside>[^<>\s]+)>|(?P<bare>https?://[^\s<>]+)")
_FITS_BRACKETS = re.compile(r"[^<>\s]+")


class Reference(Struct, frozen=True):
    """One reference: its number, title and address ("" if it has none), and how often the text mentions it."""

    number: int
    title: str
    address: str
    mentions: int


class _Cut(Struct, frozen=True):
    """A synthesis cut into its body and its entries; ``gaps`` stand behind the entries."""

    body: str
    entries: tuple[str, ...]
    gaps: tuple[str, ...]

    def joined(self) -> str:
        return self.body + "".join(entry + gap for entry, gap in zip(self.entries, self.gaps, strict=True))


def references(synthesis: str) -> tuple[Reference, ...]:
    """The references in the order of their lines.

    Args:
        synthesis: Markdown, as typed.
    """
    cut = _cut(synthesis)
    mentioned = list(_mentioned(cut.body))
    return tuple(
        Reference(_number(entry), *_title_and_address(entry), mentioned.count(_number(entry))) for entry in cut.entries
    )


def body(synthesis: str) -> str:
    """The synthesis without the lines of its references.

    Args:
        synthesis: Markdown, as typed.
    """
    return _cut(synthesis).body


def without_marks(text: str) -> str:
    """A text without numbers of references in brackets."""
    return _MARK.sub(lambda found: "" if found["mark"] else found[0], text)


def renumbered(synthesis: str) -> str:
    """The references numbered and ordered as the text mentions them first; those it does not mention follow.

    Nothing but numbers and the order of the lines changes. Done twice it changes nothing more.

    Args:
        synthesis: Markdown, as typed.
    """
    cut = _cut(synthesis)
    if not cut.entries:
        return synthesis
    numbers = [_number(entry) for entry in cut.entries]
    mentioned = list(dict.fromkeys(_mentioned(cut.body)))
    text_only = (set(mentioned) - set(numbers)) | _text_only(cut.body)
    free = (number for number in count(1) if number not in text_only)
    first = {number: place for place, number in reversed([*enumerate(numbers)])}
    named = [first[number] for number in mentioned if number in first]
    order = [*named, *(place for place in range(len(numbers)) if place not in named)]
    new = {place: next(free) for place in order}
    told = {number: new[place] for number, place in first.items()}
    entries = tuple(_with_number(cut.entries[place], new[place]) for place in order)
    return _Cut(_with_marks(cut.body, told), entries, cut.gaps).joined()


def add(synthesis: str, at: int, title: str, address: str = "") -> tuple[str, int]:
    """Mention a reference, with a new line for it unless its address has one, and number all anew.

    Args:
        synthesis: Markdown, as typed.
        at: the character where the mention goes; one within the lines of references means the end of the text before them.
        title: what the line says; line ends in it become blanks.
        address: where to find it; "" if nowhere.

    Returns:
        The new text, and the character right behind the mention.
    """
    cut = _cut(synthesis)
    at = _free_place(cut.body, at)
    taken = {_number(entry) for entry in cut.entries} | set(_mentioned(cut.body)) | _text_only(cut.body)
    known = next((one.number for one in references(synthesis) if address.strip() and one.address == address.strip()), 0)
    number = known or next(number for number in count(1) if number not in taken)
    before, behind = cut.body[:at], cut.body[at:]
    if cut.entries and not cut.body.strip():
        behind = "\n\n"
    mark = f"{'' if not before or before[-1].isspace() or before[-1] == '(' else ' '}({number})"
    which = sum(1 for _ in _marks(before))
    text = _Cut(before + mark + behind, cut.entries, cut.gaps).joined()
    text = renumbered(text if known else _with_entry(text, cut, f"{number}- {_line(title, address)}"))
    places = [found.end() for found in _marks(_cut(text).body)]
    return text, places[which] if which < len(places) else at + len(mark)


def remove(synthesis: str, number: int) -> str:
    """Take a reference out: its line, its mentions and the blank before each; the others are numbered anew.

    Args:
        synthesis: Markdown, as typed.
        number: of a reference; a number that has no line changes nothing.
    """
    cut = _cut(synthesis)
    place = next((place for place, entry in enumerate(cut.entries) if _number(entry) == number), None)
    if place is None:
        return synthesis
    entries = cut.entries[:place] + cut.entries[place + 1 :]
    last = place == len(cut.entries) - 1
    gaps = (*cut.gaps[: place - 1], cut.gaps[-1]) if last and place else cut.gaps[:place] + cut.gaps[place + 1 :]
    text = cut.body if number in [_number(entry) for entry in entries] else _without_number(cut.body, number)
    return renumbered(_Cut(text if entries else text.rstrip("\n"), entries, gaps).joined())


def _free_place(text: str, at: int) -> int:
    """The nearest place where a mention can go: not within an address, code or another mention, nor behind the text's end."""
    at = max(0, min(at, len(text.rstrip())))
    return next((found.end() for found in _MARK.finditer(text) if found.start() < at < found.end()), at)


def _cut(synthesis: str) -> _Cut:
    """The text, and the entries in its last paragraphs; paragraphs before them that are an ordinary list belong to the text."""
    lines = _LINE.findall(synthesis)
    starts = [at for at, line in enumerate(lines) if line.strip() and (not at or not lines[at - 1].strip())]
    first = next((at for at in range(len(starts), 0, -1) if not _ENTRY.match(lines[starts[at - 1]])), 0)
    bounds = [*starts[first:], len(lines)]
    mentioned = set(_mentioned("".join(lines[: bounds[0]])))
    for start, end in pairwise(bounds):
        paragraph = lines[start:end]
        numbers = {_number(line) for line in paragraph if _ENTRY.match(line)}
        if numbers & mentioned or any(_WRITTEN_ADDRESS.search(line) for line in paragraph):
            return _Cut("".join(lines[:start]), *_entries(lines[start:]))
        mentioned |= set(_mentioned("".join(paragraph)))
    return _Cut(synthesis, (), ())


def _entries(lines: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The entries of these lines, the first of which begins one, and what stands behind each."""
    entries: list[str] = []
    gaps: list[str] = []
    for line in lines:
        if _ENTRY.match(line):
            entries.append("")
            gaps.append("")
        if line.strip():
            entries[-1] += gaps[-1] + line.rstrip()
            gaps[-1] = line[len(line.rstrip()) :]
        else:
            gaps[-1] += line
    return tuple(entries), tuple(gaps)


def _text_only(text: str) -> set[int]:
    """Numbers that lines of an ordinary list begin with: a reference that took one would be confused with them."""
    return {_number(line) for line in _LINE.findall(text) if _ENTRY.match(line)}


def _with_entry(text: str, before: _Cut, entry: str) -> str:
    """A text with one more line of a reference at its end."""
    kept = text.rstrip()
    gap = "\n" if before.entries else "\n\n"
    return f"{kept}{gap}{entry}{text[len(kept) :]}"


def _marks(text: str) -> Iterator[re.Match[str]]:
    return (found for found in _MARK.finditer(text) if found["mark"])


def _mentioned(text: str) -> Iterator[int]:
    return (int(number) for found in _marks(text) for number in _NUMBER.findall(found["numbers"]))


def _in_marks(text: str, change: Callable[[str], str]) -> str:
    """The text with each list of numbers in brackets changed; what else looks like one stays."""
    return _MARK.sub(lambda found: change(found["mark"]) if found["mark"] else found[0], text)


def _with_marks(text: str, told: Mapping[int, int]) -> str:
    return _in_marks(text, lambda mark: _NUMBER.sub(lambda one: str(told.get(int(one[0]), int(one[0]))), mark))


def _without_number(text: str, number: int) -> str:
    """The text without one number; brackets that hold nothing else go, with the blank before them."""
    alone = re.compile(rf"[ \u00a0\u202f]?\({number}\)")
    among = re.compile(rf"(?<=\(){number}[ \t]*[,;][ \t]*|[ \t]*[,;][ \t]*{number}(?=[ \t]*[,;)])")
    found = [(mark.start(), mark.end()) for mark in _marks(text)]
    for start, end in reversed(found):
        gone = alone.fullmatch(text, max(0, start - 1), end) or alone.fullmatch(text, start, end)
        kept = "" if gone else among.sub("", text[start:end])
        text = text[: gone.start() if gone else start] + kept + text[end:]
    return text


def _number(entry: str) -> int:
    found = _ENTRY.match(entry)
    assert found is not None
    return int(found["number"])


def _with_number(entry: str, number: int) -> str:
    return _ENTRY.sub(str(number), entry, count=1)


def _title_and_address(entry: str) -> tuple[str, str]:
    rest = _SIGN.sub("", entry[len(str(_number(entry))) :], count=1)
    address = ""
    for found in _WRITTEN_ADDRESS.finditer(rest):
        address = found["inside"] or found["bare"]
        title = rest[: found.start()]
    return " ".join((title if address else rest).split()).rstrip(" :"), address


def _line(title: str, address: str) -> str:
    """What stands behind the number of a new reference; an address that fits into angle brackets stands in them."""
    words, place = " ".join(title.split()), " ".join(address.split())
    shown = f"<{place}>" if _FITS_BRACKETS.fullmatch(place) else place
    return " ".join(part for part in (words, shown) if part) or "?"
