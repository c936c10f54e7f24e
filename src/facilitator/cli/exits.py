"""What the program says when it ends."""

from enum import IntEnum

from facilitator.language import mark


class Exit(IntEnum):
    """Exit statuses; scripts depend on them."""

    DONE = 0
    PROBLEMS = 1
    WRONG = 2
    FAULT = 70
    INTERRUPTED = 130


MEANINGS = {
    str(int(Exit.DONE)): mark("done"),
    str(int(Exit.PROBLEMS)): mark("problems found (check, config, keys), or not everything could be written"),
    str(int(Exit.WRONG)): mark("wrong use, or input that cannot be read; nothing was changed"),
    str(int(Exit.FAULT)): mark("a fault in the program ended it; what was noted is kept"),
    "129, 143": mark("the terminal went away, or the program was asked to end; everything is kept"),
    str(int(Exit.INTERRUPTED)): mark("interrupted"),
}
"""What each status means, as the documentation and the manual say it; the sentences are marked source strings."""
