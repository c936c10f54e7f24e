"""What a note is, told by its own words: quotation marks, a word before a colon, a question mark.

The typing line and the import of reports both read this; neither changes the text for it.
"""

import re

from facilitator.model.fold import fold
from facilitator.model.kinds import Kind

_WORDS: dict[Kind, tuple[str, ...]] = {
    Kind.RISK: (
        "risque",
        "risques",
        "risk",
        "risks",
        "difficulte",
        "difficultes",
        "difficulty",
        "difficulties",
        "frein",
        "freins",
    ),
    Kind.IDEA: ("idee", "idees", "idea", "ideas", "piste", "pistes", "proposition", "propositions", "proposal"),
    Kind.EXAMPLE: (
        "exemple",
        "exemples",
        "ex",
        "ex.",
        "par exemple",
        "p. ex.",
        "example",
        "examples",
        "e.g.",
        "for example",
    ),
    Kind.DECISION: ("decision", "decisions", "decide", "decided", "on decide"),
    Kind.COMPLEMENT: (
        "complement",
        "complement a la question",
        "complements a la question",
        "complement de la question",
        "addition to the question",
        "complement to the question",
    ),
    Kind.REFERENCE: (
        "cf",
        "cf.",
        "voir",
        "voir aussi",
        "reference",
        "references",
        "ref",
        "ref.",
        "see",
        "see also",
        "source",
    ),
    Kind.ACTION: ("a faire", "action", "actions", "to do", "todo"),
    Kind.QUESTION: ("question", "questions", "question ouverte", "open question"),
}
_KIND_OF = {word: kind for kind, listed in _WORDS.items() for word in listed}
_BEFORE_COLON = re.compile(r"\s*([^\W\d_][^:\n]{0,40}?)\s*:(?!//)")
_CF = re.compile(r"\s*cf\.?\s", re.IGNORECASE)
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_ASKS = re.compile(r"\?[\s»”\")\]*…]*\Z")


def kind_of_wording(text: str) -> Kind:
    """The kind that the words of a note tell; a point when they tell none.

    In this order: the first quoted stretch is at least half of the text (a quote); a word of the closed list, French or
    English, stands before the first colon, accents and case folded; the text begins with "cf"; the text ends with "?".

    Args:
        text: the text of a note, without the signs of the typing line.
    """
    body = text.strip()
    quoted = _QUOTED.search(body)
    if quoted is not None and 2 * len(quoted[0]) >= len(body):
        return Kind.QUOTE
    head = _BEFORE_COLON.match(body)
    if head is not None and (kind := _KIND_OF.get(fold(head[1]))) is not None:
        return kind
    if _CF.match(body):
        return Kind.REFERENCE
    return Kind.QUESTION if _ASKS.search(body[-40:]) else Kind.POINT
