"""From the plain data of the live document to rows: any peer may have written it, so every value is checked.

A value that is not valid is replaced by its default and named in the row's ``faults``; the document keeps it.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, TypeVar

from msgspec import NODEFAULT, Meta, MsgspecError, Raw, Struct
from msgspec.json import Decoder
from msgspec.structs import FieldInfo, fields

from facilitator.live.rows import PassageRow
from facilitator.live.view import ExtraRow, Facts, NoteRow, PersonRow, ThemeRow
from facilitator.model.consent import Consent
from facilitator.model.kinds import ClockAct, Colour, Kind, Place, Section

Named = TypeVar("Named", bound=StrEnum)
_MOST_GROUPS = 10_000


class _Values:
    """Reads the values of one item and remembers which were not valid."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values
        self.faults: list[str] = []

    def text(self, key: str, default: str = "") -> str:
        value = self.values.get(key, default)
        if isinstance(value, str):
            return value
        self.faults.append(key)
        return default

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.values.get(key, default)
        if isinstance(value, bool):
            return value
        self.faults.append(key)
        return default

    def whole(self, key: str, default: int, low: int, high: int) -> int:
        value = self.values.get(key, default)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and value == value and low <= value <= high:
            return int(value)
        self.faults.append(key)
        return default

    def number(self, key: str, default: float, low: float, high: float) -> float:
        value = self.values.get(key, default)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        self.faults.append(key)
        return default

    def day(self, key: str) -> date | None:
        value = self.values.get(key)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.faults.append(key)
            return None

    def counts(self, key: str) -> dict[str, int]:
        value = self.values.get(key)
        if not isinstance(value, dict):
            return {}
        inner = _Values(value)
        return {name: inner.whole(name, 0, 0, 1_000_000) for name in sorted(value)}

    def named(self, key: str, default: Named) -> Named:
        value = self.values.get(key, default.value)
        try:
            return type(default)(value)
        except ValueError:
            self.faults.append(key)
            return default

    def moment(self, key: str) -> datetime | None:
        value = self.values.get(key)
        if value is None:
            return None
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            self.faults.append(key)
            return None
        if moment.tzinfo is None:
            self.faults.append(key)
            return None
        return moment


def gone(values: dict[str, Any]) -> bool:
    """Whether an item was deleted."""
    return bool(values.get("gone"))


def note_row(note_id: str, values: dict[str, Any], rank: Mapping[str, int]) -> NoteRow:
    """The row of one note.

    Args:
        note_id: its identifier.
        values: its plain data.
        rank: the place of each theme among the session's themes; a note's themes stand in that order.
    """
    read = _Values(values)
    tags = values.get("themes")
    return NoteRow(
        id=note_id,
        text=read.text("text"),
        kind=read.named("kind", Kind.POINT),
        section=read.named("section", Section.DISCUSSION),
        group=read.whole("group", 0, 0, _MOST_GROUPS),
        themes=_themes_of(tags, rank) if isinstance(tags, dict) else (),
        star=read.flag("star"),
        speaker=read.text("speaker"),
        author=read.text("author"),
        at=read.moment("at"),
        who=tuple(read.text("who").split()),
        due=read.day("due"),
        done=read.flag("done"),
        order=read.text("ord"),
        faults=tuple(read.faults),
    )


class _SoundNote(Struct, frozen=True, gc=False):
    """A note in whose values ``note_row`` would find no fault, read in one go: with 10,000 notes that is seen at the start."""

    text: str = ""
    kind: Kind = Kind.POINT
    section: Section = Section.DISCUSSION
    group: Annotated[int, Meta(ge=0, le=_MOST_GROUPS)] = 0
    themes: dict[str, bool] = {}
    star: bool = False
    speaker: str = ""
    author: str = ""
    at: Annotated[datetime, Meta(tz=True)] | None = None
    who: str = ""
    due: date | None = None
    done: bool = False
    ord: str = ""
    gone: bool = False


@cache
def _notes_apart() -> Decoder[dict[str, Raw]]:
    return Decoder(dict[str, Raw])


@cache
def _sound_note() -> Decoder[_SoundNote]:
    return Decoder(_SoundNote)


def note_rows(notes: str, rank: Mapping[str, int]) -> Iterator[NoteRow]:
    """The rows of all living notes; as ``note_row`` makes them, and many times as fast where no value is at fault.

    Each is read and made by itself: all of them read first would take for a moment as much memory as they keep for good.

    Args:
        notes: all notes as the engine writes them, by identifier.
        rank: the place of each theme among the session's themes.
    """
    try:
        apart = _notes_apart().decode(notes)
    except (MsgspecError, RecursionError):
        for note_id, values in json.loads(notes).items():
            yield from _row_of(note_id, values, rank)
        return
    read = _sound_note().decode
    for note_id, written in apart.items():
        try:
            note = read(written)
        except (MsgspecError, RecursionError):
            yield from _row_of(note_id, json.loads(bytes(written)), rank)
            continue
        if not note.gone:
            yield NoteRow(
                note_id,
                note.text,
                note.kind,
                note.section,
                note.group,
                _themes_of(note.themes, rank),
                note.star,
                note.speaker,
                note.author,
                note.at,
                tuple(note.who.split()),
                note.due,
                note.done,
                note.ord,
            )


def _row_of(note_id: str, values: object, rank: Mapping[str, int]) -> Iterator[NoteRow]:
    if isinstance(values, dict) and not gone(values):
        yield note_row(note_id, values, rank)


def _themes_of(tags: Mapping[str, object], rank: Mapping[str, int]) -> tuple[str, ...]:
    tagged = [key for key, on in tags.items() if on]
    return tuple(sorted(tagged, key=lambda key: (rank.get(key, len(rank)), key)) if len(tagged) > 1 else tagged)


def theme_row(theme_id: str, values: dict[str, Any]) -> ThemeRow:
    """The row of one theme; a theme without a name is called by its identifier."""
    read = _Values(values)
    return ThemeRow(
        id=theme_id,
        name=read.text("name") or theme_id,
        letter=read.text("letter")[:2],
        colour=read.named("colour", Colour.GREY),
        order=read.text("ord"),
    )


def person_row(person_id: str, values: dict[str, Any]) -> PersonRow:
    """The row of one participant; someone without a name is called by the identifier."""
    read = _Values(values)
    return PersonRow(
        id=person_id,
        name=read.text("name") or person_id,
        host=read.flag("host"),
        scribe=read.flag("scribe"),
        participant=read.flag("participant", True),
        affiliation=read.text("affiliation"),
        reason=read.text("reason"),
        consent=read.named("consent", Consent.FULL) if values.get("consent") in tuple(Consent) else None,
        order=read.text("ord"),
    )


def extra_row(extra_id: str, values: dict[str, Any]) -> ExtraRow:
    """The row of a section without a place in the form."""
    read = _Values(values)
    return ExtraRow(
        id=extra_id,
        title=read.text("title"),
        text=read.text("text"),
        after=read.named("after", Place.IDEAS) if values.get("after") in tuple(Place) else None,
        order=read.text("ord"),
    )


def facts(values: dict[str, Any]) -> Facts:
    """What is said once about the session."""
    read = _Values(values)
    return Facts(
        id=read.text("id"),
        title=read.text("title"),
        language="en" if read.text("language", "fr") == "en" else "fr",
        place=read.text("place"),
        minutes=read.whole("minutes", 75, 1, 1440),
        theme_set=read.text("theme_set"),
        agenda=read.text("agenda"),
        speaking_share=read.number("speaking_share", 2.0, 0.01, 100),
        speaking_after=read.whole("speaking_after", 10, 0, 1440),
        created=read.moment("created"),
        started=read.moment("started"),
        closed=read.moment("closed"),
        read_back=read.moment("read_back"),
        read_back_words=read.text("read_back_words"),
    )


def passage_row(passage_id: str, values: dict[str, Any], start: int, end: int) -> PassageRow:
    """The row of one passage.

    Args:
        passage_id: its identifier.
        values: its plain data.
        start: its first character in the synthesis.
        end: the character behind it.
    """
    read = _Values(values)
    return PassageRow(passage_id, start, end, tuple(read.text("notes").split()), read.text("highlight"))


@cache
def _fields(row: type) -> tuple[FieldInfo, ...]:
    return fields(row)


def record_row(row: type, record_id: str, values: dict[str, Any]) -> Any:
    """The row of one record; None when it lacks what it cannot do without, such as its moment.

    Args:
        row: the class of the row (``rows.RECORD_ROWS``).
        record_id: its identifier.
        values: its plain data.
    """
    read, found = _Values(values), dict[str, Any]()
    for field in _fields(row):
        if field.name in ("id", "order"):
            continue
        default = None if field.default is NODEFAULT else field.default
        value: Any
        if field.type is bool:
            value = read.flag(field.name, bool(default))
        elif field.type is int:
            value = read.whole(field.name, int(default or 0), 0, 1_000_000)
        elif field.type is str:
            value = read.text(field.name)
        elif field.type is ClockAct:
            value = read.named(field.name, ClockAct.PAUSE) if field.name in values else None
        elif field.type == str | None:
            value = read.text(field.name) if values.get(field.name) is not None else None
        elif field.type == tuple[str, ...]:
            value = tuple(read.text(field.name).split())
        elif field.type == dict[str, int]:
            value = read.counts(field.name)
        else:
            value = read.moment(field.name)
        required = field.required
        if required and (value is None or (value == "" and field.name != "text")):
            return None
        found[field.name] = value
    return row(id=record_id, order=read.text("ord"), **found)
