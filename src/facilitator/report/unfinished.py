"""What a session still leaves open when it is closed, with the notes where it stands; nothing of it stops the closing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from facilitator.capture.draft import KnownPerson
from facilitator.capture.naming import people_by_spelling, person_named
from facilitator.language import plural
from facilitator.model.fold import fold
from facilitator.model.kinds import Kind
from facilitator.model.session import Note, Session

_LONGEST_NAME_WORDS = 6
_NAMED = re.compile(r"(?<![\w.@+%-])@(?=[^\W\d_])(?P<rest>[^\n@]{1,60})")
_NAME_WORD = re.compile(r"[\w\u0300-\u036f]+(?:[’'·-][\w\u0300-\u036f]+)*\.?")
_TO_COMPLETE = re.compile(r"\[[ \u00a0]*\?[ \u00a0]*\]|(?<!\betc)(?<!\betc )(?:…|\.\.\.)[\s*]*\Z", re.IGNORECASE)


class Open(StrEnum):
    """What can be left open."""

    SHARED_FIRST_NAME = "shared first name"
    UNKNOWN_NAME = "unknown name"
    TO_COMPLETE = "to complete"
    ACTION_WITHOUT_PERSON = "action without person"
    ACTION_WITHOUT_DATE = "action without date"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One thing left open.

    ``notes`` are the identifiers of the notes where it stands, in the order said; ``people`` those who share a first name.
    ``text`` is the first name, or the name behind "@" as typed; "" for the other kinds, which gather all their notes.
    """

    what: Open
    notes: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    text: str = ""


def unfinished(session: Session) -> tuple[Unfinished, ...]:
    """What is left open: shared first names, "@" names, notes to complete, then actions.

    Args:
        session: the session as it is.
    """
    actions = [note for note in session.notes if note.kind is Kind.ACTION and not note.done]
    return (
        *shared_first_names(session),
        *unknown_names(session),
        *_gathered(Open.TO_COMPLETE, (note for note in session.notes if _TO_COMPLETE.search(note.text))),
        *_gathered(Open.ACTION_WITHOUT_PERSON, (note for note in actions if not note.who)),
        *_gathered(Open.ACTION_WITHOUT_DATE, (note for note in actions if note.due is None)),
    )


def said(one: Unfinished) -> str:
    """One thing left open, in the spoken language.

    Args:
        one: from ``unfinished``.
    """
    count = len(one.people if one.what is Open.SHARED_FIRST_NAME else one.notes)
    match one.what:
        case Open.SHARED_FIRST_NAME:
            told = plural("{count} person is called {name}", "{count} people are called {name}", count)
        case Open.UNKNOWN_NAME:
            told = plural(
                "@{name} is not among the people ({count} note)",
                "@{name} is not among the people ({count} notes)",
                count,
            )
        case Open.TO_COMPLETE:
            told = plural("{count} note to complete", "{count} notes to complete", count)
        case Open.ACTION_WITHOUT_PERSON:
            told = plural("{count} action without a person", "{count} actions without a person", count)
        case Open.ACTION_WITHOUT_DATE:
            told = plural("{count} action without a date", "{count} actions without a date", count)
    return told.format(count=count, name=one.text)


def shared_first_names(session: Session) -> tuple[Unfinished, ...]:
    """First names that several people have, accents and case ignored, spelled as the first of them spells it.

    A name in capitals beside others is the surname, as in ``names.shortened``: "DURAND Léa" and "Lea M" share a first name.

    Args:
        session: whose people.
    """
    bearers: dict[str, list[tuple[str, str]]] = {}
    for person in session.people:
        first = _first_name(person.name)
        bearers.setdefault(fold(first), []).append((first, person.id))
    return tuple(
        Unfinished(Open.SHARED_FIRST_NAME, people=tuple(person for _, person in found), text=found[0][0])
        for found in bearers.values()
        if len(found) > 1
    )


def unknown_names(session: Session) -> tuple[Unfinished, ...]:
    """Words behind "@" in notes that name no participant; a mail address is none.

    Args:
        session: whose notes and people.
    """
    spellings = people_by_spelling(tuple(KnownPerson(person.id, person.name) for person in session.people))
    found: dict[str, tuple[str, dict[str, None]]] = {}
    for note in session.notes:
        for words in _names_in(note.text):
            if not any(person_named(" ".join(words[:end]), spellings) for end in range(len(words), 0, -1)):
                name = words[0].rstrip(".")
                found.setdefault(fold(name), (name, {}))[1][note.id] = None
    return tuple(Unfinished(Open.UNKNOWN_NAME, tuple(notes), text=name) for name, notes in found.values())


def _names_in(text: str) -> Iterator[list[str]]:
    """The words behind each "@" that could be a name, at most so many as a long name has."""
    for found in _NAMED.finditer(text):
        words: list[str] = []
        at = found.start("rest")
        while len(words) < _LONGEST_NAME_WORDS and (word := _NAME_WORD.match(text, at)):
            words.append(word[0])
            at = word.end() + 1
            if text[word.end() : at] != " ":
                break
        if words:
            yield words


def _first_name(name: str) -> str:
    words = name.split()
    small = [word for word in words if not (len(word) > 1 and word.isupper())]
    told = [word for word in small if len(word.rstrip(".")) > 1]
    if len(small) < len(words) and told:
        return told[0]
    return words[0] if words else name


def _gathered(what: Open, notes: Iterable[Note]) -> tuple[Unfinished, ...]:
    found = tuple(note.id for note in notes)
    return (Unfinished(what, found),) if found else ()
