"""The reader in front of Textual's parser, with time in the test's hands."""

import time
from codecs import getincrementaldecoder
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.message import Message

from facilitator.tui.key_reader import ALT_WINDOW, PASTE_END, PASTE_PATIENCE, PASTE_START, SEQUENCE_PATIENCE, KeyReader

QUICK = ALT_WINDOW / 10
HAND = ALT_WINDOW * 2


def said(messages: Iterable[Message]) -> list[tuple[str, str | None]]:
    """Keys as (name, character), pastes as ("paste", text), others by class name."""
    told: list[tuple[str, str | None]] = []
    for message in messages:
        if isinstance(message, events.Key):
            told.append((message.key, message.character))
        elif isinstance(message, events.Paste):
            told.append(("paste", message.text))
        else:
            told.append((type(message).__name__, None))
    return told


def hear(pieces: Iterable[str], gap: float = QUICK, patience: float = 10.0) -> list[tuple[str, str | None]]:
    """What is heard when pieces come ``gap`` seconds apart and then nothing for ``patience`` seconds."""
    reader, now, told = KeyReader(XTermParser()), 0.0, []
    for piece in pieces:
        told += said(reader.feed(piece, now))
        now += gap
        told += said(reader.tick(now))
    told += said(reader.tick(now + patience))
    return told


def keys(text: str) -> list[tuple[str, str | None]]:
    """What Textual itself makes of text without escapes."""
    return said(XTermParser().feed(text))


def cuts(text: str) -> list[list[str]]:
    """The text in one piece, cut once at every place, and letter by letter."""
    return [[text], *([text[:at], text[at:]] for at in range(1, len(text))), list(text)]


SEQUENCES = [sequence for sequence in ANSI_SEQUENCES_KEYS if len(sequence) > 2]
OTHERS = ["\x1b[<0;10;5M", "\x1b[<64;10;5M", "\x1b[?2026;2$y", "\x1b[I", "\x1b[O", "\x1b[233;;233u", "\x1b[13;2u"]


@pytest.mark.parametrize("sequence", SEQUENCES + OTHERS, ids=repr)
def test_a_sequence_is_heard_as_textual_hears_it_wherever_it_is_cut(sequence: str) -> None:
    plain = XTermParser()
    expected = said([*plain.feed(sequence), *plain.feed("z")])
    for pieces in cuts(sequence):
        assert hear([*pieces, "z"]) == expected, pieces


@pytest.mark.parametrize("character", "1234567890&é\"'(-è_çàaoOPz[]")
def test_escape_and_a_character_at_once_are_alt_and_type_nothing(character: str) -> None:
    for pieces in cuts("\x1b" + character):
        ((name, typed),) = hear(pieces, patience=10)
        assert name.startswith("alt+")
        assert typed is None


@pytest.mark.parametrize("character", "1&é\"'(-è_çàaoOPz]")
def test_escape_then_a_character_by_hand_are_two_keys(character: str) -> None:
    assert hear(["\x1b", character, "u"], gap=HAND) == [("escape", "\x1b"), *keys(character + "u")]


def test_escape_then_a_bracket_by_hand_are_two_keys() -> None:
    assert hear(["\x1b", "["], gap=HAND) == [("escape", "\x1b"), *keys("[")]


def test_escape_alone_is_told_after_its_delay() -> None:
    reader = KeyReader(XTermParser())
    assert said(reader.feed("\x1b", 0.0)) == []
    assert reader.wait(0.0) == pytest.approx(constants.ESCAPE_DELAY)
    assert said(reader.tick(constants.ESCAPE_DELAY - 0.001)) == []
    assert said(reader.tick(constants.ESCAPE_DELAY)) == [("escape", "\x1b")]
    assert reader.wait(1.0) is None


def test_escape_before_another_sequence_is_kept() -> None:
    assert hear(["\x1b\x1b[A"]) == [("escape", "\x1b"), ("up", None)]
    assert hear(["\x1b\x15"]) == [("escape", "\x1b"), ("ctrl+u", "\x15")]


def test_alt_enter_is_a_key_of_its_own() -> None:
    assert hear(["\x1b\r"]) == [("alt+enter", None)]


def test_a_long_composition_arrives_whole() -> None:
    text = "日本語の入力方式です"
    sequence = f"\x1b[0;;{':'.join(str(ord(letter)) for letter in text)}u"
    for pieces in cuts(sequence):
        assert "".join(str(character) for _, character in hear(pieces)) == text


@pytest.mark.parametrize(
    "sequence", ["\x1b[99;99;99z", "\x1b[5;5;5;5~", "\x1b]11;rgb:1/2/3\x1b\\", "\x1bP>|x(1)\x1b\\"]
)
def test_what_nobody_knows_types_nothing(sequence: str) -> None:
    for pieces in cuts(sequence):
        assert hear([*pieces, "é"]) == [("é", "é")]


def test_a_sequence_that_stays_incomplete_is_dropped_in_the_end() -> None:
    reader = KeyReader(XTermParser())
    assert said(reader.feed("\x1b[20", 0.0)) == []
    assert said(reader.tick(SEQUENCE_PATIENCE)) == []
    assert said(reader.feed("é", SEQUENCE_PATIENCE + 1)) == [("é", "é")]


@given(st.text(), st.data())
def test_any_paste_is_one_event_wherever_it_is_cut(text: str, data: st.DataObject) -> None:
    whole = f"a{PASTE_START}{text}{PASTE_END}b".encode("utf-8", "replace")
    text = text.encode("utf-8", "replace").decode()
    decoder = getincrementaldecoder("utf-8")("replace")
    at = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=8)))
    pieces = [decoder.decode(whole[start:end]) for start, end in zip([0, *at], [*at, len(whole)], strict=True)]
    assert hear(pieces) == [("a", "a"), ("paste", text), ("b", "b")]


@given(
    st.lists(st.sampled_from(["\x1b", "[201", "~", "\x1b[20", PASTE_START[:-1], "\r", "é", PASTE_START]), max_size=8)
)
def test_a_paste_of_pieces_of_marks_is_one_event(parts: list[str]) -> None:
    text = "".join(parts)
    if PASTE_END in text:
        return
    for pieces in cuts(PASTE_START + text + PASTE_END):
        assert hear(pieces) == [("paste", text)]


def test_an_end_mark_inside_the_text_lets_no_key_out() -> None:
    text = f"un{PASTE_END}\rdeux{PASTE_END}\x03"
    for pieces in cuts(PASTE_START + text + PASTE_END):
        assert hear(pieces) == [("paste", text)]


def test_two_pastes_and_the_keys_after_them_keep_their_order() -> None:
    stream = f"{PASTE_START}un{PASTE_END}{PASTE_START}deux{PASTE_END}\r"
    assert hear([stream]) == [("paste", "un"), ("paste", "deux"), *keys("\r")]


def test_a_paste_without_end_gives_the_keyboard_back() -> None:
    reader = KeyReader(XTermParser())
    assert said(reader.feed(PASTE_START + "moitié\x1b[20", 0.0)) == []
    assert said(reader.tick(PASTE_PATIENCE - 0.1)) == []
    assert said(reader.tick(PASTE_PATIENCE)) == [("paste", "moitié\x1b[20")]
    assert said(reader.feed("a", 9.0)) == [("a", "a")]
    assert said(reader.feed(PASTE_END + "b", 9.1)) == [("b", "b")]


def test_an_endless_paste_is_given_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitator.tui.key_reader.PASTE_LIMIT", 1000)
    heard = hear([PASTE_START, *["x" * 99 + "\r"] * 25, PASTE_END])
    assert {kind for kind, _ in heard} == {"paste"}
    assert "".join(str(text) for _, text in heard) == ("x" * 99 + "\r") * 25


def test_a_paste_is_read_in_linear_time() -> None:
    def seconds(size: int) -> float:
        reader, data = KeyReader(XTermParser()), PASTE_START + "é\r" * size + PASTE_END
        start = time.perf_counter()
        for at in range(0, len(data), 1024):
            list(reader.feed(data[at : at + 1024], 0.0))
        return time.perf_counter() - start

    small = min(seconds(50_000) for _ in range(3))
    assert min(seconds(500_000) for _ in range(3)) < max(0.02, small) * 40
