"""The title line of a session: "Atelier 4 - Emergence - Session 2", its parts and back."""

import re

from msgspec import Struct

_DASH = r"\s+[-–—]\s+"
_FORM = re.compile(
    rf"(?P<word>atelier|workshop)\s+(?P<workshop>\d{{1,6}})(?:{_DASH}(?P<name>.*?))?"
    rf"(?:{_DASH}(?P<session_word>session)\s+(?P<session>\d{{1,6}}))?",
    re.IGNORECASE | re.DOTALL,
)


class TitleParts(Struct, frozen=True):
    """What a title says: the workshop's number and name, and which of its sessions this is.

    Any part may be missing; ``name`` is the whole title when the title has another form.
    """

    workshop: int | None = None
    name: str = ""
    session: int | None = None

    def text(self, workshop_word: str = "Atelier") -> str:
        """The title line again, with plain hyphens.

        Args:
            workshop_word: how the language calls a workshop ("Atelier", "Workshop").
        """
        parts = []
        if self.workshop is not None:
            parts.append(f"{workshop_word} {self.workshop}")
        if self.name:
            parts.append(self.name)
        if self.session is not None:
            parts.append(f"Session {self.session}")
        return " - ".join(parts)


def title_parts(title: str) -> TitleParts:
    """The parts of a title line; a line of another form is all name.

    Args:
        title: the line as typed; hyphens or dashes between blanks separate the parts.
    """
    line = title.strip()
    found = _FORM.fullmatch(line)
    if found is None:
        session = re.fullmatch(
            rf"(?P<name>.*\S){_DASH}session\s+(?P<session>\d{{1,6}})", line, re.IGNORECASE | re.DOTALL
        )
        if session is None:
            return TitleParts(name=line)
        return TitleParts(name=session["name"], session=int(session["session"]))
    return TitleParts(
        workshop=int(found["workshop"]),
        name=(found["name"] or "").strip(),
        session=int(found["session"]) if found["session"] else None,
    )
