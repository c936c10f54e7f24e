"""Programs and packages from outside that tests compare the reports with; a test that lacks one is skipped and says so."""

import shutil
import subprocess
from pathlib import Path

import pytest

_PACKAGES = Path(__file__).parents[2] / ".venv" / "node" / "node_modules"
_CHROMIUM = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync --disable-dev-shm-usage --hide-scrollbars"
)


def program(*names: str) -> str:
    """The first of these programs that is installed; the test is skipped when none is."""
    for name in names:
        found = shutil.which(name)
        if found:
            return found
    pytest.skip(f"{' or '.join(names)} is not installed (.ci/run installs it)")


def package(name: str) -> Path:
    """The folder of a package from npm; the test is skipped when it is not installed."""
    folder = _PACKAGES / name
    if not folder.is_dir():
        pytest.skip(f"{name} from npm is not in {_PACKAGES} (.ci/run installs it)")
    return folder


def run(*arguments: str, given: str = "") -> str:
    """What a program prints; it must succeed."""
    done = subprocess.run(arguments, input=given.encode(), capture_output=True, timeout=120, check=True)
    return done.stdout.decode()


def converted(files: list[Path], form: str, out: Path) -> list[Path]:
    """Files as LibreOffice converts them, all in one start of it.

    Args:
        files: documents.
        form: an ending, or an ending and a filter, as its ``--convert-to`` takes it.
        out: the folder to write to.
    """
    office = program("soffice", "libreoffice")
    profile = out / "profile"
    run(
        *(
            office,
            "--headless",
            f"-env:UserInstallation={profile.as_uri()}",
            "--convert-to",
            form,
            "--outdir",
            str(out),
        ),
        *map(str, files),
    )
    made = [out / f"{file.stem}.{form.split(':')[0]}" for file in files]
    assert all(path.is_file() for path in made)
    return made


def chromium(page: Path, *arguments: str) -> str:
    """What headless Chromium prints about a page.

    Args:
        page: a file.
        arguments: what to do with it, e.g. ``--dump-dom``.
    """
    browser = program("chromium", "chromium-browser", "google-chrome")
    return run(browser, *_CHROMIUM.split(), f"--user-data-dir={page.parent / 'browser'}", *arguments, page.as_uri())
