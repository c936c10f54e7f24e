"""Theme sets: the shipped ones are right, a user's own come first, mistakes are named with their line."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from facilitator import language
from facilitator.data_folder import shipped
from facilitator.model.fold import fold
from facilitator.model.kinds import Colour
from facilitator.themes import (
    ThemeSetError,
    check_theme_set,
    find_theme_sets,
    looks_like_theme_set,
    read_theme_set,
    suggest,
    theme_set_named,
    themes_of,
)

SHIPPED = find_theme_sets([shipped("themes")])


@pytest.fixture(autouse=True)
def _english() -> object:
    before = language.spoken()
    language.use("en")
    yield
    language.use(before)


def written(folder: Path, text: str, name: str = "grille") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_sets_that_facilitators_use_are_shipped() -> None:
    assert {"emergence", "lessons-learned", "six-hats", "rose-thorn-bud"} <= set(SHIPPED)
    assert len(SHIPPED) >= 6


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_set_is_right_in_both_languages(name: str) -> None:
    assert check_theme_set(SHIPPED[name]) == []
    theme_set = read_theme_set(SHIPPED[name])
    assert theme_set.id == name
    for wording in (theme_set.name, theme_set.description, *(theme.name for theme in theme_set.themes)):
        assert wording.fr
        assert wording.en
    french = themes_of(theme_set, "fr")
    assert len({theme.letter for theme in french}) == len(french)
    assert all(fold(theme.letter) in fold(theme.name) for theme in french), "a letter is found in its French name"
    assert len({theme.colour for theme in french}) == len(french)


def test_themes_speak_the_language_of_the_session() -> None:
    hats = read_theme_set(SHIPPED["six-hats"])
    assert themes_of(hats, "fr")[1].name == "Rouge – ressenti"
    assert themes_of(hats, "en")[1].name == "Red – feelings"
    assert themes_of(hats, "en")[1].colour is Colour.RED


def test_a_set_of_ones_own_comes_first(tmp_path: Path) -> None:
    own = written(tmp_path, 'name = "À moi"\n[[theme]]\nname = "Élan"\n', "emergence")
    written(tmp_path, "", ".cachee")
    found = find_theme_sets([tmp_path, shipped("themes"), tmp_path / "absent"])
    assert found["emergence"] == own
    assert set(found) == set(SHIPPED)


def test_one_name_stands_for_both_languages_and_an_identifier_is_made(tmp_path: Path) -> None:
    theme_set = read_theme_set(
        written(tmp_path, 'name = "À moi"\n[[theme]]\nname = "Élan"\nletter = "e"\ncolour = "vert"\n')
    )
    (theme,) = themes_of(theme_set, "en")
    assert (theme.id, theme.name, theme.letter, theme.colour) == ("elan", "Élan", "E", Colour.GREEN)


def test_a_set_is_named_without_accents_or_not_found_with_a_hint(tmp_path: Path) -> None:
    own = written(tmp_path, 'name = "x"\n[[theme]]\nname = "y"\n', "Été")
    assert theme_set_named("ete", [tmp_path]) == own
    with pytest.raises(ThemeSetError, match="did you mean “six-hats”"):
        theme_set_named("six-hat", [shipped("themes")])
    with pytest.raises(ThemeSetError, match="there are: accords, emergence"):
        theme_set_named("zzz", [shipped("themes")])


GOOD = '[[theme]]\nname = "Sens"\nletter = "S"\n'
WRONG = [
    (GOOD, None, "the set has no name", "name = {"),
    ('name = ""\n' + GOOD, 1, "the set has no name", "name = {"),
    ('name = "x"\n', None, "the set has no themes", "[[theme]]"),
    ('name = "x"\ntheme = "y"\n', 2, "the set has no themes", "[[theme]]"),
    ('name = "x"\ndescripton = "y"\n' + GOOD, 2, "“descripton” is not known", "“description”"),
    ('name = "x"\n' + GOOD + 'color = "red"\n', 5, "“color” is not known", "“colour”"),
    ('name = "x"\n' + GOOD + 'colour = "mauve"\n', 5, "“mauve” is not a colour", "red, orange, yellow"),
    ('name = "x"\n' + GOOD + "colour = 3\n", 5, "“3” is not a colour", "red"),
    (
        'name = "x"\n' + GOOD + '[[theme]]\nname = "Soin"\nletter = "s"\n',
        7,
        "“S” is used twice, first in line 4",
        "another",
    ),
    ('name = "x"\n' + GOOD + '[[theme]]\nid = "sens"\nname = "Autre"\n', 6, "“sens” is used twice", "another"),
    ('name = "x"\n[[theme]]\nletter = "S"\n', 2, "this theme has no name", "name = {"),
    ('name = "x"\n[[theme]]\nname = { de = "Sinn" }\n', 3, "not a text in French or English", "{ fr ="),
    ('name = "x"\n[[theme]]\nname = "a"\nletter = "é"\n', 4, "“é” is not one letter", "A to Z"),
    ('name = "x"\n[[theme]]\nname = "a"\nletter = "AB"\n', 4, "“AB” is not one letter", "A to Z"),
    ('name = "x"\n[[theme]]\nname = "a"\nid = "là bas"\n', 4, "“là bas” cannot be an identifier", "la-bas"),
    ('name = "x\n' + GOOD, 1, "not valid TOML", "mend"),
    ('name = "x"\n<<<<<<< HEAD\n' + GOOD, 2, "conflict", "one side"),
]


@pytest.mark.parametrize(("text", "line", "what", "way_out"), WRONG)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int | None, what: str, way_out: str) -> None:
    path = written(tmp_path, text)
    problems = check_theme_set(path)
    assert [(problem.line, problem.path) for problem in problems] == [(line, path)]
    assert what in problems[0].what
    assert way_out in problems[0].way_out
    with pytest.raises(ThemeSetError) as caught:
        read_theme_set(path)
    assert caught.value.problem == problems[0]


def test_all_mistakes_are_told_in_order(tmp_path: Path) -> None:
    path = written(tmp_path, 'name = "x"\n[[theme]]\nletter = "1"\ncolour = "beige"\nname = "a"\nsigne = "!"\n')
    assert [problem.line for problem in check_theme_set(path)] == [3, 4, 6]


def test_a_set_that_is_not_there(tmp_path: Path) -> None:
    assert "no such file" in check_theme_set(tmp_path / "rien.toml")[0].what
    assert "folder" in check_theme_set(tmp_path)[0].what


@dataclass(frozen=True)
class Called:
    name: str


THEMES = tuple(map(Called, ("Liberté", "Ce qui émerge", "Prendre soin", "Sens")))


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("liberte", "Liberté"),
        ("libertés", "Liberté"),
        ("LIBRETE", "Liberté"),
        ("emerge", "Ce qui émerge"),
        ("ce-qui-emerge", "Ce qui émerge"),
        ("soins", "Prendre soin"),
        ("sens", "Sens"),
    ],
)
def test_the_nearest_theme_is_suggested(word: str, name: str) -> None:
    assert suggest(word, THEMES) == Called(name)


@pytest.mark.parametrize("word", ["", "budget", "é", "x" * 100_000])
def test_nothing_near_suggests_nothing(word: str) -> None:
    assert suggest(word, THEMES) is None
    assert suggest(word, ()) is None


def test_finding_and_reading_sets_loads_no_validator() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from facilitator.themes import *; from facilitator.data_folder import shipped;"
        "[read_theme_set(path) for path in find_theme_sets([shipped('themes')]).values()];"
        "print('pydantic' in sys.modules, 'textual' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


@pytest.mark.parametrize("path", SHIPPED.values(), ids=SHIPPED)
def test_a_set_is_told_from_a_session(path: Path) -> None:
    assert looks_like_theme_set(path.read_text(encoding="utf-8"))


def test_a_session_is_told_from_a_set() -> None:
    for example in shipped("examples").glob("*.toml"):
        assert not looks_like_theme_set(example.read_text(encoding="utf-8"))
    assert looks_like_theme_set('[[theme]]\nnames = "sans nom"\n')
    assert not looks_like_theme_set('title = "x"\n[[theme]]\nname = "Sens"\n')
    assert not looks_like_theme_set("")


def test_the_manual_names_every_set_and_its_example_is_right(tmp_path: Path) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "theme-sets.md").read_text(encoding="utf-8")
    for name, path in SHIPPED.items():
        assert f"| `{name}` | {read_theme_set(path).name.fr} |" in manual
    assert check_theme_set(written(tmp_path, manual.split("```toml\n")[1].split("```")[0])) == []
