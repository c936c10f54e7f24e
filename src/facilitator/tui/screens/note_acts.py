"""The notes on the session screen: what their keys do."""

from datetime import date

from facilitator.capture.dates import full_date, read_date
from facilitator.capture.finding import place_of_words
from facilitator.language import _
from facilitator.live.assembling import Piece, draft
from facilitator.live.circle import people_called
from facilitator.live.commands.actions import FinishAction, MakeAction
from facilitator.live.commands.notes import DeleteNotes, MergeNotes, MoveNote, SetKind, SplitNote, StarNotes, TagNotes
from facilitator.live.commands.passages import Assemble
from facilitator.live.view import NoteRow, PersonRow
from facilitator.model.kinds import Kind, Section
from facilitator.tui.keymap import with_keys
from facilitator.tui.screens.showing import ShowingPart
from facilitator.tui.widgets.note_list import NoteList
from facilitator.tui.widgets.notes_pane import NotesPane


class NotesPart(ShowingPart):
    """What the notes' keys do."""

    _splitting = ""
    _acting = ""
    _action: MakeAction | None = None
    _naming = ""

    def action_notes(self) -> None:
        """Go to the notes, at the last one; from a passage of the synthesis, to the note that it was made of."""
        if self.follow_to_notes():
            return
        if self.has_class("narrow"):
            self._close_synthesis()
        self.unfold("notes")
        self.asking(False)
        lost = self.note_list.selected not in self.view.notes
        if self.view.said and (lost or (self.note_list.at_end and self.looking is None)):
            self.note_list.choose(self.view.said[-1][1])
        self.note_list.focus()

    def show_note(self, note_id: str) -> None:
        """Go to a note, also one that the filter does not show."""
        self._close_synthesis()
        self.unfold("notes")
        self.asking(False)
        test = self.shown_test()
        if test is not None and not test(self.view.notes[note_id]):
            self.apply_filter("")
        self.note_list.choose(note_id)
        self.note_list.focus()

    def _close_synthesis(self) -> None:
        """Give the room of the editor back to the notes."""
        if self.synthesis.editing:
            self.synthesis.leave()
            self.query_one("#body").remove_class("writing")

    def action_star_last(self) -> None:
        """Star the last note, or take its star away."""
        if self.postponed(self.action_star_last):
            return
        if self.may_write() and self.view.said:
            row = self.view.notes[self.view.said[-1][1]]
            self.do(StarNotes((row.id,), not row.star))

    def on_notes_pane_asked(self, event: NotesPane.Asked) -> None:
        """A key on a note."""
        event.stop()
        if self.postponed(lambda: self.on_notes_pane_asked(event)):
            return
        row = self.view.notes.get(event.note_id)
        if row is not None and event.act == "passages":
            self.to_passages(row.id)
            return
        if row is None or not self.may_write():
            return
        match event.act:
            case "correct":
                self.correct(row.id)
            case "tag":
                self.open_strip(row.id)
            case "star":
                self.do(StarNotes((row.id,), not row.star))
            case "delete":
                self._delete(row.id)
            case "merge":
                self._merge(row.id)
            case "split":
                self._splitting = row.id
                self.ask("split", _("Cut where? Type the first words of the second half"))
            case "kind":
                self._naming = row.id
                self.ask(
                    "kind",
                    _('!risk ?question +idea :example =decision >ref. "quote  a action  c compl.'),
                )
            case "move_up" | "move_down":
                self._move(row.id, -1 if event.act == "move_up" else 1)
            case "vote":
                self.action_vote()
            case "insert":
                self.insert_note(row.id)
            case "action":
                self.ask_action(row)
            case "finish":
                self.do(FinishAction(row.id, not row.done))

    def on_note_list_note_opened(self, event: NoteList.NoteOpened) -> None:
        """Enter or a double click on a note."""
        event.stop()
        if self.may_write():
            self.correct(event.note_id)

    def on_note_list_note_chosen(self, event: NoteList.NoteChosen) -> None:
        """Moving among the notes changes nothing else."""
        event.stop()

    def correct(self, note_id: str) -> None:
        """Take a note into the typing line."""
        self.typing.put(self.scribe.take_back(note_id, self.typing.text))
        self.show_prompt()
        self.to_typing()

    def tag_note(self, note_id: str, theme_id: str | None) -> None:
        """Add a theme to a note or take it off; no theme takes all off."""
        row = self.view.notes.get(note_id)
        if row is None:
            return
        if theme_id is None:
            themes: tuple[str, ...] = ()
        elif theme_id in row.themes:
            themes = tuple(theme for theme in row.themes if theme != theme_id)
        else:
            themes = (*row.themes, theme_id)
        self.do(TagNotes((note_id,), themes))

    def split_at(self, words: str) -> None:
        """Cut the note before some words of it."""
        row = self.view.notes.get(self._splitting)
        if row is None or not words.strip():
            return
        at = place_of_words(row.text, words)
        if at <= 0:
            self.tell(_("These words do not stand in the note."))
        else:
            self.do(SplitNote(row.id, at))

    def name_kind(self, answer: str) -> None:
        """Set the kind that a sign names."""
        kind = _KINDS.get(answer.strip().lower()[:1])
        row = self.view.notes.get(self._naming)
        if kind is None or row is None:
            self.tell(_("This is no sign of a kind."))
            return
        section = Section.IDEAS if kind is Kind.IDEA else Section.DISCUSSION if row.kind is Kind.IDEA else None
        self.do(SetKind(row.id, kind, section))

    def insert_note(self, note_id: str) -> None:
        """Put a note into the synthesis, at the cursor or at the end."""
        self.keep_synthesis()
        if self.do(Assemble(draft([Piece(self.view.notes[note_id])]), self.place_for_notes)):
            self.tell(_("Put into the synthesis."))

    def action_insert_note(self) -> None:
        """The palette's way to put the chosen note into the synthesis."""
        if self.postponed(self.action_insert_note):
            return
        if self.may_write():
            if self.note_list.selected in self.view.notes:
                self.insert_note(str(self.note_list.selected))
            else:
                self.tell(with_keys(_("Choose a note first (F7).")))

    def ask_action(self, row: NoteRow) -> None:
        """Ask who does what a note says, and by when."""
        self._acting = row.id
        names = [person.name for person_id in row.who if (person := self.view.person(person_id)) is not None]
        said = ", ".join([*names, row.due.isoformat()] if row.due else names)
        self.ask("action", _("Who, by when? (Karim, Odile, 15/12 or Friday)"), said)

    def make_action(self, answer: str) -> None:
        """Read people and date, and show them in full before they are taken."""
        who: list[PersonRow] = []
        due: date | None = None
        for part in (part.strip() for part in answer.split(",")):
            found = people_called(self.view, part) if part else []
            if len(found) == 1:
                who.append(found[0])
            elif part and (day := read_date(part, self.now().date())) is not None:
                due = day
            elif part:
                self.tell(_("“{word}” is neither one person nor a date.").format(word=part))
                return
        self._action = MakeAction(self._acting, tuple(person.id for person in who), due)
        names = ", ".join(person.name for person in who) or _("nobody yet")
        when = full_date(due) if due else _("no date yet")
        self.ask("action-sure", _("Action: {names}, {when}. Enter takes it").format(names=names, when=when))

    def take_action(self, _answer: str) -> None:
        """The action is right."""
        if self._action is not None:
            self.do(self._action)
            self._action = None
        self.note_list.focus()

    def _delete(self, note_id: str) -> None:
        place = self.view.place_of(note_id)
        if self.do(DeleteNotes((note_id,))):
            self.tell(with_keys(_("Deleted; ^Z brings it back.")))
            if self.view.said:
                self.note_list.choose(self.view.said[min(place, len(self.view.said) - 1)][1])

    def _merge(self, note_id: str) -> None:
        place = self.view.place_of(note_id)
        if place + 1 >= len(self.view.said):
            self.tell(_("There is no note after this one."))
        else:
            self.do(MergeNotes((note_id, self.view.said[place + 1][1])))

    def _move(self, note_id: str, by: int) -> None:
        place = self.view.place_of(note_id)
        if 0 <= place + by < len(self.view.said) and self.do(MoveNote(note_id, place + by)):
            self.note_list.choose(note_id)


_KINDS = {
    "!": Kind.RISK,
    "?": Kind.QUESTION,
    "+": Kind.IDEA,
    ":": Kind.EXAMPLE,
    "=": Kind.DECISION,
    ">": Kind.REFERENCE,
    "q": Kind.QUOTE,
    '"': Kind.QUOTE,
    "«": Kind.QUOTE,
    "“": Kind.QUOTE,
    "a": Kind.ACTION,
    "c": Kind.COMPLEMENT,
    "": Kind.POINT,
}
