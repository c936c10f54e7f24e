"""Completion for shells: bash, zsh and fish, made from the arguments themselves."""

import argparse
import sys
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from facilitator.cli.exits import Exit

_FILES = {"file", "files", "report", "out", "participants"}
"""Arguments that are files."""


def run_completion(options: Namespace) -> int:
    """The completion of one shell, on the standard output."""
    import shtab

    from facilitator.cli.arguments import parser

    top = parser("facilitator")
    for action in _actions(top):
        if action.dest in _FILES:
            # shtab reads this attribute.
            action.complete = shtab.FILE
    sys.stdout.write(shtab.complete(top, options.shell).rstrip("\n") + "\n")
    return Exit.DONE


def _actions(parser: argparse.ArgumentParser) -> Iterator[Any]:
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in dict.fromkeys(action.choices.values()):
                yield from _actions(command)
