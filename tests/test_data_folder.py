"""Shipped data is found beside the package as well as inside it."""

from pathlib import Path

import pytest

from facilitator import data_folder
from facilitator.data_folder import ShippedDataMissingError, shipped


def test_the_data_is_found_here() -> None:
    assert (shipped("themes") / "emergence.toml").is_file()
    assert (shipped("examples") / "essaimer.toml").is_file()
    assert (shipped("examples") / "compte-rendu.txt").is_file()


def test_an_installed_package_holds_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "lib" / "python" / "facilitator"
    (package / "data" / "themes").mkdir(parents=True)
    monkeypatch.setattr(data_folder, "__file__", str(package / "data_folder.py"))
    assert shipped("themes") == (package / "data" / "themes").resolve()
    with pytest.raises(ShippedDataMissingError, match="examples"):
        shipped("examples")
