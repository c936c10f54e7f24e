"""The commands that hold a session: start screen, demonstration, a session on the screen or line by line."""

import gc
import os
import re
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.cli.configuration import setting_faults
from facilitator.cli.ending import leave_on_signals
from facilitator.cli.exits import Exit
from facilitator.cli.fault import tell_fault
from facilitator.cli.first_line import take_back
from facilitator.cli.ground import (
    UsageError,
    chance,
    desk_of,
    drawn_elsewhere,
    now,
    on_terminal,
    say,
    theme_folders,
    your_places,
)
from facilitator.cli.leaving import put_away
from facilitator.cli.making import imported, make, new_session
from facilitator.language import _, spoken

if TYPE_CHECKING:
    from facilitator.cli.moments import SteadyNow
    from facilitator.live.glance import Glance
    from facilitator.storage.desk import Desk
    from facilitator.storage.settings import Settings
    from facilitator.tui.opening import Opening

_REPORTS = (".md", ".markdown", ".txt")


def run_start(options: Namespace) -> int:
    """No command: the start screen."""
    if not (on_terminal() or drawn_elsewhere()):
        raise UsageError(_("there is no terminal here – see facilitator --help for commands that need none"))
    if os.environ.get("TERM") == "dumb":
        raise UsageError(
            _("this terminal cannot draw a screen – facilitator new FILE, then facilitator open FILE --linear")
        )
    from facilitator.cli.starting import surroundings
    from facilitator.tui.looks import look_asked
    from facilitator.tui.screens.start import ask_start

    places = your_places()
    settings: Settings = options.read.settings
    around = surroundings(places, theme_folders(places), Path.cwd(), settings)
    chosen = ask_start(around, look_asked(settings.look))
    if chosen is None:
        return Exit.DONE
    if chosen.demo:
        return _demo(options)
    if chosen.new is not None:
        from facilitator.capture.person_draft import PersonDraft

        session = new_session(
            title=chosen.new.title,
            question=chosen.new.question,
            people=[(PersonDraft(chosen.new.host), True)],
            theme_set=chosen.new.theme_set,
            agenda=chosen.new.agenda,
            minutes=options.read.settings.minutes,
            language=spoken(),
        )
        make(session, chosen.new.file)
        return _screen(chosen.new.file, options)
    assert chosen.file is not None
    return _open(chosen.file, options)


def run_demo(options: Namespace) -> int:
    """The example session on the screen; without a terminal, the same session to a report."""
    return _demo(options)


def run_open(options: Namespace) -> int:
    """A session on the screen; a report is imported first."""
    from facilitator.storage.meant_file import resolve

    return _open(resolve(options.file), options)


def _demo(options: Namespace) -> int:
    from facilitator.closing import close_session, written_told
    from facilitator.data_folder import shipped
    from facilitator.report.options import ReportOptions
    from facilitator.storage.atomic import replace_file

    folder = your_places().demo
    source = sorted(shipped("examples").glob("*.toml"))
    chosen = next((path for path in source if path.stem == "essaimer"), source[0])
    file = folder / chosen.name
    if not file.exists():
        replace_file(file, re.sub(rb"(?m)^closed = .*\n", b"", chosen.read_bytes()))
    if on_terminal() or _linear_asked(options):
        return _screen(file, options, tour=True)
    say(_("There is no terminal here: the example session is closed to a report without the screen."))
    with desk_of(file, "") as desk:
        closed = close_session(desk, ReportOptions(), now(), formats=options.read.settings.formats)
    for sentence in written_told(closed):
        say(sentence)
    return Exit.DONE


def _open(path: Path, options: Namespace) -> int:
    if path.suffix.lower() in _REPORTS:
        session, left = imported(path)
        for sentence in left:
            say(sentence)
        target = path.with_suffix(".toml")
        if not target.exists():
            make(session, target)
        path = target
    return _screen(path, options)


def _screen(path: Path, options: Namespace, tour: bool = False) -> int:
    """The session on the screen; read-only when another program has it. ``tour`` offers the tour."""
    from facilitator.storage.glance import read_glance

    if _linear_asked(options):
        return _linear(path, options)
    if not (on_terminal() or drawn_elsewhere()):
        raise UsageError(_("there is no terminal here – facilitator add, show, export and close work without one"))
    if os.environ.get("TERM") == "dumb":
        raise UsageError(
            _(
                "this terminal cannot draw a screen – --linear opens the session without one; "
                "facilitator add, show, export and close need none"
            )
        )
    # Until the session is there, looking for garbage costs a tenth of the time and finds none.
    gc.disable()
    places = your_places()
    glance = None if drawn_elsewhere() else read_glance(path, places)
    settings: Settings = options.read.settings
    scribe = getattr(options, "scribe", "") or settings.scribe
    leave_on_signals()
    with _first_frame(glance):
        from facilitator.cli import moments

        now = moments.SteadyNow(moments.read_clocks)
        session = _opening(path, glance, scribe, now) if glance is not None else _open_or_look(path, scribe, now)
        from facilitator.tui.app import FacilitatorApp
        from facilitator.tui.looks import look_asked

        look = look_asked(getattr(options, "look", None) or settings.look)
        app = FacilitatorApp(session, now, theme_folders(places), look, settings, setting_faults(options.read))
        if tour:
            app.offer_tour()
        try:
            app.run()
        finally:
            take_back()
            safe = put_away(app.desk())
    if app.fault:
        tell_fault(app.fault, app.desk(), places, now())
        return Exit.FAULT
    return app.return_code or (Exit.DONE if safe else Exit.PROBLEMS)


def _linear_asked(options: Namespace) -> bool:
    """Whether the session is wanted without a screen, by the command line or the settings."""
    return bool(getattr(options, "linear", False) or options.read.settings.linear)


def _linear(path: Path, options: Namespace) -> int:
    """The session without a screen: a prompt, one line an event."""
    from facilitator.cli import moments
    from facilitator.cli.linear.session import hold_session
    from facilitator.data_folder import shipped

    places = your_places()
    leave_on_signals()
    now = moments.SteadyNow(moments.read_clocks)
    desk = _open_or_look(path, getattr(options, "scribe", "") or options.read.settings.scribe, now)
    safe = False
    try:
        formats = options.read.settings.formats
        status = hold_session(desk, now, theme_folders(places), (places.agendas, shipped("agendas")), formats)
    finally:
        safe = put_away(desk)
    return status or (Exit.DONE if safe else Exit.PROBLEMS)


def _opening(path: Path, glance: "Glance", scribe: str, now: "SteadyNow") -> "Opening":
    from facilitator.tui.opening import Opening

    return Opening(path, glance, lambda: _open_or_look(path, scribe, now))


def _open_or_look(path: Path, scribe: str, now: "SteadyNow") -> "Desk":
    """The session to work on, on its own line of time; read-only when another program has it."""
    from facilitator.storage.desk import look, open_desk
    from facilitator.storage.lock import SessionBusyError

    try:
        desk = open_desk(path, your_places(), now(), chance(), scribe)
    except SessionBusyError:
        return look(path, chance())
    now.go_on_from(desk.shift, desk.keep_shift)
    return desk


@contextmanager
def _first_frame(glance: "Glance | None") -> Iterator[None]:
    """Show the last state of the session at once: loading the screen takes a moment."""
    from facilitator.tui.first_frame import LEAVE, first_frame

    try:
        if glance is not None:
            size = os.get_terminal_size(sys.stdout.fileno())
            print(first_frame(glance, size.columns, size.lines), end="", flush=True)
        yield
    except BaseException:
        if glance is not None:
            print(LEAVE, end="", flush=True)
        raise
