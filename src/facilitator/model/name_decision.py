"""What the host decided on somebody's name inside a text, for everything that is published."""

from typing import Annotated

from msgspec import Meta

from facilitator.model import texts
from facilitator.model.consent import Act, Consent
from facilitator.model.value import Identifier, Value

REMOVED = "X"
"""What stands for a name that is taken out, as in published court decisions."""


class NameDecision(Value, frozen=True, kw_only=True):
    """One name in one text, and what stands there when the session is published.

    The name is known again by ``field`` and ``of`` (the identifier of the note, wording, theme, phase or person, or the number
    of the section from 0), by its ``words``, by what stands right ``before`` and ``after`` it, and, of ``alike`` names that
    all this is the same for, by its ``number`` from 1. ``people`` are those who may be meant, ``consent`` the strictest among
    theirs when it was decided. ``instead`` is what replaces the name. It holds names itself and is never published.
    """

    id: Identifier
    field: texts.Field
    of: str = ""
    words: Annotated[str, Meta(min_length=1)]
    before: str = ""
    after: str = ""
    number: Annotated[int, Meta(ge=1, le=1_000_000)] = 1
    alike: Annotated[int, Meta(ge=1, le=1_000_000)] = 1
    people: tuple[Identifier, ...] = ()
    consent: Consent | None = None
    how: Act
    instead: str = REMOVED
