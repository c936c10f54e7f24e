"""An application that ends in good order when it is asked to by a signal, or when its terminal goes away."""

import signal
from typing import Any, TypeVar

from textual.app import App
from textual.messages import ExitApp

from facilitator.tui.cursor import cursor_of
from facilitator.tui.driver import after_keys, move_terminal_cursor
from facilitator.tui.looks import SIXTEEN, mended, show_look

_TERMINAL_GONE = 129
_LAST_KEYS_WITHIN = 5.0

Result = TypeVar("Result")


class SignalledApp(App[Result]):
    """Leaves the terminal as it was, whatever ends it; what was typed before counts."""

    _ending = False
    few_colours = False
    """Whether the terminal has but sixteen colours: there is then but one look."""

    def run(self, **how: Any) -> Result | None:
        """Run as any application, heeding SIGHUP, SIGTERM and SIGINT unless they are ignored.

        What comes while things are put away afterwards does not cut that short, but for a second Ctrl+C.
        """
        for name in ("SIGHUP", "SIGTERM", "SIGINT"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._on_signal)
        self.few_colours = self.console.color_system == "standard" and not how.get("headless", False)
        if self.few_colours:
            show_look(self, SIXTEEN.name)
        return super().run(**how)

    def _on_signal(self, number: int, _frame: object) -> None:
        if self._loop is None:
            raise SystemExit(128 + number)
        try:
            self._loop.call_soon_threadsafe(self.end_by_signal, 128 + number)
        except RuntimeError:
            if number == signal.SIGINT:
                raise KeyboardInterrupt from None

    def get_css_variables(self) -> dict[str, str]:
        """The variables of the look, with inks that can be read on it."""
        variables = super().get_css_variables()
        if not self.current_theme.ansi:
            variables |= mended(self.current_theme)
        self.theme_variables = variables
        return variables

    def post_display_hook(self) -> None:
        """Have the terminal's cursor stand on what has the focus, wherever that was drawn now."""
        if self._running and self.screen_stack:
            move_terminal_cursor(self, cursor_of(self.screen.focused))

    def on_exit_app(self, event: ExitApp) -> None:
        """The terminal is gone, unless the program ends by itself."""
        if not self._exit:
            event.prevent_default()
            self.end_after_keys(_TERMINAL_GONE)

    def end_by_signal(self, code: int) -> None:
        """Leave once everything that was typed is done, or after a while.

        Args:
            code: the exit status.
        """
        if not self._ending:
            self._ending = True
            self.set_timer(_LAST_KEYS_WITHIN, lambda: self.end(code))
            after_keys(self, lambda: self.end_after_keys(code))

    def end_after_keys(self, code: int) -> None:
        """All that was typed has reached the application: leave as soon as it is done."""
        self.end(code)

    def end(self, code: int) -> None:
        """Leave now."""
        self.exit(return_code=code)
