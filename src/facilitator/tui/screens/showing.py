"""Which notes the session screen shows: a filter, or those that leave something open at the close."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.language import _, mark, plural
from facilitator.live.filtering import Filter, read_filter
from facilitator.live.view import Change, NoteRow
from facilitator.model.kinds import Section
from facilitator.tui.keymap import with_keys
from facilitator.tui.screens.typing import TypingPart
from facilitator.tui.widgets.notes_pane import NotesPane

if TYPE_CHECKING:
    from facilitator.report.unfinished import Open

_OPEN = {
    "untagged": mark("without a theme"),
    "action without person": mark("without a person"),
    "action without date": mark("without a date"),
    "unknown name": mark("with an @ that is no participant"),
    "to complete": mark("to complete"),
}
"""What is said of notes that leave something open, by ``unfinished.Open``."""


class ShowingPart(TypingPart):
    """The filter, and the notes that are looked at one after the other until nothing of their kind is open."""

    filter_text = ""
    looking: "Open | None" = None
    """What the notes that are shown leave open; None: the filter says which are shown."""

    def action_filter(self) -> None:
        """Ask which notes to show."""
        self.unfold("notes")
        self.ask("filter", _("Show (words, #theme, sign, *)"), self.filter_text)

    def voted_on(self) -> tuple[str, ...]:
        """The notes that the filter shows; without one, all ideas."""
        test = self.filter.test() if not self.filter.empty else lambda row: row.section is Section.IDEAS
        return tuple(row.id for row in self.view.in_order() if test is None or test(row))

    def apply_filter(self, text: str) -> None:
        """Show only some notes."""
        self.filter_text, self.looking = text, None
        self.note_list.filter(self.shown_test())
        self.show_note_heading()

    @property
    def filter(self) -> Filter:
        """The filter as typed."""
        return read_filter(self.filter_text, self.view)

    @property
    def filtered(self) -> bool:
        """Whether some notes may not be shown."""
        return bool(self.filter_text) or self.looking is not None

    def shown_test(self) -> Callable[[NoteRow], bool] | None:
        """The test that a note passes to be shown; None when all are."""
        if self.looking is None:
            return self.filter.test()
        from facilitator.report.unfinished import lacks

        return lacks(self.looking, self.view.people)

    def look_at(self, what: "Open") -> None:
        """Show only the notes that leave this open, and go to the first of them."""
        self.filter_text, self.looking = "", what
        self.unfold("notes")
        self.asking(False)
        self.note_list.filter(self.shown_test())
        self.note_list.action_walk_to(0)
        self.note_list.focus()
        self.show_note_heading()

    def look_on(self, change: Change) -> None:
        """A note that leaves nothing open any more is shown no longer: the cursor goes to the next one."""
        if self.looking is None or not (change.notes or change.people):
            return
        if change.people:
            self.note_list.filter(self.shown_test())
            self.show_note_heading()
        test, chosen = self.shown_test(), self.view.notes.get(self.note_list.selected or "")
        if not self.note_list.shown:
            self.apply_filter("")
            self.tell(with_keys(_("None of these is left; F9 goes on closing.")))
        elif chosen is None or (test is not None and not test(chosen)):
            self.note_list.action_walk(1)

    def show_note_heading(self) -> None:
        """Draw the heading of the notes: how many, and which are shown."""
        count = self.view.count
        told = plural("{count} note", "{count} notes", count).format(count=count)
        if self.looking is not None:
            what = _(_OPEN[self.looking])
            shown = _("to look at: {count} {what} · Esc: all").format(count=self.note_list.shown, what=what)
        elif self.filter.empty:
            shown = _("all themes")
        else:
            shown = _("filter: {text}").format(text=self.filter_text.strip())
        unseen = self.note_list.unseen
        pane = self.query_one(NotesPane)
        if not count:
            pane.invite(not self.closed)
        pane.head(told, shown, f"↓ {unseen}" if unseen else "")
