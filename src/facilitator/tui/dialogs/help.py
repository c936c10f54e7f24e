"""The keys, on one page."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from facilitator.language import _
from facilitator.tui.acts import NOTE_ACTS, PEOPLE_ACTS, SESSION_ACTS, Act


class HelpDialog(ModalScreen[None]):
    """Shows every key and sign; any of Escape, Enter or F1 goes back."""

    DEFAULT_CSS = """
    HelpDialog { align: center middle; }
    HelpDialog > VerticalScroll { width: 84; max-width: 96%; height: auto; max-height: 96%; background: $surface; padding: 1 2; }
    """
    BINDINGS = [Binding("escape,enter,f1", "back", show=False)]

    def compose(self) -> ComposeResult:
        """The card."""
        with VerticalScroll():
            yield Static(card())

    def action_back(self) -> None:
        """Go back."""
        if self.is_current:
            self.dismiss(None)


def card() -> Content:
    """All keys and signs, as they act."""
    signs = [
        ("!", _("risk")),
        ("?", _("question")),
        ("+", _("idea")),
        (":", _("example")),
        ("=", _("decision")),
        (">", _("reference")),
        ("* ", _("starred")),
        ("#…", _("theme")),
        ("@…", _("who speaks (first or last word)")),
        ("*…*", _("highlight")),
    ]
    typing = [
        (_("Enter"), _("keep the note")),
        ("Tab", _("choose the theme, with one more key")),
        ("↑", _("take the last note back to correct it; ↑ again the one before")),
        ("^J", _("new line inside the note")),
        (_("Esc"), _("back to the typing line, from anywhere")),
        ("^P", _("every act, by name")),
    ]
    parts = [
        _block(_("In the typing line"), typing),
        _block(_("Signs at the start of a line, words in it"), signs),
        _block(_("Everywhere"), [_pair(act) for act in SESSION_ACTS if act.keys]),
        _block(_("On a note (F7)"), [_pair(act) for act in NOTE_ACTS]),
        _block(_("On a participant"), [_pair(act) for act in PEOPLE_ACTS]),
    ]
    return Content("\n\n").join(parts)


def _pair(act: Act) -> tuple[str, str]:
    return (_(act.key_name), _(act.sentence))


def _block(heading: str, pairs: list[tuple[str, str]]) -> Content:
    lines = [Content.styled(f"{key:<8}", "bold") + Content(f" {word}") for key, word in pairs]
    return Content("\n").join([Content.styled(heading, "bold $text-accent"), *lines])
