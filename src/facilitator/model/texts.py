"""Which texts of a session people typed."""

from enum import StrEnum


class Field(StrEnum):
    """Which text of a session."""

    TITLE = "title"
    PLACE = "place"
    QUESTION = "question"
    SYNTHESIS = "synthesis"
    THEME_SET = "theme set"
    AGENDA = "agenda"
    THEME = "theme"
    PHASE = "phase"
    WORDING = "wording"
    NOTE = "note"
    AFFILIATION = "affiliation"
    REASON = "reason"
    EXTRA_TITLE = "extra title"
    EXTRA = "extra"
