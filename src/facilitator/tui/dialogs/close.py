"""How to close: what is still open, which names, in which order, and in which formats."""

from collections.abc import Callable
from dataclasses import dataclass
from string import ascii_lowercase
from threading import Thread
from typing import TYPE_CHECKING, Literal

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Grid, Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Button, Checkbox, Label, OptionList, RadioSet, Static
from textual.widgets.option_list import Option

from facilitator.language import _, mark, plural
from facilitator.tui.keymap import with_keys
from facilitator.tui.safe import drawable
from facilitator.tui.widgets.radio import Radio
from facilitator.tui.widgets.sentence import Sentence
from facilitator.tui.widgets.tick import Tick

if TYPE_CHECKING:
    from facilitator.closing import ReportFiles
    from facilitator.report.unfinished import Unfinished

Names = Literal["full", "initials", "count"]
Group = Literal["said", "theme"]

_NAMES: tuple[tuple[Names, bool], ...] = (("full", False), ("initials", False), ("count", False), ("full", True))
_GROUPS: tuple[Group, ...] = ("said", "theme")
_FORMATS = {"md": "Markdown", "html": mark("HTML page"), "odt": "ODT", "docx": "DOCX", "csv": "CSV", "json": "JSON"}
_LETTERS = ascii_lowercase.replace("n", "")
"""The keys of the lines: letters stand on the same keys with and without Shift, whatever the keyboard. n goes to the names."""

_NARROW = 72
_BESIDE = 16
"""Lines of the dialog beside the list of what is open, and those of the screen around it."""
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class ClosingChoice:
    """How the report is written; ``public``: names as each person agreed. ``formats`` are endings of files."""

    names: Names = "full"
    group: Group = "said"
    public: bool = False
    formats: tuple[str, ...] = ("md", "html")


@dataclass(frozen=True, slots=True)
class ClosingAnswer:
    """How the dialog was left: to close, to mend something first (``visit``), or neither."""

    choice: ClosingChoice
    close: bool = False
    visit: "Unfinished | None" = None


@dataclass(frozen=True, slots=True)
class CheckList:
    """What is still open.

    ``found`` is known already. ``stars`` are the starred notes that still have to be compared with the synthesis, ``compare``
    does it, on a thread; it may give an entry, or none when all are taken up.
    """

    found: "tuple[Unfinished, ...]" = ()
    stars: int = 0
    compare: "Callable[[], tuple[Unfinished, ...]] | None" = None


class StarsCompared(Message):
    """The starred notes were compared with the synthesis; told by a thread."""

    def __init__(self, found: "tuple[Unfinished, ...]") -> None:
        self.found = found
        super().__init__()


class NamesCounted(Message):
    """The names inside the texts were counted; told by a thread."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__()


class VersionFound(Message):
    """It is known which version of the report comes next; told by a thread."""

    def __init__(self, public: bool, version: int) -> None:
        self.public = public
        self.version = version
        super().__init__()


class CloseDialog(ModalScreen[ClosingAnswer]):
    """Tells what is open and asks how the report is to be written; Enter closes, a letter goes where something is open."""

    DEFAULT_CSS = """
    CloseDialog { align: center middle; }
    CloseDialog > Vertical { width: 76; max-width: 95%; height: auto; max-height: 96%; background: $surface; padding: 1 2; }
    CloseDialog .heading { text-style: bold; color: $text-accent; }
    CloseDialog.narrow > Vertical { padding: 0 1; max-width: 98%; }
    CloseDialog #open { height: auto; margin-bottom: 1; }
    CloseDialog #open-head { color: $text-muted; }
    CloseDialog OptionList {
        height: auto; border: none; padding: 0; background: transparent; scrollbar-size-vertical: 1;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    CloseDialog OptionList:focus { border: none; }
    CloseDialog OptionList > .option-list--option-highlighted {
        background: transparent; color: $foreground; text-style: none;
    }
    CloseDialog OptionList:focus > .option-list--option-highlighted {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: $block-cursor-text-style;
    }
    CloseDialog .row { height: auto; }
    CloseDialog .row > Label { width: 10; color: $text-muted; }
    CloseDialog.narrow .row > Label { width: 9; }
    CloseDialog.narrow #names { grid-columns: 2fr 3fr; }
    CloseDialog.narrow #group { grid-columns: 2fr 1fr; }
    CloseDialog RadioSet, CloseDialog Grid {
        layout: grid; grid-size: 2; grid-rows: 1; width: 1fr; height: auto; border: none; padding: 0; background: transparent;
    }
    CloseDialog RadioSet:focus { border: none; }
    CloseDialog Grid { grid-size: 3; }
    CloseDialog RadioSet > RadioButton, CloseDialog Grid > Checkbox {
        width: 100%; height: 1; border: none; padding: 0; background: transparent;
    }
    CloseDialog RadioSet > RadioButton:focus, CloseDialog Grid > Checkbox:focus { border: none; }
    CloseDialog #public { display: none; }
    CloseDialog.public #public { display: block; }
    CloseDialog #public { padding-left: 11; }
    CloseDialog.narrow #public { padding-left: 10; }
    CloseDialog .muted { color: $text-muted; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    CloseDialog #buttons { height: auto; align-horizontal: right; }
    CloseDialog Button { margin-left: 2; }
    """
    BINDINGS = [
        Binding("escape", "dismiss_dialog", show=False),
        Binding("f9", "write", id="close", show=False),
        Binding("up,left", "app.focus_previous", show=False),
        Binding("down,right", "app.focus_next", show=False),
    ]

    def __init__(
        self,
        checks: CheckList,
        choice: ClosingChoice,
        files: "Callable[[bool], ReportFiles]",
        count_names: Callable[[], Callable[[], int]] | None = None,
        look_at_names: Callable[[Callable[[], None]], None] | None = None,
    ) -> None:
        """Prepare the question.

        Args:
            checks: what is still open, told and not enforced.
            choice: what is chosen at first.
            files: how the files are called, those of a public report if it is true.
            count_names: gives what counts, on a thread, the names inside texts that somebody has to decide on.
            look_at_names: goes through them, and calls what it is given when that is over; asked for by n.
        """
        super().__init__()
        self._lines: list[Unfinished | None] = [*checks.found]
        self._checks = checks
        self._choice = choice
        self._files = files
        self._versions: dict[bool, int] = {}
        self._count_names = count_names
        self._look_at_names = look_at_names
        if checks.compare is not None:
            self._lines.append(None)

    def compose(self) -> ComposeResult:
        """What is open, the choices, the files, the two buttons."""
        from facilitator.report.unfinished import said

        names = next(index for index, one in enumerate(_NAMES) if one == (self._choice.names, self._choice.public))
        with Vertical():
            yield Label(_("Close the session and write the report"), classes="heading", markup=False)
            with Vertical(id="open"):
                yield Sentence(self._told(), id="open-head")
                if self._lines:
                    lines = [said(one) if one else self._comparing() for one in self._lines]
                    yield OptionList(*(self._option(at, line) for at, line in enumerate(lines)), markup=False)
            words = (_("in full"), _("first name and initial"), _("number only"), _("as each agreed"))
            with Horizontal(classes="row"):
                yield Label(_("Names"), markup=False)
                with RadioSet(id="names"):
                    yield from (Radio(word, value=at == names) for at, word in enumerate(words))
            yield Sentence("", id="public", classes="muted")
            with Horizontal(classes="row"):
                yield Label(_("Notes"), markup=False)
                with RadioSet(id="group"):
                    for group, word in zip(_GROUPS, (_("in the order said"), _("by theme")), strict=True):
                        yield Radio(word, value=group == self._choice.group)
            with Horizontal(classes="row"):
                yield Label(_("Files"), markup=False)
                with Grid(id="formats"):
                    for ending, word in _FORMATS.items():
                        yield Tick(_(word), ending in self._choice.formats, id=ending)
            yield Sentence("", id="files", classes="muted")
            with Horizontal(id="buttons"):
                yield Button(_("Go on with the session"), id="back")
                yield Button(with_keys(_("Close (F9)")), id="write", variant="primary")

    def on_mount(self) -> None:
        """Enter closes at once."""
        self.query_one("#write").focus()
        self._show_public()
        if self._checks.compare is not None:
            Thread(target=self._compare, args=(self._checks.compare,), name="comparing", daemon=True).start()

    def on_resize(self, event: events.Resize) -> None:
        """The lines take the room that the choices leave; what they have too little of is scrolled to."""
        self.set_class(event.size.width < _NARROW, "narrow")
        for lines in self.query(OptionList):
            lines.styles.max_height = max(_FEWEST, event.size.height - _BESIDE)

    def on_key(self, event: events.Key) -> None:
        """A letter goes where something is open."""
        letter = (event.character or "").lower()
        if letter and letter in _LETTERS[: len(self._lines)]:
            event.stop()
            self._visit(_LETTERS.index(letter))
        elif letter == "n" and self.has_class("public"):
            event.stop()
            self._decide_names()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click on a line."""
        event.stop()
        self._visit(event.option_index)

    def on_click(self, event: events.Click) -> None:
        """A click on the line about names."""
        if event.widget is not None and event.widget.id == "public":
            self._decide_names()

    def on_radio_set_changed(self, event: RadioSet.Changed) -> None:
        """Other names, another order."""
        event.stop()
        self._show_public()

    def on_checkbox_changed(self, event: Checkbox.Changed) -> None:
        """Other formats."""
        event.stop()
        self._show_files()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Decide."""
        event.stop()
        if event.button.id == "write":
            self.action_write()
        else:
            self.action_dismiss_dialog()

    def on_stars_compared(self, event: StarsCompared) -> None:
        """Say it in the line that stood for it."""
        from facilitator.report.unfinished import said

        event.stop()
        at = len(self._lines) - 1
        self._lines[at] = next(iter(event.found), None)
        lines = self.query_one(OptionList)
        if event.found:
            lines.replace_option_prompt_at_index(at, self._option(at, said(event.found[0])).prompt)
        else:
            taken = _("the synthesis takes up every starred note")
            lines.replace_option_prompt_at_index(at, Content(f"✓    {taken}"))
            lines.disable_option_at_index(at)

    def on_version_found(self, event: VersionFound) -> None:
        """Say it in the names of the files."""
        event.stop()
        self._versions[event.public] = event.version
        self._show_files()

    def on_names_counted(self, event: NamesCounted) -> None:
        """Say how many."""
        event.stop()
        if event.count:
            told = plural(
                "{count} name inside the texts to decide on",
                "{count} names inside the texts to decide on",
                event.count,
            )
            self._show_names(Content.styled("n", "bold $text-accent") + f"  {told.format(count=event.count)}")
        else:
            self._show_names(Content(_("✓ no name inside the texts is left to decide on")))

    def action_write(self) -> None:
        """Close with what is chosen."""
        self._answer(close=True)

    def action_dismiss_dialog(self) -> None:
        """Go back to the session."""
        self._answer()

    @property
    def choice(self) -> ClosingChoice:
        """What is chosen."""
        names, public = _NAMES[max(0, self.query_one("#names", RadioSet).pressed_index)]
        group = _GROUPS[max(0, self.query_one("#group", RadioSet).pressed_index)]
        return ClosingChoice(names, group, public, tuple(str(tick.id) for tick in self.query(Tick) if tick.value))

    def _visit(self, index: int) -> None:
        if (one := self._lines[index]) is not None:
            self._answer(visit=one)

    def _answer(self, close: bool = False, visit: "Unfinished | None" = None) -> None:
        """Answer once: a second press in one breath finds the dialog gone."""
        if self.is_current:
            self.dismiss(ClosingAnswer(self.choice, close, visit))

    def _told(self) -> Content:
        if self._lines:
            return Content(_("Still open; a letter goes there, nothing is required:"))
        return Content(_("✓ Nothing is left open."))

    def _option(self, index: int, line: str) -> Option:
        key = Content.styled(_LETTERS[index], "bold $text-accent")
        return Option(key + Content(f"  ○ {drawable(line, one_line=True)}"))

    def _comparing(self) -> str:
        stars = self._checks.stars
        return plural(
            "{count} starred note: comparing with the synthesis …",
            "{count} starred notes: comparing with the synthesis …",
            stars,
        ).format(count=stars)

    def _show_files(self) -> None:
        told, choice = _("no report is written"), self.choice
        if choice.formats:
            first, *others = choice.formats
            path = self._files(choice.public).path(self._versions.get(choice.public, 1), first)
            told = _("will be written: {path}").format(path=", .".join([path.name, *others]))
        self.query_one("#files", Static).update(Content(drawable(told, one_line=True)))

    def _show_public(self) -> None:
        public = self.choice.public
        self.set_class(public, "public")
        self._show_files()
        if public not in self._versions:
            self._versions[public] = 1
            files = self._files(public)
            Thread(target=self._number, args=(files, public), name="versions", daemon=True).start()
        self._count()

    def _number(self, files: "ReportFiles", public: bool) -> None:
        """Which version it will be, on a thread: the disk may not answer."""
        self.post_message(VersionFound(public, files.last() + 1))

    def _count(self) -> None:
        if self.is_running and self.has_class("public") and self._count_names is not None:
            self._show_names(Content(_("looking for names inside the texts …")))
            Thread(target=self._counted, args=(self._count_names(),), name="counting", daemon=True).start()

    def _decide_names(self) -> None:
        if self._look_at_names is not None:
            self._show_names(Content(_("looking for names inside the texts …")))
            self._look_at_names(self._count)

    def _show_names(self, told: Content) -> None:
        self.query_one("#public", Static).update(told)

    def _compare(self, compare: "Callable[[], tuple[Unfinished, ...]]") -> None:
        self.post_message(StarsCompared(compare()))

    def _counted(self, count: Callable[[], int]) -> None:
        self.post_message(NamesCounted(count()))
