"""Identifiers that sort by time, read by a library of others."""

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from ulid import ULID

from facilitator.model.ids import new_ulid

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOMENTS = st.integers(0, 250_000_000_000_000).map(lambda after: _EPOCH + timedelta(milliseconds=after))


@given(now=_MOMENTS, seed=st.integers())
def test_others_read_the_moment_and_the_chance(now: datetime, seed: int) -> None:
    made = new_ulid(now, Random(seed))
    read = ULID.from_str(made)
    assert len(made) == 26
    assert str(read) == made
    assert _EPOCH + timedelta(milliseconds=read.milliseconds) == now
    assert int.from_bytes(read.bytes[6:], "big") == Random(seed).getrandbits(80)


@given(now=_MOMENTS, later=st.integers(1, 10**9), seeds=st.tuples(*[st.integers()] * 2))
def test_they_sort_by_time(now: datetime, later: int, seeds: tuple[int, int]) -> None:
    first = new_ulid(now, Random(seeds[0]))
    assert first < new_ulid(now + timedelta(milliseconds=later + 1), Random(seeds[1]))


def test_before_1970_time_stands_still() -> None:
    assert new_ulid(datetime(1969, 1, 1, tzinfo=UTC), Random(1)).startswith("0000000000")
