"""People as they are pasted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.capture.people import pasted_people
from facilitator.capture.people_table import PeopleTableError
from facilitator.capture.person_draft import PersonDraft
from facilitator.model.consent import Consent


def names(text: str) -> list[str]:
    return [person.name for person in pasted_people(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Aline Bérard\nKarim T.\nOdile",
        "Aline Bérard, Karim T., Odile",
        "Aline Bérard; Karim T.;Odile;",
        "Aline Bérard\tKarim T.\tOdile",
        "Aline Bérard,Karim T.\r\n\r\nOdile\r\n",
        "- Aline Bérard\n- Karim T.\n- Odile",
        "1. Aline Bérard\n2. Karim T.\n3) Odile",
        "• Aline  Bérard\n•\u00a0Karim T.\n• Odile",
        "Participants :\nAline Bérard, Karim T.\nOdile",
        "Nom\nAline Bérard\nKarim T.\nOdile",
    ],
)
def test_a_list_of_names(text: str) -> None:
    assert names(text) == ["Aline Bérard", "Karim T.", "Odile"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Aline Bérard <aline@ville.fr>", [("Aline Bérard", "aline@ville.fr")]),
        ('"Aline Bérard" <aline@ville.fr>', [("Aline Bérard", "aline@ville.fr")]),
        ("'Aline Bérard' <aline@ville.fr>", [("Aline Bérard", "aline@ville.fr")]),
        ('"BÉRARD, Aline" <aline@ville.fr>', [("Aline BÉRARD", "aline@ville.fr")]),
        ("“Bérard, Aline” <aline@ville.fr>", [("Aline Bérard", "aline@ville.fr")]),
        ("Aline L'Hermitte <a.lh@ville.fr>", [("Aline L'Hermitte", "a.lh@ville.fr")]),
        ("'Aline L'Hermitte' <a.lh@ville.fr>", [("Aline L'Hermitte", "a.lh@ville.fr")]),
        ("Aline Bérard [mailto:aline@ville.fr]", [("Aline Bérard", "aline@ville.fr")]),
        ("Aline Bérard (aline@ville.fr)", [("Aline Bérard", "aline@ville.fr")]),
        ("<aline.berard@ville.fr>", [("Aline Berard", "aline.berard@ville.fr")]),
        ("jean-luc.petit2@ville.fr", [("Jean-Luc Petit", "jean-luc.petit2@ville.fr")]),
        ("33@ville.fr", [("33", "33@ville.fr")]),
        (
            'À : "Bérard, Aline" <aline@ville.fr>, Karim Traoré <k.traore@region.fr>; odile@x.org',
            [("Aline Bérard", "aline@ville.fr"), ("Karim Traoré", "k.traore@region.fr"), ("Odile", "odile@x.org")],
        ),
        ("To: Aline <a@b.fr>\nCc: Karim <k@b.fr>", [("Aline", "a@b.fr"), ("Karim", "k@b.fr")]),
        ("Aline <a@b.fr>; Aline <a@b.fr>; Aline <autre@b.fr>", [("Aline", "a@b.fr"), ("Aline", "autre@b.fr")]),
    ],
)
def test_the_addressees_of_a_mail(text: str, people: list[tuple[str, str]]) -> None:
    assert [(person.name, person.mail) for person in pasted_people(text)] == people


def test_what_stands_in_brackets_is_the_affiliation() -> None:
    assert pasted_people('"Bérard, Aline (DREAL Bretagne)" <a@b.fr>; Karim (Métropole)') == (
        PersonDraft("Aline Bérard", "DREAL Bretagne", mail="a@b.fr"),
        PersonDraft("Karim", "Métropole"),
    )


def test_a_table_with_titles() -> None:
    text = (
        "Nom;Prénom;Courriel;Collectivité;Pourquoi ?;Consentement\n"
        "Bérard;Aline;aline@ville.fr;Ville de Rennes;« oser » à plusieurs;oui\n"
        '"Le Goff";Jacky;;;"l\'envie\nd\'essayer";Initiales\n'
    )
    assert pasted_people(text) == (
        PersonDraft("Aline Bérard", "Ville de Rennes", "« oser » à plusieurs", "aline@ville.fr", Consent.FULL),
        PersonDraft("Jacky Le Goff", reason="l'envie d'essayer", consent=Consent.INITIALS),
    )


def test_cells_of_a_spreadsheet() -> None:
    assert pasted_people("Bérard\tAline\nTraoré\tKarim\n") == (PersonDraft("Bérard Aline"), PersonDraft("Traoré Karim"))
    assert pasted_people("Aline Bérard\tVille\ta@b.fr\nOdile R.\tRégion\to@b.fr\n") == (
        PersonDraft("Aline Bérard", "Ville", mail="a@b.fr"),
        PersonDraft("Odile R.", "Région", mail="o@b.fr"),
    )
    assert names("Aline\tKarim\nOdile") == ["Aline", "Karim", "Odile"]
    assert names("Aline\t\n\tKarim") == ["Aline", "Karim"]


def test_a_table_that_cannot_be_read_adds_nobody() -> None:
    with pytest.raises(PeopleTableError) as caught:
        pasted_people("Nom;Service\nAline;Ville\n;Région\n")
    assert (caught.value.line, caught.value.what) == (3, "this row has no name")


@pytest.mark.parametrize("text", ["", "\n\n", " ; , \t", "---", "<>", '""', "()", "\x00"])
def test_nobody(text: str) -> None:
    assert pasted_people(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('Aline "la voix" Bérard', ['Aline "la voix" Bérard']),
        ('"Aline, Karim', ['"Aline', "Karim"]),
        ("Aline <sans fin, Karim", ["Aline <sans fin", "Karim"]),
        ("[bold]Aline[/bold]", ["[bold]Aline[/bold]"]),
        ("Jean (dit Jeannot) Petit", ["Jean (dit Jeannot) Petit"]),
        ("Éléonore d’Œuvre-Ÿ", ["Éléonore d’Œuvre-Ÿ"]),
        ("« Aline »", ["Aline"]),
        ('"Bérard, Aline, Marie"', ["Bérard, Aline, Marie"]),
    ],
)
def test_odd_names_stay_as_they_are(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_a_very_long_paste_is_read_in_a_breath() -> None:
    for text in ("<" * 20_000, '"' * 20_000, "(" * 20_000, "a@" * 20_000, "'" * 20_000, "(a" * 10_000, "a." * 20_000):
        pasted_people(text)
    assert len(pasted_people("\n".join(f"Personne {number}" for number in range(3_000)))) == 3_000


@given(st.text("Aé \t\n,;<>@.()\"'“”«»:-1", max_size=60))
def test_any_list_is_read_to_people_with_names(text: str) -> None:
    for person in pasted_people(text):
        assert any(char.isalnum() for char in person.name)
        assert person.name == " ".join(person.name.split())


WORD = st.text("abcdeéèçñABÉ'-", min_size=1, max_size=8).filter(lambda word: word[0].isalpha() and word[-1].isalpha())
NAME = st.lists(WORD, min_size=2, max_size=3).map(" ".join)


@given(st.lists(NAME, min_size=1, max_size=8, unique=True), st.sampled_from(["\n", ", ", ";", "; ", "\t", "\r\n"]))
def test_plain_names_come_through_as_typed(people: list[str], between: str) -> None:
    assert names(between.join(people)) == people
    mails = between.replace("\t", ";").join(f'"{name}" <x@y.fr>' for name in people)
    assert names(mails) == people
