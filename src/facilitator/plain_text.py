"""The text of a file that does not say how it is encoded.

Spreadsheets and editors in France write UTF-8 with or without its mark, UTF-16 with its mark, or Windows-1252. These four are
told apart for certain, without guessing: a mark says so, other bytes than UTF-8's are next to never valid UTF-8, and what
remains is Windows-1252. A library that guesses among all encodings was tried and left out: on lists of a few short names it
took Windows-1252 for Central European encodings and turned accents into other letters, with nothing told.
"""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

# Five bytes mean nothing in Windows-1252. The others are é, è, ê, ç, ô or É in files of other systems; here they would be
# signs and capitals that stand in no word between or behind small letters.
_FOREIGN = re.compile(
    rb"[\x81\x8d\x8f\x90\x9d]"
    rb"|(?<=[A-Za-z])[\x82\x83\x87\x88\x8a\x8e\x93\x94\x95\x99](?=[a-z])"
    rb"|(?<=[a-z])[\x82\x87\x88\x8a\x8e]"
    rb"|(?<=[A-Za-z])\x83|\x83(?=[a-z])"
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")


class NotPlainTextError(Exception):
    """Bytes are no text in an encoding that is known here. ``line`` counts from 1, of the first byte that is not."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def plain_text(data: bytes) -> str:
    r"""The text of a file, with ``\n`` at its line ends and without a byte order mark.

    Args:
        data: all that the file holds.

    Raises:
        NotPlainTextError: it is in another encoding, such as that of old Macintosh or MS-DOS spreadsheets, or no text at all.
    """
    text = _decoded(data)
    noise = _CONTROLS.search(text)
    if noise:
        raise NotPlainTextError(_line(text[: noise.start()]))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise NotPlainTextError(_line(data[: error.start].decode("utf-16", "replace"))) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        foreign = _FOREIGN.search(data)
    if foreign:
        raise NotPlainTextError(_line(data[: foreign.start()].decode("latin-1")))
    return data.decode("cp1252")


def _line(before: str) -> int:
    return before.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
