"""Which notes a list shows, how many lines each takes, and where on them a reader stands; draws nothing."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from facilitator.live.view import NoteRow
from facilitator.tui.widgets.heights import Heights
from facilitator.tui.widgets.note_lines import MOST_LETTERS, NoteLines

Anchors = list[tuple[str, int]]
"""Notes in view, and the line of the view at which each begins; one that begins above it comes last."""


class ShownNotes:
    """All notes in the order said, those of them that pass the filter, and the lines of these at one width."""

    def __init__(self) -> None:
        self.rows: list[NoteRow] = []
        self.ids: set[str] = set()
        self.shown: list[NoteRow] = []
        self.heights = Heights()
        self.keep: Callable[[NoteRow], bool] | None = None
        """What passes the filter; None when all do. ``measure`` follows a change of it."""
        self.lines = NoteLines()
        self.width = 0
        """The cells that the lines were counted for; 0 before there is any width."""

    def fill(self, rows: list[NoteRow]) -> bool:
        """Know these notes; returns whether they are to be measured, since they are not the same as before."""
        same = rows == self.rows and self.keep is None and self.width > 0
        self.rows, self.ids = list(rows), {row.id for row in rows}
        if same:
            self.shown = list(rows)
        return not same

    def measure(self, width: int) -> None:
        """Filter and wrap everything anew, for lines of some cells."""
        self.shown = list(self.rows) if self.keep is None else [row for row in self.rows if self.keep(row)]
        most = max((len(row.themes) for row in self.rows), default=1)
        self.lines.letters = max(1, min(MOST_LETTERS, most))
        self.width = width
        self.heights.fill([self.lines.height(row, width) for row in self.shown] if width else [])

    def put(self, row: NoteRow, index: int) -> bool:
        """Add a note at its place among all, or what became of it; returns whether all are to be measured anew."""
        self.drop(row.id)
        self.rows.insert(index, row)
        self.ids.add(row.id)
        if self.keep is not None and not self.keep(row):
            return False
        place = bisect_left(self.shown, key_of(row), key=key_of)
        self.shown.insert(place, row)
        if min(MOST_LETTERS, len(row.themes)) > self.lines.letters:
            return True
        if self.width:
            self.heights.insert(place, self.lines.height(row, self.width))
        return False

    def drop(self, note_id: str) -> None:
        """Take a note out, if it is there."""
        if note_id not in self.ids:
            return
        self.ids.discard(note_id)
        for rows in (self.rows, self.shown):
            index = _index(rows, note_id)
            if index is not None:
                del rows[index]
                if rows is self.shown and self.width:
                    self.heights.remove(index)

    def index(self, note_id: str | None) -> int | None:
        """Where a note stands among those shown."""
        return _index(self.shown, note_id)

    def place(self, note_id: str | None, stood: tuple[str, str]) -> int:
        """Where a note stands, or would stand by ``stood``, its last ``key_of``; the last note's place for None."""
        if note_id is None:
            return len(self.shown) - 1
        index = self.index(note_id)
        return bisect_left(self.shown, stood, key=key_of) if index is None else index

    def anchors(self, top: int, page: int) -> Anchors:
        """What stands in a view of ``page`` lines from line ``top`` on."""
        in_view = self.heights.in_view(top, page)
        return [(self.shown[index].id, y) for index, y in sorted(in_view, key=lambda place: place[1] < 0)]

    def kept_top(self, anchors: Anchors) -> int | None:
        """The line to stand at the top so that the first of these notes that is still shown stays; None when none is."""
        for note_id, y in anchors:
            index = self.index(note_id)
            if index is not None:
                # A note that begins above the view may have become shorter than what of it was above.
                return self.heights.top(index) + (min(-y, self.heights.height(index) - 1) if y < 0 else -y)
        return None

    def words_at(self, line: int) -> tuple[int, int] | None:
        """The note to which a line belongs, and the character of its text with which the line begins."""
        if line >= self.heights.total:
            return None
        index, which = self.heights.at_line(line)
        return index, self.lines.begins(self.shown[index], self.width)[which]

    def line_of(self, words: tuple[int, int]) -> int:
        """The line on which the words stand now that ``words_at`` told."""
        index, at = words
        return self.heights.top(index) + bisect_right(self.lines.begins(self.shown[index], self.width), at) - 1


def key_of(row: NoteRow) -> tuple[str, str]:
    """What notes are ordered by."""
    return row.order, row.id


def _index(rows: list[NoteRow], note_id: str | None) -> int | None:
    """Where a note stands: looked for from the end, since what is asked for was mostly said lately."""
    return next((at for at in range(len(rows) - 1, -1, -1) if rows[at].id == note_id), None)
