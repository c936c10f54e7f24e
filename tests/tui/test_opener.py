"""What the system opens: the path as it is, through no shell, and never without a desktop."""

import os
import sys
from pathlib import Path

import pytest

from facilitator.tui.opener import NotOpenedError, open_path


def program(folder: Path, name: str, body: str) -> dict[str, str]:
    """An environment with a desktop and one program, written in Python."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!{sys.executable}\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return {"PATH": str(folder), "DISPLAY": ":0"}


TELLS = """
import os, sys
try:
    os.open("/dev/tty", os.O_RDWR); terminal = True
except OSError:
    terminal = False
open(OUT, "w").write(repr((sys.argv[1:], os.getsid(0) == os.getpid(), terminal, sys.stdin.read())))
print("this goes nowhere"); print("nor this", file=sys.stderr)
"""


@pytest.mark.parametrize("name", ["Mes ateliers", "-rf", "$(touch là) ; `ici` & 'x' \"y\"", "deux\nlignes"])
def test_the_path_goes_to_the_program_as_it_is(
    tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "told"
    environment = program(tmp_path / "bin", "xdg-open", TELLS.replace("OUT", repr(str(out))))
    folder = tmp_path / name
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    open_path(Path(name), environment, "linux")
    assert out.read_text(encoding="utf-8") == repr(([str(folder)], True, False, ""))
    assert capfd.readouterr() == ("", "")
    assert not (tmp_path / "là").exists()


@pytest.mark.parametrize(
    ("environment", "platform", "reason"),
    [
        ({}, "linux", "no desktop"),
        ({"DISPLAY": ""}, "linux", "no desktop"),
        ({"SSH_CONNECTION": "1 2 3 4"}, "darwin", "no desktop"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", "xdg-open is not there"),
        ({}, "darwin", "open is not there"),
    ],
)
def test_without_a_desktop_or_a_program_it_is_told(
    tmp_path: Path, environment: dict[str, str], platform: str, reason: str
) -> None:
    with pytest.raises(NotOpenedError, match=reason):
        open_path(tmp_path, {**environment, "PATH": str(tmp_path)}, platform)


def test_a_program_that_fails_is_told(tmp_path: Path) -> None:
    environment = program(tmp_path / "bin", "open", "raise SystemExit(3)")
    with pytest.raises(NotOpenedError, match="status 3"):
        open_path(tmp_path, environment, "darwin")
    (tmp_path / "bin" / "open").write_bytes(b"\x7fELF no program")
    with pytest.raises(NotOpenedError):
        open_path(tmp_path, environment, "darwin")
    assert os.access(tmp_path / "bin" / "open", os.X_OK)


def test_a_path_that_no_program_takes_is_told(tmp_path: Path) -> None:
    environment = program(tmp_path / "bin", "open", "")
    with pytest.raises(NotOpenedError):
        open_path(Path("a\0b"), environment, "darwin")
