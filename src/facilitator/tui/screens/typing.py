"""The typing line on the session screen: keeping, correcting, themes, pasting, the draft."""

from textual.timer import Timer

from facilitator.capture.completion import completion
from facilitator.capture.pasting import clean, pasted_lines
from facilitator.capture.reading import read_line
from facilitator.language import _, plural
from facilitator.live.capturing import surroundings
from facilitator.live.commands.notes import KeepNote, KeepNotes
from facilitator.live.commands.themes import AddTheme
from facilitator.model.kinds import Section
from facilitator.tui.keymap import with_keys
from facilitator.tui.looks import colour_of
from facilitator.tui.safe import drawable
from facilitator.tui.screens.base import SessionBase
from facilitator.tui.widgets.theme_strip import ThemeStrip
from facilitator.tui.widgets.typing_line import TypingLine

_DRAFT_AFTER = 0.25


class TypingPart(SessionBase):
    """What the typing line's messages do."""

    _draft_timer: Timer | None = None
    _pasted: str = ""
    _tagging: str | None = None
    _offered: tuple[str, str] | None = None

    def show_prompt(self) -> None:
        """Draw what stands before the typing line: ideas mode, the note being corrected, or the current theme."""
        theme = self.view.theme(self.scribe.current_theme or "")
        words = ""
        if self.focused is self.note_list:
            words, theme = _("in the notes"), None
        elif self.closed:
            words, theme = _("read only") if self.read_only else _("closed"), None
        elif self.scribe.correcting is not None:
            words, theme = _("correct"), None
        elif self.scribe.ideas:
            words = _("ideas {group}").format(group=self.scribe.group + 1)
        if theme is not None:
            words = f"{words} {theme.letter} {theme.name}".strip() if not words else f"{words} {theme.letter}"
        colour = colour_of(theme.colour, self.app.current_theme.dark) if theme is not None else ""
        self.typing.prompt = (f"{drawable(words, one_line=True)} ▸ " if words else "▸ ", colour)

    def bring_back_draft(self) -> None:
        """What was being typed when the program ended stands in the line again, also a correction."""
        typed, desk = self.typing.text, self.desk
        if desk.correcting in self.view.notes and not typed:
            self.scribe.take_back(desk.correcting, desk.aside)
            self.typing.put(desk.draft)
            self.show_prompt()
            return
        for text in (desk.draft, desk.aside):
            if text:
                self.typing.put_back(text)

    def on_typing_line_submitted(self, event: TypingLine.Submitted) -> None:
        """Enter: keep the note, or the correction."""
        event.stop()
        self.forget()
        if not event.text.strip() and self.go_on_tour():
            return
        if not self.may_write():
            self.typing.put_back(event.text)
            return
        correcting = self.scribe.correcting is not None
        command = self.scribe.read(clean(event.text))
        unknown = self.scribe.unknown_themes
        if command is not None and not self.do(command):
            self.typing.put_back(event.text)
            return
        if correcting:
            self.typing.put(self.scribe.leave() + self.typing.text)
        elif isinstance(command, KeepNote):
            self.note_list.show_end()
        self.keep_draft()
        self.show_prompt()
        if unknown and command is not None:
            self.offer_theme(unknown[0], getattr(command, "note_id", "") or self._last_note())

    def offer_theme(self, name: str, note_id: str) -> None:
        """Offer to make a theme of a name typed after ``#``; nothing waits for the answer, typing goes on."""
        self._offered = (name, note_id)
        self.tell(with_keys(_("“{name}” is no theme yet: ^N makes it.")).format(name=name))

    def action_new_theme(self) -> None:
        """Make the theme that was offered, or ask for the name of one."""
        if not self.may_write():
            return
        if self._offered is not None:
            (name, note_id), self._offered = self._offered, None
            self.make_theme(name, note_id if note_id in self.view.notes else None)
        else:
            self.ask("new-theme", _("Name of the new theme"))

    def on_typing_line_typed(self, event: TypingLine.Typed) -> None:
        """Complete what is being typed, and keep it shortly after."""
        event.stop()
        around = surroundings(self.view, self.scribe.current_theme, self.scribe.ideas)
        self.typing.completion = completion(event.text, around) if ("#" in event.text or "@" in event.text) else ""
        if self._draft_timer is None:
            self._draft_timer = self.set_timer(_DRAFT_AFTER, self.keep_draft)
        self.typed()

    def keep_draft(self) -> None:
        """Keep what stands in the typing line."""
        self._draft_timer = None
        if self.opening is not None:
            self.opening.draft = self.typing.text
        elif not self.closed:
            self.desk.save_draft(self.typing.text, self.scribe.correcting or "", self.scribe.aside)

    def on_typing_line_previous_asked(self, event: TypingLine.PreviousAsked) -> None:
        """Up: take back the note before."""
        event.stop()
        if self.postponed(lambda: self.on_typing_line_previous_asked(event)):
            return
        if self.may_write() and (line := self.scribe.earlier(self.typing.text)) is not None:
            self._set_line(line)
            self.note_list.choose(self.scribe.correcting)
        self.show_prompt()

    def on_typing_line_next_asked(self, event: TypingLine.NextAsked) -> None:
        """Down: the note after, at last what was being typed."""
        event.stop()
        line = self.scribe.later(self.typing.text)
        if line is not None:
            self._set_line(line)
            self.note_list.choose(self.scribe.correcting)
        self.show_prompt()

    def on_typing_line_escape_asked(self, event: TypingLine.EscapeAsked) -> None:
        """Escape: stop correcting; what was being typed returns."""
        event.stop()
        if self.scribe.correcting is not None:
            self._set_line(self.scribe.leave())
            self.show_prompt()
        self.asking(False)

    def on_typing_line_undo_asked(self, event: TypingLine.UndoAsked) -> None:
        """Ctrl+Z on an empty line: the last act."""
        event.stop()
        self.action_undo()

    def on_typing_line_redo_asked(self, event: TypingLine.RedoAsked) -> None:
        """Ctrl+Y on an empty line."""
        event.stop()
        self.action_redo()

    def action_undo(self) -> None:
        """Take back the last act."""
        if self.postponed(self.action_undo) or self.read_only:
            return
        self.keep_synthesis()
        undone = self.desk.undo()
        self.tell(_("Undone: {act}").format(act=_(undone.label)) if undone else _("Nothing to undo."))
        self.happened("undo")

    def action_redo(self) -> None:
        """Make again what was taken back."""
        if self.postponed(self.action_redo) or self.read_only:
            return
        redone = self.desk.redo()
        self.tell(_("Made again: {act}").format(act=_(redone.label)) if redone else _("Nothing to make again."))

    def on_typing_line_theme_strip_asked(self, event: TypingLine.ThemeStripAsked) -> None:
        """Tab, and there is no theme yet."""
        event.stop()
        self.tell(with_keys(_("No theme yet: ^N makes one, ^P takes a theme set.")))

    def open_strip(self, note_id: str) -> None:
        """Show the themes to pick from for one note."""
        self._tagging = note_id
        self.asking(False)
        row = self.view.notes.get(note_id)
        self.strip.open(self.view.themes, row.themes[0] if row and row.themes else None)

    def on_theme_strip_theme_picked(self, event: ThemeStrip.ThemePicked) -> None:
        """A theme was picked: for a note, or as the current one."""
        event.stop()
        note_id, self._tagging = self._tagging, None
        if note_id is not None:
            self.tag_note(note_id, event.theme_id)
            self.show_strip()
            self.note_list.focus()
            return
        self.scribe.current_theme = event.theme_id
        self.show_prompt()
        self.show_themes()
        self.typing.focus()
        self.happened("theme")

    def on_theme_strip_theme_strip_left(self, event: ThemeStrip.ThemeStripLeft) -> None:
        """Escape in the themes."""
        event.stop()
        tagging, self._tagging = self._tagging, None
        self.show_strip()
        if tagging is not None:
            self.note_list.focus()

    def show_strip(self) -> None:
        """Draw the themes with the keys that pick them."""
        self.strip.show_themes(self.view.themes, self.scribe.current_theme)

    def on_typing_line_pasted_lines(self, event: TypingLine.PastedLines) -> None:
        """Several lines were pasted: one question decides."""
        event.stop()
        if not self.may_write():
            return
        lines = pasted_lines(event.text)
        if len(lines) == 1:
            self.typing.insert(lines[0])
            return
        if not lines:
            return
        self._pasted = event.text
        count = plural("{count} note", "{count} notes", len(lines)).format(count=len(lines))
        self.ask(
            "paste", _("{notes} pasted. Enter: one note a line · u: a single note · Escape: none").format(notes=count)
        )

    def keep_pasted(self, single: bool) -> None:
        """Keep the pasted block, as one act."""
        text, self._pasted = self._pasted, ""
        around = surroundings(self.view, self.scribe.current_theme, self.scribe.ideas)
        lines = (clean(text).strip("\n"),) if single else pasted_lines(text)
        drafts = tuple(draft for line in lines if (draft := read_line(line, around)) is not None)
        group = self.scribe.group if any(draft.section is Section.IDEAS for draft in drafts) else 0
        if drafts and self.do(KeepNotes(drafts, group)):
            self.tell(plural("{count} note kept.", "{count} notes kept.", len(drafts)).format(count=len(drafts)))

    def make_theme(self, name: str, note_id: str | None) -> None:
        """Make a theme, for a note or for those to come."""
        self.do(AddTheme(name, (note_id,) if note_id else ()))

    def action_ideas(self) -> None:
        """Enter or leave ideas mode."""
        if self.may_write():
            on = self.scribe.toggle_ideas()
            self.show_prompt()
            self.tell(
                _("Every line is an idea now. An empty line starts a new group.")
                if on
                else _("Back to the discussion.")
            )
            self.to_typing()

    def show_themes(self) -> None:
        """Draw the themes; the themes' part does it."""
        raise NotImplementedError

    def tag_note(self, note_id: str, theme_id: str | None) -> None:
        """Give a note a theme; the notes' part does it."""
        raise NotImplementedError

    def _set_line(self, text: str) -> None:
        self.typing.put(text)
        self.keep_draft()

    def _last_note(self) -> str:
        return self.view.said[-1][1] if self.view.said else ""
