"""A path as people type it, paste it, or drop a file on the terminal."""

import os
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

_QUOTED = re.compile(r"""(['"])(?P<path>.*)\1""")


def typed_path(text: str, folder: Path) -> Path:
    """The file that an answer names.

    Terminals write a dropped file between quotation marks, with a backslash before blanks, or as an address "file://…". A
    file of exactly the name typed comes before any of these readings.

    Args:
        text: the answer.
        folder: where a name without a folder is looked for.
    """
    name = text.strip()
    readings = [name]
    if found := _QUOTED.fullmatch(name):
        readings.append(found["path"])
    if name.startswith("file://"):
        readings.append(unquote(urlsplit(name).path))
    readings.append(re.sub(r"\\(.)", r"\1", name))
    paths = [folder / _at_home(reading) for reading in readings]
    return next((path for path in paths if os.path.isfile(path)), paths[0])


def _at_home(name: str) -> Path:
    """A path whose "~" is the user's folder, where it has one."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return Path(name)
