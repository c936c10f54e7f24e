"""Sessions that are published together: who sat in one circle is spoken of in another, where nobody could be asked."""

from collections.abc import Iterable, Mapping, Sequence

from facilitator.model.consent import Act, Consent
from facilitator.model.name_decision import REMOVED
from facilitator.model.session import Session
from facilitator.report.deciding import AGREED, STRICTEST_FIRST
from facilitator.report.mentions import bearers, mentions_in
from facilitator.report.names import shortened
from facilitator.report.public_texts import texts, with_texts
from facilitator.report.publication import published
from facilitator.report.spellings import Bearer, Spellings, Tokens, tokens_of


def published_together(sessions: Sequence[Session]) -> list[Session]:
    """Each session as ``published`` makes it; whole names of people of the others stand as these agreed there.

    A first name or a surname alone may mean somebody else, so only both together count. Who agreed to less in one session than
    in another is named as in the stricter one.

    Args:
        sessions: the sessions as they were kept.
    """
    circles = [{_whole(bearer.name) for bearer in bearers(session)} for session in sessions]
    consents: dict[Tokens, tuple[str, set[Consent | None]]] = {}
    for session in sessions:
        for bearer in bearers(session):
            whole = _whole(bearer.name)
            agreed = {person.consent for person in session.people if person.id == bearer.person} or {None}
            consents.setdefault(whole, (bearer.name, set()))[1].update(agreed)
    stand = {whole: _stands(name, agreed) for whole, (name, agreed) in consents.items() if _tells(whole)}
    strict = {whole: words for whole, words in stand.items() if words is not None}
    known = _spelled(strict)
    return [
        _without(
            published(session, {}), known, {whole: words for whole, words in strict.items() if whole not in circle}
        )
        for session, circle in zip(sessions, circles, strict=True)
    ]


def _whole(name: str) -> Tokens:
    return tokens_of(name.partition("(")[0])


def _tells(whole: Tokens) -> bool:
    return sum(len(token) > 1 for token in whole) > 1


def _stands(name: str, agreed: Iterable[Consent | None]) -> str | None:
    """What stands for a name; None: the name."""
    decisions = {AGREED[consent] for consent in agreed}
    strictest = next(decision for decision in STRICTEST_FIRST if decision in decisions)
    return {Act.KEEP: None, Act.SHORTEN: shortened(name), Act.REPLACE: REMOVED}[strictest.act]


def _spelled(wholes: Iterable[Tokens]) -> Spellings:
    people: dict[Tokens, tuple[Bearer, ...]] = {}
    for whole in wholes:
        for order in (whole, whole[1:] + whole[:1], whole[-1:] + whole[:-1]):
            people[order] = (*people.get(order, ()), Bearer(" ".join(whole), ""))
    longest = max(map(len, people), default=0)
    return Spellings(people, longest, frozenset(tokens[0] for tokens in people), {})


def _without(session: Session, known: Spellings, strangers: Mapping[Tokens, str]) -> Session:
    by_key = {" ".join(whole): words for whole, words in strangers.items()}
    changed = {}
    for where, text in texts(session):
        before = text
        for mention in reversed(mentions_in(text, where, known)):
            keys = [key for key in mention.people if key in by_key]
            if mention.what == "name" and keys and len(keys) == len(mention.people):
                words = {by_key[key] for key in keys}
                stands = words.pop() if len(words) == 1 else REMOVED
                text = text[: mention.start] + stands + text[mention.end :]
        if text != before:
            changed[where] = text
    return with_texts(session, changed) if changed else session
