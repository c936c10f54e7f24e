"""Answers above the typing line, each to the part of the session screen that asked."""

from collections.abc import Callable

from facilitator.tui.screens.closing import ClosingPart
from facilitator.tui.screens.note_acts import NotesPart
from facilitator.tui.screens.people import PeoplePart
from facilitator.tui.screens.publishing import PublishingPart
from facilitator.tui.screens.synthesis import SynthesisPart
from facilitator.tui.screens.themes import ThemesPart
from facilitator.tui.screens.touring import TouringPart
from facilitator.tui.widgets.prompt_line import PromptLine


class PromptsPart(NotesPart, ThemesPart, PeoplePart, SynthesisPart, PublishingPart, ClosingPart, TouringPart):
    """What the prompt's messages do."""

    def on_prompt_line_answered(self, event: PromptLine.Answered) -> None:
        """An answer above the typing line."""
        event.stop()
        if event.purpose == "people":
            self.add_names(event.text)
            return
        if event.purpose == "rename":
            self.rename(event.text)
            return
        if event.purpose == "introduce":
            self.introduce(event.text)
            return
        self.to_typing()
        answers: dict[str, Callable[[str], None]] = {
            "filter": self.apply_filter,
            "paste": lambda text: self.keep_pasted(single=text.strip().lower() == "u"),
            "new-theme": lambda text: self.make_theme(text, None),
            "rename-theme": self.rename_theme,
            "mark-theme": self.mark_theme,
            "merge-theme": self.merge_theme,
            "presence": self.mark_presence,
            "turn": self.give_turn,
            "clock": self.turn_clock,
            "load-agenda": self.load_agenda,
            "action": self.make_action,
            "action-sure": self.take_action,
            "vote": self.open_vote,
            "registrations": self.read_registered,
            "load-themes": self.load_themes,
            "split": self.split_at,
            "kind": self.name_kind,
            "title": self.set_title,
            "minutes": self.set_minutes,
            "reopen": self.reopen,
            "save-elsewhere": self.save_elsewhere,
            "assemble": self.assemble,
            "reference": self.refer,
        }
        answers[event.purpose](event.text)

    def on_prompt_line_changed(self, event: PromptLine.Changed) -> None:
        """The filter acts while it is typed; a kind needs one key."""
        event.stop()
        if event.purpose == "filter":
            self.apply_filter(event.text)
        elif event.purpose == "clock" and event.text:
            self.to_typing()
            self.turn_clock(event.text)
        elif event.purpose == "kind" and event.text:
            self.to_typing()
            self.name_kind(event.text)
            self.note_list.focus()
        elif event.purpose == "assemble" and event.text.strip():
            self.assemble(event.text)

    def on_prompt_line_left(self, event: PromptLine.Left) -> None:
        """Escape above the typing line: a filter goes, a pasted block too."""
        event.stop()
        if event.purpose == "filter":
            self.apply_filter("")
        self._pasted = ""
        if event.purpose in ("assemble", "reference"):
            self.back_to_work()
        else:
            self.to_typing()
