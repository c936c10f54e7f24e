"""The start screen: recent sessions, a new one, another file, the demonstration, help."""

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct, field
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Label, OptionList, Static
from textual.widgets.option_list import Option

from facilitator.language import _, plural
from facilitator.tui.driver import driver_class
from facilitator.tui.looks import DARK, show_look
from facilitator.tui.safe import drawable
from facilitator.tui.screens.start_form import FileForm, NewForm, Offer
from facilitator.tui.signalled_app import SignalledApp

if TYPE_CHECKING:
    from facilitator.storage.recents import Recent
    from facilitator.storage.recovery import Unsaved

Answer = TypeVar("Answer")

_INDENT = 2
_LOW = 22
"""Rows under which nothing is left empty."""


class NewSession(Struct, frozen=True):
    """What the short form asks: only the title is needed. ``theme_set`` and ``agenda`` are names, or ""."""

    file: Path
    title: str
    question: str = ""
    host: str = ""
    theme_set: str = ""
    agenda: str = ""


class Start(Struct, frozen=True):
    """What was chosen: one of a file, a new session, the demonstration."""

    file: Path | None = None
    new: NewSession | None = None
    demo: bool = False


class Surroundings(Struct, frozen=True):
    """What the start screen finds on the disk; each part is asked for on a thread of its own, so that nothing waits.

    ``recents`` are the sessions worked on lately, latest first; ``unsaved`` those whose file lacks work; ``theme_sets`` and
    ``agendas`` what a new session may begin with, ``usual`` those of them that it has unless another is chosen; ``folder``
    is where it goes.
    """

    folder: Path
    recents: "Callable[[], list[Recent]]" = list
    unsaved: "Callable[[], list[Unsaved]]" = list
    theme_sets: Callable[[], list[Offer]] = list
    agendas: Callable[[], list[Offer]] = list
    usual: tuple[str, str] = ("emergence", "")


class _Known(Struct):
    """What was found until now; None is "not yet"."""

    recents: "list[Recent] | None" = None
    unsaved: "list[Unsaved]" = field(default_factory=list)


class StartList(OptionList):
    """What can be done, and the sessions; tells when its width is another."""

    class Resized(Message):
        """There is another width to use."""

    def on_resize(self) -> None:
        """Tell the owner."""
        self.post_message(self.Resized())


class StartApp(SignalledApp[Start]):
    """Asks what to work on."""

    CSS = """
    Screen { align: center middle; }
    #box { width: 84; max-width: 100%; height: auto; max-height: 100%; padding: 1 2; }
    .heading { text-style: bold; color: $text-accent; }
    #list { height: auto; max-height: 1fr; margin: 1 0; border: none; background: transparent; padding: 0; }
    #list:focus { border: none; }
    #list > .option-list--option-highlighted { background: $chosen-line; color: $foreground; text-style: bold; }
    Input > .input--placeholder, SelectCurrent Static#label { color: $text-muted; }
    SelectCurrent.-has-value Static#label { color: $foreground; }
    #about { height: auto; max-height: 2; min-height: 1; color: $text-muted; }
    #hint { height: auto; color: $text-muted; }
    NewForm, FileForm { display: none; }
    .new NewForm, .file FileForm { display: block; }
    .new #list, .file #list, .new #about, .file #about, .new #hint, .file #hint { display: none; }
    Screen:inline, .low #box { padding: 0 2; }
    """
    TITLE = "Facilitator"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [
        Binding("escape", "go_back", show=False),
        Binding("n", "choose('new')", show=False),
        Binding("o", "choose('open')", show=False),
        Binding("d", "choose('demo')", show=False),
        Binding("f1,h,question_mark", "choose('help')", show=False),
        Binding("q,ctrl+c,ctrl+q", "leave", show=False),
    ]

    def __init__(self, around: Surroundings, look: str = DARK) -> None:
        """Prepare the screen.

        Args:
            around: what there is on the disk.
            look: the name of a look.
        """
        super().__init__(driver_class=driver_class())
        self.animation_level = "none"
        self._around = around
        self._known = _Known()
        show_look(self, look)

    def compose(self) -> ComposeResult:
        """The list, and the forms that take its place."""
        with Vertical(id="box"):
            yield Label(_("Facilitator – take notes of a workshop as it happens"), classes="heading", markup=False)
            yield StartList(id="list", markup=False)
            yield Static("", id="about")
            yield NewForm()
            yield FileForm()
            yield Static(_("Arrows, Enter, or the letter · F1: help · q: leave"), id="hint", markup=False)

    def on_mount(self) -> None:
        """Draw at once; what is on the disk comes when it comes."""
        self._show_list()
        self.query_one("#list", OptionList).highlighted = 0
        self._aside(self._around.recents, self._take_recents)
        self._aside(self._around.unsaved, self._take_unsaved)
        form, (usual_set, usual_agenda) = self.query_one(NewForm), self._around.usual
        self._aside(self._around.theme_sets, lambda sets: form.offer_theme_sets(sets, usual_set))
        self._aside(self._around.agendas, lambda agendas: form.offer_agendas(agendas, usual_agenda))

    def on_resize(self, event: events.Resize) -> None:
        """Use the width there is."""
        self.screen.set_class(event.size.height < _LOW, "low")

    def on_start_list_resized(self, event: StartList.Resized) -> None:
        """Fit the sessions to the width."""
        event.stop()
        self._show_list()

    def action_choose(self, what: str) -> None:
        """One of the letters."""
        if what == "demo":
            self.exit(Start(demo=True))
        elif what == "help":
            self._help()
        elif what == "new":
            self.screen.add_class("new")
            self.query_one(NewForm).begin()
        else:
            self.screen.add_class("file")
            self.query_one(FileForm).begin()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click on a line."""
        chosen = event.option.id or ""
        if event.option_list.id != "list":
            return
        if chosen.startswith("file:"):
            self.exit(Start(file=Path(chosen.removeprefix("file:"))))
        elif chosen:
            self.action_choose(chosen)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say where the session under the cursor lies, and what waits for it."""
        if event.option_list.id == "list":
            self._show_about(event.option.id or "")

    def on_new_form_ready(self, event: NewForm.Ready) -> None:
        """The short form is filled in."""

        def go_on(file: Path) -> None:
            new = NewSession(file, event.title, event.question, event.host, event.theme_set, event.agenda)
            self.exit(Start(new=new))

        self._aside(lambda: self._free(event.title), go_on)

    def on_file_form_ready(self, event: FileForm.Ready) -> None:
        """A file was named: see that it is there before this screen goes."""
        path = Path(event.name).expanduser()

        def go_on(there: bool) -> None:
            if there:
                self.exit(Start(file=path))
            else:
                self.query_one(FileForm).refuse(_("There is no file {path}").format(path=drawable(str(path), True)))

        self._aside(path.is_file, go_on)

    def action_go_back(self) -> None:
        """From a form to the list, from the list away."""
        if self.screen.has_class("new") or self.screen.has_class("file"):
            self.screen.remove_class("new", "file")
            self.query_one("#list").focus()
        else:
            self.exit()

    def action_leave(self) -> None:
        """Leave."""
        self.exit()

    def _help(self) -> None:
        from facilitator.tui.dialogs.help import HelpDialog, start_page

        self.push_screen(HelpDialog(start_page()))

    def _aside(self, work: Callable[[], Answer], then: Callable[[Answer], None]) -> None:
        """Have something done that may wait for a drive, and go on with its answer."""

        def run() -> None:
            answer = work()
            self.call_later(then, answer)

        Thread(target=run, name="looking", daemon=True).start()

    def _take_recents(self, recents: "list[Recent]") -> None:
        self._known.recents = recents
        self._show_list()

    def _take_unsaved(self, unsaved: "list[Unsaved]") -> None:
        self._known.unsaved = unsaved
        self._show_list()

    def _free(self, title: str) -> Path:
        """A file of the title's name that is not there yet."""
        from facilitator.language import spoken
        from facilitator.report.export import report_name

        name, count = report_name(title, spoken()), 1
        path = self._around.folder / f"{name}.toml"
        while path.exists():
            count += 1
            path = self._around.folder / f"{name} {count}.toml"
        return path

    def _show_list(self) -> None:
        # The disk may answer when the screen is gone already.
        entries = next(iter(self.query("#list").results(OptionList)), None)
        if entries is None:
            return
        current = entries.highlighted_option
        entries.clear_options()
        entries.add_options(
            [*_acts(), *self._sessions(entries.scrollable_content_region.width or min(80, self.size.width - 4))]
        )
        ids = [option.id for option in entries.options]
        entries.highlighted = ids.index(current.id) if current is not None and current.id in ids else 0

    def _sessions(self, width: int) -> list[Option]:
        known = self._known
        if known.recents is None:
            return []
        waiting = {one.file: one for one in known.unsaved}
        lines = [(recent.file, _recent_line(recent, recent.file in waiting, width)) for recent in known.recents]
        shown = {file for file, _line in lines}
        lines += [(one.file, _lost_line(one, width)) for one in known.unsaved if one.file not in shown]
        if not lines:
            return []
        heading = Option(Content.styled(_("Recent sessions"), "bold $text-accent"), disabled=True)
        return [Option(Content(""), disabled=True), heading, *(Option(line, id=f"file:{file}") for file, line in lines)]

    def _show_about(self, option: str) -> None:
        file = Path(option.removeprefix("file:")) if option.startswith("file:") else None
        why = next((one.why for one in self._known.unsaved if one.file == file), "")
        line = Content(drawable(str(file), one_line=True)) if file else Content("")
        if why:
            warning = "! " + _("{why}: opening brings the work back").format(why=why)
            line = Content.styled(drawable(warning, one_line=True), "$text-warning") + Content("  ") + line
        self.query_one("#about", Static).update(line)


def _acts() -> list[Option]:
    acts = (
        ("new", "n", _("New session")),
        ("open", "o", _("Open a file")),
        ("demo", "d", _("Demonstration: an example to try everything on")),
        ("help", "h", _("Help: how it works, in one page")),
    )
    return [
        Option(Content.styled(f"{key} ", "bold $text-accent") + Content.styled(words, "bold" if at == 0 else ""), id=id)
        for at, (id, key, words) in enumerate(acts)
    ]


def _recent_line(recent: "Recent", waits: bool, width: int) -> Content:
    notes = plural("{count} note", "{count} notes", recent.notes).format(count=recent.notes)
    state = _("closed") if recent.closed else _("open")
    if waits:
        state = _("unsaved work")
    day = recent.changed.strftime(_("%d %b %Y"))
    tail = f"  {state} · {day} · {notes}"
    return _line(recent.title or recent.file.stem, tail, "!" if waits else "✓" if recent.closed else "", width)


def _lost_line(one: "Unsaved", width: int) -> Content:
    notes = plural("{count} note", "{count} notes", one.notes).format(count=one.notes)
    return _line(one.file.stem, "  " + _("unsaved work") + f" · {notes}", "!", width)


def _line(title: str, tail: str, mark: str, width: int) -> Content:
    """A title at the left, what is known of it at the right; the title gives way."""
    end = Content.styled(tail, "$text-warning" if mark == "!" else "$text-muted")
    name = Content(drawable(title, one_line=True)).truncate(max(8, width - _INDENT - end.cell_length), ellipsis=True)
    gap = max(0, width - _INDENT - name.cell_length - end.cell_length)
    return (
        Content.styled(f"{mark:<{_INDENT}}", "bold $text-warning" if mark == "!" else "$text-muted")
        + name
        + Content(" " * gap)
        + end
    )


def ask_start(around: Surroundings, look: str = DARK) -> Start | None:
    """Show the start screen and return what was chosen; None to leave.

    Args:
        around: what there is on the disk.
        look: the name of a look.
    """
    return StartApp(around, look).run()
