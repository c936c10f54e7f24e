"""Signals that ask the program to end, before its screen heeds them."""

import signal
from types import FrameType


def leave_on_signals() -> None:
    """Have SIGHUP and SIGTERM unwind the program, so that whatever it began to draw is taken back; ignored ones stay so."""
    for name in ("SIGHUP", "SIGTERM"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _leave)


def _leave(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
