"""Notes handed over: whole, in order, once; what is broken is set aside and told."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.storage.inbox import drop, set_aside, waiting

AT = "2026-05-12T14:18:45+02:00"
DROPPER = """
import sys
from pathlib import Path
from facilitator.storage.inbox import drop
drop(Path(sys.argv[1]), f"01N{sys.argv[2]}", ((f"n{sys.argv[2]}", "une note"),), "Karim", "2026-05-12T14:18:45+02:00")
"""


def test_lines_come_in_the_order_of_their_names_and_go_when_done(tmp_path: Path) -> None:
    drop(tmp_path, "01B", (("n2", "seconde"),), "Odile", AT)
    drop(tmp_path, "01A", (("n0", "! première"), ("n1", "« citée »")), "Karim", AT)
    found = waiting(tmp_path)
    assert [handed.lines for handed in found] == [(("n0", "! première"), ("n1", "« citée »")), (("n2", "seconde"),)]
    assert (found[0].author, found[0].at) == ("Karim", AT)
    found[0].done()
    found[0].done()
    assert [handed.author for handed in waiting(tmp_path)] == ["Odile"]


def test_no_inbox_is_an_empty_one(tmp_path: Path) -> None:
    assert waiting(tmp_path / "nulle part") == []
    assert set_aside(tmp_path / "nulle part") == []


@given(lines=st.lists(st.text(st.characters(), max_size=30), max_size=3), author=st.text(st.characters(), max_size=8))
def test_any_text_comes_out_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], author: str
) -> None:
    folder = tmp_path_factory.mktemp("boite")
    pairs = tuple((f"n{index}", line) for index, line in enumerate(lines))
    drop(folder, "01A", pairs, author, AT)
    assert [(handed.lines, handed.author) for handed in waiting(folder)] == [(pairs, author)]


BROKEN = [
    b"",
    b"{",
    b"\xff\xfe",
    b"[]",
    b"[" * 100_000,
    b'{"lines": [], "author": "a"}',
    b'{"lines": [["n"]], "author": "a", "at": "2026-05-12T14:18:45+02:00"}',
    b'{"lines": [["n", 1]], "author": "a", "at": "2026-05-12T14:18:45+02:00"}',
    b'{"lines": [["n", "x"]], "author": "a", "at": "hier"}',
    b'{"lines": [["n", "x"]], "author": "a", "at": "2026-05-12T14:18:45"}',
]


@pytest.mark.parametrize("data", BROKEN)
def test_a_broken_file_is_set_aside_and_does_not_hold_up_the_others(data: bytes, tmp_path: Path) -> None:
    file = drop(tmp_path, "01B", (("n1", "une note"),), "Karim", AT)
    broken = file.with_name("01A.json")
    broken.write_bytes(data)
    told: list[str] = []
    assert [handed.file for handed in waiting(tmp_path, told.append)] == [file]
    assert [str(path) in sentence for path, sentence in zip(set_aside(tmp_path), told, strict=True)] == [True]
    assert [path.read_bytes() for path in set_aside(tmp_path)] == [data]
    assert waiting(tmp_path, told.append)
    assert len(told) == 1, "told once"


def test_two_broken_files_of_one_name_are_both_kept(tmp_path: Path) -> None:
    for data in (b"{", b"["):
        drop(tmp_path, "01A", (), "Karim", AT).write_bytes(data)
        assert waiting(tmp_path) == []
    assert sorted(path.read_bytes() for path in set_aside(tmp_path)) == [b"[", b"{"]


def test_what_is_still_being_written_is_not_seen(tmp_path: Path) -> None:
    file = drop(tmp_path, "01A", (("n1", "une note"),), "Karim", AT)
    file.rename(file.with_name(".facilitator-00.tmp"))
    assert waiting(tmp_path) == []


def test_twenty_programs_at_once_each_hand_over_their_line(tmp_path: Path) -> None:
    programs = [subprocess.Popen([sys.executable, "-c", DROPPER, str(tmp_path), f"{n:02}"]) for n in range(20)]
    assert [program.wait() for program in programs] == [0] * 20
    assert [handed.lines[0][0] for handed in waiting(tmp_path)] == [f"n{n:02}" for n in range(20)]


def test_a_file_says_in_json_what_was_handed_over(tmp_path: Path) -> None:
    file = drop(tmp_path, "01A", (("n1", "été"),), "Karim", AT)
    assert json.loads(file.read_bytes()) == {"lines": [["n1", "été"]], "author": "Karim", "at": AT}
