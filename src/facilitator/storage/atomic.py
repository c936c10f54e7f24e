"""Files replaced whole: after a power cut there is the old one or the new one, never half of one."""

import contextlib
import os
import secrets
from pathlib import Path

from facilitator.language import _


class FileNotWrittenError(Exception):
    """A file could not be written; what was there before is untouched."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(
            _("{path} could not be written: {reason} – choose another place or make room").format(
                path=path, reason=reason
            )
        )


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole: a temporary file beside it, synced, put in its place, the folder synced.

    A link is followed; the rights of an existing file are kept.

    Args:
        path: the file.
        data: everything it is to hold.

    Raises:
        FileNotWrittenError: the disk is full, the folder is gone or read-only …
    """
    temporary: Path | None = None
    try:
        target = path.resolve() if path.is_symlink() else path
        target.parent.mkdir(parents=True, exist_ok=True)
        # A short name of its own: the file's name plus an ending could be longer than the file system allows.
        temporary = target.with_name(f".{secrets.token_hex(6)}.tmp")
        _write_synced(temporary, data)
        with contextlib.suppress(OSError):
            os.chmod(temporary, target.stat().st_mode & 0o7777)
        os.replace(temporary, target)
        temporary = None
        sync_folder(target.parent)
    except (OSError, ValueError) as error:
        raise FileNotWrittenError(path, getattr(error, "strerror", None) or str(error)) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder last, where the system knows how to."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        # Some network file systems refuse to sync a folder; the rename stands all the same.
        with contextlib.suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def _write_synced(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        os.fsync(handle)
    finally:
        os.close(handle)
