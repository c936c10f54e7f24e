"""What the command line takes."""

import argparse
from typing import NoReturn

from facilitator import __version__
from facilitator.language import LANGUAGES, _
from facilitator.storage.choices import LOOKS, REPORT_FORMATS


class _Parser(argparse.ArgumentParser):
    """Speaks the spoken language, and says what to do about a wrong word."""

    def error(self, message: str) -> NoReturn:
        """One line, exit status 2."""
        from facilitator.cli.first_line import take_back
        from facilitator.tui.safe import drawable

        take_back()
        said = _("wrong use: {message} – see {program} --help").format(message=message, program=self.prog)
        self.exit(2, f"{self.prog}: {drawable(said, one_line=True)}\n")


def _typed(text: str) -> str:
    """Typed text as a session can hold it: bytes of the shell that are no text (lone surrogates) become U+FFFD."""
    from facilitator.live.commands.base import whole

    return whole(text)


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("a whole number, not {value}").format(value=text)) from None


def parser(description: str) -> argparse.ArgumentParser:
    """The parser of all commands."""
    top = _Parser(prog="facilitator", description=description)
    top.add_argument(
        "--version", action="version", version=f"facilitator {__version__}", help=_("show the version and leave")
    )
    top.add_argument("--lang", choices=LANGUAGES, help=_("language of the screen and of messages"))
    commands = top.add_subparsers(dest="command", metavar=_("COMMAND"), parser_class=_Parser)
    _screen_commands(commands)
    _capture_commands(commands)
    _report_commands(commands)
    _look_commands(commands)
    _own_commands(commands)
    return top


def _command(commands: "argparse._SubParsersAction[_Parser]", name: str, what: str) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=what, description=what)


def _screen_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    demo = _command(commands, "demo", _("try an example session; nothing is kept in your folders"))
    demo.add_argument(
        "--look", choices=LOOKS, metavar=_("LOOK"), help=_("look of the screen: dark, light or another one")
    )
    demo.add_argument("--linear", action="store_true", help=_("without a screen: a prompt, one line an event"))
    new = _command(commands, "new", _("make a session"))
    new.add_argument("file", metavar=_("FILE"), help=_("session file to make (.toml is added)"))
    new.add_argument("--title", type=_typed, default="", help=_("title, e.g. “Atelier 4 - Emergence - Session 2”"))
    new.add_argument("--question", type=_typed, default="", help=_("the question of the session"))
    new.add_argument(
        "--host",
        type=_typed,
        action="append",
        default=[],
        metavar=_("NAME"),
        help=_("who brings the question; may be repeated"),
    )
    new.add_argument(
        "--participant",
        type=_typed,
        action="append",
        default=[],
        metavar=_("NAME"),
        help=_("participant; may be repeated"),
    )
    new.add_argument("--themes", metavar=_("SET"), help=_("theme set (see “facilitator themes”)"))
    new.add_argument("--agenda", metavar=_("AGENDA"), help=_("agenda: phases with their minutes"))
    new.add_argument("--participants", metavar=_("LIST"), help=_("registrations: a CSV as a spreadsheet writes it"))
    new.add_argument("--minutes", type=_whole, help=_("planned minutes (75)"))
    new.add_argument("--lang", choices=LANGUAGES, help=_("language of the report"))
    opened = _command(commands, "open", _("open a session on the screen; a report is imported first"))
    opened.add_argument("file", metavar=_("FILE"), help=_("session (.toml) or report (.md, .txt)"))
    opened.add_argument(
        "--look", choices=LOOKS, metavar=_("LOOK"), help=_("look of the screen: dark, light or another one")
    )
    opened.add_argument("--linear", action="store_true", help=_("without a screen: a prompt, one line an event"))
    opened.add_argument("--scribe", type=_typed, default="", metavar=_("NAME"), help=_("who captures; signs the notes"))


def _capture_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    add = _command(commands, "add", _("add notes; the signs of the typing line act"))
    add.add_argument("file", metavar=_("FILE"), help=_("session file"))
    add.add_argument(
        "text", nargs="+", metavar=_("TEXT"), help=_("one note, or - to read notes from the standard input, one a line")
    )
    add.add_argument("--scribe", type=_typed, default="", metavar=_("NAME"), help=_("who captures; signs the notes"))
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
    close.add_argument(
        "--format",
        action="append",
        choices=REPORT_FORMATS,
        help=_("form of the report, once for each that is wanted (md and html, or those of the settings)"),
    )
    close.add_argument(
        "--public", action="store_true", help=_("name only those who agreed to it, also inside notes and synthesis")
    )
    book = _book_command(commands)
    names = _command(commands, "names", _("names inside the texts, and what a public report says in their place"))
    names.add_argument("file", metavar=_("FILE"), help=_("session file"))
    speech = _command(commands, "speech", _("the synthesis as plain text, to be read aloud in 90 seconds"))
    speech.add_argument("file", metavar=_("FILE"), help=_("session file"))
    speech.add_argument(
        "--public", action="store_true", help=_("name only those who agreed to it, also inside notes and synthesis")
    )
    for command in (export, close, book):
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
        command.add_argument(
            "--sources", action="store_true", help=_("number the notes that passages of the synthesis were made of")
        )
        command.add_argument("--wordings", action="store_true", help=_("show the earlier wordings of the question"))
        command.add_argument("--speaking", action="store_true", help=_("say how often and how long each person spoke"))
        command.add_argument("--presence", action="store_true", help=_("say who came late or left, and when"))


def _book_command(commands: "argparse._SubParsersAction[_Parser]") -> argparse.ArgumentParser:
    book = _command(commands, "book", _("all sessions of a folder in one document: the book of proceedings"))
    book.add_argument("folder", metavar=_("FOLDER"), help=_("folder with session files"))
    book.add_argument(
        "-o", "--out", default="-", metavar=_("OUT"), help=_("file to write; - (the default) is the standard output")
    )
    book.add_argument(
        "--format",
        choices=("md", "html", "json", "odt", "docx", "csv"),
        help=_("form of the book (md, or by the ending of OUT)"),
    )
    book.add_argument("--title", type=_typed, default="", help=_("title of the book; the folder's name if not given"))
    book.add_argument(
        "--lang", choices=LANGUAGES, help=_("language of all headings; that of most sessions if not given")
    )
    book.add_argument(
        "--public", action="store_true", help=_("name only those who agreed to it, also inside notes and synthesis")
    )
    return book


def _look_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    show = _command(commands, "show", _("show the session in the terminal, as text"))
    show.add_argument("file", metavar=_("FILE"), help=_("session file"))
    check = _command(commands, "check", _("is this session, theme set or agenda right? each problem with its line"))
    check.add_argument("files", nargs="+", metavar=_("FILE"), help=_("session file, theme set or agenda"))
    themes = _command(commands, "themes", _("the theme sets, or one of them"))
    themes.add_argument("name", nargs="?", metavar=_("NAME"), help=_("name of a set"))
    _command(commands, "recover", _("sessions with work that their file does not hold yet"))


def _own_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    """What concerns the program itself, and no session."""
    config = _command(commands, "config", _("where the settings are, and which are in use"))
    config.add_argument("--edit", action="store_true", help=_("open the settings in your editor"))
    keys = _command(commands, "keys", _("the keys, on one page"))
    keys.add_argument("--format", choices=("text", "md"), default="text", help=_("as text (text) or Markdown (md)"))
    what = keys.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help=_("do your own keys get in the way of others?"))
    what.add_argument("--ids", action="store_true", help=_("the ids of acts, to give them other keys in the settings"))
    completion = _command(commands, "completion", _("completion for your shell, to be read by it"))
    completion.add_argument("shell", choices=("bash", "zsh", "fish"), help=_("the shell"))
    _command(commands, "man", _("the manual page (facilitator man | man -l -)"))
