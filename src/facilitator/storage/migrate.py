"""Older forms of the session file, brought step by step to the one of today; the file itself changes only when it is saved.

Format 0 is what people write by hand in a minute, without a ``format`` line: people, notes and ideas as plain texts::

    title = "Atelier 2 - Essaimer - Session 1"
    question = "…"
    host = "Aline"
    participants = ["Karim", "Odile"]
    notes = ["…", "…"]
    ideas = ["…", "…"]
"""

from collections.abc import Callable
from typing import Any

from facilitator.language import _
from facilitator.model.fold import fold
from facilitator.toml_file import Place

Values = dict[str, Any]


class NotMigratedError(Exception):
    """A value of an older form is not right; ``place`` says which, the other two what and what to do."""

    def __init__(self, place: Place, what: str, way_out: str) -> None:
        super().__init__(place, what, way_out)
        self.place, self.what, self.way_out = place, what, way_out


def migrate(values: Values, newest: int) -> Values:
    """The values of a session file in the newest form; those given are not changed.

    Args:
        values: as read; without ``format`` they are of format 0.
        newest: the format that this program writes.

    Raises:
        NotMigratedError: a value is not right, or there is no way from this format.
    """
    found = values.get("format", 0)
    for number in range(found, newest):
        values = FROM_FORMAT[number](values)
    return values


def _from_0(values: Values) -> Values:
    """People, notes and ideas from plain texts to blocks; blocks that are there already stay in front."""
    rest = {key: value for key, value in values.items() if key not in _PLAIN}
    people: list[Values] = []
    for key in ("host", "scribe", "participants"):
        for name in _texts(values, key):
            _add_person(people, name.strip(), key)
    notes: list[Values] = [{"text": text} for text in _texts(values, "notes")]
    for group, texts in enumerate(_groups(values)):
        notes += [{"text": text, "kind": "idea", "section": "ideas", "group": group} for text in texts]
    for block, made in (("person", people), ("note", notes)):
        if made:
            present = rest.get(block, [])
            rest[block] = [*(present if isinstance(present, list) else [present]), *made]
    return rest | {"format": 1}


FROM_FORMAT: dict[int, Callable[[Values], Values]] = {0: _from_0}
"""What brings each older format to the next one."""

_PLAIN = ("host", "scribe", "participants", "notes", "ideas")


def _add_person(people: list[Values], name: str, role: str) -> None:
    """Someone named twice ("host" and among the participants) is one person."""
    if not name:
        return
    person = next((known for known in people if fold(known["name"]) == fold(name)), None)
    if person is None:
        person = {"name": name, "participant": role != "host"}
        people.append(person)
    person["participant" if role == "participants" else role] = True


def _texts(values: Values, key: str) -> list[str]:
    found = values.get(key, [])
    texts = [found] if isinstance(found, str) else found
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        what = _("“{key}” is not a list of texts").format(key=key)
        raise NotMigratedError((key,), what, _('write {key} = ["…", "…"]').format(key=key))
    return texts


def _groups(values: Values) -> list[list[str]]:
    """Ideas are one list, or one list a group."""
    ideas = values.get("ideas", [])
    if isinstance(ideas, list) and ideas and all(isinstance(group, list) for group in ideas):
        return [_texts({"ideas": group}, "ideas") for group in ideas]
    return [_texts(values, "ideas")]
