"""Closing a session: the time is set, the reports are written beside the session file; the same with and without a screen."""

import os
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from facilitator.language import _, plural, words
from facilitator.live.commands.whole import CloseSession
from facilitator.model.session import Session
from facilitator.report import words as form_words
from facilitator.report.decode import ReportFileError, decode_report
from facilitator.report.edition import Edition
from facilitator.report.export import FORMATS, export, export_file, report_name
from facilitator.report.options import ReportOptions
from facilitator.storage.atomic import FileNotWrittenError, replace_file
from facilitator.storage.desk import Desk
from facilitator.storage.settings import Settings

USUAL_FORMATS = Settings().formats
"""What is written where nobody asked for anything else."""
_LARGEST = 4_000_000
"""Bytes of an earlier report that is still compared."""
_CLOSED_DIFFERS = 100
"""Bytes by which the time of closing may make a file longer."""
_CLOSED = re.compile(rb'^  "closed": .*$', re.MULTILINE)


class Closed(Struct, frozen=True):
    """What closing wrote.

    ``reports`` are the files that hold the report now, ``written`` those of them that did not say it before. ``safe`` is false
    when the session file itself could not be written yet. ``edition`` says which version of the report it is and what changed,
    ``markdown`` is its text. ``renamed`` tells that the files are not named after the session file, which names somebody.
    """

    reports: tuple[Path, ...]
    safe: bool
    written: tuple[Path, ...]
    edition: Edition
    markdown: str
    renamed: bool = False


class ReportNotWrittenError(FileNotWrittenError):
    """A report could not be written; ``written`` are those that were, and they are whole."""

    def __init__(self, cause: FileNotWrittenError, written: tuple[Path, ...]) -> None:
        super().__init__(cause.path, cause.reason, cause.way_out)
        self.written = written
        if written:
            told = _("{failure} – written before that: {names}")
            self.args = (told.format(failure=cause, names=", ".join(path.name for path in written)),)


class ReportFiles(Struct, frozen=True):
    """Where the reports of a session stand: in ``folder``, each under ``name``, its version from the second on, its ending."""

    folder: Path
    name: str
    renamed: bool = False

    def path(self, version: int, form: str) -> Path:
        """The file of one version in one format."""
        return self.folder / f"{self.name if version == 1 else f'{self.name} (v{version})'}.{form}"

    def last(self) -> int:
        """The number of the last version of which any file is there; 0 when there is none."""
        named = re.compile(rf"{re.escape(self.name)}(?: \(v(\d{{1,6}})\))?\.(?:{'|'.join(FORMATS)})")
        try:
            found = [named.fullmatch(name) for name in os.listdir(self.folder)]
        except OSError:
            found = []
        last = max((int(one[1] or 1) for one in found if one), default=0)
        # File systems differ in which names they take for the same one.
        while any(os.path.lexists(self.path(last + 1, form)) for form in FORMATS):
            last += 1
        return last


def report_files(session: Session, session_file: Path, out: Path | None = None, public: bool = False) -> ReportFiles:
    """How the reports of a session are called: as its file, or as ``out`` says.

    A public report says in its name that it is one, so that nobody takes the other for it, and is counted by itself. It names
    nobody there either who did not agree to that.

    Args:
        session: the session, for its language and its people.
        session_file: the session file.
        out: another place for the report; an ending that names a format is taken off.
        public: whether the report is the one for publication.
    """
    stem = session_file.with_suffix("") if out is None else out
    if out is not None and out.suffix.lower()[1:] in FORMATS:
        stem = out.with_suffix("")
    if not public:
        return ReportFiles(stem.parent, stem.name)
    from facilitator.report.publication import public_words

    name = public_words(stem.name, session)
    renamed = name != stem.name
    name = report_name(name, session.language) if renamed else name
    return ReportFiles(stem.parent, f"{name} ({words(session.language).gettext(form_words.PUBLIC)})", renamed)


def close_session(
    desk: Desk,
    options: ReportOptions,
    now: datetime,
    out: Path | None = None,
    formats: tuple[str, ...] = USUAL_FORMATS,
    public: bool = False,
) -> Closed:
    """Close a session and write its reports.

    Reports that are there already stay, for somebody may have gone over them: what differs from them gets the next number, in
    all formats, and says what has changed. When the same is there already, only what is missing is written. A session that is
    closed already keeps its time.

    Args:
        desk: the open session.
        options: names and order of the report.
        now: the moment of closing.
        out: where the report goes; beside the session file if None.
        formats: the endings of what is written, of ``FORMATS``.
        public: whether to write what may be published, names as each person agreed.

    Raises:
        ReportNotWrittenError: a report could not be written; the session stays as it was.
    """
    written = report_to_write(desk, options, now, out, formats, public).write()
    return mark_closed(desk, written, now, desk.settle)


def report_to_write(
    desk: Desk, options: ReportOptions, now: datetime, out: Path | None, formats: tuple[str, ...], public: bool
) -> "Report":
    """The report of a session as it is now, to be written; for the arguments see ``close_session``."""
    session = desk.live.snapshot()
    if session.closed is None:
        session = session.but(closed=now.replace(microsecond=0))
    return Report(session, options, desk.file, out, tuple(form for form in FORMATS if form in formats), public)


def mark_closed(desk: Desk, written: "Written", now: datetime, settled: Callable[[], bool]) -> Closed:
    """Set the time of closing, unless the session has one.

    Args:
        desk: the open session.
        written: its reports.
        now: the moment of closing.
        settled: asked, after that, whether the session file could be written.
    """
    if desk.live.view.facts.closed is None:
        desk.run(CloseSession(), now)
    return Closed(written.reports, settled(), written.new, written.edition, written.markdown, written.renamed)


class Written(Struct, frozen=True):
    """Reports on the disk: ``reports`` are all of this version, ``new`` those that did not say it before; see ``Closed``."""

    reports: tuple[Path, ...]
    new: tuple[Path, ...]
    edition: Edition
    markdown: str
    renamed: bool


class Report(Struct, frozen=True):
    """A report to be written, of a session that no longer changes."""

    session: Session
    options: ReportOptions
    session_file: Path
    out: Path | None
    formats: tuple[str, ...]
    public: bool

    def write(self) -> Written:
        """Write it; on any thread, for it takes a while, and a drive may not answer.

        Raises:
            ReportNotWrittenError: a file could not be written.
        """
        session, files = self.session, report_files(self.session, self.session_file, self.out, self.public)
        if self.public:
            from facilitator.report.publication import published

            session = published(session, {})
        writing = _Writing(session, self.options, files, self.formats, self.public)
        edition, data = writing.editions()
        new = _write(files, edition.number, data)
        reports = tuple(files.path(edition.number, form) for form in self.formats)
        return Written(reports, new, edition, export(session, "md", self.options, edition), files.renamed)


class _Writing(Struct, frozen=True):
    """What is to be written, and what stands there."""

    session: Session
    options: ReportOptions
    files: ReportFiles
    formats: tuple[str, ...]
    public: bool

    def editions(self) -> tuple[Edition, dict[str, bytes]]:
        """The last version, when its files say the same, with what they lack; else the next one, with all of its files."""
        last = self.files.last()
        there = [form for form in FORMATS if os.path.lexists(self.files.path(last, form))] if last else []
        if there:
            same = self._edition(last)
            if all(self._says(last, form, self._data(form, same)) for form in there):
                return same, {form: self._data(form, same) for form in self.formats if form not in there}
        following = self._edition(last + 1)
        return following, {form: self._data(form, following) for form in self.formats}

    def _data(self, form: str, edition: Edition) -> bytes:
        return export_file(self.session, form, self.options, edition)

    def _edition(self, number: int) -> Edition:
        """A version of the report, compared with the last one before it that can be read as Markdown."""
        quotes = self.options.names == "full" and not self.public
        for since in range(number - 1, 0, -1):
            earlier = _text(self.files.path(since, "md"))
            if earlier is not None:
                from facilitator.report.changes import changes

                return Edition(number, since, changes(earlier, export(self.session, "md", self.options)), quotes)
        return Edition(number, quotes=quotes)

    def _says(self, number: int, form: str, data: bytes) -> bool:
        """Whether a file that is there holds this; when the session was closed may differ."""
        there = _bytes(self.files.path(number, form), len(data) + _CLOSED_DIFFERS)
        if there is None:
            return False
        return there == data or (form == "json" and _CLOSED.sub(b"", there, 1) == _CLOSED.sub(b"", data, 1))


def _bytes(path: Path, most: int) -> bytes | None:
    """What a file holds; None when it cannot be read or is larger than that."""
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_size <= most else None
    except OSError:
        return None


def _text(path: Path) -> str | None:
    """An earlier report, perhaps gone over in another program; None when there is none that can be read."""
    data = _bytes(path, _LARGEST)
    try:
        return None if data is None else decode_report(data)
    except ReportFileError:
        return None


def _write(files: ReportFiles, number: int, data: Mapping[str, bytes]) -> tuple[Path, ...]:
    written: list[Path] = []
    for form, content in data.items():
        path = files.path(number, form)
        try:
            replace_file(path, content)
        except FileNotWrittenError as error:
            raise ReportNotWrittenError(error, tuple(written)) from error
        written.append(path)
    return tuple(written)


def written_told(closed: Closed) -> list[str]:
    """What closing wrote, a sentence a line, in the spoken language.

    Args:
        closed: what ``close_session`` returned.
    """
    if not closed.reports:
        return [_("the session is closed, no report is written")]
    said = [
        (_("written: {path}") if path in closed.written else _("unchanged: {path}")).format(path=path)
        for path in closed.reports
    ]
    return said + about_told(closed)


def about_told(closed: Closed) -> list[str]:
    """What there is to say about the files of a report beside their names, a sentence a line, in the spoken language.

    Args:
        closed: what ``close_session`` returned.
    """
    said = []
    if not closed.safe:
        said.append(_("The session file itself could not be written yet."))
    if closed.renamed:
        said.append(_("The session file is named after somebody who did not agree to be named: the report is not."))
    if closed.edition.since:
        size = closed.edition.size
        since = plural("{count} change since version {number}", "{count} changes since version {number}", size)
        said.append(since.format(count=size, number=closed.edition.since))
    elif closed.edition.number > 1:
        said.append(_("Not compared with the version before: it is not there as Markdown that can be read."))
    return said


def remarks(desk: Desk) -> list[str]:
    """What the session still lacks, for whoever closes it; nothing of it stops the closing."""
    from facilitator.report.unfinished import said, unfinished

    return [said(one) for one in unfinished(desk.live.snapshot())]
