"""The theme strip: one line above the typing line in which the next key picks a theme."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from facilitator.language import _
from facilitator.live.view import ThemeRow
from facilitator.tui.safe import drawable

DIGIT_ROWS = ("1234567890", "&é\"'(-è_çà")
"""The digit row with Shift and without it on a French keyboard. Both count before a theme's letter: é is 2, not É."""

_PAGE = 10
_STEPS = {"tab": 1, "right": 1, "shift+tab": -1, "left": -1, "down": _PAGE, "up": -_PAGE}
_KEYS = frozenset({"enter", "escape", *_STEPS})
_GAP = 2
_ROOM_FOR_ONE = 24
_SHORTEST = 4
_HEAD = 3


def plain_style(theme: ThemeRow) -> str:
    """The style of a theme where no look says another."""
    return "bold"


class ThemeStrip(Widget):
    """The themes with the keys that pick them.

    The line is always there, dim while it is closed, so that nothing moves when it opens. The typing line opens it and hands
    it the keys one by one (``press``), so that keys typed fast never overtake each other; ``open`` gives it the focus for
    any other use.

    Args:
        style_of: the style that a theme's letter is drawn in, as Textual's ``Content`` takes it.
    """

    @dataclass
    class ThemePicked(Message):
        """A theme was picked; None is "no theme"."""

        theme_id: str | None

    @dataclass
    class ThemeStripLeft(Message):
        """The strip was left without a choice."""

    DEFAULT_CSS = """
    ThemeStrip { height: 1; width: 1fr; color: $text-muted; }
    ThemeStrip.-open { color: $foreground; }
    """

    def __init__(self, style_of: Callable[[ThemeRow], str] = plain_style, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.themes: tuple[ThemeRow, ...] = ()
        self.current: str | None = None
        self.is_open = False
        self.walked: int | None = None
        self._style_of = style_of
        self._places: list[tuple[int, int, int]] = []
        self._longest = _SHORTEST

    def show_themes(self, themes: Sequence[ThemeRow], current: str | None) -> None:
        """Show these themes.

        Args:
            themes: the living themes, in their order.
            current: the identifier of the theme under which notes are being taken.
        """
        walked = self.themes[self.walked].id if self.walked is not None else None
        self.themes, self.current = tuple(themes), current
        self.walked = self._place(walked) if self.is_open else None
        self.refresh()

    def open(self, themes: Sequence[ThemeRow], current: str | None) -> None:
        """Show these themes, take the focus, and wait for a key."""
        self.show_themes(themes, current)
        self.unfold()
        self.can_focus = True
        self.focus()

    def unfold(self, step: int = 0) -> None:
        """Wait for a key that ``press`` gives.

        Args:
            step: how far to walk at once from the current theme.
        """
        self.is_open = True
        self.walked = self._place(self.current)
        self.add_class("-open")
        if step:
            self._walk(step)
        self.refresh()

    def fold(self) -> None:
        """Be at rest again; the focus is for others to move."""
        self.is_open = self.can_focus = False
        self.walked = None
        self.remove_class("-open")
        self.refresh()

    def takes(self, key: str, character: str | None) -> bool:
        """Whether a key is the strip's while it is open: what types something, and the keys that walk, take and leave."""
        return key in _KEYS or (character is not None and character.isprintable())

    def press(self, key: str, character: str | None) -> Message | None:
        """Act on one key while open.

        Args:
            key: Textual's name of the key.
            character: what it types, if anything.

        Returns:
            ``ThemePicked`` or ``ThemeStripLeft`` for the caller to post, or None while the strip waits on.
        """
        if key in _STEPS:
            self._walk(_STEPS[key])
            return None
        if key == "escape" or (key == "enter" and self.walked is None):
            return self._leave()
        if key == "enter":
            return self._pick(self.walked)
        if character == " ":
            return self._pick(None)
        index = self._index_of(character or "")
        return None if index is None else self._pick(index)

    def on_key(self, event: events.Key) -> None:
        """Act on a key of its own, when it has the focus; another key leaves it and does what it does."""
        if not self.is_open:
            return
        message: Message | None
        if self.takes(event.key, event.character):
            event.stop()
            message = self.press(event.key, event.character)
        else:
            message = self._leave()
        if message is not None:
            self.post_message(message)

    def on_blur(self) -> None:
        """Leave when the focus goes elsewhere."""
        if self.is_open:
            self.post_message(self._leave())

    def on_click(self, event: events.Click) -> None:
        """Pick the theme under the pointer."""
        for start, end, index in self._places:
            if start <= event.x < end:
                self.post_message(self._pick(index))

    def render(self) -> Content:
        """The themes that fit, the walked one among them."""
        hint, room = self._hint(), self.size.width
        if hint is not None:
            beside = room - hint.cell_length - _GAP
            # Themes matter more than the words beside them, which are the same each time.
            if self._names_that_fit(beside) or not self._names_that_fit(room):
                room = beside
            else:
                hint = None
        line, self._places = Content(), []
        self._longest = self._names_that_fit(room) or _SHORTEST
        for index in self._window(room):
            gap = _GAP if line.cell_length else 0
            piece = self._piece(index)
            start = line.cell_length + gap
            self._places.append((start, start + piece.cell_length, index))
            line = line + Content(" " * gap) + piece
        return line + Content(" " * (_GAP if line.cell_length else 0)) + hint if hint else line

    def _hint(self) -> Content | None:
        """The keys that pick no theme, while the strip is open and wide enough for them and a theme."""
        if not self.is_open:
            return None
        hint = Content(_("Space: none · Escape") if self.themes else _("No theme yet · Escape"))
        return hint if not self.themes or self.size.width - hint.cell_length >= _ROOM_FOR_ONE else None

    def _names_that_fit(self, room: int) -> int:
        """How long names may be for all themes of a page to be seen, the walked one whole; 0 when they do not fit."""
        start = (self.walked or 0) // _PAGE * _PAGE
        page = self.themes[start : start + _PAGE]
        names = [cell_len(drawable(theme.name, one_line=True)) for theme in page]
        heads = sum(_HEAD + cell_len(drawable(theme.letter, one_line=True)) for theme in page)
        whole = (self.walked or 0) - start if self.walked is not None else -1
        for longest in range(max([*names, _SHORTEST]), _SHORTEST - 1, -1):
            cut = sum(name if at == whole else min(name, longest) for at, name in enumerate(names))
            if heads + cut + _GAP * (len(page) - 1) <= room:
                return longest
        return 0

    def _window(self, room: int) -> range:
        """The indices of a row of themes that fits into ``room`` cells and holds the walked one, begun with its page."""
        aim = self.walked or 0
        start = aim - aim % _PAGE
        widths = [self._piece(index).cell_length + _GAP for index in range(len(self.themes))]
        while start < aim and sum(widths[start : aim + 1]) - _GAP > room:
            start += 1
        end = start
        while end < len(self.themes) and sum(widths[start : end + 1]) - _GAP <= room:
            end += 1
        return range(start, max(end, min(start + 1, len(self.themes))))

    def _piece(self, index: int) -> Content:
        theme = self.themes[index]
        aim = self.walked or 0
        own_page = index // _PAGE == aim // _PAGE
        number = DIGIT_ROWS[0][index % _PAGE] if own_page else " "
        letter = drawable(theme.letter, one_line=True)
        piece = Content(f"{number} ") + Content.styled(letter, self._style_of(theme))
        shown = Content(drawable(theme.name, one_line=True))
        if index != self.walked:
            shown = shown.truncate(self._longest, ellipsis=True)
        name = Content(" " if letter else "") + shown
        piece += name.stylize("underline") if theme.id == self.current else name
        return piece.stylize("reverse") if index == self.walked else piece

    def _walk(self, step: int) -> None:
        count = len(self.themes)
        if not count:
            return
        if self.walked is None:
            self.walked = 0 if step > 0 else count - 1
        elif abs(step) == 1:
            self.walked = (self.walked + step) % count
        else:
            self.walked = min(max(0, self.walked + step), count - 1)
        self.refresh()

    def _index_of(self, character: str) -> int | None:
        page = (self.walked or 0) // _PAGE * _PAGE
        for row in DIGIT_ROWS:
            if character and character in row:
                index = page + row.index(character)
                return index if index < len(self.themes) else None
        letters = [theme.letter.casefold() for theme in self.themes]
        return letters.index(character.casefold()) if character and character.casefold() in letters else None

    def _place(self, theme_id: str | None) -> int | None:
        return next((index for index, theme in enumerate(self.themes) if theme.id == theme_id), None)

    def _pick(self, index: int | None) -> Message:
        theme_id = None if index is None else self.themes[index].id
        self.fold()
        return self.ThemePicked(theme_id)

    def _leave(self) -> Message:
        self.fold()
        return self.ThemeStripLeft()
