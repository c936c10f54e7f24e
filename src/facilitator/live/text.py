"""Text shared through the engine: with ``anchors``, the only module that indexes it.

The engine counts UTF-8 bytes, Python counts characters; everything here takes and gives characters. Text changes by the
smallest insertions and deletions, so that two people editing one note both keep what they wrote.
"""

from collections.abc import Mapping
from difflib import Match, SequenceMatcher
from typing import TYPE_CHECKING, Any
from zlib import crc32

from msgspec import Struct

from facilitator.model.splices import Splice, splices

if TYPE_CHECKING:
    # The engine is loaded when a text of it is at hand: the screen needs only ``splices`` and ``replay`` to begin with.
    from facilitator.live.engine import Text

__all__ = [
    "Splice",
    "Trace",
    "byte_of",
    "checksum",
    "clocks",
    "in_bytes",
    "in_characters",
    "nearest",
    "replay",
    "splices",
    "unwrite",
    "write",
]


class Trace(Struct, frozen=True):
    """A splice that was made, found again whatever was typed around it since.

    ``start`` holds as long as the text is the one the splice left (its checksum is ``left``); after that, ``place``, the
    engine's sticky position as plain data, says where the stretch went. ``place`` is empty in an emptied text.
    """

    start: int
    inserted: str
    removed: str
    left: int
    place: dict[str, Any]


def write(text: "Text", splice: Splice) -> Trace:
    """Make one replacement and return its trace, for undo."""
    live = str(text)
    start = in_bytes(live, splice.start)
    if splice.removed:
        del text[start : start + len(splice.removed.encode())]
    if splice.inserted:
        text.insert(start, splice.inserted)
    left = live[: splice.start] + splice.inserted + live[splice.start + len(splice.removed) :]
    return Trace(splice.start, splice.inserted, splice.removed, checksum(left), _place(text, start, splice))


def unwrite(text: "Text", trace: Trace) -> Trace | None:
    """Take a replacement back, leaving alone what others typed since; returns the trace of doing so.

    None when what was typed is no longer there to take back.
    """
    live = str(text)
    if checksum(live) == trace.left:
        return write(text, Splice(trace.start, trace.inserted, trace.removed))
    place = byte_of(text, trace.place, clocks(text))
    near = in_characters(live, place) if place is not None else min(trace.start, len(live))
    start = nearest(live, trace.inserted, near)
    if start is not None:
        return write(text, Splice(start, trace.inserted, trace.removed))
    window = live[near : near + 2 * len(trace.inserted) + 64]
    blocks = SequenceMatcher(None, trace.inserted, window, autojunk=False).get_matching_blocks()
    ours = [block for block in blocks if block.size]
    if not ours and not trace.removed:
        return None
    for block in reversed(ours):
        at = near + block.b
        write(text, Splice(at, live[at : at + block.size], ""))
    return write(text, Splice(near, "", trace.removed))


def nearest(live: str, wanted: str, near: int) -> int | None:
    """Where ``wanted`` stands closest to ``near``, not further away than its own length."""
    after = live.find(wanted, near, near + 2 * len(wanted))
    before = live.rfind(wanted, max(0, near - len(wanted)), near + len(wanted))
    return min((found for found in (after, before) if found >= 0), key=lambda found: abs(found - near), default=None)


def replay(base: str, changed: str, live: str) -> str:
    """What ``live`` becomes when the edit from ``base`` to ``changed`` is made in it too (a three-way merge).

    Nothing that ``live`` gained is lost; an insertion of ``changed`` stands where its surroundings now are.
    """
    if live == base:
        return changed
    if base == changed:
        return live
    blocks = _kept_blocks(base, live)
    out = live
    for splice in splices(base, changed):
        at = _carried(splice.start, blocks)
        kept = [
            (
                block.b + max(splice.start, block.a) - block.a,
                block.b + min(splice.start + len(splice.removed), block.a + block.size) - block.a,
            )
            for block in blocks
            if max(splice.start, block.a) < min(splice.start + len(splice.removed), block.a + block.size)
        ]
        for first, last in reversed(kept):
            out = out[:first] + out[last:]
        if kept:
            at = kept[0][0]
        out = out[:at] + splice.inserted + out[at:]
    return out


def _kept_blocks(base: str, live: str) -> list[Match]:
    """The stretches of ``base`` that ``live`` kept, in order, and an empty one at the end."""
    blocks: list[Match] = []
    at_base = at_live = 0
    for splice in reversed(splices(base, live)):
        size = splice.start - at_base
        blocks.append(Match(at_base, at_live, size))
        at_base = splice.start + len(splice.removed)
        at_live += size + len(splice.inserted)
    return [*blocks, Match(at_base, at_live, len(base) - at_base), Match(len(base), len(live), 0)]


def _carried(index: int, blocks: list[Any]) -> int:
    """Where a character index of the base stands in the live text."""
    for block in blocks:
        if block.size and block.a <= index <= block.a + block.size:
            return int(block.b + index - block.a)
    return int(next((block.b for block in blocks if block.a >= index), blocks[-1].b))


def _place(text: "Text", start: int, splice: Splice) -> dict[str, Any]:
    from facilitator.live.engine import Assoc

    # The first character of what was inserted is the surest hold; without one, the character before. The engine panics
    # when asked for a position in an empty text.
    if not len(text):
        return {}
    hold = Assoc.AFTER if splice.inserted or start == 0 else Assoc.BEFORE
    place: dict[str, Any] = text.sticky_index(start, hold).to_json()
    return place


def clocks(text: "Text") -> dict[int, int]:
    """How many characters and values of each client the document of a text knows, from its state vector."""
    from facilitator.live.engine import Decoder

    numbers = Decoder(text.doc.get_state())
    return {numbers.read_var_uint(): numbers.read_var_uint() for _client in range(numbers.read_var_uint())}


def byte_of(text: "Text", position: dict[str, Any], known: Mapping[int, int]) -> int | None:
    """At which byte of a text a sticky position stands; None when it says nothing here.

    The engine panics at a position of which it does not know the character, also at one that it gave itself: behind an accent
    it counts too far.

    Args:
        text: the shared text.
        position: as the engine writes it; any peer may have made it up.
        known: what ``clocks`` returned.
    """
    from facilitator.live.engine import StickyIndex

    item = position.get("item")
    client, clock = (item.get("client"), item.get("clock")) if isinstance(item, dict) else (None, None)
    if type(client) is not int or type(clock) is not int or not 0 <= clock < known.get(client, 0):
        return None
    try:
        return StickyIndex.from_json(position, text).get_index()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # the engine's panics are no Exception
        return None


def checksum(text: str) -> int:
    """What tells whether a text is still the same."""
    return crc32(text.encode())


def in_bytes(text: str, characters: int) -> int:
    """How many bytes so many characters of a text take."""
    return characters if text.isascii() else len(text[:characters].encode())


def in_characters(text: str, count: int) -> int:
    """How many characters of a text so many bytes hold."""
    return count if text.isascii() else len(text.encode()[:count].decode(errors="ignore"))
