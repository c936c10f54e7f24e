"""The rows of the table: what was measured, how much it may be, and how it came out."""

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

HEAD = "| what | bound | figure | runs | held |\n| --- | --- | --- | --- | --- |"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: the median of the runs.

    Args:
        what: what was measured, and against what.
        runs: one figure for each run.
        bound: how much it may be; None when it is only told.
        unit: ``"×"`` for a ratio, or ``"MiB"``.
        seconds: medians in seconds behind the ratio, by name; of use only beside each other.
        says: in place of a figure, for what could not be measured, or is no number.
        true: whether that is as it should be; None when it is only told.
    """

    what: str
    runs: tuple[float, ...] = ()
    bound: float | None = None
    unit: str = "×"
    seconds: dict[str, float] = field(default_factory=dict)
    says: str = ""
    true: bool | None = None

    @property
    def figure(self) -> float:
        """The median of the runs."""
        return statistics.median(self.runs)

    @property
    def held(self) -> bool | None:
        """Whether the bound holds; None when there is none."""
        if not self.runs:
            return self.true
        return None if self.bound is None else self.figure <= self.bound

    def line(self) -> str:
        """The row in Markdown."""
        held = {True: "yes", False: "**no**", None: ""}[self.held]
        if not self.runs:
            return f"| {self.what} | | {self.says} | | {held} |"
        bound = "" if self.bound is None else f"≤ {self.bound:g} {self.unit}"
        spread = "–".join(
            number(value, self.unit).removesuffix(f" {self.unit}") for value in (min(self.runs), max(self.runs))
        )
        return f"| {self.what} | {bound} | {number(self.figure, self.unit)} | {spread} | {held} |"

    def values(self) -> dict[str, Any]:
        """The row for a file."""
        known = {name: value for name, value in asdict(self).items() if value not in ((), None, "", {})}
        return known | ({"figure": self.figure, "held": self.held} if self.runs else {})


def ratio(what: str, runs: Sequence[tuple[float, float]], bound: float | None = None, names: str = "ours/bare") -> Row:
    """A row of ratios.

    Args:
        what: what was measured.
        runs: for each run, seconds of what is judged and of what it is judged by.
        bound: how much the ratio may be.
        names: what to call the two.
    """
    ours, base = names.split("/")
    seconds = {
        ours: statistics.median(pair[0] for pair in runs),
        base: statistics.median(pair[1] for pair in runs),
    }
    return Row(what, tuple(one / other for one, other in runs), bound, seconds=seconds)


def percentile(times: Sequence[float], share: float) -> float:
    """The time that ``share`` (0 to 1) of the times do not exceed."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def percentiles(
    what: str,
    runs: Sequence[tuple[Sequence[float], Sequence[float]]],
    bounds: tuple[float | None, float | None],
    names: str = "ours/bare",
) -> list[Row]:
    """Two rows: the ratio of the medians of each run, and of what one in a hundred exceeds.

    Args:
        what: what was measured.
        runs: for each run, all seconds of what is judged and of what it is judged by.
        bounds: how much the first and the second may be.
        names: what to call the two.
    """
    rows = []
    for name, share, bound in (("p50", 0.5, bounds[0]), ("p99", 0.99, bounds[1])):
        pairs = [(percentile(ours, share), percentile(base, share)) for ours, base in runs]
        rows.append(ratio(f"{what}, {name}", pairs, bound, names))
    return rows


def write(rows: Sequence[Row], about: dict[str, Any], path: Path) -> None:
    """Write all figures as JSON.

    Args:
        rows: the table.
        about: how it was measured.
        path: the file.
    """
    values = {**about, "rows": [row.values() for row in rows]}
    path.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def reason(error: BaseException) -> str:
    """Why something could not be measured, in one line of the table."""
    said = getattr(error, "stderr", None) or str(error)
    told = [line for line in str(said).strip().splitlines() if line and not line.startswith("WARNING")]
    return (told[-1] if told else type(error).__name__)[:200].replace("|", "¦")


def number(value: float, unit: str) -> str:
    """A figure as people read it."""
    if unit == "MiB":
        return f"{value:.1f} MiB"
    return f"{value:.3f} {unit}" if value < 0.5 else f"{value:.2f} {unit}"
