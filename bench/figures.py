"""How fast it is, as ratios to a bare Textual application in the same run, through a real pseudo-terminal.

``make bench`` prints the table. Absolute times of two runs are not to be compared; ratios are.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.terminal.terminal import Terminal

from facilitator.model.session import Note, Session, Theme
from facilitator.storage.session_file import SessionText

BARE = [sys.executable, str(Path(__file__).with_name("bare.py"))]
PROGRAM = [sys.executable, "-m", "facilitator", "--lang", "en", "open"]
ROUNDS = 5
KEYS = 60
SIZE = (120, 40)
WORDS = [
    "le",
    "cercle",
    "dit",
    "que",
    "la",
    "règle",
    "change",
    "quand",
    "on",
    "essaie",
    "ensemble",
    "de",
    "faire",
    "autrement",
    "sans",
    "attendre",
    "la",
    "permission",
]


def session_of(count: int, path: Path) -> Path:
    """A session file with some notes."""
    chance, start = random.Random(1), datetime(2026, 5, 4, 9, tzinfo=UTC)
    notes = tuple(
        Note(
            id=f"n{number:05d}",
            text=" ".join(chance.choices(WORDS, k=18)),
            themes=("a",),
            at=start + timedelta(seconds=number),
        )
        for number in range(count)
    )
    themes = (Theme(id="a", name="A", letter="A"),)
    session = Session(id=f"bench-{count}", title="Bench", question="?", themes=themes, notes=notes)
    path.write_text(SessionText().render(session), encoding="utf-8")
    return path


def started(argv: list[str], ready: str, home: Path) -> float:
    """Seconds from spawning to what is ready being on the screen."""
    begin = time.perf_counter()
    with Terminal(argv, size=SIZE, home=home) as term:
        term.wait_for(ready)
        return time.perf_counter() - begin


def typed(argv: list[str], ready: str, home: Path) -> float:
    """The median of the seconds from each key to its letter on the screen."""
    times = []
    chance = random.Random(2)
    letters = "cd" + "".join(chance.choices("bcdfghjklmnpqrstvwxz", k=KEYS - 2))
    with Terminal(argv, size=SIZE, home=home) as term:
        term.wait_for(ready)
        # What an earlier round left half-typed has come back.
        term.send("ctrl+u")
        term.wait_for(lambda t: not t.has("cd"))
        line = ""
        for letter in letters:
            line += letter
            begin = time.perf_counter()
            term.send(letter)
            term.wait_for(line)
            times.append(time.perf_counter() - begin)
    return statistics.median(times)


def entered(argv: list[str], ready: str, home: Path) -> float:
    """The median of the seconds from Enter to the note in the list."""
    times = []
    with Terminal(argv, size=SIZE, home=home) as term:
        term.wait_for(ready)
        for number in range(10):
            word = f"zz{number}zz"
            term.send(word)
            term.wait_for(word)
            begin = time.perf_counter()
            term.send("enter")
            term.wait_for(lambda t, word=word: any(word in line and "▸" not in line for line in t.lines))
            times.append(time.perf_counter() - begin)
    return statistics.median(times)


def ratio(measure: Callable[[], float], base: Callable[[], float]) -> float:
    """The median of the ratios of alternating rounds."""
    return statistics.median(measure() / base() for _ in range(ROUNDS))


def row(what: str, notes: int, value: float) -> None:
    """Print one row of the table."""
    print(f"| {what} | {notes} | {value:.2f} |", flush=True)


def main() -> int:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        files = {count: session_of(count, home / f"s{count}.toml") for count in (100, 2000, 10000)}
        programs = {count: [*PROGRAM, str(file)] for count, file in files.items()}
        for argv in programs.values():
            started(argv, "file up to date", home)
        print("| what | notes | × |\n| --- | --- | --- |")
        few = programs[100]
        for count in (2000, 10000):
            argv = programs[count]
            row(
                "start to notes and typing line, to bare",
                count,
                ratio(lambda a=argv: started(a, "▸", home), lambda: started(BARE, "READY", home)),
            )
            row(
                "key to screen, to bare input",
                count,
                ratio(lambda a=argv: typed(a, "▸", home), lambda: typed(BARE, "READY", home)),
            )
            row(
                "Enter to note, to the same with 100",
                count,
                ratio(lambda a=argv: entered(a, "▸", home), lambda: entered(few, "▸", home)),
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
