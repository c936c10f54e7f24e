from datetime import UTC, datetime
from random import Random

import pytest

from facilitator.capture.highlights import highlights
from facilitator.model.ids import new_ulid
from facilitator.model.kinds import Kind, Place, Section
from facilitator.model.session import Extra, Session
from facilitator.report.export import export
from facilitator.report.importer import Imported, ReportFileError, decode_report, import_report
from facilitator.report.options import ReportOptions
from tests.report.sessions import FRENCH

NOW = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)

PLAIN = """

Atelier 7 - Racines - Session 1

Question

Comment transmettre "le coup de main" avant que les anciens ne partent ?


Synthèse

Le savoir-faire ne tient pas dans un classeur (1). Il passe par les mains, à côté de quelqu'un.

Ce qui aide :

- travailler à deux pendant un mois
- filmer les gestes, *sans commentaire*

1- Le film des vanniers :
<https://vannerie.example.org/film>

Porteur

Yvon KERMAREC

Participants

Solenn Le Bris
GAUTIER Luc
Fatou
Denis P
marie-ange

Éléments importants de la discussion

Complément à la question: et ceux qui sont *déjà partis*, on peut encore les appeler ?

On apprend *en regardant faire*, pas en lisant
La notice vient après, quand on sait déjà

risque: former des gens qui s'en vont l'année suivante
"Quand je montre, je me rends compte que je ne sais pas pourquoi je le fais"

! ceci n'est pas un signe, #ni un thème
Atelier bois: 2 apprentis par an, le plus ancien est *payé pour montrer*

Qui décide de ce qui vaut d'être transmis ?

Cf le carnet de Jeanne

Idées à creuser

- un binôme avant chaque départ, *six mois* au moins
- une caméra en libre service
  et quelqu'un pour monter les films

- une fête des gestes
"""


def imported(text: str) -> Imported:
    return import_report(text, "fichier", NOW, Random(3))


def words_of(text: str) -> list[str]:
    """The words of a report, without the marks that only lay it out."""
    return [word for word in text.replace("\\\n", "\n").split() if word.strip("#*-")]


def test_a_plain_report_is_read_whole() -> None:
    found = imported(PLAIN)
    session = found.session
    assert found.left == ()
    assert (session.title, session.language) == ("Atelier 7 - Racines - Session 1", "fr")
    assert session.question == 'Comment transmettre "le coup de main" avant que les anciens ne partent ?'
    assert session.synthesis == PLAIN.split("Synthèse\n\n")[1].split("\n\nPorteur")[0]
    assert [(one.name, one.participant) for one in session.hosts] == [("Yvon KERMAREC", False)]
    assert [one.name for one in session.participants] == [
        "Solenn Le Bris",
        "GAUTIER Luc",
        "Fatou",
        "Denis P",
        "marie-ange",
    ]
    assert [(one.kind.value, one.text.count("\n")) for one in session.notes_of(Section.DISCUSSION)] == [
        ("complement", 0),
        ("point", 1),
        ("risk", 1),
        ("point", 1),
        ("question", 0),
        ("reference", 0),
    ]
    assert [(one.group, one.kind, one.text) for one in session.notes_of(Section.IDEAS)] == [
        (0, Kind.IDEA, "un binôme avant chaque départ, *six mois* au moins"),
        (0, Kind.IDEA, "une caméra en libre service\net quelqu'un pour monter les films"),
        (1, Kind.IDEA, "une fête des gestes"),
    ]


def test_every_word_of_a_report_stays_in_its_place() -> None:
    markdown = export(imported(PLAIN).session, "md", ReportOptions())
    assert words_of(markdown) == words_of(PLAIN)
    kept = [span.words for one in imported(PLAIN).session.notes for span in highlights(one.text)]
    assert kept == ["déjà partis", "en regardant faire", "payé pour montrer", "six mois"]
    assert "<https://vannerie.example.org/film>" in markdown


def test_identifiers_rise_in_the_order_of_the_report() -> None:
    ids = [one.id for one in imported(PLAIN).session.notes]
    assert ids == sorted(set(ids))
    assert ids[0][:10] == new_ulid(NOW, Random(0))[:10]


def test_the_same_import_gives_the_same_session() -> None:
    assert imported(PLAIN) == imported(PLAIN)


UNTIDY = """COMPTE RENDU

Lieu : Salle des Tilleuls
QUESTION :
Par où commencer ?
Porteuses : Anne, Zoé
Participants
• Karim T
– Léo; Maya
12 participants
ELEMENTS IMPORTANTS
Un
Deux

• trois
• quatre
5. Pistes
sans puce
encore une

une autre
"""


def test_an_untidy_report_is_read() -> None:
    found = imported(UNTIDY)
    session = found.session
    assert (session.title, session.place, session.question) == ("", "Salle des Tilleuls", "Par où commencer ?")
    assert [one.name for one in session.hosts] == ["Anne", "Zoé"]
    assert [one.name for one in session.participants] == ["Karim T", "Léo; Maya"]
    assert [one.text for one in session.notes_of(Section.DISCUSSION)] == ["Un\nDeux", "trois", "quatre"]
    assert [(one.group, one.text) for one in session.notes_of(Section.IDEAS)] == [
        (0, "sans puce"),
        (0, "encore une"),
        (1, "une autre"),
    ]
    assert session.extras == (Extra(title="", text="12 participants"),)
    assert found.left == ("line 10: “12 participants” names nobody: kept in a section of its own, at the end",)


ENGLISH_MARKDOWN = """Tool library
============

Some words before.

## Topic

What would make it last?

## Convener

Ada

## Weather

A *cloud*

### and more

- rain

## Discussion highlights

### Money

- First note
- Second note,
  two lines

Third \\*note\\* &amp; more

### Without a theme

**Risk:** nobody comes

***

## Next steps

1. call the school
2. find a key

- a list

- with empty lines

- between all items
"""


def test_markdown_of_others_is_read() -> None:
    found = imported(ENGLISH_MARKDOWN)
    session = found.session
    assert (session.title, session.language, session.question) == ("Tool library", "en", "What would make it last?")
    assert [one.name for one in session.hosts] == ["Ada"]
    money = session.themes[0].id
    assert [(one.text, one.kind, one.themes) for one in session.notes_of(Section.DISCUSSION)] == [
        ("First note", Kind.POINT, (money,)),
        ("Second note,\ntwo lines", Kind.POINT, (money,)),
        ("Third *note* & more", Kind.POINT, (money,)),
        ("nobody comes", Kind.RISK, ()),
    ]
    assert [one.text for one in session.notes_of(Section.IDEAS)] == [
        "1. call the school",
        "2. find a key",
        "a list",
        "with empty lines",
        "between all items",
    ]
    assert session.extras == (
        Extra(title="", text="Some words before."),
        Extra(title="Weather", text="A *cloud*\n\n### and more\n\n- rain", after=Place.HOST),
    )
    assert [sentence.split(":")[0] for sentence in found.left] == ["line 4", "line 14"]


def test_a_fence_with_a_heading_in_it_stays_in_the_synthesis() -> None:
    session = Session(id="s", synthesis="avant\n\n```\n## Porteur\n```\n\naprès")
    assert imported(export(session, "md", ReportOptions())).session.synthesis == session.synthesis


def test_a_list_announced_in_a_plain_synthesis_is_no_section() -> None:
    session = imported("T\n\nQuestion\n\nq ?\n\nSynthèse\n\nPistes :\n\n- une\n\nPorteur\n\nAnne\n").session
    assert session.synthesis == "Pistes :\n\n- une"
    assert session.notes == ()


def test_a_decision_told_by_its_words_stays_in_the_discussion_of_an_imported_report() -> None:
    plain = "T\n\nQuestion\n\nÉléments importants\n\nDécision : on ouvre\n\net puis\n"
    markdown = export(imported(plain).session, "md", ReportOptions())
    assert "## Décisions" not in markdown
    apart = imported(f"{plain}\nDécisions\n\n- Décision : on ferme\n- on range\n").session
    markdown = export(apart, "md", ReportOptions())
    assert markdown.endswith("## Décisions\n\n- Décision : on ferme\n- on range\n\n## Idées à creuser\n")
    assert "Décision : on ouvre\n\net puis" in markdown


@pytest.mark.parametrize("text", ["", " \n\n", "\ufeff"])
def test_an_empty_report_is_refused(text: str) -> None:
    with pytest.raises(ReportFileError):
        imported(text)


NUMBERED = """# Atelier 3 - Bornes - Session 2

## Participants

1. Ada, la voisine
2. Bo

## Éléments importants

1. un point
2. un autre,
   sur deux lignes
3. **Risque :** numéroté

2026. Une année sans numéro
de suite

Une phrase sur deux lignes, close en
2025. Puis la suite

## Idées

1) une idée
2) qui la porte ?

- sans numéro
"""


def test_numbered_lists_of_markdown_are_items() -> None:
    session = imported(NUMBERED).session
    assert [one.name for one in session.people] == ["Ada", "la voisine", "Bo"]
    assert [one.text for one in session.notes_of(Section.DISCUSSION)] == [
        "1. un point",
        "2. un autre,\nsur deux lignes",
        "3. **Risque :** numéroté",
        "2026. Une année sans numéro\nde suite",
        "Une phrase sur deux lignes, close en\n2025. Puis la suite",
    ]
    assert [(one.group, one.text) for one in session.notes_of(Section.IDEAS)] == [
        (0, "1) une idée"),
        (0, "2) qui la porte ?"),
        (1, "sans numéro"),
    ]


@pytest.mark.parametrize("line", ["2026. Une année", "J. A. Martin", "I. Bo", "12. 13"])
def test_only_a_number_before_a_name_is_left_out(line: str) -> None:
    people = imported(f"T\n\nParticipants\n\n1. Ada\n2) Bo\n{line}\n").session.people
    assert [one.name for one in people] == ["Ada", "Bo", line.removeprefix("12. ")]


@pytest.mark.parametrize("title", ["# Atelier 3 - Bornes\n", "Atelier 3 - Bornes\n====\n", "Atelier 3 - Bornes\n"])
def test_a_title_may_be_marked_above_plain_headings(title: str) -> None:
    found = imported(f"{title}\n**Question**\n\nQui ?\n\n**Participants**\n\nAda\n")
    assert (found.session.title, found.session.question, found.left) == ("Atelier 3 - Bornes", "Qui ?", ())


def test_two_lines_above_a_rule_are_no_title() -> None:
    session = imported("Atelier 3 - Bornes\nQuestion\nQui ?\n---\n").session
    assert (session.title, session.question) == ("Atelier 3 - Bornes", "Qui ?\n---")


def test_of_two_people_with_one_name_the_first_is_the_scribe() -> None:
    session = imported("T\n\nScribe\n\nAnne\n\nParticipants\n\nBo\nAnne\nAnne\n").session
    assert [(one.name, one.scribe) for one in session.people] == [("Bo", False), ("Anne", True), ("Anne", False)]


def test_a_heading_told_twice_adds_and_an_empty_one_adds_nothing() -> None:
    session = imported("T\n\nQuestion\n\nun ?\n\nQuestion\n\nSynthèse\n\na\n\nPorteur\n\nAda\n\nSynthèse\n").session
    assert (session.question, session.synthesis) == ("un ?", "a")
    assert (
        imported("T\n\nQuestion\n\nun ?\n\nPorteur\n\nAda\n\nQuestion\n\ndeux ?").session.question == "un ?\n\ndeux ?"
    )


def test_a_text_without_any_heading_is_kept() -> None:
    found = imported("Un titre\n\nquelques mots\n")
    assert (found.session.title, found.session.extras) == ("Un titre", (Extra(title="", text="quelques mots"),))
    assert len(found.left) == 1


def test_a_report_without_a_title_takes_the_name_of_its_file() -> None:
    assert imported("Question\n\nq ?\n").session.title == "fichier"


@pytest.mark.parametrize(
    "encoded",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("cp1252"),
        PLAIN.encode("utf-16"),
        b"\xfe\xff" + PLAIN.encode("utf-16-be"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode("latin-1"),
    ],
)
def test_a_report_is_decoded_whatever_wrote_it(encoded: bytes) -> None:
    assert decode_report(encoded) == PLAIN


def test_windows_quotes_and_unused_bytes_are_decoded() -> None:
    assert decode_report(b"l\x92\xe9t\xe9 \x85 \x9c \x81") == "l’été … œ \x81"


@pytest.mark.parametrize(
    "noise", [b"PK\x03\x04\x00\x00", bytes(range(256)), b"\xff\xfea", b"\x01\x02\x03abc", Random(1).randbytes(4000)]
)
def test_what_is_no_text_is_refused(noise: bytes) -> None:
    with pytest.raises(ReportFileError):
        decode_report(noise)


def test_a_report_with_counted_people_says_so() -> None:
    found = imported(export(FRENCH, "md", ReportOptions(names="count")))
    assert found.session.people == ()
    assert [sentence.split("”")[0] for sentence in found.left] == [
        "line 26: “1 personne",
        "line 30: “1 personne",
        "line 34: “5 participants",
        "line 79: “Météo de départ",
    ]
