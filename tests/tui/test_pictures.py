"""Pictures of the screens people see, at the sizes they have, dark and light; each was looked at before it was taken."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from facilitator.language import use
from facilitator.storage.desk import Desk, open_desk
from facilitator.storage.places import Places
from facilitator.tui.app import FacilitatorApp

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 5, 12, 9, 20, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The example session, open, on a French screen."""
    use("fr")
    file = tmp_path / "essaimer.toml"
    shutil.copy(ROOT / "examples" / "essaimer.toml", file)
    text = re.sub(r"^(closed|started) = .*\n", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    text = re.sub(
        r"^question = ", "started = 2026-05-12T08:45:00+00:00\nquestion = ", text, count=1, flags=re.MULTILINE
    )
    file.write_text(text, encoding="utf-8")
    opened = open_desk(file, Places(tmp_path / "config", tmp_path / "state"), NOW, Random(3))
    opened.settle()
    yield opened
    opened.close()


def app_of(desk: Desk, look: str) -> FacilitatorApp:
    return FacilitatorApp(desk, lambda: NOW, (ROOT / "themes",), look)


@pytest.mark.parametrize("look", ["dark", "light"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
def test_the_session(snap_compare: Any, desk: Desk, size: tuple[int, int], look: str) -> None:
    assert snap_compare(app_of(desk, f"textual-{look}"), terminal_size=size)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
@pytest.mark.parametrize("keys", [["f4"], ["f9"], ["f2"], ["f7"], ["tab"], ["f6"]], ids=lambda keys: keys[0])
def test_what_the_keys_open(snap_compare: Any, desk: Desk, size: tuple[int, int], keys: list[str]) -> None:
    assert snap_compare(app_of(desk, "textual-dark"), press=keys, terminal_size=size)
