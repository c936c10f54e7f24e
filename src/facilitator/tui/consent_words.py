"""How somebody agreed to be named, in the words of the screen."""

from facilitator.language import mark
from facilitator.model.consent import Consent

CONSENTS = {
    None: mark("not asked how to be named"),
    Consent.FULL: mark("may be named in full"),
    Consent.INITIALS: mark("first name and initial only"),
    Consent.UNNAMED: mark("not to be named"),
}
"""Source strings; None: not asked."""
