"""TOML data that facilitators write for the program: found in folders, and examined value by value.

Theme sets and agendas share this: a user's own file stands before a shipped one of the same name, a text may be given in
one language or two, and whatever is wrong is told with its line and the way out.
"""

import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from msgspec import Struct

from facilitator.language import LANGUAGES, _
from facilitator.model.fold import fold
from facilitator.model.problem import Problem
from facilitator.nearest import nearest
from facilitator.toml_file import LineIndex, Place, TomlFileError, shown


class Wording(Struct, frozen=True):
    """A text in French and English; where one is missing the other stands in."""

    fr: str = ""
    en: str = ""

    def text(self, language: str) -> str:
        """The text for a reader of ``language`` (``"fr"`` or ``"en"``)."""
        return (self.en or self.fr) if language == "en" else (self.fr or self.en)


def data_files(folders: Iterable[Path]) -> dict[str, Path]:
    """The TOML files of some folders, by name without the ending, sorted; hidden ones are passed over.

    Args:
        folders: a user's own first; a file there stands before a shipped one of the same name. A missing folder is no fault.
    """
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
            if not path.name.startswith("."):
                found.setdefault(name_of(path), path)
    return dict(sorted(found.items(), key=lambda item: fold(item[0])))


def name_of(path: Path) -> str:
    """What a data file is called: the name of the file without the ending, its accents composed."""
    return unicodedata.normalize("NFC", path.stem)


def data_file_named(name: str, folders: Iterable[Path], missing: str, refuse: type[TomlFileError]) -> Path:
    """The file that someone named, accents and case apart.

    Args:
        name: as typed.
        folders: as for ``data_files``.
        missing: what to say when there is none.
        refuse: the error to raise.

    Raises:
        TomlFileError: the one given; there is none, and the way out names the nearest, or all.
    """
    found = data_files(folders)
    exact = {fold(known): path for known, path in found.items()}.get(fold(name.strip()))
    if exact is not None:
        return exact
    near = nearest(name, found)
    way_out = (
        _("did you mean “{word}”?").format(word=near)
        if near
        else _("there are: {names}").format(names=", ".join(found))
    )
    raise refuse(Path(name), missing, way_out)


class Examination:
    """The values of a data file while they are read, and all that is wrong in them."""

    def __init__(self, path: Path, text: str) -> None:
        """Begin with nothing wrong.

        Args:
            path: the file, for its problems.
            text: the whole of it; one that ``parse_toml`` has accepted.
        """
        self._path = path
        self._lines = LineIndex(text)
        self._found: list[Problem] = []

    @property
    def problems(self) -> list[Problem]:
        """In the order of the lines."""
        return sorted(self._found, key=lambda problem: problem.line or 0)

    def tell(self, place: Place, what: str, way_out: str) -> None:
        """Keep something wrong at a place."""
        self._found.append(Problem(self._path, self._lines.line(place), what, way_out))

    def known_keys(self, values: dict[str, Any], known: tuple[str, ...], place: Place) -> None:
        """Tell every key that is not one of the known ones."""
        for key in values:
            if key not in known:
                near = nearest(key, known)
                mean = _("did you mean “{word}”?").format(word=near)
                way_out = mean if near else _("allowed: {names}").format(names=", ".join(known))
                self.tell((*place, key), _("“{key}” is not known here").format(key=shown(key)), way_out)

    def name(self, values: dict[str, Any], place: Place, missing: str) -> Wording:
        """The name at a place, in both languages; told with ``missing`` when there is none."""
        wording = self.texts(values.get("name", ""), (*place, "name"))
        if wording == Wording():
            self.tell((*place, "name"), missing, _('write name = { fr = "…", en = "…" }'))
        return wording or Wording()

    def texts(self, value: object, place: Place) -> Wording | None:
        """One text for all languages, or a table with one text a language; None, and told, when it is neither."""
        if isinstance(value, str):
            return Wording(fr=value.strip(), en=value.strip())
        if isinstance(value, dict) and all(key in LANGUAGES and isinstance(text, str) for key, text in value.items()):
            return Wording(**{key: text.strip() for key, text in value.items()})
        self.tell(place, _("this is not a text in French or English"), _('write { fr = "…", en = "…" }'))
        return None

    def used_once(self, block: str, key: str, values: list[str], twice: str) -> None:
        """Tell every value of a key that stands in two blocks.

        Args:
            block: the kind of block, such as ``"theme"``.
            key: the key in it.
            values: that of each block, in order; an empty one is no value.
            twice: what to say, with ``{value}`` and ``{line}``, the line of the first.
        """
        first: dict[str, int] = {}
        for index, value in enumerate(values):
            if value and value in first:
                line = self._lines.line((block, first[value], key))
                what = twice.format(value=shown(value), line=line or "?")
                self.tell((block, index, key), what, _("choose another one for one of the two"))
            first.setdefault(value, index)
