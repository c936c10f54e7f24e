"""Wrapping by cells, and what is drawn in the place of characters that a terminal would obey."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from facilitator.tui import wrapping
from facilitator.tui.safe import drawable
from facilitator.tui.wrapping import count_lines, wrap

FAMILY = "👩\u200d👩\u200d👧"
SIGNS = [
    "é",
    "e\u0301",
    "日",
    "本",
    FAMILY,
    "🇫🇷",
    "🇸🇳",
    "👍🏽",
    "❤\ufe0f",
    "1\ufe0f\u20e3",
    "œ",
    "’",
    "→",
    "★",
    "\u200b",
]
WORDS = ["On", "ose", "sans", "demander", ":", "?", "«", "»", "%", " ", " ", "\u00a0", "\u202f", "\n", "-", "*", "à"]
TEXTS = st.lists(st.sampled_from([*SIGNS, *WORDS]) | st.text(max_size=4), max_size=30).map("".join).map(drawable)
SENTENCES = st.lists(st.sampled_from(["on", "ose", "sans", "demander", "日本", "e\u0301", FAMILY])).map(" ".join)
PLAIN = st.text(alphabet="abcdeéœ’…« »:?%  \u00a0", max_size=60)
WIDTHS = st.integers(1, 24)


def lines_of(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@given(TEXTS, WIDTHS)
@example("é" + "e\u0301" + "日" * 9, 4)
@example(f"{FAMILY} {FAMILY}{FAMILY}", 3)
def test_each_character_is_shown_once_and_in_order(text: str, width: int) -> None:
    at = 0
    for start, end in wrap(text, width):
        assert start - at in (0, 1)
        assert text[at:start] in ("", " ", "\n")
        assert start <= end
        assert "\n" not in text[start:end]
        at = end
    assert at == len(text)


@given(TEXTS, WIDTHS)
@example("e\u0301日" * 8, 5)
@example("e\u0301" * 12 + "日" * 12, 6)
def test_no_line_is_wider_than_asked_but_for_one_wide_sign(text: str, width: int) -> None:
    for line in lines_of(text, width):
        assert cell_len(line) <= max(width, 2 if width == 1 else 0)


@given(TEXTS, WIDTHS)
def test_a_line_break_always_begins_a_line(text: str, width: int) -> None:
    starts = {start for start, _end in wrap(text, width)}
    assert {at + 1 for at, character in enumerate(text) if character == "\n"} | {0} <= starts


@given(SENTENCES, WIDTHS)
def test_a_line_holds_as_many_words_as_fit(text: str, width: int) -> None:
    for (start, _), (following, last) in pairwise(wrap(text, width)):
        word = text[following:last].split(" ")[0]
        cut_in_a_word = text[following - 1] != " "
        assert cut_in_a_word or cell_len(text[start:following] + word) > width


@given(TEXTS, WIDTHS)
def test_counting_agrees_with_wrapping(text: str, width: int) -> None:
    assert count_lines(text, width) == len(wrap(text, width))


@given(PLAIN, WIDTHS)
def test_texts_of_one_cell_wrap_the_same_measured_or_not(text: str, width: int) -> None:
    unmeasured = wrap(text, width)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wrapping, "_ONE_CELL", frozenset())
        assert wrap(text, width) == unmeasured


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("On ose essayer", 7, ["On ose", "essayer"]),
        ("On ose essayer", 6, ["On ose", "essaye", "r"]),
        ("anticonstitutionnellement", 10, ["anticonsti", "tutionnell", "ement"]),
        ("un anticonstitutionnellement", 10, ["un", "anticonsti", "tutionnell", "ement"]),
        ("première\n\nseconde", 20, ["première", "", "seconde"]),
        ("Qui décide ? Nous", 10, ["Qui", "décide ?", "Nous"]),
        ("Il dit : « oui »", 8, ["Il dit :", "« oui »"]),
        ("Il dit « oui »", 8, ["Il dit", "« oui »"]),
        ("Il dit « oui »", 9, ["Il dit", "« oui »"]),
        ("à 40\u00a0% près", 5, ["à", "40\u00a0%", "près"]),
        ("mille\u202f: deux", 8, ["mille\u202f:", "deux"]),
        ("日本語を話す", 4, ["日本", "語を", "話す"]),
        ("a日本", 4, ["a日", "本"]),
        (FAMILY * 3, 4, [FAMILY * 2, FAMILY]),
        (f"oui {FAMILY}", 5, ["oui", FAMILY]),
        ("🇫🇷🇸🇳🇲🇱", 5, ["🇫🇷🇸🇳", "🇲🇱"]),
        ("👍🏽👍🏽", 3, ["👍🏽", "👍🏽"]),
        ("❤\ufe0f❤\ufe0f", 3, ["❤\ufe0f", "❤\ufe0f"]),
        ("e\u0301e\u0301e\u0301日", 3, ["e\u0301e\u0301e\u0301", "日"]),
        ("日", 1, ["日"]),
        ("ab  cd", 3, ["ab ", "cd"]),
        ("ab \u0301cd", 3, ["ab \u0301", "cd"]),
    ],
)
def test_what_the_lines_are(text: str, width: int, lines: list[str]) -> None:
    assert lines_of(text, width) == lines


def test_a_very_long_word_is_wrapped_in_one_pass() -> None:
    assert len(wrap("x" * 100_000, 10)) == 10_000
    assert len(wrap("日" * 10_000, 10)) == 2_000


CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if code != 0x0A]
DIRECTION = [chr(code) for code in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
SEPARATORS = ["\u2028", "\u2029"]


@pytest.mark.parametrize("character", [*CONTROLS, *DIRECTION, *SEPARATORS, "\ufeff", "\ud800"], ids=ascii)
@pytest.mark.parametrize("one_line", [False, True])
def test_what_a_terminal_would_obey_is_drawn_as_one_sign(character: str, one_line: bool) -> None:
    drawn = drawable(f"a{character}b", one_line)
    assert drawn[0] + drawn[-1] == "ab"
    assert len(drawn) == 3
    assert cell_len(drawn) == 3
    assert drawn[1] != character
    assert unicodedata.category(drawn[1]) in ("So", "Po", "Zs")


def test_direction_marks_are_seen() -> None:
    assert drawable("".join(DIRECTION)) == "·" * len(DIRECTION)
    assert drawable("a\u2028b\u2029c\x1b[31m\x07") == "a⏎b¶c␛[31m␇"


def test_a_line_break_stays_or_is_a_sign() -> None:
    assert drawable("a\nb") == "a\nb"
    assert drawable("a\nb", one_line=True) == "a ⏎ b"


@given(st.text(alphabet=st.characters()))
def test_drawing_leaves_nothing_to_obey_and_alters_nothing_else(text: str) -> None:
    drawn = drawable(text)
    assert len(drawn) == len(text)
    for before, after in zip(text, drawn, strict=True):
        assert after == "\n" or unicodedata.category(after) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(after) not in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
        if unicodedata.category(before) not in ("Cc", "Cs", "Zl", "Zp", "Cf"):
            assert after == before


@pytest.mark.parametrize("text", [FAMILY, "a\u00a0?", "1\u202f000", "œuvre", "e\u0301", "\u200c", "🇫🇷"])
def test_what_people_write_is_drawn_as_it_is(text: str) -> None:
    assert drawable(text) == text
