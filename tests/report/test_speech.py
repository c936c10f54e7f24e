"""What is spoken in plenary: words only."""

import pytest
from hypothesis import given

from facilitator.model.kinds import Kind
from facilitator.model.session import Note, Session, Theme
from facilitator.report.reading_aloud import aloud
from facilitator.report.speech import speech
from tests.report.sessions import steady
from tests.report.test_markdown import typed_texts

SYNTHESIS = """# Ce qui tient

On tient **ensemble** (1), sur *trois fils* (voir https://fils.example.org/a) :

- le *marché*
- la halle (2)

> « On se voit mieux debout »

---

1) d'abord écouter

1- Le relais <https://relais.example.org/a>
2- La halle
"""


def test_a_synthesis_is_spoken_without_signs() -> None:
    spoken = speech(Session(id="s", synthesis=SYNTHESIS))
    assert spoken.text.split("\n\n") == [
        "Ce qui tient",
        "On tient ensemble, sur trois fils (voir) :",
        "le marché",
        "la halle",
        "« On se voit mieux debout »",
        "d'abord écouter\n",
    ]
    assert not spoken.made_up
    assert spoken.time == aloud(SYNTHESIS)


def test_without_a_synthesis_question_themes_and_stars_are_spoken() -> None:
    session = Session(
        id="s",
        question="Qui *tient* la halle ?",
        synthesis=" \n",
        themes=(Theme(id="a", name="Lieux"), Theme(id="b", name="Gens"), Theme(id="c", name="Vide")),
        notes=(
            Note(id="1", text="elle est *ouverte*", themes=("a", "b"), star=True),
            Note(id="2", text="on s'y croise", themes=("b",)),
            Note(id="3", text="et l'hiver ?", star=True, kind=Kind.QUESTION),
        ),
    )
    spoken = speech(session)
    assert spoken.text == "Qui tient la halle ?\n\nLieux.\nelle est ouverte\n\nGens.\n\net l'hiver ?\n"
    assert spoken.made_up
    assert not spoken.too_long


@pytest.mark.parametrize(("words", "too_long"), [(220, False), (290, False), (300, True)])
def test_much_too_long_is_a_third_more_than_there_is_time(words: int, too_long: bool) -> None:
    spoken = speech(Session(id="s", synthesis="mot " * words))
    assert (spoken.time.words, spoken.too_long) == (words, too_long)


def test_an_empty_session_says_nothing() -> None:
    assert speech(Session(id="s")).text == ""


@steady
@given(typed_texts)
def test_no_mark_of_emphasis_or_address_is_spoken(text: str) -> None:
    spoken = speech(Session(id="s", synthesis=f"*fort* {text}\n\nvoir https://a.example.org/x"))
    assert "https://a.example.org" not in spoken.text
    assert "*fort*" not in spoken.text
