"""The living session as a frozen value that a session file can hold, whatever a peer wrote into the document."""

import re
from hashlib import sha256
from threading import Lock
from typing import Any

from msgspec import ValidationError

from facilitator.live.view import NoteRow, View
from facilitator.model.kinds import Section
from facilitator.model.passage import Passage
from facilitator.model.room import RECORDS
from facilitator.model.session import Extra, Note, Participant, Session, Theme
from facilitator.model.value import Value

_FITS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


def id_in_file(item_id: str) -> str:
    """An identifier as the session file can hold it (``model.value.Identifier``): the same, or one made from it.

    Args:
        item_id: as the document has it; any text.
    """
    if _FITS.fullmatch(item_id):
        return item_id
    return f"x-{sha256(item_id.encode(errors='surrogatepass')).hexdigest()[:16]}"


class Snapshots:
    """Takes snapshots of a session as it grows; what did not change is the same object as last time. For any thread."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._notes: dict[str, tuple[NoteRow, Note]] = {}
        self._themes: dict[str, str] = {}
        self._records: dict[tuple[str, str], tuple[object, Value | None]] = {}

    def take(self, view: View) -> Session:
        """The session as it looks now.

        Records whose values the file cannot hold are left out; the document keeps them.

        Args:
            view: one that does not change meanwhile.
        """
        with self._turn:
            return self._taken(view)

    def _taken(self, view: View) -> Session:
        facts = view.facts
        themes = {row.id: id_in_file(row.id) for row in view.themes}
        if [*themes] == [*self._themes]:
            themes = self._themes
        people = {row.id: id_in_file(row.id) for row in view.people}
        records: dict[str, Any] = {root: self._records_of(view, root) for root in RECORDS if root != "passages"}
        notes = tuple(self._note(view.notes[note_id], themes, people) for _, note_id in view.said)
        self._themes = themes
        return Session(
            id=id_in_file(facts.id),
            title=facts.title,
            language=facts.language,
            place=facts.place,
            minutes=facts.minutes,
            theme_set=facts.theme_set,
            created=facts.created,
            started=facts.started,
            closed=facts.closed,
            read_back=facts.read_back,
            read_back_words=facts.read_back_words,
            question=view.question,
            synthesis=view.synthesis,
            themes=tuple(
                Theme(id=themes[row.id], name=row.name or themes[row.id], letter=row.letter, colour=row.colour)
                for row in view.themes
            ),
            people=tuple(
                Participant(
                    id=people[row.id],
                    name=row.name or people[row.id],
                    host=row.host,
                    scribe=row.scribe,
                    participant=row.participant,
                    affiliation=row.affiliation,
                    reason=row.reason,
                    consent=row.consent,
                )
                for row in view.people
            ),
            notes=notes,
            extras=tuple(Extra(title=row.title, text=row.text, after=row.after) for row in view.extras),
            agenda=facts.agenda,
            speaking_share=facts.speaking_share,
            speaking_after=facts.speaking_after,
            **records,
            passages=_passages(view),
        )

    def _note(self, row: NoteRow, known: dict[str, str], people: dict[str, str]) -> Note:
        before = self._notes.get(row.id)
        if before is not None and before[0] is row and (not row.themes or known is self._themes):
            return before[1]
        # In the order of the session's themes, which may have changed since the row was made.
        themes = tuple(written for theme, written in known.items() if theme in row.themes) if row.themes else ()
        if before is not None and before[0] is row and before[1].themes == themes:
            return before[1]
        note = Note(
            id=id_in_file(row.id),
            text=row.text,
            kind=row.kind,
            section=row.section,
            group=row.group if row.section is Section.IDEAS else 0,
            themes=themes,
            star=row.star,
            speaker=people.get(row.speaker, row.speaker),
            author=row.author,
            at=row.at,
            who=tuple(id_in_file(person) for person in row.who),
            due=row.due,
            done=row.done,
        )
        self._notes[row.id] = (row, note)
        return note

    def _records_of(self, view: View, root: str) -> tuple[Value, ...]:
        model = RECORDS[root][1]
        found: list[Value] = []
        for row in getattr(view, root):
            before = self._records.get((root, row.id))
            if before is None or before[0] is not row:
                before = self._records[root, row.id] = (row, _record(model, row))
            if before[1] is not None:
                found.append(before[1])
        return tuple(found)


def _passages(view: View) -> tuple[Passage, ...]:
    """The passages with those of their notes that are there; one whose notes are all gone is of no use to a reader."""
    found = []
    for row in view.passages:
        notes = tuple(id_in_file(note) for note in row.notes if note in view.notes)
        if notes:
            found.append(
                Passage(id=id_in_file(row.id), start=row.start, end=row.end, notes=notes, highlight=row.highlight)
            )
    return tuple(found)


def _record(model: type[Value], row: Any) -> Value | None:
    values = {name: getattr(row, name) for name in model.__struct_fields__}
    values["id"] = id_in_file(row.id)
    if "person" in values:
        values["person"] = id_in_file(row.person)
    if "counts" in values:
        values["counts"] = {id_in_file(note): count for note, count in row.counts.items()}
    try:
        return model.checked(values)
    except ValidationError:
        return None
