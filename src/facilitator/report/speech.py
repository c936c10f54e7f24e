"""The oral restitution in plenary: what is read aloud in about 90 seconds, without any sign."""

import re
from collections.abc import Iterable

from msgspec import Struct

from facilitator.capture.highlights import highlights
from facilitator.model.session import Note, Session
from facilitator.report.reading_aloud import SECONDS, Aloud, aloud
from facilitator.report.references import body, without_marks
from facilitator.report.synthesis import typed
from facilitator.report.tree import Block, Bullets, Line, Paragraph, Quotation, Typed, Verbatim

_MUCH_TOO_LONG = SECONDS * 4 // 3
_BLANKS = re.compile(r"[ \t]+")
_BEFORE_A_STOP = re.compile(r"[ \t]+(?=[.,)])")
_ADDRESS = re.compile(r"<?(?:https?://|mailto:)[^\s<>]*[^\s<>.,;:!?)]>?", re.IGNORECASE)


class Speech(Struct, frozen=True):
    """What is spoken, and how long it takes; ``made_up`` when there is no synthesis and notes stand for it."""

    text: str
    time: Aloud
    made_up: bool = False

    @property
    def too_long(self) -> bool:
        """Whether it takes much longer than a restitution has: a third more than 90 seconds."""
        return self.time.seconds > _MUCH_TOO_LONG


def speech(session: Session) -> Speech:
    """The synthesis as it is read aloud: no marks, bullets, numbers of references or addresses.

    Without a synthesis: the question, then each theme that notes have with its starred notes, then the other starred notes.

    Args:
        session: whose restitution.
    """
    paragraphs = [*_spoken(typed(without_marks(body(session.synthesis))))]
    if paragraphs:
        return _speech(paragraphs)
    return _speech([*_from_notes(session)], made_up=True)


def _speech(paragraphs: list[str], made_up: bool = False) -> Speech:
    text = "\n\n".join(paragraphs) + "\n" if paragraphs else ""
    return Speech(text, aloud(text), made_up)


def _spoken(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        match block:
            case Paragraph(runs):
                yield from _said(_line(runs))
            case Bullets(items):
                # Who speaks takes a breath between items.
                yield from (line for item in items for line in _spoken(item))
            case Quotation(inner) | Typed(_, inner):
                yield from _spoken(inner)
            case Verbatim(text):
                yield from _said(text)


def _line(runs: Line) -> str:
    return "".join("\n" if run.style == "break" else run.text for run in runs)


def _said(text: str) -> Iterable[str]:
    """A paragraph as it is spoken; none when nothing is left of it."""
    lines = (_BEFORE_A_STOP.sub("", _BLANKS.sub(" ", _ADDRESS.sub("", line))).strip() for line in text.split("\n"))
    told = "\n".join(line for line in lines if line)
    if any(char.isalnum() for char in told):
        yield told


def _from_notes(session: Session) -> Iterable[str]:
    yield from _said(_plain(session.question))
    starred = [note for note in session.notes if note.star]
    used = {theme for note in session.notes for theme in note.themes}
    told: set[str] = set()
    for theme in session.themes:
        if theme.id in used:
            notes = [note for note in starred if theme.id in note.themes and note.id not in told]
            told |= {note.id for note in notes}
            yield from _said("\n".join([f"{theme.name}.", *map(_note, notes)]))
    yield from (line for note in starred if note.id not in told for line in _said(_note(note)))


def _note(note: Note) -> str:
    return _plain(note.text)


def _plain(text: str) -> str:
    """A typed text without the asterisks of its highlights."""
    out, at = "", 0
    for span in highlights(text):
        out += text[at : span.start] + span.words
        at = span.end
    return out + text[at:]
