"""Notes that come through a pipe little by little are kept as they come."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from facilitator.cli.streaming import blocks


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    read, write = os.pipe()
    yield read, write
    os.close(read)


def test_a_file_is_one_block(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    text = "une note\n  suite é\n" * 20_000 + "sans fin de ligne"
    file.write_text(text, encoding="utf-8")
    with file.open("rb") as stream:
        assert [*blocks(stream.fileno())] == [text]


def test_whole_lines_are_handed_on_when_the_pipe_rests(pipe: tuple[int, int]) -> None:
    read, write = pipe
    found = blocks(read)
    os.write(write, "un\n  suite\ndeux, à demi".encode())
    assert next(found) == "un\n  suite\n"
    os.write(write, b" dit\n")
    assert next(found) == "deux, à demi dit\n"
    os.write(write, "trois é".encode()[:-1])
    os.close(write)
    assert [*found] == ["trois \ufffd"]


def test_a_pipe_that_never_rests_is_cut_before_a_note(pipe: tuple[int, int]) -> None:
    read, write = pipe
    hours = count(step=3600)
    found = blocks(read, lambda: next(hours))
    os.write(write, b"un\n  suite\ndeux\n  encore\ntrois")
    assert next(found) == "un\n  suite\n"
    os.close(write)
    assert "".join(found) == "deux\n  encore\ntrois"


def test_notes_are_kept_before_the_pipe_ends(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text('format = 1\nid = "s1"\ntitle = "T"\n', encoding="utf-8")
    command = [sys.executable, "-m", "facilitator", "--lang", "en", "add", str(file), "-"]
    home = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=home
    ) as program:
        assert program.stdin is not None
        assert program.stderr is not None
        for said in ("une première", "une deuxième"):
            program.stdin.write(f"{said}\n")
            program.stdin.flush()
            assert program.stderr.readline() == "1 note kept\n"
            assert [note["text"] for note in tomllib.loads(file.read_text(encoding="utf-8"))["note"]][-1] == said
        program.stdin.close()
        assert program.wait(20) == 0
