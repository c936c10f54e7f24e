"""Identifiers: sortable ones for notes, readable ones for themes and people, and positions between two neighbours.

Chance and time are passed in, so that a test gets the same identifiers each time.
"""

from collections.abc import Container
from datetime import UTC, datetime, timedelta
from random import Random

from facilitator.model.fold import slug

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
# Sorts before every digit and letter, so that "a0.x" stands before "a0V.y".
_END = "."


def new_ulid(now: datetime, chance: Random) -> str:
    """An identifier of 26 characters that sorts by time (ULID, https://github.com/ulid/spec).

    Args:
        now: the moment, with a time zone.
        chance: where the 80 random bits come from.
    """
    milliseconds = max(0, (now - _EPOCH) // timedelta(milliseconds=1))
    bits = milliseconds << 80 | chance.getrandbits(80)
    return "".join(_CROCKFORD[bits >> shift & 31] for shift in range(125, -1, -5))


def readable_id(name: str, taken: Container[str], chance: Random) -> str:
    """An identifier made from a name, with a random end so that two scribes never make the same one.

    Args:
        name: the name of a theme or a person, any text.
        taken: identifiers in use.
        chance: where the end comes from.
    """
    while True:
        candidate = f"{slug(name)}-{''.join(chance.choices(_ALPHABET, k=4))}"
        if candidate not in taken:
            return candidate


def position_between(before: str | None, after: str | None, chance: Random) -> str:
    """A position that sorts after ``before`` and before ``after``, with a random end.

    Args:
        before: the position of the neighbour above, or None at the top.
        after: the position of the neighbour below, or None at the end.
        chance: where the random end comes from; two scribes inserting at one place get different positions.
    """
    from fractional_indexing import generate_key_between

    end = "".join(chance.choices(_ALPHABET, k=4))
    low, high = _key(before), _key(after)
    if low is not None and low == high:
        return f"{before}{_END}{end}"
    if low is not None and high is not None and low > high:
        high = None
    return f"{generate_key_between(low, high)}{_END}{end}"


def _key(position: str | None) -> str | None:
    """The part of a position that the fractional index made."""
    return position.split(_END, 1)[0] if position else None
