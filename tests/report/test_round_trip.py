from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.capture.wording import kind_of_wording
from facilitator.model.kinds import Kind, Section
from facilitator.model.session import Extra, Note, Participant, Session, Theme
from facilitator.report.export import export
from facilitator.report.importer import Imported, import_report
from facilitator.report.options import ReportOptions
from tests.report.sessions import ENGLISH, FRENCH, NAUGHTY, idea, note, steady
from tests.report.test_guard import without_empty_ends
from tests.report.test_markdown import typed_texts

NOW = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)


def again(session: Session, group: str = "said") -> Imported:
    options = ReportOptions(group="theme" if group == "theme" else "said")
    return import_report(export(session, "md", options), "nom", NOW, Random(7))


def told(notes: tuple[Note, ...]) -> list[tuple[str, Kind, Section, int]]:
    return [(one.text, one.kind, one.section, one.group) for one in notes]


def in_order_of_report(session: Session) -> list[tuple[str, Kind, Section, int]]:
    """The notes as the report has them: decisions and actions after the discussion, ideas last."""
    from facilitator.report.build import stands_apart

    apart = [one for one in session.notes if stands_apart(one)]
    ordered = [one for one in session.notes_of(Section.DISCUSSION) if one not in apart]
    ordered += [one for kind in (Kind.DECISION, Kind.ACTION) for one in apart if one.kind is kind]
    ordered += [one for one in session.notes_of(Section.IDEAS) if one not in apart]
    return told(tuple(ordered))


@pytest.mark.parametrize("session", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_an_exported_report_becomes_the_same_session_again(session: Session) -> None:
    imported = again(session)
    back = imported.session
    assert told(back.notes) == in_order_of_report(session)
    for fact in ("title", "language", "place", "question", "synthesis", "extras"):
        assert getattr(back, fact) == getattr(session, fact), fact
    assert [one.name for one in back.hosts] == [one.name for one in session.hosts]
    assert [one.name for one in back.scribes] == [one.name for one in session.scribes]
    assert [one.name for one in back.participants] == [one.name for one in session.participants]
    assert [sentence.split(": ", 1)[1] for sentence in imported.left] == [
        f"“{extra.title}” has no place in the form: kept as a section of its own, where it stood"
        for extra in session.extras
    ]


@pytest.mark.parametrize("session", [FRENCH, ENGLISH], ids=["fr", "en"])
@pytest.mark.parametrize("group", ["said", "theme"])
def test_a_second_export_is_the_first(session: Session, group: str) -> None:
    options = ReportOptions(group="theme" if group == "theme" else "said")
    assert export(again(session, group).session, "md", options) == export(session, "md", options)


def test_themes_come_back_from_their_headings() -> None:
    back = again(FRENCH, "theme").session
    assert [theme.name for theme in back.themes] == ["Rythme", "Appuis"]
    names = {theme.id: theme.name for theme in back.themes}
    first = {theme.id: theme.name for theme in FRENCH.themes}
    assert {one.text: [names[theme] for theme in one.themes] for one in back.notes_of(Section.DISCUSSION)} == {
        one.text: [first[theme] for theme in one.themes[:1]]
        for one in FRENCH.notes_of(Section.DISCUSSION)
        if one.kind not in (Kind.DECISION, Kind.ACTION)
    } | {one.text: [] for one in FRENCH.notes if one.kind in (Kind.DECISION, Kind.ACTION)}


@pytest.mark.parametrize("text", NAUGHTY)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_naughty_text_comes_back(text: str, language: str) -> None:
    session = Session(
        id="s",
        language="en" if language == "en" else "fr",
        title=text,
        question=text,
        people=(Participant(id="h", name=text, host=True, participant=False), Participant(id="p", name=f"{text} 2")),
        themes=(Theme(id="t", name=text),),
        notes=(*(note(text, kind) for kind in Kind if kind is not Kind.POINT), idea(text), idea(text, 1)),
    )
    back = again(session).session
    assert (back.title, back.question) == (text if text.strip() else "", text)
    assert [one.name for one in back.people] == [text, f"{text} 2"]
    texts = [one.text for one in back.notes]
    assert texts == [text] * len(session.notes)
    assert {one.kind for one in back.notes} >= set(Kind) - {Kind.POINT}


notes_said = st.builds(
    lambda text, kind: note(text, kind),
    typed_texts,
    st.sampled_from(Kind),
)
ideas_said = st.lists(st.lists(typed_texts, min_size=1, max_size=3), max_size=3)


@steady
@given(st.lists(notes_said, max_size=4), ideas_said, typed_texts, typed_texts)
def test_any_notes_come_back(notes: list[Note], ideas: list[list[str]], question: str, title: str) -> None:
    grouped = [idea(text, group) for group, texts in enumerate(ideas) for text in texts]
    session = Session(id="s", title=title, question=question, notes=(*notes, *grouped))
    back = again(session).session
    assert (back.title, back.question) == (title, question)
    expected = in_order_of_report(session)
    # What is a point although its words tell otherwise is read by its words.
    assert told(back.notes) == [
        (text, kind_of_wording(text) if kind is Kind.POINT else kind, section, group)
        for text, kind, section, group in expected
    ]


@steady
@given(st.lists(typed_texts.map(str.strip), min_size=1, max_size=5), st.integers(0, 3))
def test_any_names_come_back(names: list[str], hosts: int) -> None:
    people = tuple(
        Participant(id=f"p{number}", name=name, host=number < hosts, participant=number >= hosts)
        for number, name in enumerate(dict.fromkeys(names))
    )
    back = again(Session(id="s", people=people)).session
    assert {one.name for one in back.people} == {one.name for one in people}


@steady
@given(typed_texts, typed_texts)
def test_any_synthesis_leaves_the_rest_in_place(synthesis: str, other: str) -> None:
    session = Session(
        id="s", synthesis=synthesis, notes=(note("une note"),), extras=(Extra(title="Divers", text=other),)
    )
    back = again(session).session
    assert told(back.notes) == told(session.notes)
    assert len(back.extras) == 1
    if not any(char in synthesis for char in "\\`~"):
        assert back.synthesis == without_empty_ends(synthesis)
