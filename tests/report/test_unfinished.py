"""What a session leaves open when it is closed."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from facilitator.model.kinds import Kind
from facilitator.model.passage import Passage
from facilitator.model.read_back import words_read
from facilitator.model.room import Presence
from facilitator.model.session import Note, Participant, Session, Theme
from facilitator.report.unfinished import (
    Open,
    Unfinished,
    Where,
    at_once,
    lacks,
    said,
    shared_first_names,
    unfinished,
    unknown_names,
    untouched_stars,
)

AT = datetime(2026, 5, 12, 15, 0, tzinfo=UTC)
SYNTHESIS = "Un essai *petit* passe sous les radars.\n\nOn va le voir sur place."
WHOLE = Session(
    id="s",
    question="Comment faire connaître ce qui a marché ?",
    synthesis=SYNTHESIS,
    read_back=AT,
    read_back_words=words_read(SYNTHESIS),
    themes=(Theme(id="liberte", name="Liberté"),),
    people=(
        Participant(id="aline", name="Aline Berthier", host=True, participant=False),
        Participant(id="karim", name="Karim"),
    ),
    notes=(
        Note(id="n1", text="un essai petit passe sous les radars", themes=("liberte",), star=True),
        Note(
            id="a1",
            text="prévenir @Karim",
            kind=Kind.ACTION,
            themes=("liberte",),
            who=("karim",),
            due=date(2026, 6, 1),
        ),
    ),
)
"""A session that leaves nothing open."""


def whole(**changed: Any) -> Session:
    return WHOLE.but(**changed)


def noted(*notes: Note) -> Session:
    return whole(notes=tuple(note.but(themes=("liberte",)) for note in notes))


def session(*texts: str, names: tuple[str, ...] = ()) -> Session:
    people = tuple(Participant(id=f"p{at}", name=name) for at, name in enumerate(names))
    return Session(id="s", people=people, notes=tuple(Note(id=f"n{at}", text=text) for at, text in enumerate(texts)))


def test_nothing_is_open_in_a_session_that_lacks_nothing() -> None:
    assert unfinished(WHOLE) == ()


@pytest.mark.parametrize(
    ("changed", "what", "where"),
    [
        ({"question": " \n"}, Open.QUESTION_EMPTY, Where.QUESTION),
        ({"people": (WHOLE.people[1],)}, Open.NO_HOST, Where.PEOPLE),
        ({"people": WHOLE.people[:1]}, Open.NOBODY_PRESENT, Where.PEOPLE),
        ({"presences": (Presence(id="p", person="karim", here=False, at=AT),)}, Open.NOBODY_PRESENT, Where.PEOPLE),
        ({"synthesis": " \n"}, Open.SYNTHESIS_EMPTY, Where.SYNTHESIS),
        ({"read_back": None, "read_back_words": ""}, Open.NOT_READ_BACK, Where.READ_BACK),
        ({"synthesis": f"{SYNTHESIS} Bientôt."}, Open.NOT_READ_BACK, Where.READ_BACK),
    ],
)
def test_what_is_open_in_the_session_as_a_whole(changed: dict[str, Any], what: Open, where: Where) -> None:
    notes = () if what in (Open.NOBODY_PRESENT, Open.SYNTHESIS_EMPTY) else WHOLE.notes
    (found,) = unfinished(whole(**changed, notes=notes))
    assert (found.what, found.where) == (what, where)


def test_who_left_and_came_back_is_present() -> None:
    left, back = (Presence(id=f"p{here}", person="karim", here=here, at=AT) for here in (False, True))
    assert unfinished(whole(presences=(left, back))) == ()


def test_breaking_lines_anew_changes_nothing_that_was_read() -> None:
    assert unfinished(whole(synthesis=SYNTHESIS.replace(" ", "\n", 3))) == ()


def test_notes_without_a_theme_are_open_only_where_there_are_themes() -> None:
    notes = tuple(note.but(themes=()) for note in WHOLE.notes)
    assert unfinished(whole(notes=notes)) == (Unfinished(Open.UNTAGGED, ("n1", "a1")),)
    assert unfinished(whole(notes=notes, themes=())) == ()


def test_starred_notes_that_the_synthesis_does_not_take_up() -> None:
    star = Note(id="n2", text="les marchands de légumes ferment tôt", themes=("liberte",), star=True)
    open_star = whole(notes=(*WHOLE.notes, star))
    assert unfinished(open_star) == (Unfinished(Open.STAR_UNTOUCHED, ("n2",)),)
    assert (at_once(open_star), untouched_stars(open_star)) == ((), unfinished(open_star))
    made = whole(notes=(star,), passages=(Passage(id="x", start=0, end=8, notes=("n2",)),))
    assert unfinished(made) == ()


def test_without_a_synthesis_every_star_is_untouched() -> None:
    assert unfinished(whole(synthesis="")) == (
        Unfinished(Open.STAR_UNTOUCHED, ("n1",)),
        Unfinished(Open.SYNTHESIS_EMPTY),
    )


@pytest.mark.parametrize(
    ("names", "shared"),
    [
        (("Léa Morvan", "lea", "Karim"), [("Léa", ("p0", "p1"))]),
        (("MORVAN Léa", "Léa P.", "PONS Karim", "Karim"), [("Léa", ("p0", "p1")), ("Karim", ("p2", "p3"))]),
        (("Léa Morvan", "Marie-Léa Morvan"), []),
        (("Morvan Léa", "Léa"), []),
        (("LÉA", "Léa"), [("LÉA", ("p0", "p1"))]),
        (("J. MORVAN", "…"), []),
    ],
)
def test_first_names_that_several_share(names: tuple[str, ...], shared: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [*shared_first_names(session(names=names))] == shared
    found = [one for one in unfinished(session(names=names)) if one.what is Open.SHARED_FIRST_NAME]
    assert [(one.where, len(one.people)) for one in found] == [(Where.PEOPLE, 2 * len(shared))] * bool(shared)


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("demander à @Odile demain", ["Odile"]),
        ("@karim l'a vu, @léa morvan aussi", []),
        ("@karim, @odile.", ["odile"]),
        ("écrire à odile@fil.example.org", []),
        ("à 15 @ 20 euros, @1", []),
        ("@Marie-Odile et @Jean d'Arcy", ["Marie-Odile", "Jean"]),
    ],
)
def test_names_behind_an_at_sign_that_nobody_bears(text: str, unknown: list[str]) -> None:
    known = session(text, names=("Karim Tazi", "Léa Morvan"))
    assert [name for name, _notes in unknown_names(known)] == unknown
    assert lacks(Open.UNKNOWN_NAME, known.people)(known.notes[0]) == bool(unknown)


def test_an_unknown_name_gathers_its_notes() -> None:
    found = session("@Odile vient", "rien", "voir @odile et @Odile")
    assert unknown_names(found) == (("Odile", ("n0", "n2")),)


def test_unknown_names_are_one_line_with_their_notes_in_the_order_said() -> None:
    known = session("@Odile", "@Thibault", "@odile")
    (found,) = (one for one in unfinished(known) if one.what is Open.UNKNOWN_NAME)
    assert found == Unfinished(Open.UNKNOWN_NAME, ("n0", "n1", "n2"), names=("Odile", "Thibault"))


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("on ouvre le lundi…", True),
        ("on ouvre *le lundi…* ", True),
        ("on ouvre...", True),
        ("le nom [?] reste à trouver", True),
        ("le nom [ ? ] reste à trouver", True),
        ("on ouvre… le lundi", False),
        ("des carnets, des montres, etc.", False),
        ("des carnets, des montres, etc…", False),
        ("qui tient le fil ?", False),
    ],
)
def test_notes_marked_to_complete(text: str, marked: bool) -> None:
    found = unfinished(noted(Note(id="n0", text=text)))
    assert found == ((Unfinished(Open.TO_COMPLETE, ("n0",)),) if marked else ())


def test_actions_without_a_person_or_a_date() -> None:
    notes = (
        Note(id="a", text="prévenir", kind=Kind.ACTION),
        Note(id="b", text="prévenir", kind=Kind.ACTION, who=("p0",)),
        Note(id="c", text="prévenir", kind=Kind.ACTION, due=date(2026, 6, 1)),
        Note(id="d", text="prévenir", kind=Kind.ACTION, done=True),
        Note(id="e", text="prévenir", kind=Kind.ACTION, who=("p0",), due=date(2026, 6, 1)),
    )
    assert unfinished(noted(*notes)) == (
        Unfinished(Open.ACTION_WITHOUT_PERSON, ("a", "c")),
        Unfinished(Open.ACTION_WITHOUT_DATE, ("a", "b")),
    )


def everything() -> Session:
    """A session that leaves everything open, each kind twice where that is possible."""
    names = ("@Odile", "@Thibault", "@Ninon", "@Sacha")
    notes = [Note(id=f"n{at}", text=f"{name}…", star=True) for at, name in enumerate(names)]
    actions = [Note(id=f"a{at}", text="prévenir", kind=Kind.ACTION) for at in range(2)]
    people = tuple(Participant(id=f"p{at}", name="Léa", participant=False) for at in range(2))
    return Session(id="s", themes=WHOLE.themes, people=people, notes=(*notes, *actions))


def test_everything_is_told_once_in_a_fixed_order_and_in_words_of_its_own() -> None:
    found = (*unfinished(everything()), *unfinished(whole(read_back_words="")))
    order = [one.what for one in found]
    assert order == [what for what in Open if what is not Open.NOT_READ_BACK] + [Open.NOT_READ_BACK]
    words = [said(one) for one in found]
    assert len(set(words)) == len(words)
    assert words[order.index(Open.UNTAGGED)].startswith("6 ")
    assert words[order.index(Open.UNKNOWN_NAME)].endswith(": @Odile, @Thibault, @Ninon, …")
    assert words[order.index(Open.SHARED_FIRST_NAME)].endswith(": Léa")


def test_every_kind_in_notes_has_the_test_that_found_its_notes() -> None:
    left = everything()
    for one in unfinished(left):
        if one.where is Where.NOTES:
            test = lacks(one.what, left.people)
            assert one.notes == tuple(note.id for note in left.notes if test(note)), one.what


@pytest.mark.parametrize(
    ("text", "other", "same"),
    [
        ("a b", " a\n\nb ", True),
        ("a b", "a c", False),
        ("", " \n", True),
        ("\ud800", "\ud801", False),
        ("a", "", False),
    ],
)
def test_the_words_that_were_read(text: str, other: str, same: bool) -> None:
    assert (words_read(text) == words_read(other)) is same
