"""Other terminal programs, each in an environment of its own: their start and their keys beside ours in the same run."""

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench.driving import Driven, NotSeenError
from bench.material import LAST_WORD, READY, Prepared, prepared
from bench.settings import Settings
from bench.starting import SCREEN
from bench.table import Row, percentile, ratio, reason
from bench.typist import lines, typed

_ENVIRONMENTS = Path(__file__).parents[1] / ".venv" / "peers"
_NOTES = 1_000
_SHARE = 4
_SILENCE = 1.0
_INSTALLING_TIME = 900


@dataclass(frozen=True, slots=True)
class Peer:
    """Another program.

    Args:
        name: its name, also as a package.
        packages: what to install.
        arguments: how to start it in a folder that ``_fill`` has filled, its command first.
        full: what stands on its first full frame.
        typing: what to press for a line to type in; nothing when it has the focus at once.
    """

    name: str
    packages: tuple[str, ...]
    arguments: tuple[str, ...]
    full: tuple[str, ...]
    typing: str = ""

    def argv(self) -> list[str]:
        """How to start it."""
        return [str(_ENVIRONMENTS / self.name / "bin" / self.arguments[0]), *self.arguments[1:]]


PEERS = (
    # With a newer tree-sitter it ends in a segmentation fault.
    Peer("posting", ("posting", "tree-sitter==0.25.2"), ("posting",), ("Enter a URL", "Collection is empty", "Jump")),
    Peer(
        "harlequin", ("harlequin",), ("harlequin", "--adapter", "sqlite", "a.db"), ("Query Editor", "main db", "Find")
    ),
    Peer("toolong", ("toolong",), ("tl", "a.log"), ("ligne 500", "Find"), typing="\x06"),
    Peer("frogmouth", ("frogmouth",), ("frogmouth", "a.md"), ("fin du texte", "Quit"), typing="/"),
)


def rows(settings: Settings) -> Iterator[Row]:
    """The rows of the peers; one that cannot be installed or driven is named with the reason."""
    folder = settings.sub("peers")
    ours = prepared(folder, _NOTES)
    for peer in PEERS:
        home = folder / peer.name
        _fill(home)
        try:
            _install(peer)
            yield from _compared(settings, peer, home, ours)
        except (NotSeenError, OSError, subprocess.SubprocessError) as error:
            yield Row(peer.name, says=f"not measured: {reason(error)}")


def _compared(settings: Settings, peer: Peer, home: Path, ours: Prepared) -> Iterator[Row]:
    starts = [_starts(peer, home, ours) for _round in range(settings.rounds)]
    names = f"ours/{peer.name}"
    yield ratio(f"start to first useful frame, to {peer.name}'s first full one", [s[::2] for s in starts], 1.0, names)
    yield ratio(f"start to fully ready, to {peer.name}'s first full frame", [s[1:] for s in starts], names=names)
    keys = [_keys(settings, peer, home, ours, random.Random(number)) for number in range(settings.rounds)]
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        pairs = [(percentile(mine, share), percentile(theirs, share)) for mine, theirs in keys]
        yield ratio(f"key to screen, to {peer.name}, {name}", pairs, 1.0, names)


def _starts(peer: Peer, home: Path, ours: Prepared) -> tuple[float, float, float]:
    """Seconds to our first useful frame, to all of ours, and to the peer's first full frame."""
    with Driven(ours.argv, ours.home) as program:
        screen = program.wait_for(SCREEN, LAST_WORD) - program.begin
        ready = program.wait_for(READY) - program.begin
    with Driven(peer.argv(), home) as program:
        return screen, ready, program.wait_for(*peer.full) - program.begin


def _keys(
    settings: Settings, peer: Peer, home: Path, ours: Prepared, chance: random.Random
) -> tuple[list[float], list[float]]:
    """Our keys and theirs, in turn."""
    count = max(1, settings.keys // _SHARE)
    with ExitStack() as both:
        mine = both.enter_context(Driven(ours.argv, ours.home))
        mine.wait_for(READY)
        theirs = both.enter_context(Driven(peer.argv(), home))
        theirs.wait_for(*peer.full)
        for program, keys in ((theirs, peer.typing), (mine, "")):
            program.quiet(_SILENCE)
            if keys:
                program.send(keys)
                program.quiet(_SILENCE)
        found = []
        for program in (mine, theirs):
            found.append([took for _moment, took in typed(program, count, lines(chance), chance)])
    return found[0], found[1]


def _fill(home: Path) -> None:
    """A home with something to show in it."""
    home.mkdir()
    (home / "a.md").write_text("# Atelier\n\n" + "Un paragraphe de quelques mots.\n\n" * 5 + "fin du texte\n", "utf-8")
    (home / "a.log").write_text("".join(f"2026-05-04 ligne {number}\n" for number in range(1, 501)), "utf-8")


def _install(peer: Peer) -> None:
    """Make the peer's environment, once."""
    environment = _ENVIRONMENTS / peer.name
    if (environment / "installed").exists():
        return
    python = str(environment / "bin" / "python")
    for argv in (
        [sys.executable, "-m", "venv", "--clear", str(environment)],
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *peer.packages],
    ):
        subprocess.run(argv, check=True, capture_output=True, text=True, timeout=_INSTALLING_TIME)
    (environment / "installed").touch()
