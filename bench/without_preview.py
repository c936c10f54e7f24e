"""The program with a preview that draws nothing: what the preview costs is what it is faster by."""

import sys

from facilitator.cli import main
from facilitator.tui.widgets.preview import Preview


def _nothing(*_ignored: object) -> None:
    pass


if __name__ == "__main__":
    for name in ("update", "follow", "on_resize"):
        setattr(Preview, name, _nothing)
    sys.exit(main())
