"""The file that someone means by a name on the command line."""

import os
from pathlib import Path

_EXTENSIONS = (".toml", ".md", ".markdown", ".txt")


def resolve(name: str) -> Path:
    """The file that someone means by a name, which may lack its extension.

    Args:
        name: as given on the command line; blanks, accents and quotes are part of it.

    Returns:
        The file of exactly this name if there is one; else, also for a session to come, the one with ``.toml`` added.
    """
    path = Path(name)
    if not path.name or path.suffix.lower() in _EXTENSIONS or os.path.isfile(path):
        return path
    session = path.with_name(f"{path.name}.toml")
    return session if os.path.exists(session) or not os.path.exists(path) else path
