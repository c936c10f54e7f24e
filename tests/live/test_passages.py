"""Passages of the synthesis keep their sources: through typing around them, undo, other scribes, the file and a restart."""

import json
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.live.assembling import (
    Draft,
    Piece,
    Source,
    by_theme,
    draft,
    new_highlights,
    new_notes,
    of_theme,
    starred,
)
from facilitator.live.building import operations_for
from facilitator.live.commands.base import CommandRefusedError, Moment
from facilitator.live.commands.notes import DeleteNotes, MergeNotes
from facilitator.live.commands.passages import Assemble
from facilitator.live.commands.whole import WriteSynthesis
from facilitator.live.document import Document
from facilitator.live.history import History
from facilitator.live.merging import TakeInFile
from facilitator.live.operations import Make, Put
from facilitator.live.session import LiveSession, view_of
from facilitator.live.sources import notes_of, passage_at, passages_of
from facilitator.model.kinds import Kind, Section
from facilitator.model.passage import Passage
from facilitator.model.session import Note, Session, Theme
from facilitator.storage.session_file import SessionText, check_session_file, parse_session

NOW = datetime.fromisoformat("2026-05-12T15:05:00+02:00")
SESSION = Session(
    id="s1",
    synthesis="Déjà là : é📊.\n\nEt après ?",
    themes=(Theme(id="lib", name="Liberté"), Theme(id="sens", name="Sens")),
    notes=(
        Note(id="n1", text="on ose *essayer sans demander* 🌱", themes=("lib",), star=True),
        Note(id="n2", text="chacun voit\n *à qui ça sert*", themes=("sens",), star=True),
        Note(id="n3", text="une journée de partage", kind=Kind.IDEA, section=Section.IDEAS, star=True),
        Note(id="n4", text="les réunions *courtes* et *debout*", themes=("lib",)),
    ),
)


def living(session: Session = SESSION, seed: int = 2) -> LiveSession:
    document = Document()
    document.do(operations_for(session, Random(1)))
    return LiveSession(document, History("Aline"), Random(seed))


def insert(live: LiveSession, note_id: str, at: int = 10_000) -> None:
    live.run(Assemble(draft([Piece(live.view.notes[note_id])]), at), NOW)


def written(live: LiveSession, text: str) -> None:
    live.run(WriteSynthesis(text), NOW)


def said(live: LiveSession) -> list[tuple[str, tuple[str, ...]]]:
    """The words of each passage, and its notes."""
    view = live.view
    assert view == view_of(live._document)
    return [(view.synthesis[row.start : row.end], row.notes) for row in view.passages]


def test_notes_by_theme_are_put_in_with_a_record_of_each() -> None:
    live = living()
    live.run(Assemble(by_theme(live.view, new_notes(live.view, starred(live.view))), 14), NOW)
    assert live.view.synthesis == (
        "Déjà là : é📊.\n\nLiberté :\n\n- on ose *essayer sans demander* 🌱\n\nSens :\n\n- chacun voit\n  *à qui ça sert*\n\n"
        "Idées à creuser :\n\n- une journée de partage\n\nEt après ?"
    )
    assert said(live) == [
        ("on ose *essayer sans demander* 🌱", ("n1",)),
        ("chacun voit\n  *à qui ça sert*", ("n2",)),
        ("une journée de partage", ("n3",)),
    ]


def test_ideas_alone_need_no_heading() -> None:
    live = living()
    assert by_theme(live.view, [Piece(live.view.notes["n3"])]).text == "- une journée de partage"


def test_assembling_again_adds_only_what_is_new() -> None:
    live = living()
    live.run(Assemble(by_theme(live.view, new_notes(live.view, starred(live.view))), 14), NOW)
    written(live, live.view.synthesis.replace("on ose *essayer sans demander* 🌱", "oser d'abord"))
    assert said(live)[0] == ("oser d'abord", ("n1",))
    assert new_notes(live.view, starred(live.view)) == []
    assert [piece.row.id for piece in new_notes(live.view, of_theme(live.view, "lib"))] == ["n4"]
    written(live, live.view.synthesis.replace("oser d'abord", ""))
    assert [piece.row.id for piece in new_notes(live.view, starred(live.view))] == ["n1"]


def test_words_that_the_scribe_wrote_are_not_put_in_again() -> None:
    live = living(SESSION.but(synthesis="Chacun : chacun voit à qui\nça sert."))
    assert [piece.row.id for piece in new_notes(live.view, starred(live.view))] == ["n1", "n3"]
    assert [piece.highlight for piece in new_highlights(live.view)] == ["essayer sans demander", "courtes", "debout"]


def test_highlights_are_put_in_one_by_one_and_never_twice() -> None:
    live = living()
    insert(live, "n1")
    pieces = new_highlights(live.view)
    assert [(piece.row.id, piece.text) for piece in pieces] == [
        ("n2", "*à qui ça sert*"),
        ("n4", "*courtes*"),
        ("n4", "*debout*"),
    ]
    live.run(Assemble(by_theme(live.view, pieces[:2]), 10_000), NOW)
    written(live, live.view.synthesis.replace("*courtes*", "vingt minutes"))
    assert [piece.highlight for piece in new_highlights(live.view)] == ["debout"]
    assert said(live)[-1] == ("*à qui ça sert*", ("n2",))
    assert {row.highlight for row in live.view.passages} == {"", "courtes", "à qui ça sert"}


@pytest.mark.parametrize("at", range(-1, len(SESSION.synthesis) + 2))
def test_nothing_of_the_scribe_is_replaced_wherever_it_is_put(at: int) -> None:
    live = living()
    insert(live, "n1", at)
    (row,) = live.view.passages
    cut = max(0, min(at, len(SESSION.synthesis)))
    assert live.view.synthesis[: row.start].rstrip() == SESSION.synthesis[:cut].rstrip()
    assert live.view.synthesis[row.end :].lstrip() == SESSION.synthesis[cut:].lstrip()


def test_a_note_that_is_gone_is_not_put_in_and_nothing_is_written() -> None:
    live = living()
    made = draft([Piece(live.view.notes["n1"])])
    live.run(DeleteNotes(("n1",)), NOW)
    with pytest.raises(CommandRefusedError):
        live.run(Assemble(made, 0), NOW)
    assert live.view.synthesis == SESSION.synthesis
    assert live.run(Assemble(Draft(""), 0), NOW).empty


def test_typing_beside_a_passage_leaves_it_and_typing_inside_belongs_to_it() -> None:
    live = living()
    insert(live, "n1", 14)
    start, end = live.view.passages[0].start, live.view.passages[0].end
    for signs in ("É", "📊", " ", "x"):
        text = live.view.synthesis
        written(live, text[:start] + signs + text[start:])
        start, end = start + len(signs), end + len(signs)
        text = live.view.synthesis
        written(live, text[:end] + signs + text[end:])
    assert said(live) == [("on ose *essayer sans demander* 🌱", ("n1",))]
    text = live.view.synthesis
    written(live, text[: start + 3] + "çà et là " + text[start + 3 :])
    assert said(live) == [("on çà et là ose *essayer sans demander* 🌱", ("n1",))]
    text, end = live.view.synthesis, live.view.passages[0].end
    written(live, text[:start] + text[start + 3 : end - 2] + text[end:])
    assert said(live) == [("çà et là ose *essayer sans demander*", ("n1",))]


def test_a_passage_that_is_deleted_comes_back_with_undo() -> None:
    live = living()
    insert(live, "n1", 14)
    before = live.snapshot()
    row = live.view.passages[0]
    text = live.view.synthesis
    written(live, text[: row.start - 2] + text[row.end + 2 :])
    assert said(live) == []
    after = live.snapshot()
    for _round in range(3):
        live.undo()
        assert live.snapshot() == before
        assert said(live)[0][1] == ("n1",)
        live.redo()
        assert live.snapshot() == after


def test_putting_in_is_undone_and_done_again_with_its_record() -> None:
    live = living()
    start = live.snapshot()
    insert(live, "n1", 14)
    insert(live, "n4", 0)
    end = live.snapshot()
    assert len(end.passages) == 2
    for _round in range(3):
        live.undo()
        live.undo()
        assert live.snapshot() == start
        live.redo()
        live.redo()
        assert live.snapshot() == end


def test_undo_finds_a_passage_again_although_somebody_else_wrote_meanwhile() -> None:
    live = living()
    insert(live, "n1", 14)
    row, text = live.view.passages[0], live.view.synthesis
    written(live, text[: row.start] + text[row.end :])
    other = Document([live.state()])
    touched, _back = other.do(
        WriteSynthesis("Ailleurs. " + other.text("synthesis")).operations(view_of(other), _moment())
    )
    live.take_update(touched.update)
    live.undo()
    assert said(live) == [("on ose *essayer sans demander* 🌱", ("n1",))]


def test_merged_notes_keep_their_passages_and_a_deleted_one_hides_its_own() -> None:
    live = living()
    insert(live, "n4")
    insert(live, "n1")
    live.run(MergeNotes(("n1", "n4")), NOW)
    assert [notes for _words, notes in said(live)] == [("n1",), ("n1",)]
    live.undo()
    assert [notes for _words, notes in said(live)] == [("n4",), ("n1",)]
    live.run(DeleteNotes(("n4",)), NOW)
    assert [one.notes for one in live.snapshot().passages] == [("n1",)]
    assert notes_of(live.view, live.view.passages[0]) == []
    live.undo()
    assert [one.notes for one in live.snapshot().passages] == [("n4",), ("n1",)]


def test_from_a_place_to_its_notes_and_from_a_note_to_its_passages() -> None:
    live = living()
    insert(live, "n1", 0)
    insert(live, "n4")
    insert(live, "n1")
    first, second, third = live.view.passages
    assert passage_at(live.view, first.start) == passage_at(live.view, first.end) == first
    assert passage_at(live.view, first.end + 1) is None
    assert [row.id for row in notes_of(live.view, second)] == ["n4"]
    assert passages_of(live.view, "n1") == [first, third]
    assert passages_of(live.view, "n2") == []


def test_a_long_synthesis_rewritten_at_both_ends_keeps_what_is_between() -> None:
    live = living()
    written(live, "\n".join(f"ligne {number} de l'été 🌞" for number in range(600)))
    insert(live, "n1", len(live.view.synthesis) // 2)
    written(live, "Début. " + live.view.synthesis + "Fin.")
    assert said(live) == [("on ose *essayer sans demander* 🌱", ("n1",))]


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2**32), st.booleans())
def test_two_scribes_at_once_agree_where_each_passage_stands(seed: int, undoing: bool) -> None:
    """Signs that occur once tell where a passage begins and ends, whoever typed and took out what around it.

    What undo brings back once the other one wrote beside it may stand outside: then it is enough that both see the same.
    """
    chance, fresh = Random(seed), iter(range(10_000))
    bases = (0x100, 0x4E00, 0x1F300)

    def signs(count: int) -> str:
        return "".join(chr(chance.choice(bases) + next(fresh)) for _ in range(count))

    one = living(SESSION.but(synthesis=signs(20)))
    two = LiveSession(Document([one.state()]), History("Karim"), Random(3))
    told: dict[str, str] = {}
    for _step in range(25):
        live = chance.choice((one, two))
        text = live.view.synthesis
        at = chance.randrange(len(text) + 1)
        match chance.choice((0, 0, 1, 2, 3 if undoing else 1, 4)):
            case 0:
                written(live, text[:at] + signs(chance.randrange(1, 5)) + text[at:])
            case 1:
                written(live, text[:at] + text[at + chance.randrange(1, 4) :])
            case 2:
                words = signs(4)
                live.run(Assemble(Draft(words, (Source(0, 4, "n1"),)), at), NOW)
                told |= {row.id: words for row in live.view.passages if row.id not in told}
            case 3:
                chance.choice((live.undo, live.redo))()
            case _:
                one_sees, two_sees = one.state(), two.state()
                one.take_update(two_sees)
                two.take_update(one_sees)
                assert said(one) == said(two)
    one.take_update(two.state())
    two.take_update(one.state())
    assert said(one) == said(two) == said(LiveSession(Document([one.state()]), History("x"), Random(4)))
    for row in one.view.passages if not undoing else ():
        places = [place for sign in told[row.id] if (place := one.view.synthesis.find(sign)) >= 0]
        assert all(row.start <= place < row.end for place in places), "a passage lost a word of its own"


HOSTILE = ["", "{}", "[]", "null", "1", '{"item": 3}', '{"item": {"client": -1, "clock": -1}}', "[" * 5000]
HOSTILE += [
    json.dumps({"item": {"client": client, "clock": clock}}) for client in (0, 7, 2**70) for clock in (0, 2**70)
]


@pytest.mark.parametrize("position", HOSTILE)
def test_positions_that_say_nothing_are_passed_over(position: str) -> None:
    live = living()
    insert(live, "n1")
    made = Make("passages", "odd", {"start": 0, "end": 3, "notes": "n1"})
    touched, _back = (other := Document([live.state()])).do([made, Put(("passages", "odd", "start"), position)])
    live.take_update(touched.update)
    assert [notes for _words, notes in said(live)] == [("n1",)]
    written(live, "Devant. " + live.view.synthesis)
    assert [notes for _words, notes in said(live)] == [("n1",)]
    assert other.text("synthesis") in live.view.synthesis


def test_a_passage_comes_back_from_the_file() -> None:
    live = living()
    insert(live, "n1", 14)
    live.run(Assemble(by_theme(live.view, new_highlights(live.view)), 10_000), NOW)
    taken = live.snapshot()
    text = SessionText().render(taken)
    assert '[[passage]]\nid = "' in text
    assert 'notes = ["n1"]' in text
    assert parse_session(text, Path("s.toml")) == taken
    assert living(taken).snapshot() == taken
    assert said(living(taken)) == said(live)


def test_a_file_edited_by_hand_need_not_count_characters(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    head = 'format = 1\nid = "s"\nsynthesis = "on ose"\n[[note]]\nid = "n1"\ntext = "on ose"\n'
    blocks = (
        (0, 99, '["n1"]'),
        (-4, 2, '["n1", "n9"]'),
        (3, 6, '["n9"]'),
        (5, 2, '["n1"]'),
        (3, 6, '"n1"'),
    )
    file.write_text(
        head + "".join(f"[[passage]]\nstart = {start}\nend = {end}\nnotes = {notes}\n" for start, end, notes in blocks),
        encoding="utf-8",
    )
    session = parse_session(file.read_text(encoding="utf-8"), file)
    assert [(one.start, one.end, one.notes) for one in session.passages] == [
        (0, 6, ("n1",)),
        (0, 2, ("n1",)),
        (3, 6, ("n1",)),
    ]
    assert [problem.line for problem in check_session_file(file)] == [9, 12, 14, 15, 18, 19]
    assert len(living(session).view.passages) == 3


def test_a_passage_whose_numbers_are_no_numbers_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text(
        'format = 1\nsynthesis = "on"\n[[note]]\nid = "n1"\ntext = "on"\n[[passage]]\nstart = "x"\nend = 2\nnotes = ["n1"]\n',
        encoding="utf-8",
    )
    assert [problem.line for problem in check_session_file(file)] == [7]


def test_the_text_edited_in_the_file_carries_passages_along() -> None:
    live = living()
    insert(live, "n1", 14)
    base = live.snapshot()
    theirs = base.but(synthesis="Ajouté à la main.\n\n" + base.synthesis + " Fin.")
    live.run(TakeInFile(base, theirs), NOW)
    assert said(live) == [("on ose *essayer sans demander* 🌱", ("n1",))]


def test_the_file_of_another_machine_says_where_its_passages_stand() -> None:
    live, other = living(), living(seed=3)
    base = live.snapshot()
    insert(live, "n1", 0)
    insert(other, "n4")
    live.run(TakeInFile(base, other.snapshot()), NOW)
    assert sorted(said(live)) == [
        ("les réunions *courtes* et *debout*", ("n4",)),
        ("on ose *essayer sans demander* 🌱", ("n1",)),
    ]
    live.undo()
    assert [notes for _words, notes in said(live)] == [("n1",)]


def test_a_passage_moved_or_taken_out_in_the_file_is_so_here() -> None:
    live = living()
    insert(live, "n1", 0)
    insert(live, "n4")
    base = live.snapshot()
    first, second = base.passages
    moved = Passage(id=first.id, start=3, end=6, notes=("n2",))
    live.run(TakeInFile(base, base.but(passages=(moved,))), NOW)
    assert said(live) == [("ose", ("n2",))]
    live.undo()
    assert live.snapshot() == base
    assert second in live.snapshot().passages


def _moment() -> Moment:
    return Moment(NOW, Random(9), "Karim")
