"""The settings file: each value is read or told with its line, and the default stands in the place of a wrong one."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.language import use
from facilitator.storage.choices import LOOKS, REPORT_FORMATS
from facilitator.storage.settings import (
    Settings,
    described,
    read_settings,
    settings_text,
    toml_value,
)

DEFAULTS = Settings()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "facilitator.toml"


def test_without_a_file_every_setting_has_its_default(file: Path) -> None:
    read = read_settings(file)
    assert (read.settings, read.problems, read.given) == (DEFAULTS, (), frozenset())


def test_what_stands_in_the_file_counts(file: Path) -> None:
    file.write_text(
        'language = "fr"\nlook = "nord"\nminutes = 50\nscribe = "Odile R."\npreview = false\nmotion = true\n'
        'themes = "emergence"\nformats = ["odt", "md"]\n[keys]\nundo = "ctrl+u"\nclose = ["f9", "shift+f9"]\n',
        encoding="utf-8",
    )
    read = read_settings(file, {"themes": lambda: ["emergence"]})
    settings = read.settings
    assert read.problems == ()
    assert (settings.language, settings.look, settings.minutes, settings.scribe) == ("fr", "nord", 50, "Odile R.")
    assert (settings.preview, settings.motion, settings.themes) == (False, True, "emergence")
    assert settings.formats == ("odt", "md")
    assert dict(settings.keys) == {"undo": "ctrl+u", "close": "f9,shift+f9"}
    assert "linear" not in read.given
    assert "motion" in read.given


@pytest.mark.parametrize(
    ("line", "name", "allowed"),
    [
        ('look = "mauve"', "look", '"dark", "light"'),
        ('language = "de"', "language", '"auto", "fr", "en"'),
        ("language = 1", "language", '"auto", "fr", "en"'),
        ("minutes = 0", "minutes", "1 to 1440"),
        ("minutes = true", "minutes", "1 to 1440"),
        ('minutes = "75"', "minutes", "1 to 1440"),
        ("motion = 1", "motion", "true, false"),
        ("scribe = []", "scribe", "a text"),
        ('themes = "emergance"', "themes", '"emergence"'),
        ("look = []", "look", '"dark"'),
        ('formats = "odt"', "formats", 'a list of "md", "html", "odt", "docx", "csv", "json"'),
        ('formats = ["odt", "pdf"]', "formats", "a list of"),
        ("formats = [[]]", "formats", "a list of"),
    ],
)
def test_a_wrong_value_is_told_with_line_and_allowed_values_and_the_default_stands(
    file: Path, line: str, name: str, allowed: str
) -> None:
    file.write_text(f'# mine\nagenda = ""\n{line}\n', encoding="utf-8")
    read = read_settings(file, {"themes": lambda: ["emergence"]})
    (problem,) = read.problems
    assert problem.line == 3
    assert name in problem.what
    assert allowed in problem.way_out
    assert getattr(read.settings, name) == getattr(DEFAULTS, name)
    assert read.given == {"agenda"}


def test_an_unknown_setting_is_told_with_the_nearest(file: Path) -> None:
    file.write_text('\nlok = "dark"\n', encoding="utf-8")
    (problem,) = read_settings(file).problems
    assert problem.line == 2
    assert "look" in problem.way_out


@pytest.mark.parametrize("content", ["look = ", "[[[", "\x00", "keys = 3", "[keys]\nundo = 4\n", '[keys]\nundo = ""\n'])
def test_a_file_that_is_broken_leaves_the_defaults_and_is_told(file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8")
    read = read_settings(file)
    assert read.problems
    assert read.settings == DEFAULTS


def test_a_folder_in_its_place_is_told(file: Path) -> None:
    file.mkdir()
    assert read_settings(file).problems


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_file_that_is_made_names_every_setting_and_sets_nothing(file: Path, language: Any) -> None:
    use(language)
    text = settings_text()
    file.write_text(text, encoding="utf-8")
    assert read_settings(file).settings == DEFAULTS
    assert read_settings(file).problems == ()
    for name in described():
        assert f"\n# {name} = " in text


def test_with_its_marks_taken_away_the_file_that_is_made_is_valid_and_says_the_defaults(file: Path) -> None:
    lines = [
        line.removeprefix("# ") if line.removeprefix("# ").split(" = ")[0] in (*described(), "undo") else line
        for line in settings_text().splitlines()
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    read = read_settings(file)
    assert read.problems == ()
    assert read.given == frozenset(described())
    assert read.settings == Settings(keys={"undo": "ctrl+z"})


def test_the_formats_are_those_of_the_report() -> None:
    from facilitator.report.export import FORMATS

    assert {*REPORT_FORMATS} == {*FORMATS}


def test_the_looks_are_those_of_the_screen() -> None:
    from facilitator.tui import looks

    assert {looks.look_asked(name) for name in LOOKS} == set(looks.LOOKS)


@given(st.text(max_size=30) | st.integers(0, 2000) | st.booleans())
def test_a_value_comes_back_as_it_was_written(value: str | int | bool) -> None:
    written = tomllib.loads(f"x = {toml_value(value)}")["x"]
    assert written == (value if not isinstance(value, str) else value.encode("utf-8", "replace").decode())
