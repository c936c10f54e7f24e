"""Memory that is free is given back to the system: opening a long session takes for a moment much more than it needs."""


def give_back() -> bool:
    """Give back what the C library keeps for later; of threads that have ended it would keep it for good.

    It takes some milliseconds with 10,000 notes, during which Python goes on; only glibc can be asked.

    Returns:
        Whether something was given back.
    """
    # Loading it takes longer than a command without a screen has.
    import ctypes

    try:
        trim = ctypes.CDLL(None).malloc_trim
    # Without that function it is an AttributeError, without such a library an OSError, on Windows a TypeError.
    except (AttributeError, OSError, TypeError):
        return False
    return bool(trim(0))
