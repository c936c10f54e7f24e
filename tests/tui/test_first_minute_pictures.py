"""Pictures of the first minute: start screen, form, tour, palette, help, closing; each was looked at before it was taken."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Select

from facilitator.language import Language, use
from facilitator.storage.desk import Desk, open_desk
from facilitator.storage.places import Places
from facilitator.storage.recents import Recent
from facilitator.storage.recovery import Unsaved
from facilitator.tui.app import FacilitatorApp
from facilitator.tui.screens.start import StartApp, Surroundings
from facilitator.tui.screens.start_form import Offer

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 5, 12, 9, 20, tzinfo=UTC)
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
LANGUAGES = pytest.mark.parametrize("language", ["fr", "en"])
HOME = Path("/home/aline/ateliers")
TITLES = ("Atelier 4 - Emergence - Session 2", "Atelier 3 - Les réunions qui servent - Session 1", "Cercle du jeudi")


def around() -> Surroundings:
    recents = [
        Recent(HOME / "atelier-4-session-2.toml", TITLES[0], 42, False, datetime(2026, 5, 11, tzinfo=UTC)),
        Recent(HOME / "atelier-3-session-1.toml", TITLES[1], 31, True, datetime(2026, 4, 2, tzinfo=UTC)),
        Recent(HOME / "jeudi.toml", TITLES[2], 1, True, datetime(2026, 3, 5, tzinfo=UTC)),
    ]
    use_word = {"fr": "le fichier est plus ancien", "en": "the file is older"}
    from facilitator.language import spoken

    unsaved = [Unsaved(recents[0].file, 45, use_word[spoken()])]
    sets = [Offer("accords", "Accords"), Offer("emergence", "Émergence")]
    return Surroundings(HOME, lambda: recents, lambda: unsaved, lambda: sets, list)


def ready(pilot: Pilot[Any]) -> Callable[[], bool]:
    app = pilot.app
    return lambda: (
        "! " in "".join(str(option.prompt) for option in app.query_one("#list", OptionList).options)
        and app.query_one("#new-themes", Select).value == "emergence"
    )


async def found(pilot: Pilot[Any]) -> None:
    """Turn until what other threads look for is there."""
    there = ready(pilot)
    for _turn in range(5000):
        if there():
            return
        await pilot.pause()
    raise AssertionError("it did not come")


@SIZES
@LANGUAGES
@pytest.mark.parametrize(
    "keys", [(), ("down",) * 4, ("n", *"Cercle"), ("o",), ("f1",)], ids=["list", "waiting", "new", "open", "help"]
)
def test_the_start(snap_compare: Any, language: Language, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    use(language)

    async def press(pilot: Pilot[Any]) -> None:
        await found(pilot)
        await pilot.press(*keys)
        await pilot.pause()

    assert snap_compare(StartApp(around()), run_before=press, terminal_size=size)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    file = tmp_path / "essaimer.toml"
    text = (ROOT / "examples" / "essaimer.toml").read_text(encoding="utf-8")
    text = re.sub(r"^(closed|started) = .*\n", "", text, flags=re.MULTILINE)
    file.write_text(text, encoding="utf-8")
    opened = open_desk(file, Places(tmp_path / "config", tmp_path / "state"), NOW, Random(3))
    opened.settle()
    yield opened
    opened.close()


@SIZES
@LANGUAGES
@pytest.mark.parametrize("step", [0, 1, 4], ids=["offer", "first", "fourth"])
def test_the_tour(snap_compare: Any, desk: Desk, language: Language, size: tuple[int, int], step: int) -> None:
    use(language)
    app = FacilitatorApp(desk, lambda: NOW, (ROOT / "themes",))
    app.offer_tour()
    assert snap_compare(app, press=["enter"] * step, terminal_size=size)


@SIZES
@LANGUAGES
@pytest.mark.parametrize("keys", [("f7", "f1"), ("f4", "f1")], ids=["notes", "synthesis"])
def test_the_help_of_a_pane(
    snap_compare: Any, desk: Desk, language: Language, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    use(language)
    assert snap_compare(FacilitatorApp(desk, lambda: NOW, (ROOT / "themes",)), press=keys, terminal_size=size)


@LANGUAGES
@pytest.mark.parametrize("size", [(60, 20), (200, 60)], ids=["60x20", "200x60"])
def test_small_and_large(snap_compare: Any, desk: Desk, language: Language, size: tuple[int, int]) -> None:
    use(language)
    assert snap_compare(FacilitatorApp(desk, lambda: NOW, (ROOT / "themes",)), terminal_size=size)


@SIZES
@LANGUAGES
def test_an_empty_session(snap_compare: Any, tmp_path: Path, language: Language, size: tuple[int, int]) -> None:
    use(language)
    file = tmp_path / "vide.toml"
    file.write_text('format = 1\nid = "v"\ntitle = "Cercle du jeudi"\n', encoding="utf-8")
    empty = open_desk(file, Places(tmp_path / "config", tmp_path / "state"), NOW, Random(3))
    empty.settle()
    assert snap_compare(FacilitatorApp(empty, lambda: NOW, (ROOT / "themes",)), terminal_size=size)
    empty.close()
