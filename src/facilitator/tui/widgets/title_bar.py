"""The first line of the screen: title, clock, and what is safe."""

from textual.content import Content
from textual.widget import Widget


class TitleBar(Widget):
    """One line: the title at the left, the clock in the middle, the state of saving at the right."""

    DEFAULT_CSS = """
    TitleBar { height: 1; background: $panel; color: $foreground; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(id="title")
        self._title = ""
        self._clock = ""
        self._state = ""
        self._well = True

    def show(
        self, title: str | None = None, clock: str | None = None, state: str | None = None, well: bool | None = None
    ) -> None:
        """Change what is shown; None leaves a part as it is. ``well`` is false while something cannot be saved."""
        new = (
            self._title if title is None else title,
            self._clock if clock is None else clock,
            self._state if state is None else state,
            self._well if well is None else well,
        )
        if new != (self._title, self._clock, self._state, self._well):
            self._title, self._clock, self._state, self._well = new
            self.refresh()

    def render(self) -> Content:
        """The line; the title gives way first when it is narrow."""
        width = self.size.width - 2
        right = Content(f"{self._clock}   ") + Content.styled(
            f"● {self._state}", "$text-success" if self._well else "bold $text-error"
        )
        room = max(8, width - right.cell_length - 2)
        title = Content.styled(self._title.replace("\n", " "), "bold").truncate(room, ellipsis=True)
        return title + Content(" " * max(1, width - title.cell_length - right.cell_length)) + right
