"""Opening a session without a screen, and leaving it in good order whatever ends it."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from facilitator.cli.exits import Exit
from facilitator.cli.linear.conversation import Conversation
from facilitator.cli.linear.lines import EditedLines, Lines, PlainLines
from facilitator.cli.linear.telling import clock_line, said
from facilitator.language import _, plural
from facilitator.storage.watching import HARDLY

if TYPE_CHECKING:
    from facilitator.storage.desk import Desk

_TICK = 0.1
"""Seconds between two looks at what is being typed."""
_INBOX_EVERY = 5
"""After so many looks, one at what was handed over meanwhile."""


class Asked(BaseException):
    """A signal asks the program to end while it waits for a line. ``typed`` is what was typed of it."""

    def __init__(self, number: int, typed: str) -> None:
        super().__init__(number)
        self.number = number
        self.typed = typed


class Sitting:
    """A conversation, its lines, and the signals that may end it; they do so only between two acts."""

    def __init__(self, talk: Conversation, lines: Lines) -> None:
        """Prepare.

        Args:
            talk: the conversation.
            lines: where its lines come from.
        """
        self._talk = talk
        self._lines = lines
        self._waiting = False
        self._asked = 0
        self._typed = ""
        self._ticks = 0

    def hold(self) -> int:
        """Go on until it is left, the lines end, or a signal comes; returns the exit status."""
        talk = self._talk
        with self._signals():
            try:
                while not talk.leaving:
                    line = self._next()
                    if line is None:
                        talk.keep_draft(self._lines.typed() or talk.begun)
                        return 128 + self._asked if self._asked else Exit.DONE
                    self._typed = ""
                    talk.take(line)
                    talk.desk.file_now()
                    talk.keep_draft(talk.begun)
            except Asked as asked:
                talk.keep_draft((asked.typed or talk.begun) + self._lines.unread())
                return 128 + asked.number
        talk.keep_draft(talk.begun)
        return Exit.DONE

    def _next(self) -> str | None:
        talk = self._talk
        talk.desk.look_at_file(talk.now(), HARDLY)
        talk.desk.take_inbox(HARDLY)
        talk.tell_news()
        self._waiting = True
        try:
            if self._asked:
                raise Asked(self._asked, self._lines.typed())
            return self._lines.read(talk.prompt, talk.begun)
        finally:
            self._waiting = False

    @contextmanager
    def _signals(self) -> Iterator[None]:
        before = {}
        for name in ("SIGHUP", "SIGTERM", "SIGINT"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, self._on_signal)
        if hasattr(signal, "setitimer"):
            before[signal.SIGALRM] = signal.signal(signal.SIGALRM, self._on_tick)
            signal.setitimer(signal.ITIMER_REAL, _TICK, _TICK)
        try:
            yield
        finally:
            if hasattr(signal, "setitimer"):
                signal.setitimer(signal.ITIMER_REAL, 0)
            for number, handler in before.items():
                signal.signal(number, handler)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        self._asked = number
        if self._waiting:
            raise Asked(number, self._lines.typed())

    def _on_tick(self, _number: int, _frame: FrameType | None) -> None:
        """While somebody types: keep what is typed, take in what others hand over; it is told before the next line."""
        if not self._waiting:
            return
        typed = self._lines.typed()
        if typed != self._typed:
            self._typed = typed
            self._talk.keep_draft(typed)
        self._ticks += 1
        if self._ticks % _INBOX_EVERY == 0:
            self._talk.desk.take_inbox(HARDLY)


def hold_session(
    desk: "Desk",
    now: Callable[[], datetime],
    theme_folders: tuple[Path, ...],
    agenda_folders: tuple[Path, ...],
    formats: tuple[str, ...],
) -> int:
    """Have a session without a screen; the desk is closed by whoever opened it.

    Args:
        desk: the open session.
        now: the clock.
        theme_folders: where theme sets are, the user's own first.
        agenda_folders: where agendas are, the user's own first.
        formats: what closing writes, by the endings of the files.

    Returns:
        The exit status; 128 and its number when a signal ended it.
    """
    talk = Conversation(desk, now, say, theme_folders, agenda_folders, formats)
    view = talk.view
    say(view.facts.title or desk.file.stem)
    say(said(_("question"), view.question))
    count = plural("{count} note", "{count} notes", view.count).format(count=view.count)
    say(f"{count} · {clock_line(view, talk.now())}")
    if desk.read_only:
        say(_("Open elsewhere: here it is only looked at."))
    say(_("Type a note and Enter; /{help} says the words, /{quit} leaves.").format(help=_("help"), quit=_("quit")))
    talk.bring_back_draft()
    return Sitting(talk, _lines(talk)).hold()


def say(line: str) -> None:
    """Tell one line. A terminal that went away is no fault: the next signal or end of lines is heeded."""
    from facilitator.tui.safe import drawable

    with suppress(OSError):
        print(drawable(line, one_line=True), flush=True)


def _lines(talk: Conversation) -> Lines:
    on_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if on_terminal and os.name == "posix":
        try:
            edited = EditedLines()
        except ImportError:
            pass
        else:
            edited.complete_with(talk.complete)
            return edited
    return PlainLines(sys.stdin.fileno(), say, prompts=on_terminal)
