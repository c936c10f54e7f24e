"""Where the terminal's own cursor belongs: screen readers and Braille displays follow it.

It stands where typing goes, and in a list on the entry that keys act on.
"""

from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import Input, OptionList, TextArea


def cursor_of(widget: Widget | None) -> Offset | None:
    """Where the cursor belongs on the screen, or None when nothing has the focus.

    Args:
        widget: what has the focus. One that draws a list by itself says in ``cursor_line`` on which line of its content
            the chosen entry stands.
    """
    if widget is None:
        return None
    if isinstance(widget, TextArea):
        return widget.cursor_screen_offset
    if isinstance(widget, Input):
        # At the end of the text Textual counts one cell more than there is.
        return widget.cursor_screen_offset - (1 if widget.cursor_at_end else 0, 0)
    line = getattr(widget, "cursor_line", 0)
    if isinstance(widget, OptionList):
        line = (widget.highlighted or 0) - widget.scroll_offset.y
    region = widget.scrollable_content_region
    return Offset(region.x, region.y + min(max(0, line), max(0, region.height - 1)))
