"""Every act does what it says, is one step of undo, and is taken back whole."""

from datetime import datetime
from random import Random

import pytest
from msgspec import to_builtins

from facilitator.capture.draft import NoteDraft
from facilitator.live.building import operations_for
from facilitator.live.commands.base import Command, CommandRefusedError
from facilitator.live.commands.notes import (
    CorrectNote,
    DeleteNotes,
    KeepNote,
    KeepNotes,
    MergeNotes,
    MoveNote,
    SetKind,
    SplitNote,
    StarNotes,
    TagNotes,
)
from facilitator.live.commands.people import AddPeople, MarkPerson, RemovePerson, RenamePerson
from facilitator.live.commands.themes import AddTheme, ChangeTheme, LoadThemes, MergeThemes, RemoveTheme
from facilitator.live.commands.whole import CloseSession, SetFact, SetMinutes, SetQuestion, WriteSynthesis
from facilitator.live.document import Document, UpdateRefusedError
from facilitator.live.history import History
from facilitator.live.merging import TakeInFile
from facilitator.live.session import LiveSession, view_of
from facilitator.model.kinds import Kind, Section
from facilitator.model.session import Note, Participant, Session, Theme

SESSION = Session(
    id="s1",
    title="Atelier 2 - Essaimer - Session 1",
    question="Comment ?",
    synthesis="Un début.",
    themes=(Theme(id="a", name="Liberté", letter="L"), Theme(id="b", name="Sens", letter="S")),
    people=(Participant(id="p", name="Aline"),),
    notes=tuple(Note(id=f"n{n}", text=f"note é {n} 📊 fin", themes=("a",) if n % 2 else ("b",)) for n in range(4)),
)

ACTS: list[Command] = [
    KeepNote(NoteDraft("nouvelle", new_themes=("argent",)), make_themes=True),
    KeepNotes((NoteDraft("un"), NoteDraft("deux"))),
    CorrectNote("n1", NoteDraft("note é 1 corrigée", kind=Kind.RISK, star=True)),
    TagNotes(("n0", "n1"), ("a", "b")),
    StarNotes(("n0",)),
    SetKind("n2", Kind.IDEA, Section.IDEAS),
    DeleteNotes(("n0", "n3")),
    SplitNote("n1", 7),
    MergeNotes(("n2", "n0")),
    MoveNote("n3", 0),
    AddTheme("Argent", ("n0",)),
    ChangeTheme("a", name="Libertés"),
    MergeThemes("a", "b"),
    RemoveTheme("b"),
    LoadThemes((Theme(id="x", name="Freins"), Theme(id="y", name="sens")), "set"),
    AddPeople(("Karim", "Odile")),
    RenamePerson("p", "Aline B."),
    MarkPerson("p", host=True),
    RemovePerson("p"),
    SetFact("title", "Autre"),
    SetMinutes(45),
    SetQuestion("Comment faire ?"),
    WriteSynthesis("Un début. Une suite."),
    CloseSession(),
]


def living(session: Session = SESSION, person: str = "Aline", updates: list[bytes] | None = None) -> LiveSession:
    chance = Random(3)
    document = Document(updates or ())
    if updates is None:
        document.do(operations_for(session, chance))
    return LiveSession(document, History(person), Random(4))


@pytest.mark.parametrize("act", ACTS, ids=lambda act: type(act).__name__)
def test_an_act_is_one_step_taken_back_and_made_again_whole(act: Command, now: datetime) -> None:
    live = living()
    before = live.snapshot()
    assert not live.run(act, now).empty
    after = live.snapshot()
    assert after != before
    assert live.undo() is not None
    assert live.snapshot() == before
    assert live.undo() is None
    assert live.redo() is not None
    assert live.snapshot() == after
    assert view_of(Document([live.state()])) == live.view


def test_a_session_becomes_a_document_and_the_same_session_again() -> None:
    assert living().snapshot() == SESSION


@pytest.mark.parametrize("seed", range(25))
def test_any_acts_are_undone_to_the_start(seed: int, now: datetime) -> None:
    chance = Random(seed)
    live = living()
    updates = [live.state()]
    live.listen(lambda step: updates.append(step.update) if step.update else None)
    start = live.snapshot()
    for act in chance.choices(ACTS, k=12):
        try:
            live.run(act, now)
        except CommandRefusedError:
            continue
        if chance.random() < 0.2:
            live.undo()
        if chance.random() < 0.1:
            live.redo()
    assert view_of(Document(updates)) == live.view
    Session.checked(to_builtins(live.snapshot()))
    while live.undo():
        pass
    assert live.snapshot() == start


@pytest.mark.parametrize("seed", range(25))
def test_two_scribes_come_to_the_same_and_lose_no_note(seed: int, now: datetime) -> None:
    chance = Random(seed)
    one = living()
    two = living(person="Karim", updates=[one.state()])
    for peer in (one, two):
        peer._chance = Random(chance.random())
    waiting: dict[int, list[bytes]] = {0: [], 1: []}
    one.listen(lambda step: waiting[1].append(step.update) if not step.change.foreign else None)
    two.listen(lambda step: waiting[0].append(step.update) if not step.change.foreign else None)
    words = []
    for number in range(30):
        peer = chance.choice((one, two))
        word = f"mot{seed}x{number}"
        words.append(word)
        peer.run(KeepNote(NoteDraft(word)), now)
        target = peer.view.notes.get("n1")
        if target is not None:
            peer.run(
                CorrectNote(
                    "n1", NoteDraft(f"{word} {target.text}" if chance.random() < 0.5 else f"{target.text} {word}")
                ),
                now,
            )
        for index, receiver in enumerate((one, two)):
            if chance.random() < 0.4:
                for update in waiting[index]:
                    receiver.take_update(update)
                waiting[index].clear()
    for index, receiver in enumerate((one, two)):
        for update in waiting[index]:
            receiver.take_update(update)
    assert one.view == two.view
    texts = [row.text for row in one.view.in_order()]
    merged = one.view.notes["n1"].text
    for word in words:
        assert texts.count(word) == 1
        assert merged.count(word + " ") + merged.count(" " + word) >= 1


@pytest.mark.parametrize("seed", range(60))
def test_a_file_edited_elsewhere_is_merged_and_nothing_is_lost_or_doubled(seed: int, now: datetime) -> None:
    chance = Random(seed)
    live = living()
    base = live.snapshot()
    tokens = []

    def with_token(text: str, token: str) -> str:
        words = text.split(" ")
        words.insert(chance.randrange(len(words) + 1), token)
        tokens.append(token)
        return " ".join(words)

    for note in chance.sample(base.notes, 2):
        live.run(CorrectNote(note.id, NoteDraft(with_token(note.text, f"VIVANT{note.id}"))), now)
    edited = [
        note.but(text=with_token(note.text, f"FICHIER{note.id}")) if chance.random() < 0.6 else note
        for note in base.notes
    ]
    edited.insert(chance.randrange(5), Note(id="neuve", text="NEUVE"))
    tokens.append("NEUVE")
    live.run(TakeInFile(base, base.but(notes=tuple(edited))), now)
    text = " ".join(row.text for row in live.view.in_order())
    assert [text.count(token) for token in tokens] == [1] * len(tokens)
    live.undo()
    assert "FICHIER" not in " ".join(row.text for row in live.view.in_order())


def test_an_undo_never_takes_what_another_scribe_wrote(now: datetime) -> None:
    one = living()
    two = living(person="Karim", updates=[one.state()])
    steps: list[bytes] = []
    one.listen(lambda step: steps.append(step.update))
    one.run(KeepNote(NoteDraft("la mienne"), note_id="mine"), now)
    two.take_update(steps[-1])
    two.run(CorrectNote("mine", NoteDraft("la mienne et la nôtre")), now)
    one.take_update(two.state())
    one.undo()
    assert "mine" not in one.view.notes
    one.redo()
    assert one.view.notes["mine"].text == "la mienne et la nôtre"


@pytest.mark.parametrize(
    "command",
    [SplitNote("n1", 0), MergeNotes(("n1",)), AddTheme(" "), AddPeople(("",)), DeleteNotes(("x",)), SetMinutes(0)],
)
def test_an_act_that_makes_no_sense_is_refused_and_changes_nothing(command: Command, now: datetime) -> None:
    live = living()
    before = live.state()
    with pytest.raises(CommandRefusedError):
        live.run(command, now)
    assert live.state() == before


def test_a_note_chosen_twice_is_not_merged_with_itself(now: datetime) -> None:
    live = living()
    first = SESSION.notes[0]
    with pytest.raises(CommandRefusedError, match="two notes"):
        live.run(MergeNotes((first.id, first.id)), now)
    assert live.snapshot() == SESSION


def test_a_damaged_update_is_refused_by_name() -> None:
    state = bytearray(living().state())
    chance = Random(1)
    refused = 0
    for _ in range(300):
        damaged = bytearray(state)
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        try:
            Document([bytes(damaged)])
        except UpdateRefusedError:
            refused += 1
    assert refused > 0


def test_values_that_no_session_has_are_shown_as_such(now: datetime) -> None:
    live = living()
    from facilitator.live.operations import Put

    live._document.do([Put(("notes", "n1", "kind"), "nonsense"), Put(("notes", "n1", "group"), "x")])
    row = view_of(live._document).notes["n1"]
    assert row.kind is Kind.POINT
    assert set(row.faults) == {"kind", "group"}
