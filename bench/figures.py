"""How fast it is, as ratios within one run, through a real pseudo-terminal.

``make bench`` prints the table and writes ``figures.json`` and ``figures.svg`` beside this file; ``make bench-peers`` does so
for other programs. Absolute times of two runs are not to be compared; ratios are.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench import acts, books, commits, headless, keys, memory, peers, plot, starting, synthesis
from bench.driving import NotSeenError
from bench.settings import Settings, quick
from bench.table import HEAD, Row, reason, write

Part = Callable[[Settings], Iterator[Row]]

_PARTS: dict[str, Part] = {
    "starting": starting.rows,
    "keys": keys.rows,
    "synthesis": synthesis.rows,
    "acts": acts.rows,
    "commits": commits.rows,
    "headless": headless.rows,
    "memory": memory.rows,
    "books": books.rows,
}
_HERE = Path(__file__).parent


def main() -> int:
    """Print the table, and write it down when all of it was measured."""
    options = _options()
    parts = {"peers": peers.rows} if options.peers else _PARTS
    wanted = [options.only] if options.only else list(parts)
    before = os.getloadavg()[0]
    found: list[Row] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        settings = quick(Path(name)) if options.quick else Settings(Path(name))
        print(HEAD, flush=True)
        for part in wanted:
            for row in _measured(part, parts[part], settings):
                found.append(row)
                print(row.line(), flush=True)
    load = f"{before:.2f} before, {os.getloadavg()[0]:.2f} after"
    print(f"\n{settings.rounds} runs, {settings.keys} keys each; load {load}")
    if not options.only and not options.quick:
        stem = "peers" if options.peers else "figures"
        write(found, _about(settings, load), _HERE / f"{stem}.json")
        plot.write(found, _HERE / f"{stem}.svg")
    return 0


def _measured(name: str, part: Part, settings: Settings) -> Iterator[Row]:
    """The rows of a part; what cannot be measured is named with the reason."""
    try:
        yield from part(settings)
    except (NotSeenError, OSError, subprocess.SubprocessError) as error:
        yield Row(name, says=f"not measured: {reason(error)}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.figures", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few runs and keys; writes no files")
    parser.add_argument("--peers", action="store_true", help="other programs beside ours")
    parser.add_argument("--only", choices=list(_PARTS), help="one part of the table; writes no files")
    return parser.parse_args()


def _about(settings: Settings, load: str) -> dict[str, Any]:
    """How it was measured."""
    packages = ("textual", "pydantic", "pycrdt")
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "processors": os.cpu_count(),
        **{name: version(name) for name in packages},
        "runs": settings.rounds,
        "keys": settings.keys * settings.rounds,
        "load": load,
    }


if __name__ == "__main__":
    sys.exit(main())
