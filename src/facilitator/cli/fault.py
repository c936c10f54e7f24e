"""A fault in the program that ended a session's screen: told calmly, with the way back and what helps to mend it."""

import platform
from datetime import datetime
from typing import TYPE_CHECKING

from facilitator import __version__
from facilitator.cli.ground import say
from facilitator.language import _

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.storage.desk import Desk
    from facilitator.storage.places import Places


def tell_fault(fault: str, desk: "Desk", places: "Places", now: datetime) -> None:
    """Say what happened, how to go on, and where the details are.

    Args:
        fault: the kind of the fault and the places in the program; nothing of the session stands in it.
        desk: the session, put away already.
        places: the user's folders.
        now: the moment, which names the file of the details.
    """
    say(_("A fault in the program ended it."))
    if desk.state.kept or desk.state.filed:
        say(_("What was noted is kept: “facilitator open {file}” goes on where you were.").format(file=desk.file))
    details = _written(fault, places, now)
    if details is not None:
        say(_("What helps to mend it, without a word of the session: {path}").format(path=details))


def _written(fault: str, places: "Places", now: datetime) -> "Path | None":
    """The file with the details; None when it could not be written."""
    from facilitator.storage.atomic import FileNotWrittenError, make_folder, replace_file

    file = places.state / "faults" / f"fault-{now:%Y-%m-%d-%H%M%S}.txt"
    system = f"facilitator {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}"
    try:
        make_folder(file.parent, 0o700)
        replace_file(file, f"{system}\n{fault}\n".encode(errors="replace"))
    except (FileNotWrittenError, OSError):
        return None
    return file
