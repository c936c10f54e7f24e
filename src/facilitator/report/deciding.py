"""What happens to a name in a text when the session is published: as its bearer agreed, or as the host decided.

A decision that the session holds goes on as long as nobody can doubt that it is meant: the name stands in the same words between
the same words, the same people may be meant, and their consent is what it was. Otherwise the name is asked about again. One
that says less than was agreed since does no harm and needs only the name to stand where it stood.
"""

from collections import Counter
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from hashlib import sha256

from msgspec import Struct

from facilitator.model.consent import Act, Consent
from facilitator.model.name_decision import REMOVED, NameDecision
from facilitator.model.session import Session
from facilitator.report.mentions import Mention, bearers, mentions_in
from facilitator.report.names import shortened
from facilitator.report.public_texts import Where, texts
from facilitator.report.spellings import Bearer, Spellings, spellings, tokens_of

AROUND = 16
"""Characters before and behind a name that must be the same for a decision to go on."""


class Decision(Struct, frozen=True):
    """What was decided on a mention; ``words`` is what replaces it."""

    act: Act
    words: str = REMOVED


KEEP, SHORTEN, REPLACE = Decision(Act.KEEP), Decision(Act.SHORTEN), Decision(Act.REPLACE)

Decisions = Mapping[Mention, Decision]
"""A decision holds for the mention as it stands."""

AGREED = {Consent.FULL: KEEP, Consent.INITIALS: SHORTEN, Consent.UNNAMED: REPLACE, None: REPLACE}
"""What each consent leads to; None: not asked."""
STRICTEST_FIRST = (REPLACE, SHORTEN, KEEP)
_STRICTEST_CONSENT_FIRST = (Consent.UNNAMED, None, Consent.INITIALS, Consent.FULL)
_STRICTEST_ACT_FIRST = (Act.REPLACE, Act.SHORTEN, Act.KEEP)


def by_consent(mention: Mention, session: Session) -> Decision:
    """What happens to a mention when nothing else is decided.

    Args:
        mention: one of ``mentions``.
        session: its session, for the consent of those it may mean.
    """
    if mention.what == "mail":
        return REPLACE
    agreed = {AGREED[person.consent] for person in session.people if person.id in mention.people}
    return next((decision for decision in STRICTEST_FIRST if decision in agreed), REPLACE)


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


_Spot = tuple[Where, str, str, str, int, int]
"""By what a mention is known again: its text, its words, those before and behind it, its number, of how many."""


class Seen:
    """The mentions in the texts of a session as it changes; a text that stays the same is looked through once."""

    def __init__(self) -> None:
        self._bearers: tuple[Bearer, ...] = ()
        self._texts: dict[Where, tuple[str, tuple[tuple[Mention, _Spot], ...]]] = {}

    def mentions(self, session: Session, wheres: Container[Where] | None = None) -> dict[Mention, _Spot]:
        """The mentions in some texts, or in all, in reading order, each with what it is known again by.

        Args:
            session: the session as it is.
            wheres: which texts; all if None.
        """
        named = bearers(session)
        if named != self._bearers:
            self._bearers, self._texts = named, {}
        known, found = spellings(named), dict[Mention, _Spot]()
        for where, text in texts(session):
            if wheres is None or where in wheres:
                before = self._texts.get(where)
                if before is None or before[0] != text:
                    before = self._texts[where] = (text, tuple(_spots_in(where, text, known)))
                found.update(before[1])
        return found


def decided(session: Session, seen: Seen | None = None) -> dict[Mention, Decision]:
    """What the session holds as decided, as far as it still holds.

    Args:
        session: with its decisions; where two are on one name, the one that says less.
        seen: what is known of its texts.
    """
    by_strictness = sorted(session.name_decisions, key=lambda one: _STRICTEST_ACT_FIRST.index(one.how))
    kept: dict[_Spot, NameDecision] = {}
    for one in by_strictness:
        kept.setdefault(_spot_of(one), one)
    wheres = {Where(one.field, one.of) for one in by_strictness}
    found = (seen or Seen()).mentions(session, wheres) if kept else {}
    return {
        mention: Decision(kept[spot].how, kept[spot].instead)
        for mention, spot in found.items()
        if spot in kept and _goes_on(kept[spot], mention, session)
    }


def decisions_on(session: Session, wanted: Decisions, seen: Seen | None = None) -> tuple[NameDecision, ...]:
    """Decisions in the form in which a session keeps them; a mention that no longer stands in it has none.

    Args:
        session: the session as it is.
        wanted: what is decided, by mention.
        seen: what is known of its texts.
    """
    found = (seen or Seen()).mentions(session, {mention.where for mention in wanted})
    return tuple(_kept(mention, spot, wanted[mention], session) for mention, spot in found.items() if mention in wanted)


def kept_on(session: Session, asked: Collection[Mention], seen: Seen | None = None) -> tuple[str, ...]:
    """The identifiers of what the session keeps as decided on some mentions.

    Args:
        session: the session as it is.
        asked: mentions of its.
        seen: what is known of its texts.
    """
    found = (seen or Seen()).mentions(session, {one.where for one in asked})
    spots = {found[mention] for mention in asked if mention in found}
    return tuple(one.id for one in session.name_decisions if _spot_of(one) in spots)


def _spots_in(where: Where, text: str, known: Spellings) -> Iterator[tuple[Mention, _Spot]]:
    found = mentions_in(text, where, known)
    looks = [
        (one.text, text[max(0, one.start - AROUND) : one.start], text[one.end : one.end + AROUND]) for one in found
    ]
    alike, count = Counter(looks), Counter[tuple[str, str, str]]()
    for mention, look in zip(found, looks, strict=True):
        count[look] += 1
        yield mention, (where, *look, count[look], alike[look])


def _spot_of(kept: NameDecision) -> _Spot:
    return Where(kept.field, kept.of), kept.words, kept.before, kept.after, kept.number, kept.alike


def _kept(mention: Mention, spot: _Spot, decision: Decision, session: Session) -> NameDecision:
    where, words, before, after, number, alike = spot
    told = "\0".join((where.field, where.id, words, before, after, f"{number}/{alike}"))
    return NameDecision(
        id=f"name-{sha256(told.encode(errors='surrogatepass')).hexdigest()[:16]}",
        field=where.field,
        of=where.id,
        words=words,
        before=before,
        after=after,
        number=number,
        alike=alike,
        people=mention.people,
        consent=_strictest(mention.people, session),
        how=decision.act,
        instead=decision.words,
    )


def _goes_on(kept: NameDecision, mention: Mention, session: Session) -> bool:
    agreed = by_consent(mention, session).act
    if _STRICTEST_ACT_FIRST.index(kept.how) <= _STRICTEST_ACT_FIRST.index(agreed):
        return True
    return {*kept.people} == {*mention.people} and kept.consent is _strictest(mention.people, session)


def _strictest(people: Sequence[str], session: Session) -> Consent | None:
    consents = {person.consent for person in session.people if person.id in people}
    return next((one for one in _STRICTEST_CONSENT_FIRST if one in consents), None)
