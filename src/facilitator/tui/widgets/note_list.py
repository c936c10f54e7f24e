"""The notes: a list that draws only the lines in view, however many notes there are."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from facilitator.live.view import NoteRow, PersonRow, ThemeRow
from facilitator.tui.looks import CHOSEN_LINE, chosen, muted
from facilitator.tui.widgets.heights import Heights
from facilitator.tui.widgets.note_lines import MOST_LETTERS, NoteLines, NoteStyles
from facilitator.tui.wrapping import wrap

_CACHED = 800


class NoteList(ScrollView, can_focus=True):
    """Notes in the order said: time, sign of the kind, letters of the themes, text, star."""

    class NoteChosen(Message):
        """The cursor stands on another note."""

        def __init__(self, note_id: str) -> None:
            self.note_id = note_id
            super().__init__()

    class NoteOpened(Message):
        """A note was clicked twice."""

        def __init__(self, note_id: str) -> None:
            self.note_id = note_id
            super().__init__()

    class UnseenChanged(Message):
        """The number of notes that came below what is being read changed."""

    COMPONENT_CLASSES = {"notes--strong", "notes--sign"}
    DEFAULT_CSS = """
    NoteList {
        height: 1fr; overflow-x: hidden; overflow-y: auto; padding: 0 1;
        scrollbar-gutter: stable; scrollbar-size-vertical: 1;
    }
    NoteList > .notes--strong { color: $text-warning; text-style: bold; }
    NoteList > .notes--sign { color: $text-accent; text-style: bold; }
    """
    BINDINGS = [
        Binding("up", "walk(-1)", show=False),
        Binding("down", "walk(1)", show=False),
        Binding("pageup", "walk_page(-1)", show=False),
        Binding("pagedown", "walk_page(1)", show=False),
        Binding("home", "walk_to(0)", show=False),
        Binding("end", "walk_to(-1)", show=False),
    ]

    selected: reactive[str | None] = reactive(None, repaint=False)
    unseen: reactive[int] = reactive(0, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self.empty_hint = ""
        self._rows: list[NoteRow] = []
        self._ids: set[str] = set()
        self._shown: list[NoteRow] = []
        self._heights = Heights()
        self._keep: Callable[[NoteRow], bool] | None = None
        self._note_lines = NoteLines()
        self._wrapped_for = 0
        self._page_for = 0
        self._new: set[str] = set()
        self._stood = ("", "")
        self._strips: dict[str, tuple[NoteRow, bool, list[Strip]]] = {}

    def set_themes(self, themes: list[ThemeRow]) -> None:
        """Know the themes: their letters and colours."""
        known = {theme.id: theme for theme in themes}
        if known != self._note_lines.themes:
            self._note_lines.themes = known
            self._restyle()

    def set_people(self, people: list[PersonRow]) -> None:
        """Know who speaks; only a name that stands beside a note costs wrapping anew."""
        before, names = self._note_lines.people, {person.id: person.name for person in people}
        renamed = {person for person in before.keys() | names.keys() if before.get(person) != names.get(person)}
        follow, anchors = self.at_end, self._anchors()
        self._note_lines.people = names
        if any(row.speaker in renamed for row in self._rows):
            self._remeasure()
            self._settle(follow, anchors)

    def fill(self, rows: list[NoteRow], keep_place: bool = False) -> None:
        """Show these notes, the last one in view, or what is being read.

        Args:
            rows: all notes in the order said.
            keep_place: whether what stands at the top stays there.
        """
        anchors = self._anchors() if keep_place else []
        known, same = self._ids, rows == self._rows
        self._rows = list(rows)
        self._ids = {row.id for row in rows}
        if same and self._wrapped_for:
            # As when a session is there that was drawn from its last state: measuring all would hold a key for nothing.
            self._choose()
        else:
            self._remeasure()
        self._settle(not anchors, anchors)
        self._count_unseen(self._ids - known)

    def put(self, row: NoteRow, index: int, foreign: bool = False) -> None:
        """Add a note, or show what became of it.

        Args:
            row: the note.
            index: its place among all notes.
            foreign: it came from elsewhere, so that nothing being read moves for it.
        """
        follow = self.at_end and not (foreign and self._is_walking)
        anchors = self._anchors()
        is_new = row.id not in self._ids
        self._take_out(row.id)
        self._rows.insert(index, row)
        self._ids.add(row.id)
        if self._keep is None or self._keep(row):
            place = bisect_left(self._shown, _key(row), key=_key)
            self._shown.insert(place, row)
            if min(MOST_LETTERS, len(row.themes)) > self._note_lines.letters:
                self._remeasure()
            elif self._wrapped_for:
                self._heights.insert(place, self._note_lines.height(row, self._wrapped_for))
        self._settle(follow, anchors)
        self._count_unseen({row.id} if foreign and is_new else ())

    def drop(self, note_id: str) -> None:
        """Take a note out."""
        follow, anchors = self.at_end, self._anchors()
        self._take_out(note_id)
        self._settle(follow, anchors)
        self._count_unseen()

    def filter(self, keep: Callable[[NoteRow], bool] | None) -> None:
        """Show only the notes that pass, the newest in view, or the one that the cursor stands on; None shows all."""
        self._keep = keep
        self._remeasure()
        self.show_end()
        if self.has_focus:
            self._reveal()

    def choose(self, note_id: str | None) -> None:
        """Put the cursor on a note and bring it into view."""
        self.selected = note_id
        self._reveal()

    def show_end(self) -> None:
        """Show the newest notes."""
        self._scroll(self._heights.total)
        self._count_unseen()

    @property
    def shown(self) -> int:
        """How many notes pass the filter."""
        return len(self._shown)

    @property
    def at_end(self) -> bool:
        """Whether the newest note is in view."""
        return self.scroll_offset.y >= self._heights.total - self._page

    @property
    def cursor_line(self) -> int:
        """The line of the view on which the chosen note begins."""
        index = self._index(self._shown, self.selected)
        return self._heights.top(index) - self.scroll_offset.y if index is not None and self._wrapped_for else 0

    @property
    def _page(self) -> int:
        return max(1, self.scrollable_content_region.height)

    @property
    def _is_walking(self) -> bool:
        """Whether the cursor is among the notes, before the last one."""
        return (
            self.has_focus and self.selected in self._ids and bool(self._shown) and self._shown[-1].id != self.selected
        )

    def watch_selected(self, before: str | None, now: str | None) -> None:
        """Draw the cursor where it stands."""
        self.refresh()
        if now is not None:
            self._stood = next((_key(row) for row in reversed(self._rows) if row.id == now), self._stood)
            self.post_message(self.NoteChosen(now))

    def watch_unseen(self) -> None:
        """Tell the owner, who shows it."""
        self.post_message(self.UnseenChanged())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """What comes into view has been seen."""
        super().watch_scroll_y(old_value, new_value)
        self._count_unseen()

    def action_walk(self, by: int) -> None:
        """Move the cursor by some notes; from a note that is not shown any more, to its neighbour."""
        step = by if self.selected is not None else 0
        if step > 0 and self._index(self._shown, self.selected) is None:
            step -= 1
        self._walk_to(self._place() + step)

    def action_walk_page(self, by: int) -> None:
        """Move the cursor by about a page."""
        if self._heights.total:
            line = self._heights.top(min(self._place(), len(self._shown) - 1)) + by * self._page
            self._walk_to(self._heights.at_line(min(max(0, line), self._heights.total - 1))[0])

    def action_walk_to(self, index: int) -> None:
        """Move the cursor to the first note, or (-1) the last."""
        self._walk_to(index % len(self._shown) if self._shown else 0)

    def on_click(self, event: events.Click) -> None:
        """Choose the note under the mouse; a second click opens it. A web address opens at once."""
        if event.style.link:
            self.app.open_url(event.style.link)
        line = event.get_content_offset(self)
        if line is None or not self._shown:
            return
        y = line.y + self.scroll_offset.y
        if y < self._heights.total:
            self.selected = self._shown[self._heights.at_line(y)[0]].id
            if event.chain == 2:
                self.post_message(self.NoteOpened(self.selected))

    def on_focus(self) -> None:
        """The cursor shows only with the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor shows only with the focus."""
        self.refresh()

    def on_resize(self) -> None:
        """Wrap anew; the end stays in view, or else the words at the top; the chosen note too if it was in view."""
        region = self.scrollable_content_region
        page = max(self._page_for, self._page)
        at_end = not self._wrapped_for or self.scroll_offset.y >= self._heights.total - page
        chosen_in_view = self.has_focus and any(note_id == self.selected for note_id, _y in self._anchors(page))
        reading = self._words_at_top()
        if region.width != self._wrapped_for:
            self._remeasure()
        self._page_for = self._page
        if at_end:
            self.show_end()
        elif reading is not None:
            index, at = reading
            begins = self._note_lines.begins(self._shown[index], self._wrapped_for)
            self._scroll(self._heights.top(index) + bisect_right(begins, at) - 1)
        if chosen_in_view:
            self._reveal()

    def notify_style_update(self) -> None:
        """Another look: draw anew."""
        super().notify_style_update()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        base = self.rich_style
        if not self._rows:
            return self._hint_line(y, width, base)
        if line >= self._heights.total:
            return Strip.blank(width, base)
        index, which = self._heights.at_line(line)
        # Between a change of width and the wrapping anew, the lines are still those of the former width.
        strip = self._strips_of(self._shown[index], self._wrapped_for, base)[which]
        return strip if width == self._wrapped_for else strip.adjust_cell_length(width, base)

    def _hint_line(self, y: int, width: int, base: Style) -> Strip:
        lines = [line[start:end] for line in self.empty_hint.split("\n") for start, end in wrap(line, max(1, width))]
        if y - 1 not in range(len(lines)):
            return Strip.blank(width, base)
        style = base + self._muted()
        return Strip([Segment(lines[y - 1], style)]).adjust_cell_length(width, base)

    def _strips_of(self, row: NoteRow, width: int, base: Style) -> list[Strip]:
        is_chosen = row.id == self.selected and self.has_focus
        cached = self._strips.get(row.id)
        if cached is not None and cached[0] is row and cached[1] == is_chosen:
            return cached[2]
        ground = self._chosen_ground() if is_chosen else self.app.theme_variables["background"]
        if is_chosen:
            base = base + Style.parse(f"bold on {ground}")
        strips = self._note_lines.form(row, width, self._styles(base, ground, is_chosen))
        if len(self._strips) > _CACHED:
            self._strips.clear()
        self._strips[row.id] = (row, is_chosen, strips)
        return strips

    def _styles(self, base: Style, ground: str, is_chosen: bool) -> NoteStyles:
        return NoteStyles(
            base=base,
            muted=base + self._muted(ground),
            sign=base + self.get_component_rich_style("notes--sign", partial=True),
            strong=base + self.get_component_rich_style("notes--strong", partial=True),
            dark=self.app.current_theme.dark,
            # Of sixteen colours, red cannot be read on the ground of the chosen line.
            plain=is_chosen and getattr(self.app, "few_colours", False),
        )

    def _muted(self, ground: str = "") -> Style:
        variables = self.app.theme_variables
        return Style.parse(muted(ground or variables["background"], variables["foreground"]))

    def _chosen_ground(self) -> str:
        variables = self.app.theme_variables
        return variables.get(CHOSEN_LINE) or chosen(variables["background"], variables["primary"])

    def _remeasure(self) -> None:
        """Filter and wrap everything anew."""
        self._choose()
        most = max((len(row.themes) for row in self._rows), default=1)
        self._note_lines.letters = max(1, min(MOST_LETTERS, most))
        width = self._wrapped_for = self.scrollable_content_region.width
        self._heights.fill([self._note_lines.height(row, width) for row in self._shown] if width else [])
        self._restyle()
        self._resized()

    def _choose(self) -> None:
        self._shown = list(self._rows) if self._keep is None else [row for row in self._rows if self._keep(row)]

    def _restyle(self) -> None:
        self._strips.clear()
        self.refresh()

    def _take_out(self, note_id: str) -> None:
        if note_id not in self._ids:
            return
        self._ids.discard(note_id)
        for rows in (self._rows, self._shown):
            index = self._index(rows, note_id)
            if index is not None:
                del rows[index]
                if rows is self._shown and self._wrapped_for:
                    self._heights.remove(index)

    def _settle(self, follow: bool, anchors: list[tuple[str, int]]) -> None:
        """After a change: the end comes into view, or else what was in view stays where it stands."""
        if not self._wrapped_for:
            return
        self._resized()
        if follow:
            self.show_end()
        else:
            self._scroll(self._kept_top(anchors))
        self.refresh()

    def _anchors(self, page: int = 0) -> list[tuple[str, int]]:
        """The notes in view and the lines of the view at which they begin; one that begins above it comes last."""
        in_view = self._heights.in_view(self.scroll_offset.y, page or self._page)
        return [(self._shown[index].id, y) for index, y in sorted(in_view, key=lambda place: place[1] < 0)]

    def _kept_top(self, anchors: list[tuple[str, int]]) -> int:
        """The line to stand at the top so that the first of these notes that is still shown stays where it was."""
        for note_id, y in anchors:
            index = self._index(self._shown, note_id)
            if index is not None:
                # A note that begins above the view may have become shorter than what of it was above.
                return self._heights.top(index) + (min(-y, self._heights.height(index) - 1) if y < 0 else -y)
        return self.scroll_offset.y

    def _words_at_top(self) -> tuple[int, int] | None:
        """The note at the top of the view, and the character of its text with which the line there begins."""
        line = self.scroll_offset.y
        if line >= self._heights.total:
            return None
        index, which = self._heights.at_line(line)
        return index, self._note_lines.begins(self._shown[index], self._wrapped_for)[which]

    def _scroll(self, top: int) -> None:
        top = max(0, min(top, self._heights.total - self._page))
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def _count_unseen(self, came: Iterable[str] = ()) -> None:
        """Count the notes that came while other notes were being read, and that were not in view since."""
        self._new.update(came)
        if self._new:
            below = self._heights.first_from(self.scroll_offset.y + self._page)
            self._new &= {row.id for row in self._shown[below:]}
        self.unseen = len(self._new)

    def _resized(self) -> None:
        size = Size(self._wrapped_for, max(1, self._heights.total))
        if size == self.virtual_size:
            return
        # Setting it the ordinary way lays out the whole screen for each note.
        self.set_reactive(NoteList.virtual_size, size)
        region = self.scrollable_content_region
        self.show_vertical_scrollbar = size.height > region.height
        self.vertical_scrollbar.window_virtual_size = size.height
        self.vertical_scrollbar.window_size = region.height
        self.refresh()

    @staticmethod
    def _index(rows: list[NoteRow], note_id: str | None) -> int | None:
        """Where a note stands: looked for from the end, since what is asked for was mostly said lately."""
        return next((at for at in range(len(rows) - 1, -1, -1) if rows[at].id == note_id), None)

    def _place(self) -> int:
        """Where the cursor stands, or would stand if its note were shown; at the last note when it stands on none."""
        if self.selected is None:
            return len(self._shown) - 1
        index = self._index(self._shown, self.selected)
        return bisect_left(self._shown, self._stood, key=_key) if index is None else index

    def _walk_to(self, index: int) -> None:
        if self._shown:
            self.selected = self._shown[max(0, min(index, len(self._shown) - 1))].id
            self._reveal()

    def _reveal(self) -> None:
        index = self._index(self._shown, self.selected)
        if index is not None and self._wrapped_for:
            region = Region(0, self._heights.top(index), 1, self._heights.height(index))
            self.scroll_to_region(region, animate=False, force=True, immediate=True)


def _key(row: NoteRow) -> tuple[str, str]:
    return row.order, row.id
