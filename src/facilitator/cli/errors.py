"""Errors that people can do something about, told in one line."""

import sqlite3


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
    if isinstance(error, (*known, OSError, sqlite3.Error)):
        return " ".join(str(error).split("\n"))
    from facilitator.cli.commands import UsageError
    from facilitator.live.commands.base import CommandRefusedError
    from facilitator.report.importer import ReportFileError

    if isinstance(error, (UsageError, CommandRefusedError, ReportFileError)):
        return " ".join(str(error).split("\n"))
    return None
