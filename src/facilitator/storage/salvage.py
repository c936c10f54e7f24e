"""Updates found in the raw bytes of a journal and its log, and whether that log ended as it should.

Follows the file format that SQLite documents (https://www.sqlite.org/fileformat2.html): pages of one size, long values
spread over chained overflow pages, a log of frames that each hold one page and a running checksum.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from msgspec import Struct

from facilitator.storage.envelope import MARK, Row, length_at, opened

PAGE = 4096
NAME = "journal.db"
"""The journal's file in its folder."""
LOG = "-wal"
_LOG_HEAD, _FRAME_HEAD = 32, 24
_FRAME = _FRAME_HEAD + PAGE
_MAGIC_LITTLE = 0x377F0682
# Bytes of a row that stand before its envelope, at least and at most: sizes and kinds of the columns, moment, checksum.
_BEFORE = range(4, 40)
_LEAST_LOCAL = (PAGE - 12) * 32 // 255 - 23
_MOST_LOCAL = PAGE - 35
_OVERFLOW = PAGE - 4

LogEnd = Literal["clean", "unfinished", "torn", "broken"]


class Evidence(Struct, frozen=True):
    """The bytes of a journal before anything touches it: the file and its log, empty when missing."""

    main: bytes
    log: bytes

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all."""
        return not self.main and not self.log

    @property
    def known_form(self) -> bool:
        """Whether the file says that it may be read and written; SQLite tells only when it first writes."""
        return len(self.main) < PAGE or self.main[18:20] in (b"\1\1", b"\2\2")


def evidence_of(path: Path) -> Evidence:
    """Read the bytes of a journal.

    Raises:
        OSError: they cannot be read.
    """
    return Evidence(_bytes_of(path), _bytes_of(Path(f"{path}{LOG}")))


def rows_in(evidence: Evidence) -> dict[int, Row]:
    """Every update that can be found whole, by number, whatever else is broken."""
    found: dict[int, Row] = {}
    for raw in (evidence.log, evidence.main):
        at = raw.find(MARK)
        while at >= 0:
            row = _row_at(raw, at, evidence)
            if row is not None:
                found.setdefault(row.seq, row)
            at = raw.find(MARK, at + 1)
    return found


def log_end(log: bytes, taken: int) -> LogEnd:
    """How a log goes on after the frames that SQLite took from it.

    Args:
        log: the bytes of the log before it was opened.
        taken: the number of frames that SQLite recovered.

    Returns:
        ``"clean"``: nothing of this log follows. ``"unfinished"``: whole frames of a transaction that was never committed.
        ``"torn"``: its last frame is not whole, as when the program ends while it is written: that transaction was promised to
        nobody. ``"broken"``: a frame that others of this log follow is not whole, or its head is not.
    """
    if len(log) <= _LOG_HEAD:
        return "clean"
    order = _word_order(log)
    if _sum(order, log[: _LOG_HEAD - 8], (0, 0)) != _pair(log, 24):
        return "broken"
    salts, chain = log[16:24], _pair(log, _LOG_HEAD + (taken - 1) * _FRAME + 16) if taken else _pair(log, 24)
    starts = range(_LOG_HEAD + taken * _FRAME, len(log), _FRAME)
    for index, at in enumerate(starts):
        frame = log[at : at + _FRAME]
        # Of a frame cut within its head nothing says whose it is: it is taken for one of this log.
        ours = frame[8:16] == salts or len(frame) < 16
        chain = _sum(order, frame[:8] + frame[_FRAME_HEAD:], chain)
        fits = len(frame) == _FRAME and chain == _pair(frame, 16)
        if not ours and not fits:
            later = any(log[start + 8 : start + 16] == salts for start in starts[index:])
            return "broken" if later else "unfinished" if index else "clean"
        if not (ours and fits):
            later = any(log[start + 8 : start + 16] == salts for start in starts[index + 1 :])
            return "broken" if later else "torn"
    return "unfinished" if starts else "clean"


def _row_at(raw: bytes, at: int, evidence: Evidence) -> Row | None:
    length = length_at(raw, at)
    if length is None:
        return None
    row = opened(raw[at : at + length])
    if row is not None or length <= _LEAST_LOCAL - _BEFORE.stop:
        return row
    for first in _first_parts(length):
        for pages in _page_finders(evidence):
            row = opened(_chained(raw, at, first, length, pages))
            if row is not None:
                return row
    return None


def _first_parts(length: int) -> list[int]:
    """How many bytes of an envelope may stand in the row's own page when the rest overflowed."""
    parts = set()
    for before in _BEFORE:
        whole = before + length
        local = _LEAST_LOCAL + (whole - _LEAST_LOCAL) % _OVERFLOW
        parts.add((local if local <= _MOST_LOCAL else _LEAST_LOCAL) - before)
    return sorted(part for part in parts if 0 < part < length)


class _Pages(Struct, frozen=True):
    """Pages by number: from the log where it has them, else from the file."""

    main: bytes
    log: bytes
    frames: dict[int, int]

    def page(self, number: int) -> bytes:
        at = self.frames.get(number)
        if at is not None:
            return self.log[at : at + PAGE]
        return self.main[(number - 1) * PAGE : number * PAGE] if number > 0 else b""


def _page_finders(evidence: Evidence) -> Iterator[_Pages]:
    yield _Pages(evidence.main, evidence.log, _frames(evidence.log))
    yield _Pages(evidence.main, b"", {})


def _frames(log: bytes) -> dict[int, int]:
    """Where the latest page of each number begins in a log."""
    salts = log[_LOG_HEAD + 8 : _LOG_HEAD + 16]
    places = {}
    for at in range(_LOG_HEAD, len(log) - _FRAME + 1, _FRAME):
        if log[at + 8 : at + 16] == salts:
            places[int.from_bytes(log[at : at + 4], "big")] = at + _FRAME_HEAD
    return places


def _chained(raw: bytes, at: int, first: int, length: int, pages: _Pages) -> bytes:
    """The bytes of an envelope whose first part stands at a position and whose rest is chained over overflow pages."""
    parts = [raw[at : at + first]]
    have = first
    number = int.from_bytes(raw[at + first : at + first + 4], "big")
    while have < length:
        page = pages.page(number)
        if len(page) < PAGE:
            return b""
        part = page[4 : 4 + min(_OVERFLOW, length - have)]
        parts.append(part)
        have += len(part)
        number = int.from_bytes(page[:4], "big")
    return b"".join(parts)


def _word_order(log: bytes) -> str:
    return "<" if int.from_bytes(log[:4], "big") == _MAGIC_LITTLE else ">"


def _pair(raw: bytes, at: int) -> tuple[int, int]:
    return int.from_bytes(raw[at : at + 4], "big"), int.from_bytes(raw[at + 4 : at + 8], "big")


def _sum(order: str, data: bytes, start: tuple[int, int]) -> tuple[int, int]:
    """The running checksum of a log over whole pairs of words."""
    first, second = start
    for one, two in struct.iter_unpack(f"{order}II", data[: len(data) // 8 * 8]):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + two + first) & 0xFFFFFFFF
    return first, second


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
