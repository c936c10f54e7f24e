"""Texts that look like marks: what property tests feed to the typing line."""

from hypothesis import settings
from hypothesis import strategies as st

steady = settings(deadline=None, derandomize=True)
"""The same texts at each run, and no limit of time on a busy machine."""

_PIECES = (
    *"!?+:=>*-–•#@ \n\t\u00a0\"«»“”()[].,'’",
    "* ",
    "- ",
    "! ",
    "? ",
    "+ ",
    " #",
    " @",
    "#liberté",
    "#sens",
    "#a",
    "#service-public",
    "#inconnu",
    "@karim",
    "@Karim T.",
    "@léa m",
    "@personne",
    "**gras**",
    "*fort*",
    "risque",
    "cf ",
    "à faire",
    "le",
    "mot",
    "e\u0301",
    "C#",
    "#1",
    "\x1b[31m",
    "\x1c",
    "\u2028",
    "😀",
)
_SOME = st.lists(st.sampled_from(_PIECES), max_size=10)
LINES = _SOME.map("".join) | _SOME.map(" ".join) | st.text(max_size=40)
"""Lines made of signs, marks, names and noise."""
