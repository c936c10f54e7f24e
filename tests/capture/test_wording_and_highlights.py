"""Kinds told by words, and highlights, on any text."""

import pytest
from hypothesis import given

from facilitator.capture.highlights import highlights, parts
from facilitator.capture.wording import kind_of_wording
from facilitator.model.kinds import Kind
from tests.capture.hostile import LINES, steady


@steady
@given(LINES)
def test_parts_join_to_the_text(text: str) -> None:
    cut = parts(text)
    assert "".join(f"{part.marks}{part.text}{part.marks}" for part in cut) == text
    assert [part.text for part in cut if part.strong] == [span.words for span in highlights(text)]
    assert all(part.marks for part in cut if part.strong) or not any(part.strong for part in cut)


@steady
@given(LINES)
def test_highlights_hold_words_between_asterisks(text: str) -> None:
    behind = 0
    for span in highlights(text):
        assert behind <= span.start < span.end
        assert text[span.start : span.end].strip("*") == span.words == span.words.strip()
        assert "\n" not in span.words
        assert not text[span.end : span.end + 1].isalnum()
        behind = span.end


@steady
@given(LINES)
def test_blanks_around_a_text_do_not_change_its_kind(text: str) -> None:
    assert kind_of_wording(f"  {text}\n") is kind_of_wording(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", Kind.POINT),
        ("?", Kind.QUESTION),
        ('"" et rien', Kind.POINT),
        ("« jamais fermé", Kind.POINT),
        ("“On y va tous” dit le maire", Kind.QUOTE),
        ('un 12" puis « on y va ensemble dès demain »', Kind.QUOTE),
        ("« oui » puis « un bien plus long passage »", Kind.POINT),
        ("pourquoi ?…", Kind.POINT),
        ("pourquoi ?!", Kind.POINT),
        ("*pourquoi ?*", Kind.QUESTION),
        ("cf. le guide", Kind.REFERENCE),
        ("cfa et lycées", Kind.POINT),
        ("le risque : tout reprendre", Kind.POINT),
        ("risque de tout reprendre : oui", Kind.POINT),
        ("rien\nrisque : tout reprendre", Kind.POINT),
        ("complément  à la   question : qui", Kind.COMPLEMENT),
        ("*Idée* : une carte", Kind.IDEA),
    ],
)
def test_kind(text: str, kind: Kind) -> None:
    assert kind_of_wording(text) is kind
