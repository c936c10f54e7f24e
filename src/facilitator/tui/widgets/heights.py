"""Heights of many notes, summed so that any line is found quickly while notes come, change and go."""

from bisect import bisect_right
from itertools import accumulate


class Heights:
    """A list of heights in blocks: changing one costs one block, finding a line a few steps."""

    _BLOCK = 256

    def __init__(self) -> None:
        self._blocks: list[list[int]] = []
        self._sums: list[int] = []
        self._ends: list[int] = []
        self._firsts: list[int] = []

    def fill(self, heights: list[int]) -> None:
        """Begin anew."""
        self._blocks = [heights[at : at + self._BLOCK] for at in range(0, len(heights), self._BLOCK)]
        self._sums = [sum(block) for block in self._blocks]
        self._add_up()

    @property
    def total(self) -> int:
        """All lines."""
        return self._ends[-1] if self._ends else 0

    def insert(self, index: int, height: int) -> None:
        """Put a height before the one at ``index``."""
        if not self._blocks:
            self.fill([height])
            return
        block, at = self._find(index)
        self._blocks[block].insert(at, height)
        self._sums[block] += height
        if len(self._blocks[block]) > 2 * self._BLOCK:
            whole = self._blocks[block]
            halves = [whole[: self._BLOCK], whole[self._BLOCK :]]
            self._blocks[block : block + 1] = halves
            self._sums[block : block + 1] = [sum(half) for half in halves]
        self._add_up()

    def remove(self, index: int) -> None:
        """Take one height out."""
        block, at = self._find(index)
        self._sums[block] -= self._blocks[block].pop(at)
        if not self._blocks[block]:
            del self._blocks[block], self._sums[block]
        self._add_up()

    def top(self, index: int) -> int:
        """The first line of an entry."""
        block, at = self._find(index)
        return (self._ends[block - 1] if block else 0) + sum(self._blocks[block][:at])

    def height(self, index: int) -> int:
        """The height of an entry."""
        block, at = self._find(index)
        return self._blocks[block][at]

    def at_line(self, line: int) -> tuple[int, int]:
        """The entry that a line belongs to, and which of its lines it is."""
        block = bisect_right(self._ends, line)
        rest = line - (self._ends[block - 1] if block else 0)
        for at, height in enumerate(self._blocks[block]):
            if rest < height:
                return self._firsts[block] + at, rest
            rest -= height
        raise IndexError(line)

    def first_from(self, line: int) -> int:
        """The first entry that begins at a line or below it; the number of entries when none does."""
        if line >= self.total:
            return sum(len(block) for block in self._blocks)
        index, which = self.at_line(line)
        return index + 1 if which else index

    def in_view(self, line: int, page: int) -> list[tuple[int, int]]:
        """The entries that some lines show, from ``line`` on, and how far below it each begins (-1: one line above)."""
        if line >= self.total:
            return []
        index, which = self.at_line(line)
        entries, y = [], -which
        for entry in range(index, self.first_from(line + page)):
            entries.append((entry, y))
            y += self.height(entry)
        return entries

    def _find(self, index: int) -> tuple[int, int]:
        block = bisect_right(self._firsts, index) - 1
        return block, index - self._firsts[block]

    def _add_up(self) -> None:
        self._ends = list(accumulate(self._sums))
        self._firsts = [0, *accumulate(len(block) for block in self._blocks)][: len(self._blocks)]
