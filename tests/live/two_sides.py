"""Random edits of a session on two sides: in its file, and while it lives; and what a merge of them must hold."""

from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Any

from facilitator.capture.draft import NoteDraft
from facilitator.live.building import operations_for
from facilitator.live.commands.base import Command
from facilitator.live.commands.notes import CorrectNote, DeleteNotes, KeepNote, MoveNote, StarNotes, TagNotes
from facilitator.live.commands.people import AddPeople, MarkPerson, RemovePerson, RenamePerson
from facilitator.live.commands.themes import AddTheme, ChangeTheme, RemoveTheme
from facilitator.live.commands.whole import SetFact, SetMinutes, SetQuestion, WriteSynthesis
from facilitator.live.document import Document
from facilitator.live.history import History
from facilitator.live.session import LiveSession
from facilitator.model.kinds import Kind
from facilitator.model.session import Extra, Note, Participant, Session, Theme

BASE = Session(
    id="essaimer",
    title="Atelier 2 - Essaimer",
    question="Comment faire connaître *ce qui* a marché mot0 ?",
    synthesis="Ce qui aide mot1 :\n\n- commencer petit mot2\n- aller voir sur place mot3\n\nEt après ? mot4",
    themes=tuple(Theme(id=f"t{n}", name=f"Thème nom{n}") for n in range(4)),
    people=tuple(Participant(id=f"p{n}", name=f"Prénom gens{n}") for n in range(4)),
    notes=tuple(
        Note(
            id=f"n{n}",
            text=f"on ose *essayer* é📊 note{n}\nsans demander base{n}",
            themes=(f"t{n % 4}",) if n % 3 else (),
            star=n % 4 == 0,
            speaker=f"p{n % 4}" if n % 5 == 0 else "",
        )
        for n in range(12)
    ),
    extras=(Extra(title="Météo", text="un mot chacun extra0"), Extra(title="Suite", text="on se revoit extra1")),
)


def living(session: Session, chance: Random) -> LiveSession:
    """A session that lives."""
    document = Document()
    document.do(operations_for(session, chance))
    return LiveSession(document, History("Aline"), chance)


class Tokens:
    """Words that nobody else writes, counted up."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.count = 0

    def into(self, text: str, chance: Random) -> str:
        """The text with one more such word somewhere between two others."""
        lines = text.split("\n")
        line = chance.randrange(len(lines))
        words = lines[line].split(" ")
        words.insert(chance.randrange(len(words) + 1), self.next())
        lines[line] = " ".join(words)
        return "\n".join(lines)

    def next(self) -> str:
        """Another word."""
        self.count += 1
        return f"{self.name}{self.count}x"


def live_acts(live: LiveSession, tokens: Tokens, chance: Random) -> Command:
    """One act of the one who sits at the screen."""
    view = live.view
    notes, people, themes = list(view.notes.values()), view.people, view.themes
    note, person, theme = chance.choice(notes), chance.choice(people), chance.choice(themes)
    word = tokens.next
    acts: list[Callable[[], Command]] = [
        lambda: KeepNote(NoteDraft(f"vivante {word()}", themes=(theme.id,))),
        lambda: CorrectNote(note.id, _draft(note, tokens.into(note.text, chance))),
        lambda: CorrectNote(note.id, _draft(note, note.text.replace("*essayer*", word()))),
        lambda: TagNotes((note.id,), tuple(one.id for one in themes if chance.random() < 0.5)),
        lambda: StarNotes((note.id,), not note.star),
        lambda: DeleteNotes((note.id,)) if len(notes) > 4 else StarNotes((note.id,)),
        lambda: MoveNote(note.id, chance.randrange(len(notes))),
        lambda: AddTheme(f"Vif {word()}", (note.id,)),
        lambda: ChangeTheme(theme.id, name=f"Thème {word()}"),
        lambda: RemoveTheme(theme.id) if len(themes) > 2 else StarNotes((note.id,)),
        lambda: AddPeople((f"Vif {word()}",)),
        lambda: RenamePerson(person.id, f"Prénom {word()}"),
        lambda: MarkPerson(person.id, host=not person.host),
        lambda: RemovePerson(person.id) if len(people) > 2 else StarNotes((note.id,)),
        lambda: SetQuestion(tokens.into(view.question, chance)),
        lambda: WriteSynthesis(tokens.into(view.synthesis, chance)),
        lambda: SetFact("place", f"Salle {word()}"),
        lambda: SetMinutes(chance.randrange(30, 120)),
    ]
    return chance.choice(acts)()


def file_edit(session: Session, tokens: Tokens, chance: Random) -> Session:
    """One edit of the one who has the file open in an editor."""
    word = tokens.next

    def change(root: str, **values: Callable[[Any], Any]) -> Session:
        items = list(getattr(session, root))
        at = chance.randrange(len(items))
        items[at] = items[at].but(**({key: made(items[at]) for key, made in values.items()}))
        return session.but(**{root: tuple(items)})

    def move(root: str) -> Session:
        items = list(getattr(session, root))
        items.insert(chance.randrange(len(items)), items.pop(chance.randrange(len(items))))
        return session.but(**{root: tuple(items)})

    def add(root: str, value: Any) -> Session:
        items = list(getattr(session, root))
        items.insert(chance.randrange(len(items) + 1), value)
        return session.but(**{root: tuple(items)})

    def remove(root: str, least: int) -> Session:
        items = list(getattr(session, root))
        if len(items) > least:
            del items[chance.randrange(len(items))]
        return _tidy(session.but(**{root: tuple(items)}))

    some_themes = tuple(theme.id for theme in session.themes if chance.random() < 0.5)
    new = word().lower()
    edits: list[Callable[[], Session]] = [
        lambda: add("notes", Note(id=f"f-{new}", text=f"du fichier {word()}", themes=some_themes)),
        lambda: change("notes", text=lambda note: tokens.into(note.text, chance)),
        lambda: change("notes", text=lambda note: note.text.replace("*essayer*", word())),
        lambda: change("notes", themes=lambda _note: some_themes),
        lambda: change("notes", star=lambda note: not note.star),
        lambda: change("notes", kind=lambda _note: chance.choice([Kind.RISK, Kind.IDEA])),
        lambda: change("notes", speaker=lambda _note: chance.choice(session.people).id),
        lambda: remove("notes", 4),
        lambda: move("notes"),
        lambda: move("themes"),
        lambda: add("themes", Theme(id=f"f-{new}", name=f"Du fichier {word()}")),
        lambda: change("themes", name=lambda _theme: f"Thème {word()}"),
        lambda: remove("themes", 2),
        lambda: add("people", Participant(id=f"f-{new}", name=f"Du fichier {word()}")),
        lambda: change("people", name=lambda _person: f"Prénom {word()}"),
        lambda: change("people", host=lambda person: not person.host),
        lambda: remove("people", 2),
        lambda: session.but(question=tokens.into(session.question, chance)),
        lambda: session.but(synthesis=tokens.into(session.synthesis, chance)),
        lambda: session.but(place=f"Salle {word()}"),
        lambda: session.but(minutes=chance.randrange(30, 120)),
        lambda: add("extras", Extra(title=f"Section {word()}", text="du fichier")),
        lambda: change("extras", text=lambda extra: tokens.into(extra.text, chance)) if session.extras else session,
        lambda: remove("extras", 0),
    ]
    return chance.choice(edits)()


def acted(live: LiveSession, count: int, tokens: Tokens, chance: Random, now: datetime) -> None:
    """Some acts at the screen."""
    for _act in range(count):
        live.run(live_acts(live, tokens, chance), now)


def edited(session: Session, count: int, tokens: Tokens, chance: Random) -> Session:
    """The session after some edits of its file."""
    for _edit in range(count):
        session = file_edit(session, tokens, chance)
    return session


def faults_of(base: Session, ours: Session, theirs: Session, merged: Session) -> list[str]:
    """What a merge got wrong, told by a plain comparison of the four sessions."""
    faults = [f"{name} wrong" for name in ("title", "place", "minutes") if not _right(base, ours, theirs, merged, name)]
    for name in ("question", "synthesis"):
        faults += _words(name, *(getattr(one, name) for one in (base, ours, theirs, merged)))
    for root in ("themes", "people", "notes"):
        faults += _items(root, *({one.id: one for one in getattr(side, root)} for side in (base, ours, theirs, merged)))
        faults += _order(root, *([one.id for one in getattr(side, root)] for side in (base, ours, theirs, merged)))
    faults += _items("extras", *({one.title: one for one in side.extras} for side in (base, ours, theirs, merged)))
    people = {person.id for person in merged.people}
    for side in (ours, theirs):
        newly = {who for _note, who in _speakers(side) - _speakers(base)} & {person.id for person in side.people}
        faults += [f"{who} is gone who newly speaks" for who in newly - people]
    return faults


def _items(
    root: str, base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any], merged: dict[str, Any]
) -> list[str]:
    faults = []
    for key in {*base, *ours, *theirs, *merged}:
        sides = [side.get(key) for side in (base, ours, theirs, merged)]
        was, mine, other, found = sides
        if was is None:
            wanted = mine or other
            faults += [] if _in_any_order(found) == _in_any_order(wanted) else [f"new {root} {key}: {found}"]
        elif mine is None or other is None:
            left = mine or other
            if left not in (None, was) and found is None:
                faults.append(f"{root} {key} is gone although it was edited")
            elif left is not None and found is not None and getattr(found, "text", "") != getattr(left, "text", ""):
                faults.append(f"{root} {key} came back otherwise than it was edited")
            # What is newly referred to comes back without an edit of its own.
            if (left is None or (left == was and root in ("notes", "extras"))) and found is not None:
                faults.append(f"{root} {key} is there although it was deleted")
        elif found is None:
            faults.append(f"{root} {key} is gone")
        else:
            faults += [
                f"{root} {key}: {name} wrong: {[getattr(side, name) for side in sides]}"
                for name in ("name", "letter", "colour", "host", "star", "kind", "speaker")
                if hasattr(was, name) and not _right(was, mine, other, found, name)
            ]
            versions: list[Any] = sides
            if hasattr(was, "themes"):
                faults += _tags(key, *(set(side.themes) for side in versions))
            if hasattr(was, "text"):
                faults += _words(f"{root} {key}", *(side.text for side in versions))
    return faults


def _right(base: Any, ours: Any, theirs: Any, merged: Any, name: str) -> bool:
    was, mine, other, found = (getattr(one, name) for one in (base, ours, theirs, merged))
    return bool(found == (other if mine == was else mine))


def _tags(key: str, was: set[str], mine: set[str], other: set[str], found: set[str]) -> list[str]:
    wanted = (was & mine & other) | (mine - was) | (other - was)
    # The tag of a theme that one side deleted goes with it; that of one that is needed again may come back.
    return [] if found <= was | mine | other and wanted <= found | (was - mine) | (was - other) else [f"{key}: {found}"]


def _words(name: str, was: str, mine: str, other: str, found: str) -> list[str]:
    faults = []
    for word in {*was.split(), *mine.split(), *other.split()}:
        if not word.strip("-*:?"):
            continue
        counts = [text.split().count(word) for text in (was, mine, other, found)]
        wanted = counts[1] + counts[2] - counts[0]
        if counts[3] != max(0, wanted):
            faults.append(f"{name}: {word} stands {counts[3]} times, not {wanted}: {found!r}")
    return faults


def _order(root: str, was: list[str], mine: list[str], other: list[str], found: list[str]) -> list[str]:
    """Where only one side moved, its order counts."""
    everywhere = {*was} & {*mine} & {*other} & {*found}
    was, mine, other, found = ([key for key in side if key in everywhere] for side in (was, mine, other, found))
    if mine == was:
        return [] if found == other else [f"order of {root}: {found}, not {other}"]
    return [] if other != was or found == mine else [f"order of {root}: {found}, not {mine}"]


def _speakers(session: Session) -> set[tuple[str, str]]:
    return {(note.id, note.speaker) for note in session.notes if note.speaker}


def _in_any_order(value: Any) -> Any:
    """An item whose themes may stand in any order."""
    return value.but(themes=tuple(sorted(value.themes))) if isinstance(value, Note) else value


def _draft(note: Any, text: str) -> NoteDraft:
    return NoteDraft(text, note.kind, note.section, note.star, note.themes, speaker=note.speaker)


def _tidy(session: Session) -> Session:
    """No note of a file bears a theme that the file does not have."""
    known = {theme.id for theme in session.themes}
    notes = tuple(note.but(themes=tuple(theme for theme in note.themes if theme in known)) for note in session.notes)
    return session.but(notes=notes)
