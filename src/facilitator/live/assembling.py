"""Notes put into the synthesis as Markdown: which of them are not there yet, and what each part of the draft was made of."""

from collections.abc import Iterable

from msgspec import Struct

from facilitator.capture.highlights import highlights
from facilitator.language import mark, words
from facilitator.live.view import NoteRow, View
from facilitator.model.kinds import Section

_IDEAS = mark("Ideas to explore")


class Source(Struct, frozen=True):
    """From which note a stretch of a draft comes, and from which of its highlights when it is not the whole note."""

    start: int
    end: int
    note: str
    highlight: str = ""


class Draft(Struct, frozen=True):
    """What is put into the synthesis; ``sources`` are its stretches, in characters of ``text``."""

    text: str
    sources: tuple[Source, ...] = ()


class Piece(Struct, frozen=True):
    """A note, or one of its highlights, on its way into the synthesis."""

    row: NoteRow
    highlight: str = ""

    @property
    def text(self) -> str:
        """What is put there; highlights stay marked."""
        return f"*{' '.join(self.highlight.split())}*" if self.highlight else passage(self.row)


def starred(view: View) -> list[NoteRow]:
    """The starred notes in the order said."""
    return [row for row in view.in_order() if row.star]


def of_theme(view: View, theme_id: str) -> list[NoteRow]:
    """The notes of a theme in the order said."""
    return [row for row in view.in_order() if theme_id in row.themes]


def passage(row: NoteRow) -> str:
    """One note as a paragraph of the synthesis; its highlights stay marked."""
    return "\n".join(line.strip() for line in row.text.splitlines() if line.strip())


def new_notes(view: View, rows: Iterable[NoteRow]) -> list[Piece]:
    """The notes that no passage was made of, and whose words do not stand in the synthesis either."""
    said = _plain(view.synthesis)
    used = {note for row in view.passages for note in row.notes}
    return [Piece(row) for row in rows if passage(row) and row.id not in used and _plain(passage(row)) not in said]


def new_highlights(view: View) -> list[Piece]:
    """The highlights of all notes that are not in the synthesis: neither by themselves, nor with their note, nor as words."""
    said = _plain(view.synthesis)
    used = {(note, row.highlight) for row in view.passages for note in row.notes}
    return [
        Piece(row, span.words)
        for row in view.in_order()
        for span in highlights(row.text)
        if span.words.strip() and not used & {(row.id, ""), (row.id, span.words)} and _plain(span.words) not in said
    ]


def draft(pieces: Iterable[Piece]) -> Draft:
    """Pieces as paragraphs, as they are put in one by one."""
    return _Writing().paragraphs(pieces).draft()


def by_theme(view: View, pieces: Iterable[Piece]) -> Draft:
    """Pieces grouped by theme in the session's order: a line with the theme's name, then a list.

    Those of no theme follow, and ideas come last in a list of their own. A note with several themes stands under its first.
    """
    said, ideas, writing = list[Piece](), list[Piece](), _Writing()
    for piece in pieces:
        (ideas if piece.row.section is Section.IDEAS else said).append(piece)
    for theme in [*view.themes, None]:
        if theme is None:
            group = [one for one in said if not any(view.theme(known) for known in one.row.themes)]
        else:
            group = [one for one in said if one.row.themes and one.row.themes[0] == theme.id]
        writing.listed(theme.name if theme is not None else "", group)
    writing.listed(words(view.facts.language).gettext(_IDEAS) if said else "", ideas)
    return writing.draft()


def inserted(text: str, at: int, passage_text: str) -> tuple[str, int]:
    """A passage put into a text as a paragraph of its own.

    Args:
        text: the synthesis.
        at: the character where the cursor stands.
        passage_text: what to put there.

    Returns:
        The new text, and the character right after the passage.
    """
    before, after = text[:at], text[at:]
    head = "" if not before.strip() else "\n" * max(0, 2 - (len(before) - len(before.rstrip("\n"))))
    tail = "\n\n" if not after.strip() else "\n" * max(0, 2 - (len(after) - len(after.lstrip("\n"))))
    new = f"{before}{head}{passage_text}"
    return f"{new}{tail}{after}", len(new)


class _Writing:
    """A draft being written, with the places of its sources."""

    def __init__(self) -> None:
        self._text = ""
        self._sources: list[Source] = []

    def listed(self, heading: str, pieces: list[Piece]) -> None:
        """A list under a heading, if there is anything to list."""
        if not pieces:
            return
        self._gap()
        self._text += f"{heading} :\n\n" if heading else ""
        for number, piece in enumerate(pieces):
            self._text += "\n- " if number else "- "
            self._put(piece, piece.text.replace("\n", "\n  "))

    def paragraphs(self, pieces: Iterable[Piece]) -> "_Writing":
        for piece in pieces:
            self._gap()
            self._put(piece, piece.text)
        return self

    def draft(self) -> Draft:
        return Draft(self._text, tuple(self._sources))

    def _gap(self) -> None:
        self._text += "\n\n" if self._text else ""

    def _put(self, piece: Piece, text: str) -> None:
        start = len(self._text)
        self._text += text
        if text:
            self._sources.append(Source(start, len(self._text), piece.row.id, piece.highlight))


def _plain(text: str) -> str:
    """The words of a text in one line, without the asterisks of highlights."""
    return " ".join(text.replace("*", "").split())
