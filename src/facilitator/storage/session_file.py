"""The session file, NAME.toml: read, checked and rendered. Its form is specified in ``docs/session-file.md``.

Reading is careful: whatever the file is, it ends in a session or in one ``SessionFileError`` with line and way out.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, ValidationError

from facilitator.language import LANGUAGES, _
from facilitator.model.consent import Act, Consent
from facilitator.model.kinds import ClockAct, Colour, Kind, Section
from facilitator.model.problem import Problem
from facilitator.model.texts import Field
from facilitator.storage.migrate import NotMigratedError, migrate
from facilitator.storage.session_text import SessionText
from facilitator.storage.tidy import BLOCKS, Finding, Tidied, meant, unknown_key
from facilitator.toml_file import LineIndex, Place, TomlFileError, load_text, parse_toml, shown

if TYPE_CHECKING:
    from facilitator.model.session import Session

__all__ = [
    "SessionFileError",
    "SessionText",
    "check_session_file",
    "parse_session",
    "read_session",
    "session_in",
]

_ALLOWED: dict[str, tuple[str, ...]] = {
    "kind": tuple(Kind),
    "section": tuple(Section),
    "colour": tuple(Colour),
    "language": LANGUAGES,
    "consent": tuple(Consent),
    "act": tuple(ClockAct),
    "field": tuple(Field),
    "how": tuple(Act),
}
_BLOCK_OF = {model: block for block, model in BLOCKS.items()}


class SessionFileError(TomlFileError):
    """A session file cannot be read: which, what is wrong, what to do, and in which line."""


def read_session(path: Path) -> "Session":
    """The session of a file.

    Raises:
        SessionFileError: it cannot be read; the file stays as it is.
    """
    return parse_session(load_text(path, SessionFileError), path)


def parse_session(text: str, path: Path) -> "Session":
    """The session that a text holds; older forms are migrated in memory.

    Args:
        text: the whole file.
        path: where it came from, for errors, and for the identifier of a session that has none.

    Raises:
        SessionFileError: the first thing that is wrong.
    """
    examined = _examine(text, path)
    if examined.session is None:
        first = examined.faults[0]
        raise SessionFileError(path, first.what, first.way_out, first.line)
    return examined.session


def session_in(data: bytes, path: Path) -> "Session":
    """The session that the bytes of a file hold; a byte order mark in front is passed over.

    Args:
        data: the whole file.
        path: where it came from, for errors.

    Raises:
        SessionFileError: the first thing that is wrong.
    """
    try:
        return parse_session(data.decode("utf-8-sig"), path)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SessionFileError(path, _("this is not UTF-8 text"), _("save it as UTF-8 in your editor"), line) from None


def check_session_file(path: Path) -> list[Problem]:
    """All that is wrong in a session file, in the order of its lines; also what does not keep it from being read."""
    try:
        examined = _examine(load_text(path, SessionFileError), path)
    except SessionFileError as error:
        return [error.problem]
    return sorted([*examined.faults, *examined.oddities], key=_by_line)


class _Examined(Struct, frozen=True):
    """A session, or the faults for which there is none."""

    session: "Session | None"
    faults: list[Problem]
    oddities: list[Problem]


def _examine(text: str, path: Path) -> _Examined:
    from facilitator.model.session import FORMAT, Session

    values, lines = parse_toml(text, path, SessionFileError), LineIndex(text)
    _refuse_format(values, FORMAT, path, lines)
    try:
        tidied = Tidied(migrate(values, FORMAT), path.stem, lines)
    except NotMigratedError as error:
        raise SessionFileError(path, error.what, error.way_out, lines.line(error.place)) from None
    faults, session = list(tidied.faults), None
    try:
        session = Session.checked(tidied.values)
    except ValidationError:
        session, found = _forgiven(tidied.values)
        faults += found

    def problems(findings: list[Finding]) -> list[Problem]:
        found = [Problem(path, lines.line(finding.place), finding.what, finding.way_out) for finding in findings]
        return sorted(found, key=_by_line)

    return _Examined(None if faults else session, problems(faults), problems(tidied.oddities))


def _forgiven(values: dict[str, Any]) -> tuple["Session | None", list[Finding]]:
    """The session of values of which not all have the right type, such as a number between quotation marks; or what is wrong."""
    from pydantic import ValidationError

    from facilitator.model.session import Session
    from facilitator.model.validator import validator_of

    try:
        return Session.checked(validator_of(Session).model_validate(values).model_dump()), []
    except ValidationError as error:
        return None, [_finding(detail) for detail in error.errors(include_url=False)]


def _by_line(problem: Problem) -> int:
    return problem.line or 0


def _refuse_format(values: dict[str, Any], newest: int, path: Path, lines: LineIndex) -> None:
    """An empty file is refused too: it is what an interrupted copy leaves, and the work may still be in the journal."""
    if not values:
        raise SessionFileError(path, _("this file is empty"), _("“facilitator recover” shows what is kept elsewhere"))
    found = values.get("format", 0)
    if not isinstance(found, int) or isinstance(found, bool) or found < 0:
        what = _("“{value}” is not a format of session files").format(value=shown(found))
        way_out = _("write format = {newest}").format(newest=newest)
        raise SessionFileError(path, what, way_out, lines.line(("format",)))
    if found > newest:
        what = _("this file was made by a newer version of Facilitator (format {found})").format(found=shown(found))
        raise SessionFileError(path, what, _("open it with that version; it stays as it is"), lines.line(("format",)))


def _finding(detail: Any) -> Finding:
    """What the validator found wrong, in words of the program."""
    place: Place = (_BLOCK_OF.get(detail["loc"][0], detail["loc"][0]), *detail["loc"][1:])
    key = str(next((step for step in reversed(place) if isinstance(step, str)), ""))
    kind, value, limits = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "missing":
        return Finding(place, _("“{key}” is missing").format(key=key), _('write {key} = "…"').format(key=key))
    if kind == "extra_forbidden":
        return Finding(place, unknown_key(key), meant(key, _keys_of(place)))
    if key in _ALLOWED and kind in ("enum", "literal_error"):
        allowed = _("allowed: {names}").format(names=", ".join(_ALLOWED[key]))
        return Finding(place, _("“{value}” is not right for “{key}”").format(value=shown(value), key=key), allowed)
    way_out = _WAYS_OUT.get(kind, "")
    if way_out:
        way_out = _ways_out()[way_out].format(key=key, **{name: str(limit) for name, limit in limits.items()})
    return Finding(place, _("“{value}” is not right for “{key}”").format(value=shown(value), key=key), way_out)


def _keys_of(place: Place) -> tuple[str, ...]:
    """The keys that the block of a place may have."""
    from facilitator.model.room import RECORDS
    from facilitator.model.session import Extra, Note, Participant, Theme
    from facilitator.model.value import Value

    models: dict[str, type[Value]] = {"theme": Theme, "person": Participant, "note": Note, "section": Extra}
    models |= dict(RECORDS.values())
    model = models.get(str(place[0]))
    return model.__struct_fields__ if model else ()


_WAYS_OUT = {
    "string_type": "text",
    "string_too_short": "some_text",
    "string_too_long": "short_text",
    "string_pattern_mismatch": "identifier",
    "int_type": "number",
    "int_parsing": "number",
    "int_from_float": "number",
    "bool_type": "bool",
    "bool_parsing": "bool",
    "tuple_type": "list",
    "greater_than_equal": "least",
    "less_than_equal": "most",
}


def _ways_out() -> dict[str, str]:
    return {
        "text": _('write text between quotation marks: {key} = "…"'),
        "some_text": _("write something between the quotation marks"),
        "short_text": _("at most {max_length} characters"),
        "identifier": _("use letters without accents, digits and hyphens"),
        "number": _("write a whole number without quotation marks"),
        "bool": _("write true or false, without quotation marks"),
        "list": _('write {key} = ["…", "…"]'),
        "least": _("at least {ge}"),
        "most": _("at most {le}"),
    }
