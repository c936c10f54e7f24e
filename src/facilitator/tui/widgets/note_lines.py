"""How one note is drawn: time, sign of the kind, letters of the themes, then the wrapped text, and the star at the edge."""

import unicodedata
from collections import deque

from msgspec import Struct
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from facilitator.capture.dates import full_date
from facilitator.capture.highlights import highlights
from facilitator.language import _
from facilitator.live.view import NoteRow, ThemeRow
from facilitator.model.kinds import SIGN_OF, Kind
from facilitator.tui.looks import colour_of
from facilitator.tui.safe import drawable
from facilitator.tui.widgets.links import addresses, with_links
from facilitator.tui.wrapping import count_lines, wrap

MOST_LETTERS = 3
"""How many themes of a note are shown by their letters."""

_TIME, _SIGN, _LETTER, _STAR = 6, 2, 2, 2
_NARROWEST = 8


class NoteStyles(Struct, frozen=True):
    """The inks of a note, all on the same ground.

    ``dark`` is whether the screen is; ``plain`` whether the letters of the themes have no colours of their own.
    """

    base: Style
    muted: Style
    sign: Style
    strong: Style
    dark: bool
    plain: bool = False


class NoteLines:
    """Forms the lines of notes.

    ``themes`` and ``people`` (names) go by identifier; ``letters`` is for how many themes each note leaves room.
    """

    def __init__(self) -> None:
        self.themes: dict[str, ThemeRow] = {}
        self.people: dict[str, str] = {}
        self.letters = 1

    def height(self, row: NoteRow, width: int) -> int:
        """How many lines a note takes in a list of ``width`` cells."""
        return count_lines(self._text(row), self._text_width(width))

    def begins(self, row: NoteRow, width: int) -> list[int]:
        """The characters of the text at which the lines of a note begin in a list of ``width`` cells."""
        return [start for start, _end in wrap(self._text(row), self._text_width(width))]

    def form(self, row: NoteRow, width: int, styles: NoteStyles) -> list[Strip]:
        """The lines of a note, each ``width`` cells wide."""
        text = self._text(row)
        said = len(drawable(row.text))
        marks = deque((span.start, span.end, styles.strong) for span in highlights(row.text))
        if said < len(text):
            marks.append((said, len(text), styles.muted))
        strips, found = [], addresses(text)
        for number, (start, end) in enumerate(wrap(text, self._text_width(width))):
            segments = self._head(row, styles) if number == 0 else [Segment(" " * self._indent, styles.base)]
            segments += with_links(_pieces(text, start, end, marks, styles.base), start, found)
            star = " ★" if row.star and number == 0 else ""
            strip = Strip(segments).adjust_cell_length(width - len(star), styles.base)
            strips.append(Strip.join([strip, Strip([Segment(star, styles.base)])]) if star else strip)
        return strips

    def _head(self, row: NoteRow, styles: NoteStyles) -> list[Segment]:
        time = f"{row.at.astimezone():%H:%M} " if row.at else " " * _TIME
        sign = f"{SIGN_OF.get(row.kind, ' ')} "
        return [Segment(time, styles.muted), Segment(sign, styles.sign), *self._chips(row, styles)]

    def _chips(self, row: NoteRow, styles: NoteStyles) -> list[Segment]:
        themes = [self.themes[theme] for theme in row.themes if theme in self.themes][: self.letters]
        inks = ["bold" if styles.plain else f"bold {colour_of(theme.colour, styles.dark)}" for theme in themes]
        chips = [
            Segment(_chip(theme.letter), styles.base + Style.parse(ink))
            for theme, ink in zip(themes, inks, strict=True)
        ]
        return [*chips, Segment(" " * (_LETTER * (self.letters - len(chips))), styles.base)]

    def _text(self, row: NoteRow) -> str:
        speaker = self.people.get(row.speaker, "") if row.speaker else ""
        text = drawable(row.text) + (f"  – {drawable(speaker, one_line=True)}" if speaker else "")
        return text + self._agreed(row) if row.who or row.due or row.done else text

    def _agreed(self, row: NoteRow) -> str:
        """Who does an action, by when, and whether it is done."""
        told = [self.people[person] for person in row.who if person in self.people]
        if row.due is not None:
            told.append(full_date(row.due))
        if row.done:
            told.append(_("done"))
        return f"  → {drawable(', '.join(told), one_line=True)}" if told and row.kind is Kind.ACTION else ""

    @property
    def _indent(self) -> int:
        return _TIME + _SIGN + _LETTER * self.letters

    def _text_width(self, width: int) -> int:
        return max(_NARROWEST, width - self._indent - _STAR)


def _chip(letter: str) -> str:
    """The letter of a theme in its column; a letter may be wide, or two characters (É typed as E and an accent)."""
    sign = unicodedata.normalize("NFC", drawable(letter, one_line=True))[:1]
    return set_cell_size(sign if cell_len(sign) > 0 else "·", _LETTER)


def _pieces(text: str, start: int, end: int, marks: deque[tuple[int, int, Style]], base: Style) -> list[Segment]:
    """One line of a text with its highlights strong and the speaker muted; marks that end before it are used up."""
    segments, at = [], start
    while marks and marks[0][0] < end:
        first, last, style = marks[0]
        if last > at:
            if first > at:
                segments.append(Segment(text[at:first], base))
            segments.append(Segment(text[max(at, first) : min(end, last)], style))
            at = min(end, last)
        if last > end:
            break
        marks.popleft()
    if at < end:
        segments.append(Segment(text[at:end], base))
    return segments
