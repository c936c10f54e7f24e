"""What the capture line makes of a text."""

from dataclasses import dataclass

from facilitator.model.kinds import Kind, Section


@dataclass(frozen=True, slots=True)
class KnownTheme:
    """A theme that a line may name, by name or letter."""

    id: str
    name: str
    letter: str = ""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A participant that a line may name as the speaker."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a line is read against: the session's themes and people, the current theme, and whether ideas are being taken."""

    themes: tuple[KnownTheme, ...] = ()
    people: tuple[KnownPerson, ...] = ()
    current_theme: str | None = None
    ideas: bool = False


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """A note before it is kept. ``new_themes`` are names typed after ``#`` that the session does not know."""

    text: str
    kind: Kind = Kind.POINT
    section: Section = Section.DISCUSSION
    star: bool = False
    themes: tuple[str, ...] = ()
    new_themes: tuple[str, ...] = ()
    speaker: str = ""
