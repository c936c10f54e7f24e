"""How someone agreed to be named in what is published."""

from enum import StrEnum


class Consent(StrEnum):
    """What a person said when asked; someone who was not asked has none of these."""

    FULL = "full"
    INITIALS = "initials"
    UNNAMED = "unnamed"
