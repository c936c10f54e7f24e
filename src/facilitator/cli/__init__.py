"""The command line. Nothing heavy is loaded before a command needs it."""

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from facilitator import __version__
from facilitator.cli.exits import Exit
from facilitator.cli.first_line import file_to_open, first_line, take_back
from facilitator.language import _, choose, use
from facilitator.storage.places import places

if TYPE_CHECKING:
    from argparse import Namespace

    from facilitator.storage.settings import SettingsRead

_RARELY = 50_000
_ROOMS = {
    **dict.fromkeys(("start", "demo", "open"), "on_screen"),
    "config": "configuration",
    "keys": "keys",
    "completion": "completion",
    "man": "manual",
}
"""The modules of commands that do not stand with the others."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: the arguments after the program's name; those of the process if None.

    Returns:
        The exit status (``Exit``).
    """
    # Most commands have ended before there is any garbage to speak of.
    gc.set_threshold(_RARELY)
    # Nobody's plugin is to see what is said in a session; looking for some takes time, too.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    arguments = list(sys.argv[1:] if argv is None else argv)
    asked = _asked_language(arguments)
    use(choose(asked, os.environ))
    read = _settings(asked)
    # A stream that the shell closed is None.
    sys.stdout = sys.stdout or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    sys.stderr = sys.stderr or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        with first_line("" if read is not None and read.settings.linear else file_to_open(arguments)):
            return _run_as_asked(arguments, read)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output went away: that is no fault, and Python must not complain about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE


def _run_as_asked(arguments: list[str], read: "SettingsRead | None") -> int:
    from facilitator.cli.argparse_words import argparse_speaks
    from facilitator.cli.arguments import parser
    from facilitator.cli.configuration import read_yours

    try:
        with argparse_speaks():
            options = parser(_program()).parse_args(arguments)
    except SystemExit as leave:
        return int(leave.code or 0)
    options.read = read or read_yours(os.environ)
    return int(_run(options))


def _settings(asked: str | None) -> "SettingsRead | None":
    """The user's settings, None without a file of them: to know that they are the defaults takes longer than to give help.

    From here on the program speaks the language that was asked for, that they name, or the locale's.
    """
    if not places(os.environ).settings.exists():
        return None
    from facilitator.cli.configuration import read_yours

    read = read_yours(os.environ)
    if asked is None and read.settings.language != "auto":
        use(choose(read.settings.language, os.environ))
        # What is wrong in them is told in their own language.
        read = read_yours(os.environ) if read.problems else read
    return read


def _run(options: "Namespace") -> int:
    from facilitator.cli.configuration import TELLS_ITSELF, key_problems, tell_problems
    from facilitator.cli.errors import told

    name = options.command or "start"
    try:
        if name not in TELLS_ITSELF:
            tell_problems([*options.read.problems, *key_problems(options.read)])
        module = import_module(f"facilitator.cli.{_ROOMS.get(name, 'commands')}")
        return int(getattr(module, f"run_{name}")(options))
    except BrokenPipeError:
        raise
    except Exception as error:
        sentence = told(error)
        if sentence is None:
            raise
        from facilitator.tui.safe import drawable

        take_back()
        print(f"facilitator: {drawable(sentence, one_line=True)}", file=sys.stderr)
        return Exit.WRONG


def _asked_language(arguments: Sequence[str]) -> str | None:
    """The value of ``--lang`` wherever it stands, so that help and errors already speak it."""
    for at, word in enumerate(arguments):
        if word == "--lang" and at + 1 < len(arguments):
            return arguments[at + 1]
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return None


def _program() -> str:
    return _("facilitator {version} – live facilitation of a workshop session").format(version=__version__)
