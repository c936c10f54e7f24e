"""The application: looks, palette, first screen. What happens in a session is its screen's affair."""

import contextlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.binding import Binding
from textual.command import CommandPalette
from textual.screen import Screen

from facilitator.language import _
from facilitator.storage.settings import Settings
from facilitator.tui.acts import SESSION_ACTS
from facilitator.tui.driver import driver_class
from facilitator.tui.fault import FaultConsole
from facilitator.tui.in_order import KeysInOrder
from facilitator.tui.keymap import usable, use_keys
from facilitator.tui.looks import DARK, LIGHT, show_look
from facilitator.tui.palette import ActsPalette, ActsProvider
from facilitator.tui.screens.session import SessionScreen

if TYPE_CHECKING:
    from facilitator.storage.desk import Desk
    from facilitator.tui.opening import Opening


class FacilitatorApp(KeysInOrder):
    """Facilitator on the screen."""

    TITLE = "Facilitator"
    CSS_PATH = "facilitator.tcss"
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = set()
    BINDINGS = [
        Binding("ctrl+c", "leave_kept", show=False, priority=False),
        Binding("ctrl+q", "leave_kept", show=False),
    ]

    def __init__(
        self,
        desk: "Desk | Opening",
        now: Callable[[], datetime],
        theme_folders: tuple[Path, ...] = (),
        look: str = DARK,
        settings: Settings | None = None,
        faults: tuple[str, ...] = (),
    ) -> None:
        """Prepare the application.

        Args:
            desk: the open session, or one that is being opened.
            now: the clock.
            theme_folders: where theme sets are, the user's own first.
            look: one of ``LOOKS``.
            settings: what the user set, but the look; the defaults if None.
            faults: what is wrong in the settings, a sentence each; told on the screen.
        """
        super().__init__(driver_class=driver_class())
        self._session = SessionScreen(desk, now, theme_folders)
        self._session.setting_faults = faults
        self.error_console = FaultConsole()
        show_look(self, look)
        self._heed(settings or Settings())

    def _heed(self, settings: Settings) -> None:
        """Do as the user set it."""
        self.animation_level = "full" if settings.motion else "none"
        self._session.set_class(not settings.preview, "no-preview")
        self._session.usual_formats = settings.formats
        keys = usable(settings.keys)
        self._session.own_keys = keys
        use_keys(keys)
        self.set_keymap(keys)
        for act in SESSION_ACTS:
            # A keymap changes only keys that are there.
            if act.id in keys and not act.keys:
                self.bind(keys[act.id], f"screen.{act.id}", show=False)

    @property
    def fault(self) -> str:
        """What ended the application against its will, see ``FaultConsole.fault``; "" when nothing did."""
        return self.error_console.fault() if isinstance(self.error_console, FaultConsole) else ""

    def offer_tour(self) -> None:
        """Offer the tour as soon as the screen is there."""
        self._session.offer_tour()

    async def on_event(self, event: events.Event) -> None:
        """Let the tour see what is pressed; it takes nothing."""
        if isinstance(event, events.Key) and not event.is_forwarded and self._session.is_mounted:
            self._session.press_on_tour(event.key)
        await super().on_event(event)

    def get_default_screen(self) -> Screen[None]:
        """The session is the first and only screen."""
        return self._session

    def desk(self) -> "Desk":
        """The open session, for whoever closes it. Raises what opening it raised."""
        return self._session.open_at_last()

    def on_mount(self) -> None:
        """Keep what is being typed when the program is sent to sleep."""
        self.app_suspend_signal.subscribe(self, lambda _app: self._keep_typed(), immediate=True)

    def on_ready(self) -> None:
        """The panes were laid out for the first time."""
        self._session.measured()

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

    def show_look(self, name: str) -> None:
        """Show another look; on sixteen colours there is but one.

        Args:
            name: one of ``LOOKS``.
        """
        if not self.few_colours:
            show_look(self, name)

    def change_look(self) -> None:
        """Change between dark and light."""
        self.show_look(LIGHT if self.current_theme.dark else DARK)


SessionScreen.COMMANDS = {ActsProvider}
