"""A moment by which something is to be over, shared by all that has to be done until then."""

from collections.abc import Callable
from time import monotonic


class Deadline:
    """So much time for several steps together: what one of them takes the next ones lack."""

    def __init__(self, within: float, clock: Callable[[], float] = monotonic) -> None:
        """Begin now.

        Args:
            within: seconds for all of it.
            clock: the passing time in seconds, from any beginning.
        """
        self._clock = clock
        self._end = clock() + within

    @property
    def left(self) -> float:
        """Seconds that are left; 0 once they are over."""
        return max(0.0, self._end - self._clock())
