"""What all tests share: a frozen clock, chance with a fixed start, folders of their own, one language."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

os.environ["TZ"] = "UTC"
os.environ.pop("NO_COLOR", None)
os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}

NOW = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the user's folders."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Messages are compared in English, the language of the source strings."""
    from facilitator.language import spoken, use

    before = spoken()
    use("en")
    yield
    use(before)


@pytest.fixture
def now() -> datetime:
    """The frozen moment."""
    return NOW


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that stands still."""
    return lambda: NOW


@pytest.fixture
def chance() -> Random:
    """The same chance each time."""
    return Random(7)


@pytest.fixture
def session_file(tmp_path: Path) -> Path:
    """A small session."""
    from facilitator.model.kinds import Kind
    from facilitator.model.session import Note, Participant, Session, Theme
    from facilitator.storage.session_file import SessionText

    session = Session(
        id="s1",
        title="Atelier 2 - Essaimer - Session 1",
        question="Comment faire connaître ce qui a marché ?",
        started=NOW,
        themes=(Theme(id="liberte", name="Liberté", letter="L"), Theme(id="sens", name="Sens", letter="S")),
        people=(
            Participant(id="aline", name="Aline Bérard", host=True, participant=False),
            Participant(id="karim", name="Karim T."),
        ),
        notes=(
            Note(id="n1", text="On ose *essayer sans demander*", themes=("liberte",), at=NOW),
            Note(id="n2", text="tout peut redevenir procédure", kind=Kind.RISK, star=True, at=NOW),
        ),
    )
    path = tmp_path / "essai.toml"
    path.write_text(SessionText().render(session), encoding="utf-8")
    return path
