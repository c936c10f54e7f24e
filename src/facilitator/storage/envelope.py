"""The form in which the journal keeps things: each says by itself what it is and whether it is whole.

An update lies in an envelope of mark, number, moment, length and checksum, so that it can be found in the raw bytes of a
file that SQLite no longer reads. Smaller things, which SQLite finds by name, carry a checksum.
"""

import struct
from zlib import crc32

from msgspec import Struct

MARK = b"\xf0FacU1\r\n"
_HEAD = struct.Struct("<8sQdI")
_SUM = struct.Struct("<I")
HEAD_SIZE = _HEAD.size + _SUM.size
_MOST = 1 << 62


class Row(Struct, frozen=True):
    """One update of the journal: its number, the moment in seconds, the bytes."""

    seq: int
    at: float
    data: bytes


def seal(row: Row) -> bytes:
    """The envelope of a row."""
    head = _HEAD.pack(MARK, row.seq, row.at, len(row.data))
    return head + _SUM.pack(crc32(row.data, crc32(head))) + row.data


def length_at(raw: bytes, at: int) -> int | None:
    """How long the envelope is that begins at a position, head included; None when its head is not whole."""
    if at + HEAD_SIZE > len(raw) or raw[at : at + len(MARK)] != MARK:
        return None
    _mark, seq, _at, length = _HEAD.unpack_from(raw, at)
    return HEAD_SIZE + int(length) if 0 < seq < _MOST else None


def opened(envelope: bytes) -> Row | None:
    """The row in an envelope; None when it is not whole."""
    if length_at(envelope, 0) != len(envelope):
        return None
    _mark, seq, at, _length = _HEAD.unpack_from(envelope)
    data = envelope[HEAD_SIZE:]
    if _SUM.unpack_from(envelope, _HEAD.size)[0] != crc32(data, crc32(envelope[: _HEAD.size])):
        return None
    return Row(int(seq), float(at), data)


def checked(place: str, value: bytes) -> bytes:
    """A value with its checksum; ``place`` says where it belongs, so that it is not taken for another one."""
    return _SUM.pack(crc32(value, crc32(to_bytes(place)))) + value


def unchecked(place: str, stored: object) -> bytes | None:
    """The value that ``checked`` made; None when it is not whole."""
    if not isinstance(stored, bytes) or len(stored) < _SUM.size:
        return None
    value = stored[_SUM.size :]
    return value if checked(place, value) == stored else None


def to_bytes(text: str) -> bytes:
    """Any text as bytes, halves of surrogate pairs included: what a shell gives may hold them."""
    return text.encode("utf-8", "surrogatepass")


def to_text(data: bytes) -> str:
    """The text that ``to_bytes`` made. Raises ``ValueError`` for other bytes."""
    return data.decode("utf-8", "surrogatepass")
