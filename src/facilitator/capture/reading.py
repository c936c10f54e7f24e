"""The capture line read: text becomes a draft of a note. The rules are those of ``docs/typing-line.md``."""

import re
from dataclasses import dataclass, field

from facilitator.capture.draft import NoteDraft, Surroundings
from facilitator.capture.naming import THEME_WORD, person_named, theme_named
from facilitator.capture.wording import kind_of_wording
from facilitator.model.kinds import SIGNS, Kind, Section

_BULLET = re.compile(r"[-–•] +(?=\S)")
_STAR = re.compile(r"\* +(?=\S)")
_LAST_WORD = re.compile(r"(?:^|\s)(\S+)\s*\Z")
_LONGEST_NAME = 4


@dataclass(slots=True)
class _Reading:
    """A line while it is read."""

    text: str
    around: Surroundings
    star: bool = False
    kind: Kind | None = None
    themes: list[str] = field(default_factory=list)
    new_themes: list[str] = field(default_factory=list)
    speaker: str = ""

    def head(self) -> None:
        """Take the bullet, the star and the sign off the start."""
        if bullet := _BULLET.match(self.text):
            self.text = self.text[bullet.end() :]
        if star := _STAR.match(self.text):
            self.star = True
            self.text = self.text[star.end() :]
        kind = SIGNS.get(self.text[:1])
        follower = self.text[1:2]
        if kind is not None and (follower == " " or follower.isalnum()) and self.text[1:].strip():
            self.kind = kind
            self.text = self.text[1:].lstrip(" ")

    def first_word(self) -> None:
        """Take the speaker off the start."""
        if not self.text.startswith("@"):
            return
        words = self.text[1:].split(" ", _LONGEST_NAME + 1)
        for count in range(min(_LONGEST_NAME, len(words) - 1), 0, -1):
            person = person_named(words[:count], self.around.people)
            if person is not None:
                self.speaker = person.id
                self.text = " ".join(words[count:]).lstrip(" ")
                return

    def last_words(self) -> None:
        """Take themes and the speaker off the end, however they are mixed."""
        while last := _LAST_WORD.search(self.text, max(0, len(self.text) - 120)):
            word = THEME_WORD.fullmatch(last[1])
            if word is not None:
                self.name_theme(word[1], first=True)
                self.text = self.text[: last.start()].rstrip()
            elif self.speaker or not self._last_speaker():
                return

    def _last_speaker(self) -> bool:
        at = self.text.rfind("@", max(0, len(self.text) - 120))
        if at < 0 or (at > 0 and not self.text[at - 1].isspace()):
            return False
        person = person_named(self.text[at + 1 :].split(), self.around.people)
        if person is None:
            return False
        self.speaker = person.id
        self.text = self.text[:at].rstrip()
        return True

    def inner_themes(self) -> None:
        """Read the themes within the sentence; their words stay."""
        if "#" not in self.text:
            return

        def keep(found: re.Match[str]) -> str:
            self.name_theme(found[1].rstrip("-'’·"))
            return found[1]

        self.text = THEME_WORD.sub(keep, self.text)

    def name_theme(self, word: str, first: bool = False) -> None:
        """Note a theme; ``first`` puts it before those already found (words are taken off from the end)."""
        theme = theme_named(word, self.around.themes)
        found = self.themes if theme is not None else self.new_themes
        name = theme.id if theme is not None else word
        if name not in found:
            found.insert(0 if first else len(found), name)


def read_line(text: str, around: Surroundings) -> NoteDraft | None:
    """The draft that a typed text makes.

    Args:
        text: the whole typing line; it may hold several lines, the signs are looked for in the first.
        around: the session's themes and people, the current theme, and whether ideas are being taken.

    Returns:
        The draft, or None when the text is blank.
    """
    if not text.strip():
        return None
    if text.startswith(" "):
        return _draft(text[1:], Kind.POINT if not around.ideas else Kind.IDEA, around)
    reading = _Reading(text.strip(), around)
    reading.head()
    reading.first_word()
    reading.last_words()
    reading.inner_themes()
    if not reading.text.strip():
        return _draft(text.strip(), Kind.POINT if not around.ideas else Kind.IDEA, around)
    kind = reading.kind or (Kind.IDEA if around.ideas else kind_of_wording(reading.text))
    return _draft(reading.text, kind, around, reading)


def _draft(text: str, kind: Kind, around: Surroundings, reading: _Reading | None = None) -> NoteDraft:
    themes = tuple(reading.themes) if reading else ()
    new_themes = tuple(reading.new_themes) if reading else ()
    if not themes and not new_themes and around.current_theme is not None:
        themes = (around.current_theme,)
    return NoteDraft(
        text=text,
        kind=kind,
        section=Section.IDEAS if around.ideas or kind is Kind.IDEA else Section.DISCUSSION,
        star=reading.star if reading else False,
        themes=themes,
        new_themes=new_themes,
        speaker=reading.speaker if reading else "",
    )
