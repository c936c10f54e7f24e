"""What the synthesis does not mention yet, as a list to go through."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.language import _, plural
from facilitator.tui.safe import drawable

if TYPE_CHECKING:
    from facilitator.report.coverage import Item

_SIGNS = {"theme": "#", "star": "★", "highlight": "*"}


class MissingDialog(ModalScreen["Item | None"]):
    """Enter goes to the note, ``i`` puts it into the synthesis and goes on with the list; Escape goes back.

    It ends with the item to go to, None when there is none.
    """

    DEFAULT_CSS = """
    MissingDialog { align: center middle; }
    MissingDialog > Vertical { width: 90; max-width: 96%; height: auto; max-height: 96%; background: $surface; padding: 1 2; }
    MissingDialog OptionList {
        height: auto; max-height: 1fr; border: none; padding: 0; background: transparent;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    MissingDialog OptionList:focus { border: none; }
    MissingDialog .heading { text-style: bold; color: $text-accent; margin-bottom: 1; }
    MissingDialog #missing-keys { color: $text-muted; margin-top: 1; }
    """
    BINDINGS = [Binding("escape", "back", show=False), Binding("i", "put_in", show=False)]

    def __init__(
        self, items: "Sequence[Item]", themes: Mapping[str, str], put_in: "Callable[[Item], bool] | None"
    ) -> None:
        """Prepare the list.

        Args:
            items: what is missing, in the order in which it is shown.
            themes: the names of the themes by identifier.
            put_in: puts an item into the synthesis; None where nothing can be changed.
        """
        super().__init__()
        self._items = list(items)
        self._themes = themes
        self._put_in = put_in

    def compose(self) -> ComposeResult:
        """How many, the list, the keys."""
        with Vertical():
            yield Static("", classes="heading")
            yield OptionList(*(Option(self._line(item)) for item in self._items), markup=False)
            keys = _("Enter goes to the note · i puts it into the synthesis · Esc goes back")
            yield Static(
                Content(keys if self._put_in else _("Enter goes to the note · Esc goes back")), id="missing-keys"
            )

    def on_mount(self) -> None:
        """Begin at the first one."""
        self._count()
        self.query_one(OptionList).highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go there."""
        event.stop()
        if self.is_current:
            self.dismiss(self._items[event.option_index])

    def action_put_in(self) -> None:
        """Put the marked item in, and go on with the next one."""
        options = self.query_one(OptionList)
        at = options.highlighted
        if at is None or self._put_in is None or not self.is_current:
            return
        self._put_in(self._items[at])
        del self._items[at]
        options.remove_option_at_index(at)
        if not self._items:
            self.dismiss(None)
            return
        options.highlighted = min(at, len(self._items) - 1)
        self._count()

    def action_back(self) -> None:
        """Go back."""
        if self.is_current:
            self.dismiss(None)

    def _count(self) -> None:
        count = len(self._items)
        told = plural("Not in the synthesis yet: {count}", "Not in the synthesis yet: {count}", count)
        self.query_one(".heading", Static).update(Content(told.format(count=count)))

    def _line(self, item: "Item") -> Content:
        words = drawable(self._themes.get(item.id, item.text) if item.what == "theme" else item.text, one_line=True)
        return Content.styled(f"{_SIGNS[item.what]} ", "bold $text-accent") + Content(words)
