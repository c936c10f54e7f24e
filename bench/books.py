"""The book of proceedings of a whole gathering: its time beside its reports made one by one, and what it holds in memory."""

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from bench.driving import environment
from bench.material import PROGRAM, PYTHON, session_of
from bench.settings import Settings
from bench.table import Row, ratio
from facilitator.storage.session_file import SessionText

_SESSIONS, _NOTES = 150, 200
_FORMATS = ("md", "html", "odt", "docx")
# The same reports, each by itself, in one process that has everything loaded: what the book is made of.
_ONE_BY_ONE = (
    "import sys; from pathlib import Path;"
    "from facilitator.report.export import export_file; from facilitator.report.options import ReportOptions;"
    "from facilitator.storage.session_file import read_session;"
    "[export_file(read_session(file), sys.argv[2], ReportOptions()) for file in sorted(Path(sys.argv[1]).glob('*.toml'))]"
)


def rows(settings: Settings) -> Iterator[Row]:
    """The rows of the book."""
    home = settings.sub("books")
    folder = home / "sessions"
    folder.mkdir()
    for number in range(_SESSIONS):
        text = SessionText().render(session_of(f"session-{number:03}", _NOTES))
        (folder / f"session-{number:03}.toml").write_text(text, encoding="utf-8")
    for form in _FORMATS:
        runs = [_pair(folder, form, home) for _round in range(min(settings.rounds, 3))]
        what = f"`book` as {form}, {_SESSIONS} sessions of {_NOTES} notes"
        yield ratio(
            f"{what}, to its reports one by one", [(book[0], single[0]) for book, single in runs], None, "book/single"
        )
        yield Row(f"{what}, memory at most", tuple(book[1] for book, _single in runs), None, "MiB")


def _pair(folder: Path, form: str, home: Path) -> tuple[tuple[float, float], tuple[float, float]]:
    book = [*PROGRAM, "book", str(folder), "-o", str(home / f"book.{form}")]
    return _run(book, home), _run([PYTHON, "-c", _ONE_BY_ONE, str(folder), form], home)


def _run(argv: list[str], home: Path) -> tuple[float, float]:
    """Seconds, and the most memory held at once in MiB."""
    begin = time.perf_counter()
    silent = subprocess.DEVNULL
    program = subprocess.Popen(argv, cwd=home, env=environment(home), stdin=silent, stdout=silent, stderr=silent)
    _pid, status, used = os.wait4(program.pid, 0)
    if status:
        raise subprocess.CalledProcessError(status, argv)
    return time.perf_counter() - begin, used.ru_maxrss / 1024
