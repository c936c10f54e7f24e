"""What is kept of a fault in the program: where it was, and not a word of what people said."""

from pathlib import Path

import pytest
from rich.traceback import Traceback

from facilitator.tui.fault import FaultConsole


def failing(said: str, depth: int = 3) -> None:
    if depth:
        failing(said, depth - 1)
    raise ValueError(f"nobody may read {said}")


@pytest.mark.parametrize("width", [40, 41, 44, 47, 50, 53, 56, 60, 80, 200])
def test_places_and_kind_are_kept_and_nothing_that_was_said(width: int) -> None:
    console, drawn = FaultConsole(), FaultConsole()
    try:
        failing("Karim veut partir")
    except ValueError:
        options = drawn.options.update(width=width)
        for segment in drawn.render(Traceback(show_locals=True, width=None), options):
            console.file.write(segment.text)
    kept = console.fault().splitlines()
    assert kept[0] == "ValueError"
    assert any(Path(line.split(":")[0]).name == "test_fault.py" and line.endswith("in failing") for line in kept)
    assert "Karim" not in console.fault()
    assert "partir" not in console.fault()


def test_no_fault_is_no_text() -> None:
    assert FaultConsole().fault() == ""
