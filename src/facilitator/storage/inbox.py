"""Notes handed over to the program that has the session open: small files in a folder beside the journal."""

import contextlib
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from facilitator.language import _
from facilitator.storage.atomic import replace_file

FOLDER = "inbox"


class Handed(Struct, frozen=True):
    """Lines handed over: each with the identifier that its note will bear, so that taking them in twice keeps one."""

    file: Path
    lines: tuple[tuple[str, str], ...]
    author: str
    at: str

    def done(self) -> None:
        """The notes are kept: the file may go."""
        self.file.unlink(missing_ok=True)


def drop(folder: Path, name: str, lines: tuple[tuple[str, str], ...], author: str, at: str) -> Path:
    """Hand lines over.

    Args:
        folder: the journal folder of the session.
        name: a name that sorts by time (an identifier).
        lines: pairs of note identifier and line as typed.
        author: who adds them.
        at: the moment, in ISO form with an offset.

    Raises:
        FileNotWrittenError: the folder cannot be written.
    """
    file = folder / FOLDER / f"{name}.json"
    said = {"lines": [list(line) for line in lines], "author": author, "at": at}
    # Plain ASCII also carries what the shell gave as bytes that are no text.
    replace_file(file, json.dumps(said).encode("ascii"))
    return file


def waiting(folder: Path, told: Callable[[str], None] = lambda _sentence: None) -> list[Handed]:
    """What has been handed over, oldest first; a file that is not of this form is set aside, see ``set_aside``.

    Args:
        folder: the journal folder of the session.
        told: called with a sentence for people when a file was set aside, once for each.
    """
    found: list[Handed] = []
    for file in _files(folder, ".json"):
        try:
            found.append(_read(file))
        except OSError:
            continue
        except (ValueError, KeyError, TypeError, RecursionError):
            with contextlib.suppress(OSError):
                told(_set_aside(file))
    return found


def set_aside(folder: Path) -> list[Path]:
    """The handed-over files that could not be read; they stay, under ``.bad``, to be looked at by people."""
    return _files(folder, ".bad")


def _set_aside(file: Path) -> str:
    """Give a file a name under which it is not read again; returns what to tell."""
    aside = file.with_suffix(".bad")
    count = 1
    while aside.exists():
        count += 1
        aside = file.with_name(f"{file.stem}-{count}.bad")
    file.rename(aside)
    return _("notes handed over by another program could not be read; they are kept as {path}").format(path=aside)


def _files(folder: Path, ending: str) -> list[Path]:
    try:
        inside = list((folder / FOLDER).iterdir())
    except OSError:
        return []
    return sorted(file for file in inside if file.suffix == ending and not file.name.startswith("."))


def _read(file: Path) -> Handed:
    """One file. Raises ``ValueError``, ``KeyError`` or ``TypeError`` when it is not as ``drop`` wrote it."""
    said = json.loads(file.read_bytes())
    lines = tuple((note_id, line) for note_id, line in said["lines"])
    author, at = said["author"], said["at"]
    if not all(isinstance(word, str) for word in (author, at, *(word for pair in lines for word in pair))):
        raise TypeError("not text")
    if datetime.fromisoformat(at).tzinfo is None:
        raise ValueError("no offset")
    return Handed(file, lines, author, at)
