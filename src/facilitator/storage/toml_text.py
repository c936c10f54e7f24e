"""Values as TOML text that reads well and comes back exactly.

``tomli_w`` writes several lines as several lines only by changing ``\\r\\n``, and knows neither editors that strip blanks at
the ends of lines nor merge tools; hence these few functions of our own.
"""

import re
from datetime import UTC, datetime

# What no editor, terminal or parser shows or keeps as it is: control characters, direction marks, halves of characters.
_UNSEEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
_IN_ONE_LINE = re.compile(rf'[\n"\\{_UNSEEN}]')
# A blank at the end of a line would be stripped by editors; a line of "<<<<<<<" would look like an unfinished merge.
_IN_MANY_LINES = re.compile(rf'[\\{_UNSEEN}]|"(?="")|"(?=\Z)|[ \t](?=\n)|^[<>](?=[<>]{{6}})', re.MULTILINE)
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f", '"': '\\"', "\\": "\\\\"}


def toml_string(text: str) -> str:
    """A text as a TOML string: over several lines when it has several.

    Args:
        text: any text. Halves of characters (lone surrogates), which no file can hold, become U+FFFD.
    """
    if "\n" in text:
        return f'"""\n{_IN_MANY_LINES.sub(_escape, text)}"""'
    return f'"{_IN_ONE_LINE.sub(_escape, text)}"'


def toml_moment(moment: datetime) -> str:
    """A moment with its time zone as a TOML date and time; a zone that is not of whole minutes becomes UTC."""
    offset = moment.utcoffset()
    if offset is not None and offset.total_seconds() % 60:
        moment = moment.astimezone(UTC)
    return moment.isoformat()


def toml_list(texts: tuple[str, ...]) -> str:
    """Short texts as a TOML array on one line."""
    return f"[{', '.join(map(toml_string, texts))}]"


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    if char in _SHORT:
        return _SHORT[char]
    return "\ufffd" if "\ud800" <= char <= "\udfff" else f"\\u{ord(char):04x}"
