"""Closing and reopening on the session screen, the question, the title, saving elsewhere, leaving."""

from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.language import _
from facilitator.live.commands.whole import ReopenSession, SetFact, SetMinutes, SetQuestion
from facilitator.tui.screens.typing import TypingPart
from facilitator.tui.widgets.question_bar import QuestionBar

if TYPE_CHECKING:
    from facilitator.tui.dialogs.close import ClosingChoice


class ClosingPart(TypingPart):
    """What is done with the session as a whole."""

    _warned = False

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
            self.tell(_("The session is closed: F9 reopens it."))
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
        """Write a copy of the session."""
        from facilitator.storage.atomic import FileNotWrittenError
        from facilitator.storage.session_file import resolve

        path = resolve(text.strip()).expanduser()
        if not text.strip() or path.exists():
            self.tell(_("There is such a file already: choose another name."))
            return
        try:
            self.desk.save_copy(path)
        except FileNotWrittenError as error:
            self.tell(str(error))
        else:
            self.tell(_("A copy stands in {path}").format(path=path))

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
                    _("Some notes are on no disk yet. ^P, “save elsewhere”; ^Q once more leaves them."), stay=True
                )
                return
        self.keep_synthesis()
        self.keep_draft()
        self.app.exit()

    def _ask_how(self) -> None:
        from facilitator.closing import next_version, remarks, report_paths
        from facilitator.tui.dialogs.close import CloseDialog

        self.keep_synthesis()
        paths = report_paths(self.desk.file, version=next_version(self.desk.file))
        files = [_("will be written: {path}").format(path=path.name) for path in paths]
        self.app.push_screen(CloseDialog(files, remarks(self.desk)), self._write)

    def _write(self, choice: "ClosingChoice | None") -> None:
        from facilitator.closing import close_session
        from facilitator.report.options import ReportOptions
        from facilitator.storage.atomic import FileNotWrittenError

        self.to_typing()
        if choice is None:
            return
        try:
            closed = close_session(self.desk, ReportOptions(group=choice.group, names=choice.names), self.now())
        except FileNotWrittenError as error:
            self.tell(str(error), stay=True)
            return
        self.show_prompt()
        first, *others = closed.reports
        names = ", ".join([first.name, *(path.suffix for path in others)])
        # The names first: a narrow screen may cut the folder, which is that of the session.
        self.tell(_("Closed: {names} in {folder}").format(names=names, folder=first.absolute().parent), stay=True)
