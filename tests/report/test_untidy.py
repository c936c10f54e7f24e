"""Reports that people wrote in their own way: what belongs to the form is found, and every word stays."""

import re
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.model.kinds import Kind, Place, Section
from facilitator.model.session import Extra, Session
from facilitator.report.export import export
from facilitator.report.headings import place_of
from facilitator.report.importer import Imported, decode_report, import_report
from facilitator.report.options import ReportOptions
from tests.report import untidy
from tests.report.sessions import steady

NOW = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)


def imported(text: str) -> Imported:
    return import_report(text, "nom", NOW, Random(5))


def texts(session: Session, section: Section = Section.DISCUSSION) -> list[str]:
    return [note.text for note in session.notes_of(section)]


def names(session: Session) -> tuple[list[str], list[str]]:
    return [one.name for one in session.hosts], [one.name for one in session.participants]


def test_headings_in_capitals() -> None:
    found = imported(untidy.CAPITALS)
    session = found.session
    assert (session.title, session.language) == ("ATELIER 3 - RACCOMMODER - SESSION 1", "fr")
    assert session.question == "Comment garder l'atelier vélo ouvert l'hiver ?"
    assert session.synthesis == "On tient par les *habitués du jeudi*."
    assert names(session) == (["Maud Kermorgant"], ["Issa Diop", "Régine"])
    assert [one.kind for one in session.notes] == [Kind.POINT, Kind.RISK, Kind.IDEA]
    assert session.extras == (
        Extra(title="METEO DE DEPART", text="Deux ronds jaunes, un bleu.", after=Place.PARTICIPANTS),
    )
    assert found.left == (
        "line 20: “METEO DE DEPART” has no place in the form: kept as a section of its own, where it stood",
    )


def test_headings_with_colons_and_names_on_their_line() -> None:
    session = imported(untidy.COLONS).session
    assert session.question == "Qui ouvre le local le samedi ?"
    assert session.synthesis == "Un *tour de clé* partagé à quatre."
    assert names(session) == (["Issa Diop"], ["Maud Kermorgant", "Régine", "Colin Le Bras"])
    assert session.extras == (Extra(title="Matériel", text="deux chaises, un paperboard", after=Place.PARTICIPANTS),)
    assert texts(session)[0] == "Complément à la question: et qui le ferme ?"
    assert "Trois points reviennent :" in "\n".join(texts(session)), "it announces a list and is no heading"
    assert texts(session, Section.IDEAS) == ["un cahier de passage"]


def test_bold_headings() -> None:
    session = imported(untidy.BOLD).session
    assert session.question == "Que faire des pièces usées ?"
    assert names(session) == (["Régine"], ["Issa Diop", "Maud Kermorgant"])
    assert session.extras == (Extra(title="Ambiance", text="Sonore.", after=Place.PARTICIPANTS),)
    assert [(one.text, one.kind) for one in session.notes] == [
        ("“On jette ce qu'on n'a pas appris à réparer”", Kind.QUOTE),
        ("une bourse aux roues", Kind.IDEA),
    ]


def test_numbered_headings_go_on_counting() -> None:
    session = imported(untidy.NUMBERED).session
    assert (session.question, session.synthesis) == ("Par où commencer une réparation ?", "Par le bruit.")
    assert names(session) == (["Colin Le Bras"], ["Maud Kermorgant", "Issa Diop"])
    assert session.extras == (Extra(title="Outils sur la table", text="Une clé de huit.", after=Place.PARTICIPANTS),)
    assert texts(session) == ["On écoute d'abord", "1. lever la roue\n2. tourner"]


def test_headings_without_accents() -> None:
    session = imported(untidy.NO_ACCENTS).session
    assert (session.question, session.synthesis) == ("A quoi sert un etabli partage ?", "A se croiser.")
    assert [one.kind for one in session.notes] == [Kind.REFERENCE, Kind.RISK, Kind.IDEA]


def test_eight_kinds_of_bullets() -> None:
    session = imported(untidy.BULLETS).session
    assert names(session)[1] == ["Maud Kermorgant", "Issa Diop"]
    assert texts(session) == [
        "redresser un rayon",
        "graisser une chaîne",
        "poser une rustine",
        "régler un frein",
        "changer un câble",
        "centrer une roue",
        "serrer un moyeu",
        "gonfler un pneu",
    ]
    assert texts(session, Section.IDEAS) == ["un film", "une affiche"]


def test_missing_sections() -> None:
    found = imported(untidy.MISSING)
    assert (found.session.question, found.session.synthesis, found.session.people) == ("", "", ())
    assert [one.kind for one in found.session.notes] == [Kind.POINT, Kind.QUESTION]
    assert found.left == ()


def test_kinds_and_references_are_told_by_their_wording() -> None:
    session = imported(untidy.REFERENCES).session
    assert [one.kind for one in session.notes] == [
        Kind.RISK,
        Kind.COMPLEMENT,
        Kind.QUOTE,
        Kind.QUESTION,
        Kind.REFERENCE,
        Kind.REFERENCE,
        Kind.EXAMPLE,
        Kind.POINT,
    ]
    assert session.synthesis.endswith("1- Carte des ressourceries :\n<https://ressources.example.org/carte>")


def test_the_english_form() -> None:
    session = imported(untidy.ENGLISH).session
    assert (session.title, session.language) == ("Repair circle - Session 2", "en")
    assert session.question == "How do we keep the bench busy in winter?"
    assert names(session) == (["Morag Lindsay"], ["Ada Okoye", "Ted", "Wil Harker"])
    assert [one.name for one in session.scribes] == ["Ted"]
    assert [one.kind for one in session.notes_of(Section.DISCUSSION)][:3] == [Kind.POINT, Kind.RISK, Kind.QUOTE]
    assert texts(session, Section.IDEAS) == ["a heater on a timer", "open on Sundays"]
    other = imported(untidy.ENGLISH_HOST).session
    assert (other.question, names(other)) == (
        "Who mends the menders?",
        (["Wil Harker"], ["Ada Okoye", "Morag Lindsay"]),
    )
    assert other.extras == (Extra(title="WEATHER", text="Sleet.", after=Place.PARTICIPANTS),)
    assert texts(other) == ["Nobody asked for help before noon"]
    assert texts(other, Section.IDEAS) == ["a quiet corner"]


def test_names_above_the_first_heading_of_markdown() -> None:
    found = imported(untidy.OPENING)
    assert names(found.session) == (["Colin Le Bras"], ["Maud Kermorgant", "Issa Diop"])
    assert found.session.extras == (Extra(title="", text="Relu le soir même."),)
    assert found.left == ("line 5: what stands before the first heading is kept in a section of its own, at the end",)


def test_an_unknown_section_stands_in_the_report_where_it_stood() -> None:
    for text in (untidy.CAPITALS, untidy.COLONS, untidy.BOLD, untidy.NUMBERED):
        found = imported(text)
        markdown = export(found.session, "md", ReportOptions())
        headings = re.findall("^## (.*)", markdown, re.MULTILINE)
        assert headings.index(found.session.extras[0].title) == headings.index("Participants") + 1
        again = imported(markdown).session
        assert again.extras == found.session.extras


@pytest.mark.parametrize("name", untidy.ALL)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_line_ends_and_encodings_change_nothing(name: str, ends: str, encoding: str) -> None:
    text = untidy.ALL[name].translate({0x2192: "-", 0x25AA: "-", 0x25CF: "-", 0xF0B7: "-"})
    written = text.replace("\n", ends).encode(encoding)
    assert imported(decode_report(written)) == imported(text)


@pytest.mark.parametrize("name", untidy.ALL)
def test_every_word_of_an_untidy_report_is_in_the_session(name: str) -> None:
    assert missing(untidy.ALL[name], imported(untidy.ALL[name]).session) == []


def missing(text: str, session: Session) -> list[str]:
    """The words of a report that its session does not hold, headings of the form aside."""
    held = {
        *words(session.title),
        *words(session.question),
        *words(session.synthesis),
        *words(session.place),
        *(word for one in session.people for word in words(one.name)),
        *(word for one in session.themes for word in words(one.name)),
        *(word for one in session.notes for word in words(one.text)),
        *(word for one in session.extras for word in words(f"{one.title} {one.text}")),
    }
    lines = [line for line in text.split("\n") if place_of(line.lstrip("# ")) is None]
    return [word for line in lines for word in words(_without_form(line)) if word not in held]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def _without_form(line: str) -> str:
    """A line without the heading in front of names, the bullet of Word and what joins two names."""
    head, colon, rest = line.partition(":")
    told = rest if colon and (place_of(head.strip("*- ")) is not None or head.strip() == "Lieu") else line
    return re.sub(r"(?<=[,;]) et |(?<=\w) (?:et|and) (?=[A-Z])|^o\t", " ", told)


_headings = st.sampled_from(
    (
        *("Question", "SYNTHÈSE", "Porteur :", "**Participants**", "5. Éléments importants", "Idées", "## Question"),
        *("Topic", "Porteur : Ada, Bo", "Convener: Cy", "MÉTÉO", "**Décor**", "6. Divers", "Matériel :", "## Autre"),
        "### Plus bas",
    )
)
_said = st.sampled_from(
    (
        *(
            "on avance à deux",
            "- un brin",
            "• un autre",
            "1- un guide <https://a.example.org/b>",
            "risque: tout lâcher",
        ),
        *(
            "12 participants",
            "1. Dana",
            "Lieu : la halle",
            "CAPITALES",
            "**gras**",
            "Trois choses :",
            "« cité »",
            "---",
        ),
        *("```", "> rendu", "    en retrait", "o\tpuce", "Zoé; Yan", "Eli, Fay et Guy", "# un titre", "=====", ""),
    )
)


@steady
@given(st.lists(_headings | _said, min_size=1, max_size=14), st.sampled_from(["\n", "\n\n"]))
def test_no_word_of_any_report_is_lost(lines: list[str], between: str) -> None:
    text = between.join(lines)
    if text.strip():
        assert missing(text, imported(text).session) == []
