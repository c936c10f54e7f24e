"""The living session: commands in, changes and updates out.

Everything that happens to a session goes through ``run``, ``undo``, ``redo`` or ``take_update``; each is one transaction,
which yields one update for the journal and one change for the screen.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from random import Random
from typing import Any

from msgspec import Struct

from facilitator.live import reading
from facilitator.live.commands.base import Command, Moment
from facilitator.live.document import Document, Touched
from facilitator.live.history import Entry, History, Stack, StackChange
from facilitator.live.rows import RECORD_ROWS, PassageRow
from facilitator.live.snapshot import Snapshots
from facilitator.live.view import Change, View
from facilitator.model.session import Session

LISTS = ("themes", "people", "extras", *RECORD_ROWS)
"""The roots that are read as a whole when something below them changed."""


class Step(Struct, frozen=True):
    """One transaction: the update that journal and peers take, the stacks as they changed, what a screen redraws."""

    update: bytes
    stacks: tuple[StackChange, ...]
    change: Change


class Undone(Struct, frozen=True):
    """What undo or redo did: the label of the act (a source string) and the change."""

    label: str
    change: Change


class LiveSession:
    """One session while it lives."""

    def __init__(self, document: Document, history: History, chance: Random, view: View | None = None) -> None:
        """Begin to live.

        Args:
            document: the shared document, rebuilt or new.
            history: the undo stacks of the person at this screen; its ``person`` signs the notes.
            chance: where identifiers come from.
            view: how the document looks, when that is known already.
        """
        self._document = document
        self._history = history
        self._chance = chance
        self._listeners: list[Callable[[Step], None]] = []
        self._snapshots = Snapshots()
        self.view = view if view is not None else view_of(document)

    @property
    def author(self) -> str:
        """Who signs the notes made here."""
        return self._history.person

    def listen(self, listener: Callable[[Step], None]) -> None:
        """Have every step told to ``listener``, after the view shows it."""
        self._listeners.append(listener)

    def run(self, command: Command, now: datetime) -> Change:
        """Carry out one act.

        Args:
            command: what to do.
            now: when, with a time zone.

        Returns:
            What changed; an empty change when the act left all as it was, which is then no step of undo.

        Raises:
            CommandRefusedError: the act makes no sense now; nothing changed.
        """
        operations = command.operations(self.view, Moment(now, self._chance, self.author))
        touched, inverses = self._document.do(operations)
        if inverses:
            self._history.did(Entry(command.label, tuple(inverses), getattr(command, "burst", "")))
        return self._tell(touched)

    def undo(self) -> Undone | None:
        """Take back this person's last act; None when there is nothing left to take back."""
        return self._turn("undo", "redo")

    def redo(self) -> Undone | None:
        """Make again what was last taken back; None when there is nothing."""
        return self._turn("redo", "undo")

    def take_update(self, update: bytes) -> Change:
        """Take in what another peer did.

        Raises:
            UpdateRefusedError: the engine refused it; this session must be opened again from its journal.
        """
        return self._tell(self._document.take(update), foreign=True)

    def state(self) -> bytes:
        """The whole document as one update."""
        return self._document.state()

    def snapshot(self) -> Session:
        """The session as a frozen value, to save, export or report; unchanged notes are the same objects as last time."""
        return self._snapshots.take(self.view)

    def snapshot_later(self) -> Callable[[], Session]:
        """The session as it is now, formed when it is asked for, on any thread: forming it takes a while with many notes."""
        still = self.view.still()
        return lambda: self._snapshots.take(still)

    def _turn(self, source: Stack, target: Stack) -> Undone | None:
        """Do the last entry of one stack and put its inverse on the other; entries that change nothing are passed over."""
        while (entry := self._history.pop(source)) is not None:
            touched, inverses = self._document.do(entry.operations)
            if inverses:
                self._history.push(target, Entry(entry.label, tuple(inverses)))
                return Undone(entry.label, self._tell(touched))
        stacks = self._history.changes()
        if stacks:
            self._announce(Step(b"", stacks, Change()))
        return None

    def _tell(self, touched: Touched, foreign: bool = False) -> Change:
        change = show(self._document, self.view, touched, foreign)
        stacks = self._history.changes()
        if touched.update or stacks:
            self._announce(Step(touched.update, stacks, change))
        return change

    def _announce(self, step: Step) -> None:
        for listener in self._listeners:
            listener(step)


def view_of(document: Document) -> View:
    """How a document looks, read from scratch."""
    view = View(question=document.text("question"), synthesis=document.text("synthesis"))
    _show_lists(document, view, LISTS)
    rank = {theme.id: index for index, theme in enumerate(view.themes)}
    view.fill(reading.note_rows(document.written("notes"), rank))
    view.facts = reading.facts(document.meta())
    return view


def show(document: Document, view: View, touched: Touched, foreign: bool = False) -> Change:
    """Bring a view up to date after a transaction, and say what changed."""
    lists = tuple(root for root in LISTS if touched.of(root) or (root == "passages" and touched.of("synthesis")))
    if touched.of("synthesis"):
        view.synthesis = document.text("synthesis")
    _show_lists(document, view, lists)
    rank = {theme.id: index for index, theme in enumerate(view.themes)}
    notes = touched.of("notes")
    for note_id in notes:
        values = document.item("notes", note_id)
        if values is None or reading.gone(values):
            view.drop_note(note_id)
        else:
            view.put_note(reading.note_row(note_id, values, rank))
    if touched.of("meta"):
        view.facts = reading.facts(document.meta())
    if touched.of("question"):
        view.question = document.text("question")
    return Change(
        notes=notes,
        themes="themes" in lists,
        people="people" in lists,
        extras="extras" in lists,
        records=frozenset(lists).intersection(RECORD_ROWS),
        facts=bool(touched.of("meta")),
        question=bool(touched.of("question")),
        synthesis=bool(touched.of("synthesis")),
        foreign=foreign,
    )


def _show_lists(document: Document, view: View, roots: Iterable[str]) -> None:
    """Read themes, people, extra sections or records anew: they are few."""
    for root in roots:
        living = [(key, values) for key, values in document.items(root).items() if not reading.gone(values)]
        if root == "themes":
            view.themes = sorted((reading.theme_row(*item) for item in living), key=lambda row: (row.order, row.id))
        elif root == "people":
            view.people = sorted((reading.person_row(*item) for item in living), key=lambda row: (row.order, row.id))
        elif root == "passages":
            view.passages = _passages(document, view.synthesis, living)
        elif root in RECORD_ROWS:
            rows = [row for item in living if (row := reading.record_row(RECORD_ROWS[root], *item)) is not None]
            setattr(view, root, sorted(rows, key=lambda row: (row.order, row.id)))
        else:
            view.extras = sorted((reading.extra_row(*item) for item in living), key=lambda row: (row.order, row.id))


def _passages(document: Document, synthesis: str, living: list[tuple[str, dict[str, Any]]]) -> list[PassageRow]:
    """The passages in the order of the synthesis, without blanks at their ends."""
    stretches, rows = document.stretches() if living else {}, list[PassageRow]()
    for passage_id, values in living:
        stretch = stretches.get(passage_id)
        words = synthesis[stretch.start : stretch.end] if stretch is not None else ""
        if stretch is not None and words.strip():
            start = stretch.start + len(words) - len(words.lstrip())
            rows.append(reading.passage_row(passage_id, values, start, start + len(words.strip())))
    return sorted(rows, key=lambda row: (row.start, row.end, row.id))
