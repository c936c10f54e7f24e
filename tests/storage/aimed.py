"""One command of the program, its imports done before it says that it begins: so that a kill meets its work.

``python -m tests.storage.aimed ARGUMENTS``.
"""

import os
import sys

from facilitator import closing
from facilitator.capture import pasting
from facilitator.cli import commands, ground, handing, main
from facilitator.report import export
from facilitator.storage import journal, recovery

LOADED = (closing, commands, export, ground, handing, pasting, recovery)

if __name__ == "__main__":
    journal.MOST_ROWS = 6
    os.write(1, b"begins\n")
    sys.exit(main(sys.argv[1:]))
