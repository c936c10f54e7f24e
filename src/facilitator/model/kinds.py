"""What a note is (its kind), where in the report it stands (its section), and the places that the report has."""

from enum import StrEnum


class Kind(StrEnum):
    """The nature of a note."""

    POINT = "point"
    IDEA = "idea"
    QUESTION = "question"
    RISK = "risk"
    QUOTE = "quote"
    EXAMPLE = "example"
    REFERENCE = "reference"
    DECISION = "decision"
    ACTION = "action"
    COMPLEMENT = "complement"


class Section(StrEnum):
    """The part of the report that a note belongs to."""

    DISCUSSION = "discussion"
    IDEAS = "ideas"


class Place(StrEnum):
    """The places of the report's form, in their order."""

    TITLE = "title"
    QUESTION = "question"
    SYNTHESIS = "synthesis"
    HOST = "host"
    SCRIBE = "scribe"
    PARTICIPANTS = "participants"
    DISCUSSION = "discussion"
    DECISIONS = "decisions"
    ACTIONS = "actions"
    IDEAS = "ideas"


class Colour(StrEnum):
    """The colours a theme may have, by name; each screen look says what they look like."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREEN = "green"
    TEAL = "teal"
    BLUE = "blue"
    PURPLE = "purple"
    PINK = "pink"
    GREY = "grey"


class ClockAct(StrEnum):
    """What can be done to the clocks of a session."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    PHASE = "phase"
    STOP = "stop"


SIGNS: dict[str, Kind] = {
    "!": Kind.RISK,
    "?": Kind.QUESTION,
    "+": Kind.IDEA,
    ":": Kind.EXAMPLE,
    "=": Kind.DECISION,
    ">": Kind.REFERENCE,
}
"""The first character of a line that sets its kind."""

SIGN_OF: dict[Kind, str] = {
    **{kind: sign for sign, kind in SIGNS.items()},
    Kind.QUOTE: "«",
    Kind.ACTION: "→",
    Kind.COMPLEMENT: "&",
}
"""One character that shows a kind in a list; a point has none."""
