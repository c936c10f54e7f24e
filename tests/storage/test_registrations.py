"""Registration files as spreadsheets in France write them: all of one is taken, or nothing."""

import csv
from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.capture.people_table import read_table
from facilitator.capture.person_draft import PersonDraft
from facilitator.model.consent import Consent
from facilitator.storage.registrations import RegistrationFileError, read_registrations

ROWS = (
    ("Nom", "Prénom", "Courriel", "Service", "Pourquoi venez-vous ?"),
    ("Bérard", "Aline", "aline@ville.fr", "Ville, pôle « Œuvres »", "apprendre à dire : « non »"),
    ("Traoré", "Karim", "", "Région ; DSI", 'retrouver le "sens"\nà plusieurs'),
    ("L'Hermitte", "Odile", "odile@x.org", "", "l’été"),
)
PEOPLE = (
    PersonDraft("Aline Bérard", "Ville, pôle « Œuvres »", "apprendre à dire : « non »", "aline@ville.fr"),
    PersonDraft("Karim Traoré", "Région ; DSI", 'retrouver le "sens" à plusieurs'),
    PersonDraft("Odile L'Hermitte", "", "l’été", "odile@x.org"),
)


def table(rows: tuple[tuple[str, ...], ...], separator: str, end: str = "\r\n") -> str:
    written = StringIO()
    csv.writer(written, delimiter=separator, lineterminator=end).writerows(rows)
    return written.getvalue()


def saved(folder: Path, data: bytes | str) -> Path:
    path = folder / "inscrits.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def refused(folder: Path, data: bytes | str) -> RegistrationFileError:
    with pytest.raises(RegistrationFileError) as caught:
        read_registrations(saved(folder, data))
    return caught.value


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_separator_and_line_end(tmp_path: Path, encoding: str, separator: str, end: str) -> None:
    data = table(ROWS, separator, end).encode(encoding)
    assert read_registrations(saved(tmp_path, data)) == PEOPLE


@pytest.mark.parametrize(
    ("titles", "person"),
    [
        ("name,organisation,e-mail,why", PersonDraft("Aline", "Ville", "sens", "a@b.fr")),
        ("First Name,Company,Email,Motivation", PersonDraft("Aline", "Ville", "sens", "a@b.fr")),
        ("NOM ET PRENOM,Collectivité,Adresse e-mail,Motivations :", PersonDraft("Aline", "Ville", "sens", "a@b.fr")),
        ("Prénom *,Organisme,Adresse électronique,Vos attentes ?", PersonDraft("Aline", "Ville", "sens", "a@b.fr")),
        ("nom,Horodateur,courriel,Taille", PersonDraft("Aline", mail="a@b.fr")),
    ],
)
def test_titles_in_french_and_english(tmp_path: Path, titles: str, person: PersonDraft) -> None:
    assert read_registrations(saved(tmp_path, f"{titles}\nAline,Ville,a@b.fr,sens\n")) == (person,)


def test_without_a_title_row(tmp_path: Path) -> None:
    text = "Aline Bérard;Ville;aline@ville.fr\nKarim Traoré;;\n"
    assert read_registrations(saved(tmp_path, text)) == (
        PersonDraft("Aline Bérard", "Ville", mail="aline@ville.fr"),
        PersonDraft("Karim Traoré"),
    )
    assert read_registrations(saved(tmp_path, "Aline\nKarim\n")) == (PersonDraft("Aline"), PersonDraft("Karim"))
    assert read_registrations(saved(tmp_path, "Bérard,Aline,Ville\nTraoré,Karim,Région\n")) == (
        PersonDraft("Bérard Aline", "Ville"),
        PersonDraft("Traoré Karim", "Région"),
    )


def test_headings_blank_rows_and_empty_cells_do_no_harm(tmp_path: Path) -> None:
    text = "sep=;\nInscriptions atelier 4;;\n;;\nNom;Service;;\nAline;Ville;;;;\n;;\n\nKarim\n"
    assert read_registrations(saved(tmp_path, text)) == (PersonDraft("Aline", "Ville"), PersonDraft("Karim"))


def test_consent_as_written(tmp_path: Path) -> None:
    said = {"Oui": Consent.FULL, "prénom et initiale": Consent.INITIALS, "NON": Consent.UNNAMED, "": None}
    text = "Nom;Consentement\n" + "".join(f"P{n};{word}\n" for n, word in enumerate(said))
    assert [person.consent for person in read_registrations(saved(tmp_path, text))] == list(said.values())


def test_the_same_row_twice_is_one_person(tmp_path: Path) -> None:
    assert len(read_registrations(saved(tmp_path, "Nom;Courriel\nAline;a@b.fr\nAline;a@b.fr\nAline;c@d.fr\n"))) == 2


@pytest.mark.parametrize(
    ("text", "line", "what", "way_out"),
    [
        ("Nom;Service\nAline;Ville\n;Région\n", 3, "this row has no name", "take the row out"),
        ("Nom;Service\nAline;Ville;sens\n", 2, "more cells than there are titles", "quotation marks"),
        ('Nom;Service\n"Aline\nB.";Ville\n"Karim;Région\nOdile;x\n', 4, "not closed", "double those"),
        ('Nom;Service\n"Aline" B.;Ville\n', 2, "text follows", "close them"),
        ("Nom;Consentement\nAline;peut-être\n", 2, "“peut-être” does not say", "initials"),
        ("Service;Courriel\nVille;a@b.fr\n", 1, "titled as the one with the names", "Nom"),
        ("sep=;\nService;Courriel\nVille;a@b.fr\n", 2, "titled as the one with the names", "Nom"),
        ("Nom;Service\n", None, "nobody", "one person a line"),
        ("", None, "nobody", "one person a line"),
        (";;\n\n", None, "nobody", "one person a line"),
        ("Nom\nAline\n\x07\x08\n", 3, "not in UTF-8 or Windows-1252", "CSV UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_says_where_and_why(
    tmp_path: Path, text: str, line: int | None, what: str, way_out: str
) -> None:
    error = refused(tmp_path, text)
    assert (error.path.name, error.line) == ("inscrits.csv", line)
    assert what in error.what
    assert way_out in error.way_out


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
@pytest.mark.parametrize("name", ["Hélène", "Jérôme", "François", "Élodie", "René"])
def test_a_file_of_an_old_system_is_told_and_no_accent_becomes_another_letter(
    tmp_path: Path, encoding: str, name: str
) -> None:
    error = refused(tmp_path, f"Nom;Service\nKarim;Ville\n{name};Ville\n".encode(encoding))
    assert error.line == 3


def test_names_with_every_letter_of_windows_1252_are_read(tmp_path: Path) -> None:
    names = (
        "Éléonore ÀÂÇÈÉÊËÎÏÔÙÛÜŸŒÆ",
        "àâçèéêëîïôùûüÿœæ ñ",
        "MIŠKO Žana",
        "Œuvrard",
        "Zoë – l’aînée…",
        "ŠOŠIĆ".replace("Ć", "C"),
    )
    found = read_registrations(saved(tmp_path, ("Nom\n" + "\n".join(names)).encode("cp1252")))
    assert tuple(person.name for person in found) == names


def test_utf_16_that_breaks_off(tmp_path: Path) -> None:
    assert refused(tmp_path, "Nom\nAline\n".encode("utf-16") + b"x").line == 3


@pytest.mark.parametrize("data", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0rest"])
def test_a_spreadsheet_is_told(tmp_path: Path, data: bytes) -> None:
    error = refused(tmp_path, data)
    assert "spreadsheet" in error.what
    assert error.line is None


def test_a_file_that_is_not_there_or_no_file(tmp_path: Path) -> None:
    with pytest.raises(RegistrationFileError, match="no such file – check the name"):
        read_registrations(tmp_path / "rien.csv")
    with pytest.raises(RegistrationFileError, match="folder"):
        read_registrations(tmp_path)


def test_one_wrong_row_among_many_adds_nobody(tmp_path: Path) -> None:
    rows = "".join(f"P{number};Ville\n" for number in range(2_000))
    assert len(read_registrations(saved(tmp_path, f"Nom;Service\n{rows}"))) == 2_000
    assert refused(tmp_path, f"Nom;Service\n{rows};Ville\n").line == 2_002


@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = saved(tmp_path_factory.getbasetemp(), data)
    people: tuple[PersonDraft, ...] = ()
    with suppress(RegistrationFileError):
        people = read_registrations(path)
    assert all(any(char.isalnum() for char in person.name) for person in people)


CELL = st.text("aéÀœ \n\",;\t'-", max_size=10)


@given(st.lists(st.tuples(st.text("abéÉ", min_size=1, max_size=6), CELL, CELL), min_size=1, max_size=6, unique=True))
def test_what_a_spreadsheet_writes_comes_back(rows: list[tuple[str, str, str]]) -> None:
    for separator in ";,\t":
        text = table((("Nom", "Service", "Motivation"), *rows), separator, "\n")
        expected = [PersonDraft(name, " ".join(one.split()), " ".join(two.split())) for name, one, two in rows]
        assert list(read_table(text)) == list(dict.fromkeys(expected))
