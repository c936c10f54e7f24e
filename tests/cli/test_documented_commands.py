"""Every command that a page shows does what it is shown for: the examples of the pages are run, in their order."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
ON_THE_SCREEN = ("open", "demo", "")
"""Commands that take the whole terminal: other tests run them."""


def commands_of(page: Path) -> list[list[str]]:
    """The commands in the blocks of a page, without what stands behind ``#``."""
    found = []
    for block in re.findall(
        r"^```(?:sh|console|)\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    ):
        for line in block.replace("\\\n", " ").splitlines():
            if line.split()[:1] == ["facilitator"]:
                found.append(shlex.split(line, comments=True)[1:])
    return found


def prepared(folder: Path) -> Path:
    """What the pages take for given: a report, a list of registrations, a folder of sessions."""
    shutil.copy(ROOT / "examples" / "compte-rendu.txt", folder)
    (folder / "sessions").mkdir()
    shutil.copy(ROOT / "examples" / "essaimer.toml", folder / "sessions")
    (folder / "inscrits.csv").write_text("Nom;Prénom\nBérard;Aline\nDiallo;Karim\n", encoding="utf-8")
    return folder


def told(words: list[str]) -> str:
    """The first word of a command that is no option."""
    options = iter(words)
    for word in options:
        if word == "--lang":
            next(options)
        elif not word.startswith("-"):
            return word
    return "" if not words or words[0] == "--lang" else words[0]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_of_a_page_run(page: Path, tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    home = {
        **os.environ,
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "PYTHONWARNINGS": "ignore",
    }
    for words in commands_of(page):
        if told(words) in ON_THE_SCREEN:
            continue
        run = subprocess.run(
            [sys.executable, "-m", "facilitator", *words],
            cwd=folder,
            env=home,
            capture_output=True,
            input=b"",
            timeout=60,
        )
        assert run.returncode == 0, (page.name, words, run.stderr.decode())


def pages_with_commands() -> Iterator[str]:
    return (page.name for page in PAGES if commands_of(page))


def test_the_pages_show_commands() -> None:
    shown = {"README.md", "guide.md", "guide.fr.md", "several-scribes.md", "plusieurs-scribes.md"}
    assert shown <= {*pages_with_commands()}
