"""What the tests of screens share: a picture shows one moment, nothing comes to it after a while."""

import pytest

from facilitator.tui.screens import covering


@pytest.fixture(autouse=True)
def _nothing_comes_later(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The count of what the synthesis lacks would be in one picture and not in the next, by how fast the machine is."""
    if "snap_compare" in request.fixturenames:
        monkeypatch.setattr(covering, "_AFTER", 3600)
