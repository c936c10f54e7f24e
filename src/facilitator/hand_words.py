"""The words that people write by hand for the model's values, in French or English, whatever their accents and case."""

from facilitator.model.fold import fold
from facilitator.model.kinds import Colour, Kind, Section

_KINDS = {
    "point": Kind.POINT,
    "idee": Kind.IDEA,
    "question": Kind.QUESTION,
    "risque": Kind.RISK,
    "citation": Kind.QUOTE,
    "exemple": Kind.EXAMPLE,
    "reference": Kind.REFERENCE,
    "decision": Kind.DECISION,
    "action": Kind.ACTION,
    "complement": Kind.COMPLEMENT,
}
_SECTIONS = {"discussion": Section.DISCUSSION, "idees": Section.IDEAS, "idees a creuser": Section.IDEAS}
_COLOURS = {
    "rouge": Colour.RED,
    "orange": Colour.ORANGE,
    "jaune": Colour.YELLOW,
    "vert": Colour.GREEN,
    "turquoise": Colour.TEAL,
    "bleu": Colour.BLUE,
    "violet": Colour.PURPLE,
    "rose": Colour.PINK,
    "gris": Colour.GREY,
    "gray": Colour.GREY,
}
KIND_WORDS: dict[str, str] = {word: kind.value for word, kind in _KINDS.items()} | {
    kind.value: kind.value for kind in Kind
}
"""Folded word to the value of a kind."""
SECTION_WORDS: dict[str, str] = {word: section.value for word, section in _SECTIONS.items()} | {
    section.value: section.value for section in Section
}
"""Folded word to the value of a section."""
COLOUR_WORDS: dict[str, str] = {word: colour.value for word, colour in _COLOURS.items()} | {
    colour.value: colour.value for colour in Colour
}
"""Folded word to the value of a colour."""


def understood(word: object, words: dict[str, str]) -> object:
    """The value that a word stands for; anything that is not one of the words comes back as it is.

    Args:
        word: what stands in the file, of any type.
        words: one of the tables of this module.
    """
    return words.get(fold(word.strip()), word) if isinstance(word, str) else word
