"""The two short lists at the side: who is here, and the themes."""

from datetime import timedelta

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from facilitator.language import _
from facilitator.live.circle import Seat
from facilitator.live.view import ThemeRow
from facilitator.tui.acts import PEOPLE_ACTS, PEOPLE_ACTS_ON_NOBODY
from facilitator.tui.keymap import with_keys
from facilitator.tui.looks import theme_style
from facilitator.tui.safe import drawable

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_WIDE = 40
_WIDE_BAR = 8
"""A list that has so many columns draws bars of so many."""


class _SideList(OptionList):
    """A list that keeps its highlighted entry when it is filled anew."""

    DEFAULT_CSS = """
    _SideList { height: 1fr; border: none; padding: 0; background: transparent; scrollbar-size-vertical: 1; }
    _SideList:focus { border: none; }
    """

    def fill(self, options: list[Option]) -> None:
        """Show these entries; when the highlighted one is gone, the one in its place is."""
        if [option.id for option in options] == [option.id for option in self.options]:
            self._reword(options)
            return
        current, place = self.chosen, self.highlighted
        self.clear_options()
        self.add_options(options)
        ids = [option.id for option in options]
        if current in ids:
            self.highlighted = ids.index(current)
        elif current is not None and place is not None and options:
            self.highlighted = min(place, len(options) - 1)

    def _reword(self, options: list[Option]) -> None:
        """The same entries say something else: filling a list anew would lay out the whole screen, at every note."""
        for index, (before, now) in enumerate(zip(self.options, options, strict=True)):
            if not _same(before.prompt, now.prompt):
                self.replace_option_prompt_at_index(index, now.prompt)

    def measure(self) -> None:
        """Count the lines of all entries now; counted only when it is drawn, it would have all laid out once more."""
        self._update_lines()

    @property
    def chosen(self) -> str | None:
        """The identifier of the highlighted entry."""
        if self.highlighted is None or not self.option_count:
            return None
        return self.get_option_at_index(self.highlighted).id


class PeopleList(_SideList):
    """Who is here, who speaks, who waits: a star for the host, a pen for the scribe."""

    class Asked(Message):
        """An act was asked for, on one person; ``person_id`` is "" when nobody is chosen."""

        def __init__(self, act: str, person_id: str) -> None:
            self.act = act
            self.person_id = person_id
            super().__init__()

    BINDINGS = [
        Binding(act.keys, f"ask('{act.id}')", act.word, id=f"people_{act.id}", show=False) for act in PEOPLE_ACTS
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._drawn: tuple[Seat, ...] | None = None

    def on_resize(self) -> None:
        """Use the width there is."""
        drawn, self._drawn = self._drawn, None
        self.show(drawn or ())
        self.measure()

    def show(self, seats: tuple[Seat, ...]) -> None:
        """Draw the circle; nothing is done when nothing changed that shows."""
        if seats == self._drawn:
            return
        self._drawn = seats
        if not seats:
            self.fill([Option(Content.styled(with_keys(_("F3: who is here?")), "$text-muted"), disabled=True)])
            return
        width = max(16, self.scrollable_content_region.width)
        self.fill([Option(_seat_line(seat, width), id=seat.person.id) for seat in seats])

    def action_ask(self, act: str) -> None:
        """Tell the screen which act was asked for, on whom."""
        if self.chosen is not None or act in PEOPLE_ACTS_ON_NOBODY:
            self.post_message(self.Asked(act, self.chosen or ""))


class ThemeList(_SideList):
    """The themes with their counts; the current one is marked."""

    class Chosen(Message):
        """A theme was picked as the current one."""

        def __init__(self, theme_id: str) -> None:
            self.theme_id = theme_id
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._drawn: tuple[list[ThemeRow], dict[str, int], str | None] = ([], {}, None)

    def on_resize(self) -> None:
        """Use the width there is."""
        self.show(*self._drawn)
        self.measure()

    def show(self, themes: list[ThemeRow], counts: dict[str, int], current: str | None) -> None:
        """Draw the themes."""
        self._drawn = (themes, counts, current)
        if not themes:
            self.fill([Option(Content.styled(with_keys(_("^N makes a theme")), "$text-muted"), disabled=True)])
            return
        dark = self.app.current_theme.dark
        width = max(12, self.scrollable_content_region.width)
        self.fill(
            [
                Option(
                    _theme_line(index, theme, counts.get(theme.id, 0), theme.id == current, width, dark), id=theme.id
                )
                for index, theme in enumerate(themes, 1)
            ]
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click makes a theme the current one."""
        event.stop()
        if event.option.id is not None:
            self.post_message(self.Chosen(event.option.id))

    def on_click(self, event: events.Click) -> None:
        """Keep the click inside the list."""
        event.stop()


def _same(one: object, other: object) -> bool:
    """Whether two prompts look the same."""
    return isinstance(one, Content) and isinstance(other, Content) and one.is_same(other)


def _seat_line(seat: Seat, width: int) -> Content:
    """One person: ▶ speaks, a number waits, ○ was not heard; the name; the role, or the time spoken and its part as a bar.

    Who spoke long has a ! before the time.
    """
    person = seat.person
    mark = (
        "▶"
        if seat.speaking
        else str(min(seat.waits, 9))
        if seat.waits
        else "★"
        if person.host
        else "✎"
        if person.scribe
        else ""
    )
    mark = mark or ("○" if seat.unheard else " ")
    tail = Content()
    if not seat.here:
        tail = Content.styled(_("left"), "$text-muted")
    elif seat.time:
        tail = _spoken(seat, width)
    elif person.host or person.scribe:
        tail = Content.styled(_("host") if person.host else _("scribe"), "$text-muted")
    elif seat.turns:
        tail = Content.styled(f"×{seat.turns}", "$text-muted")
    style = "bold" if seat.speaking else "$text-warning" if seat.long else "" if seat.here else "$text-muted"
    name = Content.styled(drawable(person.name, one_line=True), style)
    name = name.truncate(max(6, width - 3 - tail.cell_length), ellipsis=True)
    gap = max(1, width - 2 - name.cell_length - tail.cell_length)
    return Content.styled(f"{mark} ", "$text-accent") + name + Content(" " * gap) + tail


def _spoken(seat: Seat, width: int) -> Content:
    """How long someone spoke, as a bar too; where the name leaves room, also how many times."""
    cells = _WIDE_BAR if width >= _WIDE else 1
    eighths = min(8 * cells, round(seat.part * 8 * cells))
    bar = f"{'█' * (eighths // 8)}{_EIGHTHS[eighths % 8]}"[:cells]
    said = f"{'! ' if seat.long else ''}{spoken(seat.time)} {bar:<{cells}}"
    style = "$text-warning" if seat.long else "$text-muted"
    turns = f"×{seat.turns}  "
    name = Content(drawable(seat.person.name, one_line=True)).cell_length
    return Content.styled(turns + said if name + len(turns) + len(said) <= width - 3 else said, style)


def spoken(time: timedelta) -> str:
    """A speaking time in minutes and seconds: 8'30."""
    minutes, seconds = divmod(int(time.total_seconds()), 60)
    return f"{minutes}'{seconds:02d}"


def _theme_line(index: int, theme: ThemeRow, count: int, current: bool, width: int, dark: bool) -> Content:
    number = str(index % 10) if index <= 10 else " "
    head = Content(f"{'▸' if current else ' '}{number} ") + Content.styled(
        f" {drawable(theme.letter) or '·'} ", theme_style(theme.colour, dark)
    )
    tail = Content.styled(f" {count}", "$text-muted")
    name = Content.styled(f" {drawable(theme.name, one_line=True)}", "bold" if current else "").truncate(
        max(3, width - head.cell_length - tail.cell_length), ellipsis=True
    )
    gap = max(0, width - head.cell_length - name.cell_length - tail.cell_length)
    return head + name + Content(" " * gap) + tail
