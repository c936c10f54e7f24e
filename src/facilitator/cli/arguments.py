"""What the command line takes."""

import argparse
from typing import NoReturn

from facilitator import __version__
from facilitator.language import LANGUAGES, _


class _Parser(argparse.ArgumentParser):
    """Speaks the spoken language, and says what to do about a wrong word."""

    def error(self, message: str) -> NoReturn:
        """One line, exit status 2."""
        said = _("wrong use: {message} – see {program} --help").format(message=message, program=self.prog)
        self.exit(2, f"{self.prog}: {said}\n")

    def format_help(self) -> str:
        """The help with its headings in the spoken language."""
        text = super().format_help()
        for english, spoken in (
            ("usage: ", _("usage: ")),
            ("positional arguments:", _("arguments:")),
            ("options:", _("options:")),
            ("show this help message and exit", _("show this help and leave")),
            ("show program's version number and exit", _("show the version and leave")),
        ):
            text = text.replace(english, spoken, 1)
        return text


def parser(description: str) -> argparse.ArgumentParser:
    """The parser of all commands."""
    top = _Parser(prog="facilitator", description=description)
    top.add_argument("--version", action="version", version=f"facilitator {__version__}")
    top.add_argument("--lang", choices=LANGUAGES, help=_("language of the screen and of messages"))
    commands = top.add_subparsers(dest="command", metavar=_("COMMAND"), parser_class=_Parser)
    _screen_commands(commands)
    _capture_commands(commands)
    _report_commands(commands)
    _look_commands(commands)
    return top


def _command(commands: "argparse._SubParsersAction[_Parser]", name: str, what: str) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=what, description=what)


def _screen_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    _command(commands, "demo", _("try an example session; nothing is kept in your folders")).add_argument(
        "--look", choices=("dark", "light"), default="dark", help=_("screen: dark or light")
    )
    new = _command(commands, "new", _("make a session"))
    new.add_argument("file", metavar=_("FILE"), help=_("session file to make (.toml is added)"))
    new.add_argument("--title", default="", help=_("title, e.g. “Atelier 4 - Emergence - Session 2”"))
    new.add_argument("--question", default="", help=_("the question of the session"))
    new.add_argument(
        "--host", action="append", default=[], metavar=_("NAME"), help=_("who brings the question; may be repeated")
    )
    new.add_argument(
        "--participant", action="append", default=[], metavar=_("NAME"), help=_("participant; may be repeated")
    )
    new.add_argument("--themes", default="", metavar=_("SET"), help=_("theme set (see “facilitator themes”)"))
    new.add_argument("--agenda", default="", metavar=_("AGENDA"), help=_("agenda: phases with their minutes"))
    new.add_argument("--participants", metavar=_("LIST"), help=_("registrations: a CSV as a spreadsheet writes it"))
    new.add_argument("--minutes", type=int, default=75, help=_("planned minutes (75)"))
    new.add_argument("--lang", choices=LANGUAGES, help=_("language of the report"))
    opened = _command(commands, "open", _("open a session on the screen; a report is imported first"))
    opened.add_argument("file", metavar=_("FILE"), help=_("session (.toml) or report (.md, .txt)"))
    opened.add_argument("--look", choices=("dark", "light"), default="dark", help=_("screen: dark or light"))
    opened.add_argument("--scribe", default="", metavar=_("NAME"), help=_("who captures; signs the notes"))


def _capture_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    add = _command(commands, "add", _("add notes; the signs of the typing line act"))
    add.add_argument("file", metavar=_("FILE"), help=_("session file"))
    add.add_argument(
        "text", nargs="+", metavar=_("TEXT"), help=_("one note, or - to read notes from the standard input, one a line")
    )
    add.add_argument("--scribe", default="", metavar=_("NAME"), help=_("who captures; signs the notes"))
    taken = _command(commands, "import", _("make a session of a report"))
    taken.add_argument("report", metavar=_("REPORT"), help=_("report in Markdown or plain text"))
    taken.add_argument("-o", "--out", metavar=_("FILE"), help=_("session file to make; beside the report if not given"))


def _report_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    export = _command(commands, "export", _("write the report"))
    export.add_argument("file", metavar=_("FILE"), help=_("session file"))
    export.add_argument(
        "-o", "--out", default="-", metavar=_("OUT"), help=_("file to write; - (the default) is the standard output")
    )
    export.add_argument(
        "--format",
        choices=("md", "html", "json", "odt", "docx", "csv"),
        help=_("form of the report (md, or by the ending of OUT)"),
    )
    export.add_argument(
        "--public", action="store_true", help=_("name only those who agreed to it, also inside notes and synthesis")
    )
    close = _command(commands, "close", _("close the session and write its report, without the screen"))
    close.add_argument("file", metavar=_("FILE"), help=_("session file"))
    close.add_argument("-o", "--out", metavar=_("OUT"), help=_("report to write; beside the session if not given"))
    for command in (export, close):
        command.add_argument(
            "--group",
            choices=("said", "theme"),
            default="said",
            help=_("discussion in the order said (said) or by theme (theme)"),
        )
        command.add_argument(
            "--names",
            choices=("full", "initials", "count"),
            default="full",
            help=_("names in full (full), as first name and initial (initials), or only their number (count)"),
        )
        command.add_argument("--times", action="store_true", help=_("say when each note was noted"))
        command.add_argument("--speakers", action="store_true", help=_("say who said each note"))
        command.add_argument("--wordings", action="store_true", help=_("show the earlier wordings of the question"))
        command.add_argument("--presence", action="store_true", help=_("say who came late or left, and when"))


def _look_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    show = _command(commands, "show", _("show the session in the terminal, as text"))
    show.add_argument("file", metavar=_("FILE"), help=_("session file"))
    check = _command(commands, "check", _("is this session, theme set or agenda right? each problem with its line"))
    check.add_argument("files", nargs="+", metavar=_("FILE"), help=_("session file, theme set or agenda"))
    themes = _command(commands, "themes", _("the theme sets, or one of them"))
    themes.add_argument("name", nargs="?", metavar=_("NAME"), help=_("name of a set"))
    _command(commands, "recover", _("sessions with work that their file does not hold yet"))
