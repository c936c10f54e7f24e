"""The start screen: recent sessions, a new one, another file, the demonstration."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from facilitator.language import _, plural
from facilitator.tui.driver import driver_class
from facilitator.tui.safe import drawable
from facilitator.tui.signalled_app import SignalledApp

if TYPE_CHECKING:
    from facilitator.storage.places import Places
    from facilitator.storage.recents import Recent


@dataclass(frozen=True, slots=True)
class NewSession:
    """What the short form asks: only the title is needed."""

    file: Path
    title: str
    question: str


@dataclass(frozen=True, slots=True)
class Start:
    """What was chosen: one of a file, a new session, the demonstration."""

    file: Path | None = None
    new: NewSession | None = None
    demo: bool = False


class StartApp(SignalledApp[Start]):
    """Asks what to work on."""

    CSS = """
    Screen { align: center middle; }
    #box { width: 76; max-width: 96%; height: auto; max-height: 96%; padding: 1 2; }
    #box Label { width: 100%; }
    .heading { text-style: bold; color: $text-accent; margin-bottom: 1; }
    .hint { color: $text-muted; margin-top: 1; }
    OptionList { height: auto; max-height: 14; border: none; background: transparent; padding: 0; }
    Input { border: none; height: 1; padding: 0; background: $boost; margin-bottom: 1; }
    #form { display: none; height: auto; }
    .new #form { display: block; } .new OptionList { display: none; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [
        Binding("escape", "go_back", show=False),
        Binding("n", "choose('new')", show=False),
        Binding("o", "choose('open')", show=False),
        Binding("d", "choose('demo')", show=False),
        Binding("q,ctrl+c,ctrl+q", "leave", show=False),
    ]

    def __init__(self, recents: "list[Recent]", folder: Path) -> None:
        """Prepare the screen.

        Args:
            recents: the sessions worked on lately, latest first.
            folder: where a new session goes.
        """
        super().__init__(driver_class=driver_class())
        self.animation_level = "none"
        self._recents = recents
        self._folder = folder
        self._opening = False

    def compose(self) -> ComposeResult:
        """The list, and the form that takes its place."""
        with Vertical(id="box"):
            yield Label("Facilitator", classes="heading", markup=False)
            yield OptionList(*self._options(), markup=False)
            with Vertical(id="form"):
                yield Label(_("Title"), id="first-label", markup=False)
                yield Input(id="first")
                yield Label(_("Question (may wait)"), id="second-label", markup=False)
                yield Input(id="second")
            yield Label(
                _("Enter: open · n: new · o: other file · d: demonstration · q: leave"), classes="hint", markup=False
            )

    def action_choose(self, what: str) -> None:
        """One of the letters."""
        if what == "demo":
            self.exit(Start(demo=True))
        else:
            self._form(opening=what == "open")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click on a line."""
        chosen = event.option.id or ""
        if chosen.startswith("recent-"):
            self.exit(Start(file=self._recents[int(chosen.removeprefix("recent-"))].file))
        else:
            self.action_choose(chosen)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the form."""
        first, second = self.query_one("#first", Input).value.strip(), self.query_one("#second", Input).value.strip()
        if not first:
            self.query_one("#first").focus()
        elif event.input.id == "first" and not self._opening:
            self.query_one("#second").focus()
        elif self._opening:
            self.exit(Start(file=Path(first).expanduser()))
        else:
            self.exit(Start(new=NewSession(self._free(first), first, second)))

    def action_go_back(self) -> None:
        """From the form to the list, from the list away."""
        if self.screen.has_class("new"):
            self.screen.remove_class("new")
            self.query_one(OptionList).focus()
        else:
            self.exit()

    def action_leave(self) -> None:
        """Leave."""
        self.exit()

    def _form(self, opening: bool) -> None:
        self._opening = opening
        self.screen.add_class("new")
        self.query_one("#first-label", Label).update(_("File to open (.toml, .md, .txt)") if opening else _("Title"))
        for name in ("#second", "#second-label"):
            self.query_one(name).display = not opening
        self.query_one("#first").focus()

    def _free(self, title: str) -> Path:
        """A file of the title's name that is not there yet."""
        from facilitator.language import spoken
        from facilitator.report.export import report_name

        name, count = report_name(title, spoken()), 1
        path = self._folder / f"{name}.toml"
        while path.exists():
            count += 1
            path = self._folder / f"{name} {count}.toml"
        return path

    def _options(self) -> list[Option]:
        options = [
            Option(Content.styled(_("New session"), "bold") + Content.styled("  n", "$text-muted"), id="new"),
            Option(Content(_("Open a file")) + Content.styled("  o", "$text-muted"), id="open"),
            Option(
                Content(_("Demonstration: an example to try everything on")) + Content.styled("  d", "$text-muted"),
                id="demo",
            ),
        ]
        for index, recent in enumerate(self._recents):
            notes = plural("{count} note", "{count} notes", recent.notes).format(count=recent.notes)
            when = f"{recent.changed:%d/%m/%Y}"
            state = _("closed") if recent.closed else _("open")
            line = Content(drawable(recent.title or recent.file.stem, one_line=True))
            options.append(
                Option(line + Content.styled(f"  {when} · {notes} · {state}", "$text-muted"), id=f"recent-{index}")
            )
        return options


def ask_start(places: "Places", now: Callable[[], datetime]) -> Start | None:
    """Show the start screen and return what was chosen; None to leave.

    Args:
        places: the user's folders.
        now: the clock.
    """
    from facilitator.storage.recents import recent_sessions

    return StartApp(recent_sessions(places), Path.cwd()).run()
