"""The shared document of one session: the only place that speaks to the engine.

Its shape is that of ``docs/architecture.md``: fixed root names never seeded, items made with all their nested types at
once, deletion as a mark, so that any peer can read and write it and concurrent edits survive.
"""

import json
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from facilitator.live.anchors import Stretch, hold, stretches
from facilitator.live.engine import Doc, Map, Text, TransactionEvent, merge_updates
from facilitator.live.operations import Hold, Make, Operation, Put, Rewrite, Scalar, Unwrite
from facilitator.live.rows import RECORD_ROWS
from facilitator.live.text import checksum, nearest, splices, unwrite, write
from facilitator.model.splices import followed

MAPS = ("meta", "notes", "themes", "people", "extras", *RECORD_ROWS)
TEXTS = ("question", "synthesis")


class UpdateRefusedError(Exception):
    """An update from the journal or a peer that the engine does not take."""


class Touched(Struct, frozen=True):
    """Which roots and items a transaction changed, and the update that tells it to others."""

    update: bytes
    items: frozenset[tuple[str, str]]

    def of(self, root: str) -> frozenset[str]:
        """The identifiers (or keys) changed below one root."""
        return frozenset(item for where, item in self.items if where == root)


class Document:
    """One session as a shared document."""

    def __init__(self, updates: Iterable[bytes] = ()) -> None:
        """Rebuild the document from its updates, in any order.

        Args:
            updates: what the journal holds.

        Raises:
            UpdateRefusedError: an update is damaged; the document must then be built again without it.
        """
        self._doc: Doc[Any] = Doc()
        self._maps: dict[str, Map[Any]] = {name: self._doc.get(name, type=Map) for name in MAPS}
        self._texts: dict[str, Text] = {name: self._doc.get(name, type=Text) for name in TEXTS}
        for update in updates:
            self._take(update)
        self._touched: set[tuple[str, str]] = set()
        self._updates: list[bytes] = []
        self._watch()

    def do(self, operations: Iterable[Operation]) -> tuple[Touched, list[Operation]]:
        """Do some operations in one transaction.

        Returns:
            What they changed, and the operations that take them back, in the order in which to do them.
        """
        inverses: list[Operation] = []
        with self._doc.transaction():
            for operation in operations:
                inverses[:0] = self._one(operation)
        return self._collect(), inverses

    def take(self, update: bytes) -> Touched:
        """Take in an update made elsewhere.

        Raises:
            UpdateRefusedError: the engine refused it; this document must not be used any more.
        """
        self._take(update)
        return self._collect()

    def state(self) -> bytes:
        """The whole document as one update."""
        return bytes(self._doc.get_update())

    def items(self, root: str) -> dict[str, dict[str, Any]]:
        """All items below a root as plain data, deleted ones too."""
        return {key: value for key, value in _plain(self._maps[root]).items() if isinstance(value, dict)}

    def written(self, root: str) -> str:
        """All items below a root as the engine writes them, in JSON, deleted ones too."""
        return str(self._maps[root])

    def item(self, root: str, item_id: str) -> dict[str, Any] | None:
        """One item as plain data."""
        found = self._maps[root].get(item_id)
        return _plain(found) if isinstance(found, Map) else None

    def meta(self) -> dict[str, Any]:
        """The scalars said once about the session."""
        return _plain(self._maps["meta"])

    def text(self, root: str) -> str:
        """The question or the synthesis."""
        return str(self._texts[root])

    def stretches(self) -> dict[str, Stretch]:
        """Where the passages stand in the synthesis, by identifier, deleted ones too; those of which nothing is left do not."""
        held = {key: (values.get("start"), values.get("end")) for key, values in self.items("passages").items()}
        return stretches(self._texts["synthesis"], held)

    def _one(self, operation: Operation) -> list[Operation]:
        match operation:
            case Make():
                return self._make(operation)
            case Put():
                return self._put(operation)
            case Hold():
                return self._hold(operation)
            case _ if operation.path == ("synthesis",) and len(self._maps["passages"]):
                return self._beside_passages(operation)
            case _:
                return self._write(operation)

    def _write(self, change: Rewrite | Unwrite) -> list[Operation]:
        text = self._text_at(change.path)
        if text is None:
            return []
        if isinstance(change, Unwrite):
            back = unwrite(text, change.trace)
            return [Unwrite(change.path, back)] if back else []
        traces = [write(text, splice) for splice in splices(str(text), change.text)]
        return [Unwrite(change.path, trace) for trace in reversed(traces)]

    def _beside_passages(self, change: Rewrite | Unwrite) -> list[Operation]:
        """Write in the synthesis; a passage that lost its first or last character holds on to what is left of it."""
        text = self._texts["synthesis"]
        before, held = str(text), self.stretches()
        inverses = self._write(change)
        now, edits = self.stretches(), splices(before, str(text))
        for passage_id, was in held.items():
            if was.firm and not (passage_id in now and now[passage_id].firm):
                self._let_hold(passage_id, *followed(was.start, was.end, edits))
                inverses.append(_back(passage_id, was, before))
        return inverses

    def _hold(self, wanted: Hold) -> list[Operation]:
        live, now = str(self._texts["synthesis"]), self.stretches().get(wanted.id)
        start, end = wanted.start, wanted.end
        if checksum(live) != wanted.left:
            place = nearest(live, wanted.words, now.start if now else start)
            if place is None:
                return []
            start, end = place, place + len(wanted.words)
        if now == Stretch(start, end, firm=True):
            return []
        self._let_hold(wanted.id, start, end)
        return [_back(wanted.id, now, live)] if now else []

    def _let_hold(self, passage_id: str, start: int, end: int) -> None:
        passage = self._maps["passages"].get(passage_id)
        if isinstance(passage, Map) and start < end:
            passage["start"], passage["end"] = hold(self._texts["synthesis"], start, end)

    def _make(self, make: Make) -> list[Operation]:
        root, given = self._maps[make.root], make.values
        if make.id in root:
            return []
        if make.root == "passages":
            synthesis = self._texts["synthesis"]
            start, end = (min(int(str(given[name])), len(str(synthesis))) for name in ("start", "end"))
            if start >= end:
                return []
            first, last = hold(synthesis, start, end)
            given = {**given, "start": first, "end": last}
        values: dict[str, Any] = {
            key: Map(value) if isinstance(value, dict) else value
            for key, value in given.items()
            if (value if isinstance(value, dict) else _said(make.root, value)) is not None
        }
        root[make.id] = Map({**values, **{key: Text(text) for key, text in make.texts.items()}})
        return [Put((make.root, make.id, "gone"), True, only_if=(None,))]

    def _put(self, put: Put) -> list[Operation]:
        holder = self._holder(put.path)
        if holder is None:
            return []
        key, root = put.path[-1], put.path[0]
        held: Scalar = holder.get(key)
        before, value = _said(root, held), _said(root, put.value)
        if before == value or (put.only_if and before not in [_said(root, one) for one in put.only_if]):
            return []
        if value is not None:
            holder[key] = value
        elif held is not None:
            holder.pop(key)
        return [Put(put.path, before, only_if=(value,))]

    def _holder(self, path: tuple[str, ...]) -> Map[Any] | None:
        """The map that holds the last part of a path; None when it is not there."""
        holder = self._maps[path[0]]
        for part in path[1:-1]:
            inner = holder.get(part)
            if not isinstance(inner, Map):
                return None
            holder = inner
        return holder

    def _text_at(self, path: tuple[str, ...]) -> Text | None:
        if len(path) == 1:
            return self._texts[path[0]]
        holder = self._holder(path)
        text = holder.get(path[-1]) if holder is not None else None
        return text if isinstance(text, Text) else None

    def _take(self, update: bytes) -> None:
        try:
            self._doc.apply_update(update)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # the engine's panics are no Exception
            raise UpdateRefusedError(f"{type(error).__name__}: {error}") from error

    def _watch(self) -> None:
        def noted(event: TransactionEvent) -> None:
            self._updates.append(bytes(event.update))

        self._doc.observe(noted)
        for name, root in self._maps.items():
            root.observe_deep(self._mark_items(name))
        for name, text in self._texts.items():
            text.observe(self._mark_text(name))

    def _mark_text(self, name: str) -> Any:
        def noted(_event: Any) -> None:
            self._touched.add((name, ""))

        return noted

    def _mark_items(self, name: str) -> Any:
        def noted(events: list[Any]) -> None:
            for event in events:
                keys = event.path[:1] or event.keys
                self._touched.update((name, str(key)) for key in keys)

        return noted

    def _collect(self) -> Touched:
        update = (
            self._updates[0]
            if len(self._updates) == 1
            else bytes(merge_updates(*self._updates))
            if self._updates
            else b""
        )
        touched = Touched(update, frozenset(self._touched))
        self._updates.clear()
        self._touched.clear()
        return touched


def _back(passage_id: str, was: Stretch, text: str) -> Hold:
    """What brings a passage back to where it stood in a text."""
    return Hold(passage_id, was.start, was.end, text[was.start : was.end], checksum(text))


def _said(root: str, value: Scalar) -> Scalar:
    """What is held of a value: of a note, "no", 0 and no word are held by holding nothing.

    Most notes have no star, no speaker, no author and no date: that is a third of the memory of 10,000 notes.
    """
    return None if root == "notes" and not value else value


def _plain(part: Map[Any]) -> dict[str, Any]:
    """A part of the document as plain data.

    Through the engine's own text of it: walking through the part value by value takes six times as long, which with 10,000
    notes is what opening a session takes. What that text cannot hold (no number, bytes) no session has, and is shown as
    a fault either way.
    """
    found: dict[str, Any] = json.loads(str(part))
    return found
