"""Hostile texts on the command line: a documented exit status, no traceback, and nothing that a terminal would obey."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from facilitator.cli import main
from facilitator.cli.exits import Exit
from facilitator.report.export import FORMATS
from facilitator.storage.session_file import SessionText, read_session
from tests.naughty import FILE_NAMES, LONG, held, some
from tests.report.test_hostile_names import everywhere

COMMAND = re.compile(b"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]")


def from_shell(text: str) -> bool:
    """Whether a shell can give this as an argument: no NUL, and of the lone surrogates only those that stand for bytes."""
    try:
        return b"\0" not in os.fsencode(text)
    except UnicodeEncodeError:
        return False


def inside(name: str) -> bool:
    """Whether a name stays in the folder it is given in: no test may write anywhere else on the machine."""
    return bool(name) and not os.path.isabs(name) and ".." not in Path(name).parts and name[0] != "~"


TYPED = tuple(text for text in (*some(8, seed=9), "moitié \udce9 seule", "\x1b]0;titre\x07\x9b31m") if from_shell(text))
NAMES = tuple(text for text in dict.fromkeys((*FILE_NAMES, *some(8, seed=10))) if from_shell(text) and inside(text))


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    out: bytes
    err: bytes


Run = Callable[..., Ended]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder of its own and checks what holds for every one."""
    monkeypatch.chdir(tmp_path)

    def ran(*arguments: str) -> Ended:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", out)
            patched.setattr(sys, "stderr", err)
            status = main(arguments)
        out.flush()
        err.flush()
        ended = Ended(status, out.buffer.getvalue(), err.buffer.getvalue())
        assert status in {int(one) for one in Exit}
        assert b"Traceback" not in ended.err
        assert COMMAND.findall(ended.err) == []
        if not {"odt", "docx"} & set(arguments):
            assert COMMAND.findall(ended.out) == []
        return ended

    return ran


@pytest.mark.parametrize("text", TYPED, ids=ascii)
def test_a_session_of_it_from_new_to_the_book(text: str, run: Run, tmp_path: Path) -> None:
    file, whole = tmp_path / "s.toml", held(text)
    people = (f"--host={text}", f"--participant={text}")
    assert run("new", "s", f"--title={text}", f"--question={text}", *people).status == Exit.DONE
    made = read_session(file)
    assert (made.title, made.question) == (whole, whole)
    assert [one.name for one in made.people] == [whole.strip()] * 2 * bool(text.strip())
    added = run("add", "s", f"--scribe={text}", "--", f"mot {text}")
    assert added.status == Exit.DONE
    assert [note.author for note in read_session(file).notes] == [whole]
    for command in ("show", "check", "speech", "recover"):
        arguments = (command,) if command == "recover" else (command, "s")
        assert run(*arguments).status == Exit.DONE
    assert json.loads(run("export", "s", "--format", "json").out)["title"] == whole
    assert run("close", "s").status == Exit.DONE
    assert run("book", ".", f"--title={text}").status == Exit.DONE
    assert run("book", ".", f"--title={text}", "--format", "odt").out.startswith(b"PK")


@pytest.mark.parametrize("text", TYPED, ids=ascii)
def test_a_file_full_of_it_is_shown_checked_and_exported(text: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text(SessionText().render(everywhere(held(text) or "x")), encoding="utf-8")
    assert run("check", "s").status == Exit.DONE
    assert run("show", "s").status == Exit.DONE
    for form in FORMATS:
        assert run("export", "s", "--format", form, "--public").status == Exit.DONE


@pytest.mark.parametrize("text", TYPED, ids=ascii)
def test_a_broken_file_full_of_it_is_told_in_plain_lines(text: str, run: Run, tmp_path: Path) -> None:
    rendered = SessionText().render(everywhere(held(text) or "x"))
    (tmp_path / "s.toml").write_text(
        f'{rendered}kind = {json.dumps(held(text))}\n"\\u001b[31m" = 1\n', encoding="utf-8"
    )
    assert run("check", "s").status == Exit.PROBLEMS
    assert run("show", "s").status == Exit.WRONG
    (tmp_path / "r.toml").write_bytes(held(text).encode() + b"\x1b[31m\x9b\xff = \n")
    assert run("check", "r").status == Exit.PROBLEMS or run("check", "r").status == Exit.WRONG
    assert run("show", "r").status == Exit.WRONG


@pytest.mark.parametrize("text", TYPED, ids=ascii)
def test_a_report_with_it_is_imported(text: str, run: Run, tmp_path: Path) -> None:
    said = held(text)
    report = f"# {said}\n\n## Question\n\n{said}\n\n## Éléments importants\n\n{said}\n\n- {said}\n"
    (tmp_path / "r.md").write_text(report, encoding="utf-8")
    if run("import", "r.md").status == Exit.DONE:
        assert run("show", "r.toml").status == Exit.DONE
        assert run("check", "r.toml").status == Exit.DONE


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_any_name_of_a_file_works_or_is_refused(name: str, run: Run, tmp_path: Path) -> None:
    made = run("new", "--", name)
    if made.status == Exit.DONE:
        assert run("add", "--", name, "une note").status == Exit.DONE
        assert b"une note" in run("show", "--", name).out
        assert run("check", "--", name).status == Exit.DONE
        assert run("close", "--", name).status == Exit.DONE
    else:
        assert made.status == Exit.WRONG
        assert len(made.err.splitlines()) == 1
        for command in ("show", "check", "close", "import", "book"):
            assert run(command, "--", name).status != Exit.DONE
    assert run("themes", "--", name).status == Exit.WRONG
    assert all(path.resolve().is_relative_to(tmp_path) for path in tmp_path.rglob("*"))


@pytest.mark.parametrize("text", TYPED, ids=ascii)
def test_wrong_use_repeats_nothing_that_a_terminal_obeys(text: str, run: Run) -> None:
    for arguments in (
        ("new", "s", f"--minutes=a{text}"),
        ("new", "s", f"--themes=a{text}"),
        ("new", "s", f"--agenda=a{text}"),
        ("new", "s", f"--lang=a{text}"),
        (f"a{text}",),
        ("show", "s", f"--a{text}"),
        ("export", "s", f"--format=a{text}"),
    ):
        assert run(*arguments).status == Exit.WRONG


@pytest.mark.parametrize("name", [".", "/", "..", ""])
def test_a_folder_is_no_report(name: str, run: Run) -> None:
    refused = run("import", name)
    assert refused.status == Exit.WRONG
    assert len(refused.err.splitlines()) == 1


def test_themes_and_waiting_work_are_listed_harmless(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "config" / "facilitator" / "themes"
    folder.mkdir(parents=True)
    (folder / "rouge.toml").write_text(
        'name = "Rouge\\u001b[31m"\n[[theme]]\nname = "Vif\\u009b31m"\nletter = "V"\n', encoding="utf-8"
    )
    assert b"Rouge" in run("themes").out
    assert b"Vif" in run("themes", "rouge").out
    assert run("new", "a\x1b[31mb", "--title", "T").status == Exit.DONE
    assert run("add", "a\x1b[31mb", "une note").status == Exit.DONE
    (tmp_path / "a\x1b[31mb.toml").unlink()
    assert b"a\xe2\x90\x9b[31mb" in run("recover").out


def test_notes_come_through_a_pipe_as_they_are(tmp_path: Path) -> None:
    texts = [text for text in some(40, seed=11) if text.strip() and not re.search(r"[\r\n]", text)]
    file = tmp_path / "s.toml"
    file.write_text('format = 1\nid = "s1"\n', encoding="utf-8")
    lines = [f"x {held(text)} x" for text in (*texts, *LONG[:3])]
    program = [sys.executable, "-m", "facilitator", "--lang", "en", "add", str(file), "-"]
    done = subprocess.run(program, input="\n".join(lines).encode(), capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, b"")
    assert COMMAND.findall(done.stderr) == []
    assert len(read_session(file).notes) == len(lines)


def test_bytes_that_are_no_text_reach_nobody(tmp_path: Path) -> None:
    file = os.fsencode(tmp_path / "a") + b"\xff\x1b[31m.toml"
    program = [os.fsencode(word) for word in (sys.executable, "-m", "facilitator", "--lang", "en")]
    for arguments in (
        [b"new", file, b"--title", b"\xe9t\xe9", b"--host", b"No\xebl"],
        [b"add", file, b"--scribe", b"No\xebl", b"une id\xe9e"],
        [b"show", file],
        [b"book", os.fsencode(tmp_path)],
    ):
        done = subprocess.run(program + arguments, capture_output=True, timeout=60, check=False)
        assert done.returncode == Exit.DONE, done.stderr
        assert COMMAND.findall(done.stdout + done.stderr) == []
    assert "une id\ufffde" in done.stdout.decode()
