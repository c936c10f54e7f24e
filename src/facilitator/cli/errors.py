"""Errors that people can do something about, told in one line."""

import errno
import sqlite3

from facilitator.language import _, colon
from facilitator.system_words import reason_of


def told(error: Exception) -> str | None:
    """The sentence for an error, or None for a fault of the program itself."""
    from facilitator.data_folder import ShippedDataMissingError
    from facilitator.storage.atomic import FileNotWrittenError
    from facilitator.storage.journal import JournalError
    from facilitator.storage.lock import SessionBusyError
    from facilitator.toml_file import TomlFileError

    known: tuple[type[Exception], ...] = (
        FileNotWrittenError,
        JournalError,
        SessionBusyError,
        TomlFileError,
        ShippedDataMissingError,
    )
    if isinstance(error, (*known, sqlite3.Error)):
        return _one_line(str(error))
    if isinstance(error, OSError):
        if error.errno == errno.ENAMETOOLONG:
            return _("this name is too long – choose a shorter one")
        said = reason_of(error)
        return _one_line(f"{error.filename}{colon()} {said}" if error.filename else said)
    from facilitator.cli.ground import UsageError
    from facilitator.live.commands.base import CommandRefusedError
    from facilitator.report.importer import ReportFileError

    if isinstance(error, (UsageError, CommandRefusedError, ReportFileError)):
        return _one_line(str(error))
    return None


def _one_line(sentence: str) -> str:
    return " ".join(sentence.split("\n"))
