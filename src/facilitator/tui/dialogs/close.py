"""How to close: which names, in which order, and where the report goes."""

from dataclasses import dataclass
from typing import Literal

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Label, RadioSet

from facilitator.language import _
from facilitator.tui.widgets.radio import Radio

NAMES: tuple[Literal["full", "initials", "count"], ...] = ("full", "initials", "count")
GROUPS: tuple[Literal["said", "theme"], ...] = ("said", "theme")


@dataclass(frozen=True, slots=True)
class ClosingChoice:
    """What was chosen."""

    names: Literal["full", "initials", "count"]
    group: Literal["said", "theme"]


class CloseDialog(ModalScreen[ClosingChoice | None]):
    """Asks how the report is to be written; Enter on a button decides, Escape goes back."""

    DEFAULT_CSS = """
    CloseDialog { align: center middle; }
    CloseDialog > Vertical {
        width: 64; max-width: 95%; height: auto; max-height: 95%;
        background: $surface; padding: 1 2; overflow-y: auto;
    }
    CloseDialog .heading { text-style: bold; color: $text-accent; }
    CloseDialog RadioSet { border: none; height: auto; padding: 0; margin: 0 0 1 1; background: transparent; width: 100%; }
    CloseDialog #files { color: $text-muted; height: auto; margin-bottom: 1; }
    CloseDialog Horizontal { height: auto; align-horizontal: right; }
    CloseDialog Button { margin-left: 2; }
    """
    BINDINGS = [Binding("escape", "dismiss_dialog", show=False), Binding("f9", "write", id="close", show=False)]

    def __init__(self, files: list[str], remarks: list[str]) -> None:
        """Prepare the question.

        Args:
            files: where the report will be written.
            remarks: what is still missing in the session, told and not enforced.
        """
        super().__init__()
        self._files = files
        self._remarks = remarks

    def compose(self) -> ComposeResult:
        """The choices, the files, the two buttons."""
        with Vertical():
            yield Label(_("Close the session and write the report"), classes="heading", markup=False)
            for remark in self._remarks:
                yield Label(f"· {remark}", markup=False)
            yield Label("")
            yield Label(_("Names in the report"), markup=False)
            with RadioSet(id="names"):
                yield Radio(_("in full"), value=True)
                yield Radio(_("first name and initial"))
                yield Radio(_("only their number"))
            yield Label(_("Discussion"), markup=False)
            with RadioSet(id="group"):
                yield Radio(_("in the order said"), value=True)
                yield Radio(_("by theme"))
            yield Label("\n".join(self._files), id="files", markup=False)
            with Horizontal():
                yield Button(_("Go on with the session"), id="back")
                yield Button(_("Close (F9)"), id="write", variant="primary")

    def on_mount(self) -> None:
        """Enter closes at once."""
        self.query_one("#write").focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Decide."""
        event.stop()
        if event.button.id == "write":
            self.action_write()
        else:
            self._answer(None)

    def action_write(self) -> None:
        """Close with what is chosen."""
        names = NAMES[max(0, self.query_one("#names", RadioSet).pressed_index)]
        group = GROUPS[max(0, self.query_one("#group", RadioSet).pressed_index)]
        self._answer(ClosingChoice(names, group))

    def action_dismiss_dialog(self) -> None:
        """Go back to the session."""
        self._answer(None)

    def _answer(self, choice: ClosingChoice | None) -> None:
        """Answer once: a second press in one breath finds the dialog gone."""
        if self.is_current:
            self.dismiss(choice)
