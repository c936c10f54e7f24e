"""A report in Markdown or plain text becomes a session; nothing of it is dropped.

What stands under a known heading goes to its place, everything else is kept as a section of its own, and told.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from facilitator.capture.wording import kind_of_wording
from facilitator.language import LANGUAGES, Language, _, words
from facilitator.model.fold import fold
from facilitator.model.ids import new_ulid, readable_id
from facilitator.model.kinds import Colour, Kind, Section
from facilitator.model.session import Extra, Note, Participant, Session, Theme
from facilitator.report import words as form
from facilitator.report.markdown import typed_in
from facilitator.report.reading import Chunk, Piece, markdown_chunks, plain_chunks

_HEADINGS: dict[str, tuple[str, ...]] = {
    "question": ("question", "la question", "question de depart", "topic", "issue", "the question"),
    "synthesis": ("synthese", "la synthese", "resume", "synthesis", "summary", "conclusion"),
    "host": ("porteur", "porteurs", "porteuse", "porteuses", "porteur(s)", "host", "hosts", "convener", "conveners"),
    "scribe": ("scribe", "scribes", "secretaire", "secretaires"),
    "people": (
        "participants",
        "participantes",
        "participants et participantes",
        "participant",
        "presents",
        "participants :",
    ),
    "discussion": (
        "elements importants de la discussion",
        "elements importants",
        "discussion",
        "notes",
        "discussion highlights",
        "highlights",
    ),
    "decisions": ("decisions", "decision"),
    "actions": ("actions", "action", "next steps"),
    "ideas": ("idees a creuser", "idees", "pistes", "pistes a creuser", "ideas to explore", "ideas", "recommendations"),
}
_PLACE = {heading: name for name, known in _HEADINGS.items() for heading in known}
_COUNT = re.compile(r"\d+ participants?", re.IGNORECASE)
_ITEM = re.compile(r"\s*[-*•–]\s+(?=\S)")
_ENGLISH_HEADINGS = {
    "synthesis",
    "summary",
    "host",
    "hosts",
    "convener",
    "discussion highlights",
    "ideas to explore",
    "ideas",
}


class ReportFileError(Exception):
    """A file that is no report; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The session that a report became. ``left`` says in words what had no place and was kept beside."""

    session: Session
    left: tuple[str, ...]


def decode_report(data: bytes) -> str:
    """The text of a report file: UTF-8 with or without its mark, UTF-16 with its mark, else Windows-1252.

    Raises:
        ReportFileError: it holds NUL bytes, as no text does.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "replace")
    elif b"\x00" in data:
        raise ReportFileError(_("this is no text – save the report as plain text or Markdown"))
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def import_report(text: str, name: str, now: datetime, chance: Random) -> Imported:
    """The session that a report tells of.

    Kinds are read from the wording of each note and from the labels of an exported report; the signs of the typing line
    mean nothing here.

    Args:
        text: the report; with Markdown headings, or with its headings on lines of their own.
        name: what to call the session when the report has no title.
        now: the moment of the import.
        chance: where identifiers come from.
    """
    if not text.strip():
        raise ReportFileError(_("this report is empty – name another file"))
    is_markdown = re.search(r"^#{1,6} ", text, re.MULTILINE) is not None
    chunks = markdown_chunks(text) if is_markdown else plain_chunks(text, known)
    reading = _Reading(now, chance)
    for chunk in chunks:
        reading.take(chunk)
    return Imported(reading.session(name), tuple(reading.left))


def known(heading: str) -> bool:
    """Whether a line is one of the form's headings, in any of its wordings."""
    return _name(heading) in _PLACE


def _name(heading: str) -> str:
    return fold(" ".join(heading.split())).rstrip(" :").strip()


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    now: datetime
    chance: Random
    title: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    people: list[Participant] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    extras: list[Extra] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    language: Language = "fr"
    labels: dict[str, Kind] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for language in LANGUAGES:
            say = words(language).gettext
            self.labels |= {fold(say(word)): kind for kind, word in form.KIND_WORDS.items()}

    def take(self, chunk: Chunk) -> None:
        """Put one part of the report where it belongs."""
        if chunk.level == 0:
            self._opening(chunk)
            return
        name = _name(chunk.heading)
        place = _PLACE.get(name)
        if name in _ENGLISH_HEADINGS:
            self.language = "en"
        if place is None or (place in self.facts and place in ("question", "synthesis")):
            self._keep_aside(chunk)
        elif place == "question":
            self.facts[place] = "\n\n".join(piece.text for piece in chunk.pieces)
        elif place == "synthesis":
            self.facts[place] = typed_in(chunk.source) if chunk.markdown else chunk.source.strip("\n")
        elif place in ("host", "scribe", "people"):
            self._names(place, chunk)
        else:
            self._notes(place, chunk)

    def session(self, name: str) -> Session:
        """The whole."""
        return Session(
            id=new_ulid(self.now, self.chance),
            title=self.title or name,
            language=self.language,
            created=self.now,
            place=self.facts.get("place", ""),
            question=self.facts.get("question", ""),
            synthesis=self.facts.get("synthesis", ""),
            themes=tuple(self.themes),
            people=tuple(self.people),
            notes=tuple(self.notes),
            extras=tuple(self.extras),
        )

    def _opening(self, chunk: Chunk) -> None:
        """The title, and what stands between it and the first section."""
        self.title = chunk.heading
        if len(chunk.pieces) == 1 and "\n" not in chunk.pieces[0].text and len(chunk.pieces[0].text) <= 120:
            self.facts["place"] = chunk.pieces[0].text
        elif chunk.pieces:
            self._keep_aside(Chunk(_("Opening"), 1, chunk.pieces, chunk.source, chunk.markdown))

    def _keep_aside(self, chunk: Chunk) -> None:
        text = "\n\n".join(f"- {piece.text}" if piece.item else piece.text for piece in chunk.pieces)
        self.extras.append(Extra(title=chunk.heading, text=text))
        self.left.append(
            _("“{heading}” has no place in the form: kept as a section of its own").format(heading=chunk.heading)
        )

    def _names(self, place: str, chunk: Chunk) -> None:
        for name in _names_of(chunk.pieces):
            if _COUNT.fullmatch(name):
                self.left.append(_("“{text}” tells only how many they were").format(text=name))
                continue
            index = next((at for at, person in enumerate(self.people) if fold(person.name) == fold(name)), None)
            if index is not None and place == "people" and (self.people[index].host or self.people[index].scribe):
                self.people[index] = self.people[index].model_copy(update={"participant": True})
            elif index is not None and place == "scribe":
                self.people[index] = self.people[index].model_copy(update={"scribe": True})
            else:
                self.people.append(
                    Participant(
                        id=readable_id(name, {person.id for person in self.people}, self.chance),
                        name=name,
                        host=place == "host",
                        scribe=place == "scribe",
                        participant=place == "people",
                    )
                )

    def _notes(self, place: str, chunk: Chunk) -> None:
        section = Section.IDEAS if place == "ideas" else Section.DISCUSSION
        theme: str | None = None
        for piece in chunk.pieces:
            if piece.heading:
                theme = self._theme(piece.text)
                continue
            if not piece.text.strip():
                continue
            kind = self._kind(piece, place)
            self.notes.append(
                Note(
                    id=new_ulid(self.now + timedelta(milliseconds=len(self.notes)), self.chance),
                    text=piece.text,
                    kind=kind,
                    section=section,
                    group=piece.group if section is Section.IDEAS else 0,
                    themes=(theme,) if theme else (),
                )
            )

    def _kind(self, piece: Piece, place: str) -> Kind:
        if piece.label and (kind := self.labels.get(fold(piece.label))) is not None:
            return kind
        if place == "decisions":
            return Kind.DECISION
        if place == "actions":
            return Kind.ACTION
        return Kind.IDEA if place == "ideas" else kind_of_wording(piece.text)

    def _theme(self, name: str) -> str | None:
        if _name(name) in {fold(words(language).gettext(form.UNTAGGED)) for language in LANGUAGES}:
            return None
        found = next((theme for theme in self.themes if fold(theme.name) == fold(name)), None)
        if found is None:
            colours = [colour for colour in Colour if colour is not Colour.GREY]
            taken = {theme.letter for theme in self.themes}
            letters = [char.upper() for char in fold(name) if char.isascii() and char.isalpha()]
            found = Theme(
                id=readable_id(name, {theme.id for theme in self.themes}, self.chance),
                name=name,
                letter=next((letter for letter in letters if letter not in taken), ""),
                colour=colours[len(self.themes) % len(colours)],
            )
            self.themes.append(found)
        return found.id


def _names_of(pieces: Iterable[Piece]) -> list[str]:
    """Names one a line, or in a list separated by commas or semicolons."""
    lines = [_ITEM.sub("", line).strip() for piece in pieces for line in piece.text.split("\n")]
    names = [name.strip() for line in lines for name in re.split(r"[;,]", line)]
    return [name for name in names if name]
