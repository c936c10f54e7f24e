"""Notes read in one go say what notes read one by one say, and are read in one go where no value is at fault."""

import json
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.live import reading
from facilitator.live.building import operations_for
from facilitator.live.document import Document
from facilitator.model.kinds import Kind, Section
from facilitator.model.session import Note, Participant, Session, Theme

RANK = {"b": 0, "a": 1}
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 20_000),
    st.floats(allow_nan=False),
    st.text(max_size=5),
    st.just([]),
    st.just({}),
)
GOOD: dict[str, st.SearchStrategy[Any]] = {
    "text": st.text(max_size=12),
    "kind": st.sampled_from([kind.value for kind in Kind]),
    "section": st.sampled_from([section.value for section in Section]),
    "group": st.integers(0, 10_000),
    "themes": st.dictionaries(st.sampled_from(["a", "b", "c"]), st.booleans()),
    "star": st.booleans(),
    "speaker": st.text(max_size=5),
    "author": st.text(max_size=5),
    "at": st.sampled_from(
        ["2026-05-04T09:00:00+02:00", "2026-05-04T09:00:00Z", "2026-05-04T09:00:00.123456-11:30", "2026-05-04T09:00:00"]
    ),
    "who": st.text(" ab\u00a0\t", max_size=6),
    "due": st.sampled_from(["2026-05-04", "2026-02-30", "20260504", ""]),
    "done": st.booleans(),
    "ord": st.text(max_size=4),
    "gone": st.booleans(),
    "unknown": st.integers(),
}
NOTES = st.dictionaries(
    st.text(max_size=4),
    st.fixed_dictionaries({}, optional=dict(GOOD)) | st.fixed_dictionaries({}, optional=dict.fromkeys(GOOD, ODD)),
    max_size=4,
)


@given(NOTES)
def test_notes_read_at_once_are_those_read_one_by_one(notes: dict[str, dict[str, Any]]) -> None:
    one_by_one = [reading.note_row(key, values, RANK) for key, values in notes.items() if not reading.gone(values)]
    assert list(reading.note_rows(json.dumps(notes), RANK)) == one_by_one


def test_notes_without_a_fault_are_read_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(
        id="s",
        themes=(Theme(id="a", name="Accueil"), Theme(id="b", name="Budget")),
        people=(Participant(id="p", name="Aline"),),
        notes=(
            Note(
                id="n1",
                text="un « accueil »\nsur deux lignes",
                themes=("b", "a"),
                star=True,
                at=datetime(2026, 5, 4, tzinfo=UTC),
            ),
            Note(id="n2", text="", kind=Kind.ACTION, who=("p",), due=date(2026, 6, 1), done=True),
            Note(id="n3", text="une idée", section=Section.IDEAS, group=3, speaker="p", author="Odile"),
        ),
    )
    document = Document()
    document.do(operations_for(session, Random(1)))
    expected = [reading.note_row(key, values, RANK) for key, values in document.items("notes").items()]
    monkeypatch.setattr(reading, "note_row", lambda *_arguments: pytest.fail("read one by one"))
    found = list(reading.note_rows(document.written("notes"), RANK))
    # The engine writes its items in any order.
    assert {row.id: row for row in found} == {row.id: row for row in expected}
    assert [row.text for row in sorted(found, key=lambda row: row.id)] == [note.text for note in session.notes]


def test_one_fault_does_not_change_the_others() -> None:
    notes = {"n1": {"text": "bien", "at": "2026-05-04T09:00:00Z"}, "n2": {"text": 5, "kind": "?"}, "n3": "rien"}
    first, second = reading.note_rows(json.dumps(notes), RANK)
    assert (first.text, first.faults) == ("bien", ())
    assert (second.text, second.faults) == ("", ("text", "kind"))
