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


SIZES = [(80, 24), (120, 36), (200, 60)]
EXAMPLES = {"fr": "essaimer", "en": "open-doors"}
SCREENS = {"session": [], "synthesis": ["f4"], "help": ["f1"], "close": ["f9"]}


@pytest.fixture
def language() -> str:
    """The language of the example and of the screen, where a test does not say."""
    return "fr"


@pytest.fixture
def desk(tmp_path: Path, language: str) -> Iterator[Desk]:
    """An example session, as it was in the middle of its hour."""
    use("fr" if language == "fr" else "en")
    file = tmp_path / f"{EXAMPLES[language]}.toml"
    shutil.copy(ROOT / "examples" / file.name, file)
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
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen(snap_compare: Any, desk: Desk, name: str, size: tuple[int, int], look: str) -> None:
    assert snap_compare(app_of(desk, f"textual-{look}"), press=SCREENS[name], terminal_size=size)


@pytest.mark.parametrize("size", SIZES[:2], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("keys", [["f2"], ["f7"], ["tab"], ["f6"]], ids=lambda keys: keys[0])
def test_what_the_keys_open(snap_compare: Any, desk: Desk, size: tuple[int, int], keys: list[str]) -> None:
    assert snap_compare(app_of(desk, "textual-dark"), press=keys, terminal_size=size)
