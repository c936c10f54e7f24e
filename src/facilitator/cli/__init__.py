"""The command line. Nothing heavy is loaded before a command needs it."""

import argparse
import os
import sys
from collections.abc import Sequence

from facilitator import __version__
from facilitator.cli.exits import Exit
from facilitator.language import _, choose, use


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: the arguments after the program's name; those of the process if None.

    Returns:
        The exit status (``Exit``).
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    use(choose(_asked_language(arguments), os.environ))
    # A stream that the shell closed is None.
    sys.stdout = sys.stdout or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    sys.stderr = sys.stderr or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    from facilitator.cli.arguments import parser

    try:
        options = parser(_program()).parse_args(arguments)
    except SystemExit as leave:
        return int(leave.code or 0)
    try:
        return int(_run(options))
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output went away: that is no fault, and Python must not complain about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE


def _run(options: argparse.Namespace) -> int:
    from facilitator.cli import commands
    from facilitator.cli.errors import told

    try:
        return int(getattr(commands, f"run_{options.command or 'start'}")(options))
    except BrokenPipeError:
        raise
    except Exception as error:
        sentence = told(error)
        if sentence is None:
            raise
        from facilitator.tui.safe import drawable

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
