"""``facilitator names``: the names inside the texts that somebody should look at, and names in the names of files."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.cli.exits import Exit
from facilitator.language import _, plural

if TYPE_CHECKING:
    from facilitator.model.session import Session

_AROUND = 30


def tell_names(session: "Session", say: Callable[[str], None]) -> int:
    """Write one line a name to the standard output: where, the name in its surroundings, what a public report says, why.

    Args:
        session: whose texts.
        say: tells people something.

    Returns:
        the exit status.
    """
    from facilitator.report.gate import act_told, asked, excerpt, note_numbers, place_told
    from facilitator.report.publication import stands_instead
    from facilitator.tui.safe import drawable

    found, numbers = asked(session), note_numbers(session)
    for one in found:
        before, words, after = excerpt(one, _AROUND, _AROUND)
        stands = stands_instead(one.mention, one.decision, session)
        cells = (place_told(one, numbers), f"{before}[{words}]{after}", stands, act_told(one))
        print("\t".join(drawable(cell, one_line=True) for cell in cells))
    open_ones = sum(one.decided is None for one in found)
    told = plural("{count} name to decide on", "{count} names to decide on", open_ones)
    say(told.format(count=open_ones) if found else _("No name inside the texts needs looking at: all may be named."))
    return Exit.DONE


def warn_of_name(out: str, session: "Session", say: Callable[[str], None]) -> None:
    """Say so when the name of a public file names somebody who did not agree to it.

    Args:
        out: the file, "-" for the standard output.
        session: whose people.
        say: tells people something.
    """
    from facilitator.report.publication import public_words

    if out != "-" and public_words(Path(out).name, session) != Path(out).name:
        told = _("{path}: the name of this file names somebody who did not agree to it – give it another one")
        say(told.format(path=Path(out).name))
