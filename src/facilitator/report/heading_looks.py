"""Headings of plain text that the form does not know, told by looking like the headings that it knows.

A report whose headings are in capitals, bold, numbered or end with a colon keeps to that for its other sections too. Where the
known headings have no such look, nothing tells an unknown one from a short note, and none is seen.
"""

import re
from collections import Counter
from collections.abc import Sequence

from facilitator.model.kinds import Place
from facilitator.report.headings import NUMBER, place_of

Look = frozenset[str]

_LONGEST = 60
_FEWEST_CAPITALS = 4
_BOLD = re.compile(r"(?:\*\*|__)\S.*?(?:\*\*|__)[ \u00a0]?:?")
_ITEM = re.compile(r"\s*(?:[-+•‣▪◦·–—→►●○■□✓✔\uf0b7]|\*(?!\*))\s")
_RUNNING = (Place.SYNTHESIS, Place.DISCUSSION, Place.DECISIONS, Place.ACTIONS, Place.IDEAS)
"""Where people write lines that end with a colon to announce a list."""


def unknown_headings(lines: Sequence[str]) -> frozenset[int]:
    """The places of the lines that are headings by their look although the form does not know them.

    Args:
        lines: a report in plain text.
    """
    known = {at: place for at, line in enumerate(lines) if line.strip() and (place := place_of(line)) is not None}
    looks = Counter(_look(lines[at]) for at in known)
    usual = {look for look, count in looks.items() if look and count >= 2 and 2 * count >= len(known)}
    if not usual:
        return frozenset()
    found: set[int] = set()
    above: Place | None = None
    number = 0
    first = next(at for at, line in enumerate(lines) if line.strip())
    for at, line in enumerate(lines):
        if at in known:
            above, number = known[at], _number(line)
        elif at != first and _stands_alone(lines, at) and _look(line) in usual and _fits(line, above, number):
            found.add(at)
            above, number = None, _number(line)
        else:
            head, colon, _rest = line.partition(":")
            above = (place_of(head) if colon else None) or above
    return frozenset(found)


def _look(line: str) -> Look:
    """What sets a line apart from prose: capitals, bold, a number in front, a colon at the end."""
    text = line.strip()
    letters = [char for char in text if char.isalpha()]
    looks = {
        "capitals": len(letters) >= _FEWEST_CAPITALS and all(char.isupper() for char in letters),
        "bold": _BOLD.fullmatch(NUMBER.sub("", text, count=1)) is not None,
        "number": NUMBER.match(text.strip("*_ ")) is not None,
        "colon": text.rstrip("*_ \u00a0").endswith(":"),
    }
    return frozenset(name for name, so in looks.items() if so)


def _stands_alone(lines: Sequence[str], at: int) -> bool:
    """Whether a line may be a heading: short, no item, no sentence, an empty line above it and something below."""
    line = lines[at].strip()
    if not line or len(line) > _LONGEST or _ITEM.match(lines[at]) or line.rstrip("*_ ")[-1:] in ".;,!?…":
        return False
    return not lines[at - 1].strip() and any(char.isalpha() for char in line)


def _fits(line: str, above: Place | None, number: int) -> bool:
    """Whether a line of a usual look is a heading where it stands: numbers go on, and a colon alone may announce a list."""
    look = _look(line)
    if "number" in look and _number(line) != number + 1:
        return False
    return look != {"colon"} or above not in _RUNNING


def _number(line: str) -> int:
    """The number in front of a heading; 0 when there is none, or a Roman one."""
    found = re.match(r"\d{1,2}", line.strip("*_ \t"))
    return int(found[0]) if found else 0
