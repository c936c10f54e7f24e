"""The notes: a list that draws only the lines in view, however many notes there are."""

from bisect import bisect_left
from collections import deque
from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from facilitator.capture.highlights import highlights
from facilitator.live.view import NoteRow, PersonRow, ThemeRow
from facilitator.model.kinds import SIGN_OF
from facilitator.tui.looks import chosen, colour_of, muted
from facilitator.tui.safe import drawable
from facilitator.tui.widgets.heights import Heights
from facilitator.tui.wrapping import count_lines, wrap

_TIME, _SIGN, _STAR = 6, 2, 2
_MOST_LETTERS = 3
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
        self._themes: dict[str, ThemeRow] = {}
        self._people: dict[str, str] = {}
        self._letters = 1
        self._wrapped_for = 0
        self._strips: dict[str, tuple[NoteRow, bool, list[Strip]]] = {}

    def set_themes(self, themes: list[ThemeRow]) -> None:
        """Know the themes: their letters and colours."""
        self._themes = {theme.id: theme for theme in themes}
        self._restyle()

    def set_people(self, people: list[PersonRow]) -> None:
        """Know who speaks."""
        self._people = {person.id: person.name for person in people}
        self._remeasure()

    def fill(self, rows: list[NoteRow], keep_place: bool = False) -> None:
        """Show these notes, the last one in view, or what is being read.

        Args:
            rows: all notes in the order said.
            keep_place: whether what stands at the top stays there.
        """
        anchor = self._anchor() if keep_place else None
        self._rows = list(rows)
        self._ids = {row.id for row in rows}
        self._remeasure()
        self._settle(anchor is None, anchor)

    def put(self, row: NoteRow, index: int, foreign: bool = False) -> None:
        """Add a note, or show what became of it.

        Args:
            row: the note.
            index: its place among all notes.
            foreign: it came from elsewhere, so that nothing being read moves for it.
        """
        at_end = self.at_end
        anchor = self._anchor()
        self._take_out(row.id)
        self._rows.insert(index, row)
        self._ids.add(row.id)
        if self._keep is None or self._keep(row):
            place = bisect_left(self._shown, (row.order, row.id), key=_key)
            self._shown.insert(place, row)
            if self._wrapped_for:
                self._heights.insert(place, self._height(row))
            if not at_end and foreign and place == len(self._shown) - 1:
                self.unseen += 1
        self._settle(at_end, anchor)

    def drop(self, note_id: str) -> None:
        """Take a note out."""
        at_end, anchor = self.at_end, self._anchor()
        self._take_out(note_id)
        self._settle(at_end, anchor)

    def filter(self, keep: Callable[[NoteRow], bool] | None) -> None:
        """Show only the notes that pass; None shows all."""
        self._keep = keep
        self._remeasure()
        self.show_end()

    def choose(self, note_id: str | None) -> None:
        """Put the cursor on a note and bring it into view."""
        self.selected = note_id
        self._reveal()

    def show_end(self) -> None:
        """Show the newest notes."""
        self.scroll_to(y=max(0, self._heights.total - self._page), animate=False, immediate=True, force=True)
        self.unseen = 0

    @property
    def at_end(self) -> bool:
        """Whether the newest note is in view."""
        return self.scroll_offset.y >= self._heights.total - self._page

    @property
    def _page(self) -> int:
        return max(1, self.scrollable_content_region.height)

    def watch_selected(self, before: str | None, now: str | None) -> None:
        """Draw the cursor where it stands."""
        self._strips.pop(before or "", None)
        self._strips.pop(now or "", None)
        self.refresh()
        if now is not None:
            self.post_message(self.NoteChosen(now))

    def watch_unseen(self) -> None:
        """Tell the owner, who shows it."""
        self.post_message(self.UnseenChanged())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Reading down to the end has seen all."""
        super().watch_scroll_y(old_value, new_value)
        if self.unseen and self.at_end:
            self.unseen = 0

    def action_walk(self, by: int) -> None:
        """Move the cursor by some notes."""
        self._walk_to(self._place() + by if self.selected else len(self._shown) - 1)

    def action_walk_page(self, by: int) -> None:
        """Move the cursor by about a page."""
        if self._shown and self._heights.total:
            line = self._heights.top(self._place()) + by * self._page
            self._walk_to(self._heights.at_line(min(max(0, line), self._heights.total - 1))[0])

    def action_walk_to(self, index: int) -> None:
        """Move the cursor to the first note, or (-1) the last."""
        self._walk_to(index % len(self._shown) if self._shown else 0)

    def on_click(self, event: events.Click) -> None:
        """Choose the note under the mouse; a second click opens it."""
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
        self._strips.pop(self.selected or "", None)
        self.refresh()

    def on_blur(self) -> None:
        """The cursor shows only with the focus."""
        self._strips.pop(self.selected or "", None)
        self.refresh()

    def on_resize(self) -> None:
        """Wrap anew; the end stays in view, or else the note at the top."""
        width = self.scrollable_content_region.width
        if width != self._wrapped_for:
            at_end = self._wrapped_for == 0 or self.at_end
            anchor = self._anchor()
            self._remeasure()
            self._settle(at_end, anchor)
        elif self._wrapped_for and self.unseen == 0 and not self.has_focus:
            self.show_end()

    def notify_style_update(self) -> None:
        """Another look: draw anew."""
        super().notify_style_update()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        base = self.rich_style
        if not self._shown:
            return self._hint_line(y, width, base)
        if line >= self._heights.total:
            return Strip.blank(width, base)
        index, which = self._heights.at_line(line)
        # Between a change of width and the wrapping anew, the lines are still those of the former width.
        strip = self._strips_of(self._shown[index], self._wrapped_for, base)[which]
        return strip if width == self._wrapped_for else strip.adjust_cell_length(width, base)

    def _hint_line(self, y: int, width: int, base: Style) -> Strip:
        lines = self.empty_hint.split("\n")
        if y - 1 not in range(len(lines)):
            return Strip.blank(width, base)
        style = base + self._muted()
        return Strip([Segment(lines[y - 1], style)]).adjust_cell_length(width, base)

    def _strips_of(self, row: NoteRow, width: int, base: Style) -> list[Strip]:
        is_chosen = row.id == self.selected and self.has_focus
        cached = self._strips.get(row.id)
        if cached is not None and cached[0] is row and cached[1] == is_chosen:
            return cached[2]
        if is_chosen:
            variables = self.app.theme_variables
            base = base + Style.parse(f"on {chosen(variables['background'], variables['primary'])}")
        strips = self._form(row, width, base)
        if len(self._strips) > _CACHED:
            self._strips.clear()
        self._strips[row.id] = (row, is_chosen, strips)
        return strips

    def _form(self, row: NoteRow, width: int, base: Style) -> list[Strip]:
        muted = base + self._muted()
        head = [Segment(f"{row.at.astimezone():%H:%M} " if row.at else " " * _TIME, muted)]
        head.append(
            Segment(f"{SIGN_OF.get(row.kind, ' ')} ", base + self.get_component_rich_style("notes--sign", partial=True))
        )
        head += self._chips(row, base)
        text = self._text(row)
        said = len(drawable(row.text))
        strong = base + self.get_component_rich_style("notes--strong", partial=True)
        marks = deque((span.start, span.end, strong) for span in highlights(row.text))
        if said < len(text):
            marks.append((said, len(text), muted))
        strips = []
        for number, (start, end) in enumerate(wrap(text, self._text_width(width))):
            segments = list(head) if number == 0 else [Segment(" " * self._indent, base)]
            segments += _pieces(text, start, end, marks, base)
            star = " ★" if row.star and number == 0 else ""
            strip = Strip(segments).adjust_cell_length(width - len(star), base)
            strips.append(Strip.join([strip, Strip([Segment(star, base)])]) if star else strip)
        return strips

    def _muted(self) -> Style:
        variables = self.app.theme_variables
        return Style.parse(muted(variables["background"], variables["foreground"]))

    def _chips(self, row: NoteRow, base: Style) -> list[Segment]:
        themes = [self._themes[theme] for theme in row.themes if theme in self._themes][: self._letters]
        dark = self.app.current_theme.dark
        chips = [
            Segment(
                f"{drawable(theme.letter)[:1] or '·'} ", base + Style.parse(f"bold {colour_of(theme.colour, dark)}")
            )
            for theme in themes
        ]
        used = sum(segment.cell_length for segment in chips)
        return [*chips, Segment(" " * max(0, 2 * self._letters - used), base)]

    def _text(self, row: NoteRow) -> str:
        speaker = self._people.get(row.speaker, "") if row.speaker else ""
        return drawable(row.text) + (f"  – {drawable(speaker, one_line=True)}" if speaker else "")

    @property
    def _indent(self) -> int:
        return _TIME + _SIGN + 2 * self._letters

    def _text_width(self, width: int) -> int:
        return max(8, width - self._indent - _STAR)

    def _height(self, row: NoteRow) -> int:
        return count_lines(self._text(row), self._text_width(self._wrapped_for))

    def _remeasure(self) -> None:
        """Filter and wrap everything anew."""
        self._shown = list(self._rows) if self._keep is None else [row for row in self._rows if self._keep(row)]
        most = max((len(row.themes) for row in self._rows), default=1)
        self._letters = max(1, min(_MOST_LETTERS, most))
        self._wrapped_for = self.scrollable_content_region.width
        self._heights.fill([self._height(row) for row in self._shown] if self._wrapped_for else [])
        self._restyle()
        self._resized()

    def _restyle(self) -> None:
        self._strips.clear()
        self.refresh()

    def _take_out(self, note_id: str) -> None:
        if note_id not in self._ids:
            return
        self._ids.discard(note_id)
        for rows in (self._rows, self._shown):
            # New notes come last, and what is edited was mostly said lately: look from the end.
            index = next((at for at in range(len(rows) - 1, -1, -1) if rows[at].id == note_id), None)
            if index is not None:
                del rows[index]
                if rows is self._shown and self._wrapped_for:
                    self._heights.remove(index)

    def _settle(self, at_end: bool, anchor: tuple[str, int] | None) -> None:
        """After a change: the end stays in view, or else the line that was at the top."""
        if not self._wrapped_for:
            return
        most = max((len(row.themes) for row in self._shown[-1:]), default=1)
        if most > self._letters and self._letters < _MOST_LETTERS:
            self._remeasure()
        self._resized()
        if at_end:
            self.show_end()
        elif anchor is not None:
            index = next((at for at, row in enumerate(self._shown) if row.id == anchor[0]), None)
            if index is not None:
                top = self._heights.top(index) + anchor[1]
                if top != self.scroll_offset.y:
                    self.scroll_to(y=top, animate=False, immediate=True, force=True)
        self.refresh()

    def _anchor(self) -> tuple[str, int] | None:
        """The note at the top of the view, and which of its lines stands there."""
        line = self.scroll_offset.y
        if not self._shown or line >= self._heights.total:
            return None
        index, which = self._heights.at_line(line)
        return self._shown[index].id, which

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

    def _place(self) -> int:
        return next((at for at, row in enumerate(self._shown) if row.id == self.selected), len(self._shown) - 1)

    def _walk_to(self, index: int) -> None:
        if self._shown:
            self.selected = self._shown[max(0, min(index, len(self._shown) - 1))].id
            self._reveal()

    def _reveal(self) -> None:
        index = next((at for at, row in enumerate(self._shown) if row.id == self.selected), None)
        if index is not None and self._wrapped_for:
            region = Region(0, self._heights.top(index), 1, self._heights.height(index))
            self.scroll_to_region(region, animate=False, force=True, immediate=True)


def _key(row: NoteRow) -> tuple[str, str]:
    return row.order, row.id


def _pieces(text: str, start: int, end: int, marks: deque[tuple[int, int, Style]], base: Style) -> list[Segment]:
    """One line of a text with its highlights strong and the speaker muted; marks that end before it are used up."""
    segments, at = [], start
    while marks and marks[0][0] < end:
        first, last, style = marks[0]
        if last > at:
            if first > at:
                segments.append(Segment(text[at:first], base))
            segments.append(Segment(text[max(at, first) : min(end, last)], style))
            at = min(end, last)
        if last > end:
            break
        marks.popleft()
    if at < end:
        segments.append(Segment(text[at:end], base))
    return segments
