"""What the system and the database say of a disk, in the language of the program: they say it in English."""

from facilitator.language import _, mark

_KNOWN = (
    mark("No space left on device"),
    mark("Disk quota exceeded"),
    mark("Permission denied"),
    mark("Operation not permitted"),
    mark("Read-only file system"),
    mark("No such file or directory"),
    mark("Not a directory"),
    mark("Is a directory"),
    mark("Directory not empty"),
    mark("File exists"),
    mark("File too large"),
    mark("File name too long"),
    mark("Input/output error"),
    mark("No such device"),
    mark("No such device or address"),
    mark("Device or resource busy"),
    mark("Resource temporarily unavailable"),
    mark("Stale file handle"),
    mark("Transport endpoint is not connected"),
    mark("Host is down"),
    mark("Connection timed out"),
    mark("Too many open files"),
    mark("Too many levels of symbolic links"),
    mark("Invalid argument"),
    mark("Invalid cross-device link"),
    mark("Bad file descriptor"),
    mark("Structure needs cleaning"),
    mark("database or disk is full"),
    mark("disk I/O error"),
    mark("unable to open database file"),
    mark("attempt to write a readonly database"),
    mark("database is locked"),
    mark("database disk image is malformed"),
    mark("file is not a database"),
)
"""In the words of Linux and of SQLite, whatever comes from the system; others are told as they are."""


def reason_of(error: BaseException) -> str:
    """Why something could not be done, in one sentence without path.

    Args:
        error: what the system or the database raised, or one that has a ``reason``, which stays as it is.
    """
    reason = getattr(error, "reason", None)
    if isinstance(reason, str) and not isinstance(error, UnicodeError):
        return reason
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return _(said)
