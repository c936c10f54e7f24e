"""The first line of the screen: title, clock, and what is safe."""

from textual.content import Content
from textual.widget import Widget

from facilitator.live.timing import Alert

_SIGNS = {Alert.NONE: "", Alert.FIFTEEN: "", Alert.FIVE: "! ", Alert.ONE: "!! ", Alert.OVER: "!!! "}
_STYLES = {
    Alert.NONE: "",
    Alert.FIFTEEN: "bold",
    Alert.FIVE: "bold $text-warning",
    Alert.ONE: "bold reverse $text-warning",
    Alert.OVER: "bold reverse $text-error",
}
"""What is near its end is also told by signs, never by colour alone."""


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
        self._alert = Alert.NONE

    def show(
        self,
        title: str | None = None,
        clock: str | None = None,
        state: str | None = None,
        well: bool | None = None,
        alert: Alert | None = None,
    ) -> None:
        """Change what is shown; None leaves a part as it is.

        ``well`` is false while something cannot be saved; ``alert`` is how near the end of the time is.
        """
        new = (
            self._title if title is None else title,
            self._clock if clock is None else clock,
            self._state if state is None else state,
            self._well if well is None else well,
            self._alert if alert is None else alert,
        )
        if new != (self._title, self._clock, self._state, self._well, self._alert):
            self._title, self._clock, self._state, self._well, self._alert = new
            self.refresh()

    def render(self) -> Content:
        """The line; the title gives way first when it is narrow."""
        width = self.size.width - 2
        right = (
            Content.styled(f"{_SIGNS[self._alert]}{self._clock}", _STYLES[self._alert])
            + Content("   ")
            + Content.styled(f"● {self._state}", "$text-success" if self._well else "bold $text-error")
        )
        room = max(8, width - right.cell_length - 2)
        title = Content.styled(self._title.replace("\n", " "), "bold").truncate(room, ellipsis=True)
        right = right.truncate(width - title.cell_length - 1, ellipsis=True)
        return title + Content(" " * max(1, width - title.cell_length - right.cell_length)) + right
