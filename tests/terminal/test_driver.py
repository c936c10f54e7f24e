"""The keyboard through a real pseudo-terminal: pastes whole, letters whole, nothing stray."""

import json
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.terminal

APP = Path(__file__).parent / "apps" / "heard_keys.py"
NASTY = "un\x1b[A\x1b[200~deux\x1b[201\x1b[20\rtrois\x1b\x1b[31m\x03\x07\x00\x9b é ç œ 👩‍👧 日本\tfin"


class Typist:
    """The little program, and what it heard since the last question."""

    def __init__(self, term: Terminal, log: Path) -> None:
        self.term, self._log, self._marks, self._read = term, log, 0, 0

    def heard(self) -> list[list[str | None]]:
        """All that reached the program, once it has drawn a mark asked for after it."""
        self._marks += 1
        self.term.send("ctrl+g")
        self.term.wait_for(f"mark {self._marks}")
        entries = [json.loads(line) for line in self._log.read_text(encoding="utf-8").splitlines()]
        new, self._read = entries[self._read :], len(entries)
        return new

    def letters(self) -> str:
        """What was typed, when nothing but characters came."""
        return "".join(str(character) for _, _, character in self.heard())


@pytest.fixture(scope="module")
def typist(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typist]:
    log = tmp_path_factory.mktemp("keys") / "log"
    with Terminal([sys.executable, str(APP), str(log)], size=(40, 5)) as term:
        term.wait_for("ready")
        yield Typist(term, log)


def test_a_paste_is_one_event_whatever_is_inside(typist: Typist) -> None:
    typist.term.send_bytes(b"\x1b[200~" + NASTY.encode() + b"\x1b[201~")
    assert typist.heard() == [["paste", NASTY]]


def test_a_paste_read_byte_by_byte_is_one_event(typist: Typist) -> None:
    typist.term.trickle(b"\x1b[200~" + NASTY.encode() + b"\x1b[201~")
    assert typist.heard() == [["paste", NASTY]]


def test_a_paste_cut_at_any_byte_is_one_event(typist: Typist) -> None:
    data = b"\x1b[200~" + "é\x1b[201\rœ".encode() + b"\x1b[201~"
    for cut in range(1, len(data)):
        typist.term.send_pieces(data[:cut], data[cut:])
        assert typist.heard() == [["paste", "é\x1b[201\rœ"]], cut


def test_an_end_mark_in_the_pasted_text_lets_no_key_out(typist: Typist) -> None:
    typist.term.paste("avant\x1b[201~\nrm\x03après")
    assert typist.heard() == [["paste", "avant\x1b[201~\rrm\x03après"]]


def test_a_megabyte_arrives_whole(typist: Typist) -> None:
    text = "Les réunions courtes ont tout changé.\r" * 28_000
    typist.term.send_bytes(b"\x1b[200~" + text.encode() + b"\x1b[201~")
    (entry,) = typist.heard()
    assert entry == ["paste", text]


def test_composed_letters_arrive_whole_byte_by_byte(typist: Typist) -> None:
    text = "é à ç œ Œ ÿ « l’été » e\u0301 — 日本語 👍\u00a0!"
    typist.term.trickle(text.encode())
    assert typist.letters() == text


def test_alt_and_the_digit_row_type_nothing(typist: Typist) -> None:
    heard = []
    for character in "1234567890&é\"'(-è_çà":
        typist.term.send_bytes(b"\x1b" + character.encode())
        heard += typist.heard()
    assert [character for _, _, character in heard] == [None] * 20
    assert all(str(key).startswith("alt+") for _, key, _ in heard)


def test_escape_then_a_letter_loses_neither(typist: Typist) -> None:
    typist.term.send("escape")
    assert typist.heard() == [["key", "escape", "\x1b"]]
    typist.term.send("é")
    assert typist.heard() == [["key", "é", "é"]]


def test_a_damaged_byte_stops_nothing(typist: Typist) -> None:
    typist.term.send_bytes(b"a\xff\xfeb")
    assert typist.letters() == "a\ufffd\ufffdb"


def test_an_unknown_sequence_types_nothing(typist: Typist) -> None:
    typist.term.send_bytes(b"\x1b[99;99;99z\x1b]11;rgb:0000/0000/0000\x1b\\ok")
    assert typist.letters() == "ok"


def test_the_terminal_is_given_back(tmp_path: Path) -> None:
    with Terminal([sys.executable, str(APP), str(tmp_path / "log")], size=(40, 5)) as term:
        term.wait_for("ready")
        term.send("ctrl+q")
        assert term.wait_exit() == 0
        for mode in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?2004l", b"\x1b[?1000l"):
            assert mode in term.raw[term.raw.rfind(b"ready") :]


def test_a_closed_window_ends_the_program(tmp_path: Path) -> None:
    with Terminal(["sh", "-c", f"trap '' HUP; exec {sys.executable} {APP} {tmp_path / 'log'}"], size=(40, 5)) as term:
        term.wait_for("ready")
        term.hang_up()
        assert term.wait_exit() != -signal.SIGKILL
