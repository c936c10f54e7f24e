"""Few colours, or none: on the Linux console, with NO_COLOR, in 256 colours, everything on the screen can be read."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.color import Color

from facilitator.tui.looks import LEAST_CONTRAST, contrast
from tests.terminal.program import PROGRAM
from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.terminal

EXAMPLE = Path(__file__).parents[2] / "examples" / "essaimer.toml"
CONSOLE = {
    name: colour
    for row, names in (
        (("000000", "aa0000", "00aa00", "aa5500", "0000aa", "aa00aa", "00aaaa", "aaaaaa"), ""),
        (("555555", "ff5555", "55ff55", "ffff55", "5555ff", "ff55ff", "55ffff", "ffffff"), "bright"),
    )
    for name, colour in zip(
        [f"{names}{each}" for each in ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")],
        row,
        strict=True,
    )
}
"""The Linux console's colours, by the names that the emulator has for them."""
GRAPHIC = "─│▔▁▎▏▍▌▋▊▉█▕▃▆▅▄▂▇▀░▒▓"
"""Lines and bars, which say nothing by themselves."""


def colour(name: str, default: str) -> Color:
    return Color.parse("#" + (default if name == "default" else CONSOLE.get(name, name)))


def in_front(term: Terminal) -> tuple[range, range]:
    """Rows and columns of what is in front: what a dialog or the palette dims behind itself is not there to be read."""
    rows, columns = range(term.rows), range(term.columns)
    if (place := term.find("What do you want to do?")) is not None:
        end = (
            next(row for row in range(place[1], term.rows) if term.lines[row].startswith("▁▁▁"))
            if term.has("▁▁▁")
            else term.rows
        )
        rows = range(place[1], end)
    elif (place := term.find("Close the session and write")) is not None:
        rows = range(place[1], term.rows)
        columns = range(place[0] - 1, place[0] + 58)
    return rows, columns


def unreadable(term: Terminal, least: float) -> dict[str, float]:
    """What stands in front with less contrast than ``least``."""
    found: dict[str, float] = {}
    rows, columns = in_front(term)
    for row in rows:
        for column in columns:
            cell = term.screen.buffer[row][column]
            if not cell.data.strip() or cell.data in GRAPHIC:
                continue
            ink, ground = colour(cell.fg, "aaaaaa"), colour(cell.bg, "000000")
            seen = contrast(ink, ground)
            if seen < least:
                found[f"{cell.data} {cell.fg} on {cell.bg}, row {row}: {term.lines[row].strip()[:50]}"] = seen
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "essaimer.toml"
    path.write_text(re.sub(r"(?m)^closed = .*\n", "", EXAMPLE.read_text(encoding="utf-8")), encoding="utf-8")
    return path


def screens(file: Path, env: dict[str, str]) -> Iterator[Terminal]:
    """The screens that matter, one after the other, in a terminal of such an environment."""
    with Terminal([*PROGRAM, "open", str(file)], size=(100, 30), env=env) as term:
        term.wait_for("file up to date")
        yield term
        for keys, shown in (
            (("f7", "up"), "Enter correct"),
            (("f4",), "^T put in"),
            (("tab",), "Enter keep"),
            (("f1",), "Signs at the start"),
            (("ctrl+p",), "▁▁▁"),
            (("f9",), "will be written"),
        ):
            term.send(*keys)
            term.wait_for(shown)
            yield term
            term.send("escape")
            term.wait_for("Enter keep")
        term.send("ctrl+q")
        assert term.wait_exit() == 0


@pytest.mark.parametrize(
    "env",
    [
        {"TERM": "linux"},
        {"TERM": "xterm"},
        {"TERM": "xterm-256color"},
        {"TERM": "linux", "NO_COLOR": "1"},
        {"NO_COLOR": "1"},
    ],
    ids=lambda env: " ".join(f"{name}={value}" for name, value in env.items()),
)
def test_everything_can_be_read(file: Path, env: dict[str, str]) -> None:
    # What is in focus is bold, which the guidelines let stand out less.
    least = 3.0 if "NO_COLOR" in env else LEAST_CONTRAST - 0.1
    found = {number: wrong for number, term in enumerate(screens(file, env)) if (wrong := unreadable(term, least))}
    assert not found


def test_no_colour_means_none(file: Path) -> None:
    for term in screens(file, {"NO_COLOR": "1"}):
        cells = [term.screen.buffer[row][column] for row in range(term.rows) for column in range(term.columns)]
        colours = {name for cell in cells for name in (cell.fg, cell.bg)} - {"default"}
        assert all(len({name[at : at + 2] for at in (0, 2, 4)}) == 1 for name in colours), colours
