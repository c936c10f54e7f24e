"""What a session leaves open when it is closed."""

from datetime import date

import pytest

from facilitator.model.kinds import Kind
from facilitator.model.session import Note, Participant, Session
from facilitator.report.unfinished import Open, Unfinished, said, shared_first_names, unfinished, unknown_names


def session(*texts: str, names: tuple[str, ...] = ()) -> Session:
    people = tuple(Participant(id=f"p{at}", name=name) for at, name in enumerate(names))
    return Session(id="s", people=people, notes=tuple(Note(id=f"n{at}", text=text) for at, text in enumerate(texts)))


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
    assert [(one.text, one.people) for one in shared_first_names(session(names=names))] == shared


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
    assert [one.text for one in unknown_names(session(text, names=("Karim Tazi", "Léa Morvan")))] == unknown


def test_an_unknown_name_gathers_its_notes() -> None:
    found = unknown_names(session("@Odile vient", "rien", "voir @odile et @Odile"))
    assert found == (Unfinished(Open.UNKNOWN_NAME, ("n0", "n2"), text="Odile"),)


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
    found = unfinished(session(text))
    assert found == ((Unfinished(Open.TO_COMPLETE, ("n0",)),) if marked else ())


def test_actions_without_a_person_or_a_date() -> None:
    notes = (
        Note(id="a", text="prévenir", kind=Kind.ACTION),
        Note(id="b", text="prévenir", kind=Kind.ACTION, who=("p0",)),
        Note(id="c", text="prévenir", kind=Kind.ACTION, due=date(2026, 6, 1)),
        Note(id="d", text="prévenir", kind=Kind.ACTION, done=True),
        Note(id="e", text="prévenir", kind=Kind.ACTION, who=("p0",), due=date(2026, 6, 1)),
    )
    assert unfinished(Session(id="s", notes=notes)) == (
        Unfinished(Open.ACTION_WITHOUT_PERSON, ("a", "c")),
        Unfinished(Open.ACTION_WITHOUT_DATE, ("a", "b")),
    )


def test_each_is_said_in_words() -> None:
    found = unfinished(session("@Odile…", "@odile", names=("Léa", "Lea")))
    words = [said(one) for one in found]
    assert len(set(words)) == 3
    assert "Léa" in words[0]
    assert "2" in words[0]
    assert "Odile" in words[1]
    assert "1" in words[2]
