"""``facilitator book``: the sessions of a folder, read one by one, become one document."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.cli.exits import Exit
from facilitator.cli.progress import with_progress
from facilitator.language import _, plural

if TYPE_CHECKING:
    from facilitator.model.session import Session
    from facilitator.report.options import ReportOptions


def make_book(
    options: Namespace,
    read: "Callable[[str], Session]",
    how: "ReportOptions",
    say: Callable[[str], None],
) -> int:
    """Write the book of a folder; sessions that cannot be read are named and left out.

    Args:
        options: what the command line says.
        read: gives the session of a file, with its unsaved work.
        how: how the reports are written.
        say: tells people something.

    Returns:
        the exit status.
    """
    from facilitator.cli.ground import UsageError
    from facilitator.live.commands.base import whole
    from facilitator.report.book import bound
    from facilitator.report.book_export import export_book
    from facilitator.report.export import BINARY_FORMATS, FORMATS
    from facilitator.storage.atomic import replace_file

    folder, out = Path(options.folder), options.out
    ending = Path(out).suffix.lower()[1:]
    form = options.format or (ending if ending in FORMATS else "md")
    if out == "-" and form in BINARY_FORMATS and sys.stdout.isatty():
        raise UsageError(_("{form} is no text to show here – name a file: -o REPORT.{form}").format(form=form))
    left: list[str] = []
    sessions = [*_sessions(folder, read, left)]
    for sentence in left:
        say(sentence)
    if not sessions:
        raise UsageError(_("{path}: there is no session in this folder").format(path=folder))
    title = options.title or whole(folder.resolve().name)
    if options.public:
        title, sessions = _public(title, out, sessions, say)
    data = export_book(bound(title, sessions, options.lang), form, how)
    if out == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        replace_file(Path(out), data)
        say(_("written: {path}").format(path=out))
    if left:
        say(plural("{count} file left out", "{count} files left out", len(left)).format(count=len(left)))
    return Exit.PROBLEMS if left else Exit.DONE


def _sessions(folder: Path, read: "Callable[[str], Session]", left: list[str]) -> "Iterator[Session]":
    """The sessions of a folder; why files are left out goes to ``left``. Theme sets and agendas are passed over."""
    from facilitator.cli.errors import told

    files = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".toml" and path.name[0] != ".")
    for path in with_progress(files, _("reading"), sys.stderr):
        try:
            session = read(str(path))
        except Exception as error:
            sentence = told(error)
            if sentence is None:
                raise
            if not _is_something_else(path):
                left.append(_("left out: {sentence}").format(sentence=sentence))
            continue
        yield session if session.title.strip() else session.but(title=path.stem)


def _is_something_else(path: Path) -> bool:
    """Whether a file that is no session is a theme set or an agenda, which may lie beside sessions."""
    from facilitator.agendas import looks_like_agenda
    from facilitator.themes import looks_like_theme_set
    from facilitator.toml_file import TomlFileError, load_text

    try:
        text = load_text(path, TomlFileError)
    except (TomlFileError, OSError):
        return False
    return looks_like_agenda(text) or looks_like_theme_set(text)


def _public(title: str, out: str, sessions: "list[Session]", say: Callable[[str], None]) -> "tuple[str, list[Session]]":
    """The title and the sessions as they may be published; the title may be the folder's name, and name somebody."""
    from facilitator.cli.naming import warn_of_name
    from facilitator.report.public_book import published_together
    from facilitator.report.publication import public_words

    for session in sessions:
        warn_of_name(out, session, say)
        title = public_words(title, session)
    return title, published_together(sessions)
