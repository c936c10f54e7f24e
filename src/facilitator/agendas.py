"""Agendas: the TOML files that give a session its phases; found, read and checked.

An agenda holds a name and a description, each as one text or as one text a language, one ``[[phase]]`` block a phase with
``id``, ``name`` and ``minutes``, and in ``[speaking]`` when the screen marks someone who holds the floor for long. The form
is specified in ``docs/agendas.md``.
"""

import math
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from facilitator.data_file import Examination, Wording, data_file_named, data_files, name_of
from facilitator.language import _
from facilitator.model.fold import slug
from facilitator.model.problem import Problem
from facilitator.toml_file import Place, TomlFileError, load_text, parse_toml, shown

if TYPE_CHECKING:
    from facilitator.model.agenda import Phase

LONGEST = 1440
"""Minutes of a phase or a session: a day, as the model of a session has it."""

_AGENDA_KEYS = ("name", "description", "speaking", "phase")
_PHASE_KEYS = ("id", "name", "minutes")
_SPEAKING_KEYS = ("share", "after")
_BLOCK = re.compile(r"^\s*\[\[\s*(\w+)\s*\]\]", re.MULTILINE)
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_LARGEST_SHARE = 20


class AgendaError(TomlFileError):
    """An agenda cannot be used: which file, what is wrong, what to do, and in which line."""


class LongSpeaking(Struct, frozen=True):
    """When someone is marked for holding the floor.

    Hosts are criticised for talking too much, and the screen should help to see who has not been heard: so a mark stands
    by whoever has held more than ``share`` times the even share, once ``after`` minutes have been spoken. Unless the agenda
    says otherwise that is twice the even share, after ten minutes.
    """

    share: float = 2.0
    after: int = 10


class AgendaPhase(Struct, frozen=True):
    """One phase of an agenda, in both languages; ``minutes`` is 0 when it has no limit."""

    id: str
    name: Wording
    minutes: int = 0


class Agenda(Struct, frozen=True):
    """An agenda. ``id`` is the name of its file without the extension."""

    id: str
    name: Wording
    description: Wording
    phases: tuple[AgendaPhase, ...]
    long_speaking: LongSpeaking = LongSpeaking()

    @property
    def minutes(self) -> int:
        """What all phases take together; 0 when one of them has no limit."""
        minutes = [phase.minutes for phase in self.phases]
        return sum(minutes) if all(minutes) else 0


def find_agendas(folders: Iterable[Path]) -> dict[str, Path]:
    """The agendas of some folders, by name, sorted.

    Args:
        folders: a user's own first; an agenda there stands before a shipped one of the same name. A missing folder is no
            fault.
    """
    return data_files(folders)


def agenda_named(name: str, folders: Iterable[Path]) -> Path:
    """The file of the agenda that someone named, accents and case apart.

    Raises:
        AgendaError: there is none; the way out names the nearest, or all.
    """
    return data_file_named(name, folders, _("there is no agenda of this name"), AgendaError)


def looks_like_agenda(text: str) -> bool:
    """Whether a TOML text is meant as an agenda: its blocks are phases, and neither notes nor people stand among them.

    Args:
        text: the whole file, right or not.
    """
    return set(_BLOCK.findall(text)) == {"phase"} and not re.search(r"^\s*(?:title|question)\b", text, re.MULTILINE)


def read_agenda(path: Path) -> Agenda:
    """The agenda of a file.

    Raises:
        AgendaError: the file cannot be read, or the first thing that is wrong in it.
    """
    examination = _examine(path)
    if examination.problems:
        first = examination.problems[0]
        raise AgendaError(path, first.what, first.way_out, first.line)
    return examination.agenda


def check_agenda(path: Path) -> list[Problem]:
    """All that is wrong in the file of an agenda, in the order of its lines; an empty list when it is right."""
    try:
        return _examine(path).problems
    except AgendaError as error:
        return [error.problem]


def phases_of(agenda: Agenda, language: str) -> tuple["Phase", ...]:
    """The phases of an agenda as a session takes them.

    Args:
        agenda: the agenda.
        language: that of the session, ``"fr"`` or ``"en"``.
    """
    from facilitator.model.agenda import Phase

    return tuple(Phase(id=phase.id, name=phase.name.text(language), minutes=phase.minutes) for phase in agenda.phases)


def _examine(path: Path) -> "_AgendaExamination":
    text = load_text(path, AgendaError)
    return _AgendaExamination(path, text, parse_toml(text, path, AgendaError))


class _AgendaExamination(Examination):
    """An agenda as read from its values, and all that is wrong in them."""

    def __init__(self, path: Path, text: str, values: dict[str, Any]) -> None:
        super().__init__(path, text)
        self.known_keys(values, _AGENDA_KEYS, ())
        name = self.name(values, (), _("the agenda has no name"))
        description = self.texts(values.get("description", ""), ("description",)) or Wording()
        blocks = values.get("phase", [])
        if not isinstance(blocks, list) or not blocks or not all(isinstance(block, dict) for block in blocks):
            self.tell(("phase",), _("the agenda has no phases"), _("write a [[phase]] block for each"))
            blocks = []
        phases = tuple(self._phase(block, ("phase", index)) for index, block in enumerate(blocks))
        twice = _("the identifier “{value}” is used twice, first in line {line}")
        self.used_once("phase", "id", [phase.id for phase in phases], twice)
        if sum(phase.minutes for phase in phases) > LONGEST:
            self.tell(("phase",), _("the phases together are longer than a day"), _("give them fewer minutes"))
        self.agenda = Agenda(name_of(path), name, description, phases, self._speaking(values.get("speaking", {})))

    def _phase(self, block: dict[str, Any], place: Place) -> AgendaPhase:
        self.known_keys(block, _PHASE_KEYS, place)
        name = self.name(block, place, _("this phase has no name"))
        phase_id = block.get("id", slug(name.text("fr")))
        if not isinstance(phase_id, str) or not _IDENTIFIER.fullmatch(phase_id):
            way_out = _("use letters without accents, digits and hyphens, such as “{example}”")
            what = _("“{value}” cannot be an identifier").format(value=shown(phase_id))
            self.tell((*place, "id"), what, way_out.format(example=slug(str(phase_id))))
        minutes = self._minutes(block.get("minutes"), (*place, "minutes"), 0, 1)
        return AgendaPhase(str(phase_id), name, minutes)

    def _speaking(self, values: object) -> LongSpeaking:
        plain = LongSpeaking()
        if not isinstance(values, dict):
            self.tell(("speaking",), _("this is not a block"), _("write [speaking], then share = 2 and after = 10"))
            return plain
        self.known_keys(values, _SPEAKING_KEYS, ("speaking",))
        share = values.get("share", plain.share)
        if not _is_number(share) or not 1 <= share <= _LARGEST_SHARE:
            what = _("“{value}” is not a number of even shares").format(value=shown(share))
            self.tell(("speaking", "share"), what, _("write a number from 1 to {most}").format(most=_LARGEST_SHARE))
            share = plain.share
        after = self._minutes(values.get("after"), ("speaking", "after"), plain.after, 0)
        return LongSpeaking(float(share), after)

    def _minutes(self, value: object, place: Place, left_out: int, least: int) -> int:
        if value is None:
            return left_out
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= LONGEST:
            return value
        what = _("“{value}” is not a number of minutes").format(value=shown(value))
        way_out = _("write a whole number from {least} to {most}, or leave the line out")
        self.tell(place, what, way_out.format(least=least, most=LONGEST))
        return left_out


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
