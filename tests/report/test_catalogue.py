import pytest

from facilitator.language import words
from facilitator.model.kinds import Kind, Place
from facilitator.report import headings
from facilitator.report import words as form
from facilitator.report.headings import PEOPLE, kind_labelled, language_told, place_of
from tests.report.conftest import FRENCH, FRENCH_PLURALS


@pytest.fixture(name="_speaks", autouse=True)
def _speaks_by_the_catalogue() -> None:
    """In place of the words of ``conftest.py``: those of the catalogue itself."""
    words.cache_clear()
    headings._places.cache_clear()


def test_the_catalogue_says_the_words_of_the_form() -> None:
    french = words("fr")
    assert {word: french.gettext(word) for word in FRENCH} == FRENCH
    for (one, many), (singular, plural) in zip(
        (("{count} participant", "{count} participants"), ("{count} person", "{count} people"), form.TURNS),
        FRENCH_PLURALS.values(),
        strict=True,
    ):
        assert [french.ngettext(one, many, count) for count in (0, 1, 2)] == [singular, singular, plural]


def test_every_word_of_the_form_is_read_again() -> None:
    expected = {
        form.QUESTION: Place.QUESTION,
        form.SYNTHESIS: Place.SYNTHESIS,
        form.HOST: Place.HOST,
        form.HOSTS: Place.HOST,
        form.SCRIBE: Place.SCRIBE,
        form.SCRIBES: Place.SCRIBE,
        form.PARTICIPANTS: Place.PARTICIPANTS,
        form.DISCUSSION: Place.DISCUSSION,
        form.DECISIONS: Place.DECISIONS,
        form.ACTIONS: Place.ACTIONS,
        form.IDEAS: Place.IDEAS,
    }
    for language in ("fr", "en"):
        say = words(language).gettext
        assert {word: place_of(say(word)) for word in expected} == expected
        assert {kind: kind_labelled(say(word)) for kind, word in form.KIND_WORDS.items()} == {
            kind: kind for kind in Kind if kind is not Kind.POINT
        }


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("SYNTHÈSE", Place.SYNTHESIS),
        ("Elements importants", Place.DISCUSSION),
        ("  Éléments importants de la discussion :  ", Place.DISCUSSION),
        ("**Participants**", Place.PARTICIPANTS),
        ("2) Synthèse", Place.SYNTHESIS),
        ("IV. Idées à creuser", Place.IDEAS),
        ("Porteur(s)", Place.HOST),
        ("Porteuse", Place.HOST),
        ("Convenor", Place.HOST),
        ("Participants 12", None),
        ("Une question", None),
        ("- Actions", None),
        ("", None),
    ],
)
def test_headings_are_known_however_they_are_written(line: str, place: Place | None) -> None:
    assert place_of(line) is place


def test_headings_tell_the_language() -> None:
    assert language_told(["Question", "Participants"]) is None
    assert language_told(["Question", "Synthèse", "Porteur"]) == "fr"
    assert language_told(["Question", "Synthesis", "Decisions"]) == "en"
    assert len(PEOPLE) == 3
