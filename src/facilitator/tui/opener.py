"""Folders and pages opened with the program that the system has for them, away from the terminal."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from facilitator.language import _
from facilitator.system_words import reason_of


class NotOpenedError(Exception):
    """Nothing could be opened; the message says why."""


def open_with_system(path: Path) -> None:
    """Open a folder or a page as ``open_path`` does, here and now; for a thread of its own."""
    open_path(path, os.environ, sys.platform)


def open_path(path: Path, environment: Mapping[str, str], platform: str) -> None:
    """Open a folder or a page, and wait until the program that was asked for it is done.

    That program gets the path as it is, through no shell, and has no way to the terminal.

    Args:
        path: the folder or the page.
        environment: the process environment; it tells whether there is a desktop to open anything on.
        platform: the system, as ``sys.platform`` names it.

    Raises:
        NotOpenedError: there is no desktop, no such program, or it did not manage.
    """
    name = "open" if platform == "darwin" else "xdg-open"
    far = "SSH_CONNECTION" in environment
    desktop = (
        not far if platform == "darwin" else bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
    )
    if not desktop:
        raise NotOpenedError(_("there is no desktop here to open it on"))
    program = shutil.which(name, path=environment.get("PATH"))
    if program is None:
        raise NotOpenedError(_("{program} is not there").format(program=name))
    nothing = subprocess.DEVNULL
    try:
        done = subprocess.run(
            [program, str(path.absolute())],
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            env=dict(environment),
            start_new_session=True,
            check=False,
        )
    except (OSError, ValueError) as error:
        raise NotOpenedError(reason_of(error)) from error
    if done.returncode:
        raise NotOpenedError(_("{editor} ended with status {status}").format(editor=name, status=done.returncode))
