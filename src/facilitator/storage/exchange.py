"""One journal in the place of another: whatever moment a power cut takes, the next opening finishes it or finds it undone.

A new journal is written beside, synced, and then renamed to a name that says it is whole. From then on it counts: each
step that follows is synced before the next, and each can be repeated. The log of the old journal goes first, for it must
never be played into the new one.
"""

import os
from pathlib import Path

from facilitator.storage.atomic import sync_folder
from facilitator.storage.salvage import LOG

FRESH = "journal-new.db"
COMPACTED = "journal-compacted.db"
MENDED = "journal-mended.db"
BEFORE = "journal-before.db"
_BESIDE = (LOG, "-shm")


def finish_exchange(path: Path) -> None:
    """Finish what was begun: a compacted journal takes the place of the old one, which is kept; a mended one likewise,
    the damaged one having been copied aside before.

    Args:
        path: the journal; it must not be open.

    Raises:
        OSError: the folder cannot be written.
    """
    compacted, mended = path.with_name(COMPACTED), path.with_name(MENDED)
    if compacted.exists():
        _put_by(path, path.with_name(BEFORE))
        _take_place(compacted, path)
    if mended.exists():
        remove_with_log(path, file_too=False)
        _take_place(mended, path)


def to_be_finished(path: Path) -> bool:
    """Whether a journal was declared whole that has not taken its place yet."""
    return any(path.with_name(name).exists() for name in (COMPACTED, MENDED))


def declare_whole(fresh: Path, ready: Path) -> None:
    """Sync a new journal and give it the name under which ``finish_exchange`` takes it. Raises ``OSError``."""
    # A log left over from an older exchange must not be played into the journal that is put by next.
    remove_with_log(ready.with_name(BEFORE), file_too=False)
    handle = os.open(fresh, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    _take_place(fresh, ready)


def remove_with_log(path: Path, file_too: bool = True) -> None:
    """Remove the log of a journal, and the journal itself if asked. Raises ``OSError``."""
    for ending in (*_BESIDE, "") if file_too else _BESIDE:
        Path(f"{path}{ending}").unlink(missing_ok=True)
    sync_folder(path.parent)


def _put_by(path: Path, before: Path) -> None:
    for ending in (*_BESIDE, ""):
        old = Path(f"{path}{ending}")
        if old.exists():
            _take_place(old, Path(f"{before}{ending}"))


def _take_place(one: Path, of: Path) -> None:
    os.replace(one, of)
    sync_folder(of.parent)
