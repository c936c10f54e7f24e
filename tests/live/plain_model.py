"""A session as plain lists and dictionaries, with undo and redo: what the living session must look like after each act."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import datetime
from itertools import count
from typing import Any

from facilitator.live.commands.base import Command
from facilitator.live.view import View
from facilitator.model.kinds import Section
from facilitator.model.session import Session
from facilitator.model.value import Value
from tests.live import plain_room_acts
from tests.live.plain_acts import ACTS, PlainRefusalError, Scene, State, write_synthesis

__all__ = ["ACTS", "PlainRefusalError", "PlainSession", "plain", "plain_room_acts"]

_LISTS = (
    "themes",
    "people",
    "notes",
    "presences",
    "wordings",
    "phases",
    "clock",
    "queue",
    "turns",
    "votes",
    "passages",
    "name_decisions",
)


def plain(value: Any) -> Any:
    """A frozen value as lists and dictionaries."""
    if isinstance(value, Value):
        return {key: plain(getattr(value, key)) for key in value.__struct_fields__}
    return [plain(one) for one in value] if isinstance(value, tuple) else value


class PlainSession:
    """One session and its undo stacks.

    A note carries, beside what is seen, tags of themes that are gone, and a group of ideas while it stands elsewhere.
    """

    def __init__(self, start: Session, author: str) -> None:
        self.state: State = plain(start)
        for note in self.state["notes"]:
            note["themes"] = {*note["themes"]}
        self.author = author
        self.done: list[State] = []
        self.undone: list[State] = []
        self.ever = frozenset(note["id"] for note in self.state["notes"])
        self._burst = ""
        self._numbers = count(1)

    def run(self, command: Command, now: datetime) -> None:
        """Carry out an act. Raises ``PlainRefusalError`` when it makes no sense, and then changes nothing."""
        scene = Scene(deepcopy(self.state), now, self.author, self.ever, _numbers=self._numbers)
        ACTS[type(command)](scene, command)
        if scene.unseen or scene.state != self.state:
            self._step(scene.state, getattr(command, "burst", ""))

    def _step(self, state: State, burst: str = "") -> None:
        if not burst or burst != self._burst:
            self.done.append(self.state)
        self.state, self.undone, self._burst = state, [], burst

    def undo(self) -> bool:
        """Take back the last act; whether there was one."""
        return self._turn(self.done, self.undone)

    def redo(self) -> bool:
        """Make the act again that was taken back; whether there was one."""
        return self._turn(self.undone, self.done)

    def _turn(self, source: list[State], target: list[State]) -> bool:
        self._burst = ""
        if not source:
            return False
        target.append(self.state)
        self.state = source.pop()
        return True

    def reopened(self) -> None:
        """A stretch of typing does not outlast the program."""
        self._burst = ""

    def took_in(self, edited: Session) -> None:
        """The file was changed elsewhere while nothing happened here: all is as it says."""
        state, before = plain(edited), {note["id"]: note for note in self.state["notes"]}
        seen = {theme["id"] for theme in self.state["themes"]}
        for note in state["notes"]:
            old = before.get(note["id"])
            note["themes"] = {*note["themes"]} | ({*old["themes"]} - seen if old else set())
            if old is not None and not note["group"] and Section.IDEAS not in (old["section"], note["section"]):
                note["group"] = old["group"]
        follow = {"synthesis": self.state["synthesis"], "passages": [*self._passages_of(edited)]}
        write_synthesis(follow, state["synthesis"])
        state["passages"] = follow["passages"]
        if visible(state) != self.visible():
            self._step(state)

    def _passages_of(self, edited: Session) -> Iterator[State]:
        """The passages that the file leaves, where they stand here: numbers in it were left alone."""
        theirs, seen = {one.id: one for one in edited.passages}, {one["id"]: one for one in self.visible()["passages"]}
        there = {note.id for note in edited.notes}
        for passage in self.state["passages"]:
            new = theirs.get(passage["id"])
            told = seen.get(passage["id"], {"notes": []})["notes"]
            if new is None and there.isdisjoint(told):
                yield passage
            elif new is not None:
                gone = {note for note in told if note not in new.notes and note in there}
                yield passage | {"notes": [note for note in passage["notes"] if note not in gone]}

    def became(self, merged: Session, view: View) -> None:
        """Two sides became one in a way that was looked at elsewhere: the model goes on from there."""
        state = plain(merged)
        for note in state["notes"]:
            row = view.notes[note["id"]]
            note.update(themes={*row.themes}, group=row.group)
        if visible(state) != self.visible():
            self._step(state)

    def visible(self) -> State:
        """What is seen of the session."""
        return visible(self.state)

    def compare(self, session: Session) -> None:
        """Compare with the living session; what is new takes the identifiers that it has there."""
        found, names = plain(session), dict[str, str]()
        for root in _LISTS:
            for mine, other in zip(self.visible()[root], found[root], strict=False):
                if mine["id"].startswith("?"):
                    assert other["id"] not in self.ever, f"{other['id']} was the name of another note"
                    names[mine["id"]] = other["id"]
        if names:
            self.state = _renamed(self.state, names)
        self.ever |= {note["id"] for note in found["notes"]}
        mine = self.visible()
        faults = [told(key, mine[key], found[key]) for key in mine if mine[key] != found[key]]
        assert not faults, "\n".join(faults)


def visible(state: State) -> State:
    """A state as a session shows it: only living themes, in their order; a group only among the ideas."""
    order = [theme["id"] for theme in state["themes"]]
    notes = [
        note
        | {
            "themes": [theme for theme in order if theme in note["themes"]],
            "group": note["group"] if note["section"] is Section.IDEAS else 0,
        }
        for note in state["notes"]
    ]
    living = {note["id"] for note in notes}
    return state | {"notes": notes, "passages": [*_shown(state, living)]}


def _shown(state: State, living: set[str]) -> list[State]:
    """The passages that show: with words that are not blank, of notes that are there, in the order of the synthesis."""
    shown = []
    for passage in state["passages"]:
        words = state["synthesis"][passage["start"] : passage["end"]]
        notes = [note for note in passage["notes"] if note in living]
        if words.strip() and notes:
            start = passage["start"] + len(words) - len(words.lstrip())
            shown.append(passage | {"notes": notes, "start": start, "end": start + len(words.strip())})
    return sorted(shown, key=lambda passage: (passage["start"], passage["end"], passage["id"]))


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {names.get(key, key): _renamed(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [_renamed(one, names) for one in value]
    if isinstance(value, set):
        return {names.get(one, one) for one in value}
    return names.get(value, value) if isinstance(value, str) and type(value) is str else value


def told(key: str, wanted: Any, found: Any) -> str:
    """What differs below one name, item by item."""
    if isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        pairs = [(mine, other) for mine, other in zip(wanted, found, strict=True) if mine != other]
        return "\n".join(f"{key}:\n  wanted {mine}\n  found  {other}" for mine, other in pairs)
    return f"{key}:\n  wanted {wanted}\n  found  {found}"
