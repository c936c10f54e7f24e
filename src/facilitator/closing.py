"""Closing a session: the time is set, the reports are written beside the session file; the same with and without a screen."""

from dataclasses import dataclass
from datetime import datetime
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


def report_paths(session_file: Path, out: Path | None = None) -> tuple[Path, ...]:
    """Where the reports of a session go: beside its file and under its name, or where ``out`` says.

    Args:
        session_file: the session file.
        out: another place for the Markdown report; the page goes beside it.
    """
    stem = (out or session_file).with_suffix("")
    if out is not None and out.suffix.lower() not in ("", ".md", ".html"):
        stem = out
    return tuple(stem.with_name(f"{stem.name}.{ending}") for ending in FORMATS)


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
    paths = report_paths(desk.file, out)
    for path in paths:
        replace_file(path, export(session, path.suffix[1:], options).encode())
    if desk.live.view.facts.closed is None:
        desk.run(CloseSession(), now)
    return Closed(paths, desk.settle())


def remarks(desk: Desk) -> list[str]:
    """What the session still lacks, for whoever closes it; nothing of it stops the closing."""
    from facilitator.language import _, plural

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
    return found
