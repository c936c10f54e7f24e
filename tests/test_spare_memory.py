"""What the C library keeps for later is given back."""

import ctypes
import sys
from pathlib import Path
from threading import Thread

import pytest

from facilitator.spare_memory import give_back

_MIB = 2**20


def held() -> int:
    """Bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096


def fill_and_free() -> None:
    """Use many small pieces of the C library's memory, of which the last stays."""
    pieces = [ctypes.create_string_buffer(2000) for _piece in range(20_000)]
    kept.append(pieces[-1])


kept: list[object] = []


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc can be asked")
def test_what_a_thread_freed_is_given_back() -> None:
    thread = Thread(target=fill_and_free)
    thread.start()
    thread.join()
    before = held()
    assert give_back()
    assert before - held() > 20 * _MIB


def test_another_c_library_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: object())
    assert not give_back()
