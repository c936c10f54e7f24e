"""The user's settings on the command line: where they are, what is in use, opening them in an editor."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.cli.exits import Exit
from facilitator.language import _, colon

if TYPE_CHECKING:
    from facilitator.model.problem import Problem
    from facilitator.storage.places import Places
    from facilitator.storage.settings import SettingsRead

TELLS_ITSELF = frozenset({"config", "keys"})
"""Commands that tell what is wrong in the settings themselves."""


def read_yours(environment: Mapping[str, str]) -> "SettingsRead":
    """The settings of this user, with theme sets and agendas checked against those there are.

    Args:
        environment: the process environment.
    """
    from facilitator.storage.places import places
    from facilitator.storage.settings import read_settings

    yours = places(environment)
    known = {"themes": lambda: _theme_sets(yours), "agenda": lambda: _agendas(yours)}
    return read_settings(yours.settings, known)


def tell_problems(problems: "Iterable[Problem]") -> None:
    """Say what is wrong in the settings, one line each."""
    from facilitator.cli.first_line import take_back
    from facilitator.tui.safe import drawable

    for problem in problems:
        take_back()
        print(drawable(str(problem), one_line=True), file=sys.stderr)


def key_problems(read: "SettingsRead") -> "list[Problem]":
    """What is wrong with the keys that the settings give to acts, with the lines where they stand."""
    if not read.settings.keys:
        return []
    from facilitator.model.problem import Problem
    from facilitator.storage.settings import KEYS
    from facilitator.toml_file import LineIndex, TomlFileError, load_text
    from facilitator.tui.keymap import faults

    lines = LineIndex(load_text(read.path, TomlFileError))
    found = [
        Problem(
            read.path,
            lines.line((KEYS, fault.command)),
            f"{fault.command}{colon()} {fault.what}",
            fault.way_out,
        )
        for fault in faults(read.settings.keys)
    ]
    return sorted(found, key=lambda problem: problem.line or 0)


def setting_faults(read: "SettingsRead") -> tuple[str, ...]:
    """What is wrong in the settings, in a few words each: the line and what stands there."""
    problems = [*read.problems, *key_problems(read)]
    line = _("Settings, line {line}: {what}")
    whole = _("Settings: {what}")
    return tuple((line if one.line else whole).format(line=one.line, what=one.what) for one in problems)


def run_config(options: Namespace) -> int:
    """Where the settings are and which are in use, or an editor on them."""
    read: SettingsRead = options.read
    if options.edit:
        read = _edited(read)
    else:
        print(_in_use(read), end="")
    problems = [*read.problems, *key_problems(read)]
    tell_problems(problems)
    return Exit.PROBLEMS if problems else Exit.DONE


def _edited(read: "SettingsRead") -> "SettingsRead":
    """Have the file edited and read it again; made first, with every setting in a comment, when there is none."""
    from facilitator.storage.atomic import replace_file
    from facilitator.storage.settings import settings_text

    if not read.path.exists():
        read.path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(read.path, settings_text().encode())
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        print(read.path)
        print(_("No editor is named (VISUAL or EDITOR): open this file with yours."), file=sys.stderr)
        return read_yours(os.environ)
    import shlex
    import subprocess

    from facilitator.cli.ground import UsageError

    try:
        left = subprocess.run([*shlex.split(editor), str(read.path)], check=False)
    except (OSError, ValueError) as error:
        raise UsageError(_("{editor} cannot be started: {reason}").format(editor=editor, reason=error)) from None
    if left.returncode:
        raise UsageError(_("{editor} ended with status {status}").format(editor=editor, status=left.returncode))
    return read_yours(os.environ)


def _in_use(read: "SettingsRead") -> str:
    """The path and the values in use as TOML, each with where it comes from."""
    from facilitator.storage.settings import KEYS, described, toml_value

    absent, default = _("not there yet: facilitator config --edit makes it"), _("default")
    lines = [f"# {read.path}" if read.path.exists() else f"# {read.path} – {absent}"]
    for name in described():
        value = f"{name} = {toml_value(getattr(read.settings, name))}"
        lines.append(value if name in read.given else f"{value:<28} # {default}")
    if read.settings.keys:
        lines += ["", f"[{KEYS}]", *(f"{act} = {toml_value(keys)}" for act, keys in read.settings.keys.items())]
    return "\n".join(lines) + "\n"


def _theme_sets(yours: "Places") -> Iterable[str]:
    from facilitator.data_folder import shipped
    from facilitator.themes import find_theme_sets

    return find_theme_sets((yours.theme_sets, shipped("themes")))


def _agendas(yours: "Places") -> Iterable[str]:
    from facilitator.data_file import data_files
    from facilitator.data_folder import shipped

    folders: tuple[Path, ...] = (yours.agendas, shipped("agendas"))
    return data_files(folders)
