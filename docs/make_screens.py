"""Makes the pictures of the guide from the program itself: ``python docs/make_screens.py``."""

import asyncio
import os
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from facilitator.language import use
from facilitator.storage.desk import open_desk
from facilitator.storage.places import Places
from facilitator.tui.app import FacilitatorApp

# The pictures are of a terminal with all colours, wherever this runs.
os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "TZ": "Europe/Paris"}
ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 5, 12, 9, 20, tzinfo=UTC)
EXAMPLES = {"fr": "essaimer.toml", "en": "open-doors.toml"}
PICTURES = {"session": (), "synthesis": ("f4",), "close": ("f9",)}
SIZE = (120, 36)


def running(text: str) -> str:
    """The example as it was in the middle of its session."""
    text = re.sub(r"^(closed|started) = .*\n", "", text, flags=re.MULTILINE)
    return re.sub(
        r"^question = ", "started = 2026-05-12T08:45:00+00:00\nquestion = ", text, count=1, flags=re.MULTILINE
    )


async def picture(language: str, name: str, keys: tuple[str, ...]) -> None:
    """One screen as SVG."""
    use(language)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / EXAMPLES[language]
        file.write_text(running((ROOT / "examples" / file.name).read_text(encoding="utf-8")), encoding="utf-8")
        desk = open_desk(file, Places(Path(folder) / "config", Path(folder) / "state"), NOW, Random(3))
        app = FacilitatorApp(desk, lambda: NOW, (ROOT / "themes",), "textual-dark")
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            drawn = app.export_screenshot()
        desk.close()
    (ROOT / "docs" / "screens" / f"{name}.{language}.svg").write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    for name, keys in PICTURES.items():
        for language in EXAMPLES:
            asyncio.run(picture(language, name, keys))
