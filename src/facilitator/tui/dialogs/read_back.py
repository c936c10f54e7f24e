"""The read-back view: what the room should see, large and calm, page by page."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from facilitator.language import _, mark
from facilitator.live.reading_back import Page, PageKind, pages
from facilitator.live.view import View
from facilitator.tui.safe import drawable

_TITLES = {
    PageKind.QUESTION: mark("Question"),
    PageKind.THEMES: mark("Themes"),
    PageKind.STARS: mark("What we keep"),
    PageKind.SYNTHESIS: mark("Synthesis"),
}


class ReadBack(ModalScreen[None]):
    """Arrows turn the pages, Escape goes back. Text stands wide apart, each word whole, so that it reads from afar."""

    DEFAULT_CSS = """
    ReadBack { background: $background; align: center middle; }
    ReadBack #head { dock: top; height: 1; padding: 0 2; color: $text-muted; }
    ReadBack #foot { dock: bottom; height: 1; padding: 0 2; color: $text-muted; text-align: right; }
    ReadBack VerticalScroll { height: 1fr; width: 100%; align: center middle; }
    ReadBack #page { width: 80%; height: auto; text-style: bold; }
    """
    BINDINGS = [
        Binding("right,down,space,enter,pagedown", "turn(1)", show=False),
        Binding("left,up,backspace,pageup", "turn(-1)", show=False),
        Binding("home", "first", show=False),
        Binding("escape,f12,ctrl+r,q", "back", show=False),
    ]

    def __init__(self, view: Callable[[], View], clock: Callable[[], str]) -> None:
        """Prepare the view.

        Args:
            view: gives the session as it is.
            clock: gives the time left, in words.
        """
        super().__init__()
        self._view = view
        self._clock = clock
        self.at = 0

    def compose(self) -> ComposeResult:
        """Title and time, the page, its number."""
        yield Static("", id="head")
        with VerticalScroll():
            yield Static("", id="page")
        yield Static("", id="foot")

    def on_mount(self) -> None:
        """Show the first page; the time goes on."""
        self.draw()
        self.set_interval(1.0, self.draw)

    def action_turn(self, by: int) -> None:
        """Turn pages."""
        self.at = min(max(0, self.at + by), len(pages(self._view())) - 1)
        self.draw()

    def action_first(self) -> None:
        """Back to the question."""
        self.at = 0
        self.draw()

    def action_back(self) -> None:
        """Go back to the session."""
        if self.is_current:
            self.dismiss(None)

    def draw(self) -> None:
        """Draw the page as the session is now."""
        found = pages(self._view())
        self.at = min(self.at, len(found) - 1)
        page = found[self.at]
        part = f"  {page.number}/{page.of}" if page.of > 1 else ""
        self.query_one("#head", Static).update(
            Content(f"{_(_TITLES[page.kind])}{part}   {self._clock()}"), layout=False
        )
        self.query_one("#foot", Static).update(Content(f"{self.at + 1}/{len(found)}  ← →"), layout=False)
        self.query_one("#page", Static).update(_drawn(page))


def _drawn(page: Page) -> Content:
    texts = [drawable(text) for text in page.texts if text.strip()] or ["–"]
    if page.kind is PageKind.QUESTION:
        return Content("\n\n").join(
            [
                Content.styled(texts[0], "$text-accent"),
                *(Content.styled(f"+ {text}", "$text-muted") for text in texts[1:]),
            ]
        )
    if page.kind is PageKind.STARS:
        return Content("\n\n").join(Content(f"★ {text}") for text in texts)
    return Content("\n\n").join(Content(text) for text in texts)
