"""What every part of the session screen shares: the desk, the panes, carrying out an act, telling."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.language import _
from facilitator.live.commands.base import Command, CommandRefusedError
from facilitator.live.commands.whole import WriteSynthesis
from facilitator.live.scribe import Scribe
from facilitator.live.view import View
from facilitator.tui.in_order import KeysInOrder
from facilitator.tui.keymap import with_keys
from facilitator.tui.opening import Opening
from facilitator.tui.safe import drawable
from facilitator.tui.screens.pacing import PacedScreen
from facilitator.tui.widgets.key_line import KeyLine
from facilitator.tui.widgets.lists import PeopleList, ThemeList
from facilitator.tui.widgets.note_list import NoteList
from facilitator.tui.widgets.prompt_line import PromptLine
from facilitator.tui.widgets.synthesis_pane import SynthesisPane
from facilitator.tui.widgets.theme_strip import ThemeStrip
from facilitator.tui.widgets.typing_line import TypingLine

if TYPE_CHECKING:
    from facilitator.storage.desk import Desk

_NOTICE_FOR = 8.0
_STAY_FOR = 30.0


class SessionBase(PacedScreen):
    """The ground that the parts of the session screen stand on."""

    def __init__(
        self, desk: "Desk | Opening", now: Callable[[], datetime], theme_folders: tuple[Path, ...] = ()
    ) -> None:
        """Prepare the screen.

        Args:
            desk: the open session, or one that is being opened.
            now: the clock, asked whenever something happens.
            theme_folders: where theme sets are, the user's own first.
        """
        super().__init__()
        self.opening = desk if isinstance(desk, Opening) else None
        self._desk = None if isinstance(desk, Opening) else desk
        self.now = now
        self.theme_folders = theme_folders
        self.scribe = Scribe(self.view)
        self.folded = "notes"
        self.own_keys: Mapping[str, str] = {}
        """The keys that the user gave to acts, as ``keymap.usable`` returns them."""
        self._notice_round = 0

    @property
    def desk(self) -> "Desk":
        """The open session; there is none yet while ``opening`` is not None."""
        assert self._desk is not None
        return self._desk

    @property
    def file(self) -> Path:
        """The session file."""
        return self.opening.file if self.opening is not None else self.desk.file

    @property
    def view(self) -> View:
        """How the session is now, or how it was last while it is being opened."""
        return self.opening.view if self.opening is not None else self.desk.live.view

    @property
    def read_only(self) -> bool:
        """Whether this screen only looks."""
        return self._desk is not None and self._desk.read_only

    def postponed(self, act: Callable[[], None]) -> bool:
        """Whether the session is still being opened; ``act`` is then done as soon as it is there."""
        if self.opening is None:
            return False
        self.opening.waiting.append(act)
        if isinstance(self.app, KeysInOrder):
            self.app.hold_keys()
        return True

    @property
    def theme_sets(self) -> list[str]:
        """The names of the theme sets there are."""
        from facilitator.themes import find_theme_sets

        return list(find_theme_sets(self.theme_folders))

    @property
    def agenda_folders(self) -> tuple[Path, ...]:
        """Where agendas are: beside the theme sets, the user's own first."""
        return tuple(folder.with_name("agendas") for folder in self.theme_folders)

    @property
    def closed(self) -> bool:
        """Whether the session takes no more notes."""
        return self.read_only or self.view.facts.closed is not None

    @property
    def typing(self) -> TypingLine:
        """The typing line."""
        return self.query_one(TypingLine)

    @property
    def note_list(self) -> NoteList:
        """The notes."""
        return self.query_one(NoteList)

    @property
    def people_list(self) -> PeopleList:
        """The circle."""
        return self.query_one(PeopleList)

    @property
    def theme_list(self) -> ThemeList:
        """The themes."""
        return self.query_one(ThemeList)

    @property
    def synthesis(self) -> SynthesisPane:
        """The synthesis."""
        return self.query_one(SynthesisPane)

    @property
    def pane_in_focus(self) -> str:
        """The pane whose keys act: ``"typing"``, ``"notes"``, ``"people"``, ``"themes"`` or ``"synthesis"``."""
        for node in self.focused.ancestors_with_self if self.focused is not None else ():
            if node.id in ("notes", "people", "themes", "synthesis"):
                return node.id
        return "typing"

    @property
    def prompt(self) -> PromptLine:
        """The question above the typing line."""
        return self.query_one(PromptLine)

    @property
    def strip(self) -> ThemeStrip:
        """The themes to pick from."""
        return self.query_one(ThemeStrip)

    def do(self, command: Command) -> bool:
        """Carry out an act; a refusal is told, and False returned."""
        if self.opening is not None:
            self.opening.waiting.append(command)
            return True
        if self.read_only:
            self.tell(_("This session is only looked at: nothing can be changed here."))
            return False
        try:
            self.desk.run(command, self.now())
        except CommandRefusedError as error:
            self.tell(str(error))
            return False
        self.happened(command.label)
        return True

    def happened(self, event: str) -> None:
        """Something was done that a step of the tour may have asked for; the tour's part looks at it."""

    def go_on_tour(self) -> bool:
        """Enter on the empty line goes on with the tour; the tour's part does it."""
        raise NotImplementedError

    def action_vote(self) -> None:
        """Vote on notes; the room's part does it."""
        raise NotImplementedError

    @property
    def place_for_notes(self) -> int:
        """Where notes go in the synthesis; the synthesis' part knows."""
        raise NotImplementedError

    def follow_to_notes(self) -> bool:
        """Go from a passage of the synthesis to its note; the synthesis' part does it."""
        raise NotImplementedError

    def to_passages(self, note_id: str) -> None:
        """Go from a note to its passages; the synthesis' part does it."""
        raise NotImplementedError

    def keep_synthesis(self) -> None:
        """Keep what was typed in the synthesis, before an act that follows it."""
        written = self.synthesis.take()
        if written is not None:
            self.do(WriteSynthesis(written.text, written.burst, written.before))

    def may_write(self) -> bool:
        """Whether the session takes acts; tells when it does not."""
        if self.read_only:
            self.tell(_("This session is only looked at: nothing can be changed here."))
        elif self.closed:
            self.tell(with_keys(_("The session is closed: F9 reopens it.")))
        return not self.closed

    def tell(self, sentence: str, stay: bool = False) -> None:
        """Say something in the last line, in the place of the keys, for a while or until something else is said."""
        notice = self.query_one("#notice", Static)
        notice.update(Content.styled(drawable(sentence, one_line=True), "$text-warning"))
        self._show_notice(True)
        self._notice_round += 1
        this = self._notice_round
        self.set_timer(_STAY_FOR if stay else _NOTICE_FOR, lambda: self._forget(this))

    def asking(self, on: bool) -> None:
        """Show the question in the place of the themes, or the themes again."""
        self.prompt.display = on
        self.strip.display = not on

    def to_typing(self) -> None:
        """Give the focus back to the typing line."""
        self.asking(False)
        self.typing.focus()

    def ask(self, purpose: str, label: str, answer: str = "") -> None:
        """Ask something above the typing line."""
        self.asking(True)
        self.prompt.ask(purpose, label, answer)

    def unfold(self, pane: str) -> None:
        """On a narrow screen, show this pane in the one place there is."""
        self.folded = pane
        body = self.query_one("#body", Vertical)
        for name in ("notes", "sides", "synthesis"):
            body.set_class(name == pane, f"show-{name}")

    def forget(self) -> None:
        """What was told last is over."""
        self._forget(self._notice_round)

    def _forget(self, which: int) -> None:
        if which == self._notice_round:
            self._show_notice(False)

    def _show_notice(self, on: bool) -> None:
        self.query_one("#notice").display = on
        self.query_one(KeyLine).display = not on
