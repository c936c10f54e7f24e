"""From a frozen session to the living one: a document built from a file, and edits of a file brought into a document."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Any

from facilitator.language import mark
from facilitator.live.commands.base import Moment, whole
from facilitator.live.operations import ItemValues, Make, Operation, Put, Rewrite
from facilitator.live.text import replay
from facilitator.live.view import View
from facilitator.model.ids import position_between, readable_id
from facilitator.model.room import RECORDS, Wording
from facilitator.model.session import FORMAT, Note, Session
from facilitator.model.value import Value

_FACTS = (
    "title",
    "language",
    "place",
    "minutes",
    "theme_set",
    "agenda",
    "speaking_share",
    "speaking_after",
    "created",
    "started",
    "closed",
)


def operations_for(session: Session, chance: Random) -> list[Operation]:
    """What makes an empty document say what ``session`` says.

    Args:
        session: a checked session, from a file or an import.
        chance: where positions come from.
    """
    operations: list[Operation] = [Put(("meta", "id"), session.id), Put(("meta", "format"), FORMAT)]
    operations += [Put(("meta", name), _scalar(getattr(session, name))) for name in _FACTS]
    operations += [Rewrite(("question",), whole(session.question)), Rewrite(("synthesis",), whole(session.synthesis))]
    for root in ("themes", "people", *RECORDS):
        values = getattr(session, root)
        order = None
        for value in values:
            order = position_between(order, None, chance)
            operations.append(Make(root, value.id, {**_scalars(value), "ord": order}))
    order = None
    for note in session.notes:
        order = position_between(order, None, chance)
        operations.append(_make_note(note, order))
    order, taken = None, set[str]()
    for extra in session.extras:
        order = position_between(order, None, chance)
        extra_id = readable_id(extra.title, taken, chance)
        taken.add(extra_id)
        operations.append(
            Make("extras", extra_id, {"title": whole(extra.title), "ord": order}, {"text": whole(extra.text)})
        )
    return operations


@dataclass(frozen=True, slots=True)
class TakeInFile:
    """Bring the edits that were made in a session file elsewhere into the living session, as one act.

    ``base`` is the file as it was last written here, ``edited`` as it is now: only what differs between them is done, so
    that nothing kept here since is lost. Text edited on both sides holds both edits.
    """

    base: Session
    edited: Session
    label: str = mark("changes of the file")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """The smallest operations."""
        base, edited = self.base, self.edited
        operations: list[Operation] = [
            Put(("meta", name), _scalar(getattr(edited, name)))
            for name in _FACTS
            if getattr(edited, name) != getattr(base, name)
        ]
        for name, live in (("question", view.question), ("synthesis", view.synthesis)):
            before, after = getattr(base, name), getattr(edited, name)
            if before != after:
                operations.append(Rewrite((name,), whole(replay(before, after, live))))
            last_theme = view.themes[-1].order if view.themes else None
        last_person = view.people[-1].order if view.people else None
        operations += _items("themes", base.themes, edited.themes, last_theme, moment.chance)
        operations += _items("people", base.people, edited.people, last_person, moment.chance)
        for root in RECORDS:
            rows = getattr(view, root)
            last = rows[-1].order if rows else None
            operations += _items(root, getattr(base, root), getattr(edited, root), last, moment.chance)
        operations += _notes(base, edited, view, moment.chance)
        if base.extras != edited.extras:
            operations += _extras(base, edited, view, moment.chance)
        return operations


def _items(
    root: str, base: tuple[Any, ...], edited: tuple[Any, ...], order: str | None, chance: Random
) -> list[Operation]:
    """Themes or people: made, changed value by value, or marked as gone."""
    before = {value.id: value for value in base}
    operations: list[Operation] = []
    for value in edited:
        old = before.pop(value.id, None)
        if old is None:
            order = position_between(order, None, chance)
            operations.append(Make(root, value.id, {**_scalars(value), "ord": order}))
            operations.append(Put((root, value.id, "gone"), None))
            continue
        was, now = _scalars(old), _scalars(value)
        for key in now:
            if isinstance(now[key], dict):
                operations += [
                    Put((root, value.id, key, inner), now[key].get(inner))
                    for inner in sorted({*was[key], *now[key]})
                    if was[key].get(inner) != now[key].get(inner)
                ]
            elif now[key] != was[key]:
                operations.append(Put((root, value.id, key), now[key]))
    return operations + [Put((root, gone, "gone"), True) for gone in before]


def _notes(base: Session, edited: Session, view: View, chance: Random) -> list[Operation]:
    before = {note.id: note for note in base.notes}
    places = {note_id: order for order, note_id in view.said}
    operations: list[Operation] = []
    previous: str | None = None
    moved = _moved([note.id for note in base.notes], [note.id for note in edited.notes])
    for note in edited.notes:
        old = before.pop(note.id, None)
        if old is None or note.id in moved:
            following = next((order for order, _ in view.said if previous is not None and order > previous), None)
            order = position_between(previous, following if previous is not None else _first(view), chance)
        if old is None:
            operations += [_make_note(note, order), Put(("notes", note.id, "gone"), None)]
            previous = order
            continue
        operations += _note_edits(old, note, view)
        if note.id in moved:
            operations.append(Put(("notes", note.id, "ord"), order))
            previous = order
        else:
            previous = places.get(note.id, previous)
    return operations + [Put(("notes", gone, "gone"), True) for gone in before]


def _note_edits(old: Note, new: Note, view: View) -> list[Operation]:
    operations: list[Operation] = []
    path = ("notes", new.id)
    if old.text != new.text:
        row = view.notes.get(new.id)
        live = row.text if row is not None else old.text
        operations.append(Rewrite((*path, "text"), whole(replay(old.text, new.text, live))))
    was, now = _scalars(old), _scalars(new)
    operations += [Put((*path, key), now[key]) for key in now if now[key] != was[key]]
    for theme in sorted(set(old.themes) ^ set(new.themes)):
        operations.append(Put((*path, "themes", theme), theme in new.themes))
    return operations


def _extras(base: Session, edited: Session, view: View, chance: Random) -> list[Operation]:
    """Extra sections have no identifiers: those no longer there go, new ones are made."""
    operations: list[Operation] = []
    wanted = [(extra.title, extra.text) for extra in edited.extras]
    was = [(extra.title, extra.text) for extra in base.extras]
    for row in view.extras:
        if (row.title, row.text) in was and (row.title, row.text) not in wanted:
            operations.append(Put(("extras", row.id, "gone"), True))
    order = view.extras[-1].order if view.extras else None
    taken = {row.id for row in view.extras}
    for title, text in wanted:
        if (title, text) in was:
            continue
        order = position_between(order, None, chance)
        extra_id = readable_id(title, taken, chance)
        taken.add(extra_id)
        operations.append(Make("extras", extra_id, {"title": whole(title), "ord": order}, {"text": whole(text)}))
    return operations


def _moved(before: list[str], after: list[str]) -> set[str]:
    """Which identifiers stand elsewhere among those that both lists hold, as few as possible."""
    from bisect import bisect_left

    rank = {note_id: index for index, note_id in enumerate(before)}
    common = [note_id for note_id in after if note_id in rank]
    tails: list[int] = []
    chains: list[list[str]] = []
    for note_id in common:
        at = bisect_left(tails, rank[note_id])
        chain = (chains[at - 1] if at else []) + [note_id] if len(common) < 400 else []
        if at == len(tails):
            tails.append(rank[note_id])
            chains.append(chain)
        else:
            tails[at] = rank[note_id]
            chains[at] = chain
    if len(common) < 400:
        return set(common) - set(chains[-1] if chains else [])
    return set() if len(tails) == len(common) else {note_id for note_id in common if rank[note_id] not in set(tails)}


def _first(view: View) -> str | None:
    return view.said[0][0] if view.said else None


def _make_note(note: Note, order: str) -> Make:
    values: ItemValues = {**_scalars(note), "themes": dict.fromkeys(note.themes, True), "ord": order}
    return Make("notes", note.id, values, {"text": whole(note.text)})


def _scalars(value: Value) -> Mapping[str, Any]:
    """The values of an item that are set as a whole: neither its identifier, nor its text, nor its themes."""
    texts = ("id", "themes") if isinstance(value, Wording) else ("id", "text", "themes")
    return {key: _scalar(getattr(value, key)) for key in type(value).model_fields if key not in texts}


def _scalar(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return " ".join(value)
    if isinstance(value, dict):
        return dict(value)
    if isinstance(value, str):
        return whole(str(value))
    return value
