"""The bytes of a report file as text."""

import re

from facilitator.language import _

_NOISE = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_NOISE = 0.02
_WINDOWS = {
    code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


class ReportFileError(Exception):
    """A file that is no report; the message says why and what to do."""


def decode_report(data: bytes) -> str:
    r"""The text of a report file, with ``\n`` at its line ends.

    UTF-8 with or without its mark, UTF-16 with its mark, else Windows-1252, whose five empty places are read as Latin-1.

    Args:
        data: what the file holds.

    Raises:
        ReportFileError: it is no text: it holds NUL bytes, or too many control characters.
    """
    try:
        text = _decoded(data)
    except UnicodeDecodeError:
        text = "\x00"
    if "\x00" in text or len(_NOISE.findall(text)) > _MOST_NOISE * len(text):
        raise ReportFileError(_("this is no text – save the report as plain text or Markdown"))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1").translate(_WINDOWS)
