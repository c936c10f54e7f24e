"""TOML files that people write: read whatever they hold, and told by the line when something is wrong.

Session files and theme sets share this: a name given on the command line may be a folder, a device, a pipe that never
ends or 200 MB of noise, and nothing of that may hang the program or end in a traceback.
"""

import re
import stat
from functools import cached_property
from pathlib import Path
from typing import Any

from facilitator.language import _, mark
from facilitator.model.problem import Problem

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; a session of 10,000 notes takes about two million."""

Place = tuple[str | int, ...]
"""Where a value stands: ``("minutes",)``, or ``("note", 3, "kind")`` for the fourth note."""

_NOTHING_THERE = mark("check the name; a new session is begun with “facilitator new”")


class TomlFileError(Exception):
    """A file cannot be read as what it should be: which, what is wrong, what to do, and in which line (from 1)."""

    def __init__(self, path: Path, what: str, way_out: str = "", line: int | None = None) -> None:
        super().__init__(path, what, way_out, line)
        self.path, self.what, self.way_out, self.line = path, what, way_out, line

    def __str__(self) -> str:
        """One line: ``file:line: what – way out``."""
        return str(self.problem)

    @property
    def problem(self) -> Problem:
        """The same as a value."""
        return Problem(self.path, self.line, self.what, self.way_out)


def load_bytes(path: Path, refuse: type[TomlFileError]) -> bytes:
    """What a file holds; it is looked at before it is opened, so that a pipe or a device cannot hang the program.

    Args:
        path: the file as named.
        refuse: the error to raise.

    Raises:
        TomlFileError: the one given; not there, not a plain file, too large or not readable.
    """
    try:
        about = path.stat()
        _refuse_by_kind(path, about.st_mode, about.st_size, refuse)
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise refuse(path, _("there is no such file"), _(_NOTHING_THERE)) from None
    except PermissionError:
        raise refuse(path, _("reading it is not allowed"), _("ask for the right to read it, or copy it")) from None
    except (OSError, ValueError) as error:
        what = _("it cannot be read ({reason})").format(reason=error)
        raise refuse(path, what, _("check the name and the disk")) from None
    if len(data) > LARGEST_FILE:
        _refuse_large(path, refuse)
    return data


def load_text(path: Path, refuse: type[TomlFileError]) -> str:
    """The text of a file, without a byte order mark, which some editors put in front.

    Args:
        path: the file as named.
        refuse: the error to raise.

    Raises:
        TomlFileError: the one given; as for ``load_bytes``, or it is not UTF-8.
    """
    data = load_bytes(path, refuse)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = error.start - data.rfind(b"\n", 0, error.start)
        what = _("this is not UTF-8 text (byte {byte} of the line)").format(byte=byte)
        raise refuse(path, what, _("save it as UTF-8 in your editor"), line) from None


def parse_toml(text: str, path: Path, refuse: type[TomlFileError]) -> dict[str, Any]:
    """The values of a TOML text.

    Args:
        text: the whole file.
        path: where it came from, for the error.
        refuse: the error to raise.

    Raises:
        TomlFileError: the one given; not TOML, or a merge of two versions was left unfinished in it.
    """
    import tomli

    conflict = _CONFLICT.search(text)
    if conflict:
        line = text.count("\n", 0, conflict.start()) + 1
        what = _("two versions of this file were merged and a conflict was left in it")
        raise refuse(path, what, _("keep one side of each conflict, take out the marker lines"), line)
    try:
        return tomli.loads(text)
    except RecursionError:
        raise refuse(path, _("this is not valid TOML: too many brackets inside each other")) from None
    except ValueError as error:
        what = _("this is not valid TOML: {reason}").format(reason=_reason(str(error)))
        raise refuse(path, what, _("mend this line or the one above it"), _line_told(str(error), text)) from None


class LineIndex:
    """In which line of a valid TOML text a key or a block stands; the text is looked through when first asked."""

    def __init__(self, text: str) -> None:
        """Index a text.

        Args:
            text: one that ``parse_toml`` has accepted.
        """
        self._text = text

    def line(self, place: Place) -> int | None:
        """The line of a place, counted from 1; that of its block when the place itself has none; None for the whole file."""
        for length in range(len(place), 0, -1):
            exact = place[:length]
            named = tuple(step for step in exact if isinstance(step, str))
            found = self._lines.get(exact) or self._lines.get(named)
            if found:
                return found
        return None

    @cached_property
    def _lines(self) -> dict[Place, int]:
        lines: dict[Place, int] = {}
        counts: dict[str, int] = {}
        block: Place = ()
        for number, line in enumerate(_STRING_OR_COMMENT.sub(_blanked, self._text).split("\n"), 1):
            if header := _BLOCK.match(line):
                name = header["name"]
                block = (name,)
                if header["brackets"] == "[[":
                    block = (name, counts.get(name, 0))
                    counts[name] = counts.get(name, 0) + 1
                lines.setdefault(block, number)
            elif key := _KEY.match(line):
                lines.setdefault((*block, key["name"]), number)
        return lines


def shown(value: object) -> str:
    """A value of a file as an error may show it: on one line, short, without control characters."""
    try:
        text = str(value)
    except (ValueError, RecursionError):  # a number of thousands of digits, lists inside lists inside lists
        text = "…"
    short = text if len(text) <= 40 else f"{text[:39]}…"
    return "".join(char if char.isprintable() else "\ufffd" for char in short)


_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?=\s|\Z)", re.MULTILINE)
_STRING_OR_COMMENT = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*",
    re.DOTALL,
)
_BLOCK = re.compile(r"\s*(?P<brackets>\[{1,2})\s*(?P<name>[A-Za-z0-9_.-]+)\s*\]")
_KEY = re.compile(r"\s*(?P<name>[A-Za-z0-9_-]+)\s*[=.]")
_REASONS = (
    ("Cannot overwrite", mark("a key stands twice")),
    ("Cannot declare", mark("a section stands twice")),
    ("Duplicate", mark("a key stands twice")),
    ("Expected '='", mark("an equals sign is missing after a key")),
    ("Invalid initial character", mark("a line is neither “key = value” nor a section")),
    ("Invalid value", mark("a value is missing or wrong; text stands between quotation marks")),
    ("Illegal character", mark("the quotation mark at the end of a text is missing")),
    ("Unterminated string", mark("the quotation marks at the end of a text are missing")),
    ("Unclosed", mark("a closing bracket is missing")),
    ("Unescaped", mark("a backslash in a text must be doubled")),
    ("Expected newline", mark('something stands behind the value; a quotation mark inside a text is written \\"')),
)


def _refuse_by_kind(path: Path, mode: int, size: int, refuse: type[TomlFileError]) -> None:
    if stat.S_ISDIR(mode):
        raise refuse(path, _("this is a folder"), _("name a file in it"))
    if not stat.S_ISREG(mode):
        raise refuse(path, _("this is a device or a pipe, not a file"), _("name a file"))
    if size > LARGEST_FILE:
        _refuse_large(path, refuse)


def _refuse_large(path: Path, refuse: type[TomlFileError]) -> None:
    what = _("this file is larger than {limit} MB").format(limit=LARGEST_FILE // (1024 * 1024))
    raise refuse(path, what, _("check the name: no session is that long"))


def _blanked(found: re.Match[str]) -> str:
    """The lines that a string or comment takes, emptied, so that what is typed there is never taken for a key."""
    return "_" + "\n" * found[0].count("\n")


def _reason(message: str) -> str:
    """What the parser found wrong, in words of the program; unknown words of the parser are passed on."""
    told = next((reason for start, reason in _REASONS if message.startswith(start)), None)
    return _(told) if told else shown(message.split(" (at ")[0])


def _line_told(message: str, text: str) -> int | None:
    found = re.search(r"\(at line (\d+),", message)
    if found:
        return int(found[1])
    return text.rstrip("\n").count("\n") + 1 if "end of document" in message else None
