"""How a report is written."""

from dataclasses import dataclass
from typing import Literal

Names = Literal["full", "initials", "count"]
Group = Literal["said", "theme"]


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """Discussion in the order said or by theme; names in full, as first name and initial, or only their number."""

    group: Group = "said"
    names: Names = "full"
