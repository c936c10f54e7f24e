"""The filter: which notes stay to be seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.live.filtering import Filter, read_filter
from facilitator.live.view import NoteRow, View
from facilitator.model.fold import fold
from facilitator.model.kinds import SIGNS, Kind
from tests.capture.hostile import LINES, steady
from tests.capture.test_scribe import view_with

NOTES = (
    NoteRow("1", "On ose *enfin* essayer", themes=("liberte",)),
    NoteRow("2", "le BUDGET saute", Kind.RISK, themes=("sens", "liberte"), star=True),
    NoteRow("3", "à l'école, qui décide ?", Kind.QUESTION, themes=("service-public",)),
    NoteRow("4", "un cœur de métier #argent", star=True),
)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("", "1234"),
        ("   ", "1234"),
        ("budget", "2"),
        ("ecole", "3"),
        ("L’ÉCOLE", "3"),
        ("coeur", "4"),
        ("ose essayer", "1"),
        ("essayer ose", "1"),
        ("ose budget", ""),
        ("*", "24"),
        ("* !", "2"),
        ("!", "2"),
        ("! ?", "23"),
        ("+", ""),
        ("#liberté", "12"),
        ("#A", "12"),
        ("#lib", "12"),
        ("#sens", "2"),
        ("#s", "23"),
        ("#serv", "3"),
        ("#b #c", "23"),
        ("#sens !", "2"),
        ("#sens ?", ""),
        ("#sens budget", "2"),
        ("#argent", "4"),
        ("#", "4"),
        ("*enfin*", "1"),
        ("!!", ""),
    ],
)
def test_what_is_shown(typed: str, shown: str) -> None:
    read = read_filter(typed, view_with(*NOTES))
    assert "".join(row.id for row in NOTES if read.keeps(row)) == shown


def test_an_empty_filter_needs_no_test() -> None:
    assert read_filter(" ", view_with()).empty
    assert Filter().test() is None
    test = read_filter("*", view_with()).test()
    assert test is not None
    assert [test(row) for row in NOTES] == [False, True, False, True]


@steady
@given(LINES, LINES)
def test_a_note_found_holds_each_word_of_the_filter(typed: str, text: str) -> None:
    read = read_filter(typed, View())
    row = NoteRow("n", text, star=True)
    words = [word for word in typed.split() if word != "*" and word not in SIGNS]
    assert read.words == tuple(map(fold, words))
    assert read.keeps(row) == (not read.kinds and all(fold(word) in fold(text) for word in words))


@steady
@given(st.lists(st.sampled_from(["#sens", "#a", "*", "!", "budget"]), max_size=4), st.sampled_from(NOTES))
def test_the_order_of_the_filter_does_not_count(parts: list[str], row: NoteRow) -> None:
    view = view_with(*NOTES)
    ahead, back = read_filter(" ".join(parts), view), read_filter(" ".join(reversed(parts)), view)
    assert ahead.keeps(row) == back.keeps(row)
