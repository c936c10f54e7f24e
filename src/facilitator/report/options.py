"""How a report is written."""

from typing import Literal

from msgspec import Struct

Names = Literal["full", "initials", "count"]
Group = Literal["said", "theme"]


class ReportOptions(Struct, frozen=True):
    """What a report shows, and in which order.

    ``group``: the discussion in the order said or by theme. ``names``: in full, as first name and initial, or only their
    number. ``times`` and ``speakers``: whether each note says when it was noted and who said it. ``votes``: whether notes that
    were voted on say their dots. ``wordings``: whether the earlier wordings of the question stand under it. ``presence``:
    whether people who came late or left say when. ``speaking``: whether people say how often and how long they spoke, which
    is for the room and leaves it only when asked for. ``sources``: whether numbers lead from the passages of the synthesis to the
    notes that they were made of.
    """

    group: Group = "said"
    names: Names = "full"
    times: bool = False
    speakers: bool = False
    votes: bool = True
    wordings: bool = False
    presence: bool = False
    speaking: bool = False
    sources: bool = False
