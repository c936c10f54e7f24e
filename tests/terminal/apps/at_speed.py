"""The program with clocks that somebody else puts forward.

Arguments: a file with the minutes gone, the moment at which they began, then those of the program.
"""

import sys
from datetime import datetime, timedelta
from pathlib import Path

from facilitator.cli import main, moments
from facilitator.live.timekeeping import Reading

minutes_gone, began = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])


def read_clocks() -> Reading:
    """Both clocks, as far as they were put forward."""
    minutes = float(minutes_gone.read_text(encoding="ascii"))
    return Reading(began + timedelta(minutes=minutes), minutes * 60)


if __name__ == "__main__":
    moments.read_clocks = read_clocks
    sys.exit(main(sys.argv[3:]))
