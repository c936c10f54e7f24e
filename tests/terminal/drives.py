"""Disks for tests: small ones, read-only ones, and one that stops answering. They need the right to mount; else a test skips."""

import contextlib
import ctypes
import os
import stat
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

_FUSE_INIT = 26
_DETACH = 2


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _mount(what: str, folder: Path, kind: str, options: str, flags: int = 0) -> None:
    done = _libc().mount(what.encode(), str(folder).encode(), kind.encode(), flags, options.encode())
    if done != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _unmount(folder: Path) -> None:
    _libc().umount2(str(folder).encode(), _DETACH)


def _skip_unless_linux() -> None:
    if sys.platform != "linux":
        pytest.skip("mounting is tried on Linux only")


@contextlib.contextmanager
def small_disk(folder: Path, kib: int = 256) -> Iterator[Path]:
    """A disk of its own with little room, mounted at ``folder``."""
    _skip_unless_linux()
    folder.mkdir()
    try:
        _mount("tmpfs", folder, "tmpfs", f"size={kib}k,mode=700")
    except OSError as error:
        pytest.skip(f"no right to mount a small disk here: {error}")
    try:
        yield folder
    finally:
        _unmount(folder)


def fill(folder: Path) -> Path:
    """Take all the room of a disk; removing the file that is returned gives it back."""
    filler = folder / "filler"
    with filler.open("ab", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))
    return filler


def make_read_only(folder: Path, read_only: bool = True) -> None:
    """Make a mounted disk read-only, or writable again."""
    subprocess.run(["mount", "-o", f"remount,{'ro' if read_only else 'rw'}", str(folder)], check=True)


@contextlib.contextmanager
def immutable(path: Path) -> Iterator[None]:
    """A folder in which nothing may be made, renamed or removed, whoever asks."""
    _skip_unless_linux()
    if subprocess.run(["chattr", "+i", str(path)], check=False, capture_output=True).returncode:
        pytest.skip("no right to make a folder immutable here")
    try:
        yield
    finally:
        subprocess.run(["chattr", "-i", str(path)], check=True)


@contextlib.contextmanager
def not_answering(folder: Path) -> Iterator[None]:
    """A drive mounted over a folder whose every request waits for an answer that does not come, until the block is left."""
    _skip_unless_linux()
    try:
        drive = os.open("/dev/fuse", os.O_RDWR)
    except OSError as error:
        pytest.skip(f"no drive can be made of user space here: {error}")
    try:
        _mount("drive", folder, "fuse", f"fd={drive},rootmode={stat.S_IFDIR:o},user_id=0,group_id=0,allow_other")
    except OSError as error:
        os.close(drive)
        pytest.skip(f"no right to mount a drive here: {error}")
    greeting = threading.Thread(target=_greet, args=(drive,), daemon=True)
    greeting.start()
    greeting.join(5)
    try:
        yield
    finally:
        _unmount(folder)
        os.close(drive)


def _greet(drive: int) -> None:
    """Answer the one request that makes the drive one; all later ones stay unread."""
    request = os.read(drive, 65536)
    _length, kind, unique = struct.unpack_from("<IIQ", request)
    assert kind == _FUSE_INIT
    major, _minor, readahead = struct.unpack_from("<III", request, 40)
    answer = struct.pack("<IIII", major, 31, readahead, 0) + struct.pack("<HHII", 12, 9, 4096, 1) + bytes(36)
    os.write(drive, struct.pack("<IiQ", 16 + len(answer), 0, unique) + answer)
