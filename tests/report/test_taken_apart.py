"""Every public export taken apart: no name without consent in any part of any format, however it may be written there."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape
from io import BytesIO
from urllib.parse import quote, unquote
from zipfile import ZipFile

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from facilitator.model.agenda import Phase
from facilitator.model.consent import Act, Consent
from facilitator.model.fold import fold
from facilitator.model.kinds import ClockAct, Kind, Place, Section
from facilitator.model.name_decision import NameDecision
from facilitator.model.passage import Passage
from facilitator.model.room import ClockMark, Presence, Turn, Vote, Waiting, Wording
from facilitator.model.session import Extra, Note, Participant, Session, Theme
from facilitator.model.texts import Field
from facilitator.report.book import bound
from facilitator.report.book_export import export_book
from facilitator.report.export import FORMATS, export_file, report_name
from facilitator.report.options import Names, ReportOptions
from facilitator.report.public_book import published_together
from facilitator.report.publication import public_words, published
from facilitator.report.speech import speech
from tests.report.sessions import STARTED, steady

FULL = Participant(id="maelenn", name="Maëlenn Kervadec", consent=Consent.FULL)
INITIALS = Participant(id="theophraste", name="QUIDELLEUR-VANÇON Théophraste", consent=Consent.INITIALS)
UNNAMED = Participant(id="ysaline-le-xeres", name="Ysaline Le Xérès", consent=Consent.UNNAMED)
NOT_ASKED = Participant(id="zephyrin-hoeringen", name="Zéphyrin d’Hœringen")
DECOMPOSED = Participant(id="gwilherm", name=unicodedata.normalize("NFD", "GWILHÉRM Näomie"))
SCRIBE = "Hortensius Vrac"
HIDDEN = (UNNAMED.name, NOT_ASKED.name, DECOMPOSED.name, SCRIBE)
FORBIDDEN = re.compile(
    "quidelleur|vancon|ysaline|xeres|zephyrin|hoeringen|gwilherm|naomie|hortensius|vrac|@fil|aubepine-x|centaurea"
)
"""Parts of names, of addresses and of what is known of people, folded; nothing else in a session holds them."""
KEPT = ("maelenn kervadec", "theophraste q.")


def showing_all(names: Names = "full") -> ReportOptions:
    """A report that tells all it can."""
    return ReportOptions(
        group="theme",
        names=names,
        times=True,
        speakers=True,
        wordings=True,
        presence=True,
        speaking=True,
        sources=True,
    )


ALL = showing_all()


def ways(name: str) -> str:
    """The ways in which people write a name."""
    plain = unicodedata.normalize("NFC", name)
    words, bare = plain.split(), fold(plain).replace(" ", ".").replace("'", "")
    first, last = words[0], words[-1]
    return (
        f"{plain}, {name}, {fold(plain)}, {plain.upper()}, {last} {first}, {last.upper()} {first[0]}., @{first}, "
        f"*{last}*, {first[0]}*{first[1:]}*, {last[0]}**{last[1:]}**, d'{first} {last[0]}., {first[0]}. {last}, "
        f"{unicodedata.normalize('NFD', last)}, {first}\u200b {last[:2]}\u00ad{last[2:]}, <{bare}@fil.example.org>, "
        f"{bare}@fil.example.org, https://lieu.example.org/{quote(last)}/{quote(fold(last))}#{bare}, "
        f"{last[0]}{''.join(f'&#{ord(char)};' for char in last[1:])}, « {last} », ({first}), {first}’s, {last}_{first}"
    )


EVERYBODY = (*(one.name for one in (FULL, INITIALS, UNNAMED, NOT_ASKED, DECOMPOSED)), SCRIBE)
TEXT = "\n".join(map(ways, EVERYBODY))


def known(one: Participant) -> Participant:
    return one.but(affiliation=f"Aubepine-x, chez {one.name}", reason=f"centaurea. {TEXT}")


def full_of_names() -> Session:
    """A session with names in every field that people fill, and in every identifier."""
    one, two, three, four, five = people = tuple(map(known, (FULL, INITIALS, UNNAMED, NOT_ASKED, DECOMPOSED)))
    hide = {"affiliation": "", "reason": ""}
    return Session(
        id="atelier-zephyrin",
        title=f"Atelier 9 - {NOT_ASKED.name} - Session 4",
        place=f"Chez {UNNAMED.name} et {INITIALS.name}",
        theme_set="grille-quidelleur",
        agenda="cercle-de-gwilherm",
        started=STARTED,
        closed=STARTED + timedelta(hours=1),
        read_back=STARTED,
        read_back_words="0a1b2c3d",
        question=TEXT,
        synthesis=f"# {TEXT}\n\n- {ways(SCRIBE)}\n\nMerci (1).\n\n1- Carnet de {UNNAMED.name} : <https://x.example.org/xeres>",
        themes=(Theme(id="methode-zephyrin", name=f"Méthode {NOT_ASKED.name}"), Theme(id="vide", name="Ysaline")),
        people=(
            one.but(**hide, host=True, name=f"{FULL.name} (avec {UNNAMED.name})"),
            two.but(scribe=True),
            *people[2:],
        ),
        notes=(
            Note(
                id="n1", text=TEXT, themes=("methode-zephyrin",), speaker=three.id, author=SCRIBE, at=STARTED, star=True
            ),
            Note(
                id="xeres-2", text="on ralentit", kind=Kind.ACTION, who=(two.id, four.id), author=four.name, at=STARTED
            ),
            Note(id="n3", text=TEXT, kind=Kind.DECISION, speaker=two.id, author=FULL.name),
            Note(id="n4", text=TEXT, section=Section.IDEAS, kind=Kind.IDEA, speaker=five.id),
            Note(id="n5", text=f"Cf le carnet de {SCRIBE}", kind=Kind.REFERENCE, themes=("vide",), speaker=one.id),
            Note(id="n6", text=f"« {UNNAMED.name} »", kind=Kind.QUOTE),
        ),
        extras=(Extra(title=f"Mot de {DECOMPOSED.name}", text=TEXT, after=Place.QUESTION),),
        presences=(Presence(id="pr-xeres", person=three.id, here=False, at=STARTED + timedelta(minutes=9)),),
        wordings=(Wording(id="q-naomie", text=TEXT, author=four.name, at=STARTED),),
        phases=(Phase(id="tour-ysaline", name="Tour d'Ysaline", minutes=5),),
        clock=(ClockMark(id="c-vrac", act=ClockAct.PHASE, phase="tour-ysaline", at=STARTED),),
        queue=(Waiting(id="w-xeres", person=three.id),),
        turns=(
            Turn(id="t-xeres", person=three.id, start=STARTED, end=STARTED + timedelta(minutes=1)),
            Turn(id="t2", person=two.id, start=STARTED, end=STARTED + timedelta(minutes=2)),
        ),
        votes=(Vote(id="v-zephyrin", at=STARTED, voters=5, done=True, counts={"n4": 4, "xeres-2": 1}),),
        passages=(
            Passage(id="s-xeres", start=2, end=40, notes=("xeres-2", "n1"), highlight=f"dit par {UNNAMED.name}"),
        ),
        name_decisions=(
            NameDecision(
                id="name-1",
                field=Field.NOTE,
                of="n6",
                words=UNNAMED.name,
                before="« ",
                after=" »",
                people=(three.id,),
                consent=Consent.UNNAMED,
                how=Act.REPLACE,
                instead=f"l'amie de {NOT_ASKED.name}",
            ),
        ),
    )


def files(data: bytes) -> Iterator[str]:
    """Everything that a file is made of: its text, or the names and the contents of what is packed in it."""
    if data[:2] != b"PK":
        yield data.decode()
        return
    with ZipFile(BytesIO(data)) as package:
        yield package.comment.decode(errors="replace")
        for info in package.infolist():
            yield info.filename
            yield (info.comment + info.extra).decode(errors="replace")
            yield package.read(info).decode(errors="replace")


def readings(text: str) -> Iterator[str]:
    """A text in every way in which a name may show: as it is, decoded, and with all that parts letters taken out."""
    for shown in (
        text,
        unescape(text),
        unescape(unescape(text)),
        unquote(unescape(text)),
        re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text),
    ):
        for between in ("", " "):
            bare = re.sub(r"<[^<>]*>", between, shown)
            yield bare
            yield re.sub(r"[*_`~\\]", "", bare)
    yield unescape(text)


def told(data: bytes) -> list[str]:
    """The forbidden words of a file."""
    found = set[str]()
    for text in files(data):
        for reading in readings(text):
            visible = "".join(char for char in reading if unicodedata.category(char) != "Cf")
            found.update(FORBIDDEN.findall(fold(visible)))
    return sorted(found)


def every_word(data: bytes) -> str:
    return fold(" ".join(unescape(re.sub(r"<[^<>]*>", "", text)) for text in files(data)))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("names", ["full", "initials", "count"])
def test_no_name_without_consent_is_in_any_part_of_a_report(form: str, names: Names) -> None:
    options, session = showing_all(names), full_of_names()
    data = export_file(published(session, {}), form, options)
    assert told(data) == []
    assert "on ralentit" in every_word(data)
    if names == "full":
        assert len(told(export_file(session, form, options))) >= 11


@pytest.mark.parametrize("form", FORMATS)
def test_no_name_without_consent_is_in_any_part_of_a_book(form: str) -> None:
    session, title = full_of_names(), f"Actes chez {NOT_ASKED.name}"
    others = [session.but(id=f"s{at}", title=f"Atelier {at} - Xérès") for at in range(2)]
    clean = published_together([session, *others])
    data = export_book(bound(public_words(title, session), clean, "fr"), form, ALL)
    assert told(data) == []
    assert len(told(export_book(bound(title, [session, *others], "fr"), form, ALL))) >= 11


def test_a_book_names_who_agreed_elsewhere_as_they_agreed_there() -> None:
    said = f"{NOT_ASKED.name}, LE XÉRÈS Ysaline, {INITIALS.name}, {FULL.name}, Théophraste, Zéphyrin l'a vu"
    other = Session(id="b", question=said, people=(Participant(id="z", name="Zéphyrin Aubin", consent=Consent.FULL),))
    people = (FULL, INITIALS, UNNAMED, NOT_ASKED)
    first, second = published_together([Session(id="a", question=said, people=people), other])
    assert second.question == f"X, X, Théophraste Q., {FULL.name}, Théophraste, Zéphyrin l'a vu"
    assert first.question == f"X, X, Théophraste Q., {FULL.name}, Théophraste, X l'a vu"
    here = other.but(people=(NOT_ASKED.but(consent=Consent.FULL),))
    assert published_together([Session(id="a", people=people), here])[1].question.startswith(NOT_ASKED.name)


@pytest.mark.parametrize("synthesis", [True, False])
def test_no_name_without_consent_is_read_aloud(synthesis: bool) -> None:
    session = full_of_names() if synthesis else full_of_names().but(synthesis="")
    assert told(speech(published(session, {})).text.encode()) == []
    assert told(speech(session).text.encode()) != []


def test_who_agreed_is_named_as_agreed() -> None:
    written = every_word(export_file(published(full_of_names(), {}), "md", ALL))
    for name in KEPT:
        assert name in written


def test_the_name_of_a_file_made_of_the_title_names_nobody() -> None:
    session = full_of_names()
    assert FORBIDDEN.search(fold(report_name(session.title, "fr")))
    assert told(report_name(published(session, {}).title, "fr").encode()) == []
    assert told(public_words("zephyrin_d_hoeringen.odt", session).encode()) == []
    assert public_words("maelenn-kervadec.odt", session) == "maelenn-kervadec.odt"


SYLLABLES = st.sampled_from(("zu", "ké", "mœ", "ñi", "vrö", "bla", "tçe", "gwe", "yx", "Pho", "dha", "šo"))
WORD = st.lists(SYLLABLES, min_size=3, max_size=4).map(lambda parts: "".join(parts).capitalize())
SHAPES: tuple[Callable[[str], str], ...] = (str, str.upper, str.lower)
GLUE = st.sampled_from((" ", "-", " de ", " Le ", " d’"))


@st.composite
def names(draw: st.DrawFn) -> str:
    """Somebody's name: two or three invented words, as people write them."""
    words = [draw(WORD) for _ in range(draw(st.integers(2, 3)))]
    name = words[0] + "".join(draw(GLUE) + word for word in words[1:-1]) + " " + words[-1]
    shape = draw(st.sampled_from(SHAPES))
    return unicodedata.normalize(draw(st.sampled_from(("NFC", "NFD"))), shape(name))


@steady
@given(st.lists(names(), min_size=1, max_size=3), st.sampled_from(FORMATS), st.sampled_from((None, Consent.UNNAMED)))
def test_no_invented_name_is_left(people: list[str], form: str, consent: Consent | None) -> None:
    circle = tuple(Participant(id=f"p-{at}", name=name, consent=consent) for at, name in enumerate(people))
    text = "\n".join(map(ways, people))
    session = Session(
        id="s",
        title=text,
        place=text,
        question=text,
        synthesis=text,
        people=circle,
        themes=(Theme(id="t", name=text),),
        notes=(Note(id="n", text=text, speaker="p-0", author=people[0], themes=("t",)),),
        extras=(Extra(title=text, text=text),),
    )
    parts = {part for name in people for part in re.findall(r"\w+", fold(name)) if len(part) > 4}
    assume(parts)
    found = [
        part
        for written in files(export_file(published(session, {}), form, ALL))
        for reading in readings(written)
        for part in parts
        if part in fold("".join(char for char in reading if unicodedata.category(char) != "Cf"))
    ]
    assert found == []
