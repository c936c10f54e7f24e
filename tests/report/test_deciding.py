"""What is decided on names: how long it goes on, what it leads to, and that it is in no export."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.model.consent import Act, Consent
from facilitator.model.session import Note, Participant, Session
from facilitator.model.texts import Field
from facilitator.report.deciding import KEEP, REPLACE, SHORTEN, Decision, Seen, decided, decisions_on, kept_on
from facilitator.report.export import FORMATS, export_file
from facilitator.report.gate import act_told, asked, excerpt, note_numbers, place_told, undecided
from facilitator.report.options import ReportOptions
from facilitator.report.publication import published, stands_instead, to_decide
from tests.report.sessions import steady

KARIM = Participant(id="karim", name="Karim Tazi")
ROSE = Participant(id="rose", name="Rose Quéméner", consent=Consent.INITIALS)
SAID = "Rose des vents, disait Karim Tazi avant de partir vers le nord"


def session_of(*texts: str, people: tuple[Participant, ...] = (KARIM, ROSE)) -> Session:
    return Session(id="s", people=people, notes=tuple(Note(id=f"n{at}", text=text) for at, text in enumerate(texts)))


def with_decision(session: Session, *decisions: Decision) -> Session:
    """The session with decisions on its first mentions."""
    wanted = dict(zip(to_decide(session), decisions, strict=False))
    return session.but(name_decisions=decisions_on(session, wanted))


def said(session: Session, text: str) -> Session:
    return session.but(notes=(session.notes[0].but(text=text),))


def with_consent(session: Session, person: str, consent: Consent | None) -> Session:
    people = tuple(one.but(consent=consent) if one.id == person else one for one in session.people)
    return session.but(people=people)


def shown(session: Session) -> str:
    return published(session, {}).notes[0].text


def test_what_was_decided_is_published() -> None:
    session = with_decision(session_of(SAID), KEEP, Decision(Act.REPLACE, "le facteur"))
    assert shown(session) == "Rose des vents, disait le facteur avant de partir vers le nord"
    assert shown(with_decision(session_of(SAID), REPLACE, SHORTEN)).startswith("X des vents, disait Karim T. avant")
    assert published(session, {}).name_decisions == ()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"{SAID}, et revenir", True),
        (f"Hier : on notait : {SAID}", True),
        (SAID.replace("vers le nord", "au sud"), True),
        (SAID.replace("disait", "dit"), False),
        (SAID.replace("avant", "après"), False),
        (SAID.replace("Karim Tazi", "Karim"), False),
        (SAID.replace("Karim Tazi", "KARIM Tazi"), False),
        (f"{SAID}\n{SAID}", False),
        (f"{SAID} et Karim Tazi aussi", True),
    ],
)
def test_a_decision_goes_on_while_its_name_stands_between_the_same_words(text: str, kept: bool) -> None:
    session = said(with_decision(session_of(SAID), REPLACE, KEEP), text)
    assert (KEEP in decided(session).values()) == kept
    assert ("disait Karim Tazi avant" in shown(session)) == kept
    assert undecided(said(session, SAID)) == 0


def test_names_that_look_alike_are_decided_one_by_one_and_asked_again_when_one_is_gone() -> None:
    thrice = "\n".join(["- dit par Karim à la réunion"] * 3)
    session = session_of(thrice)
    first, second, third = to_decide(session)
    session = session.but(name_decisions=decisions_on(session, {second: KEEP}))
    assert [line.count("Karim") for line in shown(session).split("\n")] == [0, 1, 0]
    assert [one.decided for one in asked(session)] == [None, KEEP, None]
    assert decided(said(session, "\n".join(["- dit par Karim à la réunion"] * 2))) == {}
    assert kept_on(session, [first, third]) == ()
    assert kept_on(session, [second]) == (session.name_decisions[0].id,)


@pytest.mark.parametrize("consent", [Consent.UNNAMED, Consent.INITIALS])
def test_a_name_that_was_kept_is_asked_about_again_once_its_bearer_says_something_else(consent: Consent) -> None:
    session = with_decision(session_of("demande à Karim Tazi"), KEEP)
    assert shown(session) == "demande à Karim Tazi"
    changed = with_consent(session, "karim", consent)
    assert decided(changed) == {}
    assert undecided(changed) == 1
    assert "Tazi" not in shown(changed)
    assert shown(with_consent(session, "karim", Consent.FULL)) == "demande à Karim Tazi"


def test_a_name_that_somebody_else_may_bear_by_now_is_asked_about_again() -> None:
    session = with_decision(session_of("demande à Tazi"), KEEP)
    another = Participant(id="lea", name="Léa Tazi")
    more = session.but(people=(*session.people, another))
    assert decided(more) == {}
    assert shown(more) == "demande à X"


def test_a_decision_that_says_less_than_was_agreed_goes_on() -> None:
    session = with_decision(session_of("demande à Karim Tazi"), Decision(Act.REPLACE, "quelqu'un"))
    for consent in (None, *Consent):
        changed = with_consent(session, "karim", consent)
        assert shown(changed) == "demande à quelqu'un"
        assert [one.decision.act for one in asked(changed)] == [Act.REPLACE]


def test_of_two_decisions_on_one_name_the_stricter_one_holds() -> None:
    session = session_of("demande à Karim Tazi")
    (mention,) = to_decide(session)
    (keep,), (replace,) = decisions_on(session, {mention: KEEP}), decisions_on(session, {mention: REPLACE})
    assert keep.id == replace.id
    for order in ((keep, replace), (replace, keep)):
        both = tuple(one.but(id=f"d{at}") for at, one in enumerate(order))
        assert shown(session.but(name_decisions=both)) == "demande à X"


def test_words_that_replace_a_name_name_nobody_else() -> None:
    session = with_decision(session_of("demande à Karim Tazi"), Decision(Act.REPLACE, "un ami de Rose Quéméner"))
    assert shown(session) == "demande à un ami de Rose Q."
    (one,) = asked(session)
    assert stands_instead(one.mention, one.decision, session) == "un ami de Rose Q."


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("public", [True, False])
def test_no_export_holds_decisions(form: str, public: bool) -> None:
    session = with_decision(session_of(SAID), KEEP, Decision(Act.REPLACE, "le facteur"))
    data = export_file(published(session, {}) if public else session, form, ReportOptions(speaking=True))
    assert b"name_decisions" not in data
    assert b"name-" not in data
    assert b"instead" not in data


def test_a_text_that_did_not_change_is_looked_through_once() -> None:
    seen, session = Seen(), session_of(SAID, "Karim Tazi encore")
    before = seen.mentions(session)
    again = seen.mentions(said(session, SAID))
    assert {id(one) for one in again} <= {id(one) for one in before}
    changed = seen.mentions(said(session, f"voici : {SAID}"))
    assert [one.start for one in changed] == [8, 31]
    assert len(seen.mentions(with_people(session, ROSE))) == 1


def with_people(session: Session, *people: Participant) -> Session:
    return session.but(people=people)


def test_where_a_name_stands_and_what_happens_to_it_is_told() -> None:
    session = session_of("rien", f"une ligne\n{SAID}").but(question="Que ferait Tazi ?")
    numbers = note_numbers(session)
    question, rose, karim = asked(session)
    assert [place_told(one, numbers) for one in (question, rose, karim)] == ["question", *["note 2, line 2"] * 2]
    assert act_told(rose) == "by consent: shortened"
    assert rose.mention.doubtful
    assert excerpt(karim, 10, 8) == ("…, disait ", "Karim Tazi", " avant …")
    assert excerpt(question, 40, 40) == ("Que ferait ", "Tazi", " ?")
    assert act_told(asked(with_decision(session, KEEP))[0]) == "decided: kept"


WORDS = st.sampled_from(("Karim", "Tazi", "Karim Tazi", "Rose", "on", "dit", "\n", ",", "K. T.", "k@x.example.org"))


@steady
@given(st.lists(WORDS, max_size=9), st.lists(WORDS, max_size=9), st.integers(0, 99))
def test_whatever_is_edited_a_name_is_kept_only_where_it_was_decided(
    before: list[str], after: list[str], seed: int
) -> None:
    session = session_of(" ".join(before))
    chance = Random(seed)
    wanted = {one: chance.choice((KEEP, SHORTEN, REPLACE)) for one in to_decide(session)}
    session = session.but(name_decisions=decisions_on(session, wanted))
    assert decided(session) == wanted
    edited = said(session, " ".join(after))
    surroundings = {(one.words, one.before, one.after) for one in session.name_decisions}
    for mention in decided(edited):
        text = edited.notes[0].text
        look = (mention.text, text[max(0, mention.start - 16) : mention.start], text[mention.end : mention.end + 16])
        assert look in surroundings


def test_a_decision_is_known_by_the_text_it_stands_in() -> None:
    session = session_of("dit Karim", "dit Karim")
    first, second = to_decide(session)
    kept = decisions_on(session, {second: KEEP})
    assert [(one.field, one.of) for one in kept] == [(Field.NOTE, "n1")]
    session = session.but(name_decisions=kept)
    assert [note.text for note in published(session, {}).notes] == ["dit X", "dit Karim"]
    assert decided(session).get(first) is None
