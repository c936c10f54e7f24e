"""The first lines of a session file, read without the rest: whose it is, and whether it is closed."""

import re
from pathlib import Path

HEAD = 4096
"""Bytes of a file that are enough."""
_ID = re.compile(rb'^id = "([A-Za-z0-9][A-Za-z0-9._-]{0,79})"\r?$', re.MULTILINE)
_FORMAT = re.compile(rb"^format = 1\r?$", re.MULTILINE)


def session_id_in(head: bytes) -> str | None:
    """The identifier that the first lines of a session file of this program bear; None when a closer look is needed.

    Args:
        head: the beginning of the file, ``HEAD`` bytes being enough.
    """
    found = _ID.search(head[:HEAD])
    return found[1].decode() if found is not None and _FORMAT.search(head[:HEAD]) else None


def says_closed(file: Path) -> bool:
    """Whether a session file says that its session is closed; one that cannot be read does not.

    Args:
        file: the session file, which another program may have open.
    """
    from facilitator.toml_file import TomlFileError, load_bytes, parse_toml

    try:
        head = load_bytes(file, TomlFileError).partition(b"\n[[")[0]
        return "closed" in parse_toml(head.decode(), file, TomlFileError)
    except (TomlFileError, UnicodeDecodeError):
        return False
