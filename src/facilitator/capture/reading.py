"""The capture line read: text becomes a draft of a note. The rules are those of ``docs/typing-line.md``."""

import re
from collections.abc import Sequence

from facilitator.capture.draft import NoteDraft, Surroundings
from facilitator.capture.naming import (
    LONGEST_NAME,
    THEME_WORD,
    people_by_spelling,
    person_named,
    theme_named,
    themes_by_spelling,
)
from facilitator.capture.wording import kind_of_wording
from facilitator.model.fold import fold
from facilitator.model.kinds import SIGNS, Kind, Section

_SPACE = r"[ \t\u00a0\u202f]"
_BULLET = re.compile(rf"[-–•]{_SPACE}+(?=\S)")
_STAR = re.compile(rf"\*{_SPACE}+(?=\S)")
_SIGN = re.compile(rf"[{re.escape(''.join(SIGNS))}](?:{_SPACE}+(?=\S)|(?=[^\W_]))")
# "@karim: …", "@karim, …" and, spaced the French way, "@karim : …"
_SPACED_SEPARATOR = re.compile(rf"{_SPACE}+[,:](?=\s)")
_WORD = re.compile(r"\S+")
_BLANKS = " \t\n\u00a0\u202f"
_MOST_WORDS = 6


class _Reading:
    """A line while it is read: what is left of it lies between ``start`` and ``end``, so that nothing long is copied."""

    def __init__(self, text: str, around: Surroundings) -> None:
        self.text = text
        self.start, self.end = 0, len(text)
        self.around = around
        self.star = False
        self.sign: Kind | None = None
        self.speaker = ""
        self.last_themes: list[str] = []

    def head(self) -> None:
        """Take the bullet, the star and the sign off the start, in this order."""
        if bullet := _BULLET.match(self.text):
            self.start = bullet.end()
        if star := _STAR.match(self.text, self.start):
            self.star = True
            self.start = star.end()
        if sign := _SIGN.match(self.text, self.start):
            self.sign = SIGNS[sign[0][0]]
            self.start = sign.end()

    def first_word(self) -> None:
        """Take the speaker off the start: the longest name that the words after ``@`` make."""
        if not self.text.startswith("@", self.start):
            return
        spellings = people_by_spelling(self.around.people)
        at = self.start + 1
        head = self.text[at : at + LONGEST_NAME].partition("\n")[0]
        ends = [word.end() for word in _WORD.finditer(head)][:_MOST_WORDS] if not head[:1].isspace() else []
        for end in reversed(ends):
            if self.text[at + end : at + end + 1].strip():
                continue
            person = person_named(head[:end], spellings)
            separated = person is None and head[end - 1] in ",:"
            if separated:
                person = person_named(head[: end - 1], spellings)
            if person is not None:
                self.speaker = person.id
                self.start = at + end
                separator = None if separated else _SPACED_SEPARATOR.match(self.text, self.start)
                self._pass_blanks(separator.end() if separator else self.start)
                return

    def last_words(self) -> None:
        """Take themes and the speaker off the end, however they are mixed."""
        while self._last_theme() or (not self.speaker and self._last_speaker()):
            while self.end > self.start and self.text[self.end - 1] in _BLANKS:
                self.end -= 1

    def inner_themes(self) -> tuple[str, list[str]]:
        """What is left, and the words after ``#`` in it; they stay in the sentence, without the mark."""
        left = self.text[self.start : self.end]
        words: list[str] = []
        if "#" not in left:
            return left, words

        def keep(found: re.Match[str]) -> str:
            words.append(found[1])
            return found[1]

        return THEME_WORD.sub(keep, left), words

    def _pass_blanks(self, at: int) -> None:
        while at < self.end and self.text[at] in _BLANKS:
            at += 1
        self.start = at

    def _last_theme(self) -> bool:
        at = self._last_word("#")
        word = THEME_WORD.fullmatch(self.text, at, self.end) if at >= 0 else None
        if word is None:
            return False
        self.last_themes.append(word[1])
        self.end = at
        return True

    def _last_speaker(self) -> bool:
        at = self._last_word("@")
        name = self.text[at + 1 : self.end] if at >= 0 else ""
        person = person_named(name, people_by_spelling(self.around.people)) if name[:1].strip() else None
        if person is None:
            return False
        self.speaker = person.id
        self.end = at
        return True

    def _last_word(self, mark: str) -> int:
        """Where the last word begins, if it begins with this mark; else -1."""
        at = self.text.rfind(mark, max(self.start, self.end - LONGEST_NAME - 1), self.end)
        return at if at >= 0 and (at == self.start or self.text[at - 1].isspace()) else -1


def read_line(text: str, around: Surroundings) -> NoteDraft | None:
    """The draft that a typed text makes.

    Args:
        text: the whole typing line; it may hold several lines, the sign is looked for in the first.
        around: the session's themes and people, the current theme, and whether ideas are being taken.

    Returns:
        The draft, or None when the text is blank. A line that holds nothing but marks is kept as text.
    """
    if not text.strip():
        return None
    plain = Kind.IDEA if around.ideas else Kind.POINT
    if text.startswith(" "):
        return _draft(text[1:], plain, around)
    typed = text.strip(_BLANKS)
    reading = _Reading(typed, around)
    reading.head()
    reading.first_word()
    reading.last_words()
    left, inner = reading.inner_themes()
    if not left.strip():
        return _draft(typed, plain, around)
    kind = reading.sign or (Kind.IDEA if around.ideas else kind_of_wording(left))
    named = [*inner, *reversed(reading.last_themes)]
    return _draft(left, kind, around, named, reading.star, reading.speaker)


def _draft(
    text: str, kind: Kind, around: Surroundings, named: Sequence[str] = (), star: bool = False, speaker: str = ""
) -> NoteDraft:
    """The draft of a note; themes named in it take the place of the current one."""
    known: dict[str, None] = {}
    unknown: dict[str, str] = {}
    spellings = themes_by_spelling(around.themes) if named else {}
    for word in named:
        theme = theme_named(word, spellings)
        if theme is not None:
            known.setdefault(theme.id)
        else:
            unknown.setdefault(fold(word), word)
    if not known and not unknown and around.current_theme is not None:
        known.setdefault(around.current_theme)
    return NoteDraft(
        text=text,
        kind=kind,
        section=Section.IDEAS if around.ideas or kind is Kind.IDEA else Section.DISCUSSION,
        star=star,
        themes=tuple(known),
        new_themes=tuple(unknown.values()),
        speaker=speaker,
    )
