"""The model says once what its fields may hold: the quick check of it takes nothing that the telling one refuses."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from typing import Annotated, Any, get_args, get_origin

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields
from pydantic import ValidationError

from facilitator.model.kinds import Kind, Place
from facilitator.model.room import RECORDS
from facilitator.model.session import Extra, Note, Participant, Session, Theme
from facilitator.model.validator import validator_of
from facilitator.model.value import Value, usual_values

MODELS: list[type[Value]] = [Session, Theme, Participant, Note, Extra, *(model for _block, model in RECORDS.values())]

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
TEXTS = st.sampled_from(
    [
        "",
        "a",
        "a\n",
        "-a",
        "é",
        "x" * 80,
        "x" * 81,
        "fr",
        "en",
        "point",
        "idea",
        "red",
        "full",
        "start",
        "X",
        "5",
        "2.5",
        "true",
    ]
)
MOMENTS = st.sampled_from(
    [
        NOON,
        datetime(2026, 5, 12, 14, 0, 0, 5, tzinfo=timezone(timedelta(hours=2))),
        datetime(2026, 5, 12, 14),  # noqa: DTZ001 - what is refused
        date(2026, 5, 12),
        "2026-05-12T14:00:00+02:00",
        "2026-05-12",
        "2026-05-12T14:00:00",
    ]
)
NUMBERS = st.sampled_from([-1, 0, 1, 5, 75, 1440, 1441, 10**6, 10**30, 0.0, 2.5, 5.0, float("nan"), float("inf"), True])
PLAIN = st.one_of(TEXTS, MOMENTS, NUMBERS, st.booleans(), st.none())
ANY = st.one_of(PLAIN, st.lists(PLAIN, max_size=3), st.dictionaries(TEXTS, PLAIN, max_size=2))


def right(model: type[Value]) -> dict[str, Any]:
    """Values that are right: what must be said, and no more."""
    return {field.name: _likely(field.type) for field in fields(model) if field.required}


def _likely(kind: Any) -> Any:
    kind = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    return next(iter(kind)).value if issubclass(kind, Enum) else {str: "a", int: 1, datetime: NOON}[kind]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_is_right_both_take(model: type[Value]) -> None:
    assert model.checked(right(model)) == model.checked(validator_of(model).model_validate(right(model)).model_dump())


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@given(data=st.data())
def test_what_the_quick_check_takes_the_telling_one_takes_as_the_same(model: type[Value], data: st.DataObject) -> None:
    """And what the telling one forgives, such as a number between quotation marks, is right afterwards for the quick one."""
    changed = data.draw(st.sets(st.sampled_from([*model.__struct_fields__, "inconnu"]), min_size=1, max_size=3))
    values = right(model) | {name: data.draw(ANY, label=name) for name in changed}
    try:
        told = model.checked(validator_of(model).model_validate(values).model_dump())
    except ValidationError:
        with pytest.raises(msgspec.ValidationError):
            model.checked(values)
        return
    with suppress(msgspec.ValidationError):
        assert model.checked(values) == told


RIGHT: dict[str, Any] = {"id": "n1", "text": "dit"}


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"id": "n1\n"}, "string_pattern_mismatch"),
        ({"id": "x" * 81}, "string_too_long"),
        ({"id": ""}, "string_too_short"),
        ({"group": -1}, "greater_than_equal"),
        ({"kind": "avis"}, "enum"),
        ({"themes": "vitesse"}, "tuple_type"),
        ({"at": datetime(2026, 5, 12)}, "timezone_aware"),  # noqa: DTZ001 - what is refused
        ({"text": None}, "string_type"),
        ({"inconnu": 1}, "extra_forbidden"),
    ],
)
def test_what_is_wrong_is_refused_by_both_and_named_by_one(values: dict[str, Any], fault: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        Note.checked(RIGHT | values)
    with pytest.raises(ValidationError) as told:
        validator_of(Note).model_validate(RIGHT | values)
    assert fault in [detail["type"] for detail in told.value.errors()]


def test_what_is_missing_is_named() -> None:
    with pytest.raises(msgspec.ValidationError):
        Note.checked({"id": "n1"})
    with pytest.raises(ValidationError, match="text"):
        validator_of(Note).model_validate({"id": "n1"})


def test_a_value_is_frozen_and_changes_into_another() -> None:
    note = Note(id="n1", text="dit")
    with pytest.raises(AttributeError):
        note.text = "autre"  # type: ignore[misc]
    assert note.but(text="autre", kind=Kind.RISK) == Note(id="n1", text="autre", kind=Kind.RISK)
    assert note.text == "dit"


def test_no_two_values_share_what_can_be_changed() -> None:
    vote = RECORDS["votes"][1]
    values = {"id": "v", "at": datetime(2026, 5, 12, tzinfo=UTC)}
    one, other = vote.checked(values), vote.checked(values)
    assert one.counts is not other.counts  # type: ignore[attr-defined]


def test_the_usual_values_are_those_of_the_model() -> None:
    assert usual_values(Extra) == {"after": None}
    assert Extra(title="Suite", text="", after=Place.IDEAS).but(**usual_values(Extra)) == Extra(title="Suite", text="")
