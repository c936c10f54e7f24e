"""The program with a fault in it: it fails in the middle of its work once a file named ``fail`` stands in its home."""

import sys
from pathlib import Path

from facilitator.cli import main
from facilitator.storage.desk import Desk

_take_inbox = Desk.take_inbox


def _fail(self: Desk, within: float = 2) -> int:
    if (Path.home() / "fail").exists():
        raise RuntimeError("a fault")
    return _take_inbox(self, within)


if __name__ == "__main__":
    Desk.take_inbox = _fail  # type: ignore[method-assign]
    sys.exit(main())
