"""The headings and printed words that a report may have, in French and English, as people write them."""

import re
from functools import cache

from facilitator.language import LANGUAGES, Language, words
from facilitator.model.fold import fold
from facilitator.model.kinds import Kind, Place
from facilitator.report import words as form

PEOPLE = (Place.HOST, Place.SCRIBE, Place.PARTICIPANTS)
"""Places that hold names."""

_FRENCH: dict[Place, tuple[str, ...]] = {
    Place.QUESTION: (
        *("question de depart", "la question", "question posee", "question initiale", "question de la session"),
        *("sujet", "sujet de la session", "theme de la session"),
    ),
    Place.SYNTHESIS: (
        *("synthese", "la synthese", "synthese de la discussion", "synthese des echanges", "resume", "en resume"),
        "en bref",
    ),
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
        *("porteur de la question", "porteuse de la question", "porte par", "initiateur", "initiatrice"),
    ),
    Place.SCRIBE: (
        *("secretaire", "secretaires", "secretaire de seance", "prise de notes", "preneur de notes"),
        *("preneuse de notes", "notes prises par"),
    ),
    Place.PARTICIPANTS: (
        "participantes",
        "participant·e·s",
        "participant.e.s",
        "participant(e)s",
        "presents",
        "participants et participantes",
        "participantes et participants",
        "presentes",
        *(
            "personnes presentes",
            "liste des participants",
            "liste des presents",
            "etaient presents",
            "noms des participants",
        ),
    ),
    Place.DISCUSSION: (
        "elements importants de la discussion",
        "elements importants",
        "elements de discussion",
        "elements de la discussion",
        "points importants",
        "points importants de la discussion",
        *("la discussion", "discussions", "echanges", "les echanges", "elements cles", "points cles", "points abordes"),
        *("ce qui s'est dit", "contenu de la discussion", "notes de la discussion"),
    ),
    Place.DECISIONS: ("decisions prises", "releve de decisions"),
    Place.ACTIONS: ("a faire", "actions a mener", "plan d'action"),
    Place.IDEAS: (
        *("idees a creuser", "idees", "pistes", "pistes a creuser", "idees et pistes", "pistes d'action"),
        *("pistes et idees", "propositions", "recommandations", "suites a donner", "suites"),
    ),
}
_ENGLISH: dict[Place, tuple[str, ...]] = {
    Place.QUESTION: (
        "the question",
        "topic",
        "issue",
        "topic or issue",
        "topic/issue",
        "issue/topic",
        "issue or topic",
    ),
    Place.SYNTHESIS: ("synthesis", "summary", "in short"),
    Place.HOST: (
        *("host", "hosts", "host(s)", "convener", "conveners", "convener(s)", "convenor", "convenors", "convenor(s)"),
        *("convener or host", "convener/host", "host/convener", "hosted by", "convened by", "initiator"),
    ),
    Place.SCRIBE: ("note taker", "note-taker", "note takers", "notetaker", "recorder", "scribe(s)", "notes by"),
    Place.PARTICIPANTS: (
        "attendees",
        "people present",
        "list of participants",
        "participant list",
        "participants list",
    ),
    Place.DISCUSSION: (
        *(
            "discussion highlights",
            "highlights",
            "key points",
            "discussion summary",
            "main points",
            "discussion points",
        ),
        *("highlights of the discussion", "summary of discussion", "summary of the discussion", "discussion notes"),
        *("key discussion points", "main discussion points"),
    ),
    Place.DECISIONS: ("decisions made", "decisions taken"),
    Place.ACTIONS: ("action points", "action items", "to do"),
    Place.IDEAS: (
        *("ideas to explore", "ideas", "recommendations", "next steps", "recommendations and next steps"),
        *("recommendations or next steps", "recommendations/next steps", "follow-up", "follow up"),
    ),
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
NUMBER = re.compile(r"(?:\d{1,2}|[ivx]{1,4})\s*[.)–-]\s+", re.IGNORECASE)
"""A number before a heading: "2.", "IV -"."""

_COUNT = re.compile(r"\s*\(\d{1,4}\)$")


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

    Accents, case, a colon at the end, a number before, asterisks around and a count behind ("Participants (12)") do not count.

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


def heading_words(line: str) -> str:
    """The words of a heading without what sets it apart: number, asterisks, colon, count.

    Args:
        line: a line by itself, or the text of a heading.
    """
    bare = " ".join(line.split())
    numbered = True
    while True:
        before = bare
        bare = _COUNT.sub("", bare.strip("*_ ").rstrip(":*_ ")).rstrip(":*_ ")
        if numbered and NUMBER.match(bare):
            bare, numbered = NUMBER.sub("", bare, count=1), False
        if bare == before:
            return bare


def _bare(line: str) -> str:
    return fold(heading_words(line))
