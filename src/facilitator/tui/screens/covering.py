"""What the synthesis does not mention yet: counted beside the work, shown as a list to go through."""

from collections.abc import Sequence
from threading import Thread
from typing import TYPE_CHECKING, cast

from textual.message import Message
from textual.timer import Timer

from facilitator.language import _
from facilitator.live.assembling import Piece, new_notes, of_theme
from facilitator.live.view import NoteRow
from facilitator.tui.screens.base import SessionBase

if TYPE_CHECKING:
    from facilitator.language import Language
    from facilitator.report.coverage import Coverage, Item

_AFTER = 1.2
"""Seconds of quiet before the synthesis is compared with the notes: never while somebody types."""


class Covered(Message):
    """The synthesis was compared with the notes; told by a thread."""

    def __init__(self, coverage: "Coverage") -> None:
        self.coverage = coverage
        super().__init__()


class CoveringPart(SessionBase):
    """The count of what is missing, and the list of it."""

    _cover_timer: Timer | None = None
    _covering = False
    missing_count: int | None = None
    """How much the synthesis does not mention; None while that is not known, and when there is no synthesis."""

    def cover_soon(self) -> None:
        """Compare synthesis and notes once nothing has changed for a moment."""
        if self._cover_timer is not None:
            self._cover_timer.stop()
        self._cover_timer = self.set_timer(_AFTER, self._look)

    def _look(self) -> None:
        if self.opening is not None or self._covering:
            self.cover_soon()
        elif self.view.synthesis.strip():
            self._covering = True
            Thread(target=self._compare, args=self._material(), name="covering", daemon=True).start()
        elif self.missing_count is not None:
            self.missing_count = None
            self.show_aloud()

    def _material(self) -> tuple[object, ...]:
        """What a thread compares: rows never change, lists of them do."""
        view = self.view
        return view.in_order(), list(view.themes), view.synthesis, view.facts.language, list(view.passages)

    def _compare(self, *material: object) -> None:
        self.post_message(Covered(_coverage(*material)))

    def on_covered(self, event: Covered) -> None:
        """Show the count."""
        event.stop()
        self._covering = False
        count = len(event.coverage.missing)
        if count != self.missing_count:
            self.missing_count = count
            self.show_aloud()

    def action_missing(self) -> None:
        """Show what the synthesis does not mention yet, to go there or to put it in."""
        if self.postponed(self.action_missing):
            return
        self.keep_synthesis()
        items = _coverage(*self._material()).missing
        if items:
            self._show_missing(items)
        else:
            self.tell(_("The synthesis mentions every theme, every starred note and every highlight."))

    def show_missing_stars(self) -> None:
        """Show the starred notes that the synthesis does not mention yet."""
        notes, _themes, *others = self._material()
        starred = [row for row in cast("list[NoteRow]", notes) if row.star]
        items = _coverage(starred, [], *others).missing
        stars = tuple(item for item in items if item.what == "star")
        if stars:
            self._show_missing(stars)

    def _show_missing(self, items: "Sequence[Item]") -> None:
        from facilitator.tui.dialogs.missing import MissingDialog

        names = {theme.id: theme.name for theme in self.view.themes}
        put_in = None if self.closed else self.put_missing_in
        self.app.push_screen(MissingDialog(items, names, put_in), self._go_to_missing)

    def put_missing_in(self, item: "Item") -> bool:
        """Put a theme's notes, a note or a highlight in at the cursor; whether something was put in."""
        row = self.view.notes.get(item.id)
        if item.what == "theme":
            pieces = new_notes(self.view, of_theme(self.view, item.id))
        elif row is not None:
            pieces = [Piece(row, item.text if item.what == "highlight" else "")]
        else:
            pieces = []
        self.put_in(pieces, _("There is nothing more of it to put in."))
        return bool(pieces)

    def _go_to_missing(self, item: "Item | None") -> None:
        if item is None:
            return
        rows = of_theme(self.view, item.id) if item.what == "theme" else [self.view.notes.get(item.id)]
        row = next((row for row in rows if row is not None), None)
        if row is not None:
            self.show_note(row.id)

    def put_in(self, pieces: list[Piece], nothing: str) -> None:
        """Put pieces into the synthesis; the synthesis' part does it."""
        raise NotImplementedError

    def show_note(self, note_id: str) -> None:
        """Go to a note; the notes' part does it."""
        raise NotImplementedError

    def show_aloud(self) -> None:
        """Draw the synthesis' heading; the synthesis' part does it."""
        raise NotImplementedError


def _coverage(*material: object) -> "Coverage":
    from facilitator.report.coverage import coverage

    notes, themes, synthesis, language, passages = material
    return coverage(notes, themes, str(synthesis), cast("Language", language), passages)  # type: ignore[arg-type]
