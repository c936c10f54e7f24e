"""The notes: a list that draws only the lines in view, however many notes there are."""

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
from facilitator.tui.widgets.note_lines import NoteStyles
from facilitator.tui.widgets.shown_notes import Anchors, ShownNotes, key_of
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
        self._notes = ShownNotes()
        self._page_for = 0
        self._new: set[str] = set()
        self._stood = ("", "")
        self._strips: dict[str, tuple[NoteRow, bool, list[Strip]]] = {}

    def set_themes(self, themes: list[ThemeRow]) -> None:
        """Know the themes: their letters and colours."""
        known = {theme.id: theme for theme in themes}
        if known != self._notes.lines.themes:
            self._notes.lines.themes = known
            self._restyle()

    def set_people(self, people: list[PersonRow]) -> None:
        """Know who speaks; only a name that stands beside a note costs wrapping anew."""
        before, names = self._notes.lines.people, {person.id: person.name for person in people}
        renamed = {person for person in before.keys() | names.keys() if before.get(person) != names.get(person)}
        follow, anchors = self.at_end, self._anchors()
        self._notes.lines.people = names
        if any(row.speaker in renamed for row in self._notes.rows):
            self._remeasure()
            self._settle(follow, anchors)

    def fill(self, rows: list[NoteRow], keep_place: bool = False) -> None:
        """Show these notes, the last one in view, or what is being read.

        Args:
            rows: all notes in the order said.
            keep_place: whether what stands at the top stays there.
        """
        anchors = self._anchors() if keep_place else []
        known = self._notes.ids
        # A session that is there now may be the same as its last state, from which it was drawn: measuring all takes long.
        if self._notes.fill(rows):
            self._measure()
        if not self._notes.width:
            self._expect(len(rows))
        self._settle(not anchors, anchors)
        self._count_unseen(self._notes.ids - known)

    def put(self, row: NoteRow, index: int, foreign: bool = False) -> None:
        """Add a note, or show what became of it.

        Args:
            row: the note.
            index: its place among all notes.
            foreign: it came from elsewhere, so that nothing being read moves for it.
        """
        follow = self.at_end and not (foreign and self._is_walking)
        anchors = self._anchors()
        is_new = row.id not in self._notes.ids
        if self._notes.put(row, index):
            self._remeasure()
        self._settle(follow, anchors)
        self._count_unseen({row.id} if foreign and is_new else ())

    def drop(self, note_id: str) -> None:
        """Take a note out."""
        follow, anchors = self.at_end, self._anchors()
        self._notes.drop(note_id)
        self._settle(follow, anchors)
        self._count_unseen()

    def filter(self, keep: Callable[[NoteRow], bool] | None) -> None:
        """Show only the notes that pass, the newest in view, or the one that the cursor stands on; None shows all."""
        self._notes.keep = keep
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
        self._scroll(self._notes.heights.total)
        self._count_unseen()

    @property
    def shown(self) -> int:
        """How many notes pass the filter."""
        return len(self._notes.shown)

    @property
    def at_end(self) -> bool:
        """Whether the newest note is in view."""
        return self.scroll_offset.y >= self._notes.heights.total - self._page

    @property
    def cursor_line(self) -> int:
        """The line of the view on which the chosen note begins."""
        index = self._notes.index(self.selected)
        return self._notes.heights.top(index) - self.scroll_offset.y if index is not None and self._notes.width else 0

    @property
    def _page(self) -> int:
        return max(1, self.scrollable_content_region.height)

    @property
    def _is_walking(self) -> bool:
        """Whether the cursor is among the notes, before the last one."""
        return (
            self.has_focus
            and self.selected in self._notes.ids
            and bool(self._notes.shown)
            and self._notes.shown[-1].id != self.selected
        )

    def watch_selected(self, before: str | None, now: str | None) -> None:
        """Draw the cursor where it stands."""
        self.refresh()
        if now is not None:
            self._stood = next((key_of(row) for row in reversed(self._notes.rows) if row.id == now), self._stood)
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
        if step > 0 and self._notes.index(self.selected) is None:
            step -= 1
        self._walk_to(self._notes.place(self.selected, self._stood) + step)

    def action_walk_page(self, by: int) -> None:
        """Move the cursor by about a page."""
        if self._notes.heights.total:
            line = (
                self._notes.heights.top(min(self._notes.place(self.selected, self._stood), len(self._notes.shown) - 1))
                + by * self._page
            )
            self._walk_to(self._notes.heights.at_line(min(max(0, line), self._notes.heights.total - 1))[0])

    def action_walk_to(self, index: int) -> None:
        """Move the cursor to the first note, or (-1) the last."""
        self._walk_to(index % len(self._notes.shown) if self._notes.shown else 0)

    def on_click(self, event: events.Click) -> None:
        """Choose the note under the mouse; a second click opens it. A web address opens at once."""
        if event.style.link:
            self.app.open_url(event.style.link)
        line = event.get_content_offset(self)
        if line is None or not self._notes.shown:
            return
        y = line.y + self.scroll_offset.y
        if y < self._notes.heights.total:
            self.selected = self._notes.shown[self._notes.heights.at_line(y)[0]].id
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
        at_end = not self._notes.width or self.scroll_offset.y >= self._notes.heights.total - page
        chosen_in_view = self.has_focus and any(note_id == self.selected for note_id, _y in self._anchors(page))
        reading = self._notes.words_at(self.scroll_offset.y)
        if region.width != self._notes.width:
            self._remeasure()
        self._page_for = self._page
        if at_end:
            self.show_end()
        elif reading is not None:
            self._scroll(self._notes.line_of(reading))
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
        if not self._notes.rows:
            return self._hint_line(y, width, base)
        if line >= self._notes.heights.total:
            return Strip.blank(width, base)
        index, which = self._notes.heights.at_line(line)
        # Between a change of width and the wrapping anew, the lines are still those of the former width.
        strip = self._strips_of(self._notes.shown[index], self._notes.width, base)[which]
        return strip if width == self._notes.width else strip.adjust_cell_length(width, base)

    def _hint_line(self, y: int, width: int, base: Style) -> Strip:
        lines = [line[start:end] for line in self.empty_hint.split("\n") for start, end in wrap(line, max(1, width))]
        if y - 1 not in range(len(lines)):
            return Strip.blank(width, base)
        style = base + self._muted()
        return Strip([Segment(lines[y - 1], style)]).adjust_cell_length(width, base)

    def _strips_of(self, row: NoteRow, width: int, base: Style) -> list[Strip]:
        is_chosen = row.id == self.selected and self.has_focus
        cached = self._strips.get(row.id)
        if cached is not None and cached[0] == row and cached[1] == is_chosen:
            return cached[2]
        ground = self._chosen_ground() if is_chosen else self.app.theme_variables["background"]
        if is_chosen:
            base = base + Style.parse(f"bold on {ground}")
        strips = self._notes.lines.form(row, width, self._styles(base, ground, is_chosen))
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
        self._restyle()
        self._measure()

    def _measure(self) -> None:
        """Filter and count lines anew; what is drawn of a note that is the same stays if it is still as wide."""
        before = self._notes.width, self._notes.lines.letters
        self._notes.measure(self.scrollable_content_region.width)
        if before != (self._notes.width, self._notes.lines.letters):
            self._strips.clear()
        self._resized()

    def _restyle(self) -> None:
        self._strips.clear()
        self.refresh()

    def _settle(self, follow: bool, anchors: Anchors) -> None:
        """After a change: the end comes into view, or else what was in view stays where it stands."""
        if not self._notes.width:
            return
        self._resized()
        if follow:
            self.show_end()
        else:
            top = self._notes.kept_top(anchors)
            self._scroll(self.scroll_offset.y if top is None else top)
        self.refresh()

    def _anchors(self, page: int = 0) -> Anchors:
        return self._notes.anchors(self.scroll_offset.y, page or self._page)

    def _scroll(self, top: int) -> None:
        top = max(0, min(top, self._notes.heights.total - self._page))
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def _count_unseen(self, came: Iterable[str] = ()) -> None:
        """Count the notes that came while other notes were being read, and that were not in view since."""
        self._new.update(came)
        if self._new:
            below = self._notes.heights.first_from(self.scroll_offset.y + self._page)
            self._new &= {row.id for row in self._notes.shown[below:]}
        self.unseen = len(self._new)

    def _expect(self, lines: int) -> None:
        """Before there is any width: a scrollbar that comes only after the first layout would have all laid out again."""
        if lines > self.app.size.height:
            self.set_reactive(NoteList.virtual_size, Size(0, lines))
            self.show_vertical_scrollbar = True
            self.vertical_scrollbar.display = True

    def _resized(self) -> None:
        size = Size(self._notes.width, max(1, self._notes.heights.total))
        if size == self.virtual_size:
            return
        # Setting it the ordinary way lays out the whole screen for each note.
        self.set_reactive(NoteList.virtual_size, size)
        region = self.scrollable_content_region
        self.show_vertical_scrollbar = size.height > region.height
        self.vertical_scrollbar.window_virtual_size = size.height
        self.vertical_scrollbar.window_size = region.height
        self.refresh()

    def _walk_to(self, index: int) -> None:
        if self._notes.shown:
            self.selected = self._notes.shown[max(0, min(index, len(self._notes.shown) - 1))].id
            self._reveal()

    def _reveal(self) -> None:
        index = self._notes.index(self.selected)
        if index is not None and self._notes.width:
            region = Region(0, self._notes.heights.top(index), 1, self._notes.heights.height(index))
            self.scroll_to_region(region, animate=False, force=True, immediate=True)
