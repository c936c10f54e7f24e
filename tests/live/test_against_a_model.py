"""A session driven at random through its desk, step by step compared with one of plain lists and dictionaries."""

import importlib
import inspect
import os
import pkgutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from facilitator.capture.draft import NoteDraft
from facilitator.live import commands
from facilitator.live.commands.base import Command, CommandRefusedError
from facilitator.live.commands.notes import KeepNote
from facilitator.live.commands.whole import WriteSynthesis
from facilitator.model.kinds import ClockAct, Kind, Section
from facilitator.model.passage import Passage
from facilitator.model.room import RECORDS, ClockMark, Presence, Turn, Vote
from facilitator.model.session import Session
from facilitator.model.value import Value
from facilitator.storage.atomic import replace_file
from facilitator.storage.desk import Desk, open_desk
from facilitator.storage.inbox import drop
from facilitator.storage.places import Places
from facilitator.storage.session_file import SessionText, read_session
from tests.conftest import NOW
from tests.live.any_acts import Someone
from tests.live.plain_model import ACTS, PlainRefusalError, PlainSession, plain
from tests.live.two_sides import BASE, Tokens, edited, faults_of

TORTURE = bool(os.environ.get("FACILITATOR_TORTURE"))
SEQUENCES, STEPS = (10_000, 40) if TORTURE else (60, 30)
SEEDS = st.integers(0, 2**32)

FULL = BASE.but(
    started=NOW,
    presences=(Presence(id="a1", person="p1", here=False, at=NOW),),
    clock=(ClockMark(id="c1", act=ClockAct.START, at=NOW),),
    turns=(Turn(id="u1", person="p2", start=NOW),),
    votes=(Vote(id="v1", at=NOW, counts={"n1": 2, "n2": 0}),),
    passages=(
        Passage(id="s1", start=22, end=42, notes=("n1",)),
        Passage(id="s2", start=45, end=70, notes=("n2", "n4"), highlight="place"),
    ),
)
EMPTY = Session(id="vide")


def all_commands() -> set[type]:
    """Every command of the package."""
    modules = [
        importlib.import_module(f"{commands.__name__}.{one.name}") for one in pkgutil.iter_modules(commands.__path__)
    ]
    found = {value for module in modules for value in vars(module).values() if inspect.isclass(value)}
    return {value for value in found if hasattr(value, "operations") and value is not Command}


def commands_of(name: str) -> list[type[Command]]:
    """The commands of one module of the package."""
    return sorted((one for one in ACTS if one.__module__.endswith(f".{name}")), key=lambda one: one.__name__)


def by_id(session: Session, root: str) -> dict[str, Value]:
    """The items below one root by identifier."""
    return {item.id: item for item in getattr(session, root)}


def records_of_both(base: Session, ours: Session, theirs: Session, root: str) -> dict[str, Value]:
    """The records that stay when the file was changed elsewhere, where records are only taken out."""
    was, mine = by_id(base, root), by_id(ours, root)
    gone = was.keys() - by_id(theirs, root).keys()
    return {key: item for key, item in mine.items() if key not in gone or item != was[key]}


def passages_of_both(base: Session, ours: Session, theirs: Session, found: Session) -> dict[str, tuple[str, ...]]:
    """The passages that stay when the file was changed elsewhere, where blocks are only taken out: with notes that live."""
    there = {note.id for note in theirs.notes}
    left = {one.id for one in theirs.passages}
    gone = {one.id for one in base.passages if one.id not in left and not there.isdisjoint(one.notes)}
    return _with_notes_of({one.id: one.notes for one in ours.passages if one.id not in gone}, found)


def passages_of_ours(ours: Session, found: Session) -> dict[str, tuple[str, ...]]:
    """The passages after a merge, without the notes that the merge brought back, whose passages come back with them."""
    return _with_notes_of({one.id: one.notes for one in found.passages}, ours)


def _with_notes_of(passages: dict[str, tuple[str, ...]], session: Session) -> dict[str, tuple[str, ...]]:
    living = {note.id for note in session.notes}
    told = {key: tuple(note for note in notes if note in living) for key, notes in passages.items()}
    return {key: notes for key, notes in told.items() if notes}


class Against(RuleBasedStateMachine):
    """One session with its model. ``edit`` is what somebody else wrote into the file and nobody has looked at yet."""

    @initialize(empty=st.booleans())
    def begin(self, empty: bool) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.file = Path(self.folder.name) / "atelier.toml"
        self.places = Places(Path(self.folder.name) / "config", Path(self.folder.name) / "state")
        self.now, self.chance, self.tokens = NOW, Random(5), Tokens("m")
        start = EMPTY if empty else FULL
        self.file.write_text(SessionText().render(start), encoding="utf-8")
        self.desk = self.opened()
        self.model = PlainSession(start, "Aline")
        self.start = self.model.visible()
        self.edit: Session | None = None
        self.base = self.ours = start
        self.same()

    def opened(self) -> Desk:
        return open_desk(self.file, self.places, self.now, self.chance, "Aline")

    def same(self) -> None:
        self.model.compare(self.desk.live.snapshot())

    def do(self, command: Command) -> None:
        """Carry out an act on both sides."""
        self.now += timedelta(seconds=7)
        refused = [False, False]
        try:
            self.model.run(command, self.now)
        except PlainRefusalError:
            refused[0] = True
        try:
            self.desk.run(command, self.now)
        except CommandRefusedError:
            refused[1] = True
        assert refused[0] == refused[1], (command, refused)
        self.same()

    def any_of(self, module: str, seed: int) -> None:
        self.do(Someone(self.desk.live.view, self.tokens, Random(seed)).acts(commands_of(module)))

    @rule(seed=SEEDS)
    def notes(self, seed: int) -> None:
        self.any_of("notes", seed)

    @rule(seed=SEEDS)
    def more_notes(self, seed: int) -> None:
        self.any_of("notes", seed)

    @rule(seed=SEEDS)
    def themes(self, seed: int) -> None:
        self.any_of("themes", seed)

    @rule(seed=SEEDS)
    def people(self, seed: int) -> None:
        self.any_of("people", seed)

    @rule(seed=SEEDS)
    def presence(self, seed: int) -> None:
        self.any_of("presence", seed)

    @rule(seed=SEEDS)
    def speaking(self, seed: int) -> None:
        self.any_of("speaking", seed)

    @rule(seed=SEEDS)
    def clock(self, seed: int) -> None:
        self.any_of("clock", seed)

    @rule(seed=SEEDS)
    def votes(self, seed: int) -> None:
        self.any_of("votes", seed)

    @rule(seed=SEEDS)
    def passages(self, seed: int) -> None:
        self.any_of("passages", seed)

    @rule(seed=SEEDS)
    def names(self, seed: int) -> None:
        self.any_of("names", seed)

    @rule(seed=SEEDS)
    def actions(self, seed: int) -> None:
        self.any_of("actions", seed)

    @rule(seed=SEEDS)
    def whole(self, seed: int) -> None:
        self.any_of("whole", seed)

    @rule()
    def synthesis_shown_late(self) -> None:
        """What somebody types comes back while something came behind it."""
        before = self.desk.live.view.synthesis
        self.do(WriteSynthesis(f"{before}\n{self.tokens.next()}"))
        self.do(WriteSynthesis(f"{self.tokens.next()}\n{before}", before=before))

    @rule(twice=st.booleans())
    def handed_over(self, twice: bool) -> None:
        """``facilitator add`` leaves a line for whoever has the session open; in a closed one it waits."""
        self.now += timedelta(seconds=7)
        note_id, line = f"h-{self.tokens.next()}", self.tokens.next()
        if self.desk.live.view.facts.closed is not None:
            left = drop(self.desk.folder, f"{note_id}-0", ((note_id, line),), "Karim", self.now.isoformat())
            assert self.desk.take_inbox() == 0
            left.unlink()
            self.same()
            return
        for time in range(1 + twice):
            drop(self.desk.folder, f"{note_id}-{time}", ((note_id, line),), "Karim", self.now.isoformat())
            self.desk.take_inbox()
        self.model.run(KeepNote(NoteDraft(line), note_id=note_id, author="Karim"), self.now)
        self.same()

    @rule()
    def undo(self) -> None:
        assert (self.desk.undo() is not None) == self.model.undo()
        self.same()

    @rule()
    def redo(self) -> None:
        assert (self.desk.redo() is not None) == self.model.redo()
        self.same()

    @rule()
    def saved(self) -> None:
        assert self.desk.settle()
        self.merged()
        assert plain(read_session(self.file)) == self.model.visible()

    @rule(draft=st.text(st.characters(codec="utf-8")))
    def reopened(self, draft: str) -> None:
        self.desk.save_draft(draft)
        assert self.desk.close()
        self.merged()
        assert plain(read_session(self.file)) == self.model.visible()
        self.desk = self.opened()
        assert self.desk.draft == draft
        self.model.reopened()
        self.same()

    @rule(seed=SEEDS)
    @precondition(lambda self: self.edit is None)
    def edited_elsewhere(self, seed: int) -> None:
        """Somebody has the file open in an editor, and saves it."""
        self.saved()
        self.desk.look_at_file(self.now)
        chance, self.base = Random(seed), read_session(self.file)
        if self.base.notes and self.base.themes and self.base.people:
            theirs = edited(self.base, chance.randrange(1, 4), self.tokens, chance)
        else:
            theirs = self.base.but(synthesis=self.tokens.into(self.base.synthesis, chance))
        replace_file(self.file, SessionText().render(theirs).encode())
        self.edit, self.ours = read_session(self.file), self.desk.live.snapshot()

    @rule(seed=SEEDS)
    @precondition(lambda self: self.edit is not None)
    def more_edited_elsewhere(self, seed: int) -> None:
        """What people seldom change by hand: records, kinds, where a note stands in the report."""
        if self.desk.live.snapshot() != self.base:
            return
        chance, values = Random(seed), dict[str, object]()
        assert self.edit is not None
        for root in RECORDS:
            items = [*getattr(self.edit, root)]
            if items and chance.random() < 0.5:
                del items[chance.randrange(len(items))]
            chance.shuffle(items)
            values[root] = tuple(items)
        values["notes"] = tuple(
            note.but(section=chance.choice([*Section]), kind=chance.choice([*Kind])) for note in self.edit.notes
        )
        replace_file(self.file, SessionText().render(self.edit.but(**values)).encode())
        self.edit = read_session(self.file)

    @rule()
    @precondition(lambda self: self.edit is not None)
    def looked_at(self) -> None:
        """The screen looks at the file; at the second look it stands still."""
        self.desk.look_at_file(self.now)
        self.desk.look_at_file(self.now)
        self.merged()

    def merged(self) -> None:
        """What somebody else wrote must be in now, and nothing lost."""
        if self.edit is None:
            return
        theirs, self.edit = self.edit, None
        ours, found = Session.checked(self.model.visible()), self.desk.live.snapshot()
        if ours == self.base:
            self.model.took_in(theirs)
        else:
            assert faults_of(self.base, ours, theirs, found) == []
            for root in RECORDS:
                if root != "passages":
                    assert by_id(found, root) == records_of_both(self.base, ours, theirs, root)
            assert passages_of_ours(ours, found) == passages_of_both(self.base, ours, theirs, found)
            self.model.became(found, self.desk.live.view)
        self.same()

    def teardown(self) -> None:
        if not hasattr(self, "model"):
            return
        try:
            self.back_and_forth()
        finally:
            self.desk.close()
            self.folder.cleanup()

    def back_and_forth(self) -> None:
        """To the start and to the end."""
        self.saved()
        while self.model.redo():
            assert self.desk.redo() is not None
        self.same()
        self.end = self.model.visible()
        while self.model.undo():
            assert self.desk.undo() is not None
        assert self.desk.undo() is None
        self.same()
        assert self.model.visible() == self.start
        while self.model.redo():
            assert self.desk.redo() is not None
        assert self.desk.redo() is None
        self.same()
        assert self.model.visible() == self.end


TestAgainstAModel = Against.TestCase
TestAgainstAModel.settings = settings(
    max_examples=SEQUENCES,
    stateful_step_count=STEPS,
    derandomize=not TORTURE,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_the_model_knows_every_command() -> None:
    taken_in = {"TakeInFile", "BringBack"}
    assert {one.__name__ for one in all_commands()} - taken_in == {one.__name__ for one in ACTS}


def test_every_command_is_made_up() -> None:
    assert set(Someone._makers) == set(ACTS)


def test_moments_of_the_model_are_whole_seconds() -> None:
    assert datetime.fromisoformat(NOW.isoformat(timespec="seconds")) == NOW
