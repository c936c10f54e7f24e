"""The user's settings: one commented TOML file, read value by value.

Every setting is described once, here; the comments of the file, the documentation and the manual are made of it. A wrong
value never stops the program: it is told with its line, and the default stands in its place.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from facilitator.language import _, mark
from facilitator.model.problem import Problem
from facilitator.storage.choices import LOOKS, REPORT_FORMATS

KEYS = "keys"
"""The section of the file that gives acts other keys."""


class Setting(Struct, frozen=True):
    """What a setting is for, and what it takes: one of ``allowed``, or a number within ``bounds``, or any text.

    ``sentence`` is a marked source string. A setting whose default is several values takes a list of ``allowed`` ones.
    """

    sentence: str
    allowed: tuple[str, ...] = ()
    bounds: tuple[int, int] | None = None


_DESCRIBED = {
    "language": Setting(
        mark("Language of the screen and of messages; auto takes that of the system."), ("auto", "fr", "en")
    ),
    "look": Setting(mark("Look of the screen."), LOOKS),
    "themes": Setting(mark("Theme set of a new session; empty: none, but the start screen proposes one.")),
    "agenda": Setting(mark("Agenda of a new session: its phases with their minutes; empty: none.")),
    "minutes": Setting(mark("Planned minutes of a new session."), bounds=(1, 1440)),
    "scribe": Setting(mark("Name of whoever captures; it signs the notes and has its own steps of undo.")),
    "formats": Setting(mark("What closing writes; the dialog of closing starts with these."), REPORT_FORMATS),
    "preview": Setting(mark("Show the synthesis as it will read, below the editor, while it is being written.")),
    "motion": Setting(mark("Let things glide on the screen instead of standing at their place at once.")),
    "linear": Setting(
        mark("Open sessions without a screen: a prompt, one line an event (for screen readers and slow links).")
    ),
}


class Settings(Struct, frozen=True):
    """The values in use, by default those that stand here; what each is for stands in ``_DESCRIBED``."""

    language: str = "auto"
    look: str = "dark"
    themes: str = ""
    agenda: str = ""
    minutes: int = 75
    scribe: str = ""
    formats: tuple[str, ...] = ("md", "html")
    preview: bool = True
    motion: bool = False
    linear: bool = False
    keys: Mapping[str, str] = {}


class SettingsRead(Struct, frozen=True):
    """What a settings file says: the values in use, the names of those that stand in the file, and what is wrong in it."""

    path: Path
    settings: Settings = field(default_factory=Settings)
    given: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


def described() -> dict[str, tuple[Setting, Any]]:
    """Every setting by name, in the order of the file, with its default; the keys are not among them."""
    default = Settings()
    return {name: (setting, getattr(default, name)) for name, setting in _DESCRIBED.items()}


def read_settings(path: Path, known: Mapping[str, Callable[[], Iterable[str]]] | None = None) -> SettingsRead:
    """Read the settings.

    Args:
        path: the file; when there is none, every setting has its default.
        known: for settings whose values depend on the machine (theme sets, agendas), what may stand there beside nothing;
            asked only when the file has them.

    Returns:
        The settings, whatever the file holds.
    """
    if not path.exists():
        return SettingsRead(path)
    from facilitator.toml_file import TomlFileError, load_text, parse_toml

    try:
        text = load_text(path, TomlFileError)
        return _examined(path, text, parse_toml(text, path, TomlFileError), known or {})
    except TomlFileError as error:
        return SettingsRead(path, problems=(error.problem,))


def _examined(
    path: Path, text: str, values: dict[str, Any], known: Mapping[str, Callable[[], Iterable[str]]]
) -> SettingsRead:
    from facilitator.data_file import Examination

    examination = Examination(path, text)
    settings = described()
    examination.known_keys(values, (*settings, KEYS), ())
    taken: dict[str, Any] = {}
    for name, (setting, default) in settings.items():
        if name in values:
            sorts = known.get(name)
            allowed = ("", *sorts()) if sorts is not None else setting.allowed
            wrong = _wrong(values[name], default, allowed, setting.bounds)
            if wrong:
                examination.tell((name,), *_told(name, values[name], wrong, default))
            else:
                taken[name] = tuple(values[name]) if isinstance(default, tuple) else values[name]
    keys = _keys(values.get(KEYS, {}), examination)
    return SettingsRead(path, Settings(**taken, keys=keys), frozenset(taken), tuple(examination.problems))


def _wrong(value: Any, default: Any, allowed: tuple[str, ...], bounds: tuple[int, int] | None) -> str:
    """What may stand in the place of a wrong value; empty when it is right."""
    if isinstance(default, bool):
        return "" if isinstance(value, bool) else "true, false"
    if bounds is not None:
        right = isinstance(value, int) and not isinstance(value, bool) and bounds[0] <= value <= bounds[1]
        return "" if right else _("{least} to {most}").format(least=bounds[0], most=bounds[1])
    if isinstance(default, tuple):
        right = isinstance(value, list) and all(isinstance(one, str) and one in allowed for one in value)
        return "" if right else _("a list of {values}").format(values=", ".join(toml_value(word) for word in allowed))
    if allowed:
        return "" if value in allowed else ", ".join(toml_value(word) for word in allowed)
    return "" if isinstance(value, str) else _("a text between quotation marks")


def _told(name: str, value: Any, allowed: str, default: Any) -> tuple[str, str]:
    from facilitator.toml_file import shown

    what = _("“{value}” is no value of {setting}").format(value=shown(value), setting=name)
    way_out = _("allowed: {allowed}; until then {default}").format(allowed=allowed, default=toml_value(default))
    return what, way_out


def _keys(value: Any, examination: Any) -> dict[str, str]:
    """The keys of acts, several of one act separated by commas; whether there are such acts and keys is the screen's affair."""
    if not isinstance(value, dict):
        examination.tell((KEYS,), _("the keys are no section"), _('write [keys], and below it undo = "ctrl+z"'))
        return {}
    keys: dict[str, str] = {}
    for act, said in _flat(value):
        words = [said] if isinstance(said, str) else said
        if isinstance(words, list) and words and all(isinstance(word, str) and word.strip() for word in words):
            keys[act] = ",".join(word.strip() for word in words)
        else:
            examination.tell(
                (KEYS, act), _("“{act}” names no key").format(act=act), _('write {act} = "ctrl+u"').format(act=act)
            )
    return keys


def _flat(values: dict[str, Any], before: str = "") -> Iterable[tuple[str, Any]]:
    """A command's id may hold a dot, which TOML reads as a table inside a table."""
    for name, value in values.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def toml_value(value: str | int | bool | tuple[str, ...]) -> str:
    """A value as the file writes it."""
    from facilitator.storage.toml_text import toml_list, toml_string

    if isinstance(value, tuple):
        return toml_list(value)
    return (
        str(value).lower() if isinstance(value, bool) else toml_string(value) if isinstance(value, str) else str(value)
    )


def settings_text() -> str:
    """A settings file in the spoken language that says everything and sets nothing: each setting with its default."""
    head = (
        _("Settings of Facilitator. Take the # away before a line to set it."),
        _("Wrong values are told when the program starts, and the default stands in their place."),
    )
    keys = (
        _("Other keys for acts, by their id: “facilitator keys --ids” lists the ids."),
        _("“facilitator keys --check” tells what gets in the way of what."),
    )
    lines = [*(f"# {sentence}" for sentence in head), ""]
    for name, (setting, default) in described().items():
        lines += [f"# {_(setting.sentence)}", *(f"# {part}" for part in allowed_lines(setting, default))]
        lines += [f"# {name} = {toml_value(default)}", ""]
    lines += [
        *(f"# {sentence}" for sentence in keys),
        "[keys]",
        '# undo = "ctrl+z"',
        '# close = ["f9", "shift+f9"]',
        '# note_star = "x"',
    ]
    return "\n".join(lines) + "\n"


def settings_table() -> str:
    """Every setting as a Markdown table in the spoken language: name, default, what it takes, what it is for."""
    heads = (_("setting"), _("default"), _("allowed"), _("what it does"))
    rows = [f"| {' | '.join(heads)} |", "| --- | --- | --- | --- |"]
    for name, (setting, default) in described().items():
        allowed = _allowed(setting, default) or _("a text")
        rows.append(f"| `{name}` | `{toml_value(default)}` | {allowed} | {_(setting.sentence)} |")
    return "\n".join(rows) + "\n"


def allowed_lines(setting: Setting, default: Any) -> list[str]:
    """What a setting takes, in words, as lines of a comment; none when it takes any text."""
    from textwrap import wrap

    words = _allowed(setting, default)
    return [] if not words else wrap(_("Allowed: {allowed}").format(allowed=words), 100, break_on_hyphens=False)


def _allowed(setting: Setting, default: Any) -> str:
    if isinstance(default, bool):
        return "true, false"
    if setting.bounds is not None:
        return _("{least} to {most}").format(least=setting.bounds[0], most=setting.bounds[1])
    words = ", ".join(setting.allowed)
    return _("a list of {values}").format(values=words) if isinstance(default, tuple) else words
