"""What may leave the room: each name as its bearer agreed, in the lists and inside what was said.

Who was not asked has not agreed. Without another decision a name inside a text is treated as the strictest consent among those
it may mean: kept (in full), shortened (first name and initial), or replaced. A doubtful mention is treated as a name, since
privacy wins. A mail address is replaced whatever was agreed about the name, because nobody was asked about it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from facilitator.language import mark, words
from facilitator.model.consent import Consent
from facilitator.model.fold import fold
from facilitator.model.session import Participant, Session
from facilitator.report.mentions import Mention, bearers, mentions, mentions_in
from facilitator.report.names import shortened
from facilitator.report.public_texts import Field, Where, texts, with_texts
from facilitator.report.spellings import spellings, tokens_of

REMOVED = "X"
"""What stands for a name that is taken out, as in published court decisions."""

UNNAMED = mark("unnamed person")
"""What stands for the name of someone who is only counted."""


class Act(StrEnum):
    """What happens to a mention."""

    KEEP = "keep"
    SHORTEN = "shorten"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on a mention; ``words`` is what replaces it."""

    act: Act
    words: str = REMOVED


KEEP, SHORTEN, REPLACE = Decision(Act.KEEP), Decision(Act.SHORTEN), Decision(Act.REPLACE)

Decisions = Mapping[Mention, Decision]
"""A decision holds for the mention as it stood: once the text around has changed it is asked for again."""

_BY_CONSENT = {Consent.FULL: KEEP, Consent.INITIALS: SHORTEN, Consent.UNNAMED: REPLACE, None: REPLACE}
_STRICTEST_FIRST = (REPLACE, SHORTEN, KEEP)


def to_decide(session: Session) -> tuple[Mention, ...]:
    """The mentions that are not simply kept, in reading order: what the gate shows one by one.

    Args:
        session: what is to be published.
    """
    return tuple(found for found in mentions(session) if by_consent(found, session) != KEEP)


def by_consent(mention: Mention, session: Session) -> Decision:
    """What happens to a mention when nothing else is decided.

    Args:
        mention: one of ``mentions``.
        session: its session, for the consent of those it may mean.
    """
    if mention.what == "mail":
        return REPLACE
    agreed = {_BY_CONSENT[person.consent] for person in session.people if person.id in mention.people}
    return next((decision for decision in _STRICTEST_FIRST if decision in agreed), REPLACE)


def instead(mention: Mention, decision: Decision, session: Session) -> str:
    """What stands in a mention's place.

    Shortening keeps a first name, alone or with an initial, as it was written, and makes "Aline B." of a surname or a whole
    name. A surname that several share becomes its initial; an address has no short form and is replaced.

    Args:
        mention: one of ``mentions``.
        decision: what was decided on it.
        session: its session, for the names.
    """
    if decision.act is Act.KEEP:
        return mention.text
    if decision.act is Act.REPLACE or mention.what == "mail":
        return decision.words
    short = {shortened(person.name) for person in session.people if person.id in mention.people}
    said = set(tokens_of(mention.text))
    if short and all(said <= set(tokens_of(name)) for name in short):
        return mention.text
    if len(short) == 1:
        return short.pop()
    return f"{next(char for char in mention.text if char.isalnum()).upper()}."


def with_decisions(session: Session, decisions: Decisions) -> Session:
    """The session whose texts say of each mention what was decided, or what follows from consent.

    Args:
        session: what is to be published.
        decisions: by mention; one that no longer stands in the session changes nothing.
    """
    found: dict[Where, list[Mention]] = {}
    for mention in mentions(session):
        found.setdefault(mention.where, []).append(mention)
    changed = {}
    for where, text in texts(session):
        for mention in reversed(found.get(where, [])):
            decision = decisions.get(mention) or by_consent(mention, session)
            text = text[: mention.start] + instead(mention, decision, session) + text[mention.end :]
        # A theme and a phase must have a name; all other texts may be taken out whole.
        changed[where] = text if text.strip() or where.field not in (Field.THEME, Field.PHASE) else REMOVED
    return with_texts(session, changed)


def published(session: Session, decisions: Decisions) -> Session:
    """The session as it may be published, in whatever format.

    Who agreed to be named in full is. Who agreed to initials stands as first name and initial. Everybody else is an "unnamed
    person" without a link to what they said, did or when they came; their number stays. Affiliation and reason go with the
    full name, and so do identifiers, which are made of names.

    Args:
        session: the session as it was kept; it is not changed.
        decisions: what the host decided on mentions, from ``to_decide``; what is not decided follows from consent.
    """
    clean = with_decisions(session, decisions)
    ids = _public_ids(session)
    named = {person.id: ids[person.id] for person in session.people if _decision(person) != REPLACE}
    people = tuple(
        _public_person(before, after, ids, session.language)
        for before, after in zip(session.people, clean.people, strict=True)
    )
    return _without_names_in_ids(
        clean.model_copy(
            update={
                "people": people,
                "notes": tuple(
                    note.model_copy(
                        update={
                            "speaker": named.get(note.speaker, ""),
                            "who": tuple(named[person] for person in note.who if person in named),
                            "author": _public_author(note.author, session),
                        }
                    )
                    for note in clean.notes
                ),
                "wordings": tuple(
                    wording.model_copy(update={"author": _public_author(wording.author, session)})
                    for wording in clean.wordings
                ),
                # The words of a highlight are those of its note, before names were taken out of it.
                "passages": tuple(passage.model_copy(update={"highlight": ""}) for passage in clean.passages),
                **{
                    records: tuple(
                        record.model_copy(update={"person": named[record.person]})
                        for record in getattr(clean, records)
                        if record.person in named
                    )
                    for records in ("presences", "queue", "turns")
                },
            }
        ),
        session,
    )


def _decision(person: Participant) -> Decision:
    return _BY_CONSENT[person.consent]


def _public_person(before: Participant, after: Participant, ids: Mapping[str, str], language: str) -> Participant:
    """Somebody as published; ``after`` has the texts about them gone over."""
    if _decision(before) == KEEP:
        return after
    hidden = {"id": ids[before.id], "affiliation": "", "reason": ""}
    if _decision(before) == SHORTEN:
        return after.model_copy(update={**hidden, "name": shortened(before.name)})
    unnamed = {"name": words(language).gettext(UNNAMED), "consent": Consent.UNNAMED}
    return after.model_copy(update={**hidden, **unnamed})


def _public_ids(session: Session) -> dict[str, str]:
    """The identifiers of people: as they are for those named in full, numbers for all others."""
    kept = {person.id for person in session.people if _decision(person) == KEEP}
    numbers = (f"p{number}" for number in range(1, 2 * len(session.people) + 1))
    free = (made for made in numbers if made not in kept)
    return {person.id: person.id if person.id in kept else next(free) for person in session.people}


def _public_author(author: str, session: Session) -> str:
    """Who wrote something down, as they agreed; nothing for somebody who is not among the people."""
    agreed = {_decision(person) for person in session.people if fold(person.name) == fold(author)}
    strictest = next((decision for decision in _STRICTEST_FIRST if decision in agreed), REPLACE)
    return {KEEP: author, SHORTEN: shortened(author)}.get(strictest, "")


def _without_names_in_ids(published: Session, session: Session) -> Session:
    """The session with numbers for the identifiers of themes and phases that are made of somebody's name."""
    themes = _new_ids([theme.id for theme in session.themes], "t", session)
    phases = _new_ids([phase.id for phase in session.phases], "f", session)
    if not themes and not phases:
        return published
    return published.model_copy(
        update={
            "themes": tuple(one.model_copy(update={"id": themes.get(one.id, one.id)}) for one in published.themes),
            "phases": tuple(one.model_copy(update={"id": phases.get(one.id, one.id)}) for one in published.phases),
            "notes": tuple(
                note.model_copy(update={"themes": tuple(themes.get(theme, theme) for theme in note.themes)})
                for note in published.notes
            ),
            "clock": tuple(
                act.model_copy(update={"phase": phases.get(act.phase, act.phase)}) for act in published.clock
            ),
        }
    )


def _new_ids(ids: Iterable[str], letter: str, session: Session) -> dict[str, str]:
    """Numbers for the identifiers in which somebody's name stands who did not agree to it in full."""
    known = spellings(bearers(session))
    taken = set(ids)
    free = (made for number in range(1, 2 * len(taken) + 1) if (made := f"{letter}{number}") not in taken)
    # Identifiers are in small letters: a capital in front of each word lets names that are common words be found.
    telling = [
        one
        for one in sorted(taken)
        if any(by_consent(found, session) != KEEP for found in mentions_in(one.title(), Where(Field.THEME), known))
    ]
    return {one: next(free) for one in telling}
