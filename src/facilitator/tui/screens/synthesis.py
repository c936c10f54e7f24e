"""The synthesis on the session screen: writing it, putting notes in, and the ways between a passage and its notes."""

import re

from textual.content import Content
from textual.widgets import Static

from facilitator.language import _, plural
from facilitator.live.assembling import Piece, by_theme, new_highlights, new_notes, of_theme, starred
from facilitator.live.commands.passages import Assemble
from facilitator.live.commands.whole import WriteSynthesis
from facilitator.live.sources import notes_of, passage_at, passages_of
from facilitator.tui.keymap import with_keys
from facilitator.tui.screens.covering import CoveringPart
from facilitator.tui.widgets.preview import Preview
from facilitator.tui.widgets.synthesis_pane import SynthesisPane

_NAME = 12
_REMOVED = re.compile(r"-\s*(\d{1,3})")
_ADDRESS = re.compile(r"<([^<>\s]+)>|((?:https?://|www\.)\S+)")


class SynthesisPart(CoveringPart):
    """What the synthesis' messages and keys do."""

    _came_from: tuple[str, ...] = ()
    _passage = ""

    def action_synthesis(self) -> None:
        """Open the synthesis to write, or leave it."""
        self.unfold("synthesis")
        if self.synthesis.editing:
            self.synthesis.leave()
            self.leave_synthesis()
        elif self.may_write():
            self._write_at(None)

    def write_synthesis(self) -> None:
        """Open the synthesis to write, also when it is open already."""
        if self.synthesis.editing:
            self.back_to_work()
        else:
            self.action_synthesis()

    def _write_at(self, at: int | None) -> None:
        """Open the editor, at this character or at the end."""
        self.asking(False)
        self.query_one("#body").add_class("writing")
        self.synthesis.edit(at)
        self.happened("synthesis")

    def leave_synthesis(self) -> None:
        """Give the room back to the notes."""
        self.query_one("#body").remove_class("writing")
        self.unfold("notes")
        self.to_typing()

    def show_aloud(self) -> None:
        """Draw how long it takes to read the synthesis aloud and what it lacks; where it is narrow, not how many words it has."""
        line = self.query_one("#synthesis-head", Static)
        head = Content.styled(_("Synthesis"), "bold")
        if self.view.synthesis.strip():
            from facilitator.report.reading_aloud import aloud

            read, missing = aloud(self.view.synthesis), Content()
            if self.missing_count:
                told = plural("{count} missing", "{count} missing", self.missing_count)
                missing = Content(f"  {told.format(count=self.missing_count)}").stylize("$text-warning")
                missing = missing.stylize("@click=screen.missing")
            words = plural("{count} word", "{count} words", read.words).format(count=read.words)
            time = f"{read.seconds // 60}:{read.seconds % 60:02d}"
            said = Content.styled(f"  {words} · {time}", "$text-muted")
            if (head + said + missing).cell_length > line.content_region.width > 0:
                said = Content.styled(f"  {time}", "$text-muted")
            head += said + missing
        line.update(head, layout=False)

    def on_synthesis_pane_written(self, event: SynthesisPane.Written) -> None:
        """Typing in the synthesis: one burst is one act."""
        event.stop()
        self.do(WriteSynthesis(event.text, event.burst, event.before))

    def on_synthesis_pane_cursor_moved(self, event: SynthesisPane.CursorMoved) -> None:
        """Say of which note the passage under the cursor was made."""
        event.stop()
        passage = passage_at(self.view, event.at)
        self.synthesis.show_source(notes_of(self.view, passage) if passage is not None else [])
        self.typed()

    def action_assemble(self) -> None:
        """Ask what to put into the synthesis; asked once more, the starred notes."""
        if self.postponed(self.action_assemble):
            return
        if self.prompt.display and self.prompt.purpose == "assemble":
            self.assemble("")
            return
        if not self.may_write():
            return
        self.keep_synthesis()
        theme = self.view.theme(self.scribe.current_theme or "")
        parts = [_("Enter starred {count}").format(count=len(new_notes(self.view, starred(self.view))))]
        if theme is not None:
            count = len(new_notes(self.view, of_theme(self.view, theme.id)))
            parts.append(_("t {theme} {count}").format(theme=theme.name[:_NAME], count=count))
        parts.append(_("h highlights {count}").format(count=len(new_highlights(self.view))))
        parts.append(_("m missing"))
        parts.append(_("r reference"))
        self.ask("assemble", " · ".join(parts))

    def assemble(self, key: str) -> None:
        """Put in what a key of the choice names; Enter alone means the starred notes."""
        self.back_to_work()
        match key.strip().lower()[:1]:
            case "" | "s" | "e" | "é" | "*":
                self.action_insert_starred()
            case "t":
                self.action_insert_theme()
            case "h" | "f" | "p":
                self.action_insert_highlights()
            case "m":
                self.action_missing()
            case "r":
                self.action_reference()
            case _:
                self.tell(_("This is none of the choices."))

    def back_to_work(self) -> None:
        """The focus goes back to the editor, or to the typing line."""
        self.to_typing()
        if self.synthesis.editing:
            self.synthesis.editor.focus()

    def action_insert_starred(self) -> None:
        """Put all starred notes in, grouped by theme, at the cursor."""
        if self.postponed(self.action_insert_starred) or not self.may_write():
            return
        rows = starred(self.view)
        if not rows:
            self.tell(with_keys(_("No note is starred yet (F8 stars the last one).")))
            return
        self.keep_synthesis()
        self.put_in(new_notes(self.view, rows), _("All starred notes stand in the synthesis already."))

    def action_insert_theme(self) -> None:
        """Put the notes of the current theme in, at the cursor."""
        if self.postponed(self.action_insert_theme) or not self.may_write():
            return
        theme = self.view.theme(self.scribe.current_theme or "")
        if theme is None:
            self.tell(_("Choose a theme first (Tab)."))
            return
        self.keep_synthesis()
        pieces = new_notes(self.view, of_theme(self.view, theme.id))
        self.put_in(pieces, _("All notes of this theme stand in the synthesis already."))

    def action_insert_highlights(self) -> None:
        """Put all highlights in, grouped by theme, at the cursor."""
        if self.postponed(self.action_insert_highlights) or not self.may_write():
            return
        self.keep_synthesis()
        self.put_in(new_highlights(self.view), _("All highlights stand in the synthesis already."))

    @property
    def place_for_notes(self) -> int:
        """Where the cursor is; before the lines of references, which end the synthesis."""
        from facilitator.report.references import body

        return min(self.synthesis.cursor, len(body(self.view.synthesis)))

    def put_in(self, pieces: list[Piece], nothing: str) -> None:
        """Put pieces in at the cursor, grouped by theme; ``nothing`` is what to tell when there are none."""
        if not pieces:
            self.tell(nothing)
        elif self.do(Assemble(by_theme(self.view, pieces), self.place_for_notes)):
            count = len(pieces)
            told = plural("{count} passage put into the synthesis.", "{count} passages put into the synthesis.", count)
            self.tell(told.format(count=count))

    def action_reference(self) -> None:
        """Ask for a reference."""
        if not self.postponed(self.action_reference) and self.may_write():
            self.ask("reference", _("Title, address (Enter: number anew; -2: take 2 out)"))

    def refer(self, answer: str) -> None:
        """Add a reference at the cursor, take one out, or number all anew."""
        from facilitator.report.references import add, remove, renumbered

        self.keep_synthesis()
        text, at = self.view.synthesis, self.synthesis.cursor
        removed, found = _REMOVED.fullmatch(answer.strip()), _ADDRESS.search(answer)
        if removed:
            new, at = remove(text, int(removed[1])), -1
        elif answer.strip():
            address = (found[1] or found[2]) if found else ""
            title = answer.replace(found[0], " ") if found else answer
            new, at = add(text, at, title.strip(" ,;\t"), address)
        else:
            new, at = renumbered(text), -1
        if new == text:
            self.tell(_("No such reference.") if removed else _("The references are in order."))
        elif self.do(WriteSynthesis(new)):
            self.tell(_("The references are numbered anew."))
            if at >= 0 and self.synthesis.editing:
                self.synthesis.go_to(at)
        self.back_to_work()

    def follow_to_notes(self) -> bool:
        """Go from a passage to the note it was made of, then to the next one of several; whether there is one."""
        return self._next_source() or (self.pane_in_focus == "synthesis" and self.to_sources())

    def action_sources(self) -> None:
        """Go to the notes that the passage at the cursor was made of."""
        if not self.to_sources():
            self.tell(_("These words were written freely: no note stands behind them."))

    def to_sources(self) -> bool:
        """Go to the first note of the passage at the cursor; whether there is one."""
        if not self.synthesis.editing:
            return False
        self.keep_synthesis()
        passage = passage_at(self.view, self.synthesis.cursor)
        rows = notes_of(self.view, passage) if passage is not None else []
        if rows:
            self._came_from = tuple(row.id for row in rows)
            self.show_note(rows[0].id)
        return bool(rows)

    def _next_source(self) -> bool:
        chosen, known = self.note_list.selected, [one for one in self._came_from if one in self.view.notes]
        if self.pane_in_focus != "notes" or len(known) < 2 or chosen not in known:
            return False
        self.show_note(known[(known.index(chosen) + 1) % len(known)])
        return True

    def to_passages(self, note_id: str) -> None:
        """Go to the next passage that was made of a note."""
        rows = passages_of(self.view, note_id)
        if not rows:
            self.tell(_("The synthesis has no passage of this note yet (i puts it in)."))
            return
        places = [row.id for row in rows]
        at = (places.index(self._passage) + 1) % len(rows) if self._passage in places else 0
        self._passage, row = places[at], rows[at]
        self.unfold("synthesis")
        if self.closed:
            share = row.start / max(1, len(self.view.synthesis))
            self.synthesis.query_one(Preview).follow(share)
        else:
            self._write_at(row.start)
        if len(rows) > 1:
            self.tell(_("Passage {number} of {count}").format(number=at + 1, count=len(rows)))
