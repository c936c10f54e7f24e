"""The indexes of a book of proceedings: in which sessions a theme comes, and who took part in which."""

from collections import Counter

from msgspec import Struct, field

from facilitator.language import colon, words
from facilitator.model.consent import Consent
from facilitator.model.fold import fold
from facilitator.model.session import Participant, Session
from facilitator.report import words as form
from facilitator.report.names import shortened, shown
from facilitator.report.options import Names
from facilitator.report.tree import Block, Bullets, Line, Paragraph, Run


class ThemeIndex(Struct):
    """Themes of all sessions; those that have one name, accents and case aside, are one."""

    names: dict[str, str] = field(default_factory=dict)
    places: dict[str, list[tuple[Line, int]]] = field(default_factory=dict)

    def add(self, session: Session, where: Line) -> None:
        """Take in a session.

        Args:
            session: its themes, as far as notes have them.
            where: the link to its report.
        """
        count = Counter(theme for note in session.notes for theme in note.themes)
        for theme in session.themes:
            if count[theme.id]:
                key = fold(theme.name)
                self.names.setdefault(key, theme.name)
                self.places.setdefault(key, []).append((where, count[theme.id]))

    def blocks(self, language: str) -> tuple[Block, ...]:
        """The index as a list; nothing when no note has a theme."""
        items = []
        for key in sorted(self.places):
            total = sum(count for _where, count in self.places[key])
            notes = words(language).ngettext(*form.NOTES, total).format(count=total)
            head = Run(f"{self.names[key]} ({notes}){colon(language)} ")
            runs = [(*where, Run(f" ({count})")) for where, count in self.places[key]]
            items.append(_item((head,), runs))
        return (Bullets(tuple(items)),) if items else ()


class PeopleIndex(Struct):
    """Who agreed to be named, and as they agreed in each session: in full, or as first name and initial.

    ``names`` may shorten more than people agreed to, never less; where people are only counted there is no index.
    """

    names: Names
    known: dict[str, str] = field(default_factory=dict)
    places: dict[str, list[Line]] = field(default_factory=dict)
    unlisted: bool = False

    def add(self, session: Session, where: Line) -> None:
        """Take in a session.

        Args:
            session: its people.
            where: the link to its report.
        """
        for person in session.people if self.names != "count" else ():
            name = self._name(person)
            self.unlisted = self.unlisted or not name
            if name:
                self.known.setdefault(fold(name), name)
                told = self.places.setdefault(fold(name), [])
                told += [] if where in told else [where]

    def _name(self, person: Participant) -> str:
        if person.consent is Consent.FULL:
            return shown(person.name, self.names)
        return shortened(person.name) if person.consent is Consent.INITIALS else ""

    def blocks(self, language: str) -> tuple[Block, ...]:
        """The index as a list, and a line that says whether somebody is missing; nothing where nobody agreed."""
        items = tuple(
            _item((Run(f"{self.known[key]}{colon(language)} "),), self.places[key]) for key in sorted(self.places)
        )
        if not items:
            return ()
        left = Paragraph((Run(words(language).gettext(form.OTHERS_UNLISTED)),))
        return (Bullets(items), left) if self.unlisted else (Bullets(items),)


def _item(head: Line, runs: list[Line]) -> tuple[Block, ...]:
    """A line of an index: a word, and where it comes."""
    line = list(head)
    for at, where in enumerate(runs):
        line += [Run("; "), *where] if at else where
    return (Paragraph(tuple(line)),)
