"""How someone agreed to be named in what is published, and what is done with a name there."""

from enum import StrEnum


class Consent(StrEnum):
    """What a person said when asked; someone who was not asked has none of these."""

    FULL = "full"
    INITIALS = "initials"
    UNNAMED = "unnamed"


class Act(StrEnum):
    """What happens to a name that stands in a text."""

    KEEP = "keep"
    SHORTEN = "shorten"
    REPLACE = "replace"
