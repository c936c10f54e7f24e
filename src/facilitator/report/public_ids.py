"""Identifiers in what is published: they are made of names and titles, so numbers stand for those that tell a name."""

from collections.abc import Collection, Mapping
from typing import Any

from facilitator.model.session import Session
from facilitator.report.deciding import KEEP, by_consent
from facilitator.report.mentions import bearers, mentions_in
from facilitator.report.public_texts import Field, Where
from facilitator.report.spellings import spellings

_LETTERS = {
    "themes": "t",
    "phases": "f",
    "notes": "n",
    "presences": "a",
    "wordings": "w",
    "clock": "c",
    "queue": "q",
    "turns": "u",
    "votes": "v",
    "passages": "s",
}
"""What the numbers of each kind of record begin with."""


def telling(ids: Collection[str], session: Session) -> set[str]:
    """The identifiers in which somebody's name stands who did not agree to it in full.

    Args:
        ids: identifiers of anything.
        session: whose people.
    """
    known = spellings(bearers(session))
    # Identifiers are in small letters: a capital in front of each word lets names that are common words be found.
    return {
        one
        for one in ids
        if any(by_consent(found, session) != KEEP for found in mentions_in(one.title(), Where(Field.THEME), known))
    }


def without_names_in_ids(published: Session, session: Session) -> Session:
    """The session with numbers for the identifiers that tell a name; the session's own becomes "session".

    Those of themes and phases whose names were changed go too: they are made of them, cut short.

    Args:
        published: the session with its texts gone over; its people have their identifiers already.
        session: the session as it was kept.
    """
    new = {root: _new_ids(root, published, session) for root in _LETTERS}
    own = {"id": "session"} if telling([session.id], session) else {}
    if not own and not any(new.values()):
        return published
    update: dict[str, Any] = {
        root: tuple(one.but(id=ids.get(one.id, one.id)) for one in getattr(published, root))
        for root, ids in new.items()
        if ids
    }
    changed = published.but(**own, **update)
    return changed.but(**_references(changed, new))


def _new_ids(root: str, published: Session, session: Session) -> dict[str, str]:
    records, before = getattr(published, root), getattr(session, root)
    taken = {one.id for one in records}
    told = telling(taken, session)
    if root in ("themes", "phases"):
        told |= {old.id for old, new in zip(before, records, strict=True) if old.name != new.name}
    free = (made for number in range(1, 2 * len(taken) + 1) if (made := f"{_LETTERS[root]}{number}") not in taken)
    return {one: next(free) for one in sorted(told)}


def _references(session: Session, new: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """What names these records, naming them anew."""
    themes, phases, notes = new["themes"], new["phases"], new["notes"]
    return {
        "notes": tuple(
            note.but(themes=tuple(themes.get(theme, theme) for theme in note.themes)) for note in session.notes
        ),
        "clock": tuple(one.but(phase=phases.get(one.phase, one.phase)) for one in session.clock),
        "votes": tuple(
            one.but(counts={notes.get(note, note): dots for note, dots in one.counts.items()}) for one in session.votes
        ),
        "passages": tuple(
            one.but(notes=tuple(notes.get(note, note) for note in one.notes)) for one in session.passages
        ),
    }
