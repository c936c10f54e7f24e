"""The read-back view: what the room should see, large and calm, page by page."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from facilitator.language import _, mark
from facilitator.live.reading_back import Page, PageKind, pages
from facilitator.live.view import View
from facilitator.tui.read_back_lines import Shown, shown
from facilitator.tui.safe import drawable

_TITLES = {
    PageKind.QUESTION: mark("Question"),
    PageKind.THEMES: mark("Themes"),
    PageKind.STARS: mark("What we keep"),
    PageKind.PRIORITIES: mark("What comes first"),
    PageKind.SYNTHESIS: mark("Synthesis"),
}
_WIDTH = 0.8
_WIDEST = 76
"""Longer lines are lost on the way back to the next one."""
_MOST_ROWS = 18
"""More at once is read by nobody from afar."""
_AROUND = 6
"""Lines that a page leaves free: title, foot, and the space between them and the page."""


class ReadBack(ModalScreen[None]):
    """Left and right turn the pages, up and down go from part to part, Escape goes back.

    Text stands bold and wide apart, each word whole, so that it reads from afar.
    """

    DEFAULT_CSS = """
    ReadBack { background: $background; align: center middle; }
    ReadBack > .edge { height: 1; width: 100%; padding: 0 2; text-style: bold; }
    ReadBack > .top { dock: top; }
    ReadBack > .bottom { dock: bottom; color: $text-muted; text-align: right; text-style: none; }
    ReadBack Vertical { height: 1fr; width: 100%; align: center middle; }
    ReadBack #page { width: 80%; max-width: 76; height: auto; text-style: bold; text-wrap: nowrap; color: $foreground; }
    """
    BINDINGS = [
        Binding("right,space,enter,pagedown", "turn(1)", show=False),
        Binding("left,backspace,pageup", "turn(-1)", show=False),
        Binding("down", "part(1)", show=False),
        Binding("up", "part(-1)", show=False),
        Binding("home", "turn(-100000)", show=False),
        Binding("end", "turn(100000)", show=False),
        Binding("escape,q", "back", show=False),
        Binding("f12,ctrl+r", "back", id="read_back", show=False),
    ]

    def __init__(
        self,
        view: Callable[[], View],
        clock: Callable[[], str],
        was_read: Callable[[], None] | None = None,
        begin: PageKind = PageKind.QUESTION,
    ) -> None:
        """Prepare the view.

        Args:
            view: gives the session as it is.
            clock: gives the time left, in words.
            was_read: called when every paragraph of the synthesis has been shown to its end.
            begin: the part to begin with, if there is one.
        """
        super().__init__()
        self._view = view
        self._clock = clock
        self._was_read = was_read
        self._begin = begin
        self._ended: set[Page] = set()
        self.at = 0

    def compose(self) -> ComposeResult:
        """Title and time, the page, its number."""
        yield Static("", classes="edge top")
        with Vertical():
            yield Static("", id="page")
        yield Static("", classes="edge bottom")

    def on_mount(self) -> None:
        """Show the first page; the time goes on."""
        kinds = [screen.page.kind for screen in self._shown()]
        self.at = kinds.index(self._begin) if self._begin in kinds else 0
        self.draw()
        self.set_interval(1.0, self.draw)

    def on_resize(self) -> None:
        """Lay the pages out anew."""
        self.draw()

    def action_turn(self, by: int) -> None:
        """Turn pages."""
        self.at = min(max(0, self.at + by), len(self._shown()) - 1)
        self.draw()

    def action_part(self, by: int) -> None:
        """Go to the part after, or back to the beginning of this one or of the one before."""
        found = self._shown()
        parts = [_part(screen) for screen in found]
        firsts = [at for at, part in enumerate(parts) if at == 0 or parts[at - 1] != part]
        after = [at for at in firsts if at > self.at]
        before = [at for at in firsts if at < self.at]
        if after and by > 0:
            self.at = after[0]
        elif before and by < 0:
            self.at = before[-1]
        self.draw()

    def action_back(self) -> None:
        """Go back to the session."""
        if self.is_current:
            self.dismiss(None)

    def draw(self) -> None:
        """Draw the page as the session is now."""
        found = self._shown()
        self.at = min(self.at, len(found) - 1)
        screen = found[self.at]
        self.query_one(".top", Static).update(self._head(screen, found), layout=False)
        self.query_one(".bottom", Static).update(Content(f"{self.at + 1}/{len(found)}  ← → ↑ ↓"), layout=False)
        self.query_one("#page", Static).update(Content("\n").join(screen.lines))
        self._note_read(screen, found)

    def _note_read(self, screen: Shown, found: tuple[Shown, ...]) -> None:
        """The synthesis was read when each of its paragraphs was, as it stands now, in whatever order."""
        if screen.page.kind is not PageKind.SYNTHESIS or screen.number < screen.of or screen.page in self._ended:
            return
        self._ended.add(screen.page)
        if self._was_read and all(one.page in self._ended for one in found if one.page.kind is PageKind.SYNTHESIS):
            self._was_read()

    def _head(self, screen: Shown, found: tuple[Shown, ...]) -> Content:
        """What the page is at the left, the time left at the right."""
        kind = screen.page.kind
        words = drawable(screen.page.title, one_line=True) or _(_TITLES.get(kind, ""))
        paragraphs = [other for other in found if other.page.kind is kind]
        number, of = screen.number, screen.of
        if kind is PageKind.SYNTHESIS:
            number, of = paragraphs.index(screen) + 1, len(paragraphs)
        title = Content.styled(words, "$text-accent") + Content(f"  {number}/{of}" if of > 1 else "")
        clock = self._clock()
        room = max(0, self.size.width - 4 - len(clock) - 2)
        title = title.truncate(room, ellipsis=True)
        return title + Content(" " * max(1, self.size.width - 4 - title.cell_length - len(clock)) + clock)

    def _shown(self) -> tuple[Shown, ...]:
        width, height = self.app.size
        return shown(pages(self._view()), min(_WIDEST, int(width * _WIDTH)), min(_MOST_ROWS, max(1, height - _AROUND)))


def _part(screen: Shown) -> PageKind:
    """The part that a screen belongs to: the notes of a theme belong to the themes."""
    return PageKind.THEMES if screen.page.kind is PageKind.THEME else screen.page.kind
