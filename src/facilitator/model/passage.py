"""Where the synthesis comes from: which stretch of it was made of which notes."""

from typing import Annotated

from msgspec import Meta

from facilitator.model.value import Identifier, Value


class Passage(Value, frozen=True, kw_only=True):
    """A stretch of the synthesis that was put together from notes, wherever the scribe took it since.

    ``start`` is its first character and ``end`` the one behind it, both counted in the synthesis from 0. ``notes`` are the
    identifiers of its sources. ``highlight`` holds the words of the highlight that it was made of; it is empty for one that
    was made of a whole note.
    """

    id: Identifier
    start: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=0)]
    notes: tuple[Identifier, ...] = ()
    highlight: str = ""
