"""The application: looks, palette, first screen. What happens in a session is its screen's affair."""

import contextlib
import signal
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.messages import ExitApp
from textual.screen import Screen

from facilitator.language import _
from facilitator.tui.acts import SESSION_ACTS
from facilitator.tui.driver import after_keys, driver_class
from facilitator.tui.screens.session import SessionScreen

if TYPE_CHECKING:
    from facilitator.storage.desk import Desk
    from facilitator.tui.opening import Opening

_LOOKS = ("textual-dark", "textual-light")
_TERMINAL_GONE = 129
_LAST_KEYS_WITHIN = 5.0


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


class FacilitatorApp(App[int]):
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
        self._ending = False
        self.animation_level = "none"
        self.theme = look if look in self.available_themes else _LOOKS[0]

    def get_default_screen(self) -> Screen[None]:
        """The session is the first and only screen."""
        return self._session

    def desk(self) -> "Desk":
        """The open session, for whoever closes it. Raises what opening it raised."""
        return self._session.open_at_last()

    def run(self, **how: Any) -> int | None:
        """Run, and end in good order when the terminal goes away or somebody asks the program to end.

        What comes while the session is being closed afterwards does not cut that short, but for a second Ctrl+C.
        """
        for name in ("SIGHUP", "SIGTERM", "SIGINT"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._on_signal)
        return super().run(**how)

    def _on_signal(self, number: int, _frame: object) -> None:
        if self._loop is None:
            raise SystemExit(128 + number)
        try:
            self._loop.call_soon_threadsafe(self.end_by_signal, 128 + number)
        except RuntimeError:
            if number == signal.SIGINT:
                raise KeyboardInterrupt from None

    def on_mount(self) -> None:
        """Keep what is being typed when the program is sent to sleep."""
        self.app_suspend_signal.subscribe(self, lambda _app: self._keep_typed(), immediate=True)

    def on_exit_app(self, event: ExitApp) -> None:
        """The terminal is gone: what was typed before counts."""
        if not self._exit:
            event.prevent_default()
            self._end_after_keys(_TERMINAL_GONE)

    def end_by_signal(self, code: int) -> None:
        """Do what was typed already, keep what is being typed, and leave.

        Args:
            code: the exit status.
        """
        if not self._ending:
            self._ending = True
            self.set_timer(_LAST_KEYS_WITHIN, lambda: self._end(code))
            after_keys(self, lambda: self._end_after_keys(code))

    def _end_after_keys(self, code: int) -> None:
        """Keys wait first for whoever has the focus, what they ask for then for the screen: go behind both."""
        if self._session.is_mounted:
            (self.focused or self._session).call_later(self._session.call_later, self._end, code)
        else:
            self._end(code)

    def _end(self, code: int) -> None:
        self._keep_typed()
        self.exit(return_code=code)

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
            self.push_screen(CommandPalette(placeholder=_("What do you want to do?"), id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette holds beside the acts: the look."""
        yield SystemCommand(_("Light or dark look"), _("Change between the dark and the light look"), self.change_look)

    def change_look(self) -> None:
        """Change between dark and light."""
        self.theme = _LOOKS[1] if self.current_theme.dark else _LOOKS[0]


SessionScreen.COMMANDS = {ActsProvider}
