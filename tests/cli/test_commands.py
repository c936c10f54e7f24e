"""The command line as scripts use it: what goes to which stream, the exit status, and wrong input."""

import json
import os
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from facilitator.cli.arguments import parser
from facilitator.storage.desk import open_desk
from facilitator.storage.inbox import waiting
from facilitator.storage.places import places

PROGRAM = [sys.executable, "-m", "facilitator", "--lang", "en"]


def run(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ,
        check=False,
    )


def test_a_session_from_nothing_to_a_report(tmp_path: Path) -> None:
    name = tmp_path / "l'été à « Saint-Éloi »"
    file = name.with_name(name.name + ".toml")
    made = run(
        "new",
        name,
        "--title",
        "Atelier 2 - Essaimer - Session 1",
        "--host",
        "Aline B",
        "--participant",
        "Karim T",
        "--themes",
        "emergence",
        "--lang",
        "fr",
    )
    assert (made.returncode, made.stdout) == (0, "")
    assert run("add", name, "! le budget #freins @karim").returncode == 0
    assert run("add", name, "-", stdin="un\n  suite\n+ une idée #nouveau\n").returncode == 0
    shown = run("show", name).stdout
    assert "! F   le budget" in shown
    exported = run("export", name, "--format", "json")
    values = json.loads(exported.stdout)
    assert [note["text"] for note in values["notes"]] == ["le budget", "un\nsuite", "une idée"]
    assert "nouveau" in [theme["name"] for theme in values["themes"]]
    closed = run("close", name, "-o", tmp_path / "rapport.md", "--names", "initials")
    assert closed.returncode == 0
    assert (tmp_path / "rapport.md").exists()
    assert (tmp_path / "rapport.html").exists()
    assert "closed = " in file.read_text(encoding="utf-8")
    assert run("check", file).returncode == 0


def test_making_a_session_never_overwrites(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text("mine", encoding="utf-8")
    again = run("new", file)
    assert again.returncode == 2
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\xff" * 400, b"format = 2\n", b"[[note]\n", b'format = 1\nid = "a"\nminutes = "x"\n']
)
@pytest.mark.parametrize("command", [("show",), ("export",), ("close",), ("add", "une note")])
def test_a_file_that_is_no_session_gives_one_line_and_stays(
    tmp_path: Path, content: bytes, command: tuple[str, ...]
) -> None:
    file = tmp_path / "bad.toml"
    file.write_bytes(content)
    done = run(command[0], file, *command[1:])
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert file.read_bytes() == content


@pytest.mark.parametrize("name", ["missing", "/dev/zero", ".", "a\x01b", "x" * 300])
def test_what_is_no_file_gives_one_line(name: str) -> None:
    for command in (["show", name], ["export", name], ["close", name], ["add", name, "x"]):
        done = run(*command)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [["nope"], ["new"], ["export", "x", "--format", "pdf"], ["new", "x", "--minutes", "0"], ["open", "x"], []],
)
def test_wrong_use_says_what_to_do(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


def test_check_names_line_and_way_out(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text('format = 1\nid = "a"\n\n[[note]]\nid = "n"\nkind = "nonsense"\ntext = "x"\n', encoding="utf-8")
    done = run("check", file)
    assert done.returncode == 1
    assert f"{file}:6:" in done.stdout


def test_the_demonstration_runs_without_a_terminal() -> None:
    done = run("demo")
    assert done.returncode == 0
    assert "essaimer.md" in done.stderr


def test_adding_in_parallel_keeps_every_line_once(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    assert run("new", file).returncode == 0
    running = [
        subprocess.Popen([*PROGRAM, "add", str(file), f"ligne {n}"], stderr=subprocess.DEVNULL) for n in range(12)
    ]
    assert [one.wait(60) for one in running] == [0] * 12
    texts = [note["text"] for note in json.loads(run("export", file, "--format", "json").stdout)["notes"]]
    assert sorted(texts) == sorted(f"ligne {n}" for n in range(12))


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["add", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom facilitator.cli import main\n"
        f"main({arguments!r})\n"
        "heavy = {'textual', 'rich', 'pydantic', 'pycrdt', 'markdown_it', 'sqlite3', 'asyncio', 'socket'} & set(sys.modules)\n"
        "print('HEAVY', sorted(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "HEAVY []"


def test_headless_commands_load_no_screen(session_file: Path) -> None:
    code = (
        "import sys\nfrom facilitator.cli import main\n"
        f"for command in (['show'], ['export'], ['add', 'x']):\n    main([command[0], {str(session_file)!r}, *command[1:]])\n"
        "print('HEAVY', sorted({'textual', 'rich', 'http.client', 'asyncio', 'importlib.metadata'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "HEAVY []"


def test_every_command_has_help_and_stands_in_the_docs() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    commands = next(action for action in parser("x")._actions if action.dest == "command")
    assert commands.choices
    for name, one in dict(commands.choices).items():
        assert f"facilitator {name}" in docs
        assert one.description


def test_a_stream_that_the_shell_closed_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text('format = 1\nid = "s1"\ntitle = "T"\n', encoding="utf-8")
    command = f'"{sys.executable}" -m facilitator --lang en show "{file}" >&- 2>&-'
    assert subprocess.run(["sh", "-c", command], check=False).returncode == 0


def test_names_of_files_reach_the_terminal_harmless(tmp_path: Path) -> None:
    name = str(tmp_path / "\x1b[31mrouge\x07.toml")
    command = [sys.executable, "-m", "facilitator", "--lang", "en", "check", name]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"rouge" in done.stdout + done.stderr
    assert b"\x1b" not in done.stdout + done.stderr


def test_a_session_is_not_imported_as_a_report(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text('format = 1\nid = "s1"\ntitle = "T"\n', encoding="utf-8")
    command = [sys.executable, "-m", "facilitator", "--lang", "en", "import", str(file), "-o", str(tmp_path / "x.toml")]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 2
    assert "is a session already" in done.stderr
    assert not (tmp_path / "x.toml").exists()


def test_a_name_too_long_is_told_in_words(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "facilitator", "--lang", "en", "new", str(tmp_path / ("z" * 300))]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 2
    assert "too long" in done.stderr
    assert "Errno" not in done.stderr


def test_a_session_begins_with_an_agenda_and_registrations(tmp_path: Path) -> None:
    listed = tmp_path / "inscrits.csv"
    listed.write_bytes("Nom;Prénom;Service\nRaimbault;Zoé;Voirie\n".encode("cp1252"))
    file = tmp_path / "s.toml"
    done = run("new", file, "--agenda", "cercle-45", "--participants", listed, "--host", "Karim")
    assert done.returncode == 0, done.stderr
    session = tomllib.loads(file.read_text(encoding="utf-8"))
    assert session["minutes"] == 45
    assert len(session["phase"]) > 2
    assert [person["name"] for person in session["person"]] == ["Karim", "Zoé Raimbault"]
    assert session["person"][1]["affiliation"] == "Voirie"
    listed.write_bytes(b"Nom;Service\nZo\xc3\xa9;Voirie\n;CCAS\n")
    refused = run("new", tmp_path / "t.toml", "--participants", listed)
    assert refused.returncode == 2
    assert "3" in refused.stderr
    assert not (tmp_path / "t.toml").exists()


def test_a_closed_session_takes_no_notes_from_the_shell(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    assert run("new", file, "--title", "T").returncode == 0
    assert run("close", file).returncode == 0
    done = run("add", file, "trop tard")
    assert done.returncode == 2
    assert "closed" in done.stderr
    assert "trop tard" not in file.read_text(encoding="utf-8")


def test_nor_while_a_screen_has_it_open(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    assert run("new", file, "--title", "T").returncode == 0
    assert run("close", file).returncode == 0
    before = file.read_bytes()
    desk = open_desk(file, places(os.environ), datetime.now(UTC), Random(3))
    try:
        done = run("add", file, "trop tard")
        assert done.returncode == 2
        assert "the session is closed – reopen it" in done.stderr
        told: list[str] = []
        assert not list(waiting(desk.folder, told.append))
        assert desk.take_inbox() == 0
    finally:
        desk.close()
    assert file.read_bytes() == before


def test_closing_writes_the_formats_asked_for_or_those_of_the_settings(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    run("new", file, "--title", "T")
    done = run("close", file, "--format", "odt", "--format", "csv")
    assert done.returncode == 0
    assert done.stderr.splitlines() == [f"written: {tmp_path / 's.odt'}", f"written: {tmp_path / 's.csv'}"]
    settings = Path(os.environ["XDG_CONFIG_HOME"]) / "facilitator" / "facilitator.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('formats = ["docx"]\n', encoding="utf-8")
    done = run("close", file)
    assert done.stderr.splitlines() == [f"written: {tmp_path / 's.docx'}"]
    assert {path.suffix for path in tmp_path.iterdir() if path.is_file()} == {".toml", ".odt", ".csv", ".docx"}
    assert run("close", file, "--format", "pdf").returncode == 2


def test_closing_for_the_public_says_so_in_the_names_of_the_files(tmp_path: Path) -> None:
    file = tmp_path / "Cercle de Zoé Raimbault.toml"
    run("new", file, "--title", "T", "--participant", "Zoé Raimbault", "--lang", "en")
    done = run("close", file, "--public")
    assert done.returncode == 0
    assert "named after somebody who did not agree" in done.stderr
    (report,) = tmp_path.glob("*.md")
    assert report.name.endswith(" (public version).md")
    assert "Raimbault" not in report.name
    assert "Raimbault" not in report.read_text(encoding="utf-8")
    assert run("close", file).returncode == 0
    assert (tmp_path / "Cercle de Zoé Raimbault.md").exists()


def test_a_report_that_somebody_went_over_is_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    run("new", file, "--title", "T")
    assert run("close", file).returncode == 0
    report = tmp_path / "s.md"
    written = report.read_text(encoding="utf-8")
    assert run("close", file).returncode == 0
    assert not (tmp_path / "s (v2).md").exists(), "the same report is not written twice"
    report.write_text(written + "\nRelu.\n", encoding="utf-8")
    assert run("close", file).returncode == 0
    assert report.read_text(encoding="utf-8").endswith("Relu.\n")
    second = (tmp_path / "s (v2).md").read_text(encoding="utf-8")
    assert "**Removed:** Relu." in second, "the new one says what the other had"
    assert run("close", file).returncode == 0
    assert not (tmp_path / "s (v3).md").exists(), "nor is the second"


def test_a_public_report_names_only_those_who_agreed(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text(
        'format = 1\nid = "s1"\ntitle = "T"\n[[person]]\nname = "Zoé Raimbault"\nconsent = "full"\n'
        '[[person]]\nname = "Yannick Perrault"\n[[note]]\ntext = "Zoé et Yannick ont osé"\n',
        encoding="utf-8",
    )
    done = run("export", file, "--public")
    assert done.returncode == 0, done.stderr
    assert "Zoé" in done.stdout
    assert "Yannick" not in done.stdout
    assert "Perrault" not in done.stdout
    assert "Yannick" in run("export", file).stdout
