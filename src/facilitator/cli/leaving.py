"""The end of a session that was worked on: everything is written, or told where it lies when a disk does not let it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.cli.ground import say
from facilitator.language import _, plural

if TYPE_CHECKING:
    from facilitator.storage.desk import Desk

_WITHIN = 10
_TOLD_AFTER = 1.0
_COPY_WITHIN = 3.0


def put_away(desk: "Desk") -> bool:
    """Close a session within bounded time, and say where that lies which is not in its file.

    What is on no disk at all is written as a copy into a folder of its own, in the user's home or among temporary files.

    Args:
        desk: the open session; closed afterwards.

    Returns:
        Whether everything is safe where it belongs.
    """
    with _told_when_long():
        safe = desk.close(_WITHIN)
    if safe:
        return True
    state = desk.state
    for trouble in state.troubles:
        _tell(_("{path} could not be written: {reason}").format(path=trouble.path, reason=trouble.reason))
    if state.kept:
        _tell(_("Not everything could be written; “facilitator recover” says where it waits."))
        _tell(_("Nothing is lost: “facilitator open {file}” brings it back.").format(file=desk.file))
        return False
    if state.filed:
        _tell(_("All notes are in {file}.").format(file=desk.file))
    else:
        copy = _copied(desk)
        _tell(
            _("The notes are in this copy only: {file}").format(file=copy)
            if copy
            else _("No disk takes the notes: what was noted last is lost.")
        )
    if desk.draft:
        _tell(_("The line that was being typed: {text}").format(text=desk.draft))
    return False


@contextmanager
def _told_when_long() -> Iterator[None]:
    """Say what is waited for, unless it is over at once."""
    sentence = plural(
        "A disk does not answer: it is waited for, {count} second at most …",
        "A disk does not answer: it is waited for, {count} seconds at most …",
        _WITHIN,
    )
    clock = threading.Timer(_TOLD_AFTER, _tell, [sentence.format(count=_WITHIN)])
    clock.daemon = True
    clock.start()
    try:
        yield
    finally:
        clock.cancel()


def _tell(sentence: str) -> None:
    """Say something, though the terminal may be gone."""
    with suppress(OSError):
        say(sentence)


def _copied(desk: "Desk") -> Path | None:
    """Write a copy wherever a disk takes it; None when none does, or does not answer."""
    import tempfile

    written: list[Path] = []

    def write(above: Path) -> None:
        with suppress(Exception):
            copy = Path(tempfile.mkdtemp(prefix="facilitator-", dir=above)) / desk.file.name
            desk.save_copy(copy)
            written.append(copy)

    for above in (Path.home(), Path(tempfile.gettempdir())):
        writing = threading.Thread(target=write, args=(above,), daemon=True)
        writing.start()
        writing.join(_COPY_WITHIN)
        if written:
            break
    return written[0] if written else None
