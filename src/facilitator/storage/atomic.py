"""Files replaced whole: after a power cut there is the old one or the new one, never half of one.

A folder in which nothing new may be made, or nothing renamed, is refused even when the file itself could be overwritten in
place: overwriting could leave half a file, and the journal holds everything meanwhile.
"""

import contextlib
import errno
import os
import stat
from pathlib import Path

from facilitator.language import _
from facilitator.system_words import reason_of

_ORPHAN_AFTER = 3600.0
# What file systems answer that do not know how to sync a folder.
_NOT_FOR_FOLDERS = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EBADF, errno.ENOSYS}


class FileNotWrittenError(Exception):
    """A file could not be written; what was there before is untouched."""

    def __init__(self, path: Path, reason: str, way_out: str = "") -> None:
        self.path = path
        self.reason = reason
        self.way_out = way_out or _("choose another place or make room")
        super().__init__(
            _("{path} could not be written: {reason} – {way_out}").format(
                path=path, reason=reason, way_out=self.way_out
            )
        )


def replace_file(path: Path, data: bytes, make_folders: bool = True) -> None:
    """Write a file whole: a temporary file beside it, synced, put in its place, the folder synced.

    A link is followed; the rights of an existing file are kept.

    Args:
        path: the file.
        data: everything it is to hold.
        make_folders: make the folder when it is missing; without, a stick that was pulled out is not taken for an empty
            folder.

    Raises:
        FileNotWrittenError: the disk is full, the folder is gone or read-only, another program holds the file …
    """
    temporary: Path | None = None
    try:
        target = path.resolve() if path.is_symlink() else path
        _refuse_by_kind(target)
        if make_folders:
            make_folder(target.parent)
        rights = _rights_of(target)
        # A short name of its own: the file's name plus an ending could be longer than the file system allows.
        temporary = target.with_name(f".facilitator-{os.urandom(6).hex()}.tmp")
        _write_synced(temporary, data, rights)
        os.replace(temporary, target)
        temporary = None
        sync_folder(target.parent)
        _sweep(target)
    except (OSError, ValueError, RuntimeError) as error:
        raise FileNotWrittenError(path, reason_of(error), _way_out(error)) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """Make a folder and those above it, each entered in the one above so that a power cut does not take it away.

    Args:
        folder: the folder; harmless when it is there.
        mode: the rights of those that are made.

    Raises:
        OSError: it cannot be made.
    """
    missing: list[Path] = []
    above = folder
    while not above.is_dir() and above != above.parent:
        missing.append(above)
        above = above.parent
    for one in reversed(missing):
        one.mkdir(mode=mode, exist_ok=True)
        sync_folder(one.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder last, where the system knows how to.

    Raises:
        OSError: the disk failed to write it.
    """
    if not hasattr(os, "O_DIRECTORY"):
        return
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NOT_FOR_FOLDERS:
            raise


def _refuse_by_kind(target: Path) -> None:
    """A pipe or a device in the place of the file is nobody's old version: it is not replaced."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        if not stat.S_ISREG(target.stat().st_mode) and not target.is_dir():
            raise OSError(errno.EINVAL, _("there is something else in its place"))


def _rights_of(target: Path) -> int | None:
    """The permission bits of the file that is to be replaced; None when there is none.

    Raises:
        OSError: it is no plain file (a device would be replaced for everyone), or its owner made it read-only.
    """
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, _("not a plain file"))
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, _("the file is read-only"))
    return stat.S_IMODE(found.st_mode)


def _write_synced(path: Path, data: bytes, rights: int | None) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        if rights is not None:
            with contextlib.suppress(OSError):
                os.chmod(path, rights)
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(target: Path) -> None:
    """Remove temporary files that a program killed long ago left beside the file."""
    with contextlib.suppress(OSError):
        newest = target.stat().st_mtime
        for orphan in target.parent.glob(".facilitator-*.tmp"):
            if newest - orphan.stat().st_mtime > _ORPHAN_AFTER:
                orphan.unlink()


def _way_out(error: Exception) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return _("make room, or choose another place")
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return _("allow writing there, close the file in other programs, or choose another place")
    if number in (errno.ENOENT, errno.ENOTDIR, errno.EIO, errno.ENODEV):
        return _("bring the folder back, or choose another place")
    return _("choose another place")
