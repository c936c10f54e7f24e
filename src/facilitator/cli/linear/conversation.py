"""The conversation: a line comes in, an act follows, what happened is told. The same acts and the same file as on the screen."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.capture.completion import completion
from facilitator.capture.pasting import clean, pasted_lines
from facilitator.capture.reading import read_line
from facilitator.cli.linear.telling import Teller, note_line
from facilitator.language import _
from facilitator.live.capturing import surroundings
from facilitator.live.circle import people_called
from facilitator.live.commands.base import Command, CommandRefusedError
from facilitator.live.commands.notes import KeepNotes
from facilitator.live.scribe import Scribe
from facilitator.live.view import NoteRow, PersonRow, ThemeRow, View
from facilitator.model.fold import fold
from facilitator.model.kinds import Section
from facilitator.storage.settings import Settings

if TYPE_CHECKING:
    from facilitator.storage.desk import Desk

_KEPT_WITHIN = 2.0
"""Seconds to wait for the journal before a note is told as it stands."""


class Conversation:
    """A session in the hands of someone who reads one line after the other."""

    def __init__(
        self,
        desk: "Desk",
        now: Callable[[], datetime],
        say: Callable[[str], None],
        theme_folders: tuple[Path, ...] = (),
        agenda_folders: tuple[Path, ...] = (),
        formats: tuple[str, ...] = Settings().formats,
    ) -> None:
        """Begin.

        Args:
            desk: the open session.
            now: the clock.
            say: tells one line.
            theme_folders: where theme sets are, the user's own first.
            agenda_folders: where agendas are, the user's own first.
            formats: what closing writes, by the endings of the files.
        """
        self.desk = desk
        self.now = now
        self.say = say
        self.theme_folders = theme_folders
        self.agenda_folders = agenda_folders
        self.formats = formats
        self.scribe = Scribe(desk.live.view)
        self.leaving = False
        self.begun = ""
        """What stands in the next line already."""
        self._teller = Teller(desk.live.view)
        self._notices = 0
        self._trouble = ""
        desk.live.listen(self._teller.heard)

    @property
    def view(self) -> View:
        """How the session is now."""
        return self.desk.live.view

    @property
    def closed(self) -> bool:
        """Whether the session takes no more notes."""
        return self.desk.read_only or self.view.facts.closed is not None

    @property
    def prompt(self) -> str:
        """What stands before the line: what a line would become."""
        theme = self.view.theme(self.scribe.current_theme or "")
        if self.closed:
            word = _("closed")
        elif self.scribe.correcting is not None:
            word = _("correct")
        else:
            ideas = _("ideas {group}").format(group=self.scribe.group + 1) if self.scribe.ideas else ""
            word = " ".join(part for part in (ideas, theme.name if theme is not None else "") if part)
        return f"{word}> "

    def bring_back_draft(self) -> None:
        """What was being typed when the session was left stands in the first line."""
        desk = self.desk
        if desk.read_only or self.closed:
            return
        if desk.correcting in self.view.notes:
            self.scribe.take_back(desk.correcting, desk.aside)
        self.begun = desk.draft

    def keep_draft(self, typed: str) -> None:
        """Keep what was typed of a line that was not sent."""
        if not self.desk.read_only:
            self.desk.save_draft(typed, self.scribe.correcting or "", self.scribe.aside)

    def take(self, line: str) -> None:
        """A line: a note, or a word after ``/``; two of these begin a note with one.

        Args:
            line: as typed; one that was pasted may have several lines, each a note.
        """
        self.begun = ""
        text = clean(line)
        several = "\n" in text and self.scribe.correcting is None
        if text.startswith("/") and not text.startswith("//") and not several:
            from facilitator.cli.linear.words import carry_out

            self.leave_correction()
            carry_out(self, text[1:])
        elif text.strip() or self.scribe.ideas or self.scribe.correcting is not None:
            self._keep(text[1:] if text.startswith("//") else text, several)
        self.tell_news()

    def tell_news(self) -> None:
        """Say what happened, whoever did it, once it is kept; and what is not safe."""
        if not self.desk.wait_until_kept(_KEPT_WITHIN):
            self.say(_("keeping …"))
        for line in self._teller.news(self.now()):
            self.say(line)
        notices = self.desk.notices[self._notices :]
        self._notices += len(notices)
        for notice in notices:
            self.say(notice.sentence)
        troubles = self.desk.state.troubles
        trouble = f"{troubles[0].path}: {troubles[0].reason}" if troubles else ""
        if trouble != self._trouble:
            self._trouble = trouble
            self.say(_("not written yet: {reason}").format(reason=trouble) if trouble else _("All is written again."))

    def do(self, command: Command) -> bool:
        """Carry out an act; a refusal is told, and False returned."""
        if self.desk.read_only:
            self.say(_("This session is only looked at: nothing can be changed here."))
            return False
        try:
            self.desk.run(command, self.now())
        except CommandRefusedError as error:
            self.say(str(error))
            return False
        return True

    def leave_correction(self) -> None:
        """Correct no longer; what was being typed before stands in the next line."""
        if self.scribe.correcting is not None:
            self.begun = self.scribe.leave()

    def note(self, rest: str) -> tuple[NoteRow | None, str]:
        """The note that a number at the beginning names, the last one without it, and what follows; tells when there is none."""
        first, _blank, after = rest.strip().partition(" ")
        numbered = first.isdecimal()
        number = int(first[:9]) if numbered else self.view.count
        if not 1 <= number <= self.view.count:
            self.say(_("There is no note {number}.").format(number=number) if numbered else _("There is no note yet."))
            return None, after
        row = self.view.notes[self.view.said[number - 1][1]]
        return row, (after if numbered else rest).strip()

    def person(self, beginning: str) -> PersonRow | None:
        """The person called like this; tells when there is none, or several."""
        found = people_called(self.view, beginning)
        if len(found) == 1:
            return found[0]
        if found:
            self.say(_("Who of {names}?").format(names=", ".join(person.name for person in found[:6])))
        else:
            self.say(_("Nobody here is called like this."))
        return None

    def theme(self, name: str) -> ThemeRow | None:
        """The theme of this name, letter or beginning; tells when there is none."""
        wanted = fold(name.strip().removeprefix("#"))
        exact = [theme for theme in self.view.themes if wanted and wanted in (fold(theme.name), fold(theme.letter))]
        begun = [theme for theme in self.view.themes if wanted and fold(theme.name).startswith(wanted)]
        for theme in (*exact, *begun):
            return theme
        self.say(_("There is no theme of this name."))
        return None

    def complete(self, line: str) -> list[str]:
        """The whole lines that a line may become with Tab: a word after ``/``, a theme, a name."""
        if line.startswith("/") and " " not in line:
            from facilitator.cli.linear.words import WORDS

            wanted = fold(line[1:])
            return [f"/{_(word.name)} " for word in WORDS if fold(_(word.name)).startswith(wanted)]
        rest = completion(line, surroundings(self.view, self.scribe.current_theme, self.scribe.ideas))
        return [line + rest] if rest else []

    def _keep(self, text: str, several: bool) -> None:
        if self.closed:
            self.say(_("The session is closed: nothing is noted. “/{word}” opens it again.").format(word=_("reopen")))
            self.begun = text
            return
        if several:
            around = surroundings(self.view, self.scribe.current_theme, self.scribe.ideas)
            drafts = tuple(draft for one in pasted_lines(text) if (draft := read_line(one, around)) is not None)
            group = self.scribe.group if any(draft.section is Section.IDEAS for draft in drafts) else 0
            if drafts:
                self.do(KeepNotes(drafts, group))
            return
        correcting = self.scribe.correcting
        command = self.scribe.read(text)
        unknown = self.scribe.unknown_themes
        if command is not None and not self.do(command):
            self.begun = text
            return
        if correcting is not None:
            self.begun = self.scribe.leave()
            if command is None and correcting in self.view.notes:
                self.say(note_line(self.view, self.view.notes[correcting]))
        for name in unknown:
            self.say(_("“{name}” is no theme yet: “/{word} {name}” makes it.").format(name=name, word=_("new-theme")))
