"""The two short lists at the side: who is here, and the themes."""

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from facilitator.language import _
from facilitator.live.view import PersonRow, ThemeRow
from facilitator.tui.acts import PEOPLE_ACTS
from facilitator.tui.looks import theme_style
from facilitator.tui.safe import drawable


class _SideList(OptionList):
    """A list that keeps its highlighted entry when it is filled anew."""

    DEFAULT_CSS = """
    _SideList { height: 1fr; border: none; padding: 0; background: transparent; scrollbar-size-vertical: 1; }
    _SideList:focus { border: none; }
    """

    def fill(self, options: list[Option]) -> None:
        """Show these entries."""
        current = self.chosen
        self.clear_options()
        self.add_options(options)
        ids = [option.id for option in options]
        if current in ids:
            self.highlighted = ids.index(current)

    @property
    def chosen(self) -> str | None:
        """The identifier of the highlighted entry."""
        if self.highlighted is None or not self.option_count:
            return None
        return self.get_option_at_index(self.highlighted).id


class PeopleList(_SideList):
    """Who is here: a star for the host, a pen for the scribe."""

    class Asked(Message):
        """An act on one person was asked for."""

        def __init__(self, act: str, person_id: str) -> None:
            self.act = act
            self.person_id = person_id
            super().__init__()

    BINDINGS = [
        Binding(act.keys, f"ask('{act.id}')", act.word, id=f"people_{act.id}", show=False) for act in PEOPLE_ACTS
    ]

    def show(self, people: list[PersonRow]) -> None:
        """Draw the circle."""
        if not people:
            self.fill([Option(Content.styled(_("F3: who is here?"), "$text-muted"), disabled=True)])
            return
        self.fill([Option(_person_line(person), id=person.id) for person in people])

    def action_ask(self, act: str) -> None:
        """Tell the screen which act was asked for, on whom."""
        if self.chosen is not None:
            self.post_message(self.Asked(act, self.chosen))


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

    def show(self, themes: list[ThemeRow], counts: dict[str, int], current: str | None) -> None:
        """Draw the themes."""
        self._drawn = (themes, counts, current)
        if not themes:
            self.fill([Option(Content.styled(_("^N makes a theme"), "$text-muted"), disabled=True)])
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


def _person_line(person: PersonRow) -> Content:
    mark = "★" if person.host else "✎" if person.scribe else " "
    role = _("host") if person.host else _("scribe") if person.scribe else ""
    line = Content.styled(f"{mark} ", "$text-accent") + Content(drawable(person.name, one_line=True))
    return line + Content.styled(f"  {role}", "$text-muted") if role else line


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
