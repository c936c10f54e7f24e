"""The application: looks, palette, first screen. What happens in a session is its screen's affair."""

import contextlib
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.screen import Screen

from facilitator.language import _
from facilitator.tui.acts import SESSION_ACTS
from facilitator.tui.driver import driver_class
from facilitator.tui.in_order import KeysInOrder
from facilitator.tui.screens.session import SessionScreen

if TYPE_CHECKING:
    from facilitator.storage.desk import Desk
    from facilitator.tui.opening import Opening

_LOOKS = ("textual-dark", "textual-light")


class ActsProvider(Provider):
    """The palette: every act of the screen, by its word and its sentence."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for act in SESSION_ACTS:
            yield DiscoveryHit(self._title(act.sentence, act.key_name), self._run(act.id), help=None)

    async def search(self, query: str) -> Hits:
        """Those that match, in the spoken language or in English; a word of its own when none does."""
        matcher = self.matcher(query)
        found = False
        for act in SESSION_ACTS:
            title = self._title(act.sentence, act.key_name)
            score = max(matcher.match(title), matcher.match(_(act.word)), matcher.match(act.sentence))
            if score > 0:
                found = True
                yield Hit(score, matcher.highlight(title), self._run(act.id), text=title)
        if not found:
            yield Hit(0.01, _("Nothing of this name"), lambda: None, text=query)

    @staticmethod
    def _title(sentence: str, key: str) -> str:
        return f"{_(sentence)}  ({key})" if key else _(sentence)

    def _run(self, act_id: str) -> Callable[[], None]:
        def run() -> None:
            self.app.call_later(self.screen.run_action, act_id)

        return run


class ActsPalette(CommandPalette):
    """Textual's palette, which a second answer in one breath does not find gone."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Go back, once."""
        return super().dismiss(result) if self.is_current else AwaitComplete()


class FacilitatorApp(KeysInOrder):
    """Facilitator on the screen."""

    TITLE = "Facilitator"
    CSS_PATH = "facilitator.tcss"
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [
        Binding("ctrl+c", "leave_kept", show=False, priority=False),
        Binding("ctrl+q", "leave_kept", show=False),
    ]

    def __init__(
        self,
        desk: "Desk | Opening",
        now: Callable[[], datetime],
        theme_folders: tuple[Path, ...] = (),
        look: str = _LOOKS[0],
    ) -> None:
        """Prepare the application.

        Args:
            desk: the open session, or one that is being opened.
            now: the clock.
            theme_folders: where theme sets are, the user's own first.
            look: ``textual-dark`` or ``textual-light``.
        """
        super().__init__(driver_class=driver_class())
        self._session = SessionScreen(desk, now, theme_folders)
        self.animation_level = "none"
        self.theme = look if look in self.available_themes else _LOOKS[0]

    def get_default_screen(self) -> Screen[None]:
        """The session is the first and only screen."""
        return self._session

    def desk(self) -> "Desk":
        """The open session, for whoever closes it. Raises what opening it raised."""
        return self._session.open_at_last()

    def on_mount(self) -> None:
        """Keep what is being typed when the program is sent to sleep."""
        self.app_suspend_signal.subscribe(self, lambda _app: self._keep_typed(), immediate=True)

    def end_after_keys(self, code: int) -> None:
        """Keys wait first for whoever has the focus, what they ask for then for the screen: go behind both."""
        if self._session.is_mounted:
            self.after_waiting_keys(
                lambda: (self.focused or self._session).call_later(self._session.call_later, self.end, code)
            )
        else:
            self.end(code)

    def end(self, code: int) -> None:
        """Keep what is being typed and leave."""
        self._keep_typed()
        super().end(code)

    def _keep_typed(self) -> None:
        if self._session.is_mounted:
            with contextlib.suppress(Exception):
                self._session.keep_synthesis()
                self._session.keep_draft()

    async def action_leave_kept(self) -> None:
        """Copy what is selected, or leave; everything is kept."""
        selected = self.screen.get_selected_text()
        if selected:
            self.copy_to_clipboard(selected)
            return
        screen = self.screen_stack[0]
        if isinstance(screen, SessionScreen):
            screen.action_leave()
        else:
            self.exit()

    def action_command_palette(self) -> None:
        """Open the palette, with its words in the spoken language."""
        if self.use_command_palette and not isinstance(self.screen, CommandPalette):
            self.push_screen(ActsPalette(placeholder=_("What do you want to do?"), id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette holds beside the acts: the look."""
        yield SystemCommand(_("Light or dark look"), _("Change between the dark and the light look"), self.change_look)

    def change_look(self) -> None:
        """Change between dark and light."""
        self.theme = _LOOKS[1] if self.current_theme.dark else _LOOKS[0]


SessionScreen.COMMANDS = {ActsProvider}
