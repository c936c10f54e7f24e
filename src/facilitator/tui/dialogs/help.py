"""The keys, on one page."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from facilitator.language import _
from facilitator.tui.card import Block, blocks
from facilitator.tui.keymap import with_keys
from facilitator.tui.wrapping import wrap

_KEY = 8
_WORDS = 58
"""Cells for what a key does, beside its name; both fit into a screen of 80."""


class HelpDialog(ModalScreen[None]):
    """Shows every key and sign, those of the pane in focus first; any of Escape, Enter or F1 goes back."""

    DEFAULT_CSS = """
    HelpDialog { align: center middle; }
    HelpDialog > VerticalScroll { width: 84; max-width: 96%; height: auto; max-height: 96%; background: $surface; padding: 1 2; }
    """
    BINDINGS = [Binding("escape,enter", "back", show=False), Binding("f1", "back", id="help", show=False)]

    def __init__(self, content: Content) -> None:
        """Prepare the dialog.

        Args:
            content: what it shows.
        """
        super().__init__()
        self._content = content

    def compose(self) -> ComposeResult:
        """The card."""
        with VerticalScroll():
            yield Static(self._content)

    def action_back(self) -> None:
        """Go back."""
        if self.is_current:
            self.dismiss(None)


def card(keys: Mapping[str, str], pane: str = "typing") -> Content:
    """All keys and signs, as they act.

    Args:
        keys: the keys that the user gave to acts, as ``keymap.usable`` returns them.
        pane: the one whose keys come first.
    """
    found = [*blocks(keys), *_more_blocks()]
    found.sort(key=lambda block: block.pane != pane)
    return Content("\n\n").join([_block(block.heading, block.pairs) for block in found])


def start_page() -> Content:
    """How it works, for whoever opens the program for the first time, and the keys of the start screen."""
    steps = (
        ("1", _("Make a session: n, a title, Enter, Enter.")),
        ("2", _("Type what is said; Enter keeps it, at once and for good.")),
        ("3", _("Tab and a digit give the theme; ! is a risk, ? a question, + an idea; *words* are highlighted.")),
        ("4", with_keys(_("F4 writes the synthesis, F9 closes the session and writes the report."))),
        ("5", with_keys(_("F1 shows the keys, ^P finds every act by name, ^Q leaves: nothing needs saving."))),
    )
    here = (
        ("n", _("New session")),
        ("o", _("Open a file")),
        ("d", _("Demonstration: an example to try everything on")),
        (_("Enter"), _("open what is marked")),
        (_("Esc"), _("back")),
        ("q", _("leave")),
    )
    marks = (("✓", _("closed")), ("!", _("unsaved work: opening brings it back")))
    parts = [
        _block(_("How it works"), steps),
        _block(_("On this screen"), here),
        _block(_("Before a session"), marks),
    ]
    return Content("\n\n").join(parts)


def _more_blocks() -> list[Block]:
    """The keys of panes in which one mostly reads or chooses."""
    walk = ("↑ ↓", _("choose"))
    escape = (_("Esc"), _("back to the typing line, from anywhere"))
    themes = (walk, (_("Enter"), _("write under this theme; once more: under none")), escape)
    synthesis = (
        ("^T", _("Into the synthesis: starred notes, a theme, highlights, what is missing, a reference")),
        ("F7", _("Go to the notes that this passage of the synthesis was made of")),
        ("^Z", _("undo")),
        ("^R", _("Show the room what it said: question, notes, synthesis")),
        escape,
    )
    return [
        Block(_("In the list of themes"), themes, pane="themes"),
        Block(with_keys(_("In the synthesis (F4)")), synthesis, pane="synthesis"),
    ]


def _block(heading: str, pairs: tuple[tuple[str, str], ...]) -> Content:
    lines = [Content.styled(f"{key:<{_KEY}}", "bold") + Content(f" {_beside(word)}") for key, word in pairs]
    return Content("\n").join([Content.styled(heading, "bold $text-accent"), *lines])


def _beside(word: str) -> str:
    """What a key does, in lines that begin under each other."""
    return f"\n{' ' * (_KEY + 1)}".join(word[start:end] for start, end in wrap(word, _WORDS))
