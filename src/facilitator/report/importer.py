"""A report in Markdown or plain text becomes a session; nothing of it is dropped.

What stands under a known heading goes to its place. Everything else is kept as a section of its own and told with its line.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from random import Random

from msgspec import Struct, field

from facilitator.capture.wording import kind_of_wording
from facilitator.language import _
from facilitator.model.fold import fold
from facilitator.model.ids import new_ulid, readable_id
from facilitator.model.kinds import Colour, Kind, Place, Section
from facilitator.model.session import Extra, Note, Participant, Session, Theme
from facilitator.report import words as form
from facilitator.report.decode import ReportFileError, decode_report
from facilitator.report.edition import is_changes_heading, version_told
from facilitator.report.guard import unguarded
from facilitator.report.headings import PEOPLE, language_told, says
from facilitator.report.markdown import LABEL
from facilitator.report.reading import Chunk, Cut, Piece, cut, typed_text

__all__ = ["Imported", "ReportFileError", "decode_report", "import_report"]

_COUNT = re.compile(
    r"\d+ (?:participant|participante|personne|person|people|attendee|présent)s?(?: présentes)?", re.IGNORECASE
)
_FACT = re.compile(r"(?P<word>[^\W\d_][^:]{2,20}?)\s*:\s+(?P<rest>\S.*)")
_DAY = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})|(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})")
_NUMBER = re.compile(r"^\d{1,3}[.)]\s+(?=\S)")
_SEPARATORS = re.compile(r"[;,]")
_AND = re.compile(r"\s+(?:et|and|&)\s+(?=[^\W\d_])")
_NO_BULLET = ("", ".", ")")
_OWN_KINDS = {Place.DECISIONS: Kind.DECISION, Place.ACTIONS: Kind.ACTION}


class Imported(Struct, frozen=True):
    """The session that a report became.

    ``left`` says in words what had no place in the form, in which line it stood and where it is kept.
    """

    session: Session
    left: tuple[str, ...]


def import_report(text: str, name: str, now: datetime, chance: Random) -> Imported:
    """The session that a report tells of.

    Kinds are read from the wording of each note and from the labels of an exported report; the signs of the typing line
    mean nothing here.

    Args:
        text: the report; with Markdown headings, or with its headings on lines of their own.
        name: what to call the session when the report has no title.
        now: the moment of the import.
        chance: where identifiers come from.

    Raises:
        ReportFileError: there is no text in it.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ReportFileError(_("this report is empty – name another file"))
    found = cut(text)
    reading = _Reading(now, chance, name)
    told = reading.leave_edition(found)
    reading.open(found)
    last = max((at for at, chunk in enumerate(found.chunks) if chunk.place is not None), default=-1)
    above = Place.TITLE
    for at, chunk in enumerate(found.chunks):
        above = chunk.place or above
        reading.take(chunk, above if at < last else None)
    reading.tell_left_out(told)
    return Imported(reading.session(), tuple(reading.left))


class _Reading(Struct):
    """What has been read so far."""

    now: datetime
    chance: Random
    name: str
    facts: dict[str, object] = field(default_factory=dict)
    texts: dict[Place, str] = field(default_factory=dict)
    names: dict[Place, list[str]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    themes: dict[str, Theme] = field(default_factory=dict)
    letters: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    extras: list[Extra] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def leave_edition(self, found: Cut) -> Chunk | None:
        """Leave out what a later report says of itself: its number, and at its end what changed; returns the latter."""
        told = [(number, line) for number, line in found.opening if found.markdown and version_told(line) is not None]
        if not told:
            return None
        found.opening = [one for one in found.opening if one not in told]
        for number, _line in told:
            self._tell(number, _("the number of the version is left out: it belongs to the report"))
        ends = bool(found.chunks) and is_changes_heading(found.chunks[-1].heading)
        return found.chunks.pop() if ends else None

    def tell_left_out(self, chunk: Chunk | None) -> None:
        """Say which lines were left out."""
        if chunk is not None:
            told = _("“{heading}” is left out down to line {last}: it tells of an earlier report")
            last = chunk.first + max((at for at, line in enumerate(chunk.lines) if line.strip()), default=-1)
            self._tell(chunk.line, told.format(heading=chunk.heading, last=last))

    def open(self, found: Cut) -> None:
        """Title and language, and what stands between the title and the first heading."""
        title = self.name if found.title is None else found.title
        self.facts["title"] = "" if says(title, form.REPORT, "compte rendu", "compte-rendu") else title
        told = language_told([chunk.heading for chunk in found.chunks if chunk.place])
        if told is not None:
            self.facts["language"] = told
        left = [(number, line) for number, line in found.opening if not self._fact(line, found.markdown)]
        rest = [line for _number, line in left]
        text = _trimmed(rest)
        if text:
            number = next(number for number, line in left if line.strip())
            self._tell(number, _("what stands before the first heading is kept in a section of its own, at the end"))
            self.extras.append(Extra(title="", text=unguarded("\n".join(rest)) if found.markdown else text))

    def take(self, chunk: Chunk, after: Place | None) -> None:
        """Put what stands under one heading where it belongs; behind ``after`` when the form has no place for it."""
        match chunk.place:
            case None:
                self._keep_aside(chunk, after)
            case Place.QUESTION:
                self._add_text(chunk.place, "\n\n".join(piece.text for piece in chunk.pieces()))
            case Place.SYNTHESIS:
                self._add_text(chunk.place, unguarded(chunk.source) if chunk.markdown else _trimmed(chunk.lines))
            case Place.HOST | Place.SCRIBE | Place.PARTICIPANTS:
                self._add_names(chunk.place, chunk.pieces())
            case _:
                self._add_notes(chunk.place, chunk.pieces())

    def session(self) -> Session:
        """The whole."""
        return Session.checked(
            {
                "id": new_ulid(self.now, self.chance),
                "question": self.texts.get(Place.QUESTION, ""),
                "synthesis": self.texts.get(Place.SYNTHESIS, ""),
                "themes": [*self.themes.values()],
                "people": self._people(),
                "notes": self.notes,
                "extras": self.extras,
                **self.facts,
            }
        )

    def _fact(self, line: str, markdown: bool) -> bool:
        """Take a line that tells place or date."""
        found = LABEL.match(line) if markdown else _FACT.fullmatch(line.strip())
        if found is None:
            return False
        rest = typed_text([line[found.end() :].removesuffix("\\")]) if markdown else found["rest"]
        if "place" not in self.facts and says(found["word"], form.PLACE, "lieu", "salle", "room"):
            self.facts["place"] = rest
            return True
        if "created" in self.facts or not says(found["word"], form.DATE, "date"):
            return False
        day = _day(rest, self.now)
        if day is not None:
            self.facts["created"] = day
        return day is not None

    def _keep_aside(self, chunk: Chunk, after: Place | None) -> None:
        other = says(chunk.heading, form.OTHER)
        text = unguarded(chunk.source) if chunk.markdown else _trimmed(chunk.lines)
        self.extras.append(Extra(title="" if other else chunk.heading, text=text, after=after))
        if not other:
            said = _("“{heading}” has no place in the form: kept as a section of its own, where it stood")
            self._tell(chunk.line, said.format(heading=chunk.heading))

    def _tell(self, line: int, sentence: str) -> None:
        self.left.append(_("line {line}: {sentence}").format(line=line, sentence=sentence))

    def _add_text(self, place: Place, text: str) -> None:
        self.texts[place] = "\n\n".join(part for part in (self.texts.get(place), text) if part)

    def _add_names(self, place: Place, pieces: Iterable[Piece]) -> None:
        names = self.names.setdefault(place, [])
        for line, name in _names_of(pieces):
            if _COUNT.fullmatch(name):
                said = _("“{text}” names nobody: kept in a section of its own, at the end")
                self._tell(line, said.format(text=name))
                self.extras.append(Extra(title="", text=name))
            else:
                names.append(name)

    def _add_notes(self, place: Place, pieces: Sequence[Piece]) -> None:
        section = Section.IDEAS if place is Place.IDEAS else Section.DISCUSSION
        groups = _groups(
            pieces, max((note.group + 1 for note in self.notes if note.section is Section.IDEAS), default=0)
        )
        theme = ""
        for piece, group in zip(pieces, groups, strict=True):
            if piece.heading:
                theme = self._theme(piece.text)
                continue
            kind = _kind(piece, place)
            # A time keeps in its section what its words alone would leave in the discussion.
            timed = place in _OWN_KINDS and kind is kind_of_wording(piece.text)
            self.notes.append(
                Note(
                    id=new_ulid(self.now + timedelta(milliseconds=len(self.notes)), self.chance),
                    text=piece.text,
                    kind=kind,
                    section=section,
                    group=group if section is Section.IDEAS else 0,
                    themes=(theme,) if theme else (),
                    at=self.now if timed else None,
                )
            )

    def _theme(self, name: str) -> str:
        """The identifier of a theme by its name, new if need be; "" for the heading of untagged notes."""
        if says(name, form.UNTAGGED, "sans theme"):
            return ""
        found = self.themes.get(name)
        if found is None and name:
            colours = [colour for colour in Colour if colour is not Colour.GREY]
            letters = [char.upper() for char in fold(name) if char.isascii() and char.isalpha()]
            found = Theme(
                id=self._id(name),
                name=name,
                letter=next((letter for letter in letters if letter not in self.letters), ""),
                colour=colours[len(self.themes) % len(colours)],
            )
            self.letters.add(found.letter)
            self.themes[name] = found
        return found.id if found else ""

    def _id(self, name: str) -> str:
        made = readable_id(name, self.ids, self.chance)
        self.ids.add(made)
        return made

    def _people(self) -> list[Participant]:
        """Everybody once, hosts before scribes before participants unless those are listed among them."""
        hosts, scribes, listed = (dict.fromkeys(self.names.get(place, [])) for place in PEOPLE)
        people: list[Participant] = []
        told: set[str] = set()
        for name in _merged([*(hosts | scribes)], self.names.get(Place.PARTICIPANTS, [])):
            first = name not in told
            told.add(name)
            people.append(
                Participant(
                    id=self._id(name),
                    name=name,
                    host=first and name in hosts,
                    scribe=first and name in scribes,
                    participant=name in listed,
                )
            )
        return people


def _merged(leading: Sequence[str], listed: Sequence[str]) -> list[str]:
    """Both lists in one, each in its order; who stands in both comes once, at the place in the second."""
    places: dict[str, list[int]] = {}
    for place, name in enumerate(listed):
        places.setdefault(name, []).append(place)
    merged: list[str] = []
    taken = 0
    for name in leading:
        following = next((place for place in places.get(name, ()) if place >= taken), None)
        if following is not None:
            merged += listed[taken : following + 1]
            taken = following + 1
        elif name not in places:
            merged.append(name)
    return [*merged, *listed[taken:]]


def _kind(piece: Piece, place: Place) -> Kind:
    if piece.label is not None:
        return piece.label
    if place in _OWN_KINDS:
        return _OWN_KINDS[place]
    return Kind.IDEA if place is Place.IDEAS else kind_of_wording(piece.text)


def _groups(pieces: Sequence[Piece], first: int) -> list[int]:
    """The group of each piece: an empty line before it, another bullet or a heading begins the next one.

    A list in which every item stands apart is one group: that is how some programs write lists.
    """
    items = [piece for piece in pieces if not piece.heading]
    spaced = len(items) > 2 and all(piece.apart for piece in items[1:])
    groups: list[int] = []
    group, before = first, ""
    for piece in pieces:
        begins = piece.apart and not spaced
        if piece.heading:
            before = ""
        elif groups and piece is not items[0] and (begins or piece.bullet != before):
            group += 1
        if not piece.heading:
            before = piece.bullet
        groups.append(group)
    return groups


def _day(text: str, now: datetime) -> datetime | None:
    """The noon of a day written as the report writes it; None when it is none."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = (
        int(found[long] or found[short]) for long, short in (("year", "y"), ("month", "m"), ("day", "d"))
    )
    try:
        return datetime(year, month, day, 12, tzinfo=now.tzinfo)
    except ValueError:
        return None


def _names_of(pieces: Iterable[Piece]) -> Iterable[tuple[int, str]]:
    """Names in a list, one a line, or separated by commas or semicolons, with their lines; a number before a name only counts."""
    for piece in pieces:
        if piece.bullet not in _NO_BULLET:
            yield piece.line, piece.text
            continue
        for at, line in enumerate(piece.text.split("\n"), piece.line):
            names = _SEPARATORS.split(_NUMBER.sub("", line.strip(), count=1))
            if len(names) > 1:
                names[-1:] = _AND.split(names[-1])
            yield from ((at, name.strip()) for name in names if name.strip())


def _trimmed(lines: Sequence[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).strip("\n")
