"""The tour: five steps beside the work, each done by doing it.

It takes no key away: Enter on an empty line goes on, Escape leaves it, and so does any key of the keyboard's upper row or
with Ctrl that has nothing to do with the step. What is typed meanwhile is typed.
"""

from msgspec import Struct

from facilitator.language import _, mark
from facilitator.tui.keymap import with_keys


class Step(Struct, frozen=True):
    """One step: what to do, the keys that belong to it, and what has then happened.

    ``sentence`` is a marked source string; ``done`` names events: ``note``, ``theme``, ``star``, ``undo``, ``correct``,
    ``synthesis``.
    """

    sentence: str
    keys: frozenset[str]
    done: frozenset[str]


STEPS = (
    Step(
        mark("Type something that is being said, then Enter. The note is kept at that moment; nothing needs saving."),
        frozenset(),
        frozenset({"note"}),
    ),
    Step(
        mark("Tab, then the digit or letter of a theme: the next notes come under it. Tab and Space: under none."),
        frozenset({"tab", "shift+tab"}),
        frozenset({"theme"}),
    ),
    Step(
        mark(
            "Begin a note with ! for a risk, ? for a question, + for an idea; *words* between asterisks are highlighted."
        ),
        frozenset(),
        frozenset({"note"}),
    ),
    Step(
        mark("↑ takes the last note back to correct it; F8 stars it for the synthesis; ^Z undoes. Try one of them."),
        frozenset({"up", "down", "f8", "ctrl+z", "ctrl+y", "f7"}),
        frozenset({"correct", "star", "undo"}),
    ),
    Step(
        mark("F4 writes the synthesis, F9 closes and writes the report, F1 shows the keys, ^P finds every act."),
        frozenset({"f4", "f1", "ctrl+p", "ctrl+t"}),
        frozenset({"synthesis"}),
    ),
)
_OFFER = mark(
    "New here? Enter on the empty line takes you round in five steps; Escape, or simply beginning, does without."
)
_HOW = mark("Enter on the empty line: next · Escape: leave the tour")


class Tour:
    """Where somebody is on the tour: ``at`` is None when it is not on, -1 while it is only offered."""

    def __init__(self) -> None:
        self.at: int | None = None

    @property
    def on(self) -> bool:
        """Whether there is something to show."""
        return self.at is not None

    def offer(self) -> None:
        """Ask whether somebody wants it."""
        self.at = -1

    def start(self) -> None:
        """Begin."""
        self.at = 0

    def leave(self) -> None:
        """End."""
        self.at = None

    def forward(self) -> None:
        """Go on, from the last step to the end."""
        if self.at is not None:
            self.at = self.at + 1 if self.at + 1 < len(STEPS) else None

    def happened(self, event: str) -> bool:
        """Something was done; whether the tour changed for it."""
        if self.at is None:
            return False
        if self.at < 0:
            self.leave()
            return True
        if event in STEPS[self.at].done:
            self.forward()
            return True
        return False

    def pressed(self, key: str) -> bool:
        """A key was pressed, by its name; whether the tour ends for it: somebody went their own way."""
        if self.at is None:
            return False
        own_way = key.startswith("ctrl+") or (key[:1] == "f" and key[1:].isdigit())
        belongs = self.at >= 0 and key in STEPS[self.at].keys
        if key == "escape" or (own_way and not belongs):
            self.leave()
            return True
        return False

    def words(self) -> tuple[str, str]:
        """What to show: the step, and how to go on; both empty when the tour is not on."""
        if self.at is None:
            return "", ""
        if self.at < 0:
            return _(_OFFER), ""
        return f"{self.at + 1}/{len(STEPS)}  {with_keys(_(STEPS[self.at].sentence))}", _(_HOW)
