"""Rounds of dots from raised hands."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from facilitator.live.voting import Count, Manner, Result, Round, priorities, results, winners

NOTES = ("n1", "n2", "n3", "n4")


def round_of(*dots: int, each: int = 3, voters: int = 4) -> Round:
    return Round(NOTES, each, voters, tuple(Count(note, count) for note, count in zip(NOTES, dots, strict=False)))


def test_results_are_sorted_and_ties_share_a_rank_in_the_order_said() -> None:
    assert results(round_of(2, 4, 2, 0)) == (
        Result("n2", 4, 1, 1.0),
        Result("n1", 2, 2, 0.5),
        Result("n3", 2, 2, 0.5),
        Result("n4", 0, 4, 0.0),
    )


def test_nothing_counted_yet() -> None:
    assert [(result.note, result.rank, result.bar) for result in results(round_of())] == [(n, 1, 0.0) for n in NOTES]
    assert results(Round((), 3, 4)) == ()
    assert winners(round_of(), 3) == ()


@pytest.mark.parametrize(("dots", "too_many"), [((5, 4, 3, 0), 0), ((5, 4, 3, 1), 1), ((12, 12), 12), ((), 0)])
def test_more_dots_than_the_people_present_hold(dots: tuple[int, ...], too_many: int) -> None:
    vote = round_of(*dots)
    assert vote.held == 12
    assert vote.given == sum(dots)
    assert vote.too_many == too_many


def test_someone_who_leaves_takes_their_dots_along() -> None:
    assert replace(round_of(5, 4, 3), voters=3).too_many == 3


def test_several_counts_of_a_note_add_up_and_odd_ones_count_for_nothing() -> None:
    vote = replace(round_of(2), counts=(Count("n1", 2), Count("n1", 1), Count("n9", 5), Count("n2", -4)))
    assert vote.given == 3
    assert results(vote)[0] == Result("n1", 3, 1, 1.0)


def test_a_silent_round_shows_nothing_until_it_is_done() -> None:
    silent = replace(round_of(1), manner=Manner.SILENT)
    assert not silent.showing
    assert replace(silent, done=True).showing
    assert round_of(1).showing


def test_winners_include_ties() -> None:
    assert winners(round_of(2, 4, 2, 0), 1) == ("n2",)
    assert winners(round_of(2, 4, 2, 0), 2) == ("n2", "n1", "n3")
    assert winners(round_of(2, 4, 2, 0), 9) == ("n2", "n1", "n3")


def test_priorities_are_those_of_the_last_round_done() -> None:
    first, second = replace(round_of(2, 4), done=True), replace(round_of(4, 2, 1), done=True)
    assert priorities(()) == ()
    assert priorities((first, round_of(0, 0, 9))) == ("n2", "n1")
    assert priorities((first, second)) == ("n1", "n2", "n3")


@given(
    st.lists(st.builds(Count, st.sampled_from([*NOTES, "n9"]), st.integers(-3, 30))),
    st.integers(0, 5),
    st.integers(0, 9),
)
def test_every_note_stands_once_with_its_dots(counts: list[Count], each: int, voters: int) -> None:
    vote = Round(NOTES, each, voters, tuple(counts))
    found = results(vote)
    assert sorted(result.note for result in found) == sorted(NOTES)
    assert sum(result.dots for result in found) == vote.given
    assert vote.too_many == max(0, vote.given - each * voters)
    assert all(0 <= result.bar <= 1 for result in found)
    for before, after in pairwise(found):
        assert before.dots >= after.dots
        assert (before.rank == after.rank) == (before.dots == after.dots)
        assert before.dots > after.dots or NOTES.index(before.note) < NOTES.index(after.note)
    assert [result.rank for result in found] == [
        1 + sum(other.dots > result.dots for other in found) for result in found
    ]
