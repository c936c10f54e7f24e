"""Undo and redo: a stack per person, of operations that take an act back.

Entries are lines of text, so that the journal keeps them; ``StackChange`` tells the journal what to do with its copy.
"""

import json
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from facilitator.live.operations import Operation, from_json, to_json

Stack = Literal["undo", "redo"]


class StackChange(Struct, frozen=True):
    """One change of a stack. ``entry`` is what is pushed; a pop takes the last one off, a clear empties the stack."""

    act: Literal["push", "pop", "clear"]
    person: str
    stack: Stack
    entry: str = ""


class Entry(Struct, frozen=True):
    """One act that can be taken back. ``burst`` joins the acts of one stretch of typing."""

    label: str
    operations: tuple[Operation, ...]
    burst: str = ""

    def line(self) -> str:
        """The entry as the journal keeps it."""
        return json.dumps([self.label, self.burst, to_json(list(self.operations))], ensure_ascii=False)


def entry_from(line: str) -> Entry:
    """The entry that ``Entry.line`` wrote. Raises ``ValueError`` for anything else."""
    label, burst, operations = json.loads(line)
    return Entry(label, tuple(from_json(operations)), burst)


class History:
    """The two stacks of one person."""

    def __init__(self, person: str, undo: Iterable[str] = (), redo: Iterable[str] = ()) -> None:
        """Begin with what the journal kept; a line that cannot be read ends what can be taken back.

        Args:
            person: whose acts these are.
            undo: entries, oldest first.
            redo: entries, oldest first.
        """
        self.person = person
        self._stacks: dict[Stack, list[str]] = {"undo": list(undo), "redo": list(redo)}
        self._burst: Entry | None = None
        self._changes: list[StackChange] = []

    def did(self, entry: Entry) -> None:
        """Remember an act; what was taken back before can no longer be made again."""
        top = self._burst
        if entry.burst and top is not None and top.burst == entry.burst and self._stacks["undo"]:
            self.pop("undo")
            entry = Entry(entry.label, (*entry.operations, *top.operations), entry.burst)
        self.push("undo", entry)
        self._burst = entry
        if self._stacks["redo"]:
            self._stacks["redo"].clear()
            self._changes.append(StackChange("clear", self.person, "redo"))

    def push(self, stack: Stack, entry: Entry) -> None:
        """Put an entry on a stack."""
        self._burst = None
        line = entry.line()
        self._stacks[stack].append(line)
        self._changes.append(StackChange("push", self.person, stack, line))

    def pop(self, stack: Stack) -> Entry | None:
        """Take the last entry off a stack; None when there is none left that can be read."""
        self._burst = None
        while self._stacks[stack]:
            line = self._stacks[stack].pop()
            self._changes.append(StackChange("pop", self.person, stack))
            try:
                return entry_from(line)
            except ValueError:
                continue
        return None

    def depth(self, stack: Stack) -> int:
        """How many acts a stack holds."""
        return len(self._stacks[stack])

    def changes(self) -> tuple[StackChange, ...]:
        """What happened to the stacks since this was last asked."""
        told, self._changes = tuple(self._changes), []
        return told
