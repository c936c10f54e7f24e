"""Numbers from the synthesis to its notes, asked for on the command line."""

from pathlib import Path

import pytest

from facilitator.cli import main
from facilitator.model.passage import Passage
from facilitator.storage.session_file import SessionText, read_session


def test_sources_are_told_when_asked_for(session_file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    passage = Passage(id="p", start=0, end=6, notes=("n2",))
    session = read_session(session_file).but(synthesis="Gardez.", passages=(passage,))
    session_file.write_text(SessionText().render(session), encoding="utf-8")
    assert main(["export", str(session_file)]) == 0
    assert "[1" not in capfd.readouterr().out
    assert main(["export", str(session_file), "--sources"]) == 0
    printed = capfd.readouterr().out
    assert r"Gardez \[1\]." in printed
    assert r"tout peut redevenir procédure \[1]" in printed
