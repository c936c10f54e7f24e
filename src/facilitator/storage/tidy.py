"""From the values of a session file, which people may write by hand, to those of the model.

Tolerant where nothing can be lost: an identifier left out, a kind in French, a theme or a speaker called by name. What
could be meant in two ways is a fault, told with its place.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from msgspec import Struct

from facilitator.hand_words import COLOUR_WORDS, KIND_WORDS, SECTION_WORDS, understood
from facilitator.language import _
from facilitator.model.fold import fold, slug
from facilitator.nearest import nearest
from facilitator.toml_file import LineIndex, Place, shown

Values = dict[str, Any]

RECORD_BLOCKS = {
    "presence": "presences",
    "wording": "wordings",
    "phase": "phases",
    "clock": "clock",
    "waiting": "queue",
    "turn": "turns",
    "vote": "votes",
    "passage": "passages",
    "name": "name_decisions",
}
"""The blocks of what was recorded in the room, as ``model.room.RECORDS`` has them; a test holds the two together."""
BLOCKS = {"theme": "themes", "person": "people", "note": "notes", "section": "extras", **RECORD_BLOCKS}
"""What a block is called in the file, and in the model."""
SCALARS = (
    "id",
    "title",
    "language",
    "place",
    "minutes",
    "theme_set",
    "agenda",
    "speaking_share",
    "speaking_after",
    "created",
    "started",
    "closed",
    "read_back",
    "read_back_words",
    "question",
    "synthesis",
)
"""The keys above the blocks, in the order in which they are written; ``format`` stands before them."""
_MOMENTS = ("created", "started", "closed", "read_back")


class Finding(Struct, frozen=True):
    """Something in the file that is not right: where, what, what to do."""

    place: Place
    what: str
    way_out: str = ""


class Tidied:
    """A session file's values as the model takes them.

    ``values`` is for ``Session.checked``. ``faults`` keep the file from being read; ``oddities`` do not, but somebody
    who checks the file wants to know them.
    """

    def __init__(self, found: Values, name: str, lines: LineIndex) -> None:
        """Tidy the values of a file.

        Args:
            found: the values, in today's format.
            name: what the file is called, for the identifier of a session that has none.
            lines: in which line each value stands.
        """
        self._lines = lines
        self.faults: list[Finding] = []
        self.oddities: list[Finding] = []
        self._known_keys(found)
        self.values: Values = {key: found[key] for key in SCALARS if key in found}
        self._facts(name)
        blocks = {block: self._blocks(found, block) for block in BLOCKS}
        for block, values in blocks.items():
            self.values[BLOCKS[block]] = values
        for block in ("theme", "person", "note", *RECORD_BLOCKS):
            self._identify(block, blocks[block])
        self._themes = _References(blocks["theme"])
        self._people = _References(blocks["person"])
        for theme in blocks["theme"]:
            _understand(theme, "colour", COLOUR_WORDS)
        for index, note in enumerate(blocks["note"]):
            self._note(note, ("note", index))
        for block in RECORD_BLOCKS:
            for index, record in enumerate(blocks[block] if block != "passage" else []):
                self._record(record, (block, index))
        kept = [self._passage(one, ("passage", index)) for index, one in enumerate(blocks["passage"])]
        self.values["passages"] = [one for one, stays in zip(blocks["passage"], kept, strict=True) if stays]

    def _fault(self, place: Place, what: str, way_out: str = "") -> None:
        self.faults.append(Finding(place, what, way_out))

    def _known_keys(self, found: Values) -> None:
        known = ("format", *SCALARS, *BLOCKS)
        for key in found:
            if key not in known:
                self._fault((key,), unknown_key(key), meant(key, known))

    def _facts(self, name: str) -> None:
        values = self.values
        if values.get("id", "") == "":
            said = [str(values.get(key, "")) for key in ("title", "question")]
            values["id"] = f"{slug(name, 'session')}-{_digest(name, *said)}"
        if isinstance(values.get("language"), str):
            values["language"] = values["language"].strip().lower()
        for key in _MOMENTS:
            self._moment(values, key, (key,))

    def _blocks(self, found: Values, block: str) -> list[Values]:
        """The blocks of one name; a single ``[note]`` counts as the only ``[[note]]``."""
        values = found.get(block, [])
        values = [values] if isinstance(values, dict) else values
        if isinstance(values, list) and all(isinstance(value, dict) for value in values):
            return [dict(value) for value in values]
        what = _("“{key}” is not a block").format(key=block)
        self._fault((block,), what, _("write [[{key}]] on a line of its own, its values below").format(key=block))
        return []

    def _identify(self, block: str, values: list[Values]) -> None:
        """Give an identifier to what has none, made from what it says; one used twice is a fault."""
        first: dict[str, int] = {}
        for index, value in enumerate(values):
            found = value.get("id", "")
            if isinstance(found, str) and found:
                if found in first:
                    self._twice(block, found, first[found], index)
                first.setdefault(found, index)
        taken = set(first)
        for value in values:
            if value.get("id", "") == "":
                value["id"] = _free(_derived(block, value), taken)
                taken.add(value["id"])

    def _twice(self, block: str, found: str, first: int, second: int) -> None:
        lines = [self._lines.line((block, index, "id")) for index in (first, second)]
        what = _("the identifier “{value}” is used twice, in lines {first} and {second}").format(
            value=shown(found), first=lines[0] or "?", second=lines[1] or "?"
        )
        self._fault((block, second, "id"), what, _("give one of the two another one, or take its line out"))

    def _note(self, note: Values, place: Place) -> None:
        _understand(note, "kind", KIND_WORDS)
        _understand(note, "section", SECTION_WORDS)
        if "at" in note:
            self._moment(note, "at", (*place, "at"))
        if "themes" in note:
            note["themes"] = self._themes_of(note["themes"], (*place, "themes"))
        if isinstance(note.get("who"), (str, list)):
            names = [note["who"]] if isinstance(note["who"], str) else note["who"]
            note["who"] = [(self._people.find(name) or name) if isinstance(name, str) else name for name in names]
        speaker = note.get("speaker", "")
        if isinstance(speaker, str) and speaker and speaker not in self._people.ids:
            person = self._people.find(speaker)
            if person is None:
                what = _("the speaker “{value}” is not among the people").format(value=shown(speaker))
                self.oddities.append(Finding((*place, "speaker"), what, meant(speaker, self._people.names)))
            note["speaker"] = person or speaker

    def _record(self, record: Values, place: Place) -> None:
        """Moments with their zone, and people by name."""
        for key in ("at", "start", "end"):
            if key in record:
                self._moment(record, key, (*place, key))
        person = record.get("person")
        if isinstance(person, str):
            record["person"] = self._people.find(person) or person

    def _passage(self, passage: Values, place: Place) -> bool:
        """Keep a passage within the synthesis and to the notes that there are; whether anything is left of it.

        Whoever edits the synthesis by hand need not count characters.
        """
        length = len(str(self.values.get("synthesis", "")))
        for key in ("start", "end"):
            found = passage.get(key)
            if isinstance(found, int) and not isinstance(found, bool) and not 0 <= found <= length:
                what = _("“{key}” is outside the synthesis, which has {count} characters").format(key=key, count=length)
                self.oddities.append(Finding((*place, key), what))
                passage[key] = max(0, min(found, length))
        notes = passage.get("notes", [])
        notes = [notes] if isinstance(notes, str) else notes
        if isinstance(notes, list) and all(isinstance(one, str) for one in notes):
            known = [note.get("id") for note in self.values["notes"]]
            for one in notes:
                if one not in known:
                    what = _("there is no note “{value}”").format(value=shown(one))
                    self.oddities.append(Finding((*place, "notes"), what))
            passage["notes"] = notes = [one for one in notes if one in known]
        start, end = passage.get("start"), passage.get("end")
        if notes == [] or (isinstance(start, int) and isinstance(end, int) and start >= end):
            self.oddities.append(Finding(place, _("this passage is of nothing: it is left out")))
            return False
        return True

    def _themes_of(self, found: object, place: Place) -> object:
        """Identifiers of themes; a theme that the session does not have is added, so that no tag is lost."""
        references = [found] if isinstance(found, str) else found
        if not isinstance(references, list):
            return found
        return [self._theme_of(one, place) if isinstance(one, str) else one for one in references]

    def _theme_of(self, reference: str, place: Place) -> str:
        known = self._themes.find(reference)
        if known is not None:
            return known
        name = reference.strip()
        what = _("there is no theme “{value}”").format(value=shown(reference))
        if not name:
            self._fault(place, what, _("take it out"))
            return reference
        self.oddities.append(
            Finding(place, what, meant(name, self._themes.names) or _("write a [[theme]] block for it"))
        )
        theme = {"id": _free(slug(name, "theme"), self._themes.ids), "name": name}
        self.values["themes"].append(theme)
        self._themes.add(theme)
        return theme["id"]

    def _moment(self, values: Values, key: str, place: Place) -> None:
        """A date and time with its zone; the validator would also take bare numbers, as seconds since 1970."""
        found = values.get(key)
        if isinstance(found, str):
            with suppress(ValueError):
                values[key] = found = datetime.fromisoformat(found.strip())
        if found is None or (isinstance(found, datetime) and found.tzinfo is not None):
            return
        del values[key]
        what = _("“{value}” is not a date and time").format(value=shown(found))
        if isinstance(found, date):
            what = _("“{key}” lacks its time of day or its time zone").format(key=key)
        self._fault(place, what, _("write it like {example}").format(example="2026-05-12T14:00:00+02:00"))


class _References:
    """What a note may call by identifier, by name or by letter."""

    def __init__(self, values: Iterable[Values]) -> None:
        self.ids: set[str] = set()
        self.names: list[str] = []
        self._by_name: dict[str, str] = {}
        for value in values:
            self.add(value)

    def add(self, value: Values) -> None:
        if not isinstance(value.get("id"), str):
            return
        self.ids.add(value["id"])
        for name in (value.get("name"), value.get("letter")):
            if isinstance(name, str) and name:
                self._by_name.setdefault(fold(name.strip()), value["id"])
        if isinstance(value.get("name"), str):
            self.names.append(value["name"])

    def find(self, reference: str) -> str | None:
        """The identifier that is meant, if there is one."""
        return reference if reference in self.ids else self._by_name.get(fold(reference.strip()))


def unknown_key(key: str) -> str:
    """What to say about a key that the file's form does not have."""
    return _("“{key}” is not known here").format(key=shown(key))


def meant(word: str, known: Iterable[str]) -> str:
    """The way out for a word that is not known: the nearest one that is, else all of them; empty when there are none."""
    names = list(known)
    near = nearest(word, names)
    if near is not None:
        return _("did you mean “{word}”?").format(word=shown(near))
    return _("there are: {names}").format(names=", ".join(map(shown, names[:12]))) if names else ""


def _understand(values: Values, key: str, words: dict[str, str]) -> None:
    if key in values:
        values[key] = understood(values[key], words)


def _derived(block: str, value: Values) -> str:
    """An identifier that is the same each time the file is read, as long as the text or name is."""
    if block in RECORD_BLOCKS:
        return f"{block}-{_digest(*(f'{key}={value.get(key)}' for key in sorted(value)))}"
    if block == "note":
        return f"note-{_digest(str(value.get('text', '')))}"
    return slug(str(value.get("name", "")), block)


def _digest(*texts: str) -> str:
    return sha256("\0".join(texts).encode(errors="surrogatepass")).hexdigest()[:10]


def _free(wanted: str, taken: set[str]) -> str:
    number, candidate = 1, wanted
    while candidate in taken:
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate
