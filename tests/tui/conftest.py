"""What the tests of screens share: a picture shows one moment, nothing comes to it after a while."""

from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from facilitator.storage.desk import Desk, open_desk
from facilitator.storage.places import Places
from facilitator.tui.screens import covering


@pytest.fixture(autouse=True)
def _nothing_comes_later(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The count of what the synthesis lacks would be in one picture and not in the next, by how fast the machine is."""
    if "snap_compare" in request.fixturenames:
        monkeypatch.setattr(covering, "_AFTER", 3600)


@pytest.fixture
def desk(session_file: Path, tmp_path: Path, now: datetime, chance: Random) -> Desk:
    """The small session, open."""
    return open_desk(session_file, Places(tmp_path / "config", tmp_path / "state"), now, chance)
