"""Blocks of text become notes, whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.capture.pasting import clean, pasted_lines
from tests.capture.hostile import LINES, steady


@pytest.mark.parametrize(
    ("block", "notes"),
    [
        ("", ()),
        (" \n\t\n", ()),
        ("un\ndeux", ("un", "deux")),
        ("un\r\ndeux\rtrois", ("un", "deux", "trois")),
        ("un\n  suite\n\tencore\ndeux", ("un\nsuite\nencore", "deux")),
        ("un\n\n  deux", ("un", "deux")),
        ("  un\n  deux\n    suite\n", ("un", "deux\nsuite")),
        ("- un\n- deux\n  - sous", ("- un", "- deux\n- sous")),
        ("* un\n* deux\n  suite", ("un", "deux\nsuite")),
        ("* un\ndeux", ("* un", "deux")),
        ("* seule", ("* seule",)),
        ("*un*\n*deux*", ("*un*", "*deux*")),
        ("\x1b[31mrouge\x07\x00\nsuivant", ("\x1b[31mrouge\x07\x00", "suivant")),
    ],
)
def test_block(block: str, notes: tuple[str, ...]) -> None:
    assert pasted_lines(block) == notes


@steady
@given(st.lists(LINES).map("\n".join))
def test_no_word_is_lost(block: str) -> None:
    kept = " ".join(pasted_lines(block)).split()
    assert [word for word in kept if word != "*"] == [word for word in block.split() if word != "*"]
    assert all(line.strip() and line == line.strip(" \t\n") for line in pasted_lines(block))


@steady
@given(st.text(st.characters()))
def test_clean_text_can_be_written_and_stays(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert cleaned.encode().decode() == cleaned
    assert "\r" not in cleaned


def test_clean_changes_only_halves_and_line_ends() -> None:
    assert clean("\ufeffé\x00\x1b[0m\u2028\x0b\r\n\r") == "\ufeffé\x00\x1b[0m\u2028\x0b\n\n"
    assert clean("a\ud83db\ude00c\ud83d") == "a\ufffdb\ufffdc\ufffd"
    assert clean("\ud83d\ude00") == "😀"
