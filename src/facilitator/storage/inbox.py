"""Notes handed over to the program that has the session open: small files in a folder beside the journal."""

import contextlib
import json
from dataclasses import dataclass
from pathlib import Path

from facilitator.storage.atomic import replace_file

FOLDER = "inbox"


@dataclass(frozen=True, slots=True)
class Handed:
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
    replace_file(file, json.dumps(said, ensure_ascii=False).encode())
    return file


def waiting(folder: Path) -> list[Handed]:
    """What has been handed over, oldest first; a file that cannot be read is set aside under ``.bad``."""
    found: list[Handed] = []
    inbox = folder / FOLDER
    try:
        files = sorted(file for file in inbox.iterdir() if file.suffix == ".json" and not file.name.startswith("."))
    except OSError:
        return found
    for file in files:
        try:
            said = json.loads(file.read_bytes())
            lines = tuple((str(note_id), str(line)) for note_id, line in said["lines"])
            found.append(Handed(file, lines, str(said["author"]), str(said["at"])))
        except FileNotFoundError:
            continue
        except (OSError, ValueError, KeyError, TypeError):
            with contextlib.suppress(OSError):
                file.rename(file.with_suffix(".bad"))
    return found
