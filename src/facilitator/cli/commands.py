"""What each command does: arguments in, one call, exit status out."""

import gc
import os
import re
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from random import Random, SystemRandom
from typing import TYPE_CHECKING, Any

from facilitator.cli.ending import leave_on_signals
from facilitator.cli.exits import Exit
from facilitator.language import _, plural, spoken

if TYPE_CHECKING:
    from facilitator.capture.person_draft import PersonDraft
    from facilitator.cli.moments import SteadyNow
    from facilitator.live.glance import Glance
    from facilitator.model.session import Session
    from facilitator.report.options import ReportOptions
    from facilitator.storage.desk import Desk
    from facilitator.storage.places import Places
    from facilitator.storage.settings import Settings
    from facilitator.tui.opening import Opening

_REPORTS = (".md", ".markdown", ".txt")


class UsageError(Exception):
    """The command cannot be carried out as asked; the message says what to do instead."""


def run_start(options: Namespace) -> int:
    """No command: the start screen."""
    if not (_on_terminal() or _drawn_elsewhere()):
        raise UsageError(_("there is no terminal here – see facilitator --help for commands that need none"))
    if os.environ.get("TERM") == "dumb":
        raise UsageError(
            _("this terminal cannot draw a screen – facilitator new FILE, then facilitator open FILE --linear")
        )
    from facilitator.cli.starting import surroundings
    from facilitator.tui.looks import look_asked
    from facilitator.tui.screens.start import ask_start

    places = _places()
    settings: Settings = options.read.settings
    around = surroundings(places, _theme_folders(places), Path.cwd(), settings)
    chosen = ask_start(around, look_asked(settings.look))
    if chosen is None:
        return Exit.DONE
    if chosen.demo:
        return _demo(options)
    if chosen.new is not None:
        from facilitator.capture.person_draft import PersonDraft

        session = _new_session(
            title=chosen.new.title,
            question=chosen.new.question,
            people=[(PersonDraft(chosen.new.host), True)],
            theme_set=chosen.new.theme_set,
            agenda=chosen.new.agenda,
            minutes=options.read.settings.minutes,
            language=spoken(),
        )
        _make(session, chosen.new.file)
        return _screen(chosen.new.file, options)
    assert chosen.file is not None
    return _open(chosen.file, options)


def run_demo(options: Namespace) -> int:
    """The example session on the screen; without a terminal, the same session to a report."""
    return _demo(options)


def run_new(options: Namespace) -> int:
    """Make a session file."""
    from facilitator.capture.person_draft import PersonDraft
    from facilitator.storage.registrations import read_registrations
    from facilitator.storage.session_file import resolve

    path = resolve(options.file)
    settings: Settings = options.read.settings
    minutes = settings.minutes if options.minutes is None else options.minutes
    if not 1 <= minutes <= 1440:
        raise UsageError(_("--minutes: between 1 and 1440"))
    registered = read_registrations(Path(options.participants)) if options.participants else ()
    people = [
        *((PersonDraft(name), True) for name in options.host),
        *((draft, False) for draft in (*map(PersonDraft, options.participant), *registered)),
    ]
    session = _new_session(
        title=options.title,
        question=options.question,
        people=people,
        theme_set=settings.themes if options.themes is None else options.themes,
        minutes=minutes,
        language=options.lang or spoken(),
        agenda=settings.agenda if options.agenda is None else options.agenda,
    )
    _make(session, path)
    _say(_("made: {path}").format(path=path))
    return Exit.DONE


def run_open(options: Namespace) -> int:
    """A session on the screen; a report is imported first."""
    with _first_line("" if _linear_asked(options) else options.file):
        from facilitator.storage.session_file import resolve

        return _open(resolve(options.file), options)


def run_add(options: Namespace) -> int:
    """Notes from the arguments, or from the standard input as they come."""
    from facilitator.capture.pasting import clean, pasted_lines
    from facilitator.cli.streaming import blocks
    from facilitator.storage.session_file import resolve

    path, added = resolve(options.file), False
    if options.text == ["-"]:
        notes = (pasted_lines(block) for block in blocks(sys.stdin.fileno()))
    else:
        notes = ((clean(" ".join(options.text)),) for _once in range(1))
    for lines in notes:
        lines = tuple(line for line in lines if line.strip())
        if lines:
            _add(path, lines, options.scribe or options.read.settings.scribe)
            added = True
    if not added:
        raise UsageError(_("nothing to add: the text is empty"))
    return Exit.DONE


def _add(path: Path, lines: tuple[str, ...], scribe: str) -> None:
    """Keep lines in a session, or leave them to the program that has it open; say so when that is done."""
    from facilitator.storage.lock import SessionBusyError

    try:
        with _desk(path, scribe) as desk:
            if desk.live.view.facts.closed is not None:
                raise UsageError(_("the session is closed – reopen it with facilitator open and F9"))
            for line in lines:
                desk.add_line(line, _now())
            _settled(desk)
    except SessionBusyError as busy:
        _hand_over(busy.folder, path, lines, scribe)
    else:
        _say(plural("{count} note kept", "{count} notes kept", len(lines)).format(count=len(lines)))


def run_import(options: Namespace) -> int:
    """A report becomes a session."""
    from facilitator.storage.session_file import resolve

    report = Path(options.report)
    session, left = _imported(report)
    out = resolve(options.out) if options.out else report.with_suffix(".toml")
    _make(session, out)
    _say(_("made: {path}").format(path=out))
    for sentence in left:
        _say(sentence)
    return Exit.DONE


def run_export(options: Namespace) -> int:
    """The report of a session, from its journal if it has work that the file lacks."""
    from facilitator.report.export import BINARY_FORMATS, FORMATS, export_file
    from facilitator.storage.atomic import replace_file

    ending = Path(options.out).suffix.lower()[1:]
    form = options.format or (ending if ending in FORMATS else "md")
    if options.out == "-" and form in BINARY_FORMATS and sys.stdout.isatty():
        raise UsageError(_("{form} is no text to show here – name a file: -o REPORT.{form}").format(form=form))
    session = _read(options.file)
    if options.public:
        from facilitator.report.publication import published

        session = published(session, {})
    data = export_file(session, form, _report_options(options))
    if options.out == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        replace_file(Path(options.out), data)
        _say(_("written: {path}").format(path=options.out))
    return Exit.DONE


def run_book(options: Namespace) -> int:
    """All sessions of a folder in one document."""
    from facilitator.cli.booking import make_book

    return make_book(options, _read, _report_options(options), _say)


def run_speech(options: Namespace) -> int:
    """The synthesis as it is read aloud."""
    from facilitator.cli.speaking import speak

    return speak(_read(options.file), _say)


def run_close(options: Namespace) -> int:
    """Close the session and write its reports."""
    from facilitator.closing import close_session
    from facilitator.storage.session_file import resolve

    with _desk(resolve(options.file), "") as desk:
        closed = close_session(desk, _report_options(options), _now(), Path(options.out) if options.out else None)
    for path in closed.reports:
        _say(_("written: {path}").format(path=path))
    return Exit.DONE if closed.safe else Exit.PROBLEMS


def run_show(options: Namespace) -> int:
    """The session as text."""
    from facilitator.report.as_text import to_text

    sys.stdout.write(to_text(_read(options.file)))
    return Exit.DONE


def run_check(options: Namespace) -> int:
    """Problems of session files, theme sets and agendas, one a line."""
    from facilitator.agendas import check_agenda, looks_like_agenda
    from facilitator.model.problem import Problem
    from facilitator.storage.session_file import check_session_file, resolve
    from facilitator.themes import check_theme_set, looks_like_theme_set
    from facilitator.toml_file import TomlFileError, load_text
    from facilitator.tui.safe import drawable

    status = Exit.DONE
    for name in options.files:
        path = resolve(name)
        found: list[Problem]
        try:
            text = load_text(path, TomlFileError)
        except TomlFileError as error:
            found, status = [error.problem], Exit.WRONG
        else:
            if looks_like_agenda(text):
                found = check_agenda(path)
            else:
                found = check_theme_set(path) if looks_like_theme_set(text) else check_session_file(path)
        for problem in found:
            print(drawable(str(problem), one_line=True))
        if found:
            status = max(status, Exit.PROBLEMS)
        else:
            _say(_("{path}: all is right").format(path=path))
    return status


def run_themes(options: Namespace) -> int:
    """The theme sets, or one."""
    from facilitator.themes import find_theme_sets, read_theme_set, theme_set_named
    from facilitator.tui.safe import drawable

    folders = _theme_folders(_places())
    if options.name:
        chosen = read_theme_set(theme_set_named(options.name, folders))
        for theme in chosen.themes:
            line = f"{theme.letter or ' '}  {theme.name.text(spoken())}  ({theme.colour.value})"
            print(drawable(line, one_line=True))
        return Exit.DONE
    for name, path in find_theme_sets(folders).items():
        found = read_theme_set(path)
        themes = ", ".join(theme.name.text(spoken()) for theme in found.themes)
        print(drawable(f"{name:<20} {found.name.text(spoken())}: {themes}", one_line=True))
    return Exit.DONE


def run_recover(options: Namespace) -> int:
    """Sessions whose journal holds what their file does not; opening one brings it back."""
    from facilitator.storage.recovery import unsaved
    from facilitator.tui.safe import drawable

    found = unsaved(_places())
    for one in found:
        notes = plural("{count} note", "{count} notes", one.notes).format(count=one.notes)
        print("\t".join(drawable(cell, one_line=True) for cell in (str(one.file), notes, one.why)))
    _say(
        _("“facilitator open FILE” brings the work back.")
        if found
        else _("Nothing waits: every file holds all its work.")
    )
    return Exit.DONE


def _demo(options: Namespace) -> int:
    from facilitator.closing import close_session
    from facilitator.data_folder import shipped
    from facilitator.report.options import ReportOptions
    from facilitator.storage.atomic import replace_file

    folder = _places().demo
    source = sorted(shipped("examples").glob("*.toml"))
    chosen = next((path for path in source if path.stem == "essaimer"), source[0])
    file = folder / chosen.name
    if not file.exists():
        replace_file(file, re.sub(rb"(?m)^closed = .*\n", b"", chosen.read_bytes()))
    if _on_terminal() or _linear_asked(options):
        return _screen(file, options, tour=True)
    _say(_("There is no terminal here: the example session is closed to a report without the screen."))
    with _desk(file, "") as desk:
        closed = close_session(desk, ReportOptions(), _now())
    for path in closed.reports:
        _say(_("written: {path}").format(path=path))
    return Exit.DONE


def _open(path: Path, options: Namespace) -> int:
    if path.suffix.lower() in _REPORTS:
        session, left = _imported(path)
        for sentence in left:
            _say(sentence)
        target = path.with_suffix(".toml")
        if not target.exists():
            _make(session, target)
        path = target
    return _screen(path, options)


def _screen(path: Path, options: Namespace, tour: bool = False) -> int:
    """The session on the screen; read-only when another program has it. ``tour`` offers the tour."""
    from facilitator.storage.glance import read_glance

    if _linear_asked(options):
        return _linear(path, options)
    if not (_on_terminal() or _drawn_elsewhere()):
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
    places = _places()
    glance = None if _drawn_elsewhere() else read_glance(path, places)
    settings: Settings = options.read.settings
    scribe = getattr(options, "scribe", "") or settings.scribe
    leave_on_signals()
    with _first_frame(glance):
        from facilitator.cli import moments

        now = moments.SteadyNow(moments.read_clocks)
        session = _opening(path, glance, scribe, now) if glance is not None else _open_or_look(path, scribe, now)
        from facilitator.tui.app import FacilitatorApp
        from facilitator.tui.looks import look_asked

        app = FacilitatorApp(
            session, now, _theme_folders(places), look_asked(getattr(options, "look", None) or settings.look), settings
        )
        if tour:
            app.offer_tour()
        try:
            app.run()
        finally:
            safe = app.desk().close()
    if not safe:
        _say(_("Not everything could be written; “facilitator recover” says where it waits."))
    return app.return_code or (Exit.DONE if safe else Exit.PROBLEMS)


def _linear_asked(options: Namespace) -> bool:
    """Whether the session is wanted without a screen, by the command line or the settings."""
    return bool(getattr(options, "linear", False) or options.read.settings.linear)


def _linear(path: Path, options: Namespace) -> int:
    """The session without a screen: a prompt, one line an event."""
    from facilitator.cli import moments
    from facilitator.cli.linear.session import hold_session
    from facilitator.data_folder import shipped

    places = _places()
    leave_on_signals()
    now = moments.SteadyNow(moments.read_clocks)
    desk = _open_or_look(path, getattr(options, "scribe", "") or options.read.settings.scribe, now)
    safe = False
    try:
        status = hold_session(desk, now, _theme_folders(places), (places.agendas, shipped("agendas")))
    finally:
        safe = desk.close()
    if not safe:
        _say(_("Not everything could be written; “facilitator recover” says where it waits."))
    return status or (Exit.DONE if safe else Exit.PROBLEMS)


def _opening(path: Path, glance: "Glance", scribe: str, now: "SteadyNow") -> "Opening":
    from facilitator.tui.opening import Opening

    return Opening(path, glance, lambda: _open_or_look(path, scribe, now))


def _open_or_look(path: Path, scribe: str, now: "SteadyNow") -> "Desk":
    """The session to work on, on its own line of time; read-only when another program has it."""
    from facilitator.storage.desk import look, open_desk
    from facilitator.storage.lock import SessionBusyError

    try:
        desk = open_desk(path, _places(), now(), _chance(), scribe)
    except SessionBusyError:
        return look(path, _chance())
    now.go_on_from(desk.shift, desk.keep_shift)
    return desk


@contextmanager
def _first_line(name: str) -> Iterator[None]:
    """Say at once what is being opened, in a line that goes again: even the first frame takes a moment to load."""
    if not name or not _on_terminal() or os.environ.get("TERM") == "dumb":
        yield
        return
    from facilitator.tui.safe import drawable

    print(f"{drawable(name, one_line=True)} · {_('opening …')}", end="", flush=True)
    try:
        yield
    finally:
        print("\r\x1b[2K", end="", flush=True)


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


def _hand_over(folder: Path, path: Path, lines: tuple[str, ...], scribe: str) -> None:
    """Leave lines to the program that has the session open; take the session if that program goes meanwhile."""
    from facilitator.cli.handing import hand_over

    taken = hand_over(folder, lines, scribe, _now(), _chance(), lambda: _desk(path, scribe))
    count = plural("{count} note", "{count} notes", len(lines)).format(count=len(lines))
    if taken:
        _say(_("{notes} kept").format(notes=count))
    else:
        _say(_("{notes} handed over to the program that has the session open").format(notes=count))


def _new_session(
    *,
    title: str,
    question: str,
    people: "Sequence[tuple[PersonDraft, bool]]" = (),
    theme_set: str = "",
    minutes: int = 75,
    language: str,
    agenda: str = "",
) -> "Session":
    """A session of what the command line says; ``people`` come with whether they are hosts."""
    from facilitator.model.ids import new_ulid, readable_id
    from facilitator.model.session import Participant, Session
    from facilitator.themes import read_theme_set, theme_set_named, themes_of

    chance, circle = _chance(), list[Participant]()
    for draft, host in people:
        if draft.name.strip():
            circle.append(
                Participant(
                    id=readable_id(draft.name.strip(), {person.id for person in circle}, chance),
                    name=draft.name.strip(),
                    host=host,
                    participant=not host,
                    affiliation=draft.affiliation,
                    reason=draft.reason,
                    consent=draft.consent,
                )
            )
    values: dict[str, Any] = {"minutes": minutes}
    if agenda:
        values = _agenda_values(agenda, language, minutes)
    if theme_set:
        values["themes"] = themes_of(read_theme_set(theme_set_named(theme_set, _theme_folders(_places()))), language)
    return Session.model_validate(
        {
            "id": new_ulid(_now(), chance),
            "title": title,
            "question": question,
            "language": language,
            "theme_set": theme_set,
            "created": _now(),
            "people": circle,
            **values,
        }
    )


def _agenda_values(name: str, language: str, minutes: int) -> dict[str, Any]:
    from facilitator.agendas import agenda_named, phases_of, read_agenda
    from facilitator.data_folder import shipped

    agenda = read_agenda(agenda_named(name, (_places().agendas, shipped("agendas"))))
    return {
        "agenda": agenda.id,
        "phases": phases_of(agenda, language),
        "minutes": agenda.minutes or minutes,
        "speaking_share": agenda.long_speaking.share,
        "speaking_after": agenda.long_speaking.after,
    }


def _make(session: "Session", path: Path) -> None:
    """Write a new session file, never over another."""
    from facilitator.storage.atomic import replace_file
    from facilitator.storage.session_file import SessionText

    if path.exists():
        raise UsageError(_("{path} is there already – choose another name, or open it").format(path=path))
    replace_file(path, SessionText().render(session).encode())


def _imported(report: Path) -> tuple["Session", tuple[str, ...]]:
    from facilitator.report.importer import decode_report, import_report
    from facilitator.storage.glance import session_id_in
    from facilitator.toml_file import TomlFileError, load_bytes

    data = load_bytes(report, TomlFileError)
    if session_id_in(data) is not None:
        raise UsageError(_("{path} is a session already – facilitator open shows it").format(path=report))
    imported = import_report(decode_report(data), report.stem, _now(), _chance())
    return imported.session, imported.left


def _read(name: str) -> "Session":
    """A session as it is: with what its journal holds beyond the file, unless another program has it open."""
    from facilitator.storage.recovery import read_whole
    from facilitator.storage.session_file import resolve

    return read_whole(resolve(name), _places(), _now(), _chance(), told=_say)


@contextmanager
def _desk(path: Path, scribe: str) -> "Iterator[Desk]":
    from facilitator.storage.desk import open_desk

    desk = open_desk(path, _places(), _now(), _chance(), scribe, kind="command")
    try:
        for notice in desk.notices:
            _say(notice.sentence)
        yield desk
    finally:
        desk.close()


def _settled(desk: "Desk") -> None:
    """Make sure that all is on disk. Raises ``UsageError`` with the reason when it is not."""
    if not desk.settle():
        reasons = "; ".join(f"{trouble.path}: {trouble.reason}" for trouble in desk.state.troubles)
        if not desk.state.kept:
            raise UsageError(_("the notes could not be kept: {reason}").format(reason=reasons))
        _say(_("kept in the journal; the file could not be written: {reason}").format(reason=reasons))


def _report_options(options: Namespace) -> "ReportOptions":
    from facilitator.report.options import ReportOptions

    return ReportOptions(
        group=options.group,
        names=options.names,
        times=options.times,
        speakers=options.speakers,
        wordings=options.wordings,
        presence=options.presence,
        speaking=options.speaking,
        sources=options.sources,
    )


def _theme_folders(places: "Places") -> tuple[Path, ...]:
    from facilitator.data_folder import shipped

    return (places.theme_sets, shipped("themes"))


def _places() -> "Places":
    from facilitator.storage.places import places

    return places(os.environ)


def _now() -> datetime:
    return datetime.now().astimezone()


def _chance() -> Random:
    return SystemRandom()


def _on_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _drawn_elsewhere() -> bool:
    """Whether Textual was told to draw by another way than a terminal, such as in a browser."""
    return bool(os.environ.get("TEXTUAL_DRIVER"))


def _say(sentence: str) -> None:
    from facilitator.tui.safe import drawable

    print(drawable(sentence, one_line=True), file=sys.stderr)
