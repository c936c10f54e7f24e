"""What the synthesis has not taken up yet: themes, starred notes and highlights, as a list to go through.

A highlight is taken up when three fifths of its content words stand in one passage of the synthesis (a paragraph or a list
item), or half of them together with two more words of its note. A note is taken up when one of its highlights is, or half of
its words stand in one passage. A theme is when its name stands in one passage, or one of its notes is taken up. What a stretch
of the synthesis was made of is taken up, whatever words the scribe found for it since.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Literal, Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from facilitator.capture.highlights import highlights
from facilitator.language import Language
from facilitator.model.fold import fold
from facilitator.report.word_forms import Forms, content_words

What = Literal["theme", "star", "highlight"]

_MOST_OF_A_HIGHLIGHT = 0.6
_HALF = 0.5
_WORDS_AROUND = 2
_BETWEEN_PASSAGES = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+•]|\d{1,3}[.)-])[ \t])")


class SaidNote(Protocol):
    """A note of a session, living or frozen."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def themes(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def star(self) -> bool: ...  # noqa: D102


class NamedTheme(Protocol):
    """A theme of a session, living or frozen."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102


class MadePassage(Protocol):
    """A stretch of the synthesis that was made of notes, living or frozen; of one highlight of theirs unless that is empty."""

    @property
    def notes(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def highlight(self) -> str: ...  # noqa: D102


class Share(Struct, frozen=True):
    """How many content words there are, and how many of them stand together in one passage of the synthesis."""

    words: int
    found: int

    @property
    def ratio(self) -> float:
        """From 0 to 1; 0 when there is no content word."""
        return self.found / self.words if self.words else 0.0


class Item(Struct, frozen=True):
    """A theme, a starred note or a highlight, and whether the synthesis takes it up.

    ``id`` is the theme's or the note's identifier, ``text`` the theme's name, the note's text or the highlighted words;
    ``start`` and ``end`` are the characters of a highlight in its note, asterisks included, else 0.
    """

    what: What
    id: str
    text: str
    share: Share
    taken: bool
    start: int = 0
    end: int = 0


class Coverage(Struct, frozen=True):
    """What the synthesis could take up: themes that notes carry, starred notes and highlights in the order said."""

    themes: tuple[Item, ...]
    stars: tuple[Item, ...]
    highlights: tuple[Item, ...]

    @property
    def missing(self) -> tuple[Item, ...]:
        """What is not taken up yet: themes first, then starred notes, then highlights."""
        return tuple(item for item in (*self.themes, *self.stars, *self.highlights) if not item.taken)


def coverage(
    notes: Iterable[SaidNote],
    themes: Iterable[NamedTheme],
    synthesis: str,
    language: Language,
    passages: Iterable[MadePassage] = (),
) -> Coverage:
    """Compare what was kept with what the synthesis says.

    Args:
        notes: the notes in the order said.
        themes: the themes in the session's order; those that no note carries are left out.
        synthesis: Markdown, as typed.
        language: the session's, for word forms.
        passages: the stretches of the synthesis that are known to be made of notes.
    """
    index = _index(synthesis, language)
    made = {(note, passage.highlight) for passage in passages for note in passage.notes}
    stars: list[Item] = []
    marked: list[Item] = []
    carried: dict[str, bool] = {}
    for note in notes:
        judged = _Judged.of(note, index, language, made)
        marked += judged.highlights
        if note.star:
            stars.append(Item("star", note.id, note.text, judged.share, judged.taken))
        for theme_id in note.themes:
            carried[theme_id] = carried.get(theme_id, False) or judged.taken
    named = tuple(_theme(theme, index, language, carried[theme.id]) for theme in themes if theme.id in carried)
    return Coverage(named, tuple(stars), tuple(marked))


class _Index(Struct, frozen=True):
    """The synthesis, read once: in which of its passages each form of a word stands."""

    folded: str
    places: Mapping[str, frozenset[int]]
    known: dict[Forms, frozenset[int]] = field(default_factory=dict)

    def where(self, forms: Forms) -> frozenset[int]:
        """The passages that hold a word in any of its forms."""
        found = self.known.get(forms)
        if found is None:
            found = self.known[forms] = frozenset().union(*(self.places.get(form, frozenset()) for form in forms))
        return found

    def counted(self, words: Sequence[Forms]) -> Counter[int]:
        """How many of these words each passage holds."""
        return Counter(passage for forms in words for passage in self.where(forms))


def _index(synthesis: str, language: Language) -> _Index:
    places: dict[str, set[int]] = {}
    for number, passage in enumerate(_BETWEEN_PASSAGES.split(synthesis)):
        for forms in content_words(passage, language):
            for form in forms:
                places.setdefault(form, set()).add(number)
    return _Index(" ".join(fold(synthesis).split()), {form: frozenset(found) for form, found in places.items()})


class _Judged(Struct, frozen=True):
    """A note held against the synthesis."""

    share: Share
    taken: bool
    highlights: tuple[Item, ...]

    @classmethod
    def of(cls, note: SaidNote, index: _Index, language: Language, made: Set[tuple[str, str]]) -> "_Judged":
        words = content_words(note.text, language)
        around = index.counted(words)
        share = Share(len(words), max(around.values(), default=0))
        whole = (note.id, "") in made
        marked = tuple(
            replace(judged, taken=True) if whole or (note.id, judged.text) in made else judged
            for span in highlights(note.text)
            for judged in [_highlight(note.id, span.words, (span.start, span.end), around, index, language)]
        )
        taken = (
            whole or share.ratio >= _HALF or any(item.taken for item in marked) or _verbatim(note.text, words, index)
        )
        return cls(share, taken, marked)


def _highlight(
    note_id: str, text: str, span: tuple[int, int], around: Counter[int], index: _Index, language: Language
) -> Item:
    """A highlight held against the synthesis; ``around`` counts the words of its whole note by passage."""
    words = content_words(text, language)
    inside = index.counted(words)
    share = Share(len(words), max(inside.values(), default=0))
    carried = any(
        found >= _HALF * len(words) and around[passage] - found >= _WORDS_AROUND for passage, found in inside.items()
    )
    taken = share.ratio >= _MOST_OF_A_HIGHLIGHT or carried or _verbatim(text, words, index)
    return Item("highlight", note_id, text, share, taken, *span)


def _theme(theme: NamedTheme, index: _Index, language: Language, carried: bool) -> Item:
    words = content_words(theme.name, language)
    share = Share(len(words), max(index.counted(words).values(), default=0))
    taken = carried or share.ratio == 1 or _verbatim(theme.name, words, index)
    return Item("theme", theme.id, theme.name, share, taken)


def _verbatim(text: str, words: Sequence[Forms], index: _Index) -> bool:
    """Whether a text without any content word stands in the synthesis as it is."""
    wanted = " ".join(fold(text).replace("*", "").split())
    return not words and bool(wanted) and f" {wanted} " in f" {index.folded} "
