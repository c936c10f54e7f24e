"""What the hands at the typing line are doing: current theme, ideas mode, the note being corrected, the text set aside."""

from facilitator.capture.draft import NoteDraft
from facilitator.capture.reading import read_line
from facilitator.capture.writing import corrected, line_of
from facilitator.live.capturing import surroundings
from facilitator.live.commands.base import Command
from facilitator.live.commands.notes import CorrectNote, KeepNote
from facilitator.live.view import NoteRow, View
from facilitator.model.kinds import Section


class Scribe:
    """Turns typed lines into commands. It holds no text of its own but the one set aside while a note is corrected."""

    def __init__(self, view: View) -> None:
        """Begin with no theme, outside the ideas.

        Args:
            view: the living session; it keeps itself up to date.
        """
        self._view = view
        self.current_theme: str | None = None
        self.ideas = False
        self.group = 0
        self.correcting: str | None = None
        self._aside = ""
        self._line = ""
        self.unknown_themes: tuple[str, ...] = ()

    def look_at(self, view: View) -> None:
        """Go on with this view of the same session."""
        self._view = view

    def read(self, text: str) -> Command | None:
        """The command that Enter means.

        Args:
            text: the whole typing line.

        Returns:
            A command; None when there is nothing to keep. An empty line in ideas mode starts a new group.
            ``unknown_themes`` then holds the names typed after ``#`` that no theme bears.
        """
        self.unknown_themes = ()
        if self.correcting is not None and self.correcting in self._view.notes:
            return self._correction(self._view.notes[self.correcting], text)
        draft = read_line(text, surroundings(self._view, self.current_theme, self.ideas))
        if draft is None:
            if self.ideas:
                self._next_group()
            return None
        self.unknown_themes = draft.new_themes
        return KeepNote(draft, self.group if draft.section is Section.IDEAS else 0)

    def toggle_ideas(self) -> bool:
        """Enter or leave ideas mode; returns whether it is on now. A return to the ideas goes on with the last group."""
        self.ideas = not self.ideas
        self.group = self._view.last_group() if self.ideas else 0
        return self.ideas

    def earlier(self, text: str) -> str | None:
        """The line of the note before the one being corrected (the last one at first); None when there is none.

        Args:
            text: what stands in the typing line; it is set aside the first time.
        """
        said = [note_id for _, note_id in self._view.said]
        at = said.index(self.correcting) if self.correcting in said else len(said)
        return self.take_back(said[at - 1], text) if at > 0 else None

    def later(self, text: str) -> str | None:
        """The line of the note after the one being corrected; the text set aside after the last; None when not correcting."""
        if self.correcting is None:
            return None
        said = [note_id for _, note_id in self._view.said]
        at = said.index(self.correcting) if self.correcting in said else len(said)
        return self.take_back(said[at + 1], text) if at + 1 < len(said) else self.leave()

    def take_back(self, note_id: str, text: str) -> str:
        """The line of a note, to correct it.

        Args:
            note_id: a living note.
            text: what stands in the typing line; it is set aside unless it is the line of another note.
        """
        if self.correcting is None:
            self._aside = text
        self.correcting = note_id
        self._line = self._line_of(self._view.notes[note_id])
        return self._line

    @property
    def aside(self) -> str:
        """What was being typed before a note was taken back."""
        return self._aside

    def leave(self) -> str:
        """Stop correcting; returns the text that was set aside."""
        self.correcting = None
        text, self._aside = self._aside, ""
        return text

    def _next_group(self) -> None:
        last = self._view.last_group()
        filled = any(row.section is Section.IDEAS and row.group == last for row in self._view.notes.values())
        self.group = last + 1 if filled else last

    def _correction(self, row: NoteRow, text: str) -> Command | None:
        """An untouched or emptied line changes nothing; what a line cannot say (a kind set by key) stays."""
        if text == self._line or not text.strip():
            return None
        around = surroundings(self._view, None, False)
        note = NoteDraft(row.text, row.kind, row.section, row.star, row.themes, (), row.speaker)
        draft = corrected(note, self._line, text, around)
        if draft is None:
            return None
        self.unknown_themes = draft.new_themes
        return CorrectNote(row.id, draft)

    def _line_of(self, row: NoteRow) -> str:
        around = surroundings(self._view, None, False)
        themes = tuple(theme for theme in around.themes if theme.id in row.themes)
        speaker = self._view.person(row.speaker)
        return line_of(row.text, row.kind, row.section, row.star, themes, speaker.name if speaker else "", around)
