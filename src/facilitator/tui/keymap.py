"""Keys that the user gave to acts: which act is meant, what its keys are called, and where two get in each other's way.

An act is named by its id, that of the typing line, of a note or of a participant with the place before it: ``undo``,
``typing_theme``, ``note_star``, ``people_speak``. Nothing here needs the screen, so that ``facilitator keys`` need not load it.
"""

import re
import unicodedata
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from facilitator.language import _, mark
from facilitator.nearest import nearest
from facilitator.tui.acts import NOTE_ACTS, PEOPLE_ACTS, SESSION_ACTS, TYPING_ACTS, Act

PLACES: dict[str, tuple[Act, ...]] = {
    "": SESSION_ACTS,
    "typing_": TYPING_ACTS,
    "note_": NOTE_ACTS,
    "people_": PEOPLE_ACTS,
}
"""The tables of acts by what stands before their ids."""
EDITOR_KEYS = frozenset(
    {"ctrl+a", "ctrl+c", "ctrl+d", "ctrl+e", "ctrl+f", "ctrl+k", "ctrl+u", "ctrl+v", "ctrl+w", "ctrl+x"}
    | {"left", "right", "up", "down", "home", "end", "backspace", "delete", "ctrl+left", "ctrl+right"}
    | {"enter", "tab", "shift+tab", "ctrl+backspace", "alt+backspace", "alt+delete"}
)
"""Keys with which text is edited; where one types they never come to an act of the session."""
FIXED_KEYS = frozenset({"escape", "ctrl+p", "ctrl+c"})
"""Back to typing, the palette, leave: the same everywhere."""
_LIST_KEYS = frozenset({"up", "down", "home", "end", "pageup", "pagedown"})
_NAMED = frozenset(
    {"escape", "enter", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown"}
    | {"up", "down", "left", "right"}
    | {f"f{number}" for number in range(1, 25)}
)
_MODIFIERS = frozenset({"ctrl", "alt", "shift", "super", "hyper", "meta"})
_SIGNS = {
    "minus": "-",
    "plus": "+",
    "slash": "/",
    "backslash": "\\",
    "at": "@",
    "underscore": "_",
    "less_than_sign": "<",
    "greater_than_sign": ">",
}
_SHOWN = {
    "enter": mark("Enter"),
    "escape": mark("Esc"),
    "space": mark("Space"),
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "backspace": "⌫",
    "delete": mark("Del"),
    "insert": mark("Ins"),
    "home": mark("Home"),
    "end": mark("End"),
    "pageup": mark("PgUp"),
    "pagedown": mark("PgDn"),
    "shift": mark("Shift"),
    "ctrl": mark("Ctrl"),
    "alt": "Alt",
}
_KEY_IN_WORDS = re.compile(r"(?<![\w^])(?:F\d{1,2}|\^[A-Z])(?!\w)")
_named_now: dict[str, str] = {}


class Fault(Struct, frozen=True):
    """Something wrong with the keys of a command: what, and the way out."""

    command: str
    what: str
    way_out: str


def commands() -> dict[str, Act]:
    """Every act that can be given other keys, by its id in the settings."""
    return {f"{before}{act.id}": act for before, acts in PLACES.items() for act in acts}


def usable(keys: Mapping[str, str]) -> dict[str, str]:
    """The keys of the settings that name an act and are keys, written as the screen names them.

    Args:
        keys: keys by command id, several of one act separated by commas.
    """
    known = commands()
    found = {}
    for command, said in keys.items():
        each = [key for key in map(key_named, said.split(",")) if key]
        if command in known and each:
            found[command] = ",".join(each)
    return found


def remapped(acts: tuple[Act, ...], before: str, keys: Mapping[str, str]) -> tuple[Act, ...]:
    """Acts with the keys that the user gave them.

    Args:
        acts: a table of acts.
        before: what stands before their ids, see ``PLACES``.
        keys: what ``usable`` returned.
    """
    return tuple(
        replace(act, keys=given, key_name=key_words(given))
        if (given := keys.get(f"{before}{act.id}"))
        else replace(act, key_name=with_keys(act.key_name))
        for act in acts
    )


def use_keys(keys: Mapping[str, str]) -> None:
    """Have ``with_keys`` name these keys from now on.

    Args:
        keys: what ``usable`` returned.
    """
    _named_now.clear()
    for command, act in commands().items():
        if command in keys and _KEY_IN_WORDS.fullmatch(act.key_name):
            _named_now[act.key_name] = key_words(keys[command])


def with_keys(sentence: str) -> str:
    """A sentence of the program that names keys as they are at first, with the keys that the user gave their acts.

    Args:
        sentence: before anything that people typed is put into it.
    """
    return _KEY_IN_WORDS.sub(lambda key: _named_now.get(key[0], key[0]), sentence) if _named_now else sentence


def key_named(written: str) -> str:
    """A key as the screen names it; empty when it is none.

    Args:
        written: as typed: ``ctrl+k``, ``Ctrl+K``, ``^k``, ``F5``, ``é``, ``question_mark``.
    """
    text = written.strip()
    if len(text) == 2 and text[0] == "^":
        text = f"ctrl+{text[1]}"
    if len(text) == 1:
        return text if text.isprintable() and not text.isspace() else ""
    *modifiers, base = text.lower().split("+")
    if not _MODIFIERS.issuperset(modifiers) or len(set(modifiers)) < len(modifiers):
        return ""
    right = base in _NAMED or base in _SIGNS or len(base) == 1 or _has_unicode_name(base)
    return "+".join([*sorted(modifiers), base]) if right and base else ""


def key_words(keys: str) -> str:
    """The first of some keys as people read it: ``^K``, ``F5``, ``Shift+↑``."""
    *modifiers, base = keys.split(",", maxsplit=1)[0].split("+")
    if modifiers == ["ctrl"] and len(base) == 1:
        return f"^{base.upper()}"
    if base in _NAMED and base.startswith("f") and base[1:].isdigit():
        said = base.upper()
    else:
        said = _(_SHOWN[base]) if base in _SHOWN else _sign(base) or base
    return "+".join([*(_(_SHOWN.get(one, one)) for one in modifiers), said])


def taken_by_terminals(key: str) -> bool:
    """Whether some terminal or multiplexer keeps this key for itself, or lets it arrive as something else.

    Flow control, tmux, the menus of GNOME Terminal, and AltGr, which is Ctrl+Alt.
    """
    if key in ("ctrl+s", "ctrl+q", "ctrl+b", "f1", "f10", "f11"):
        return True
    parts = key.split("+")
    return {"ctrl", "alt"} <= set(parts) or (parts[0] == "alt" and parts[-1].isdigit())


def faults(keys: Mapping[str, str]) -> list[Fault]:
    """All that is wrong with keys of the settings: unknown ids, no keys, conflicts, keys that do not arrive.

    Args:
        keys: keys by command id as the settings hold them.
    """
    known, found = commands(), list[Fault]()
    for command, said in keys.items():
        if command not in known:
            near = nearest(command, known)
            way_out = _("did you mean “{word}”?").format(word=near) if near else _("facilitator keys --ids lists them")
            found.append(Fault(command, _("there is no act “{act}”").format(act=command), way_out))
            continue
        each = said.split(",")
        wrong = [key.strip() for key in each if not key_named(key)]
        if wrong:
            what = _("“{key}” is no key").format(key=", ".join(wrong))
            found.append(Fault(command, what, _("such as ctrl+k, f5, shift+up, é")))
        elif all(taken_by_terminals(key_named(key)) for key in each):
            what = _("{keys}: terminals keep this key for themselves").format(keys=said)
            found.append(Fault(command, what, _("give it another one beside")))
    return [*found, *_conflicts(usable(keys))]


def _conflicts(keys: Mapping[str, str]) -> list[Fault]:
    """Keys that the user gave to one act and that another one, or typing itself, has already."""
    tables = {before: remapped(acts, before, keys) for before, acts in PLACES.items()}
    found: list[Fault] = []
    for command, said in keys.items():
        before = next(start for start in ("typing_", "note_", "people_", "") if command.startswith(start))
        for key in said.split(","):
            other = _other_act(tables, before, command, key)
            if before in ("", "typing_") and _types(key):
                what = _("{key} types a character: where notes are typed it never comes to the act").format(key=key)
                found.append(Fault(command, what, _("take one with ctrl+, or a function key")))
            elif other:
                what = _("{key} is that of “{other}” too").format(key=key, other=other)
                found.append(Fault(command, what, _("give one of the two another key")))
            elif key in FIXED_KEYS or key in _taken_in(before):
                what = _("{key} has its own meaning there").format(key=key)
                found.append(Fault(command, what, _("give it another key")))
    return found


def _other_act(tables: Mapping[str, tuple[Act, ...]], before: str, command: str, key: str) -> str:
    """Another act that has this key in the same place, or everywhere; an act of the session also minds those of all places."""
    where = tables if before == "" else {"": tables[""], before: tables[before]}
    for start, acts in where.items():
        for act in acts:
            if f"{start}{act.id}" != command and key in act.keys.split(","):
                return f"{start}{act.id}"
    return ""


def _taken_in(before: str) -> frozenset[str]:
    """Keys that stand for something else in a place. The typing line gives its own ones away."""
    if before == "typing_":
        return EDITOR_KEYS - {"enter", "tab", "up"}
    return EDITOR_KEYS if before == "" else _LIST_KEYS


def _types(key: str) -> bool:
    """Whether a key alone types a character."""
    return "+" not in key and key not in _NAMED - {"space"}


def _has_unicode_name(base: str) -> bool:
    return bool(_sign(base))


def _sign(base: str) -> str:
    """The sign that a key's long name stands for; empty when it names none."""
    if base in _SIGNS:
        return _SIGNS[base]
    if len(base) == 1:
        return base
    try:
        return unicodedata.lookup(base.replace("_", " "))
    except KeyError:
        return ""
