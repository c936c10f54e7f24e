"""An application that ends in good order when it is asked to by a signal, or when its terminal goes away."""

import signal
from typing import Any, TypeVar

from textual.app import App
from textual.messages import ExitApp

from facilitator.tui.driver import after_keys

_TERMINAL_GONE = 129
_LAST_KEYS_WITHIN = 5.0

Result = TypeVar("Result")


class SignalledApp(App[Result]):
    """Leaves the terminal as it was, whatever ends it; what was typed before counts."""

    _ending = False

    def run(self, **how: Any) -> Result | None:
        """Run as any application, heeding SIGHUP, SIGTERM and SIGINT unless they are ignored.

        What comes while things are put away afterwards does not cut that short, but for a second Ctrl+C.
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
