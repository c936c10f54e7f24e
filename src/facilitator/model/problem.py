"""Something wrong in a file that people wrote, told so that they can mend it."""

from pathlib import Path

from msgspec import Struct


class Problem(Struct, frozen=True):
    """One thing wrong: where, what, and what to do about it.

    ``line`` counts from 1; None when the whole file is meant.
    """

    path: Path
    line: int | None
    what: str
    way_out: str = ""

    def __str__(self) -> str:
        """One line: ``file:line: what. way out``."""
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {self.what}" + (f" – {self.way_out}" if self.way_out else "")
