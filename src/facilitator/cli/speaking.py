"""``facilitator speech``: the restitution, and how long it takes."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.cli.exits import Exit
from facilitator.language import _

if TYPE_CHECKING:
    from facilitator.model.session import Session


def speak(session: "Session", say: Callable[[str], None]) -> int:
    """Write what is spoken to the standard output, and what the speaker should know to people.

    Args:
        session: whose restitution.
        say: tells people something.

    Returns:
        the exit status.
    """
    from facilitator.report.as_text import harmless
    from facilitator.report.reading_aloud import SECONDS, WORDS
    from facilitator.report.speech import speech

    spoken = speech(session)
    sys.stdout.write(harmless(spoken.text))
    time = {"words": spoken.time.words, "seconds": spoken.time.seconds, "most": WORDS, "usual": SECONDS}
    if spoken.made_up:
        say(
            _(
                "the synthesis is empty: this is the question with the starred notes, {words} words, {seconds} seconds"
            ).format(**time)
        )
    if spoken.too_long:
        say(_("too long: {words} words, {seconds} seconds – {most} words take {usual}").format(**time))
    return Exit.DONE
