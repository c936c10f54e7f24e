"""What each act on notes, themes and the session as a whole does to a session of plain lists and dictionaries.

Written from what the acts promise, without the engine, its positions and its traces: what the living session is compared with.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any
from zlib import crc32

from facilitator.capture.draft import NoteDraft, whole_text, without_theme
from facilitator.live.commands.actions import FinishAction, MakeAction
from facilitator.live.commands.names import DecideNames, ForgetNames
from facilitator.live.commands.notes import (
    CorrectNote,
    DeleteNotes,
    KeepNote,
    KeepNotes,
    MergeNotes,
    MoveNote,
    SetKind,
    SplitNote,
    StarNotes,
    TagNotes,
)
from facilitator.live.commands.passages import Assemble
from facilitator.live.commands.themes import AddTheme, ChangeTheme, LoadThemes, MergeThemes, RemoveTheme
from facilitator.live.commands.whole import (
    CloseSession,
    MarkReadBack,
    ReopenSession,
    SetFact,
    SetMinutes,
    SetQuestion,
    WriteSynthesis,
)
from facilitator.model.fold import fold
from facilitator.model.kinds import Colour, Kind, Section
from facilitator.model.splices import splices

State = dict[str, Any]


class PlainRefusalError(Exception):
    """The act makes no sense now."""


@dataclass(slots=True)
class Scene:
    """A session about to change: its state, when and by whom, and which notes were ever made.

    What is made is called ``?1``, ``?2`` … until the living session has told its identifier.
    """

    state: State
    now: datetime
    author: str
    ever: frozenset[str] = frozenset()
    unseen: bool = False
    """Whether the act is a step of undo although nothing of it is seen."""
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def new(self) -> str:
        """A name for something made."""
        return f"?{next(self._numbers)}"

    def one(self, root: str, wanted: str) -> State:
        """The living item with this identifier."""
        found: State | None = next((item for item in self.state[root] if item["id"] == wanted), None)
        if found is None:
            raise PlainRefusalError(root)
        return found

    def drop(self, root: str, gone: Callable[[State], bool]) -> None:
        """Take items out."""
        self.state[root] = [item for item in self.state[root] if not gone(item)]


ACTS: dict[type, Callable[[Scene, Any], None]] = {}


def act(command: type) -> Callable[[Callable[[Scene, Any], None]], Callable[[Scene, Any], None]]:
    """Say what a command does."""

    def known(done: Callable[[Scene, Any], None]) -> Callable[[Scene, Any], None]:
        ACTS[command] = done
        return done

    return known


def _note(scene: Scene, draft: NoteDraft, themes: Iterable[str], group: int, **more: Any) -> State:
    return {
        "id": scene.new(),
        "text": draft.text,
        "kind": draft.kind,
        "section": draft.section,
        "group": group,
        "themes": {*themes},
        "star": draft.star,
        "speaker": draft.speaker,
        "author": scene.author,
        "at": scene.now,
        "who": [],
        "due": None,
        "done": False,
        **more,
    }


def _begin(scene: Scene) -> None:
    scene.state["started"] = scene.state["started"] or scene.now


def _new_theme(scene: Scene, name: str) -> str:
    themes = scene.state["themes"]
    taken = {theme["letter"].upper() for theme in themes}
    letters = [char.upper() for char in fold(name) if char.isascii() and char.isalpha()]
    letters += "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    used = [theme["colour"] for theme in themes]
    theme = {
        "id": scene.new(),
        "name": name,
        "letter": next((letter for letter in letters if letter not in taken), ""),
        "colour": min([colour for colour in Colour if colour is not Colour.GREY], key=used.count),
    }
    themes.append(theme)
    return str(theme["id"])


def _themes_for(scene: Scene, draft: NoteDraft) -> set[str]:
    names = {fold(name): name for name in reversed(draft.new_themes)}
    ordered = sorted(names.values(), key=draft.new_themes.index)
    return {*draft.themes, *(_new_theme(scene, name) for name in ordered)}


@act(KeepNote)
def _keep(scene: Scene, command: KeepNote) -> None:
    themes = _themes_for(scene, command.draft) if command.make_themes else {*command.draft.themes}
    author = scene.author if command.author is None else command.author
    note = _note(scene, command.draft, themes, command.group, author=author, at=command.at or scene.now)
    note["text"] = command.draft.text if command.make_themes else whole_text(command.draft)
    note["id"] = command.note_id or note["id"]
    if note["id"] not in scene.ever:
        scene.state["notes"].append(note)
    _begin(scene)


@act(KeepNotes)
def _keep_several(scene: Scene, command: KeepNotes) -> None:
    for draft in command.drafts:
        note = _note(scene, draft, draft.themes, command.group)
        note["text"] = whole_text(draft)
        scene.state["notes"].append(note)
        _begin(scene)


@act(CorrectNote)
def _correct(scene: Scene, command: CorrectNote) -> None:
    note, draft = scene.one("notes", command.note_id), command.draft
    themes = _themes_for(scene, draft) if command.make_themes else {*draft.themes}
    text = draft.text if command.make_themes else whole_text(draft)
    note.update(text=text, kind=draft.kind, section=draft.section, star=draft.star)
    note.update(speaker=draft.speaker, themes=themes)


@act(TagNotes)
def _tag(scene: Scene, command: TagNotes) -> None:
    for note_id in command.note_ids:
        scene.one("notes", note_id)["themes"] = {*command.theme_ids}


@act(StarNotes)
def _star(scene: Scene, command: StarNotes) -> None:
    for note_id in command.note_ids:
        scene.one("notes", note_id)["star"] = command.star


@act(SetKind)
def _kind(scene: Scene, command: SetKind) -> None:
    note = scene.one("notes", command.note_id)
    note["kind"] = command.kind
    note["section"] = command.section or note["section"]


@act(DeleteNotes)
def _delete(scene: Scene, command: DeleteNotes) -> None:
    gone = {str(scene.one("notes", note_id)["id"]) for note_id in command.note_ids}
    scene.drop("notes", lambda note: note["id"] in gone)


@act(SplitNote)
def _split(scene: Scene, command: SplitNote) -> None:
    note = scene.one("notes", command.note_id)
    first, second = note["text"][: command.at].rstrip(), note["text"][command.at :].lstrip()
    if not first or not second:
        raise PlainRefusalError("one half is empty")
    notes = scene.state["notes"]
    half = {**note, "id": scene.new(), "text": second, "themes": {*note["themes"]}, "who": [], "due": None}
    notes.insert(notes.index(note) + 1, {**half, "done": False})
    note["text"] = first


@act(MergeNotes)
def _merge(scene: Scene, command: MergeNotes) -> None:
    wanted = {str(scene.one("notes", note_id)["id"]) for note_id in command.note_ids}
    notes = [note for note in scene.state["notes"] if note["id"] in wanted]
    if len(notes) < 2:
        raise PlainRefusalError("one note")
    first = notes[0]
    first["text"] = "\n".join(note["text"] for note in notes)
    first["themes"] = {theme for note in notes for theme in note["themes"]}
    first["kind"] = next((note["kind"] for note in notes if note["kind"] is not Kind.POINT), Kind.POINT)
    first["star"] = any(note["star"] for note in notes)
    for passage in scene.state["passages"]:
        passage["notes"] = [*dict.fromkeys(first["id"] if one in wanted else one for one in passage["notes"])]
    scene.drop("notes", lambda note: note["id"] in wanted and note is not first)


@act(MoveNote)
def _move(scene: Scene, command: MoveNote) -> None:
    note = scene.one("notes", command.note_id)
    scene.drop("notes", lambda other: other is note)
    scene.state["notes"].insert(max(0, command.index), note)
    note["section"] = command.section or note["section"]
    note["group"] = note["group"] if command.group is None else command.group
    scene.unseen = True


@act(MakeAction)
def _make_action(scene: Scene, command: MakeAction) -> None:
    note = scene.one("notes", command.note_id)
    who = list(dict.fromkeys(scene.one("people", person)["id"] for person in command.who))
    note.update(kind=Kind.ACTION, section=Section.DISCUSSION, who=who, due=command.due)


@act(FinishAction)
def _finish_action(scene: Scene, command: FinishAction) -> None:
    scene.one("notes", command.note_id)["done"] = command.done


@act(AddTheme)
def _add_theme(scene: Scene, command: AddTheme) -> None:
    name = command.name.strip()
    if not name or any(fold(theme["name"]) == fold(name) for theme in scene.state["themes"]):
        raise PlainRefusalError("name")
    theme = _new_theme(scene, name)
    for note in scene.state["notes"]:
        if note["id"] in command.note_ids:
            note["themes"].add(theme)
            note["text"] = without_theme(note["text"], name)


@act(ChangeTheme)
def _change_theme(scene: Scene, command: ChangeTheme) -> None:
    theme = scene.one("themes", command.theme_id)
    if command.name is not None and not command.name.strip():
        raise PlainRefusalError("name")
    theme["name"] = theme["name"] if command.name is None else command.name.strip()
    theme["letter"] = theme["letter"] if command.letter is None else command.letter[:2]
    theme["colour"] = command.colour or theme["colour"]


@act(MergeThemes)
def _merge_themes(scene: Scene, command: MergeThemes) -> None:
    gone, into = scene.one("themes", command.gone_id), scene.one("themes", command.into_id)
    if gone is into:
        raise PlainRefusalError("one theme")
    for note in scene.state["notes"]:
        if gone["id"] in note["themes"]:
            note["themes"] = note["themes"] - {gone["id"]} | {into["id"]}
    scene.drop("themes", lambda theme: theme is gone)


@act(RemoveTheme)
def _remove_theme(scene: Scene, command: RemoveTheme) -> None:
    gone = scene.one("themes", command.theme_id)
    for note in scene.state["notes"]:
        note["themes"] = note["themes"] - {gone["id"]}
    scene.drop("themes", lambda theme: theme is gone)


@act(LoadThemes)
def _load_themes(scene: Scene, command: LoadThemes) -> None:
    names = {fold(theme["name"]) for theme in scene.state["themes"]}
    for theme in command.themes:
        if fold(theme.name) not in names:
            scene.state["themes"].append(
                {"id": scene.new(), "name": theme.name, "letter": theme.letter, "colour": theme.colour}
            )
    scene.state["theme_set"] = command.set_name or scene.state["theme_set"]


@act(SetFact)
def _fact(scene: Scene, command: SetFact) -> None:
    if command.name == "language" and command.value not in ("fr", "en"):
        raise PlainRefusalError("language")
    scene.state[command.name] = command.value


@act(SetMinutes)
def _minutes(scene: Scene, command: SetMinutes) -> None:
    if not 1 <= command.minutes <= 1440:
        raise PlainRefusalError("minutes")
    scene.state["minutes"] = command.minutes


@act(SetQuestion)
def _question(scene: Scene, command: SetQuestion) -> None:
    before = scene.state["question"]
    if command.text != before and before.strip():
        wording = {"id": scene.new(), "text": before, "author": scene.author, "at": scene.now}
        scene.state["wordings"].append(wording)
    scene.state["question"] = command.text


@act(WriteSynthesis)
def _synthesis(scene: Scene, command: WriteSynthesis) -> None:
    now, before = scene.state["synthesis"], command.before
    if before is None or before == now:
        write_synthesis(scene.state, command.text)
        return
    assert now.startswith(before), "the model only knows what was put in front while something came behind"
    assert command.text.endswith(before)
    write_synthesis(scene.state, command.text + now[len(before) :])


@act(Assemble)
def _assemble(scene: Scene, command: Assemble) -> None:
    now, new = scene.state["synthesis"], command.draft.text
    if not new:
        return
    at = max(0, min(command.at, len(now)))
    before, behind = now[:at], now[at:]
    before += "\n\n"[len(before) - len(before.rstrip("\n")) :] if before.strip() else ""
    behind = ("\n\n"[len(behind) - len(behind.lstrip("\n")) :] if behind.strip() else "\n\n") + behind
    for source in command.draft.sources:
        scene.one("notes", source.note)
    write_synthesis(scene.state, before + new + behind)
    for source in command.draft.sources:
        start, end = len(before) + source.start, len(before) + source.end
        passage = {"id": scene.new(), "start": start, "end": end, "notes": [source.note], "highlight": source.highlight}
        scene.state["passages"].append(passage)


def write_synthesis(state: State, text: str) -> None:
    """The synthesis says ``text``; each passage reaches from its first character that is still there to its last one."""
    goes_to, at, gone = dict[int, int](), 0, 0
    for edit in reversed(splices(state["synthesis"], text)):
        goes_to.update({place: place + gone for place in range(at, edit.start)})
        at, gone = edit.start + len(edit.removed), gone + len(edit.inserted) - len(edit.removed)
    goes_to.update({place: place + gone for place in range(at, len(state["synthesis"]))})
    kept = []
    for passage in state["passages"]:
        places = [goes_to[place] for place in range(passage["start"], passage["end"]) if place in goes_to]
        if places:
            kept.append(passage | {"start": places[0], "end": places[-1] + 1})
    state.update(synthesis=text, passages=kept)


@act(DecideNames)
def _decide_names(scene: Scene, command: DecideNames) -> None:
    kept = {one["id"]: one for one in scene.state["name_decisions"]}
    for decision in command.decisions:
        values = {key: getattr(decision, key) for key in decision.__struct_fields__}
        kept[decision.id] = values | {"people": [*decision.people]}
    scene.state["name_decisions"] = [*kept.values()]


@act(ForgetNames)
def _forget_names(scene: Scene, command: ForgetNames) -> None:
    scene.drop("name_decisions", lambda one: one["id"] in command.ids)


@act(MarkReadBack)
def _read_back(scene: Scene, command: MarkReadBack) -> None:
    words = scene.state["synthesis"].split()
    read = f"{crc32(' '.join(words).encode()):08x}" if words else ""
    if read not in ("", scene.state["read_back_words"]):
        scene.state.update(read_back=scene.now, read_back_words=read)


@act(CloseSession)
def _close(scene: Scene, command: CloseSession) -> None:
    scene.state["closed"] = scene.now


@act(ReopenSession)
def _reopen(scene: Scene, command: ReopenSession) -> None:
    if scene.state["closed"] is None:
        raise PlainRefusalError("open")
    scene.state["closed"] = None
