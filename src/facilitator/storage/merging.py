"""What somebody else wrote into a session file, taken into the open session; what cannot be is kept aside and told."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from facilitator.language import _, plural
from facilitator.live.commands.base import Command
from facilitator.live.merging import TakeInFile
from facilitator.live.session import LiveSession
from facilitator.live.snapshot import id_in_file
from facilitator.live.view import Change
from facilitator.model.session import Session
from facilitator.storage.bringing_back import BringBack
from facilitator.storage.file_head import session_id_in
from facilitator.storage.session_file import SessionFileError, session_in
from facilitator.storage.setting_aside import Notice, set_aside
from facilitator.toml_file import load_bytes

_CONFLICT = re.compile(rb"^(?:<{7}|>{7})(?:\s|\Z)", re.MULTILINE)

Run = Callable[[Command, datetime], Change]
"""Carries out an act and has it kept: ``Desk.run``."""


class TakenIn(Struct, frozen=True):
    """What came of a changed file: the session that it holds, None when it was given up and kept aside, and what to tell."""

    session: Session | None
    notices: tuple[Notice, ...] = ()


class Changed(Struct, frozen=True):
    """A session file that somebody else wrote: what it holds, what it held before, and whether the session went on since."""

    file: Path
    found: bytes
    base: bytes
    both: bool


def take_in(changed: Changed, live: LiveSession, run: Run, now: datetime) -> TakenIn:
    """Take in what somebody else wrote, as one act; where both sides changed, their version is kept aside as well.

    Raises:
        FileNotWrittenError: their version cannot be kept aside; nothing was taken in.
    """
    file, found = changed.file, changed.found
    try:
        _refuse_another(found, file, live)
        edited = session_in(found, file)
    except SessionFileError as error:
        name = set_aside(file, found, now)
        return TakenIn(None, (Notice(_why_not(error, found).format(path=name, **_where(error))),))
    base = _session_or_empty(changed.base, file, edited.id)
    if edited == base:
        return TakenIn(edited)
    notices = []
    if changed.both:
        sentence = _(
            "the other version is kept as {path}: the file was changed elsewhere too; where both changed the same value, "
            "the session’s stays"
        )
        notices.append(Notice(sentence.format(path=set_aside(file, found, now))))
    before = set(live.view.notes)
    change = run(TakeInFile(base, edited), now)
    if not change.empty:
        notices += _told(len(before - live.view.notes.keys()))
    return TakenIn(edited, tuple(notices))


def take_in_other(other: Path, live: LiveSession, run: Run, now: datetime) -> bool:
    """Take in another file of the same session of which nobody knows what it began with; returns whether that changed it.

    By identifiers and values: nothing goes, and of differing texts both are kept. The other file stays as it is.

    Raises:
        SessionFileError: it cannot be read, or belongs to another session.
    """
    found = load_bytes(other, SessionFileError)
    edited = session_in(found, other)
    _refuse_another(found, other, live)
    return not run(TakeInFile(Session(id=edited.id), edited), now).empty


def bring_back(file: Path, data: bytes, run: Run, now: datetime) -> tuple[Notice, ...]:
    """What a damaged journal lacks comes back from the file; a file that cannot be read gives nothing."""
    try:
        change = run(BringBack(session_in(data, file)), now)
    except SessionFileError:
        return ()
    if change.empty:
        return ()
    return (Notice(_("what the damaged journal lacked came back from the file (one undo takes it back)")),)


def _told(gone: int) -> list[Notice]:
    notices = [Notice(_("the file was changed elsewhere; its changes were taken in (one undo takes them back)"))]
    if gone:
        sentence = plural("{count} note was taken out there", "{count} notes were taken out there", gone)
        notices.append(Notice(sentence.format(count=gone)))
    return notices


def _session_or_empty(base: bytes, file: Path, session_id: str) -> Session:
    try:
        return session_in(base, file)
    except SessionFileError:
        return Session(id=session_id)


def _refuse_another(found: bytes, file: Path, live: LiveSession) -> None:
    """A file that bears the identifier of another session was put in the place of this one."""
    said = session_id_in(found)
    if said is not None and said != id_in_file(live.view.facts.id):
        raise SessionFileError(file, _("it belongs to another session"), _("open it under another name"))


def _why_not(error: SessionFileError, found: bytes) -> str:
    if error.line is not None and _CONFLICT.search(found):
        return _(
            "kept as {path}: an unfinished merge of two versions (from line {line} on), to be finished there; the session "
            "goes on as it is here"
        )
    if error.line is not None:
        return _("kept as {path}: what was written elsewhere cannot be read (line {line}: {reason})")
    return _("kept as {path}: what was written elsewhere cannot be read ({reason})")


def _where(error: SessionFileError) -> dict[str, object]:
    return {"line": error.line, "reason": error.what}
