"""The texts of a session that an export prints: each with its place, and put back changed."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from facilitator.model.passage import Passage
from facilitator.model.session import Session
from facilitator.model.splices import followed, splices
from facilitator.model.texts import Field

__all__ = ["Field", "Where", "texts", "with_texts"]


class Where(Struct, frozen=True):
    """One text: ``id`` is that of the note, wording, theme, phase or person, the number of an extra from 0, or ""."""

    field: Field
    id: str = ""


_OF_SESSION = {
    Field.TITLE: "title",
    Field.PLACE: "place",
    Field.QUESTION: "question",
    Field.SYNTHESIS: "synthesis",
    Field.THEME_SET: "theme_set",
    Field.AGENDA: "agenda",
}
_OF_RECORDS = {
    Field.THEME: ("themes", "name"),
    Field.PHASE: ("phases", "name"),
    Field.WORDING: ("wordings", "text"),
    Field.NOTE: ("notes", "text"),
    Field.AFFILIATION: ("people", "affiliation"),
    Field.REASON: ("people", "reason"),
    Field.EXTRA_TITLE: ("extras", "title"),
    Field.EXTRA: ("extras", "text"),
}


def texts(session: Session) -> Iterator[tuple[Where, str]]:
    """Every text that is not blank, in the order in which a reader goes through them; names of people are no texts."""
    for field, attribute in _OF_SESSION.items():
        text = getattr(session, attribute)
        if text.strip():
            yield Where(field), text
    for field, (records, attribute) in _OF_RECORDS.items():
        for number, record in enumerate(getattr(session, records)):
            text = getattr(record, attribute)
            if text.strip():
                yield Where(field, getattr(record, "id", str(number))), text


def with_texts(session: Session, changed: Mapping[Where, str]) -> Session:
    """The session with other texts in these places.

    Args:
        session: what is changed.
        changed: the new texts; places that the session does not have are passed over.
    """
    update: dict[str, object] = {
        attribute: changed[Where(field)] for field, attribute in _OF_SESSION.items() if Where(field) in changed
    }
    for field, (name, attribute) in _OF_RECORDS.items():
        records = update.get(name, getattr(session, name))
        assert isinstance(records, tuple)
        wheres = [Where(field, getattr(record, "id", str(number))) for number, record in enumerate(records)]
        if any(where in changed for where in wheres):
            update[name] = tuple(
                record.but(**{attribute: changed[where]}) if where in changed else record
                for record, where in zip(records, wheres, strict=True)
            )
    if "synthesis" in update:
        update["passages"] = tuple(_passages(session, str(update["synthesis"])))
    return session.but(**update)


def _passages(session: Session, synthesis: str) -> Iterator[Passage]:
    """The passages where they stand in another synthesis; one of which nothing is left is left out."""
    edits = splices(session.synthesis, synthesis)
    for passage in session.passages:
        start, end = followed(passage.start, passage.end, edits)
        if start < end:
            yield passage.but(start=start, end=end)
