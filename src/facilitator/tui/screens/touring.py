"""The tour on the session screen: two or three lines above the typing line, never over it."""

from textual.content import Content
from textual.widgets import Static

from facilitator.tui.screens.base import SessionBase
from facilitator.tui.tour import Tour

_EVENTS = {"note": "note", "pasted notes": "note", "star": "star", "correction": "correct", "theme of a note": "theme"}
"""What has happened on the tour when a command of this label was carried out."""


class TouringPart(SessionBase):
    """Offering, going on, leaving."""

    tour: Tour

    def offer_tour(self) -> None:
        """Ask whether somebody wants the tour; to be called before the screen is there."""
        self.tour.offer()

    def action_tour(self) -> None:
        """Take the tour."""
        self.tour.start()
        self.show_tour()
        self.to_typing()

    def action_tour_next(self) -> None:
        """Go on to the next step."""
        self.go_on_tour()

    def action_tour_leave(self) -> None:
        """Leave the tour."""
        self.tour.leave()
        self.show_tour()

    def go_on_tour(self) -> bool:
        """Enter on the empty line: the next step. Returns whether the tour is on."""
        if not self.tour.on:
            return False
        self.tour.forward()
        self.show_tour()
        return True

    def happened(self, event: str) -> None:
        """Something was done that a step may have asked for."""
        if self.tour.happened(_EVENTS.get(event, event)):
            self.show_tour()

    def press_on_tour(self, key: str) -> None:
        """A key was pressed, by its name."""
        if self.tour.pressed(key):
            self.show_tour()

    def show_tour(self) -> None:
        """Draw the step, or nothing."""
        words, how = self.tour.words()
        box = self.query_one("#tour", Static)
        box.display = bool(words)
        line = Content.styled(words, "$foreground").stylize("@click=screen.tour_next")
        if how:
            line += Content("\n") + Content.styled(how, "$text-muted").stylize("@click=screen.tour_leave")
        box.update(line)
