"""The synthesis on the session screen: writing it, and putting the starred notes in."""

from facilitator.language import _
from facilitator.live.assembling import by_theme, inserted, not_in, starred
from facilitator.live.commands.whole import WriteSynthesis
from facilitator.tui.screens.base import SessionBase
from facilitator.tui.widgets.synthesis_pane import SynthesisPane


class SynthesisPart(SessionBase):
    """What the synthesis' messages and keys do."""

    def action_synthesis(self) -> None:
        """Open the synthesis to write, or leave it."""
        self.unfold("synthesis")
        if self.synthesis.editing:
            self.synthesis.leave()
            self.leave_synthesis()
        elif self.may_write():
            self.asking(False)
            self.query_one("#body").add_class("writing")
            self.synthesis.edit()
            self.happened("synthesis")

    def leave_synthesis(self) -> None:
        """Give the room back to the notes."""
        self.query_one("#body").remove_class("writing")
        self.unfold("notes")
        self.to_typing()

    def on_synthesis_pane_written(self, event: SynthesisPane.Written) -> None:
        """Typing in the synthesis: one burst is one act."""
        event.stop()
        self.do(WriteSynthesis(event.text, event.burst, event.before))

    def action_insert_starred(self) -> None:
        """Put all starred notes in, grouped by theme, at the cursor."""
        if self.postponed(self.action_insert_starred):
            return
        if not self.may_write():
            return
        self.keep_synthesis()
        rows = starred(self.view)
        if not rows:
            self.tell(_("No note is starred yet (F8 stars the last one)."))
            return
        rows = not_in(rows, self.view.synthesis)
        if not rows:
            self.tell(_("All starred notes stand in the synthesis already."))
            return
        text, _end = inserted(self.view.synthesis, self.synthesis.cursor, by_theme(self.view, rows))
        if self.do(WriteSynthesis(text)):
            self.tell(_("The starred notes stand in the synthesis."))
