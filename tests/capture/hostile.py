"""Texts that look like marks: what property tests feed to the typing line."""

from hypothesis import strategies as st

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
LINES = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join) | st.text(max_size=40)
"""Lines made of signs, marks, names and noise."""
