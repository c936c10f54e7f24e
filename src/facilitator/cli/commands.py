"""What each command does: arguments in, one call, exit status out."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.cli.exits import Exit
from facilitator.cli.ground import UsageError, chance, desk_of, now, read, say, theme_folders, your_places
from facilitator.cli.making import imported, make, new_session
from facilitator.language import _, colon, plural, spoken

if TYPE_CHECKING:
    from facilitator.report.options import ReportOptions
    from facilitator.storage.desk import Desk
    from facilitator.storage.settings import Settings


def run_new(options: Namespace) -> int:
    """Make a session file."""
    from facilitator.capture.person_draft import PersonDraft
    from facilitator.storage.meant_file import resolve
    from facilitator.storage.registrations import read_registrations

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
    session = new_session(
        title=options.title,
        question=options.question,
        people=people,
        theme_set=settings.themes if options.themes is None else options.themes,
        minutes=minutes,
        language=options.lang or spoken(),
        agenda=settings.agenda if options.agenda is None else options.agenda,
    )
    make(session, path)
    say(_("made: {path}").format(path=path))
    return Exit.DONE


def run_add(options: Namespace) -> int:
    """Notes from the arguments, or from the standard input as they come."""
    from facilitator.capture.pasting import clean, pasted_lines
    from facilitator.cli.streaming import blocks
    from facilitator.storage.meant_file import resolve

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
    from facilitator.storage.file_head import says_closed
    from facilitator.storage.lock import SessionBusyError

    try:
        with desk_of(path, scribe) as desk:
            _refuse_closed(desk.live.view.facts.closed is not None)
            for line in lines:
                desk.add_line(line, now())
            _settled(desk)
    except SessionBusyError as busy:
        _refuse_closed(says_closed(path))
        _hand_over(busy.folder, path, lines, scribe)
    else:
        say(plural("{count} note kept", "{count} notes kept", len(lines)).format(count=len(lines)))


def _refuse_closed(closed: bool) -> None:
    if closed:
        raise UsageError(_("the session is closed – reopen it with facilitator open and F9"))


def run_import(options: Namespace) -> int:
    """A report becomes a session."""
    from facilitator.storage.meant_file import resolve

    report = Path(options.report)
    session, left = imported(report)
    out = resolve(options.out) if options.out else report.with_suffix(".toml")
    make(session, out)
    say(_("made: {path}").format(path=out))
    for sentence in left:
        say(sentence)
    return Exit.DONE


def run_export(options: Namespace) -> int:
    """The report of a session, from its journal if it has work that the file lacks."""
    from facilitator.report.export import BINARY_FORMATS, FORMATS, export_file
    from facilitator.storage.atomic import replace_file

    ending = Path(options.out).suffix.lower()[1:]
    form = options.format or (ending if ending in FORMATS else "md")
    if options.out == "-" and form in BINARY_FORMATS and sys.stdout.isatty():
        raise UsageError(_("{form} is no text to show here – name a file: -o REPORT.{form}").format(form=form))
    session = read(options.file)
    if options.public:
        from facilitator.cli.naming import warn_of_name
        from facilitator.report.publication import published

        warn_of_name(options.out, session, say)
        session = published(session, {})
    data = export_file(session, form, _report_options(options))
    if options.out == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        replace_file(Path(options.out), data)
        say(_("written: {path}").format(path=options.out))
    return Exit.DONE


def run_book(options: Namespace) -> int:
    """All sessions of a folder in one document."""
    from facilitator.cli.booking import make_book

    return make_book(options, read, _report_options(options), say)


def run_speech(options: Namespace) -> int:
    """The synthesis as it is read aloud."""
    from facilitator.cli.speaking import speak

    session = read(options.file)
    if options.public:
        from facilitator.report.publication import published

        session = published(session, {})
    return speak(session, say)


def run_names(options: Namespace) -> int:
    """The names inside the texts, and what a public report says instead."""
    from facilitator.cli.naming import tell_names

    return tell_names(read(options.file), say)


def run_close(options: Namespace) -> int:
    """Close the session and write its reports."""
    from facilitator.closing import close_session, written_told
    from facilitator.storage.meant_file import resolve

    settings: Settings = options.read.settings
    formats = tuple(options.format) if options.format else settings.formats
    with desk_of(resolve(options.file), "") as desk:
        closed = close_session(
            desk,
            _report_options(options),
            now(),
            Path(options.out) if options.out else None,
            formats,
            options.public,
        )
    for sentence in written_told(closed):
        say(sentence)
    return Exit.DONE if closed.safe else Exit.PROBLEMS


def run_show(options: Namespace) -> int:
    """The session as text."""
    from facilitator.report.as_text import to_text

    sys.stdout.write(to_text(read(options.file)))
    return Exit.DONE


def run_check(options: Namespace) -> int:
    """Problems of session files, theme sets and agendas, one a line."""
    from facilitator.agendas import check_agenda, looks_like_agenda
    from facilitator.model.problem import Problem
    from facilitator.storage.meant_file import resolve
    from facilitator.storage.session_file import check_session_file
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
            say(_("{path}: all is right").format(path=path))
    return status


def run_themes(options: Namespace) -> int:
    """The theme sets, or one."""
    from facilitator.themes import find_theme_sets, read_theme_set, theme_set_named
    from facilitator.tui.safe import drawable

    folders = theme_folders(your_places())
    if options.name:
        chosen = read_theme_set(theme_set_named(options.name, folders))
        for theme in chosen.themes:
            line = f"{theme.letter or ' '}  {theme.name.text(spoken())}  ({theme.colour.value})"
            print(drawable(line, one_line=True))
        return Exit.DONE
    for name, path in find_theme_sets(folders).items():
        found = read_theme_set(path)
        themes = ", ".join(theme.name.text(spoken()) for theme in found.themes)
        print(drawable(f"{name:<20} {found.name.text(spoken())}{colon()} {themes}", one_line=True))
    return Exit.DONE


def run_recover(options: Namespace) -> int:
    """Sessions whose journal holds what their file does not; opening one brings it back."""
    from facilitator.storage.recovery import unsaved
    from facilitator.tui.safe import drawable

    found = unsaved(your_places())
    for one in found:
        notes = plural("{count} note", "{count} notes", one.notes).format(count=one.notes)
        print("\t".join(drawable(cell, one_line=True) for cell in (str(one.file), notes, one.why)))
    say(
        _("“facilitator open FILE” brings the work back.")
        if found
        else _("Nothing waits: every file holds all its work.")
    )
    return Exit.DONE


def _hand_over(folder: Path, path: Path, lines: tuple[str, ...], scribe: str) -> None:
    """Leave lines to the program that has the session open; take the session if that program goes meanwhile."""
    from facilitator.cli.handing import hand_over

    taken = hand_over(folder, lines, scribe, now(), chance(), lambda: desk_of(path, scribe))
    count = plural("{count} note", "{count} notes", len(lines)).format(count=len(lines))
    if taken:
        say(_("{notes} kept").format(notes=count))
    else:
        say(_("{notes} handed over to the program that has the session open").format(notes=count))


def _settled(desk: "Desk") -> None:
    """Make sure that all is on disk. Raises ``UsageError`` with the reason when it is not."""
    if not desk.settle():
        reasons = "; ".join(f"{trouble.path}: {trouble.reason}" for trouble in desk.state.troubles)
        if not desk.state.kept:
            raise UsageError(_("the notes could not be kept: {reason}").format(reason=reasons))
        say(_("kept in the journal; the file could not be written: {reason}").format(reason=reasons))


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
