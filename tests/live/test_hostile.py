"""Whatever people type, in every field: it is kept as typed or refused, undone to the start, and read again from the file."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given

from facilitator.capture.draft import NoteDraft
from facilitator.capture.person_draft import PersonDraft
from facilitator.capture.reading import read_line
from facilitator.live.assembling import Piece
from facilitator.live.assembling import draft as drafted
from facilitator.live.building import operations_for
from facilitator.live.capturing import surroundings
from facilitator.live.commands.base import Command, CommandRefusedError
from facilitator.live.commands.clock import TakeAgenda
from facilitator.live.commands.notes import CorrectNote, KeepNote, KeepNotes, MergeNotes, SplitNote
from facilitator.live.commands.passages import Assemble
from facilitator.live.commands.people import AddPeople, RenamePerson
from facilitator.live.commands.presence import DescribePerson
from facilitator.live.commands.themes import AddTheme, ChangeTheme, LoadThemes
from facilitator.live.commands.whole import SetFact, SetQuestion, WriteSynthesis
from facilitator.live.document import Document
from facilitator.live.history import History
from facilitator.live.session import LiveSession
from facilitator.model.agenda import Phase
from facilitator.model.room import Wording
from facilitator.model.session import Extra, Note, Participant, Session, Theme
from facilitator.storage.desk import Desk, open_desk
from facilitator.storage.inbox import drop
from facilitator.storage.places import Places
from facilitator.storage.session_file import SessionText, parse_session, read_session
from tests.capture.hostile import LINES, steady
from tests.conftest import NOW
from tests.live.two_sides import BASE
from tests.naughty import LONG, held, some

FILE = Path("hostile.toml")


def living(session: Session = BASE) -> LiveSession:
    document = Document()
    document.do(operations_for(session, Random(3)))
    return LiveSession(document, History("Aline"), Random(4))


def from_file(session: Session) -> Session:
    """The session as its file gives it back."""
    return parse_session(SessionText().render(session), FILE)


class Field(NamedTuple):
    """A place where somebody types: the act, and what the session says there afterwards.

    ``never_blank`` are those that the act is never asked for without text, ``stripped`` those that lose blanks at the ends.
    """

    act: Callable[[str], Command]
    says: Callable[[Session], str]
    stripped: bool = False
    never_blank: bool = False


FIELDS: dict[str, Field] = {
    "note": Field(lambda text: KeepNote(NoteDraft(text)), lambda session: session.notes[-1].text),
    "pasted note": Field(
        lambda text: KeepNotes((NoteDraft(text), NoteDraft("fin"))), lambda session: session.notes[-2].text
    ),
    "correction": Field(lambda text: CorrectNote("n3", NoteDraft(text)), lambda session: session.notes[3].text),
    "merged note": Field(
        lambda text: MergeNotes(("n1", "n3")),
        lambda session: session.notes[1].text.removeprefix(f"{BASE.notes[1].text}\n"),
    ),
    "scribe": Field(lambda text: KeepNote(NoteDraft("x"), author=text), lambda session: session.notes[-1].author),
    "theme of a note": Field(
        lambda text: KeepNote(NoteDraft("x", new_themes=(text,)), make_themes=True),
        lambda session: session.themes[-1].name,
        never_blank=True,
    ),
    "theme": Field(lambda text: AddTheme(f"!{text}!"), lambda session: session.themes[-1].name[1:-1]),
    "name of a theme": Field(
        lambda text: ChangeTheme("t1", name=text), lambda session: session.themes[1].name, stripped=True
    ),
    "letter of a theme": Field(
        lambda text: ChangeTheme("t1", letter=f"{text[:1]}x"), lambda session: session.themes[1].letter
    ),
    "theme of a set": Field(
        lambda text: LoadThemes((Theme(id="neuf", name=f"{text}?"),), text),
        lambda session: session.themes[-1].name[:-1],
    ),
    "name of a theme set": Field(lambda text: SetFact("theme_set", text), lambda session: session.theme_set),
    "person": Field(lambda text: AddPeople((text,)), lambda session: session.people[-1].name, stripped=True),
    "affiliation": Field(
        lambda text: AddPeople((PersonDraft("Zoé", text),)),
        lambda session: session.people[-1].affiliation,
        stripped=True,
    ),
    "reason": Field(
        lambda text: AddPeople((PersonDraft("Zoé", "", text),)),
        lambda session: session.people[-1].reason,
        stripped=True,
    ),
    "name": Field(lambda text: RenamePerson("p2", text), lambda session: session.people[2].name, stripped=True),
    "affiliation said": Field(
        lambda text: DescribePerson("p2", affiliation=text),
        lambda session: session.people[2].affiliation,
        stripped=True,
    ),
    "reason said": Field(
        lambda text: DescribePerson("p2", reason=text), lambda session: session.people[2].reason, stripped=True
    ),
    "title": Field(lambda text: SetFact("title", text), lambda session: session.title),
    "place": Field(lambda text: SetFact("place", text), lambda session: session.place),
    "question": Field(SetQuestion, lambda session: session.question),
    "earlier wording": Field(
        lambda text: SetQuestion(f"{text} – ou bien ?"), lambda session: session.wordings[-1].text, never_blank=True
    ),
    "synthesis beside another's": Field(
        lambda text: WriteSynthesis(f"{text}{BASE.synthesis}", "élan", BASE.synthesis),
        lambda session: session.synthesis.removesuffix(BASE.synthesis),
    ),
    "synthesis": Field(WriteSynthesis, lambda session: session.synthesis),
    "agenda": Field(lambda text: TakeAgenda(text, ()), lambda session: session.agenda),
    "phase": Field(
        lambda text: TakeAgenda("cercle", (Phase(id="p", name=text, minutes=5),)),
        lambda session: session.phases[-1].name,
        never_blank=True,
    ),
}


def typed_everywhere(live: LiveSession, text: str) -> list[str]:
    """Type a text in every field; the fields that say something else afterwards."""
    faults = []
    for name, field in FIELDS.items():
        if field.never_blank and not text.strip():
            continue
        try:
            live.run(field.act(text), NOW)
        except CommandRefusedError as refusal:
            if text.strip() or not str(refusal):
                faults.append(f"{name} refused: {refusal}")
            continue
        expected = (
            f"{held(text[:1])}x" if name == "letter of a theme" else held(text.strip() if field.stripped else text)
        )
        if field.says(live.snapshot()) != expected:
            faults.append(name)
    return faults


def back_and_forth(live: LiveSession) -> None:
    """To the start and to the end."""
    end = live.snapshot()
    while live.undo() is not None:
        pass
    assert live.snapshot() == BASE
    while live.redo() is not None:
        pass
    assert live.snapshot() == end


@pytest.mark.parametrize("text", some(60, seed=1), ids=ascii)
def test_every_field_says_what_was_typed(text: str) -> None:
    live = living()
    assert typed_everywhere(live, text) == []
    assert from_file(live.snapshot()) == live.snapshot()
    back_and_forth(live)


@pytest.mark.parametrize("text", LONG, ids=lambda text: f"{len(text)} of {text[:4]!a}")
def test_a_very_long_text_stands_in_every_field(text: str) -> None:
    live = living()
    assert typed_everywhere(live, text) == []
    assert from_file(live.snapshot()) == live.snapshot()
    back_and_forth(live)


@pytest.mark.parametrize("text", some(60, seed=2), ids=ascii)
def test_a_note_is_cut_and_assembled_wherever_it_may_be(text: str) -> None:
    live = living()
    live.run(KeepNote(NoteDraft(f"{text}\n{text}")), NOW)
    kept = live.view.in_order()[-1]
    live.run(Assemble(drafted([Piece(kept), Piece(kept, "essayer")]), len(BASE.synthesis) // 2), NOW)
    at = len(kept.text) // 2
    halves = [half for half in (kept.text[:at].rstrip(), kept.text[at:].lstrip()) if half]
    if len(halves) == 2:
        live.run(SplitNote(kept.id, at), NOW)
        assert [row.text for row in live.view.in_order()[-2:]] == halves
    assert from_file(live.snapshot()) == live.snapshot()
    back_and_forth(live)


@pytest.mark.parametrize("text", some(80, seed=3), ids=ascii)
def test_a_file_with_it_in_every_field_becomes_that_session(text: str) -> None:
    said = held(text)
    name = said if said else "x"
    session = Session(
        id="s",
        title=said,
        place=said,
        question=said,
        synthesis=said,
        theme_set=said,
        agenda=said,
        themes=(Theme(id="t", name=name, letter=said[:2]),),
        people=(Participant(id="p", name=name, affiliation=said, reason=said),),
        notes=(Note(id="n", text=said, author=said, themes=("t",)),),
        extras=(Extra(title=said, text=said),),
        phases=(Phase(id="f", name=name),),
        wordings=(Wording(id="w", text=said, author=said, at=NOW),),
    )
    assert from_file(session) == session
    assert living(session).snapshot() == session


@steady
@given(LINES)
def test_a_typed_line_is_kept_as_it_was_read(line: str) -> None:
    live = living()
    draft = read_line(line, surroundings(live.view))
    if draft is not None:
        live.run(KeepNote(draft, make_themes=True), NOW)
        assert live.snapshot().notes[-1].text == held(draft.text)
    assert from_file(live.snapshot()) == live.snapshot()


def opened(file: Path, chance: Random, author: str = "Aline") -> Desk:
    places = Places(file.parent / "config", file.parent / "state")
    return open_desk(file, places, NOW, chance, author)


def test_the_journal_and_the_file_hold_it_all_and_undo_goes_back_to_the_start(tmp_path: Path, chance: Random) -> None:
    file = tmp_path / "s.toml"
    file.write_text(SessionText().render(BASE), encoding="utf-8")
    texts = some(40, seed=4)
    for text in texts:
        desk = opened(file, chance)
        desk.run(KeepNote(NoteDraft(text)), NOW)
        desk.run(SetQuestion(text), NOW)
        desk.save_draft(text)
        assert desk.close()
        desk = opened(file, chance)
        assert desk.draft == held(text)
        assert desk.live.snapshot().question == held(text)
        assert read_session(file) == desk.live.snapshot()
        assert desk.close()
    desk = opened(file, chance)
    assert [note.text for note in desk.live.snapshot().notes[len(BASE.notes) :]] == [held(text) for text in texts]
    while desk.undo() is not None:
        pass
    assert desk.live.snapshot() == BASE
    assert desk.close()
    assert read_session(file) == BASE


@pytest.mark.parametrize("author", [*some(20, seed=5), "\ud800", "A\x00B"], ids=ascii)
def test_the_scribe_may_have_any_name(author: str, tmp_path: Path, chance: Random) -> None:
    file = tmp_path / "s.toml"
    file.write_text(SessionText().render(BASE), encoding="utf-8")
    desk = opened(file, chance, author)
    desk.run(KeepNote(NoteDraft("une note")), NOW)
    desk.run(SetQuestion("Et ensuite ?"), NOW)
    drop(desk.folder, "a", (("01HZZZZZZZZZZZZZZZZZZZZZZZ", "remise"),), author, NOW.isoformat())
    assert desk.take_inbox()
    assert desk.close()
    desk = opened(file, chance, author)
    found = desk.live.snapshot()
    assert [note.author for note in found.notes[-2:]] == [held(author)] * 2
    assert found.wordings[-1].author == held(author)
    assert read_session(file) == found
    assert desk.undo() is not None
    assert desk.close()
