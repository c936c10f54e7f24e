"""The manual page, made of what the arguments, the settings and the exit statuses say of themselves."""

import argparse
import sys
from argparse import Namespace
from collections.abc import Iterator

from facilitator import __version__
from facilitator.cli.arguments import parser
from facilitator.cli.exits import MEANINGS, Exit
from facilitator.language import _, mark
from facilitator.storage.settings import allowed_lines, described, toml_value

_ABOUT = mark(
    "Facilitator helps to hold a workshop session and to take its notes in the terminal: one question, a circle, notes taken "
    "as people speak and grouped by theme, a synthesis read back at the end, a report handed over at the close. It works "
    "offline, on plain files, and every note is on disk before it is shown as kept."
)
_FILES = (
    ("$XDG_CONFIG_HOME/facilitator/facilitator.toml", mark("the settings; “facilitator config” says the path in use")),
    ("$XDG_CONFIG_HOME/facilitator/themes, agendas", mark("theme sets and agendas of your own")),
    ("$XDG_STATE_HOME/facilitator", mark("the journals of sessions")),
)
_ENVIRONMENT = (
    ("LC_ALL, LC_MESSAGES, LANG", mark("the language, where neither --lang nor the settings say it")),
    ("VISUAL, EDITOR", mark("the editor of “facilitator config --edit”")),
    ("NO_COLOR", mark("no colours")),
    ("TERM", mark("“dumb”: no screen is drawn, see --linear")),
)


def run_man(_options: Namespace) -> int:
    """The manual page on the standard output."""
    sys.stdout.write(manual())
    return Exit.DONE


def manual() -> str:
    """The manual page in the spoken language, for ``man``."""
    top = parser("")
    about = _("live facilitation of a workshop session, in the terminal")
    lines = [
        f'.TH FACILITATOR 1 "" "facilitator {_text(__version__)}"',
        *_section(_("NAME")),
        _text(f"facilitator – {about}").replace("–", "\\-", 1),
        *_section(_("SYNOPSIS")),
        ".B facilitator",
        f"[\\fB\\-\\-lang\\fR \\fIfr\\fR|\\fIen\\fR] [\\fI{_text(_('COMMAND'))}\\fR ...]",
        *_section(_("DESCRIPTION")),
        _text(_(_ABOUT)),
        *_section(_("OPTIONS")),
        *(line for action in _own(top) for line in _option(action)),
        *_section(_("COMMANDS")),
    ]
    for name, what, command in _commands(top):
        lines += [f'.SS "{_usage(name, command)}"', _text(what)]
        lines += [line for action in _own(command) for line in _option(action)]
    lines += [*_section(_("SETTINGS")), _text(_("One file, in TOML; “facilitator config --edit” opens it."))]
    for name, (setting, default) in described().items():
        told = " ".join([_(setting.sentence), *allowed_lines(setting, default)])
        lines += _item(f"{name} = {toml_value(default)}", told)
    lines += _item("[keys]", _("Other keys for acts, by their id: “facilitator keys --ids” lists the ids."))
    for heading, items in (
        (_("EXIT STATUS"), [(status, _(meaning)) for status, meaning in MEANINGS.items()]),
        (_("FILES"), [(path, _(what)) for path, what in _FILES]),
        (_("ENVIRONMENT"), [(name, _(what)) for name, what in _ENVIRONMENT]),
    ):
        lines += [*_section(heading), *(line for item in items for line in _item(*item))]
    return "\n".join(lines) + "\n"


def _section(heading: str) -> list[str]:
    return [f'.SH "{_text(heading)}"']


def _item(term: str, told: str) -> list[str]:
    return [".TP", f".B {_quoted(term)}", _text(told)]


def _option(action: argparse.Action) -> list[str]:
    """One option or argument."""
    names = ", ".join(action.option_strings)
    value = _value(action)
    term = f"{names} {value}".strip() if action.nargs != 0 else names
    return _item(term, (action.help or "").replace("%%", "%"))


def _value(action: argparse.Action) -> str:
    if action.choices is not None and action.metavar is None:
        return "|".join(map(str, action.choices))
    metavar = action.metavar or (action.dest.upper() if action.option_strings else action.dest)
    return metavar if isinstance(metavar, str) else " ".join(metavar)


def _usage(name: str, command: argparse.ArgumentParser) -> str:
    """The name of a command and what must or may follow it."""
    parts = [name]
    for action in _own(command):
        if not action.option_strings:
            value = _value(action) + ("..." if action.nargs == "+" else "")
            parts.append(f"[{value}]" if action.nargs == "?" else value)
    return _text(" ".join(parts)).replace('"', "\\(dq")


def _own(command: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """The arguments of a command, but those that all have."""
    for action in command._actions:
        if not isinstance(action, argparse._SubParsersAction | argparse._HelpAction):
            yield action


def _commands(top: argparse.ArgumentParser) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Every command: its name, what it does, its parser."""
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                yield name, command.description or "", command


def _quoted(text: str) -> str:
    """Text as one argument of a request."""
    inside = _text(text).replace('"', "\\(dq")
    return f'"{inside}"'


def _text(text: str) -> str:
    """Text that means nothing to the formatter."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain
