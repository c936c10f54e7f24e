"""Closing and reopening on the session screen, the question, the title, saving elsewhere, leaving."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.language import _
from facilitator.live.commands.whole import ReopenSession, SetFact, SetMinutes, SetQuestion
from facilitator.live.reading_back import PageKind
from facilitator.tui.keymap import with_keys
from facilitator.tui.screens.typing import TypingPart
from facilitator.tui.widgets.question_bar import QuestionBar

if TYPE_CHECKING:
    from facilitator.closing import ReportFiles, Written
    from facilitator.report.unfinished import Open, Unfinished
    from facilitator.tui.dialogs.close import CheckList, ClosingAnswer, ClosingChoice

_STARS_AT_ONCE = 200
"""So many starred notes are compared with the synthesis before anybody sees that it takes time."""


class ClosingPart(TypingPart):
    """What is done with the session as a whole."""

    _warned = False
    usual_formats: tuple[str, ...] = ("md", "html")
    """The formats that are ticked at first, as the user set them."""
    _last_choice: "ClosingChoice | None" = None
    """How the report was to be written when the dialog was last left."""

    def action_close(self) -> None:
        """Close the session, or reopen it."""
        if self.postponed(self.action_close):
            return
        if self.read_only:
            self.tell(_("This session is only looked at: nothing can be changed here."))
            return
        if self.view.facts.closed is not None:
            self.ask(
                "reopen", _("The session is closed. Enter: reopen it · r: write the report again · Escape: leave it")
            )
            return
        self._ask_how()

    def reopen(self, answer: str) -> None:
        """Reopen, or write the report again."""
        if answer.strip().lower() == "r":
            self._ask_how()
        elif answer.strip():
            self.typing.put_back(answer)
            self.tell(with_keys(_("The session is closed: F9 reopens it.")))
        elif self.do(ReopenSession()):
            self.show_prompt()
            self.tell(_("The session is open again."))

    def action_show_question(self) -> None:
        """Show the question large."""

        def worded(text: str | None) -> None:
            if text is not None:
                self.do(SetQuestion(text))
            self.to_typing()

        from facilitator.tui.dialogs.question import QuestionDialog

        facts = self.view.facts
        dialog = QuestionDialog(facts.title, self.view.question, self.complements(), not self.closed)
        self.app.push_screen(dialog, worded)

    def on_question_bar_opened(self, event: QuestionBar.Opened) -> None:
        """A click on the question."""
        event.stop()
        self.action_show_question()

    def complements(self) -> list[str]:
        """What the circle added to the question."""
        return [row.text for row in self.view.complements()]

    def action_title(self) -> None:
        """Ask for the title."""
        if self.may_write():
            self.ask("title", _("Title"), self.view.facts.title)

    def action_minutes(self) -> None:
        """Ask for the planned minutes."""
        if self.may_write():
            self.ask("minutes", _("Planned minutes"), str(self.view.facts.minutes))

    def set_title(self, text: str) -> None:
        """Change the title."""
        self.do(SetFact("title", text.strip()))

    def set_minutes(self, text: str) -> None:
        """Change the planned minutes."""
        if text.strip().isdigit():
            self.do(SetMinutes(int(text.strip()[:5])))
        else:
            self.tell(_("A number of minutes, please."))

    def action_save_elsewhere(self) -> None:
        """Ask where a copy of the session goes."""
        if self.postponed(self.action_save_elsewhere):
            return
        self.ask("save-elsewhere", _("Save a copy as"), str(Path.home() / self.desk.file.name))

    def save_elsewhere(self, text: str) -> None:
        """Write a copy of the session, where no file is yet."""
        from facilitator.storage.meant_file import resolve
        from facilitator.tui.dialogs.working import WorkingDialog

        if not text.strip():
            self._copied(FileExistsError())
            return
        write = self.desk.copying()

        def write_new() -> Path:
            path = resolve(text.strip()).expanduser()
            if path.exists():
                raise FileExistsError
            write(path)
            return path

        self.app.push_screen(WorkingDialog(_("A copy is being written …"), write_new), self._copied)

    def _copied(self, outcome: Path | Exception | None) -> None:
        from facilitator.storage.atomic import FileNotWrittenError

        self.to_typing()
        if outcome is None:
            self.tell(_("The copy is not written yet."), stay=True)
        elif isinstance(outcome, Path):
            self.tell(_("A copy stands in {path}").format(path=outcome))
        elif isinstance(outcome, FileExistsError):
            self.tell(_("There is such a file already: choose another name."))
        elif isinstance(outcome, FileNotWrittenError):
            self.tell(str(outcome))
        else:
            raise outcome

    def action_help(self) -> None:
        """Show the keys, those of the pane in focus first."""
        from facilitator.tui.dialogs.help import HelpDialog, card

        self.app.push_screen(HelpDialog(card(self.own_keys, self.pane_in_focus)))

    def action_leave(self) -> None:
        """Leave; when something is on no disk at all, only at the second time."""
        if self.opening is None and not self.desk.read_only and not self._warned:
            state = self.desk.state
            if state.troubles and not state.kept and not state.filed:
                self._warned = True
                self.tell(
                    with_keys(_("Some notes are on no disk yet. ^P, “save elsewhere”; ^Q once more leaves them.")),
                    stay=True,
                )
                return
        self.keep_synthesis()
        self.keep_draft()
        self.app.exit()

    def _ask_how(self) -> None:
        from facilitator.closing import report_files
        from facilitator.report.gate import undecided
        from facilitator.tui.dialogs.close import CloseDialog, ClosingChoice

        self.keep_synthesis()

        def files(public: bool) -> "ReportFiles":
            return report_files(self.desk.live.snapshot(), self.desk.file, public=public)

        def count_names() -> Callable[[], int]:
            return partial(undecided, self.desk.live.snapshot())

        choice = self._last_choice or ClosingChoice(formats=self.usual_formats)
        dialog = CloseDialog(self._checks(), choice, files, count_names, self.decide_names)
        self.app.push_screen(dialog, self._answered)

    def _checks(self) -> "CheckList":
        """What is still open; many starred notes are compared with the synthesis behind the dialog."""
        from facilitator.report.unfinished import at_once, unfinished, untouched_stars
        from facilitator.tui.dialogs.close import CheckList

        session = self.desk.live.snapshot()
        stars = sum(note.star for note in session.notes)
        if stars <= _STARS_AT_ONCE or not session.synthesis.strip():
            return CheckList(unfinished(session))
        return CheckList(at_once(session), stars, lambda: untouched_stars(session))

    def _answered(self, answer: "ClosingAnswer | None") -> None:
        self.to_typing()
        if answer is None:
            return
        self._last_choice = answer.choice
        if answer.close:
            self._write(answer.choice)
        elif answer.visit is not None:
            self._visit(answer.visit)

    def _visit(self, one: "Unfinished") -> None:
        """Go where something is open."""
        from facilitator.report.unfinished import Where

        match one.where:
            case Where.QUESTION:
                self.action_show_question()
            case Where.PEOPLE:
                self.show_one_of(one.people)
            case Where.NOTES:
                self.look_at(one.what)
            case Where.STARS:
                self.show_missing_stars()
            case Where.SYNTHESIS:
                self.write_synthesis()
            case Where.READ_BACK:
                self.read_back_from(PageKind.SYNTHESIS)

    def _write(self, choice: "ClosingChoice") -> None:
        from facilitator.closing import report_to_write
        from facilitator.report.options import ReportOptions
        from facilitator.tui.dialogs.working import WorkingDialog

        options = ReportOptions(group=choice.group, names=choice.names)
        now = self.now()
        report = report_to_write(self.desk, options, now, None, choice.formats, choice.public)
        waiting = WorkingDialog(_("The report is being written …"), report.write)
        self.app.push_screen(waiting, partial(self._written, now))

    def _written(self, now: datetime, outcome: "Written | Exception | None") -> None:
        from facilitator.closing import mark_closed
        from facilitator.storage.atomic import FileNotWrittenError
        from facilitator.tui.dialogs.closed import ClosedDialog

        self.to_typing()
        if outcome is None:
            self.tell(_("The session is still open: its report is not written yet."), stay=True)
            return
        if isinstance(outcome, FileNotWrittenError):
            self.tell(str(outcome), stay=True)
            return
        if isinstance(outcome, Exception):
            raise outcome
        closed = mark_closed(self.desk, outcome, now, lambda: not self.desk.state.troubles)
        self.show_prompt()
        if not closed.reports:
            self.tell(_("Closed, without a report."))
            return
        first, *others = closed.reports
        names = ", ".join([first.name, *(path.suffix for path in others)])
        # The names first: a narrow screen may cut the folder, which is that of the session.
        self.tell(_("Closed: {names} in {folder}").format(names=names, folder=first.absolute().parent), stay=True)
        self.app.push_screen(ClosedDialog(closed), lambda _nothing: self.to_typing())

    def show_one_of(self, people: tuple[str, ...]) -> None:
        """Go to someone in the circle; the people's part does it."""
        raise NotImplementedError

    def look_at(self, what: "Open") -> None:
        """Show the notes that leave something open; the notes' part does it."""
        raise NotImplementedError

    def decide_names(self, then: Callable[[], None]) -> None:
        """Go through the names inside the texts; the publishing part does it."""
        raise NotImplementedError

    def show_missing_stars(self) -> None:
        """Show the starred notes that the synthesis lacks; the synthesis' part does it."""
        raise NotImplementedError

    def write_synthesis(self) -> None:
        """Open the synthesis; its part does it."""
        raise NotImplementedError

    def read_back_from(self, begin: PageKind) -> None:
        """Show the room what it said; the room's part does it."""
        raise NotImplementedError
