"""Theme sets: the TOML files that give a session its themes; found, read, checked, and searched for a word.

A set holds a name and a description, each as one text or as one text a language, and one ``[[theme]]`` block a theme with
``id``, ``letter``, ``colour`` and ``name``. The form is specified in ``docs/theme-sets.md``.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from msgspec import Struct

from facilitator.data_file import Examination, Wording, data_file_named, data_files, name_of
from facilitator.hand_words import COLOUR_WORDS, understood
from facilitator.language import _
from facilitator.model.fold import fold, slug
from facilitator.model.kinds import Colour
from facilitator.model.problem import Problem
from facilitator.nearest import nearest
from facilitator.toml_file import Place, TomlFileError, load_text, parse_toml, shown

if TYPE_CHECKING:
    from facilitator.model.session import Theme

_SET_KEYS = ("name", "description", "theme")
_THEME_KEYS = ("id", "name", "letter", "colour")
_BLOCK = re.compile(r"^\s*\[\[\s*(\w+)\s*\]\]", re.MULTILINE)
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


class ThemeSetError(TomlFileError):
    """A theme set cannot be used: which file, what is wrong, what to do, and in which line."""


class SetTheme(Struct, frozen=True):
    """One theme of a set, in both languages. ``letter`` picks it from the theme strip; empty when it has none."""

    id: str
    name: Wording
    letter: str = ""
    colour: Colour = Colour.GREY


class ThemeSet(Struct, frozen=True):
    """A theme set. ``id`` is the name of its file without the extension."""

    id: str
    name: Wording
    description: Wording
    themes: tuple[SetTheme, ...]


class Named(Protocol):
    """Anything with a name: a theme of the model, of the screen or of the typing line."""

    @property
    def name(self) -> str:
        """What people call it."""


AnyTheme = TypeVar("AnyTheme", bound=Named)


def find_theme_sets(folders: Iterable[Path]) -> dict[str, Path]:
    """The theme sets of some folders, by name, sorted.

    Args:
        folders: a user's own first; a set there stands before a shipped one of the same name. A missing folder is no fault.
    """
    return data_files(folders)


def theme_set_named(name: str, folders: Iterable[Path]) -> Path:
    """The file of the set that someone named, accents and case apart.

    Raises:
        ThemeSetError: there is none; the way out names the nearest, or all.
    """
    return data_file_named(name, folders, _("there is no theme set of this name"), ThemeSetError)


def looks_like_theme_set(text: str) -> bool:
    """Whether a TOML text is meant as a theme set: it has a name, which a session file never has, or themes alone.

    Args:
        text: the whole file, right or not.
    """
    head = text.split("[[", 1)[0]
    if re.search(r"^\s*(?:name\b|\[name\])", head, re.MULTILINE):
        return True
    return not re.search(r"^\s*[A-Za-z_]", head, re.MULTILINE) and set(_BLOCK.findall(text)) == {"theme"}


def read_theme_set(path: Path) -> ThemeSet:
    """The theme set of a file.

    Raises:
        ThemeSetError: the file cannot be read, or the first thing that is wrong in it.
    """
    examination = _examine(path)
    if examination.problems:
        first = examination.problems[0]
        raise ThemeSetError(path, first.what, first.way_out, first.line)
    return examination.theme_set


def check_theme_set(path: Path) -> list[Problem]:
    """All that is wrong in the file of a theme set, in the order of its lines; an empty list when it is right."""
    try:
        return _examine(path).problems
    except ThemeSetError as error:
        return [error.problem]


def themes_of(theme_set: ThemeSet, language: str) -> tuple["Theme", ...]:
    """The themes of a set as a session takes them.

    Args:
        theme_set: the set.
        language: that of the session, ``"fr"`` or ``"en"``.
    """
    from facilitator.model.session import Theme

    return tuple(
        Theme(id=theme.id, name=theme.name.text(language), letter=theme.letter, colour=theme.colour)
        for theme in theme_set.themes
    )


def suggest(word: str, themes: Iterable[AnyTheme]) -> AnyTheme | None:
    """The theme that an unknown ``#word`` probably means: the nearest by name, or by a word of its name.

    Args:
        word: what was typed after ``#``.
        themes: those to choose from; among equals a whole name stands before a word of a name.
    """
    choice: dict[str, AnyTheme] = {}
    known = list(themes)
    for theme in known:
        choice.setdefault(fold(theme.name), theme)
        choice.setdefault(slug(theme.name), theme)
    for theme in known:
        for part in re.split(r"\W+", fold(theme.name)):
            if len(part) >= 4:
                choice.setdefault(part, theme)
    near = nearest(word, choice)
    return choice[near] if near is not None else None


def _examine(path: Path) -> "_SetExamination":
    text = load_text(path, ThemeSetError)
    return _SetExamination(path, text, parse_toml(text, path, ThemeSetError))


class _SetExamination(Examination):
    """A set as read from its values, and all that is wrong in them."""

    def __init__(self, path: Path, text: str, values: dict[str, Any]) -> None:
        super().__init__(path, text)
        self.known_keys(values, _SET_KEYS, ())
        name = self.name(values, (), _("the set has no name"))
        blocks = values.get("theme", [])
        if not isinstance(blocks, list) or not blocks or not all(isinstance(block, dict) for block in blocks):
            self.tell(("theme",), _("the set has no themes"), _("write a [[theme]] block for each"))
            blocks = []
        themes = tuple(self._theme(block, ("theme", index)) for index, block in enumerate(blocks))
        twice = _("the identifier “{value}” is used twice, first in line {line}")
        self.used_once("theme", "id", [theme.id for theme in themes], twice)
        twice = _("the letter “{value}” is used twice, first in line {line}")
        self.used_once("theme", "letter", [theme.letter for theme in themes], twice)
        description = self.texts(values.get("description", ""), ("description",)) or Wording()
        self.theme_set = ThemeSet(name_of(path), name, description, themes)

    def _theme(self, block: dict[str, Any], place: Place) -> SetTheme:
        self.known_keys(block, _THEME_KEYS, place)
        name = self.name(block, place, _("this theme has no name"))
        theme_id = block.get("id", slug(name.text("fr")))
        if not isinstance(theme_id, str) or not _IDENTIFIER.fullmatch(theme_id):
            way_out = _("use letters without accents, digits and hyphens, such as “{example}”")
            what = _("“{value}” cannot be an identifier").format(value=shown(theme_id))
            self.tell((*place, "id"), what, way_out.format(example=slug(str(theme_id))))
        return SetTheme(str(theme_id), name, self._letter(block, place), self._colour(block, place))

    def _letter(self, block: dict[str, Any], place: Place) -> str:
        """A letter of the theme strip. Accented ones stand on the digit row of French keyboards, which picks by number."""
        letter = block.get("letter", "")
        if letter == "" or (isinstance(letter, str) and len(letter) == 1 and letter.isascii() and letter.isalpha()):
            return str(letter).upper()
        self.tell(
            (*place, "letter"),
            _("“{value}” is not one letter").format(value=shown(letter)),
            _("choose one from A to Z"),
        )
        return ""

    def _colour(self, block: dict[str, Any], place: Place) -> Colour:
        value = understood(block.get("colour", Colour.GREY.value), COLOUR_WORDS)
        names = [colour.value for colour in Colour]
        if value in names:
            return Colour(str(value))
        what = _("“{value}” is not a colour").format(value=shown(value))
        self.tell((*place, "colour"), what, _("allowed: {names}").format(names=", ".join(names)))
        return Colour.GREY
