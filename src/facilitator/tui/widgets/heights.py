"""Heights of many notes, summed so that any line is found quickly while notes come, change and go."""

from bisect import bisect_right
from itertools import accumulate


class Heights:
    """A list of heights in blocks: changing one costs one block, finding a line a few steps."""

    _BLOCK = 256

    def __init__(self) -> None:
        self._blocks: list[list[int]] = []
        self._ends: list[int] = []
        self._firsts: list[int] = []

    def fill(self, heights: list[int]) -> None:
        """Begin anew."""
        self._blocks = [heights[at : at + self._BLOCK] for at in range(0, len(heights), self._BLOCK)]
        self._sum()

    @property
    def total(self) -> int:
        """All lines."""
        return self._ends[-1] if self._ends else 0

    def insert(self, index: int, height: int) -> None:
        """Put a height before the one at ``index``."""
        block, at = self._find(index) if index < self._count() else (len(self._blocks) - 1, -1)
        if block < 0:
            self._blocks.append([height])
        elif at < 0:
            if len(self._blocks[block]) >= self._BLOCK:
                self._blocks.append([height])
            else:
                self._blocks[block].append(height)
        else:
            self._blocks[block].insert(at, height)
            if len(self._blocks[block]) > 2 * self._BLOCK:
                whole = self._blocks[block]
                self._blocks[block : block + 1] = [whole[: self._BLOCK], whole[self._BLOCK :]]
        self._sum()

    def put(self, index: int, height: int) -> None:
        """Change one height."""
        block, at = self._find(index)
        if self._blocks[block][at] != height:
            self._blocks[block][at] = height
            self._sum()

    def remove(self, index: int) -> None:
        """Take one height out."""
        block, at = self._find(index)
        del self._blocks[block][at]
        if not self._blocks[block]:
            del self._blocks[block]
        self._sum()

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

    def _count(self) -> int:
        return self._firsts[-1] + len(self._blocks[-1]) if self._blocks else 0

    def _find(self, index: int) -> tuple[int, int]:
        block = bisect_right(self._firsts, index) - 1
        return block, index - self._firsts[block]

    def _sum(self) -> None:
        self._ends = list(accumulate(sum(block) for block in self._blocks))
        self._firsts = [0, *accumulate(len(block) for block in self._blocks)][: len(self._blocks)]
