"""`facilitator export` in every format."""

import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from facilitator.cli import main
from facilitator.cli.arguments import parser
from facilitator.report.export import BINARY_FORMATS, FORMATS

STARTS = {
    "md": b"# Atelier 2",
    "html": b"<!DOCTYPE html>",
    "json": b'{\n  "format": 1',
    "odt": b"PK",
    "docx": b"PK",
    "csv": b"\xef\xbb\xbf",
}


@pytest.mark.parametrize("form", FORMATS)
def test_the_format_is_that_of_the_ending(form: str, session_file: Path, tmp_path: Path) -> None:
    out = tmp_path / f"rapport.{form}"
    assert main(["export", str(session_file), "-o", str(out)]) == 0
    assert out.read_bytes().startswith(STARTS[form])


@pytest.mark.parametrize("form", FORMATS)
def test_the_format_asked_for_goes_before_the_ending(form: str, session_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "rapport.txt"
    assert main(["export", str(session_file), "--format", form, "-o", str(out)]) == 0
    assert out.read_bytes().startswith(STARTS[form])


@pytest.mark.parametrize("form", BINARY_FORMATS)
def test_an_office_document_goes_to_a_pipe(
    form: str, session_file: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["export", str(session_file), "--format", form]) == 0
    with ZipFile(BytesIO(capfdbinary.readouterr().out)) as package:
        assert package.testzip() is None


@pytest.mark.parametrize("form", BINARY_FORMATS)
def test_an_office_document_does_not_go_to_a_terminal(
    form: str, session_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["--lang", "en", "export", str(session_file), "--format", form]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"-o REPORT.{form}" in said.err


def test_times_and_speakers_are_told_when_asked_for(session_file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(session_file), "--format", "csv", "--times", "--speakers"]) == 0
    assert capfd.readouterr().out.split("\r\n")[1].startswith("1;2026-05-04 10:00:00;")


def test_the_command_knows_every_format(session_file: Path) -> None:
    for form in FORMATS:
        assert parser("").parse_args(["export", str(session_file), "--format", form]).format == form
