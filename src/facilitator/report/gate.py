"""The gate before publication: every name inside the texts that somebody should look at, one by one."""

import re
from collections.abc import Container, Mapping

from msgspec import Struct

from facilitator.language import _, mark
from facilitator.model.consent import Act
from facilitator.model.session import Session
from facilitator.model.texts import Field
from facilitator.report.deciding import KEEP, Decision, Seen, by_consent, decided
from facilitator.report.mentions import Mention
from facilitator.report.public_texts import Where, texts

_BLANKS = re.compile(r"\s+")


class Asked(Struct, frozen=True):
    """A mention to decide on: the ``text`` it stands in, what follows from consent, and what was decided, if anything."""

    mention: Mention
    text: str
    agreed: Decision
    decided: Decision | None

    @property
    def decision(self) -> Decision:
        """What holds."""
        return self.decided or self.agreed


def asked(session: Session, seen: Seen | None = None, also: Container[Mention] = ()) -> tuple[Asked, ...]:
    """What the gate shows, in reading order: names that are not simply kept, and those that were decided on.

    Args:
        session: the session as it is.
        seen: what is known of its texts; looking through 10,000 notes for the first time takes a second or two.
        also: mentions that are shown whatever happens to them.
    """
    seen = seen or Seen()
    held, said = decided(session, seen), dict(texts(session))
    by_people: dict[tuple[str, tuple[str, ...]], Decision] = {}
    found = []
    for one in seen.mentions(session):
        key = one.what, one.people
        if key not in by_people:
            by_people[key] = by_consent(one, session)
        if by_people[key] != KEEP or one in held or one in also:
            found.append(Asked(one, said[one.where], by_people[key], held.get(one)))
    return tuple(found)


def undecided(session: Session) -> int:
    """How many names inside the texts nobody has decided on: what follows from consent happens to them.

    Args:
        session: the session as it is.
    """
    return sum(one.decided is None for one in asked(session))


def excerpt(one: Asked, before: int, after: int) -> tuple[str, str, str]:
    """What stands before a mention, the mention, and what stands behind it, as one line.

    Args:
        one: from ``asked``.
        before: at most so many characters before it; what is left out shows as "…".
        after: at most so many behind it.
    """
    start, end, text = one.mention.start, one.mention.end, one.text
    # More than is shown, as blanks may be many; never a text of a million characters.
    front = _BLANKS.sub(" ", text[max(0, start - 4 * before - 4) : start])
    behind = _BLANKS.sub(" ", text[end : end + 4 * after + 4])
    if len(front) > before:
        front = f"…{front[-max(0, before - 1) :]}" if before > 1 else "…"
    if len(behind) > after:
        behind = f"{behind[: max(0, after - 1)]}…"
    return front, _BLANKS.sub(" ", text[start:end]), behind


def note_numbers(session: Session) -> dict[str, int]:
    """The number of each note by its identifier, from 1 in the order said, as the table of notes counts them."""
    return {note.id: number for number, note in enumerate(session.notes, 1)}


def place_told(one: Asked, numbers: Mapping[str, int]) -> str:
    """Where a mention stands, in the spoken language: "note 12", "synthesis, line 3".

    Args:
        one: from ``asked``.
        numbers: from ``note_numbers``.
    """
    where, line = one.mention.where, one.text.count("\n", 0, one.mention.start) + 1
    told = _told_note(where, numbers) if where.field is Field.NOTE else _(_PLACES[where.field])
    return _("{place}, line {line}").format(place=told, line=line) if "\n" in one.text.strip("\n") else told


def act_told(one: Asked) -> str:
    """What happens to a mention, in the spoken language, and whether somebody decided it."""
    if one.decided is None:
        return _("by consent: {act}").format(act=_(_ACTS[one.agreed.act]))
    return _("decided: {act}").format(act=_(_ACTS[one.decided.act]))


def _told_note(where: Where, numbers: Mapping[str, int]) -> str:
    return _("note {number}").format(number=numbers.get(where.id, "?"))


_ACTS = {Act.KEEP: mark("kept"), Act.SHORTEN: mark("shortened"), Act.REPLACE: mark("replaced")}
_PLACES = {
    Field.TITLE: mark("title"),
    Field.PLACE: mark("place"),
    Field.QUESTION: mark("question"),
    Field.SYNTHESIS: mark("synthesis"),
    Field.THEME_SET: mark("theme set"),
    Field.AGENDA: mark("agenda"),
    Field.THEME: mark("theme"),
    Field.PHASE: mark("phase of the agenda"),
    Field.WORDING: mark("earlier wording of the question"),
    Field.NOTE: mark("note"),
    Field.AFFILIATION: mark("affiliation"),
    Field.REASON: mark("reason for coming"),
    Field.EXTRA_TITLE: mark("heading of a section"),
    Field.EXTRA: mark("section"),
}
