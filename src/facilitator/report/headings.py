"""The headings and printed words that a report may have, in French and English, as people write them."""

import re
from enum import StrEnum
from functools import cache

from facilitator.language import LANGUAGES, Language, words
from facilitator.model.fold import fold
from facilitator.model.kinds import Kind
from facilitator.report import words as form


class Place(StrEnum):
    """Where in a session the text under a heading goes."""

    QUESTION = "question"
    SYNTHESIS = "synthesis"
    HOST = "host"
    SCRIBE = "scribe"
    PARTICIPANTS = "participants"
    DISCUSSION = "discussion"
    DECISIONS = "decisions"
    ACTIONS = "actions"
    IDEAS = "ideas"


PEOPLE = (Place.HOST, Place.SCRIBE, Place.PARTICIPANTS)
"""Places that hold names."""

_FRENCH: dict[Place, tuple[str, ...]] = {
    Place.QUESTION: ("question de depart", "la question", "question posee", "sujet", "theme de la session"),
    Place.SYNTHESIS: ("synthese", "la synthese", "synthese de la discussion", "resume", "en resume"),
    Place.HOST: (
        "porteur",
        "porteurs",
        "porteuse",
        "porteuses",
        "porteur-euse",
        "porteur.se",
        "porteur·se",
        "porteur(s)",
        "porteur(se)",
        "porteur / porteuse",
        "porteur/porteuse",
        "animateur",
        "animatrice",
        "hote",
    ),
    Place.SCRIBE: ("secretaire", "secretaires", "prise de notes", "preneur de notes"),
    Place.PARTICIPANTS: (
        "participantes",
        "participant·e·s",
        "participant.e.s",
        "participant(e)s",
        "presents",
        "participants et participantes",
        "participantes et participants",
        "presentes",
        "personnes presentes",
    ),
    Place.DISCUSSION: (
        "elements importants de la discussion",
        "elements importants",
        "elements de discussion",
        "elements de la discussion",
        "points importants",
        "points importants de la discussion",
        "la discussion",
    ),
    Place.DECISIONS: ("decisions prises", "releve de decisions"),
    Place.ACTIONS: ("a faire", "actions a mener", "plan d'action"),
    Place.IDEAS: ("idees a creuser", "idees", "pistes", "pistes a creuser", "idees et pistes", "pistes d'action"),
}
_ENGLISH: dict[Place, tuple[str, ...]] = {
    Place.QUESTION: ("the question", "topic", "issue"),
    Place.SYNTHESIS: ("synthesis", "summary"),
    Place.HOST: ("host", "hosts", "convener", "conveners", "convenor", "convenors"),
    Place.SCRIBE: ("note taker", "note-taker", "recorder"),
    Place.PARTICIPANTS: ("attendees", "people present"),
    Place.DISCUSSION: ("discussion highlights", "highlights", "key points", "discussion summary", "main points"),
    Place.DECISIONS: ("decisions made", "decisions taken"),
    Place.ACTIONS: ("action points", "action items", "to do"),
    Place.IDEAS: ("ideas to explore", "ideas", "recommendations", "next steps"),
}
_BOTH: dict[Place, tuple[str, ...]] = {
    Place.QUESTION: ("question",),
    Place.SCRIBE: ("scribe", "scribes"),
    Place.PARTICIPANTS: ("participants", "participant"),
    Place.DISCUSSION: ("discussion",),
    Place.DECISIONS: ("decisions", "decision"),
    Place.ACTIONS: ("actions", "action"),
}
_KINDS: dict[str, Kind] = {
    "idee": Kind.IDEA,
    "question": Kind.QUESTION,
    "risque": Kind.RISK,
    "citation": Kind.QUOTE,
    "exemple": Kind.EXAMPLE,
    "reference": Kind.REFERENCE,
    "decision": Kind.DECISION,
    "action": Kind.ACTION,
    "complement": Kind.COMPLEMENT,
    "complement a la question": Kind.COMPLEMENT,
}
_NUMBER = re.compile(r"(?:\d{1,2}|[ivx]{1,4})\s*[.)–-]\s+", re.IGNORECASE)


@cache
def _places() -> dict[str, Place]:
    """Every known heading, folded; the words of the catalogue are among them."""
    found = {word: place for table in (_FRENCH, _ENGLISH, _BOTH) for place, listed in table.items() for word in listed}
    for source, place in (
        (form.QUESTION, Place.QUESTION),
        (form.SYNTHESIS, Place.SYNTHESIS),
        *((word, Place.HOST) for word in (form.HOST, form.HOSTS)),
        *((word, Place.SCRIBE) for word in (form.SCRIBE, form.SCRIBES)),
        (form.PARTICIPANTS, Place.PARTICIPANTS),
        (form.DISCUSSION, Place.DISCUSSION),
        (form.DECISIONS, Place.DECISIONS),
        (form.ACTIONS, Place.ACTIONS),
        (form.IDEAS, Place.IDEAS),
    ):
        found |= {_said(source, language): place for language in LANGUAGES}
    return found


def place_of(line: str) -> Place | None:
    """Where the text under this heading goes; None when the line is no heading of the form.

    Accents, case, a colon at the end, a number before and asterisks around do not count.

    Args:
        line: a line by itself, or the text of a heading.
    """
    return _places().get(_bare(line)) if len(line) <= 80 else None


def language_told(headings: list[str]) -> Language | None:
    """The language that most headings are in; None when they do not tell.

    Args:
        headings: the headings that ``place_of`` knows.
    """
    bare = [_bare(heading) for heading in headings]
    french = sum(1 for word in bare if any(word in listed for listed in _FRENCH.values()))
    english = sum(1 for word in bare if any(word in listed for listed in _ENGLISH.values()))
    if french == english:
        return None
    return "fr" if french > english else "en"


def kind_labelled(word: str) -> Kind | None:
    """The kind that an exported report prints as this word."""
    labels = _KINDS | {_said(text, language): kind for kind, text in form.KIND_WORDS.items() for language in LANGUAGES}
    return labels.get(fold(word.strip()))


def says(word: str, source: str, *others: str) -> bool:
    """Whether a word is the one of the form in any language, or one of ``others`` (folded)."""
    folded = _bare(word)
    return folded in others or any(folded == _said(source, language) for language in LANGUAGES)


def _said(source: str, language: str) -> str:
    return fold(words(language).gettext(source))


def _bare(line: str) -> str:
    bare = fold(" ".join(line.split())).strip("*_ ").rstrip(":* ").strip()
    return _NUMBER.sub("", bare, count=1) if bare[:1].isdigit() or bare[:1] in "ivx" else bare
