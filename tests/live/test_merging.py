"""A file edited elsewhere and the living session become one: nothing lost, nothing doubled, taken back by one undo."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.capture.draft import NoteDraft
from facilitator.live.commands.notes import CorrectNote, DeleteNotes, TagNotes
from facilitator.live.commands.themes import RemoveTheme
from facilitator.live.commands.whole import SetFact, SetQuestion
from facilitator.live.document import Document
from facilitator.live.history import History
from facilitator.live.merged_text import joined, merged
from facilitator.live.merging import TakeInFile, moved_in
from facilitator.live.operations import Make, Operation
from facilitator.live.session import LiveSession
from facilitator.live.snapshot import id_in_file
from facilitator.model.session import Extra, Note, Session
from facilitator.storage.session_file import SessionText, parse_session
from tests.live.two_sides import BASE, Tokens, acted, edited, faults_of, living

ROUNDS = 600 if os.environ.get("FACILITATOR_TORTURE") else 60


def read_back(session: Session) -> Session:
    """The session as its file gives it back."""
    return parse_session(SessionText().render(session), Path("essai.toml"))


def notes_of(session: Session) -> dict[str, Note]:
    return {note.id: note for note in session.notes}


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_random_edits_on_both_sides_are_all_there_once(seed: int, now: datetime) -> None:
    chance = Random(seed)
    live = living(BASE, chance)
    before, after = Tokens("VIF"), Tokens("FICHIER")
    acted(live, chance.randrange(3), before, chance, now)
    base = live.snapshot()
    acted(live, chance.randrange(9), before, chance, now)
    theirs = read_back(edited(base, chance.randrange(1, 9), after, chance))
    ours = live.snapshot()
    live.run(TakeInFile(read_back(base), theirs), now - timedelta(days=1))
    found = live.snapshot()
    assert faults_of(base, ours, theirs, found) == []
    assert live.run(TakeInFile(read_back(base), theirs), now).empty, "what is there is not taken in again"
    assert live.run(TakeInFile(theirs, theirs), now).empty
    if found != ours:
        live.undo()
        assert live.snapshot() == ours
        live.redo()
        assert live.snapshot() == found


@pytest.mark.parametrize("seed", range(ROUNDS // 3))
def test_two_files_without_a_base_lose_nothing(seed: int, now: datetime) -> None:
    chance = Random(seed)
    live, other = living(BASE, chance), living(BASE, chance)
    acted(live, 8, Tokens("UN"), chance, now)
    acted(other, 8, Tokens("DEUX"), chance, now)
    ours, theirs = live.snapshot(), read_back(other.snapshot())
    live.run(TakeInFile(Session(id=BASE.id), theirs), now)
    found = live.snapshot()
    for side in (ours, theirs):
        assert set(notes_of(side)) <= set(notes_of(found))
        for note in side.notes:
            assert set(note.text.split("\n")) <= set(notes_of(found)[note.id].text.split("\n"))
            assert set(note.themes) <= set(notes_of(found)[note.id].themes)
        assert set(side.synthesis.split("\n")) <= set(found.synthesis.split("\n"))
        assert {person.id for person in side.people} <= {person.id for person in found.people}
    assert len(found.notes) == len(set(notes_of(ours)) | set(notes_of(theirs)))
    assert live.run(TakeInFile(Session(id=BASE.id), theirs), now).empty
    live.undo()
    assert live.snapshot() == ours


def test_the_same_value_changed_on_both_sides_stays_as_it_is_here(now: datetime) -> None:
    live = living(BASE, Random(1))
    live.run(SetFact("place", "Salle des Tilleuls"), now)
    live.run(TakeInFile(BASE, BASE.but(place="Préau", title="Atelier 3")), now)
    assert (live.view.facts.place, live.view.facts.title) == ("Salle des Tilleuls", "Atelier 3")


def test_what_one_side_deleted_and_the_other_edited_is_there(now: datetime) -> None:
    live = living(BASE, Random(1))
    live.run(DeleteNotes(("n0", "n1")), now)
    live.run(CorrectNote("n2", NoteDraft("corrigée ici", themes=("t2",))), now)
    notes = [note for note in BASE.notes if note.id not in ("n2", "n3")]
    notes[0] = notes[0].but(text="corrigée là-bas")
    live.run(TakeInFile(BASE, BASE.but(notes=tuple(notes))), now)
    found = notes_of(live.snapshot())
    assert found["n0"].text == "corrigée là-bas"
    assert found["n2"].text == "corrigée ici"
    assert "n1" not in found
    assert "n3" not in found


def test_a_theme_that_one_side_deleted_and_the_other_newly_used_is_there(now: datetime) -> None:
    live = living(BASE, Random(1))
    live.run(RemoveTheme("t1"), now)
    live.run(TagNotes(("n3",), ("t2",)), now)
    notes = [note.but(themes=tuple({*note.themes} - {"t2"})) for note in BASE.notes]
    notes[0] = notes[0].but(themes=("t1",))
    themes = tuple(theme for theme in BASE.themes if theme.id != "t2")
    live.run(TakeInFile(BASE, BASE.but(notes=tuple(notes), themes=themes)), now)
    found = live.snapshot()
    assert {theme.id for theme in found.themes} == {"t0", "t1", "t2", "t3"}
    assert (notes_of(found)["n0"].themes, notes_of(found)["n3"].themes) == (("t1",), ("t2",))


def test_a_note_deleted_here_long_ago_comes_back_when_the_file_holds_it_again(now: datetime) -> None:
    live = living(BASE, Random(1))
    live.run(DeleteNotes(("n4",)), now)
    base = live.snapshot()
    notes = list(base.notes)
    notes.insert(2, BASE.notes[4].but(text="revenue", themes=("t3",), star=True))
    live.run(TakeInFile(base, base.but(notes=tuple(notes))), now)
    assert live.snapshot().notes[2] == notes[2]
    live.undo()
    assert live.snapshot() == base


def test_sections_of_one_title_are_told_apart_by_their_order(now: datetime) -> None:
    twice = BASE.but(extras=(Extra(title="Suite", text="un"), Extra(title="Suite", text="deux")))
    live = living(twice, Random(1))
    theirs = twice.but(extras=(*twice.extras, Extra(title="Suite", text="trois")))
    live.run(TakeInFile(twice, theirs), now)
    assert [extra.text for extra in live.snapshot().extras] == ["un", "deux", "trois"]


def test_what_a_peer_wrote_that_no_file_can_hold_leaves_the_file_readable(now: datetime) -> None:
    document = Document()
    made: list[Operation] = [
        Make("themes", "thème à part", {"name": "", "ord": "a0"}),
        Make("people", "", {"name": "", "ord": "a0"}),
        Make(
            "notes", "é" * 100, {"ord": "a1", "themes": {"thème à part": True}, "who": "é p1"}, {"text": "d'ailleurs"}
        ),
        Make("clock", "c 1", {"act": "extend", "at": now.isoformat(), "minutes": 0, "ord": "a0"}),
        Make("votes", "v 1", {"at": now.isoformat(), "dots": 3, "counts": {"é" * 100: 2}, "ord": "a0"}),
        Make("presences", "a 1", {"person": "", "at": now.isoformat(), "ord": "a0"}),
    ]
    document.do(made)
    live = LiveSession(document, History("Aline"), Random(1))
    session = live.snapshot()
    read = read_back(session)
    assert read == session
    assert read.notes[0].themes == (read.themes[0].id,)
    assert read.votes[0].counts == {read.notes[0].id: 2}
    assert read.clock == ()
    changed = read.notes[0].but(text="d'ailleurs, corrigée")
    live.run(TakeInFile(read, read.but(notes=(changed,))), now)
    assert [row.text for row in live.view.notes.values()] == ["d'ailleurs, corrigée"]
    assert id_in_file("n1") == "n1"


TEXTS = st.lists(st.sampled_from(["on", "ose", "é📊", "sans", ".", "\n", "demander"]), max_size=14).map(" ".join)


@settings(max_examples=200)
@given(TEXTS, TEXTS, TEXTS)
def test_a_text_edited_on_both_sides_holds_what_either_wrote(base: str, ours: str, theirs: str) -> None:
    assert merged(base, base, theirs) == theirs
    assert merged(base, ours, base) == ours
    assert merged(base, ours, ours) == ours
    found = merged(base, f"ICI {ours}", f"{theirs} LÀ")
    assert found.count("ICI") == found.count("LÀ") == 1


@settings(max_examples=200)
@given(TEXTS, TEXTS)
def test_two_texts_without_a_base_are_both_there_and_only_once(ours: str, theirs: str) -> None:
    found = joined(ours, theirs)
    assert joined(found, theirs) == found
    assert joined(found, ours) == found
    assert {*ours.split("\n"), *theirs.split("\n")} - {""} <= {*found.split("\n")}
    assert joined(ours, ours) == ours


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "wanted"),
    [
        ("le temps manque", "le tempo manque", "le temporel manque", "le tempo temporel manque"),
        ("un deux trois", "un trois", "un deux quatre trois", "un quatre trois"),
        ("un", "un deux", "un deux trois", "un deux trois"),
        ("", "la question", "une autre", "la question\nune autre"),
        ("a\nb\nc", "a\nici\nb\nc", "a\nb\nlà\nc", "a\nici\nb\nlà\nc"),
        ("fin", "", "fin et suite", " et suite"),
        (" deux", "deux", " un deux", " un deux"),
        ("un, deux", "un deux", "un, deux trois", "un deux trois"),
    ],
)
def test_how_texts_are_merged(base: str, ours: str, theirs: str, wanted: str) -> None:
    assert merged(base, ours, theirs) == wanted


def test_a_long_text_edited_far_apart_is_not_doubled() -> None:
    paragraphs = [f"paragraphe {n} : " + f"mot{n} " * 60 for n in range(200)]
    ours = ["ICI " + paragraphs[0], *paragraphs[1:-1], paragraphs[-1] + " ICI"]
    theirs = ["LÀ " + paragraphs[0], *paragraphs[1:100], "LÀ", *paragraphs[100:]]
    found = merged("\n".join(paragraphs), "\n".join(ours), "\n".join(theirs))
    assert len(found) == len("\n".join(paragraphs)) + len("ICI " + " ICI" + "LÀ " + "LÀ\n")


@settings(max_examples=200)
@given(st.permutations(range(8)))
def test_as_few_as_possible_count_as_moved(order: list[int]) -> None:
    keys = [str(number) for number in range(8)]
    after = [str(number) for number in order]
    moved = moved_in(keys, after)
    stayed = [key for key in after if key not in moved]
    assert stayed == sorted(stayed)
    longest = [0] * 8
    for index, number in enumerate(order):
        longest[index] = 1 + max((longest[one] for one in range(index) if order[one] < number), default=0)
    assert len(stayed) == max(longest)


def test_one_moved_among_ten_thousand_is_one_moved() -> None:
    keys = [str(number) for number in range(10_000)]
    assert moved_in(keys, [*keys[1:5000], keys[0], *keys[5000:]]) == {"0"}
    assert len(moved_in([*keys, "x"], ["y", *keys[::-1]])) == 9_999


def test_a_wording_amended_on_both_sides_holds_both(now: datetime) -> None:
    live = living(BASE, Random(1))
    live.run(SetQuestion(BASE.question.replace("marché", "tenu")), datetime(2026, 5, 4, 9, tzinfo=UTC))
    theirs = BASE.but(question=BASE.question.replace("connaître", "circuler"))
    live.run(TakeInFile(BASE, theirs), now)
    assert live.view.question == BASE.question.replace("marché", "tenu").replace("connaître", "circuler")


def test_lines_and_words_that_both_sides_moved_stay_apart() -> None:
    listed = "- *essayer*\n- ensemble\n\nIdées :\n\n- *seul*"
    found = merged(
        listed, listed.replace("- *essayer*", "- nous *essayer*", 1), "- ensemble\n\n\n- *essayer*\n- *seul*"
    )
    assert "nous\n- ensemble" in found
    ended = "Idées :\n\n- *seul*"
    assert "Idées :une" not in merged(ended, "Idées :", "Idées :\n\nune\n- *seul*")


def test_what_stood_together_stays_together() -> None:
    assert merged("il fait -3 degrés", "il fait -5 degrés", "il fait -3 degrés dehors") == "il fait -5 degrés dehors"
    assert merged("un essai", "des essais", "un essai, enfin") == "des essais, enfin"
    assert merged("on *ose* tout", "on *tente* tout", "on *ose* parfois tout") == "on *tente* parfois tout"
