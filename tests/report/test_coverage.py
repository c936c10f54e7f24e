"""What the synthesis takes up, judged as a reader would."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import process_time

import pytest

from facilitator.language import Language
from facilitator.model.passage import Passage
from facilitator.model.session import Note, Session, Theme
from facilitator.report.coverage import Coverage, coverage
from facilitator.storage.session_file import read_session
from tests.report.sessions import note

THEMES = (Theme(id="rythme", name="Rythme"), Theme(id="appuis", name="Points d'appui"), Theme(id="vide", name="Vide"))
EXAMPLE = Path(__file__).parents[2] / "examples" / "essaimer.toml"


def covered(notes: Sequence[Note], synthesis: str, language: Language = "fr") -> Coverage:
    return coverage(notes, THEMES, synthesis, language)


@pytest.mark.parametrize(
    ("highlight", "synthesis", "taken"),
    [
        ("*les lenteurs assumées*", "Une lenteur assumée gagne du temps.", True),
        ("*LES LENTEURS ASSUMEES*", "Une lenteur assumée gagne du temps.", True),
        ("*une lenteur assumee*", "Des LENTEURS ASSUMÉES.", True),
        ("*l’accueil*", "Tout commence à l'accueil.", True),
        ("*l'œuvre commune*", "Les oeuvres communes durent.", True),
        ("*la lenteur assumée*", "Une lenteur.\n\nElle est assumée.", False),
        ("*la lenteur assumée*", "- une lenteur\n- assumée", False),
        ("*la lenteur*", "On en parle <https://lenteur.example.org/lenteur>", False),
        ("*ça*", "On garde ça pour demain.", True),
        ("*ça*", "On garde tout pour demain.", False),
        ("*un carnet de bord partagé*", "Un carnet partagé suffit.", True),
        ("*un carnet de bord partagé*", "Un carnet suffit.", False),
        ("*un geste simple* que chaque équipe raconte le lundi", "Le lundi chaque équipe montre un geste.", True),
    ],
)
def test_a_highlight_is_taken_up_in_its_words_whatever_their_form(highlight: str, synthesis: str, taken: bool) -> None:
    assert [item.taken for item in covered([note(highlight)], synthesis).highlights] == [taken]


def test_english_word_forms_are_folded_in_english() -> None:
    said = [note("people *shared their tools*")]
    assert covered(said, "Sharing a tool is sharing a story.", "en").highlights[0].taken
    assert not covered(said, "Nothing of this.", "en").highlights[0].taken


def test_an_item_tells_where_it_stands_and_how_much_was_found() -> None:
    said = note("On ose *poser la montre ensemble* enfin", star=True, themes=("rythme",))
    found = covered([said], "Chacun pose sa montre.")
    (highlight,), (star,) = found.highlights, found.stars
    assert said.text[highlight.start : highlight.end] == "*poser la montre ensemble*"
    assert (highlight.id, highlight.text) == (said.id, "poser la montre ensemble")
    assert (highlight.share.words, highlight.share.found) == (3, 2)
    assert (star.share.words, star.share.found) == (4, 2)
    assert star.taken


def test_themes_are_those_that_notes_carry_and_are_named_or_taken_up_by_a_note() -> None:
    said = [
        note("le lundi on *ouvre tard*", themes=("rythme", "disparu")),
        note("le *facteur* passe", themes=("appuis",)),
    ]
    assert [item.id for item in covered(said, "").missing if item.what == "theme"] == ["rythme", "appuis"]
    assert [item.taken for item in covered(said, "Le facteur le sait.").themes] == [False, True]
    assert [item.taken for item in covered(said, "Appuis : un point. Autres rythmes.").themes] == [True, True]


def test_nothing_kept_is_nothing_missing() -> None:
    assert covered([note("sans rien")], "").missing == ()


def test_what_is_put_into_the_synthesis_as_it_is_is_taken_up() -> None:
    session: Session = read_session(EXAMPLE)
    kept = [one for one in session.notes if one.star]
    text = "\n".join(f"- {one.text}" for one in kept)
    assert all(item.taken for item in coverage(session.notes, session.themes, text, "fr").stars)
    assert not any(item.taken for item in coverage(session.notes, session.themes, "", "fr").stars)


MISSED = {"procédure de douze pages", "journée portes ouvertes tournante", "personnes à appeler"}
"""Highlights of the example that a reader finds in its synthesis in other words, and the list does not."""

NOT_TAKEN_UP = {
    "à moitié marché",
    "prêt entre voisins",
    "commencé petit",
    "la dame au chariot",
    "un habitant dans l'équipe",
    "l'atelier en désordre",
    "essais abandonnés",
}
"""Highlights of the example that its synthesis leaves out, as a reader judges."""


def test_the_example_is_judged_as_a_reader_judges_it_save_for_what_stands_there_in_other_words() -> None:
    session = read_session(EXAMPLE)
    found = coverage(session.notes, session.themes, session.synthesis, session.language)
    assert {item.text for item in found.highlights if not item.taken} == NOT_TAKEN_UP | MISSED
    assert [item.text for item in found.themes if not item.taken] == ["Ce qui émerge"]


def test_ten_thousand_notes_and_twenty_pages_are_quick() -> None:
    words = [f"mot{number % 1200}er" for number in range(12_000)]
    synthesis = "\n\n".join(" ".join(words[at : at + 60]) for at in range(0, 9_000, 60))
    said = [
        Note(
            id=f"n{at}",
            text=f"la *{words[at]} {words[at + 7]}* et {' '.join(words[at : at + 12])}",
            themes=("rythme",),
            star=at % 3 == 0,
        )
        for at in range(10_000)
    ]
    begun = process_time()
    found = covered(said, synthesis)
    assert process_time() - begun < 6
    assert len(found.highlights) == 10_000
    begun = process_time()
    assert covered(said, synthesis + "\n\nencore") == found
    assert process_time() - begun < 3


def test_the_stemmer_is_loaded_when_the_first_word_is_folded() -> None:
    code = "import sys, facilitator.report.coverage; print('snowballstemmer' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_what_a_passage_was_made_of_is_taken_up_in_whatever_words() -> None:
    said = [note("On *pose la montre* ensemble", star=True, themes=("rythme",)), note("un *thé vert* à midi")]
    synthesis = "Personne ne regarde l'heure."
    assert len(covered(said, synthesis).missing) == 4
    whole = (Passage(id="p", start=0, end=8, notes=(said[0].id,)),)
    found = coverage(said, THEMES, synthesis, "fr", whole)
    assert [item.text for item in found.missing] == ["thé vert"]
    one = (Passage(id="p", start=0, end=8, notes=(said[1].id,), highlight="thé vert"),)
    assert not {item.text for item in coverage(said, THEMES, synthesis, "fr", one).missing} & {"thé vert"}
