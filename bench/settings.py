"""How thoroughly to measure."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Runs and their sizes.

    Args:
        folder: an empty folder for sessions and homes.
        rounds: runs of which the median is taken; what is compared alternates within each.
        keys: keys a run.
        acts: slower acts a run, such as a filter, or a command without a screen.
    """

    folder: Path
    rounds: int = 5
    keys: int = 400
    acts: int = 12

    def sub(self, name: str) -> Path:
        """A new folder of this name."""
        folder = self.folder / name
        folder.mkdir()
        return folder


def quick(folder: Path) -> Settings:
    """Rough figures, in a few minutes: to see whether something moved much."""
    return Settings(folder, rounds=2, keys=80, acts=6)
