"""What a note is, told by its own words: a word before a colon, quotation marks, a question mark.

The typing line and the import of reports both read this; neither changes the text for it. A kind that differs from
``kind_of_wording`` was therefore set by a sign or by hand.
"""

import re

from facilitator.model.fold import fold
from facilitator.model.kinds import Kind

WORDS: dict[Kind, str] = {
    Kind.RISK: "risque, risques, difficulté, difficultés, frein, freins, risk, risks, difficulty, difficulties",
    Kind.IDEA: "idée, idées, piste, pistes, proposition, propositions, idea, ideas, proposal, proposals",
    Kind.EXAMPLE: "exemple, exemples, par exemple, ex, ex., p. ex., example, examples, for example, e.g.",
    Kind.DECISION: "décision, décisions, décidé, on décide, decision, decisions, decided",
    Kind.COMPLEMENT: "complément, complément à la question, compléments à la question, complément de la question, "
    "complement, complement to the question, addition to the question",
    Kind.REFERENCE: "cf, cf., voir, voir aussi, référence, références, réf, réf., source, sources, "
    "see, see also, reference, references, ref, ref.",
    Kind.ACTION: "à faire, action, actions, todo, to do, to-do",
    Kind.QUESTION: "question, questions, question ouverte, questions ouvertes, open question, open questions",
    Kind.QUOTE: "citation, citations, verbatim, quote, quotes",
}
"""The closed list: words that set the kind when they stand before the first colon, French and English."""

_KIND_OF = {fold(word): kind for kind, listed in WORDS.items() for word in listed.split(", ")}
_LONGEST_WORD = 40
_CF = re.compile(r"cf\.?\s", re.IGNORECASE)
_NUMBERED_REFERENCE = re.compile(r"[1-9]\d{0,2}[-–]\s.*(?:<[^<>\s]+[:@][^<>\s]*>|https?://)", re.IGNORECASE | re.DOTALL)
_QUOTATION_MARKS = (("«", "»"), ("“", "”"), ('"', '"'))
_MAY_CLOSE_A_QUESTION = " \t\n\u00a0\u202f»”\"’')]*"


def kind_of_wording(text: str) -> Kind:
    """The kind that the words of a note tell; a point when they tell none.

    In this order: a word of the closed list stands before the first colon, accents and case folded; the first quoted stretch
    is at least half of the text (a quote); the text begins with "cf", which no sentence does otherwise, or is a line of
    references ("1- title <address>"); it ends with "?", closing marks aside.

    Args:
        text: the text of a note, without the signs of the typing line.
    """
    body = text.strip()
    kind = _kind_before_colon(body)
    if kind is not None:
        return kind
    if _is_quote(body):
        return Kind.QUOTE
    if _CF.match(body) or _NUMBERED_REFERENCE.match(body):
        return Kind.REFERENCE
    return Kind.QUESTION if body.rstrip(_MAY_CLOSE_A_QUESTION).endswith("?") else Kind.POINT


def _kind_before_colon(text: str) -> Kind | None:
    """The kind of the listed word before the first colon; asterisks around it are emphasis (``**Risque :** …``)."""
    head, colon, rest = text[: 2 * _LONGEST_WORD].partition(":")
    if not colon or rest.startswith("//") or "\n" in head:
        return None
    word = " ".join(head.strip("* \u00a0\u202f").split())
    return _KIND_OF.get(fold(word)) if len(word) <= _LONGEST_WORD else None


def _is_quote(text: str) -> bool:
    """Whether the first quoted stretch, with its marks, is at least half of the text; marks that never close are text."""
    first = (len(text), len(text))
    for opening, closing in _QUOTATION_MARKS:
        start = text.find(opening)
        end = text.find(closing, start + 1) if start >= 0 else -1
        if end >= 0 and text[start + 1 : end].strip():
            first = min(first, (start, end + 1))
    return first[0] < len(text) and 2 * (first[1] - first[0]) >= len(text)
