"""Reading who registered: a CSV file as spreadsheets and registration forms write it. All of it is taken, or nothing."""

import os
from pathlib import Path

from facilitator.capture.people_table import PeopleTableError, read_table
from facilitator.capture.person_draft import PersonDraft
from facilitator.language import _
from facilitator.plain_text import NotPlainTextError, plain_text
from facilitator.toml_file import TomlFileError, load_bytes

_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of LibreOffice and Excel begin, today's and those of before 2007."""


class RegistrationFileError(TomlFileError):
    """A registration file cannot be read: which file, why, what to do, and in which line."""


def read_registrations(path: Path) -> tuple[PersonDraft, ...]:
    """The people of a registration file, in its order.

    UTF-8 with or without its mark, UTF-16 with its mark, Windows-1252; cells parted by semicolons, commas or tabs; with a
    title row in French or English, or without.

    Args:
        path: the file as named.

    Raises:
        RegistrationFileError: it cannot be read; the line and the way out are named where there is one.
    """
    if not os.path.exists(path):
        raise RegistrationFileError(path, _("there is no such file"), _("check the name"))
    data = load_bytes(path, RegistrationFileError)
    if data.startswith(_SPREADSHEETS):
        what = _("this is a spreadsheet or another packed file, not CSV")
        raise RegistrationFileError(path, what, _("save it as “CSV UTF-8” and name that file"))
    try:
        return read_table(plain_text(data))
    except NotPlainTextError as error:
        what = _("this line is not in UTF-8 or Windows-1252")
        raise RegistrationFileError(path, what, _("save it as “CSV UTF-8” and name that file"), error.line) from None
    except PeopleTableError as error:
        raise RegistrationFileError(path, error.what, error.way_out, error.line) from None
