"""What a pasted list or a registration file says of someone."""

from msgspec import Struct

from facilitator.model.consent import Consent


class PersonDraft(Struct, frozen=True):
    """Someone before they are in the circle.

    ``affiliation`` is their service or collectivité, ``reason`` why they came, each on one line. ``consent`` is None for someone
    who was not asked.
    """

    name: str
    affiliation: str = ""
    reason: str = ""
    mail: str = ""
    consent: Consent | None = None
