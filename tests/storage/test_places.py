"""Where things are: the environment that was passed in decides, and an identifier never leads out of the folder."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.storage.places import Places, places
from facilitator.storage.session_file import SessionFileError

FILE = Path("séance.toml")
HERE = Places(Path("/c"), Path("/s"))


def test_the_folders_of_the_environment_are_heeded(tmp_path: Path) -> None:
    found = places({"XDG_CONFIG_HOME": str(tmp_path / "c"), "XDG_STATE_HOME": str(tmp_path / "s")})
    assert found.theme_sets == tmp_path / "c" / "facilitator" / "themes"
    assert found.session_folder("01KRE0PG40", FILE) == tmp_path / "s" / "facilitator" / "sessions" / "01KRE0PG40"


def test_a_relative_folder_of_the_environment_is_not_heeded() -> None:
    assert places({"XDG_STATE_HOME": "ici", "XDG_CONFIG_HOME": ""}).state.is_absolute()


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../x", "a/b", "a\\b", "a..b", "a.", ".a", "CON", "nul.toml", "com1", "a\0", "é", "a" * 130, "a\n"],
)
def test_what_could_name_another_folder_is_refused(name: str) -> None:
    with pytest.raises(SessionFileError, match="identifier") as caught:
        HERE.session_folder(name, FILE)
    assert caught.value.path == FILE
    assert caught.value.way_out


@given(st.text(max_size=12))
def test_an_identifier_stays_within_the_sessions(name: str) -> None:
    try:
        folder = HERE.session_folder(name, FILE)
    except SessionFileError:
        return
    assert folder.parent == HERE.state / "sessions"
    assert folder.name == name


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs itself answers")
def test_without_an_environment_the_folders_are_those_of_platformdirs(monkeypatch: pytest.MonkeyPatch) -> None:
    import platformdirs

    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    found = places({})
    assert found.config == platformdirs.user_config_path("facilitator", appauthor=False)
    assert found.state == platformdirs.user_state_path("facilitator", appauthor=False)
