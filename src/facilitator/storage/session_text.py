"""A session as the text of its file: complete, in a stable order, one block a note, so that differences read well."""

from datetime import datetime
from typing import TYPE_CHECKING

from facilitator.language import mark, words
from facilitator.model.kinds import Kind, Section
from facilitator.model.room import RECORDS
from facilitator.model.value import Value, usual_values
from facilitator.storage.toml_text import toml_list, toml_moment, toml_string

if TYPE_CHECKING:
    from facilitator.model.session import Extra, Note, Participant, Session, Theme

_HEADER = mark("A session of Facilitator. Its form is explained in docs/session-file.md")


class SessionText:
    """Renders a session again and again as it grows; the block of a note that is the same object is not made anew."""

    def __init__(self) -> None:
        self._blocks: dict[str, tuple[Note, str]] = {}

    def render(self, session: "Session") -> str:
        """The text of the session file, ending in a newline.

        May be called from any thread: what is remembered is replaced as a whole.

        Args:
            session: the session; notes that did not change should be the same objects as last time.
        """
        known, blocks = self._blocks, {}
        notes = []
        for note in session.notes:
            block = known.get(note.id)
            if block is None or block[0] is not note:
                block = (note, _note(note))
            blocks[note.id] = block
            notes.append(block[1])
        self._blocks = blocks
        parts = [_head(session), *map(_theme, session.themes), *map(_person, session.people), *notes]
        return "\n".join([*parts, *map(_section, session.extras), *_records(session)])


def _head(session: "Session") -> str:
    from facilitator.model.session import FORMAT

    comment = words(session.language).gettext(_HEADER)
    lines = [
        f"# {comment}",
        f"format = {FORMAT}",
        f"id = {toml_string(session.id)}",
        f"title = {toml_string(session.title)}",
        f"language = {toml_string(session.language)}",
        f"place = {toml_string(session.place)}",
        f"minutes = {session.minutes}",
        f"theme_set = {toml_string(session.theme_set)}",
        *_agenda(session),
        *_moment("created", session.created),
        *_moment("started", session.started),
        *_moment("closed", session.closed),
        *_moment("read_back", session.read_back),
        *([f"read_back_words = {toml_string(session.read_back_words)}"] if session.read_back_words else []),
        "",
        f"question = {toml_string(session.question)}",
        "",
        f"synthesis = {toml_string(session.synthesis)}",
    ]
    return "\n".join(lines) + "\n"


def _moment(key: str, moment: "datetime | None") -> list[str]:
    return [] if moment is None else [f"{key} = {toml_moment(moment)}"]


def _theme(theme: "Theme") -> str:
    lines = ["[[theme]]", f"id = {toml_string(theme.id)}", f"name = {toml_string(theme.name)}"]
    if theme.letter:
        lines.append(f"letter = {toml_string(theme.letter)}")
    lines.append(f"colour = {toml_string(theme.colour)}")
    return "\n".join(lines) + "\n"


def _person(person: "Participant") -> str:
    lines = ["[[person]]", f"id = {toml_string(person.id)}", f"name = {toml_string(person.name)}"]
    if person.host:
        lines.append("host = true")
    if person.scribe:
        lines.append("scribe = true")
    if not person.participant:
        lines.append("participant = false")
    if person.affiliation:
        lines.append(f"affiliation = {toml_string(person.affiliation)}")
    if person.reason:
        lines.append(f"reason = {toml_string(person.reason)}")
    if person.consent is not None:
        lines.append(f"consent = {toml_string(person.consent)}")
    return "\n".join(lines) + "\n"


def _note(note: "Note") -> str:
    lines = ["[[note]]", f"id = {toml_string(note.id)}", *_moment("at", note.at)]
    if note.kind is not Kind.POINT:
        lines.append(f"kind = {toml_string(note.kind)}")
    if note.section is not Section.DISCUSSION:
        lines.append(f"section = {toml_string(note.section)}")
    if note.group:
        lines.append(f"group = {note.group}")
    if note.themes:
        lines.append(f"themes = {toml_list(note.themes)}")
    if note.star:
        lines.append("star = true")
    if note.speaker:
        lines.append(f"speaker = {toml_string(note.speaker)}")
    if note.author:
        lines.append(f"author = {toml_string(note.author)}")
    if note.who:
        lines.append(f"who = {toml_list(note.who)}")
    if note.due is not None:
        lines.append(f"due = {note.due.isoformat()}")
    if note.done:
        lines.append("done = true")
    lines.append(f"text = {toml_string(note.text)}")
    return "\n".join(lines) + "\n"


def _section(extra: "Extra") -> str:
    after = "" if extra.after is None else f"after = {toml_string(extra.after)}\n"
    return f"[[section]]\ntitle = {toml_string(extra.title)}\n{after}text = {toml_string(extra.text)}\n"


def _agenda(session: "Session") -> list[str]:
    """The agenda and its settings, where they are not the usual ones."""
    usual = usual_values(type(session))
    lines = [f"agenda = {toml_string(session.agenda)}"] if session.agenda else []
    for key in ("speaking_share", "speaking_after"):
        value = getattr(session, key)
        if value != usual[key]:
            lines.append(f"{key} = {value}")
    return lines


def _records(session: "Session") -> list[str]:
    """What was recorded in the room, one block a record; what has its usual value is left out."""
    return [_record(block, value) for root, (block, _model) in RECORDS.items() for value in getattr(session, root)]


def _record(block: str, value: Value) -> str:
    lines = [f"[[{block}]]"]
    usual = usual_values(type(value))
    for key in value.__struct_fields__:
        found = getattr(value, key)
        if key not in usual or found != usual[key]:
            lines.append(f"{key} = {_toml(found)}")
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime):
        return toml_moment(value)
    if isinstance(value, tuple):
        return toml_list(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml_string(key)} = {count}" for key, count in value.items()) + "}"
    return toml_string(str(value))
