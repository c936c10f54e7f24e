"""Names and addresses inside what was said: found, decided on, and none in any export without consent."""

import re
from datetime import timedelta
from io import BytesIO
from time import process_time
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import to_builtins

from facilitator.model.consent import Consent
from facilitator.model.fold import fold
from facilitator.model.kinds import Kind
from facilitator.model.room import Presence, Turn, Waiting, Wording
from facilitator.model.session import Extra, Note, Participant, Session, Theme
from facilitator.report.export import FORMATS, export_file
from facilitator.report.mentions import mentions
from facilitator.report.options import ReportOptions
from facilitator.report.public_texts import Field, Where, texts, with_texts
from facilitator.report.publication import KEEP, REPLACE, SHORTEN, Act, Decision, instead, published, to_decide
from tests.report.sessions import NAUGHTY, STARTED, note, steady

FULL, INITIALS, UNNAMED = Consent.FULL, Consent.INITIALS, Consent.UNNAMED


def person(name: str, consent: Consent | None = None, identifier: str = "") -> Participant:
    made = identifier or "-".join(re.findall("[a-z]+", fold(name)))
    return Participant(id=made, name=name, consent=consent)


def found_in(text: str, *names: str) -> list[str]:
    people = tuple(person(name, identifier=f"p{at}") for at, name in enumerate(names))
    return [one.text for one in mentions(Session(id="s", people=people, notes=(note(text),)))]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Ysaline Quéméner", "ysaline quemener et YSALINE", ["ysaline quemener", "YSALINE"]),
        ("Ysaline Quéméner", "QUÉMÉNER Ysaline l'a dit", ["QUÉMÉNER Ysaline"]),
        ("Ysaline Quéméner", "Ysali\u00adne, Ys\u200balin\u200be", ["Ysali\u00adne", "Ys\u200balin\u200be"]),
        ("Zoé Quéméner", "avec Zoe\u0301 ici", ["Zoe\u0301"]),
        ("Ysaline Quéméner", "d'Ysaline, (Quemener) *Ysaline*", ["Ysaline", "Quemener", "Ysaline"]),
        ("Ysaline Quéméner", "ysalines et quéménerie", []),
        ("Ysaline Quéméner", "Ysaline Q. puis Ysaline Q, Y. Quéméner", ["Ysaline Q.", "Ysaline Q", "Y. Quéméner"]),
        ("Ysaline Quéméner", "Y.Q. et Y. Q. mais Y Q, y. q.", ["Y.Q.", "Y. Q."]),
        ("Ysaline Quéméner", "le plan (YQ) et le YQ", ["YQ"]),
        ("Ysaline Quéméner", "YQ : on ralentit\nc'est dit – YQ", ["YQ", "YQ"]),
        ("Aline Arnoux", "Aline a dit oui, et Aline A aussi", ["Aline", "Aline A"]),
        ("Aline Arnoux", "Demander à Aline. A-t-on le temps ?", ["Aline"]),
        ("Jacky Le Goff", "Le Goff, goff, le gué, Jacky le goff", ["Le Goff", "goff", "Jacky le goff"]),
        ("Marie-Odile Pons", "Marie Odile et Odile ; marie-odile", ["Marie Odile", "Odile", "marie-odile"]),
        ("Nadège Kerloc’h", "chez Kerloc'h, nadege kerloc’h", ["Kerloc'h", "nadege kerloc’h"]),
        ("Cœlia Bœuf", "coelia bœuf", ["coelia bœuf"]),
        ("Inès (mairie)", "la mairie écoute Inès", ["Inès"]),
        ("Pierre Quéméner", "la pierre du mur, avec Pierre", ["Pierre"]),
        ("Pierre Quéméner", "pierre quemener et @pierre", ["pierre quemener", "pierre"]),
        ("Jean Petit", "un petit pas, le grand et le petit", []),
        ("Jo Le Bon", "le bon sens, jo l'a ; Jo et Le Bon", ["Jo", "Le Bon"]),
        ("Ysaline Quéméner", "voir https://x.example.org/ysaline-quemener/", ["ysaline-quemener"]),
        ("Ysaline Quéméner", "ysaline_quemener, YsalineQuemener", ["ysaline_quemener", "YsalineQuemener"]),
        ("…", "… rien", []),
        ("M", "M comme mardi", []),
    ],
)
def test_a_name_is_found_in_all_its_parts_and_ways(name: str, text: str, found: list[str]) -> None:
    assert found_in(text, name) == found


def test_a_mention_says_where_it_stands_and_whose_it_may_be() -> None:
    people = (person("Léa Morvan"), person("LÉA Pons"), person("Rose Tanguy"))
    said = note("Rose ouvre, puis Léa")
    session = Session(id="s", question="Que ferait Mme Pons ?", people=people, notes=(said,))
    asked, rose, lea = mentions(session)
    assert (asked.where, asked.people) == (Where(Field.QUESTION), ("lea-pons",))
    assert (rose.where, rose.people, rose.doubtful) == (Where(Field.NOTE, said.id), ("rose-tanguy",), True)
    assert (lea.people, lea.doubtful) == (("lea-morvan", "lea-pons"), False)
    assert said.text[lea.start : lea.end] == lea.text == "Léa"


def test_every_address_is_found_and_its_owner_is_told() -> None:
    people = (person("Ysaline Quéméner", FULL), person("Karim Tazi"))
    said = note("écrire à <mailto:y.quemener@fil.example.org>, KTAZI@fil.example.org ou contact@fil.example.org.")
    found = mentions(Session(id="s", people=people, notes=(said,)))
    assert [(one.what, one.text, one.people) for one in found] == [
        ("mail", "<mailto:y.quemener@fil.example.org>", ("ysaline-quemener",)),
        ("mail", "KTAZI@fil.example.org", ("karim-tazi",)),
        ("mail", "contact@fil.example.org", ()),
    ]


def test_what_is_shown_at_the_gate_is_what_consent_does_not_keep() -> None:
    people = (person("Ysaline Quéméner", FULL), person("Karim Tazi", INITIALS), person("Zoé Morvan"))
    session = Session(id="s", people=people, notes=(note("Ysaline et Tazi, Karim, Zoé Morvan"),))
    assert [one.text for one in to_decide(session)] == ["Tazi", "Karim", "Zoé Morvan"]
    assert published(session, {}).notes[0].text == "Ysaline et Karim T., Karim, X"
    shared = session.but(people=(*people, person("Ysaline Pons")))
    assert published(shared, {}).notes[0].text.startswith("X et")


def test_each_mention_is_kept_shortened_or_replaced_as_decided() -> None:
    people = (person("Karim Tazi"), person("Rose Tazi"))
    session = Session(id="s", people=people, notes=(note("Rose des vents, Karim Tazi, Tazi, k@x.example.org"),))
    rose, karim, tazi, mail = to_decide(session)
    assert [instead(rose, one, session) for one in (KEEP, SHORTEN, REPLACE)] == ["Rose", "Rose", "X"]
    assert [instead(karim, one, session) for one in (KEEP, SHORTEN)] == ["Karim Tazi", "Karim T."]
    assert instead(tazi, SHORTEN, session) == "T."
    assert instead(mail, SHORTEN, session) == "X"
    decided = {rose: KEEP, karim: SHORTEN, tazi: Decision(Act.REPLACE, "le facteur")}
    assert published(session, decided).notes[0].text == "Rose des vents, Karim T., le facteur, X"


def test_a_decision_on_a_text_that_changed_holds_no_longer() -> None:
    session = Session(id="s", people=(person("Karim Tazi"),), notes=(note("Karim vient"),))
    decided = dict.fromkeys(to_decide(session), KEEP)
    assert published(session, decided).notes[0].text == "Karim vient"
    changed = session.but(notes=(session.notes[0].but(text="Demain Karim vient"),))
    assert published(changed, decided).notes[0].text == "Demain X vient"


def test_people_stand_as_they_agreed_and_nothing_links_the_unnamed_to_what_they_did() -> None:
    people = (
        person("Ysaline Quéméner", FULL),
        person("TAZI Karim", INITIALS),
        person("Zoé Morvan", UNNAMED),
        person("Goulven Pons"),
    )
    told = [one.but(affiliation="Mairie", reason="curieux") for one in people]
    said = tuple(note(f"n {one.id[0]}").but(speaker=one.id, who=(one.id,), author=one.name) for one in people)
    gone = note("parti").but(speaker="odile-disparue", author="Odile Disparue")
    shown = published(Session(id="s", people=tuple(told), notes=(*said, gone)), {})
    unnamed = [one.name for one in shown.people[2:]]
    assert [one.name for one in shown.people[:2]] == ["Ysaline Quéméner", "Karim T."]
    assert len(set(unnamed)) == 1
    assert [one.affiliation for one in shown.people] == ["Mairie", "", "", ""]
    assert [one.id for one in shown.people] == ["ysaline-quemener", "p1", "p2", "p3"]
    assert [one.speaker for one in shown.notes] == ["ysaline-quemener", "p1", "", "", ""]
    assert [one.who for one in shown.notes[:4]] == [("ysaline-quemener",), ("p1",), (), ()]
    assert [one.author for one in shown.notes] == ["Ysaline Quéméner", "Karim T.", "", "", ""]
    assert Session.checked(to_builtins(shown)) == shown


NAMES = ("Ysaline Quéméner", "QUIDELLEUR Goulven", "Zéphyrin Le Xérès", "Maëlezh-Odile Tazi")
SCRIBE = "Hortensius Vrac"
PARTS = re.compile(r"ysaline|quemener|quidelleur|goulven|zephyrin|xeres|maelezh|odile|\btazi|hortensius|vrac")


def everywhere(name: str) -> str:
    """A name in the ways in which it may stand in a text."""
    bare = fold(name).replace(" ", ".")
    words = name.split()
    return (
        f"{name}, {fold(name)}, {name.upper()}, {words[-1]} {words[0]}, @{words[0]}, *{words[-1]}*, "
        f"d'{words[0]} {words[-1][0]}., {words[0][0]}. {words[-1]}, <{bare}@fil.example.org>, "
        f"https://fil.example.org/{bare}, {words[0]}\u200b {words[-1]}"
    )


def full_of_names(consent: Consent | None) -> Session:
    people = tuple(person(name, consent).but(affiliation=f"Chez {name}", reason=everywhere(name)) for name in NAMES)
    text = "\n".join(everywhere(name) for name in (*NAMES, SCRIBE))
    one, two, three, four = (each.id for each in people)
    return Session(
        id="01KRE0PG40NYQBJ2BA0KKXG038",
        title=f"Atelier 9 - {NAMES[0]} - Session 4",
        place=f"Chez {NAMES[1]}",
        theme_set="grille-quidelleur",
        agenda="quemener",
        started=STARTED,
        question=text,
        synthesis=f"# {text}\n\n- {text}\n\n1- Carnet de {NAMES[2]} : <https://fil.example.org/xeres>",
        themes=(Theme(id="methode-ysaline-x2", name="Méthode Ysaline"),),
        people=(
            people[0].but(host=True),
            people[1].but(scribe=True),
            *people[2:],
        ),
        notes=(
            Note(id="n1", text=text, themes=("methode-ysaline-x2",), speaker=one, author=SCRIBE, at=STARTED),
            Note(id="n2", text="on ralentit", kind=Kind.ACTION, who=(two, three), author=NAMES[1], at=STARTED),
        ),
        extras=(Extra(title=f"Mot de {NAMES[3]}", text=text),),
        presences=(Presence(id="pr1", person=four, here=True, at=STARTED),),
        queue=(Waiting(id="w1", person=one),),
        turns=(Turn(id="t1", person=two, start=STARTED, end=STARTED + timedelta(minutes=1)),),
        wordings=(Wording(id="q1", text=text, author=NAMES[2], at=STARTED),),
    )


SHOWING_ALL = ReportOptions(times=True, speakers=True, wordings=True, presence=True)


def all_text(data: bytes) -> str:
    """Everything a file holds, metadata and the parts of a package with their names, folded."""
    if data[:2] != b"PK":
        return fold(data.decode())
    with ZipFile(BytesIO(data)) as package:
        return fold("\n".join(name + package.read(name).decode(errors="replace") for name in package.namelist()))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("consent", [None, UNNAMED])
def test_without_consent_no_name_stands_in_any_format(form: str, consent: Consent | None) -> None:
    session = full_of_names(consent)
    assert PARTS.search(all_text(export_file(session, form, SHOWING_ALL)))
    written = all_text(export_file(published(session, {}), form, SHOWING_ALL))
    assert PARTS.findall(written) == []
    assert "on ralentit" in written


@pytest.mark.parametrize("form", FORMATS)
def test_with_initials_no_surname_and_no_address_stand_in_any_format(form: str) -> None:
    written = all_text(export_file(published(full_of_names(INITIALS), {}), form, SHOWING_ALL))
    assert re.findall(r"quemener|quidelleur|xeres|\btazi|hortensius|vrac|fil\.example\.org>|@fil", written) == []
    assert "ysaline" in written


def test_with_full_consent_only_addresses_and_strangers_go() -> None:
    session = full_of_names(FULL).but(notes=(note("Ysaline Quéméner : y@fil.example.org"),))
    session = session.but(wordings=())
    shown = published(session, {})
    assert shown.notes[0].text == "Ysaline Quéméner : X"
    assert [one.name for one in shown.people] == list(NAMES)
    assert shown.themes == session.themes


@steady
@given(st.lists(st.sampled_from((*NAUGHTY, "Karim", " ", "k@x.example.org", "(1)", "Tazi")), max_size=6).map("".join))
def test_nothing_but_mentions_changes(text: str) -> None:
    session = Session(id="s", question=text, people=(person("Karim Tazi"),))
    assert published(session, dict.fromkeys(mentions(session), KEEP)).question == text
    for one in mentions(session):
        assert text[one.start : one.end] == one.text
    again = published(session, {})
    assert [one.text for one in mentions(again.but(people=session.people))] == []


def test_texts_are_put_back_where_they_came_from() -> None:
    session = full_of_names(FULL)
    assert with_texts(session, dict(texts(session))) == session
    marked = with_texts(session, {where: f"{where.field} {where.id}" for where, _ in texts(session)})
    assert all(text == f"{where.field} {where.id}" for where, text in texts(marked))


def test_ten_thousand_notes_are_quick() -> None:
    people = tuple(person(f"{first}{at} Morvan{at}", identifier=f"p{at}") for at, first in enumerate(["Zoé"] * 60))
    notes = tuple(
        Note(id=f"n{at}", text=f"On a cherché longtemps où passait l'été, dit zoé{at % 80}, et à qui il profite")
        for at in range(10_000)
    )
    begun = process_time()
    found = mentions(Session(id="s", people=people, notes=notes))
    assert len(found) == 7_500
    assert process_time() - begun < 8
