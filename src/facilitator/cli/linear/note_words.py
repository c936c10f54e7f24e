"""The words that act on notes."""

from datetime import date

from facilitator.capture.dates import read_date
from facilitator.capture.draft import NoteDraft
from facilitator.capture.finding import place_of_words
from facilitator.cli.linear.conversation import Conversation
from facilitator.cli.linear.telling import note_line
from facilitator.hand_words import KIND_WORDS, understood
from facilitator.language import _
from facilitator.live.assembling import Piece, by_theme, draft, new_notes, starred
from facilitator.live.circle import people_called
from facilitator.live.commands.actions import FinishAction, MakeAction
from facilitator.live.commands.notes import (
    CorrectNote,
    DeleteNotes,
    MergeNotes,
    MoveNote,
    SetKind,
    SplitNote,
    StarNotes,
    TagNotes,
)
from facilitator.live.commands.passages import Assemble
from facilitator.live.filtering import read_filter
from facilitator.model.kinds import SIGNS, Kind, Section

_LAST = 10


def notes(talk: Conversation, rest: str) -> None:
    """Say the last notes, as many as asked for, or those that a filter keeps."""
    rows = talk.view.in_order()
    if rest.isdecimal() or not rest:
        rows = rows[-int(rest[:6]) :] if rest else rows[-_LAST:]
    else:
        keeps = read_filter(rest, talk.view).keeps
        rows = [row for row in rows if keeps(row)]
    for row in rows:
        talk.say(note_line(talk.view, row))
    if not rows:
        talk.say(_("No note."))


def correct(talk: Conversation, rest: str) -> None:
    """Have a note stand in the next line."""
    row, _rest = talk.note(rest)
    if row is not None:
        talk.begun = talk.scribe.take_back(row.id, talk.begun)


def more(talk: Conversation, rest: str) -> None:
    """Add a line to a note."""
    row, text = talk.note(rest)
    if row is None or not text:
        return
    whole = f"{row.text}\n{text}"
    talk.do(CorrectNote(row.id, NoteDraft(whole, row.kind, row.section, row.star, row.themes, (), row.speaker)))


def star(talk: Conversation, rest: str) -> None:
    """Star a note, or take its star away."""
    row, _rest = talk.note(rest)
    if row is not None:
        talk.do(StarNotes((row.id,), not row.star))


def tag(talk: Conversation, rest: str) -> None:
    """Add a theme to a note, or take it off; a bare note loses all."""
    row, name = talk.note(rest)
    if row is None:
        return
    if not name:
        talk.do(TagNotes((row.id,), ()))
        return
    theme = talk.theme(name)
    if theme is not None:
        others = tuple(known for known in row.themes if known != theme.id)
        talk.do(TagNotes((row.id,), others if theme.id in row.themes else (*row.themes, theme.id)))


def kind(talk: Conversation, rest: str) -> None:
    """Say what a note is, by a word or the sign of the typing line."""
    row, word = talk.note(rest)
    if row is None:
        return
    value = SIGNS[word].value if word in SIGNS else understood(word, KIND_WORDS)
    if value not in set(Kind):
        talk.say(_("Which kind? {kinds}").format(kinds=", ".join(word for word in KIND_WORDS if word not in set(Kind))))
        return
    named = Kind(str(value))
    section = Section.IDEAS if named is Kind.IDEA else Section.DISCUSSION if row.kind is Kind.IDEA else None
    talk.do(SetKind(row.id, named, section))


def delete(talk: Conversation, rest: str) -> None:
    """Delete a note; undo brings it back."""
    row, _rest = talk.note(rest)
    if row is not None:
        talk.do(DeleteNotes((row.id,)))


def merge(talk: Conversation, rest: str) -> None:
    """Merge a note with the next one."""
    row, _rest = talk.note(rest)
    if row is None:
        return
    place = talk.view.place_of(row.id)
    if place + 1 >= talk.view.count:
        talk.say(_("There is no note after this one."))
    else:
        talk.do(MergeNotes((row.id, talk.view.said[place + 1][1])))


def split(talk: Conversation, rest: str) -> None:
    """Cut a note before some of its words."""
    row, words = talk.note(rest)
    if row is None:
        return
    at = place_of_words(row.text, words)
    if at <= 0:
        talk.say(_("These words do not stand in the note."))
    else:
        talk.do(SplitNote(row.id, at))


def move(talk: Conversation, rest: str) -> None:
    """Give a note another number."""
    row, where = talk.note(rest)
    if row is not None and where.isdecimal():
        talk.do(MoveNote(row.id, int(where[:9]) - 1))
    elif row is not None:
        talk.say(_("To which number?"))


def action(talk: Conversation, rest: str) -> None:
    """Make a note an action: who does it, by when."""
    row, answer = talk.note(rest)
    if row is None:
        return
    who: list[str] = []
    due: date | None = None
    for part in filter(None, (part.strip() for part in answer.split(","))):
        found = people_called(talk.view, part)
        day = None if len(found) == 1 else read_date(part, talk.now().date())
        if len(found) == 1:
            who.append(found[0].id)
        elif day is not None:
            due = day
        else:
            talk.say(_("“{word}” is neither one person nor a date.").format(word=part))
            return
    talk.do(MakeAction(row.id, tuple(who), due))


def done(talk: Conversation, rest: str) -> None:
    """An action is done, or open again."""
    row, _rest = talk.note(rest)
    if row is not None:
        talk.do(FinishAction(row.id, not row.done))


def insert(talk: Conversation, rest: str) -> None:
    """Put a note at the end of the synthesis."""
    row, _rest = talk.note(rest)
    if row is not None:
        talk.do(Assemble(draft([Piece(row)]), _end(talk)))


def insert_starred(talk: Conversation, _rest: str) -> None:
    """Put the starred notes at the end of the synthesis, by theme."""
    pieces = new_notes(talk.view, starred(talk.view))
    if pieces:
        talk.do(Assemble(by_theme(talk.view, pieces), _end(talk)))
    else:
        talk.say(_("No starred note that does not stand in the synthesis already."))


def _end(talk: Conversation) -> int:
    """The end of the synthesis, before the lines of its references."""
    from facilitator.report.references import body

    return len(body(talk.view.synthesis))
