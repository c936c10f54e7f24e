"""What a session still leaves open when it is closed, with where it stands; nothing of it stops the closing."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from facilitator.capture.draft import KnownPerson
from facilitator.capture.naming import people_by_spelling, person_named
from facilitator.language import _, plural
from facilitator.live.presence import here_now
from facilitator.live.rows import PresenceRow
from facilitator.model.fold import fold
from facilitator.model.kinds import Kind
from facilitator.model.read_back import words_read
from facilitator.model.session import Session

_LONGEST_NAME_WORDS = 6
_NAMES_TOLD = 3
_NAMED = re.compile(r"(?<![\w.@+%-])@(?=[^\W\d_])(?P<rest>[^\n@]{1,60})")
_NAME_WORD = re.compile(r"[\w\u0300-\u036f]+(?:[’'·-][\w\u0300-\u036f]+)*\.?")
_TO_COMPLETE = re.compile(r"\[[ \u00a0]*\?[ \u00a0]*\]|(?<!\betc)(?<!\betc )(?:…|\.\.\.)[\s*]*\Z", re.IGNORECASE)


class Open(StrEnum):
    """What can be left open, in the order in which it is told."""

    QUESTION_EMPTY = "question empty"
    NO_HOST = "no host"
    NOBODY_PRESENT = "nobody present"
    UNTAGGED = "untagged"
    STAR_UNTOUCHED = "star untouched"
    ACTION_WITHOUT_PERSON = "action without person"
    ACTION_WITHOUT_DATE = "action without date"
    SYNTHESIS_EMPTY = "synthesis empty"
    NOT_READ_BACK = "not read back"
    UNKNOWN_NAME = "unknown name"
    SHARED_FIRST_NAME = "shared first name"
    TO_COMPLETE = "to complete"


class Where(StrEnum):
    """Where somebody goes to mend it."""

    QUESTION = "question"
    PEOPLE = "people"
    NOTES = "notes"
    STARS = "stars"
    SYNTHESIS = "synthesis"
    READ_BACK = "read back"


_ELSEWHERE = {
    Open.QUESTION_EMPTY: Where.QUESTION,
    Open.NO_HOST: Where.PEOPLE,
    Open.NOBODY_PRESENT: Where.PEOPLE,
    Open.SHARED_FIRST_NAME: Where.PEOPLE,
    Open.STAR_UNTOUCHED: Where.STARS,
    Open.SYNTHESIS_EMPTY: Where.SYNTHESIS,
    Open.NOT_READ_BACK: Where.READ_BACK,
}


class Unfinished(Struct, frozen=True):
    """One kind of thing left open.

    ``notes`` are the identifiers of the notes where it stands, in the order said; ``people`` those who share a first name.
    ``names`` are the first names, or the names behind "@" as typed.
    """

    what: Open
    notes: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def where(self) -> Where:
        """Where to mend it."""
        return _ELSEWHERE.get(self.what, Where.NOTES)


class SaidNote(Protocol):
    """A note of a session, living or frozen."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> Kind: ...  # noqa: D102
    @property
    def themes(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def who(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def due(self) -> date | None: ...  # noqa: D102
    @property
    def done(self) -> bool: ...  # noqa: D102


class NamedPerson(Protocol):
    """Someone of the circle, living or frozen."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102


def unfinished(session: Session) -> tuple[Unfinished, ...]:
    """Everything that is left open, one entry a kind, in the order of ``Open``.

    Args:
        session: the session as it is.
    """
    return _in_order([*at_once(session), *untouched_stars(session)])


def at_once(session: Session) -> tuple[Unfinished, ...]:
    """What is left open, without the starred notes: comparing those with the synthesis takes a while.

    Args:
        session: the session as it is.
    """
    return _in_order([*_of_the_whole(session), *_of_the_notes(session), *_of_the_names(session)])


def untouched_stars(session: Session) -> tuple[Unfinished, ...]:
    """The starred notes that the synthesis does not take up, as one entry; none when there are none.

    Args:
        session: the session as it is.
    """
    starred = [note for note in session.notes if note.star]
    left = tuple(note.id for note in starred)
    if starred and session.synthesis.strip():
        from facilitator.report.coverage import coverage

        found = coverage(starred, (), session.synthesis, session.language, session.passages)
        left = tuple(item.id for item in found.stars if not item.taken)
    return (Unfinished(Open.STAR_UNTOUCHED, left),) if left else ()


def lacks(what: Open, people: Iterable[NamedPerson]) -> Callable[[SaidNote], bool]:
    """The test whether a note leaves this open.

    Args:
        what: a kind that stands in notes (``Where.NOTES``).
        people: the circle, for names behind "@".
    """
    if what is Open.UNKNOWN_NAME:
        spellings = _spellings(people)
        return lambda note: next(_unknown_in(note.text, spellings), "") != ""
    return _LACKS[what]


def said(one: Unfinished) -> str:
    """One kind of thing left open, in the spoken language.

    Args:
        one: from ``unfinished``.
    """
    if one.what in _PLAIN:
        return _PLAIN[one.what]()
    count = len(one.names or one.notes)
    match one.what:
        case Open.UNTAGGED:
            told = plural("{count} note without a theme", "{count} notes without a theme", count)
        case Open.STAR_UNTOUCHED:
            told = plural(
                "{count} starred note that the synthesis does not take up",
                "{count} starred notes that the synthesis does not take up",
                count,
            )
        case Open.ACTION_WITHOUT_PERSON:
            told = plural("{count} action without a person", "{count} actions without a person", count)
        case Open.ACTION_WITHOUT_DATE:
            told = plural("{count} action without a date", "{count} actions without a date", count)
        case Open.UNKNOWN_NAME:
            told = plural(
                "{count} name without a participant: {names}", "{count} names without a participant: {names}", count
            )
        case Open.SHARED_FIRST_NAME:
            told = plural(
                "{count} first name that several bear: {names}", "{count} first names that several bear: {names}", count
            )
        case _:
            told = plural("{count} note to complete", "{count} notes to complete", count)
    sign = "@" if one.what is Open.UNKNOWN_NAME else ""
    names = [f"{sign}{name}" for name in one.names[:_NAMES_TOLD]] + ["…"] * (count > _NAMES_TOLD)
    return told.format(count=count, names=", ".join(names))


_PLAIN: dict[Open, Callable[[], str]] = {
    Open.QUESTION_EMPTY: lambda: _("the question is empty"),
    Open.NO_HOST: lambda: _("no host is marked"),
    Open.NOBODY_PRESENT: lambda: _("no participant is here"),
    Open.SYNTHESIS_EMPTY: lambda: _("the synthesis is empty"),
    Open.NOT_READ_BACK: lambda: _("the synthesis has not been read back as it stands"),
}
_LACKS: dict[Open, Callable[[SaidNote], bool]] = {
    Open.UNTAGGED: lambda note: not note.themes,
    Open.ACTION_WITHOUT_PERSON: lambda note: note.kind is Kind.ACTION and not note.done and not note.who,
    Open.ACTION_WITHOUT_DATE: lambda note: note.kind is Kind.ACTION and not note.done and note.due is None,
    Open.TO_COMPLETE: lambda note: _TO_COMPLETE.search(note.text) is not None,
}


def _in_order(found: list[Unfinished]) -> tuple[Unfinished, ...]:
    order = [*Open]
    return tuple(sorted(found, key=lambda one: order.index(one.what)))


def _of_the_whole(session: Session) -> Iterator[Unfinished]:
    if not session.question.strip():
        yield Unfinished(Open.QUESTION_EMPTY)
    if not session.hosts:
        yield Unfinished(Open.NO_HOST)
    came = [PresenceRow(one.id, one.person, one.at, one.here) for one in session.presences]
    if not here_now([person.id for person in session.participants], came):
        yield Unfinished(Open.NOBODY_PRESENT)
    if not session.synthesis.strip():
        yield Unfinished(Open.SYNTHESIS_EMPTY)
    elif words_read(session.synthesis) != session.read_back_words:
        yield Unfinished(Open.NOT_READ_BACK)


def _of_the_notes(session: Session) -> Iterator[Unfinished]:
    for what, lacking in _LACKS.items():
        # A session without themes was never meant to be sorted.
        if what is not Open.UNTAGGED or session.themes:
            found = tuple(note.id for note in session.notes if lacking(note))
            if found:
                yield Unfinished(what, found)


def _of_the_names(session: Session) -> Iterator[Unfinished]:
    unknown = unknown_names(session)
    if unknown:
        stand = {note for _name, notes in unknown for note in notes}
        in_order = tuple(note.id for note in session.notes if note.id in stand)
        yield Unfinished(Open.UNKNOWN_NAME, in_order, names=tuple(name for name, _notes in unknown))
    shared = shared_first_names(session)
    if shared:
        bearers = tuple(person for _name, people in shared for person in people)
        yield Unfinished(Open.SHARED_FIRST_NAME, people=bearers, names=tuple(name for name, _people in shared))


def shared_first_names(session: Session) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """First names that several people have, accents and case ignored, each with its bearers' identifiers.

    It is spelled as the first of them spells it. A name in capitals beside others is the surname, as in ``names.shortened``:
    "DURAND Léa" and "Lea M" share a first name.

    Args:
        session: whose people.
    """
    bearers: dict[str, list[tuple[str, str]]] = {}
    for person in session.people:
        first = _first_name(person.name)
        bearers.setdefault(fold(first), []).append((first, person.id))
    return tuple(
        (found[0][0], tuple(person for _first, person in found)) for found in bearers.values() if len(found) > 1
    )


def unknown_names(session: Session) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Words behind "@" in notes that name no participant, each with the identifiers of its notes; a mail address is none.

    Args:
        session: whose notes and people.
    """
    spellings = _spellings(session.people)
    found: dict[str, tuple[str, dict[str, None]]] = {}
    for note in session.notes:
        for name in _unknown_in(note.text, spellings):
            found.setdefault(fold(name), (name, {}))[1][note.id] = None
    return tuple((name, tuple(notes)) for name, notes in found.values())


def _spellings(people: Iterable[NamedPerson]) -> Mapping[str, KnownPerson]:
    return people_by_spelling(tuple(KnownPerson(person.id, person.name) for person in people))


def _unknown_in(text: str, spellings: Mapping[str, KnownPerson]) -> Iterator[str]:
    """The first words behind "@" in a text that name nobody."""
    for words in _names_in(text):
        if not any(person_named(" ".join(words[:end]), spellings) for end in range(len(words), 0, -1)):
            yield words[0].rstrip(".")


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
