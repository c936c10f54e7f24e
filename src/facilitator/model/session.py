"""A session as a frozen, checked value: what is saved, exported and imported."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from facilitator.language import Language
from facilitator.model.agenda import Phase
from facilitator.model.consent import Consent
from facilitator.model.kinds import Colour, Kind, Place, Section
from facilitator.model.name_decision import NameDecision
from facilitator.model.passage import Passage
from facilitator.model.room import ClockMark, Presence, Turn, Vote, Waiting, Wording
from facilitator.model.title import TitleParts, title_parts
from facilitator.model.value import Identifier, Value, ZonedMoment

FORMAT = 1
"""The version of the session file that this program writes."""


class Theme(Value, frozen=True, kw_only=True):
    """A coloured label shared by notes."""

    id: Identifier
    name: Annotated[str, Meta(min_length=1)]
    letter: Annotated[str, Meta(max_length=2)] = ""
    colour: Colour = Colour.GREY


class Participant(Value, frozen=True, kw_only=True):
    """Someone of the circle.

    ``participant`` says whether the name stands in the report's list of participants; a host usually stands under "Host" only.
    ``affiliation`` is the service or organisation, ``reason`` why the person came, ``consent`` how they agreed to be named
    (None: not asked).
    """

    id: Identifier
    name: Annotated[str, Meta(min_length=1)]
    host: bool = False
    scribe: bool = False
    participant: bool = True
    affiliation: str = ""
    reason: str = ""
    consent: Consent | None = None


class Note(Value, frozen=True, kw_only=True):
    """One thing said, in the speaker's own words.

    ``group`` counts the groups of ideas from 0. ``speaker`` is a participant's identifier, ``author`` the scribe's name. An
    action says who does it (participants' identifiers) by when, and whether it is done.
    """

    id: Identifier
    text: str
    kind: Kind = Kind.POINT
    section: Section = Section.DISCUSSION
    group: Annotated[int, Meta(ge=0)] = 0
    themes: tuple[Identifier, ...] = ()
    star: bool = False
    speaker: str = ""
    author: str = ""
    at: ZonedMoment | None = None
    who: tuple[Identifier, ...] = ()
    due: date | None = None
    done: bool = False


class Extra(Value, frozen=True, kw_only=True):
    """A section of an imported report that has no place in the form: kept with its heading.

    ``after`` is the place of the form behind which it stood; None: at the end.
    """

    title: str
    text: str
    after: Place | None = None


class Session(Value, frozen=True, kw_only=True):
    """One conversation around one question, whole.

    Notes stand in the order said; themes and people in the order in which they were made. ``minutes`` is what was planned,
    ``agenda`` the name of the agenda that the phases came from; ``speaking_share`` and ``speaking_after`` are its settings for
    who speaks long (``live/speaking``).
    """

    id: Identifier
    title: str = ""
    language: Language = "fr"
    place: str = ""
    minutes: Annotated[int, Meta(ge=1, le=1440)] = 75
    theme_set: str = ""
    agenda: str = ""
    speaking_share: Annotated[float, Meta(gt=0, le=100)] = 2.0
    speaking_after: Annotated[int, Meta(ge=0, le=1440)] = 10
    created: ZonedMoment | None = None
    started: ZonedMoment | None = None
    closed: ZonedMoment | None = None
    read_back: ZonedMoment | None = None
    read_back_words: str = ""
    """When the synthesis was read back to the circle, and what tells whether it still says the same (``model/read_back``)."""
    question: str = ""
    synthesis: str = ""
    themes: tuple[Theme, ...] = ()
    people: tuple[Participant, ...] = ()
    notes: tuple[Note, ...] = ()
    extras: tuple[Extra, ...] = ()
    presences: tuple[Presence, ...] = ()
    wordings: tuple[Wording, ...] = ()
    phases: tuple[Phase, ...] = ()
    clock: tuple[ClockMark, ...] = ()
    queue: tuple[Waiting, ...] = ()
    turns: tuple[Turn, ...] = ()
    votes: tuple[Vote, ...] = ()
    passages: tuple[Passage, ...] = ()
    name_decisions: tuple[NameDecision, ...] = ()

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
