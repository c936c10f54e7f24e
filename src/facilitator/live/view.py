"""What the living session looks like now: plain rows for a screen, kept up to date change by change."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable
from copy import copy
from datetime import date, datetime

from msgspec import Struct, field

from facilitator.language import Language
from facilitator.live.rows import (
    ClockRow,
    NameDecisionRow,
    PassageRow,
    PhaseRow,
    PresenceRow,
    TurnRow,
    VoteRow,
    WaitingRow,
    WordingRow,
)
from facilitator.model.consent import Consent
from facilitator.model.kinds import Colour, Kind, Place, Section


class NoteRow(Struct, frozen=True, gc=False):
    """A note as a screen draws it; ``order`` is its position, ``faults`` names values that were not valid and stand replaced."""

    id: str
    text: str
    kind: Kind = Kind.POINT
    section: Section = Section.DISCUSSION
    group: int = 0
    themes: tuple[str, ...] = ()
    star: bool = False
    speaker: str = ""
    author: str = ""
    at: datetime | None = None
    who: tuple[str, ...] = ()
    due: date | None = None
    done: bool = False
    order: str = ""
    faults: tuple[str, ...] = ()


class ThemeRow(Struct, frozen=True):
    """A theme as a screen draws it."""

    id: str
    name: str
    letter: str = ""
    colour: Colour = Colour.GREY
    order: str = ""


class PersonRow(Struct, frozen=True):
    """Someone of the circle as a screen draws it."""

    id: str
    name: str
    host: bool = False
    scribe: bool = False
    participant: bool = True
    affiliation: str = ""
    reason: str = ""
    consent: Consent | None = None
    order: str = ""


class ExtraRow(Struct, frozen=True):
    """A section of an imported report that has no place in the form."""

    id: str
    title: str
    text: str
    after: Place | None = None
    order: str = ""


class Facts(Struct, frozen=True):
    """What is said once about a session; ``minutes`` is what was planned."""

    id: str = ""
    title: str = ""
    language: Language = "fr"
    place: str = ""
    minutes: int = 75
    theme_set: str = ""
    agenda: str = ""
    speaking_share: float = 2.0
    speaking_after: int = 10
    created: datetime | None = None
    started: datetime | None = None
    closed: datetime | None = None
    read_back: datetime | None = None
    read_back_words: str = ""


class Change(Struct, frozen=True):
    """What one transaction changed, by identifier; a screen redraws only that.

    ``records`` names the roots whose records changed (``rows.RECORD_ROWS``). ``notes`` holds the identifiers of notes that
    were added, changed, removed or brought back. ``foreign`` is true when the change came from elsewhere (another scribe,
    ``facilitator add``), so that nothing being read is moved for it.
    """

    notes: frozenset[str] = frozenset()
    themes: bool = False
    people: bool = False
    facts: bool = False
    question: bool = False
    synthesis: bool = False
    extras: bool = False
    records: frozenset[str] = frozenset()
    foreign: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return not (
            self.notes
            or self.themes
            or self.people
            or self.facts
            or self.question
            or self.synthesis
            or self.extras
            or self.records
        )


class View(Struct):
    """The whole living session for a screen.

    ``notes`` holds living notes by identifier, ``said`` their ``(order, id)`` pairs, sorted: the order said.
    """

    facts: Facts = field(default_factory=Facts)
    question: str = ""
    synthesis: str = ""
    themes: list[ThemeRow] = field(default_factory=list)
    people: list[PersonRow] = field(default_factory=list)
    extras: list[ExtraRow] = field(default_factory=list)
    presences: list[PresenceRow] = field(default_factory=list)
    wordings: list[WordingRow] = field(default_factory=list)
    phases: list[PhaseRow] = field(default_factory=list)
    clock: list[ClockRow] = field(default_factory=list)
    queue: list[WaitingRow] = field(default_factory=list)
    turns: list[TurnRow] = field(default_factory=list)
    votes: list[VoteRow] = field(default_factory=list)
    passages: list[PassageRow] = field(default_factory=list)
    name_decisions: list[NameDecisionRow] = field(default_factory=list)
    notes: dict[str, NoteRow] = field(default_factory=dict)
    said: list[tuple[str, str]] = field(default_factory=list)
    _tagged: Counter[str] = field(default_factory=Counter)
    _groups: Counter[int] = field(default_factory=Counter)
    _complements: set[str] = field(default_factory=set)
    _spoken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Count what is there already."""
        if self.notes:
            self.fill([*self.notes.values()])

    def fill(self, rows: Iterable[NoteRow]) -> None:
        """Take these notes for all there are."""
        self.notes = {row.id: row for row in rows}
        self.said = sorted((row.order, row.id) for row in self.notes.values())
        self._tagged, self._groups = Counter(), Counter()
        self._complements, self._spoken = set(), set()
        for row in self.notes.values():
            self._tally(row, 1)

    def still(self) -> "View":
        """The view as it is now, which no longer changes: rows and lists are never changed, only replaced."""
        still = copy(self)
        still.notes, still.said = dict(self.notes), list(self.said)
        return still

    def put_note(self, row: NoteRow) -> None:
        """Add a note, or replace the one with its identifier."""
        before = self.notes.get(row.id)
        if before is not None:
            self._tally(before, -1)
        if before is not None and before.order != row.order:
            self._forget_place(before)
            before = None
        self.notes[row.id] = row
        self._tally(row, 1)
        if before is None:
            insort(self.said, (row.order, row.id))

    def drop_note(self, note_id: str) -> None:
        """Take a note out; an unknown identifier is no fault."""
        before = self.notes.pop(note_id, None)
        if before is not None:
            self._tally(before, -1)
            self._forget_place(before)

    def in_order(self) -> list[NoteRow]:
        """The living notes in the order said."""
        return [self.notes[note_id] for _, note_id in self.said]

    def place_of(self, note_id: str) -> int:
        """The index of a living note in the order said. Raises ``KeyError`` for any other."""
        row = self.notes[note_id]
        return bisect_left(self.said, (row.order, row.id))

    def theme(self, theme_id: str) -> ThemeRow | None:
        """The living theme with this identifier."""
        return next((theme for theme in self.themes if theme.id == theme_id), None)

    def person(self, person_id: str) -> PersonRow | None:
        """The participant with this identifier."""
        return next((person for person in self.people if person.id == person_id), None)

    def counts(self) -> dict[str, int]:
        """How many living notes carry each theme, by theme identifier."""
        return {theme.id: self._tagged[theme.id] for theme in self.themes}

    @property
    def count(self) -> int:
        """How many living notes there are."""
        return len(self.notes)

    def complements(self) -> list[NoteRow]:
        """What the circle added to the question, in the order said."""
        return sorted((self.notes[note_id] for note_id in self._complements), key=lambda row: (row.order, row.id))

    def speakers(self) -> list[str]:
        """Who said the notes of which that is known, in the order said."""
        spoken = sorted((self.notes[note_id].order, note_id) for note_id in self._spoken)
        return [self.notes[note_id].speaker for _order, note_id in spoken]

    def last_group(self) -> int:
        """The number of the last group of ideas; 0 when there is none."""
        return max((group for group, count in self._groups.items() if count), default=0)

    def _tally(self, row: NoteRow, by: int) -> None:
        for theme_id in row.themes:
            self._tagged[theme_id] += by
        if row.section is Section.IDEAS:
            self._groups[row.group] += by
        if row.kind is Kind.COMPLEMENT and by > 0:
            self._complements.add(row.id)
        else:
            self._complements.discard(row.id)
        if row.speaker and by > 0:
            self._spoken.add(row.id)
        else:
            self._spoken.discard(row.id)

    def _forget_place(self, row: NoteRow) -> None:
        index = bisect_left(self.said, (row.order, row.id))
        del self.said[index]
