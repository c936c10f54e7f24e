"""Acts on notes: keep, correct, tag, star, split, merge, move, delete."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from facilitator.capture.draft import NoteDraft, whole_text
from facilitator.language import _, mark
from facilitator.live.commands.base import CommandRefusedError, Moment, whole
from facilitator.live.commands.themes import new_theme
from facilitator.live.operations import ItemValues, Make, Operation, Put, Rewrite
from facilitator.live.view import NoteRow, View
from facilitator.model.fold import fold
from facilitator.model.ids import new_ulid, position_between
from facilitator.model.kinds import Kind, Section


def note_of(view: View, note_id: str) -> NoteRow:
    """The living note with this identifier. Raises ``CommandRefusedError`` when there is none."""
    row = view.notes.get(note_id)
    if row is None:
        raise CommandRefusedError(_("This note is no longer there."))
    return row


class KeepNote(Struct, frozen=True):
    """Keep a note at the end of what was said.

    ``make_themes`` makes the themes that the draft names and the session lacks (``facilitator add`` does; the screen asks, and
    until then their names stay in the text).
    ``note_id`` is given when somebody handed the note over, so that taking it in twice keeps one note. ``group`` is the
    group of ideas it goes to. The first note starts the session's clock.
    """

    draft: NoteDraft
    group: int = 0
    make_themes: bool = False
    note_id: str = ""
    at: datetime | None = None
    author: str | None = None
    label: str = mark("note")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Make the note, and the themes it needs."""
        made, theme_ids = _themes_for(view, self.draft, moment) if self.make_themes else ([], list(self.draft.themes))
        at = self.at or moment.now
        last = view.said[-1][0] if view.said else None
        values = note_values(self.draft, theme_ids, self.group, position_between(last, None, moment.chance))
        values["author"] = whole(self.author if self.author is not None else moment.author)
        values["at"] = at.isoformat(timespec="seconds")
        note_id = self.note_id or new_ulid(moment.now, moment.chance)
        operations: list[Operation] = [
            *made,
            Make("notes", note_id, values, {"text": _text(self.draft, self.make_themes)}),
        ]
        if view.facts.started is None:
            operations.append(Put(("meta", "started"), moment.stamp))
        return operations


class KeepNotes(Struct, frozen=True):
    """Keep several notes as one act: what was pasted."""

    drafts: tuple[NoteDraft, ...]
    group: int = 0
    label: str = mark("pasted notes")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Make them in the order given."""
        operations: list[Operation] = []
        last = view.said[-1][0] if view.said else None
        for draft in self.drafts:
            last = position_between(last, None, moment.chance)
            values = note_values(draft, list(draft.themes), self.group, last)
            values |= {"author": moment.author, "at": moment.stamp}
            operations.append(Make("notes", new_ulid(moment.now, moment.chance), values, {"text": _text(draft)}))
        if view.facts.started is None and operations:
            operations.append(Put(("meta", "started"), moment.stamp))
        return operations


class CorrectNote(Struct, frozen=True):
    """Replace what a note says and how it is tagged by a corrected draft, as one act."""

    note_id: str
    draft: NoteDraft
    make_themes: bool = False
    label: str = mark("correction")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Change only what differs."""
        row = note_of(view, self.note_id)
        made, theme_ids = _themes_for(view, self.draft, moment) if self.make_themes else ([], list(self.draft.themes))
        draft = self.draft
        path = ("notes", row.id)
        operations: list[Operation] = [*made, Rewrite((*path, "text"), _text(draft, self.make_themes))]
        operations += [
            Put((*path, "kind"), draft.kind.value),
            Put((*path, "section"), draft.section.value),
            Put((*path, "star"), draft.star),
            Put((*path, "speaker"), draft.speaker),
        ]
        return operations + _retag(row, theme_ids)


class TagNotes(Struct, frozen=True):
    """Give notes exactly these themes."""

    note_ids: tuple[str, ...]
    theme_ids: tuple[str, ...]
    label: str = mark("theme of a note")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Tag and untag; a concurrent tag of another scribe stays."""
        return [put for note_id in self.note_ids for put in _retag(note_of(view, note_id), self.theme_ids)]


class StarNotes(Struct, frozen=True):
    """Mark notes as ones to keep for the synthesis, or take the mark away."""

    note_ids: tuple[str, ...]
    star: bool = True
    label: str = mark("star")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Set the star of each note."""
        return [Put(("notes", note_of(view, note_id).id, "star"), self.star) for note_id in self.note_ids]


class SetKind(Struct, frozen=True):
    """Say what a note is; an idea moves to the ideas, anything else back to the discussion when ``section`` says so."""

    note_id: str
    kind: Kind
    section: Section | None = None
    label: str = mark("kind of a note")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Set kind, and section if asked."""
        row = note_of(view, self.note_id)
        operations: list[Operation] = [Put(("notes", row.id, "kind"), self.kind.value)]
        if self.section is not None:
            operations.append(Put(("notes", row.id, "section"), self.section.value))
        return operations


class DeleteNotes(Struct, frozen=True):
    """Take notes out; undo brings them back with what others wrote in them since."""

    note_ids: tuple[str, ...]
    label: str = mark("deletion")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Mark each as gone."""
        return [Put(("notes", note_of(view, note_id).id, "gone"), True) for note_id in self.note_ids]


class SplitNote(Struct, frozen=True):
    """Cut a note in two at a character; the blanks around the cut go."""

    note_id: str
    at: int
    label: str = mark("split")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Shorten the note, and make its second half right after it.

        Raises:
            CommandRefusedError: one of the halves would be empty.
        """
        row = note_of(view, self.note_id)
        first, second = row.text[: self.at].rstrip(), row.text[self.at :].lstrip()
        if not first or not second:
            raise CommandRefusedError(_("A note is cut between two of its words."))
        place = view.place_of(row.id)
        after = view.said[place + 1][0] if place + 1 < len(view.said) else None
        values: ItemValues = _values_of(row)
        values["ord"] = position_between(row.order, after, moment.chance)
        return [
            Rewrite(("notes", row.id, "text"), first),
            Make("notes", new_ulid(moment.now, moment.chance), values, {"text": second}),
        ]


class MergeNotes(Struct, frozen=True):
    """Make one note of several: the first takes the texts, themes and star of the others, in the order said.

    Passages of the synthesis that were made of the others lead to it.
    """

    note_ids: tuple[str, ...]
    label: str = mark("merging")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Lengthen the first, mark the others as gone.

        Raises:
            CommandRefusedError: there is only one note.
        """
        found = [note_of(view, note_id) for note_id in dict.fromkeys(self.note_ids)]
        rows = sorted(found, key=lambda row: (row.order, row.id))
        if len(rows) < 2:
            raise CommandRefusedError(_("Merging takes two notes."))
        first, others = rows[0], rows[1:]
        themes = tuple(dict.fromkeys(theme for row in rows for theme in row.themes))
        operations: list[Operation] = [Rewrite(("notes", first.id, "text"), "\n".join(row.text for row in rows))]
        operations += _retag(first, themes)
        kind = next((row.kind for row in rows if row.kind is not Kind.POINT), Kind.POINT)
        operations.append(Put(("notes", first.id, "kind"), kind.value))
        if any(row.star for row in others):
            operations.append(Put(("notes", first.id, "star"), True))
        gone = {row.id for row in others}
        operations += [Put(("notes", row.id, "gone"), True) for row in others]
        for passage in view.passages:
            if gone.intersection(passage.notes):
                notes = dict.fromkeys(first.id if note in gone else note for note in passage.notes)
                operations.append(Put(("passages", passage.id, "notes"), " ".join(notes)))
        return operations


class MoveNote(Struct, frozen=True):
    """Put a note elsewhere in the order said: before the note at ``index`` of the order without it.

    ``section`` and ``group`` say where in the report it goes, when that changes.
    """

    note_id: str
    index: int
    section: Section | None = None
    group: int | None = None
    label: str = mark("move")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Give it a position between its new neighbours."""
        row = note_of(view, self.note_id)
        others = [pair for pair in view.said if pair[1] != row.id]
        index = max(0, min(self.index, len(others)))
        before = others[index - 1][0] if index else None
        after = others[index][0] if index < len(others) else None
        path = ("notes", row.id)
        operations: list[Operation] = [Put((*path, "ord"), position_between(before, after, moment.chance))]
        if self.section is not None:
            operations.append(Put((*path, "section"), self.section.value))
        if self.group is not None:
            operations.append(Put((*path, "group"), self.group))
        return operations


def note_values(draft: NoteDraft, theme_ids: Sequence[str], group: int, order: str) -> ItemValues:
    """The values of a new note, without its text."""
    return {
        "kind": draft.kind.value,
        "section": draft.section.value,
        "group": group,
        "star": draft.star,
        "speaker": draft.speaker,
        "themes": dict.fromkeys(theme_ids, True),
        "ord": order,
    }


def _values_of(row: NoteRow) -> ItemValues:
    return {
        "kind": row.kind.value,
        "section": row.section.value,
        "group": row.group,
        "star": row.star,
        "speaker": row.speaker,
        "author": row.author,
        "at": row.at.isoformat(timespec="seconds") if row.at else None,
        "themes": dict.fromkeys(row.themes, True),
        "ord": row.order,
    }


def _retag(row: NoteRow, theme_ids: Sequence[str]) -> list[Operation]:
    wanted = set(theme_ids)
    return [
        Put(("notes", row.id, "themes", theme_id), theme_id in wanted)
        for theme_id in sorted(wanted | set(row.themes))
        if (theme_id in wanted) != (theme_id in row.themes)
    ]


def _text(draft: NoteDraft, make_themes: bool = False) -> str:
    return whole(draft.text if make_themes else whole_text(draft))


def _themes_for(view: View, draft: NoteDraft, moment: Moment) -> tuple[list[Operation], list[str]]:
    """The operations that make the themes a draft names, and all its theme identifiers."""
    made: list[Operation] = []
    theme_ids = list(draft.themes)
    names: dict[str, str] = {}
    for name in draft.new_themes:
        folded = fold(name)
        if folded in names:
            continue
        theme = new_theme(view, name, moment, [make.values for make in made if isinstance(make, Make)])
        names[folded] = theme.id
        made.append(theme)
        theme_ids.append(theme.id)
    return made, theme_ids
