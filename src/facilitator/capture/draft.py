"""What the capture line makes of a text."""

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
