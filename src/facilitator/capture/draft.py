"""What the capture line makes of a text."""

import re

from msgspec import Struct

from facilitator.model.kinds import Kind, Section


class KnownTheme(Struct, frozen=True):
    """A theme that a line may name, by name or letter."""

    id: str
    name: str
    letter: str = ""


class KnownPerson(Struct, frozen=True):
    """A participant that a line may name as the speaker."""

    id: str
    name: str


class Surroundings(Struct, frozen=True):
    """What a line is read against: the session's themes and people, the current theme, and whether ideas are being taken."""

    themes: tuple[KnownTheme, ...] = ()
    people: tuple[KnownPerson, ...] = ()
    current_theme: str | None = None
    ideas: bool = False


class NoteDraft(Struct, frozen=True):
    """A note before it is kept. ``new_themes`` are names typed after ``#`` that the session does not know."""

    text: str
    kind: Kind = Kind.POINT
    section: Section = Section.DISCUSSION
    star: bool = False
    themes: tuple[str, ...] = ()
    new_themes: tuple[str, ...] = ()
    speaker: str = ""


def whole_text(draft: NoteDraft) -> str:
    """The text of a note whose new themes are not made: the names stay where they can be read, as they were typed.

    Args:
        draft: the note; a name inside its sentence stands there already, without the mark.
    """
    missing = [name for name in draft.new_themes if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", draft.text)]
    return " ".join([draft.text, *(f"#{name}" for name in missing)])


def without_theme(text: str, name: str) -> str:
    """A note's text once the theme that ``whole_text`` left at its end is made.

    Args:
        text: the note's text.
        name: the theme as it was typed.
    """
    return re.sub(rf"\s#{re.escape(name)}(?=(?:\s#\S+)*$)", "", text)
