"""What the program says when it ends."""

from enum import IntEnum


class Exit(IntEnum):
    """Exit statuses; scripts depend on them."""

    DONE = 0
    PROBLEMS = 1
    WRONG = 2
    INTERRUPTED = 130
