"""A session as a frozen, checked value: what is saved, exported and imported."""

from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from facilitator.language import Language
from facilitator.model.kinds import Colour, Kind, Section
from facilitator.model.title import TitleParts, title_parts
from facilitator.model.value import Identifier, Value

FORMAT = 1
"""The version of the session file that this program writes."""


class Theme(Value):
    """A coloured label shared by notes."""

    id: Identifier
    name: Annotated[str, StringConstraints(min_length=1)]
    letter: Annotated[str, StringConstraints(max_length=2)] = ""
    colour: Colour = Colour.GREY


class Participant(Value):
    """Someone of the circle.

    ``participant`` says whether the name stands in the report's list of participants; a host usually stands under "Host" only.
    """

    id: Identifier
    name: Annotated[str, StringConstraints(min_length=1)]
    host: bool = False
    scribe: bool = False
    participant: bool = True


class Note(Value):
    """One thing said, in the speaker's own words.

    ``group`` counts the groups of ideas from 0. ``speaker`` is a participant's identifier, ``author`` the scribe's name.
    """

    id: Identifier
    text: str
    kind: Kind = Kind.POINT
    section: Section = Section.DISCUSSION
    group: Annotated[int, Field(ge=0)] = 0
    themes: tuple[Identifier, ...] = ()
    star: bool = False
    speaker: str = ""
    author: str = ""
    at: AwareDatetime | None = None


class Extra(Value):
    """A section of an imported report that has no place in the form: kept with its heading."""

    title: str
    text: str


class Session(Value):
    """One conversation around one question, whole.

    Notes stand in the order said; themes and people in the order in which they were made. ``minutes`` is what was planned.
    """

    id: Identifier
    title: str = ""
    language: Language = "fr"
    place: str = ""
    minutes: Annotated[int, Field(ge=1, le=1440)] = 75
    theme_set: str = ""
    created: AwareDatetime | None = None
    started: AwareDatetime | None = None
    closed: AwareDatetime | None = None
    question: str = ""
    synthesis: str = ""
    themes: tuple[Theme, ...] = ()
    people: tuple[Participant, ...] = ()
    notes: tuple[Note, ...] = ()
    extras: tuple[Extra, ...] = ()

    @property
    def parts(self) -> TitleParts:
        """Workshop number, workshop name and session number, read from the title."""
        return title_parts(self.title)

    @property
    def hosts(self) -> tuple[Participant, ...]:
        """Who brought the question."""
        return tuple(person for person in self.people if person.host)

    @property
    def scribes(self) -> tuple[Participant, ...]:
        """Who captured."""
        return tuple(person for person in self.people if person.scribe)

    @property
    def participants(self) -> tuple[Participant, ...]:
        """Who stands in the report's list of participants."""
        return tuple(person for person in self.people if person.participant)

    def theme(self, theme_id: str) -> Theme | None:
        """The theme with this identifier, if the session has it."""
        return next((theme for theme in self.themes if theme.id == theme_id), None)

    def notes_of(self, section: Section) -> tuple[Note, ...]:
        """The notes of one section: discussion as said, ideas gathered by group."""
        found = [note for note in self.notes if note.section is section]
        if section is Section.IDEAS:
            found.sort(key=lambda note: note.group)
        return tuple(found)
