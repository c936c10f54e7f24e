"""A fault that ended the application: where in the program it was, without a word of the session.

Textual draws a fault with the values that the program held, and so with what people said. Of that only the places in the
program and the kind of the fault are taken.
"""

import re
from collections.abc import Iterator
from io import StringIO

from rich.console import Console

_FRAME = re.compile(r"(?P<path>.+\.py):(?P<line>\d+)\s*in\s*(?P<name>\w+)")
_PATH_BEGINS = re.compile(r"/|[A-Za-z]:\\")
_KIND = re.compile(r"[A-Za-z_][\w.]*(?=:|$)")
_EDGES = " \t│╭╮╰╯─"
_PARTS = 6
"""Lines that a long path takes at most in a narrow window."""
_WIDE = 10_000


class FaultConsole(Console):
    """Takes what Textual says of a fault, in the place of the terminal."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        self._said = StringIO()
        super().__init__(file=self._said, width=_WIDE, color_system=None, markup=False, highlight=False)

    def fault(self) -> str:
        """The kind of the fault and the places in the program that led to it, a line each; "" when there was none."""
        said = self._said.getvalue()
        if not said.strip():
            return ""
        lines = [line.strip(_EDGES) for line in said.splitlines()]
        # What kind it is stands behind the last box.
        behind = said[said.rfind("╯") + 1 :].strip()
        kind = _KIND.match(behind)
        return "\n".join([kind[0] if kind else "fault", *_places(lines)])


def _places(lines: list[str]) -> Iterator[str]:
    """The places in the program, each put together again when it was broken at the edge of its box."""
    for at, line in enumerate(lines):
        if _PATH_BEGINS.match(line):
            parts = ("".join(lines[at:end]) for end in range(at + 1, at + 1 + _PARTS))
            found = next((place for part in parts if (place := _FRAME.fullmatch(part))), None)
            if found is not None:
                yield f"{found['path']}:{found['line']} in {found['name']}"
