"""Closing a session: the time is set, the reports are written beside the session file; the same with and without a screen."""

from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from facilitator.live.commands.whole import CloseSession
from facilitator.report.export import export
from facilitator.report.options import ReportOptions
from facilitator.storage.atomic import replace_file
from facilitator.storage.desk import Desk

FORMATS = ("md", "html")


@dataclass(frozen=True, slots=True)
class Closed:
    """What closing wrote. ``safe`` is false when the session file itself could not be written yet."""

    reports: tuple[Path, ...]
    safe: bool


def report_paths(session_file: Path, out: Path | None = None, version: int = 1) -> tuple[Path, ...]:
    """Where the reports of a session go: beside its file and under its name, or where ``out`` says.

    Reports written again do not take the place of earlier ones, which somebody may have gone over: they get a number.

    Args:
        session_file: the session file.
        out: another place for the Markdown report; the page goes beside it.
        version: the number of the report, from 1.
    """
    stem = (out or session_file).with_suffix("")
    if out is not None and out.suffix.lower() not in ("", ".md", ".html"):
        stem = out
    name = stem.name if version == 1 else f"{stem.name} (v{version})"
    return tuple(stem.with_name(f"{name}.{ending}") for ending in FORMATS)


def next_version(session_file: Path, out: Path | None = None) -> int:
    """The number of the next report: 1, or the first of which no file is there yet."""
    return next(
        number for number in count(1) if not any(path.exists() for path in report_paths(session_file, out, number))
    )


def close_session(desk: Desk, options: ReportOptions, now: datetime, out: Path | None = None) -> Closed:
    """Close a session and write its report as Markdown and as one page of HTML.

    A session that is closed already keeps its time; its reports are written anew.

    Args:
        desk: the open session.
        options: names and order of the report.
        now: the moment of closing.
        out: where the report goes; beside the session file if None.

    Raises:
        FileNotWrittenError: a report could not be written; the session stays as it was.
    """
    session = desk.live.snapshot()
    texts = [export(session, ending, options).encode() for ending in FORMATS]
    version = next_version(desk.file, out)
    before = report_paths(desk.file, out, version - 1) if version > 1 else ()
    same = bool(before) and all(_holds(path, text) for path, text in zip(before, texts, strict=True))
    paths = before if same else report_paths(desk.file, out, version)
    for path, text in zip(paths, texts, strict=True):
        replace_file(path, text)
    if desk.live.view.facts.closed is None:
        desk.run(CloseSession(), now)
    return Closed(paths, desk.settle())


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def remarks(desk: Desk) -> list[str]:
    """What the session still lacks, for whoever closes it; nothing of it stops the closing."""
    from facilitator.language import _, plural
    from facilitator.report.unfinished import said, unfinished

    view = desk.live.view
    found = []
    if not view.question.strip():
        found.append(_("the question is empty"))
    if not any(person.host for person in view.people):
        found.append(_("no host is marked"))
    if not view.synthesis.strip():
        found.append(_("the synthesis is empty"))
    untagged = sum(1 for row in view.notes.values() if not row.themes) if view.themes else 0
    if untagged:
        found.append(
            plural("{count} note without a theme", "{count} notes without a theme", untagged).format(count=untagged)
        )
    return found + [said(one) for one in unfinished(desk.live.snapshot())]
