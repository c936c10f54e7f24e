"""Paths as terminals write them when a file is dropped."""

from pathlib import Path

import pytest

from facilitator.storage.typed_path import typed_path


@pytest.mark.parametrize("written", ["{}", "'{}'", '"{}"', "  {}  ", "file://{}", "{escaped}", "file://{quoted}"])
def test_a_file_that_is_there_is_found(tmp_path: Path, written: str) -> None:
    file = tmp_path / "liste d'été.csv"
    file.touch()
    name = str(file)
    typed = written.format(name, escaped=name.replace(" ", "\\ ").replace("'", "\\'"), quoted=name.replace(" ", "%20"))
    assert typed_path(typed, tmp_path / "autre") == file
    assert typed_path(file.name, tmp_path) == file


def test_the_name_as_typed_comes_first(tmp_path: Path) -> None:
    exact = tmp_path / "'a b'"
    exact.touch()
    (tmp_path / "a b").touch()
    assert typed_path("'a b'", tmp_path) == exact


@pytest.mark.parametrize(
    "typed", ["rien.csv", "~personne-de-ce-nom/x.csv", "file://", "a\x00b", "x" * 5000], ids=range(5)
)
def test_what_is_not_there_is_the_name_as_typed(tmp_path: Path, typed: str) -> None:
    assert typed_path(typed, tmp_path) == tmp_path / typed
