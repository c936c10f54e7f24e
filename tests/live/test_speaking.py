"""The queue, speaking time and turns, who has not been heard, who has held the floor for long."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.live.speaking import (
    Floor,
    Spoken,
    Turn,
    Waiting,
    in_line,
    not_yet_heard,
    queue_in_use,
    read_floor,
    speaking_long,
)

TEN = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
CIRCLE = ("aline", "karim", "odile", "jean")


def at(minute: float) -> datetime:
    return TEN + timedelta(minutes=minute)


def turn(person: str, start: float, end: float | None = None) -> Turn:
    return Turn(person, at(start), None if end is None else at(end))


def floor(*turns: Turn, now: float = 60, notes: tuple[str, ...] = (), queued: bool = True) -> Floor:
    return read_floor(CIRCLE, turns, at(now), note_speakers=notes, queued=queued)


def test_a_direct_answer_goes_before_the_others() -> None:
    queue = (Waiting("aline", "a1"), Waiting("karim", "a0"), Waiting("odile", "a3", direct=True), Waiting("jean", "a2"))
    assert in_line(queue, CIRCLE) == ("odile", "karim", "aline", "jean")


def test_direct_answers_keep_their_order_and_nobody_waits_twice() -> None:
    queue = (
        Waiting("karim", "a0"),
        Waiting("odile", "a2", direct=True),
        Waiting("aline", "a1", direct=True),
        Waiting("karim", "a3", direct=True),
    )
    assert in_line(queue, CIRCLE) == ("aline", "odile", "karim")


def test_who_has_left_does_not_wait() -> None:
    assert in_line((Waiting("karim", "a0"), Waiting("odile", "a1")), {"odile"}) == ("odile",)


@given(st.lists(st.builds(Waiting, st.sampled_from(CIRCLE), st.text("ab01", min_size=1), st.booleans())))
def test_the_line_does_not_depend_on_how_the_places_came(queue: list[Waiting]) -> None:
    shuffled = queue[:]
    Random(3).shuffle(shuffled)
    line = in_line(queue, CIRCLE)
    assert line == in_line(shuffled, CIRCLE)
    assert sorted(line) == sorted({place.person for place in queue})


def test_speaking_time_and_turns_of_each_and_of_all() -> None:
    found = floor(turn("karim", 0, 3), turn("aline", 3, 4), turn("karim", 5, 6), now=30)
    assert found.of("karim") == Spoken("karim", timedelta(minutes=4), 2, 0.8)
    assert found.of("aline") == Spoken("aline", timedelta(minutes=1), 1, 0.2)
    assert found.of("odile") == Spoken("odile")
    assert [spoken.person for spoken in found.people] == list(CIRCLE)
    assert (found.time, found.turns, found.speaker) == (timedelta(minutes=5), 3, "")


def test_who_speaks_now_is_counted_until_now() -> None:
    found = floor(turn("aline", 0, 1), turn("odile", 2), now=4)
    assert found.speaker == "odile"
    assert found.of("odile").time == timedelta(minutes=2)


def test_a_turn_that_nobody_ended_lasts_until_the_next() -> None:
    found = floor(turn("odile", 2), turn("karim", 7, 8), now=30)
    assert found.of("odile").time == timedelta(minutes=5)
    assert found.speaker == ""


def test_turns_may_come_in_any_order_and_one_that_ends_before_it_begins_has_no_length() -> None:
    assert floor(turn("karim", 7, 8), turn("odile", 2)) == floor(turn("odile", 2), turn("karim", 7, 8))
    assert floor(turn("karim", 7, 6)).of("karim") == Spoken("karim", timedelta(), 1)
    assert floor(turn("karim", 7), now=6).of("karim").time == timedelta()


def test_someone_who_is_no_longer_in_the_list_stands_at_the_end() -> None:
    assert [spoken.person for spoken in floor(turn("partie", 0, 1)).people] == [*CIRCLE, "partie"]


def test_speakers_of_notes_count_as_turns_only_without_the_queue() -> None:
    notes = ("karim", "karim", "", "karim", "odile", "karim", "")
    without = floor(notes=notes, queued=False)
    assert [(spoken.person, spoken.turns) for spoken in without.people if spoken.turns] == [("karim", 2), ("odile", 1)]
    assert (without.turns, without.time) == (3, timedelta())
    queued = floor(turn("aline", 0, 1), notes=notes)
    assert [spoken.person for spoken in queued.people if spoken.turns] == ["aline"]


def test_the_queue_is_in_use_when_someone_waits_or_has_taken_a_turn() -> None:
    assert not queue_in_use((), ())
    assert queue_in_use((Waiting("karim", "a0"),), ())
    assert queue_in_use((), (turn("karim", 0),))


def test_not_yet_heard_are_those_here_without_a_turn_or_a_note() -> None:
    found = floor(turn("karim", 0), notes=("odile",))
    assert not_yet_heard(CIRCLE, found) == ("aline", "jean")
    assert not_yet_heard(("jean", "karim"), found) == ("jean",)


def test_more_than_twice_the_even_share_is_long() -> None:
    even = [turn("aline", 6, 8), turn("odile", 8, 9), turn("jean", 9, 12)]
    assert speaking_long(CIRCLE, floor(turn("karim", 0, 6), *even), 2.0, 10) == frozenset(), "half of twelve is twice"
    assert speaking_long(CIRCLE, floor(turn("karim", -0.1, 6), *even), 2.0, 10) == {"karim"}
    assert speaking_long(CIRCLE, floor(turn("karim", 0, 6), *even), 1.5, 10) == {"karim"}


def test_nobody_is_marked_before_the_minutes_that_the_agenda_sets() -> None:
    alone = turn("karim", 0, 9.9)
    assert speaking_long(CIRCLE, floor(alone), 2.0, 10) == frozenset()
    assert speaking_long(CIRCLE, floor(turn("karim", 0, 10)), 2.0, 10) == {"karim"}
    assert speaking_long(CIRCLE, floor(alone), 2.0, 5) == {"karim"}


def test_two_people_cannot_hold_more_than_twice_their_even_share() -> None:
    assert speaking_long(("karim", "odile"), floor(turn("karim", 0, 30)), 2.0, 10) == frozenset()


@pytest.mark.parametrize("share", [1.0, 2.0, 3.5])
@given(
    turns=st.lists(
        st.builds(turn, st.sampled_from(CIRCLE), st.integers(0, 50), st.one_of(st.none(), st.integers(0, 60))),
        max_size=12,
    )
)
def test_the_parts_make_a_whole_and_fewer_than_so_many_are_long(share: float, turns: list[Turn]) -> None:
    found = floor(*turns)
    assert sum((spoken.time for spoken in found.people), timedelta()) == found.time
    assert sum(spoken.part for spoken in found.people) == pytest.approx(1.0 if found.time else 0.0)
    assert found.turns == len(turns)
    long = speaking_long(CIRCLE, found, share, 0)
    assert len(long) * share < len(CIRCLE) or not long
    assert not long & set(not_yet_heard(CIRCLE, found))
