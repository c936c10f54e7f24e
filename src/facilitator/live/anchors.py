"""Stretches of a shared text that stay with their words, whatever is written around them.

A stretch holds on to its first and its last character by the engine's sticky positions, in the form in which any Yjs peer
reads them. The engine counts a text in bytes but names its characters in units of UTF-16: within a run that holds an accent
the two part, and a position comes out too far. It is right where a run begins. So each character that is held gets a sign in
front that is written and taken out in the same transaction: what is left of it keeps the two runs apart for good.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from facilitator.live.text import clocks, in_bytes

if TYPE_CHECKING:
    from facilitator.live.engine import StickyIndex, Text, Transaction

_SIGN = "\u2060"
_BEFORE, _AFTER = -1, 0


class Stretch(Struct, frozen=True):
    """Where a stretch stands: its first character and the one behind it; ``firm`` while both its ends are there."""

    start: int
    end: int
    firm: bool


def hold(text: "Text", start: int, end: int) -> tuple[str, str]:
    """Two positions that stay with the first and the last character of a stretch; to be called within a transaction.

    Args:
        text: the shared text.
        start: the first character.
        end: the character behind the last one; after ``start``.

    Returns:
        The positions as lines of JSON: in front of the first character, behind the last one.
    """
    first, last = _identity(text, start), _identity(text, end - 1)
    return json.dumps({"item": first, "assoc": _AFTER}), json.dumps({"item": last, "assoc": _BEFORE})


def stretches(text: "Text", held: Mapping[str, tuple[object, object]]) -> dict[str, Stretch]:
    """Where the stretches stand now; those of which nothing is left, or whose positions say nothing, are left out.

    Args:
        text: the shared text.
        held: what ``hold`` returned, by name; any peer may have written it.
    """
    if not held:
        return {}
    with text.doc.transaction() as transaction:
        known, live = clocks(text), str(text).encode()
        found = {name: [_seen(position, known, transaction) for position in both] for name, both in held.items()}
    ends = [end for pair in found.values() for end in pair if end is not None]
    places = _in_characters(live, {index for index, _there in ends})
    told: dict[str, Stretch] = {}
    for name, (first, last) in found.items():
        if first is None or last is None:
            continue
        start, end = places[first[0]], places[last[0]] + last[1]
        if start < end <= places[len(live)]:
            told[name] = Stretch(start, end, first[1] and last[1])
    return told


def _identity(text: "Text", index: int) -> dict[str, int]:
    """What the engine calls a character."""
    from facilitator.live.engine import Assoc

    at, size = in_bytes(str(text), index), len(_SIGN.encode())
    text.insert(at, _SIGN)
    item: dict[str, int] = text.sticky_index(at + size, Assoc.AFTER).to_json()["item"]
    del text[at : at + size]
    return item


def _seen(position: object, known: Mapping[int, int], transaction: "Transaction") -> tuple[int, bool] | None:
    """At which byte a held character stands, or stood, and whether it is still there.

    The engine panics at the name of a character that it does not know.
    """
    held = _read(position) if isinstance(position, str) else None
    if held is None or held.clock >= known.get(held.client, 0):
        return None
    try:
        after, behind = held.after.get_index(transaction), held.behind.get_index(transaction)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # the engine's panics are no Exception; a name of something else is all that leads to one
        return None
    return after, behind == after + 1


class _Held(Struct, frozen=True):
    """A held character: how the engine names it, and the positions on its two sides."""

    client: int
    clock: int
    after: "StickyIndex"
    behind: "StickyIndex"


@lru_cache(maxsize=4096)
def _read(position: str) -> _Held | None:
    """What a position says; read once, since each stretch is looked for after every change."""
    from facilitator.live.engine import StickyIndex

    try:
        item = json.loads(position)["item"]
        client, clock = item["client"], item["clock"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if type(client) is not int or type(clock) is not int or not (0 <= client < 2**53 and 0 <= clock < 2**32):
        return None
    name = {"client": client, "clock": clock}
    sides = (StickyIndex.from_json({"item": name, "assoc": side}) for side in (_AFTER, _BEFORE))
    return _Held(client, clock, *sides)


def _in_characters(live: bytes, places: set[int]) -> dict[int, int]:
    """At which character each byte stands; the end of the text is among them."""
    found, at, count = dict[int, int](), 0, 0
    for place in sorted({*places, len(live)}):
        count += len(live[at:place].decode(errors="ignore"))
        at = place
        found[place] = count
    return found
