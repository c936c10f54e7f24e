"""What is wrong in the settings is told on the screen too: what was said before it is hidden behind it."""

from pathlib import Path

import pytest

from tests.terminal.program import leave, new_session, screen_of

pytestmark = pytest.mark.terminal


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
def test_the_first_fault_is_told_with_its_line_and_how_many_more(tmp_path: Path, size: tuple[int, int]) -> None:
    home, file = tmp_path / "home", new_session(tmp_path)
    settings = home / ".config" / "facilitator" / "facilitator.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('look = "rose"\nminutes = 0\n', encoding="utf-8")
    with screen_of(file, home, size) as term:
        term.wait_for("Settings, line 1:")
        term.wait_for("and 1 more: facilitator config" if size[0] > 80 else "Settings, line 1:")
        term.send("on commence quand même", "enter")
        term.wait_for("1 note")
        leave(term)
