"""`facilitator book` and `facilitator speech`."""

from io import StringIO
from pathlib import Path

import pytest

from facilitator.cli import main
from facilitator.cli.progress import with_progress
from facilitator.report.export import FORMATS


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def folder(session_file: Path) -> Path:
    """A folder with two sessions, a theme set, a report and a hidden file."""
    text = session_file.read_text(encoding="utf-8")
    (session_file.parent / "deux.toml").write_text(
        text.replace('"s1"', '"s2"').replace("Atelier 2 - Essaimer - Session 1", ""), encoding="utf-8"
    )
    (session_file.parent / "grille.toml").write_text(
        (Path(__file__).parents[2] / "themes" / "emergence.toml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (session_file.parent / ".caché.toml").write_text("format = 2", encoding="utf-8")
    (session_file.parent / "rapport.md").write_text("# T", encoding="utf-8")
    return session_file.parent


@pytest.mark.parametrize("form", FORMATS)
def test_a_folder_becomes_a_book_in_every_format(form: str, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / f"actes.{form}"
    assert main(["book", str(folder), "-o", str(out)]) == 0
    assert out.stat().st_size > 500


def test_the_book_goes_to_the_standard_output(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "book", str(folder), "--title", "Actes de mai", "--lang", "en"]) == 0
    said = capfd.readouterr()
    assert said.out.startswith("# Actes de mai\n")
    assert "## deux\n" in said.out, "a session without a title goes by its file"
    assert said.out.count("### Question") == 2
    assert said.err == ""


def test_what_cannot_be_read_is_named_and_left_out(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "neuf.toml").write_text("format = 9\n", encoding="utf-8")
    (folder / "cassé.toml").write_text("[[note]\n", encoding="utf-8")
    assert main(["--lang", "en", "book", str(folder)]) == 1
    said = capfd.readouterr()
    assert "## Atelier 2" in said.out
    left = [line for line in said.err.splitlines() if line.startswith("left out: ")]
    assert ["neuf.toml" in line or "cassé.toml" in line for line in left] == [True, True]
    assert said.err.splitlines()[-1] == "2 files left out"
    assert "grille" not in said.err


@pytest.mark.parametrize("arguments", [["nulle-part"], ["."], ["{file}"]])
def test_what_holds_no_session_gives_one_line(
    arguments: list[str], session_file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "vide"
    empty.mkdir()
    given = {"nulle-part": tmp_path / "nulle-part", ".": empty, "{file}": session_file}[arguments[0]]
    assert main(["--lang", "en", "book", str(given)]) == 2
    said = capfd.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1


def test_a_public_book_leaves_out_who_was_not_asked(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["book", str(folder), "--public"]) == 0
    assert "Bérard" not in capfd.readouterr().out


def test_progress_is_drawn_on_a_terminal_only_and_without_escapes() -> None:
    drawn = _Terminal()
    assert [*with_progress("abc", "reading", drawn)] == ["a", "b", "c"]
    assert "\rreading [##########....................] 1/3" in drawn.getvalue()
    assert drawn.getvalue().endswith(" \r")
    assert "\x1b" not in drawn.getvalue()
    plain = StringIO()
    assert [*with_progress("abc", "reading", plain)] == ["a", "b", "c"]
    assert plain.getvalue() == ""


def test_the_speech_goes_to_the_standard_output_and_its_length_to_people(
    session_file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", "en", "speech", str(session_file)]) == 0
    said = capfd.readouterr()
    assert said.out == ("Comment faire connaître ce qui a marché ?\n\nLiberté.\n\ntout peut redevenir procédure\n")
    assert said.err.startswith("the synthesis is empty")
    assert "12 words, 5 seconds" in said.err


def test_a_speech_much_too_long_is_told(session_file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = session_file.read_text(encoding="utf-8")
    session_file.write_text(text.replace('synthesis = ""', f'synthesis = "{"mot " * 440}"'), encoding="utf-8")
    assert main(["--lang", "en", "speech", str(session_file)]) == 0
    said = capfd.readouterr()
    assert said.out.count("mot") == 440
    assert said.err == "too long: 440 words, 180 seconds – 220 words take 90\n"
