"""What leads from one text to another, and where a stretch goes meanwhile."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.model.splices import Splice, followed, splices

TEXTS = st.text(st.sampled_from("ab é\n📊"), max_size=30)


@settings(deadline=None)
@given(TEXTS, TEXTS, st.integers(1, 200))
def test_splices_lead_from_one_text_to_the_other(before: str, after: str, times: int) -> None:
    for one, other in ((before, after), (before * times, after * times)):
        text = one
        for edit in splices(one, other):
            assert text[edit.start : edit.start + len(edit.removed)] == edit.removed
            text = text[: edit.start] + edit.inserted + text[edit.start + len(edit.removed) :]
        assert text == other


def test_a_long_text_changed_at_both_ends_is_kept_in_between() -> None:
    lines = [f"ligne {number}" for number in range(900)]
    edits = splices("\n".join(["(2)", *lines, "2- b"]), "\n".join(["(1)", *lines, "1- b"]))
    assert [(edit.removed, edit.inserted) for edit in edits] == [("2", "1"), ("2", "1")]


@pytest.mark.parametrize(
    ("removed", "start", "inserted", "wanted"),
    [
        ("", 0, "xx", "cdef"),
        ("", 2, "xx", "cdef"),
        ("", 3, "xx", "cxxdef"),
        ("", 6, "xx", "cdef"),
        ("ab", 0, "x", "cdef"),
        ("bc", 1, "x", "def"),
        ("cd", 2, "xyz", "xyzef"),
        ("cdef", 2, "xyz", "xyz"),
        ("ef", 4, "x", "cdx"),
        ("fg", 5, "x", "cde"),
        ("bcdefg", 1, "x", ""),
        ("cdef", 2, "", ""),
        ("gh", 6, "x", "cdef"),
    ],
)
def test_a_stretch_stays_with_its_words(removed: str, start: int, inserted: str, wanted: str) -> None:
    text = "abcdefgh"
    first, end = followed(2, 6, [Splice(start, removed, inserted)])
    assert (text[:start] + inserted + text[start + len(removed) :])[first:end] == wanted


@given(TEXTS, TEXTS, st.integers(0, 30), st.integers(0, 30))
def test_a_stretch_stays_within_the_text(before: str, after: str, start: int, length: int) -> None:
    start = min(start, len(before))
    first, end = followed(start, min(start + length, len(before)), splices(before, after))
    assert 0 <= first <= end <= len(after)
