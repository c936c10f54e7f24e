"""A session whose program is killed at any moment: what was said to be kept is there, and the next start needs no help."""

import os
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from random import Random
from time import perf_counter

import pytest

from facilitator.cli.streaming import RESTS
from facilitator.storage.session_file import read_session
from tests.storage.sitting import AT_ONCE, file_in, make_session, note, numbers_in, opened, places_in

TORTURE = bool(os.environ.get("FACILITATOR_TORTURE"))
KILLS = 75 if TORTURE else 4
PIPED_KILLS = 40 if TORTURE else 2
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")

# Sentences of the notices that a kill may lead to.
BROUGHT_BACK = "brought back from the journal"
TORN = "the program ended while it was writing"


def checked(folder: Path, promised: int, draft: int | None = None) -> list[int]:
    """Open the session as the next start does; returns the numbers of its notes, each of which stands there once.

    The file can be read before, and holds everything afterwards.
    """
    session = read_session(file_in(folder))
    filed = numbers_in([one.text for one in session.notes])
    desk = opened(folder)
    found = numbers_in([row.text for row in desk.live.view.in_order()])
    assert found == [*range(1, len(found) + 1)], "one was lost in the middle, or doubled"
    assert len(found) >= promised
    assert found[: len(filed)] == filed
    said = [notice.sentence for notice in desk.notices]
    # A kill between the two halves of one write of SQLite's is told; it costs nothing of what was promised.
    if said and said[0].startswith(TORN):
        del said[0]
    lacked = found != filed or desk.live.view.facts.closed != session.closed
    assert [sentence.startswith(BROUGHT_BACK) for sentence in said] == [True] * lacked, said
    if draft is not None:
        assert int(desk.draft.split()[-1]) in range(draft, len(found) + 2)
    assert desk.close()
    assert numbers_in([one.text for one in read_session(file_in(folder)).notes]) == found
    return found


def killed(program: "subprocess.Popen[bytes]", wait: float) -> bytes:
    """Kill a program after some seconds; returns what it had said on its standard output."""
    assert program.stdout is not None
    said = b""
    end = perf_counter() + wait
    while (left := end - perf_counter()) > 0:
        if not select.select([program.stdout], [], [], left)[0]:
            break
        more = os.read(program.stdout.fileno(), 4096)
        if not more:
            break
        said += more
    program.send_signal(signal.SIGKILL)
    return said + program.stdout.read()


def test_a_session_killed_while_notes_are_kept_saved_compacted_and_it_is_opened_and_closed(tmp_path: Path) -> None:
    chance = Random(20260514)
    make_session(tmp_path)
    promised = kills = compacted = 0
    # On a busy machine a program may be killed before it compacts anything: go on until one did.
    while kills < KILLS or (not compacted and kills < 20 * KILLS):
        kills += 1
        command = [sys.executable, "-m", "tests.storage.sitting", str(tmp_path), "0"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as program:
            assert program.stdout is not None
            said = os.read(program.stdout.fileno(), 4096)
            assert said, "the program ended by itself"
            said += killed(program, chance.random() * 0.12)
        promised = max(int(line.split()[1]) for line in said.split(b"\n")[:-1])
        found = checked(tmp_path, promised, promised)
        compacted += (places_in(tmp_path).state / "sessions" / "essaimer" / "journal-before.db").exists()
        assert len(found) - promised <= AT_ONCE
    assert compacted


def begun(folder: Path, *arguments: str, stdin: bytes = b"", piped: bool = False) -> "subprocess.Popen[bytes]":
    """Start a command of the program, and return when its work begins; ``piped`` leaves its standard input open."""
    places = {"XDG_STATE_HOME": str(folder / "etat"), "XDG_CONFIG_HOME": str(folder / "config")}
    handed = folder / "entree"
    handed.write_bytes(stdin)
    with handed.open("rb") as source:
        program = subprocess.Popen(
            [sys.executable, "-m", "tests.storage.aimed", "--lang", "en", *arguments],
            stdin=subprocess.PIPE if piped else source,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
            env={**os.environ, **places},
        )
    assert program.stdout is not None
    assert os.read(program.stdout.fileno(), len(b"begins\n")) == b"begins\n"
    return program


def lasts(folder: Path, *arguments: str, stdin: bytes = b"") -> float:
    """How many seconds the work of a command takes."""
    with begun(folder, *arguments, stdin=stdin) as program:
        start = perf_counter()
        assert program.wait() == 0, program.stdout.read() if program.stdout else b""
        return perf_counter() - start


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A session to which nothing was done yet."""
    make_session(tmp_path / "essai")
    return tmp_path / "essai"


def lines(first: int, many: int) -> bytes:
    return "".join(f"{note(number)}\n" for number in range(first, first + many)).encode()


def test_notes_that_add_said_to_be_kept_outlive_a_kill(folder: Path) -> None:
    """``add -`` says so once, for all lines, when journal and file hold them; until then the first of them may be there."""
    chance = Random(20260515)
    file = str(file_in(folder))
    seconds = lasts(folder, "add", file, "-", stdin=lines(1, 20))
    have = 20
    acknowledged = kills = 0
    # The first times may all come too late to catch the command at work: go on until one was caught.
    while kills < KILLS or (acknowledged == kills and kills < 20 * KILLS):
        kills += 1
        with begun(folder, "add", file, "-", stdin=lines(have + 1, 20)) as program:
            said = killed(program, chance.random() * seconds * 1.2)
        kept = b"20 notes kept" in said
        acknowledged += kept
        have = len(checked(folder, have + 20 * kept))
    assert acknowledged < kills


def test_notes_that_come_through_a_pipe_little_by_little_outlive_a_kill(folder: Path) -> None:
    """Each part is said to be kept as soon as the pipe rests, long before it ends."""
    chance = Random(20260518)
    file = str(file_in(folder))
    have = 0
    for _kill in range(PIPED_KILLS):
        with begun(folder, "add", file, "-", piped=True) as program:
            assert program.stdin is not None
            assert program.stdout is not None
            program.stdin.write(lines(have + 1, 3))
            program.stdin.flush()
            said = b""
            while b"3 notes kept" not in said:
                more = os.read(program.stdout.fileno(), 4096)
                assert more, said
                said += more
            program.stdin.write(lines(have + 4, 3))
            program.stdin.flush()
            said += killed(program, RESTS + chance.random() * 0.2)
        have = len(checked(folder, have + 3 * said.count(b"3 notes kept")))


def test_a_report_is_whole_or_not_there_when_export_is_killed(folder: Path) -> None:
    chance = Random(20260516)
    report, file = folder / "rapport.md", str(file_in(folder))
    assert lasts(folder, "add", file, "-", stdin=lines(1, 12)) > 0
    seconds = lasts(folder, "export", file, "-o", str(report))
    whole = report.read_bytes()
    assert note(12).encode() in whole
    for number in range(KILLS):
        old = b"un autre" if number % 2 else None
        report.unlink()
        if old:
            report.write_bytes(old)
        with begun(folder, "export", file, "-o", str(report)) as program:
            said = killed(program, chance.random() * seconds * 1.2)
        if b"written" in said:
            old = whole
        assert (report.read_bytes() if report.exists() else None) in (old, whole)
        report.write_bytes(whole)
        checked(folder, 12)


def test_a_session_killed_while_close_writes_its_report_is_closed_or_open_and_whole(folder: Path) -> None:
    chance = Random(20260517)
    file = str(file_in(folder))
    reports = [file_in(folder).with_suffix(ending) for ending in (".md", ".html")]
    assert lasts(folder, "add", file, "-", stdin=lines(1, 12)) > 0
    before = folder.with_name("avant la clôture")
    shutil.copytree(folder, before)
    seconds = lasts(folder, "close", file)
    whole = [report.read_bytes() for report in reports]
    closings = kills = 0
    while kills < KILLS or (closings == kills and kills < 20 * KILLS):
        kills += 1
        shutil.rmtree(folder)
        shutil.copytree(before, folder)
        with begun(folder, "close", file) as program:
            said = killed(program, chance.random() * seconds * 1.2)
        there = [report.read_bytes() for report in reports if report.exists()]
        assert there == whole[: len(there)]
        checked(folder, 12)
        closed = read_session(file_in(folder)).closed is not None
        assert closed or b"written" not in said
        assert len(there) == len(reports) or not closed, "the reports come first"
        closings += closed
    assert closings < kills
