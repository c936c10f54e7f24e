"""Edits that were made in a session file elsewhere, brought into the living session: three versions become one.

The third is what the file last held when it was written here. Nothing that only one side changed is lost; where both changed
the same value, the living session's stays; of texts, both edits are in; what one side deleted and the other changed, or
newly refers to, is there.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from random import Random
from typing import Any

from msgspec import Struct, field

from facilitator.language import mark
from facilitator.live.building import facts, make, scalars
from facilitator.live.commands.base import Moment, whole
from facilitator.live.merged_passages import passage_operations
from facilitator.live.merged_text import merged
from facilitator.live.operations import Operation, Put, Rewrite
from facilitator.live.snapshot import Snapshots, id_in_file
from facilitator.live.view import View
from facilitator.model.ids import position_between, readable_id
from facilitator.model.kinds import Section
from facilitator.model.room import RECORDS
from facilitator.model.session import Extra, Note, Session
from facilitator.model.value import Value, usual_values


class TakeInFile(Struct, frozen=True):
    """Bring the edits that were made in a session file elsewhere into the living session, as one act.

    ``base`` is the file as it was last written here, ``edited`` as it is now: only what differs between them is done. When
    nobody knows the base, it is an empty session: then all that ``edited`` holds and the session lacks comes in, nothing goes,
    and of differing texts both are kept.
    """

    base: Session
    edited: Session
    label: str = mark("changes of the file")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """The smallest operations."""
        base, theirs, ours = self.base, self.edited, Snapshots().take(view)
        operations = _values(("meta",), facts(base), facts(ours), facts(theirs))
        texts = {name: [getattr(one, name) for one in (base, ours, theirs)] for name in ("question", "synthesis")}
        for name, (was, mine, new) in texts.items():
            operations += _text((name,), was, mine, new)
        before = _references(base)
        ours_refer = {target for _from, target in _references(ours) - before}
        theirs_refer = {target for _from, target in _references(theirs) - before}
        themes = {id_in_file(row.id): row.id for row in view.themes}
        for root in ("themes", "people", *(name for name in RECORDS if name != "passages"), "notes"):
            rows = view.notes.values() if root == "notes" else getattr(view, root)
            sides = [{value.id: value for value in getattr(session, root)} for session in (base, ours, theirs)]
            versions = _Versions(
                root,
                (sides[0], sides[1], sides[2]),
                {id_in_file(row.id): row.order for row in rows},
                {id_in_file(row.id): row.id for row in rows},
                themes,
            )
            operations += versions.operations(moment.chance, ours_refer, theirs_refer)
        was, mine, new = texts["synthesis"]
        operations += _extras(base, ours, theirs, view, moment.chance)
        return operations + passage_operations(base, theirs, view, merged(whole(was), mine, whole(new)))


class _Versions(Struct, frozen=True):
    """The items below one root by identifier, in their order: in the base, in ours, in theirs.

    ``places`` are the positions of the living ones, ``ids`` their identifiers in the document, ``themes`` those of themes.
    """

    root: str
    sides: tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]
    places: Mapping[str, str]
    ids: Mapping[str, str]
    themes: Mapping[str, str] = field(default_factory=dict)

    def operations(self, chance: Random, ours_refer: set[str], theirs_refer: set[str]) -> list[Operation]:
        """What brings their edits in; items that either side newly refers to are not gone afterwards."""
        base, ours, theirs = self.sides
        operations: list[Operation] = []
        orders = sorted(self.places.values())
        moved = moved_in(base, theirs) - moved_in(base, ours)
        stands_behind = dict(zip(ours, [None, *ours], strict=False))
        placed = set[str | None]()
        behind: str | None = None
        previous: str | None = None
        for key, new in theirs.items():
            if key in ours:
                operations += self._edits(key, new)
                if key in moved and (stands_behind[key] != behind or behind in placed):
                    previous = _order_after(previous, orders, chance)
                    operations.append(Put((*self._path(key), "ord"), previous))
                    placed.add(key)
                else:
                    previous = self.places[key]
            elif key not in base or key in theirs_refer or not _same(base[key], new):
                previous = _order_after(previous, orders, chance)
                operations += self._made(key, new, previous)
            else:
                continue
            behind = key
        return operations + [
            Put((*self._path(key), "gone"), True)
            for key, old in base.items()
            if key not in theirs and key in ours and key not in ours_refer and _same(old, ours[key])
        ]

    def _path(self, key: str) -> tuple[str, str]:
        return self.root, self.ids.get(key, key)

    def _made(self, key: str, new: Value, order: str) -> list[Operation]:
        """A new item; one of this identifier that was deleted here comes back, as the file says it is."""
        path = self._path(key)
        made = make(*path, new, order)
        operations: list[Operation] = [made, Put((*path, "gone"), None), Put((*path, "ord"), order)]
        operations += _values(path, {}, None, scalars(new))
        operations += [Rewrite((*path, name), text) for name, text in made.texts.items()]
        operations += [
            Put((*path, "themes", theme), False, only_if=(True,))
            for theme in sorted({*self.themes.values(), *_tags_of(self.sides[0].get(key))})
            if isinstance(new, Note) and theme not in new.themes
        ]
        return operations + self._tags(path, (), _tags_of(new))

    def _edits(self, key: str, new: Value) -> list[Operation]:
        """What they changed in an item that lives."""
        old, mine, path = self.sides[0].get(key), self.sides[1][key], self._path(key)
        if old is new or old == new:
            return []
        was = scalars(old) if old is not None else usual_values(type(new))
        operations = _values(path, was, scalars(mine), scalars(new))
        if isinstance(new, Note) and new.section is Section.IDEAS and was["section"] == mine.section != new.section:
            # While a note stands elsewhere, the session keeps its last group, of which the file says nothing.
            operations.append(Put((*path, "group"), new.group))
        if isinstance(new, Note | Extra):
            operations += _text((*path, "text"), old.text if old is not None else "", mine.text, new.text)
        return operations + self._tags(path, _tags_of(old), _tags_of(new))

    def _tags(self, path: tuple[str, ...], was: Iterable[str], now: Iterable[str]) -> list[Operation]:
        return [
            Put((*path, "themes", self.themes.get(theme, theme)), theme in now) for theme in sorted({*was} ^ {*now})
        ]


def moved_in(before: Iterable[str], after: Iterable[str]) -> set[str]:
    """Which keys stand elsewhere among those that both orders hold, as few as possible.

    Those that stay are a longest increasing subsequence.

    Args:
        before: keys in one order.
        after: keys in another.
    """
    rank = {key: index for index, key in enumerate(before)}
    common = [key for key in after if key in rank]
    # For each length, the chain of that length whose last key has the lowest rank: its rank, and where it stands.
    ranks: list[int] = []
    ends: list[int] = []
    came_from: list[int] = []
    for index, key in enumerate(common):
        length = bisect_left(ranks, rank[key])
        came_from.append(ends[length - 1] if length else -1)
        ranks[length : length + 1] = [rank[key]]
        ends[length : length + 1] = [index]
    moved = set(common)
    index = ends[-1] if ends else -1
    while index >= 0:
        moved.discard(common[index])
        index = came_from[index]
    return moved


def _values(
    path: tuple[str, ...], was: Mapping[str, Any], mine: Mapping[str, Any] | None, new: Mapping[str, Any]
) -> list[Operation]:
    """The values that they changed and we did not; all that they changed when there are none of ours."""
    operations: list[Operation] = []
    for key, value in new.items():
        old, ours = was.get(key), None if mine is None else mine.get(key)
        if isinstance(value, dict):
            inner = dict.fromkeys(old or {}) | value
            operations += _values((*path, key), old or {}, None if mine is None else ours or {}, inner)
        elif value != old and (mine is None or ours == old):
            operations.append(Put((*path, key), value))
    return operations


def _text(path: tuple[str, ...], was: str, mine: str, new: str) -> list[Operation]:
    wanted = merged(whole(was), mine, whole(new))
    return [] if wanted == mine else [Rewrite(path, wanted)]


def _extras(base: Session, ours: Session, theirs: Session, view: View, chance: Random) -> list[Operation]:
    """Extra sections have no identifiers in the file: they go by their titles, the second of a title after the first."""
    sides = [_by_title(session.extras) for session in (base, ours, theirs)]
    rows = dict(zip(sides[1], view.extras, strict=True))
    ids = {key: row.id for key, row in rows.items()}
    for key, extra in sides[2].items():
        if key not in ids:
            ids[key] = readable_id(extra.title, set(ids.values()), chance)
    places = {key: row.order for key, row in rows.items()}
    versions = _Versions("extras", (sides[0], sides[1], sides[2]), places, ids)
    return versions.operations(chance, set(), set())


def _by_title(extras: Iterable[Extra]) -> dict[str, Extra]:
    found: dict[str, Extra] = {}
    counts: dict[str, int] = {}
    for extra in extras:
        counts[extra.title] = counts.get(extra.title, 0) + 1
        found[f"{counts[extra.title]} {extra.title}"] = extra
    return found


def _references(session: Session) -> set[tuple[str, str]]:
    """Which items name which themes and people, as pairs of identifiers."""
    found: set[tuple[str, str]] = set()
    for note in session.notes:
        found.update((note.id, target) for target in (*note.themes, note.speaker, *note.who))
    for root in RECORDS:
        found.update((value.id, value.person) for value in getattr(session, root) if hasattr(value, "person"))
    return found


def _order_after(previous: str | None, orders: list[str], chance: Random) -> str:
    """A position right behind another one; the first of all for None."""
    index = bisect_right(orders, previous) if previous is not None else 0
    return position_between(previous, orders[index] if index < len(orders) else None, chance)


def _same(one: Value, other: Value) -> bool:
    """Whether two versions of an item say the same; the order of a note's themes says nothing."""
    return one == other or _plain(one) == _plain(other)


def _plain(value: Value) -> tuple[Mapping[str, Any], str, set[str]]:
    return scalars(value), getattr(value, "text", ""), {*_tags_of(value)}


def _tags_of(value: Value | None) -> tuple[str, ...]:
    return value.themes if isinstance(value, Note) else ()
