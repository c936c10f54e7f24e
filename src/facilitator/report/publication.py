"""What may leave the room: each name as its bearer agreed, in the lists and inside what was said.

Who was not asked has not agreed. Without another decision a name inside a text is treated as the strictest consent among those
it may mean: kept (in full), shortened (first name and initial), or replaced. A doubtful mention is treated as a name, since
privacy wins. A mail address is replaced whatever was agreed about the name, because nobody was asked about it.
``deciding`` says how long another decision holds.
"""

from collections.abc import Mapping

from facilitator.language import mark, words
from facilitator.model.consent import Act, Consent
from facilitator.model.fold import fold
from facilitator.model.name_decision import REMOVED
from facilitator.model.session import Participant, Session
from facilitator.report.deciding import (
    AGREED,
    KEEP,
    REPLACE,
    SHORTEN,
    STRICTEST_FIRST,
    Decision,
    Decisions,
    by_consent,
    decided,
    instead,
)
from facilitator.report.mentions import Mention, bearers, mentions, mentions_in
from facilitator.report.names import shortened
from facilitator.report.public_ids import telling, without_names_in_ids
from facilitator.report.public_texts import Field, Where, texts, with_texts
from facilitator.report.spellings import Spellings, spellings

__all__ = [
    "KEEP",
    "REMOVED",
    "REPLACE",
    "SHORTEN",
    "UNNAMED",
    "Act",
    "Decision",
    "Decisions",
    "by_consent",
    "instead",
    "public_words",
    "published",
    "stands_instead",
    "to_decide",
    "with_decisions",
]

UNNAMED = mark("unnamed person")
"""What stands for the name of someone who is only counted."""


def to_decide(session: Session) -> tuple[Mention, ...]:
    """The mentions that are not simply kept, in reading order: what the gate shows one by one.

    Args:
        session: what is to be published.
    """
    return tuple(found for found in mentions(session) if by_consent(found, session) != KEEP)


def with_decisions(session: Session, decisions: Decisions) -> Session:
    """The session whose texts say of each mention what was decided, or what follows from consent.

    Args:
        session: what is to be published.
        decisions: by mention; one that no longer stands in the session changes nothing.
    """
    found: dict[Where, list[Mention]] = {}
    for mention in mentions(session):
        found.setdefault(mention.where, []).append(mention)
    known, changed = spellings(bearers(session)), {}
    for where, text in texts(session):
        for mention in reversed(found.get(where, [])):
            decision = decisions.get(mention) or by_consent(mention, session)
            stands = instead(mention, _nameless(decision, session, known), session)
            text = text[: mention.start] + stands + text[mention.end :]
        # A theme and a phase must have a name; all other texts may be taken out whole.
        changed[where] = text if text.strip() or where.field not in (Field.THEME, Field.PHASE) else REMOVED
    return with_texts(session, changed)


def published(session: Session, decisions: Decisions) -> Session:
    """The session as it may be published, in whatever format.

    Who agreed to be named in full is. Who agreed to initials stands as first name and initial. Everybody else is an "unnamed
    person" without a link to what they said, did or when they came; their number stays. Affiliation and reason go with the
    full name, and so do identifiers, which are made of names. What was decided on names stays behind: it holds them.

    Args:
        session: the session as it was kept, with what was decided on mentions; it is not changed.
        decisions: more of them, which go before those that the session holds; what is not decided follows from consent.
    """
    clean = with_decisions(session, {**decided(session), **decisions})
    ids = _public_ids(session)
    named = {person.id: ids[person.id] for person in session.people if _decision(person) != REPLACE}
    known = spellings(bearers(session))
    people = tuple(
        _public_person(before, after, ids, session, known)
        for before, after in zip(session.people, clean.people, strict=True)
    )
    update: dict[str, object] = {
        "people": people,
        "name_decisions": (),
        "notes": tuple(
            note.but(
                speaker=named.get(note.speaker, ""),
                who=tuple(named[person] for person in note.who if person in named),
                author=_public_author(note.author, session, known),
            )
            for note in clean.notes
        ),
        "wordings": tuple(
            wording.but(author=_public_author(wording.author, session, known)) for wording in clean.wordings
        ),
        # The words of a highlight are those of its note, before names were taken out of it.
        "passages": tuple(passage.but(highlight="") for passage in clean.passages),
    }
    for records in ("presences", "queue", "turns"):
        update[records] = tuple(
            record.but(person=named[record.person]) for record in getattr(clean, records) if record.person in named
        )
    return without_names_in_ids(clean.but(**update), session)


def stands_instead(mention: Mention, decision: Decision, session: Session) -> str:
    """What a public report says in a mention's place.

    Args:
        mention: one of ``mentions``.
        decision: what was decided on it.
        session: its session.
    """
    known = spellings(bearers(session)) if decision.words != REMOVED else spellings(())
    return instead(mention, _nameless(decision, session, known), session)


def public_words(text: str, session: Session) -> str:
    """A text that is no part of the session, such as the name of a file, without the names that consent does not keep.

    Args:
        text: any text.
        session: whose people are looked for.
    """
    return _by_consent_only(text, session, spellings(bearers(session)))


def _nameless(decision: Decision, session: Session, known: Spellings) -> Decision:
    """A decision whose words name nobody else: whoever typed what replaces a name may have typed another one."""
    if decision.act is not Act.REPLACE or decision.words == REMOVED:
        return decision
    return Decision(Act.REPLACE, _by_consent_only(decision.words, session, known))


def _by_consent_only(text: str, session: Session, known: Spellings, but: str = "") -> str:
    """A text in which only consent decides; who has the identifier ``but`` is meant to stand there."""
    for mention in reversed(mentions_in(text, Where(Field.TITLE), known)):
        if not but or but not in mention.people:
            text = text[: mention.start] + instead(mention, by_consent(mention, session), session) + text[mention.end :]
    return text


def _decision(person: Participant) -> Decision:
    return AGREED[person.consent]


def _public_person(
    before: Participant, after: Participant, ids: Mapping[str, str], session: Session, known: Spellings
) -> Participant:
    """Somebody as published; ``after`` has the texts about them gone over."""
    if _decision(before) == KEEP:
        # Beside their own, people write others' names: "Zoé Morvan (chez Karim)".
        name = _by_consent_only(before.name, session, known, but=before.id)
        return after.but(id=ids[before.id], name=name)
    hidden = {"id": ids[before.id], "affiliation": "", "reason": ""}
    if _decision(before) == SHORTEN:
        return after.but(**hidden, name=shortened(before.name))
    unnamed = {"name": words(session.language).gettext(UNNAMED), "consent": Consent.UNNAMED}
    return after.but(**hidden, **unnamed)


def _public_ids(session: Session) -> dict[str, str]:
    """The identifiers of people: as they are for those named in full, numbers for all others."""
    kept = {person.id for person in session.people if _decision(person) == KEEP}
    kept -= telling(kept, session)
    numbers = (f"p{number}" for number in range(1, 2 * len(session.people) + 1))
    free = (made for made in numbers if made not in kept)
    return {person.id: person.id if person.id in kept else next(free) for person in session.people}


def _public_author(author: str, session: Session, known: Spellings) -> str:
    """Who wrote something down, as they agreed; nothing for somebody who is not among the people."""
    same = [person for person in session.people if fold(person.name) == fold(author)]
    agreed = {_decision(person) for person in same}
    strictest = next((decision for decision in STRICTEST_FIRST if decision in agreed), REPLACE)
    if strictest == KEEP:
        return _by_consent_only(author, session, known, but=same[0].id)
    return shortened(author) if strictest == SHORTEN else ""
