"""The session screen: the panes, who has the focus, and what a change redraws."""

import gc
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from facilitator.language import _, plural
from facilitator.live.clock import Clock, minutes_and_seconds, read_clock
from facilitator.live.commands.base import CommandRefusedError
from facilitator.live.commands.notes import KeepNote
from facilitator.live.timing import Alert, State, read_clocks
from facilitator.live.view import Change
from facilitator.tui.acts import NOTE_ACTS, PEOPLE_ACTS, SESSION_ACTS, TYPING_ACTS
from facilitator.tui.clock_words import clocks_text
from facilitator.tui.in_order import KeysInOrder
from facilitator.tui.keymap import remapped, with_keys
from facilitator.tui.looks import theme_style
from facilitator.tui.opening import Opening
from facilitator.tui.safe import drawable
from facilitator.tui.screens.file_state import FilePart
from facilitator.tui.screens.prompts import PromptsPart
from facilitator.tui.tour import Tour
from facilitator.tui.widgets.exact_area import types
from facilitator.tui.widgets.key_line import KeyLine
from facilitator.tui.widgets.lists import PeopleList, ThemeList
from facilitator.tui.widgets.notes_pane import NotesPane
from facilitator.tui.widgets.prompt_line import PromptLine
from facilitator.tui.widgets.question_bar import QuestionBar
from facilitator.tui.widgets.sentence import Sentence
from facilitator.tui.widgets.synthesis_pane import SynthesisPane
from facilitator.tui.widgets.theme_strip import ThemeStrip
from facilitator.tui.widgets.title_bar import TitleBar
from facilitator.tui.widgets.typing_line import TypingLine

if TYPE_CHECKING:
    from facilitator.live.session import Step
    from facilitator.storage.desk import Desk

_NARROW, _WIDE = 100, 160
_SMALL = (80, 24)
_CLOCK_EVERY = 1.0
_TURN = 0.0005
"""Seconds after which a thread that works makes way for one that waits."""
_INBOX_EVERY = 0.2
_INBOX_WITHIN = 0.1
"""Seconds for which the screen waits once for a disk that no longer answers."""
_FILE_EVERY = 1.0
_FILE_AFTER = 0.8
_BAR = 8
_CIRCLE = {"presences", "queue", "turns"}
_CLOCK = {"phases", "clock"}
_MANY = 100
"""From so many changed notes on, the list is filled anew: a pasted file, a merge."""


class SessionOpened(Message):
    """The session that was being opened is there; told by a thread."""


class SessionScreen(PromptsPart, FilePart):
    """One session on the screen."""

    BINDINGS = [act.binding() for act in SESSION_ACTS if act.keys]
    AUTO_FOCUS = "TypingLine"

    def __init__(
        self, desk: "Desk | Opening", now: Callable[[], datetime], theme_folders: tuple[Path, ...] = ()
    ) -> None:
        """Prepare the screen; see ``SessionBase``."""
        super().__init__(desk, now, theme_folders)
        self.tour = Tour()
        self.setting_faults: tuple[str, ...] = ()
        self._small = False

    def compose(self) -> ComposeResult:
        """Title, question, panes, and the lines at the foot."""
        yield TitleBar()
        yield QuestionBar(id="question")
        yield Static("", id="tabs")
        with Vertical(id="body", classes="show-notes"), Horizontal(id="panes"):
            with Vertical(id="sides"):
                with Vertical(id="circle"):
                    yield Static("", id="people-head", classes="head")
                    yield PeopleList(id="people")
                    yield Static("", id="person")
                with Vertical(id="theme-side"):
                    yield Static(Content.styled(_("Themes"), "bold"), classes="head")
                    yield ThemeList(id="themes")
            yield NotesPane(id="notes")
            with Vertical(id="right"):
                yield Static(Content.styled(_("Synthesis"), "bold"), id="synthesis-head", classes="head")
                yield SynthesisPane()
        with Vertical(id="foot"):
            yield Static("", id="trouble")
            yield Sentence("", id="tour")
            yield ThemeStrip(lambda theme: theme_style(theme.colour, self.app.current_theme.dark), id="strip")
            yield PromptLine()
            yield TypingLine(id="typing")
            yield KeyLine()
            yield Static("", id="notice")

    def on_mount(self) -> None:
        """Draw everything once, then listen."""
        # What is loaded, formed and written on other threads lets the keys through.
        sys.setswitchinterval(_TURN)
        self.wait_for_sizes(self._first_drawn)
        self.typing.strip = self.strip
        self.note_list.set_themes(self.view.themes)
        self.note_list.set_people(self.view.people)
        self.note_list.fill(self.view.in_order())
        self.redraw(Change(themes=True, people=True, facts=True, question=True, synthesis=True))
        self.set_interval(_CLOCK_EVERY, self.show_clock)
        self.show_state()
        self.show_keys()
        self.show_tour()
        self.typing.focus()
        if self.opening is None:
            self._begin()

    def _first_drawn(self) -> None:
        if isinstance(self.app, KeysInOrder):
            self.app.take_keys()
        if self.opening is not None:
            self.opening.start(self.tell_opened)

    def tell_opened(self) -> None:
        """The opening thread says that it is done: have the screen look."""
        self.post_message(SessionOpened())

    def on_session_opened(self, event: SessionOpened) -> None:
        """Go on with the session itself in the place of the glance at it, and do what was asked for meanwhile."""
        event.stop()
        opening = self.opening
        if opening is None:
            return
        try:
            desk = opening.desk()
        except BaseException:
            # Whoever started the application asks for the desk again and tells what is wrong.
            self.app.exit(return_code=1)
            return
        self._take(desk)
        chosen, at_end = self.note_list.selected, self.note_list.at_end
        self.note_list.fill(self.view.in_order(), keep_place=not at_end)
        self.note_list.selected = chosen
        self.redraw(Change(themes=True, people=True, facts=True, question=True, synthesis=True))
        self._begin()
        for waiting in opening.waiting:
            if callable(waiting):
                waiting()
            elif not self.do(waiting) and isinstance(waiting, KeepNote):
                self.typing.put_back(waiting.draft.text)
        self.keep_draft()
        if isinstance(self.app, KeysInOrder):
            self.app.let_keys()

    def open_at_last(self) -> "Desk":
        """The open session, for whoever closes it: acts that were asked for before it was there are done.

        Raises:
            what opening it raised.
        """
        if self.opening is not None:
            opening = self.opening
            desk = opening.desk()
            self._take(desk)
            for waiting in opening.waiting:
                if not callable(waiting) and not desk.read_only:
                    with suppress(CommandRefusedError):
                        desk.run(waiting, self.now())
            if opening.draft and not desk.read_only:
                desk.save_draft("\n".join(text for text in (desk.draft, opening.draft) if text))
        return self.desk

    def _take(self, desk: "Desk") -> None:
        self.opening, self._desk = None, desk
        self.scribe.look_at(self.view)

    def _begin(self) -> None:
        """The session is there: listen to it."""
        # What was loaded stays: looking through it for garbage would hold a key now and then.
        gc.freeze()
        gc.enable()
        if not self.closed:
            self.bring_back_draft()
        self.desk.live.listen(self.on_step)
        self.desk.told(self.on_told)
        if not self.desk.read_only:
            self.set_interval(_INBOX_EVERY, partial(self.between_keys, self._take_inbox))
        self.set_interval(_FILE_EVERY, self._look_at_file)
        self.show_state()
        if self.desk.read_only:
            self.tell(_("Open elsewhere: this screen only looks, and follows the file."), stay=True)
        elif self.setting_faults:
            self._tell_setting_faults()

    def _take_inbox(self) -> None:
        self.desk.take_inbox(within=_INBOX_WITHIN)

    def _tell_setting_faults(self) -> None:
        """What is wrong in the settings was told behind the screen: say the first, and what tells all."""
        first, more = self.setting_faults[0], len(self.setting_faults) - 1
        told = plural(
            "{fault} (and {count} more: facilitator config)", "{fault} (and {count} more: facilitator config)", more
        )
        alone = _("{fault} (facilitator config tells more)")
        self.tell((told if more else alone).format(fault=first, count=more), stay=True)

    def on_step(self, step: "Step") -> None:
        """Something happened to the session: redraw what changed, and have the file follow."""
        self.redraw(step.change)
        self.show_state()
        if not self._filing and step.update:
            self._filing = True
            self.set_timer(_FILE_AFTER, self._file)

    def redraw(self, change: Change) -> None:
        """Draw what changed, and nothing else."""
        if change.themes:
            self.show_themes()
            self.show_prompt()
        if change.people:
            self.note_list.set_people(self.view.people)
        if change.people or change.notes or change.records & _CIRCLE:
            self.show_people()
        many = len(change.notes) > _MANY
        if many:
            self.note_list.fill(self.view.in_order(), keep_place=not self.note_list.at_end)
        for note_id in () if many else sorted(change.notes, key=self._order):
            row = self.view.notes.get(note_id)
            if row is None:
                self.note_list.drop(note_id)
            else:
                self.note_list.put(row, self.view.place_of(note_id), foreign=change.foreign)
        if change.notes and not change.themes:
            self.theme_list.show(self.view.themes, self.view.counts(), self.scribe.current_theme)
        self.look_on(change)
        if change.notes or change.facts or change.themes:
            self.show_note_heading()
        if change.question or change.notes:
            self.query_one(QuestionBar).show(self.view.question, self.complements())
        if change.synthesis:
            self.synthesis.show(self.view.synthesis)
            self.show_aloud()
        if change.synthesis or change.notes or change.themes:
            self.cover_soon()
        if change.facts or change.records & _CLOCK:
            self.show_clock()
        if change.facts:
            self.show_prompt()
        self.show_tabs()

    def show_clock(self) -> None:
        """Draw title and clock, and the speaking time that goes on."""
        now = self.now()
        title = drawable(self.view.facts.title, one_line=True) or self.file.stem
        clocks = read_clocks(self.view.phases, self.view.facts.minutes, self.view.clock, now)
        if clocks.state is State.WAITING:
            words, alert = _clock_text(read_clock(self.view.facts, now)), Alert.NONE
        else:
            phase = self.view.phases[clocks.current].name if clocks.current is not None else ""
            words, alert = clocks_text(clocks, drawable(phase, one_line=True)), clocks.alert
        self.query_one(TitleBar).show(title=title, clock=words, alert=alert)
        if any(turn.end is None for turn in self.view.turns):
            self.show_people()

    def show_keys(self) -> None:
        """Draw the keys of the pane in focus."""
        focused = self.focused
        keys = self.query_one(KeyLine)
        escape = (_("Esc"), _("back to typing"))
        if isinstance(focused, PeopleList):
            keys.show([escape], remapped(PEOPLE_ACTS, "people_", self.own_keys), "focused")
        elif focused is not None and any(isinstance(node, NotesPane) for node in focused.ancestors):
            keys.show([escape], remapped(NOTE_ACTS, "note_", self.own_keys), "focused")
        elif focused is not None and any(isinstance(node, SynthesisPane) for node in focused.ancestors):
            acts = {act.id: act for act in remapped(SESSION_ACTS, "", self.own_keys)}
            keys.show([escape], [replace(acts[name], shown=True) for name in ("assemble", "notes", "undo")], "screen")
        else:
            lead = [(_(act.key_name), _(act.word)) for act in remapped(TYPING_ACTS[:3], "typing_", self.own_keys)]
            keys.show(lead, remapped(SESSION_ACTS, "", self.own_keys), "screen")

    def show_tabs(self) -> None:
        """Draw the tabs that a narrow screen folds the panes into."""
        tabs = self.query_one("#tabs", Static)
        if not tabs.display:
            return
        pieces = [
            ("notes", _("Notes {count}").format(count=self.view.count), "screen.notes"),
            ("sides", _("Present {count} · Themes").format(count=len(self.view.people)), "screen.people"),
            ("synthesis", _("Synthesis"), "screen.synthesis"),
        ]
        line = Content("  ").join(
            Content.styled(f" {words} ", "bold reverse" if name == self.folded else "$text-muted").stylize(
                f"@click={action}"
            )
            for name, words, action in pieces
        )
        tabs.update(line, layout=False)

    def unfold(self, pane: str) -> None:
        """Show a pane on a narrow screen, and its tab."""
        super().unfold(pane)
        self.show_tabs()

    def on_resize(self, event: events.Resize) -> None:
        """Fold the sides into tabs when it is narrow."""
        narrow = event.size.width < _NARROW
        self.set_class(narrow, "narrow")
        self.set_class(event.size.width >= _WIDE, "wide")
        small = event.size.width < _SMALL[0] or event.size.height < _SMALL[1]
        if small and not self._small:
            self.tell(with_keys(_("Small window: F7 notes · F3 F3 people · F4 synthesis · ^P all")))
        self._small = small
        tabs = self.query_one("#tabs")
        if tabs.display != narrow:
            # Said once more, it would lay out the screen once more.
            tabs.display = narrow
        self.show_tabs()
        self.call_after_refresh(self.show_aloud)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Other keys act now."""
        self.show_keys()
        self.show_person()
        self.show_prompt()

    def on_note_list_unseen_changed(self, event: Message) -> None:
        """Notes came below what is being read."""
        event.stop()
        self.show_note_heading()

    def on_key(self, event: events.Key) -> None:
        """A letter that is no act of the notes is the beginning of a note: the hands are back at the typing line."""
        if (
            self.focused is self.note_list
            and types(event.key, event.character)
            and event.key not in self.active_bindings
        ):
            event.stop()
            self.to_typing()
            self.typing.insert(event.character or "")

    def key_escape(self) -> None:
        """From anywhere back to the typing line."""
        if self.prompt.display:
            self.prompt.action_leave()
            return
        if self.synthesis.editing:
            self.synthesis.leave()
            self.leave_synthesis()
            return
        if self.filtered and self.focused is self.note_list:
            self.apply_filter("")
        if self.folded != "notes":
            self.unfold("notes")
        self.to_typing()

    def _order(self, note_id: str) -> tuple[str, str]:
        row = self.view.notes.get(note_id)
        return (row.order if row else "", note_id)


def _clock_text(clock: Clock) -> str:
    """Time gone, a bar, and what is planned."""
    if not clock.started:
        return _("{minutes} min planned").format(minutes=int(clock.planned.total_seconds() // 60))
    filled = round(clock.share * _BAR)
    left = minutes_and_seconds(clock.left)
    bar = "▓" * filled + "░" * (_BAR - filled)
    return _("{gone} {bar} {left} left").format(gone=minutes_and_seconds(clock.gone), bar=bar, left=left)
