"""What the keyboard sends, made whole before the screen sees it.

It gives a bracketed paste as one event whatever is inside, so that nothing pasted is ever a key; it hands escape sequences
to Textual's parser complete, wherever a read cut them; and it tells Escape followed by a letter from Alt and a letter by the
time between them, so that neither a letter is lost nor a stray one typed.
"""

from collections.abc import Iterator

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.message import Message

ESC = "\x1b"
PASTE_START = "\x1b[200~"
PASTE_END = "\x1b[201~"

ALT_WINDOW = 0.03
"""Seconds within which Escape and a character are one key, Alt and that character: a terminal sends both at once, no hand
types two keys so fast."""
SEQUENCE_PATIENCE = 1.0
"""Seconds that an escape sequence cut in its middle is waited for; what is then still incomplete is line noise."""
PASTE_PATIENCE = 3.0
"""Seconds without a byte after which a paste without an end is given as it stands, and the keyboard is back."""
PASTE_GRACE = 0.03
"""Seconds of silence that make the end of a paste sure: a second end before, without a new start, shows that the first one
was pasted text."""
PASTE_GRACE_LIMIT = 0.3
"""Seconds after which the end of a paste is sure, silence or not."""
PASTE_LIMIT = 16 * 2**20
"""Characters after which a paste is given in parts, so that an endless one cannot fill the memory."""

_PARSER_LIMIT = 32
_STRING_LIMIT = 4096


def sequence_end(text: str, start: int) -> int | None:
    """Where the escape sequence that begins at ``start`` ends.

    Args:
        text: what the terminal sent.
        start: the index of an ESC in it.

    Returns:
        The index after its last character, or None while it is incomplete. A lone Escape key is one character long.
    """
    if start + 1 == len(text):
        return None
    kind = text[start + 1]
    if kind == "[":
        return _control_end(text, start + 2)
    if kind == "O":
        if start + 2 == len(text):
            return None
        return start + 3 if text[start : start + 3] in ANSI_SEQUENCES_KEYS else start + 2
    if kind in "]P":
        return _string_end(text, start + 2)
    if kind < " " and kind not in "\r\t":
        return start + 1
    return start + 2


def _control_end(text: str, at: int) -> int | None:
    """The end of a sequence after ``ESC [``: parameters, then one letter; the Linux console and old mice differ."""
    size = len(text)
    if at < size and text[at] in "[M":
        end = at + (2 if text[at] == "[" else 4)
        return end if end <= size else None
    private = at < size and text[at] == "?"
    while at < size and " " <= text[at] <= "?":
        at += 1
        if text[at - 1] == "$" and not private:
            return at
    if at == size:
        return None
    return at + 1 if "@" <= text[at] <= "~" else at


def _string_end(text: str, at: int) -> int | None:
    """The end of a terminal's reply in words (after ``ESC ]`` or ``ESC P``); otherwise these are Alt and a character."""
    if at == len(text):
        return None
    if text[at] not in "0123456789>!+$":
        return at
    for index in range(at, min(len(text), at + _STRING_LIMIT)):
        if text[index] == "\x07":
            return index + 1
        if text[index] == ESC:
            if index + 1 == len(text):
                return None
            return index + 2 if text[index + 1] == "\\" else index
    return None if len(text) - at < _STRING_LIMIT else at + _STRING_LIMIT


class _Paste:
    """A bracketed paste being received."""

    def __init__(self, now: float) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.carry = ""
        self.rest: str | None = None
        self.heard = self.ended = now

    def take(self, text: str) -> None:
        """Keep a part of the pasted text."""
        self.parts.append(text)
        self.size += len(text)

    def feed(self, data: str, now: float) -> None:
        """Read on; ``rest`` is what came after the end, None before it."""
        self.heard = now
        if self.rest is None:
            text = self.carry + data
            end = text.find(PASTE_END)
            if end < 0:
                cut = max(0, len(text) - len(PASTE_END) + 1)
                self.take(text[:cut])
                self.carry = text[cut:]
                return
            self.take(text[:end])
            self.carry, data, self.rest, self.ended = "", text[end + len(PASTE_END) :], "", now
        self.rest += data
        while (end := self.rest.find(PASTE_END)) >= 0 and not 0 <= self.rest.find(PASTE_START) < end:
            self.take(PASTE_END + self.rest[:end])
            self.rest, self.ended = self.rest[end + len(PASTE_END) :], now

    @property
    def due(self) -> float:
        """When it is given if nothing more comes."""
        if self.rest is None:
            return self.heard + PASTE_PATIENCE
        return min(self.heard + PASTE_GRACE, self.ended + PASTE_GRACE_LIMIT)

    def text(self) -> str:
        """All that was pasted."""
        return "".join(self.parts) + self.carry


class KeyReader:
    """Turns what a terminal sends into messages; pure but for the parser it is given, with time passed in.

    Args:
        parser: Textual's parser, which names keys, mouse events and replies; it is given whole sequences only.
    """

    def __init__(self, parser: XTermParser) -> None:
        self._parser = parser
        self._pending = ""
        self._pending_since = 0.0
        self._by_hand = False
        self._paste: _Paste | None = None

    def feed(self, data: str, now: float) -> Iterator[Message]:
        """What ``data`` says.

        Args:
            data: decoded text from one read, cut anywhere.
            now: seconds on a monotonic clock.
        """
        if not data:
            return
        if self._paste is not None:
            yield from self._read_paste(data, now)
            return
        pending, self._pending = self._pending, ""
        slow = now - self._pending_since > ALT_WINDOW
        self._by_hand = slow and pending == ESC
        if slow and (pending == ESC + "O" or (pending == ESC and data[0] != "[")):
            yield events.Key("escape", ESC)
            pending = pending[1:]
        yield from self._read(pending + data, now)

    def tick(self, now: float) -> Iterator[Message]:
        """What must no longer be waited for at ``now``."""
        due = self._due()
        if due is None or now < due:
            return
        if self._paste is not None:
            yield from self._end_paste(now)
            return
        pending, self._pending = self._pending, ""
        if self._by_hand:
            yield events.Key("escape", ESC)
            yield from self._plain(pending[1:])
        else:
            yield from self._sequence(pending)

    def wait(self, now: float) -> float | None:
        """Seconds until ``tick`` has something to say, or None when nothing is pending."""
        due = self._due()
        return None if due is None else max(0.0, due - now)

    def _due(self) -> float | None:
        if self._paste is not None:
            return self._paste.due
        if not self._pending:
            return None
        certain = len(self._pending) > 2
        return self._pending_since + (SEQUENCE_PATIENCE if certain else constants.ESCAPE_DELAY)

    def _read(self, text: str, now: float) -> Iterator[Message]:
        at = 0
        while (escape := text.find(ESC, at)) >= 0:
            yield from self._plain(text[at:escape])
            end = sequence_end(text, escape)
            if end is None:
                self._pending, self._pending_since = text[escape:], now
                return
            if text[escape:end] == PASTE_START:
                self._paste = _Paste(now)
                yield from self._read_paste(text[end:], now)
                return
            yield from self._sequence(text[escape:end])
            at = end
        yield from self._plain(text[at:])

    def _plain(self, text: str) -> Iterator[Message]:
        if text:
            yield from self._parser.feed(text)

    def _sequence(self, sequence: str) -> Iterator[Message]:
        """The key, mouse event or reply that a whole sequence stands for; one that nobody asked for says nothing."""
        if sequence == ESC:
            yield events.Key("escape", ESC)
        elif sequence == ESC + "\r":
            yield events.Key("alt+enter", None)
        elif len(sequence) == 2 and sequence[1] >= " " and sequence not in (ESC + "b", ESC + "f", ESC + "\x7f"):
            yield self._alt(sequence[1])
        elif sequence[1] in "]P":
            return
        elif len(sequence) > _PARSER_LIMIT:
            yield from self._parser._sequence_to_key_events(sequence)
        else:
            yield from list(self._parser.feed(sequence))
            if self._parser._awaiting.timeout is not None:
                self._forget_sequence()

    def _alt(self, character: str) -> events.Key:
        """Alt and a character, as a key that types nothing: ESC 1 would otherwise type ``¡``, ESC & a lone ``&``."""
        name = next(iter(self._parser._sequence_to_key_events(character))).key
        if len(name) == 1 and name.isupper():
            name = f"shift+{name.lower()}"
        return events.Key(f"alt+{name}", None)

    def _forget_sequence(self) -> None:
        """Take the parser out of a sequence it does not know, which it would give as typed characters after a while."""
        self._parser._timeout_time = 0.0
        for _ in self._parser.tick():
            pass

    def _read_paste(self, data: str, now: float) -> Iterator[Message]:
        paste = self._paste
        assert paste is not None
        paste.feed(data, now)
        if paste.rest is not None and PASTE_START in paste.rest:
            yield from self._end_paste(now)
        elif paste.size >= PASTE_LIMIT:
            yield events.Paste("".join(paste.parts))
            paste.parts, paste.size = [], 0

    def _end_paste(self, now: float) -> Iterator[Message]:
        paste, self._paste = self._paste, None
        assert paste is not None
        yield events.Paste(paste.text())
        yield from self._read(paste.rest or "", now)
