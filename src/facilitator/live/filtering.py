"""Which notes to show: words, themes, kinds and the star, as typed in the filter."""

from collections.abc import Callable

from msgspec import Struct

from facilitator.live.view import NoteRow, View
from facilitator.model.fold import fold
from facilitator.model.kinds import SIGNS, Kind


class Filter(Struct, frozen=True):
    """What a note must have to be shown; an empty filter shows all.

    A note must hold every word, carry one of the themes, be of one of the kinds, and be starred if ``star``.
    """

    words: tuple[str, ...] = ()
    themes: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    star: bool = False

    @property
    def empty(self) -> bool:
        """Whether every note passes."""
        return not (self.words or self.themes or self.kinds or self.star)

    def keeps(self, row: NoteRow) -> bool:
        """Whether a note is shown."""
        if self.star and not row.star:
            return False
        if self.kinds and row.kind not in self.kinds:
            return False
        if self.themes and self.themes.isdisjoint(row.themes):
            return False
        if not self.words:
            return True
        folded = fold(row.text)
        return all(word in folded for word in self.words)

    def test(self) -> Callable[[NoteRow], bool] | None:
        """The test as a function, None when every note passes."""
        return None if self.empty else self.keeps


def read_filter(text: str, view: View) -> Filter:
    """What is typed in the filter.

    ``#liberté`` or ``#l`` is a theme, a sign of the typing line alone (``!``, ``?``, ``+`` …) a kind, ``*`` the star, any
    other word must stand in the note, accents and case folded. A ``#`` that names no theme is a word.

    Args:
        text: the filter as typed.
        view: the session, for its themes.
    """
    words: list[str] = []
    themes: set[str] = set()
    kinds: set[Kind] = set()
    star = False
    for part in text.split():
        theme_ids = _themes_named(part[1:], view) if part.startswith("#") and len(part) > 1 else set()
        if theme_ids:
            themes |= theme_ids
        elif part == "*":
            star = True
        elif part in SIGNS:
            kinds.add(SIGNS[part])
        else:
            words.append(fold(part))
    return Filter(tuple(words), frozenset(themes), frozenset(kinds), star)


def _themes_named(name: str, view: View) -> set[str]:
    folded = fold(name)
    exact = {theme.id for theme in view.themes if folded in (fold(theme.letter), fold(theme.name))}
    return exact or {theme.id for theme in view.themes if fold(theme.name).startswith(folded)}
