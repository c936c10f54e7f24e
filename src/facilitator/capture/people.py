"""People as they are pasted: a list of names, the addressees of a mail, cells of a spreadsheet, a CSV with its titles."""

import re
from collections.abc import Iterator

from facilitator.capture.pasting import clean
from facilitator.capture.people_table import PeopleTableError, names_title, read_table, read_untitled, titled
from facilitator.capture.person_draft import PersonDraft

_MAIL = r"[^\s<>()\[\],;:\"@]+@[^\s<>()\[\],;:\"@]+\.[^\s<>()\[\],;:\"@]+"
_ADDRESSED = re.compile(rf"(?P<name>.*?)\s*[<\[(]\s*(?:mailto:)?(?P<mail>{_MAIL})\s*[>\])]\s*")
_BARE = re.compile(rf"(?:mailto:)?(?P<mail>{_MAIL})")
_FIELD = re.compile(r"^[ \t]*(?:à|a|to|cc|cci|bcc|destinataires?)[ \t]*:[ \t]*", re.IGNORECASE | re.MULTILINE)
_BULLET = re.compile(r"^[ \t]*(?:[-*+•‣▪◦·–\uf0b7]|\d{1,3}[.)])[ \t\u00a0]+(?=\S)")
_ASIDE = re.compile(r"(?P<name>.*?\S)\s*\((?P<aside>[^()]+)\)")
_QUOTES = {'"': '"', "“": "”", "«": "»"}
_SINGLE = re.compile(r"'(?P<inside>[^']*(?:'\w[^']*)*)'|‘(?P<curly>.*)’")


def pasted_people(text: str) -> tuple[PersonDraft, ...]:
    """The people in a pasted text.

    - Cells with a title row, or lines of a spreadsheet with as many tabs each, are read as a table.
    - A line "Participants :" or "Nom" above a list goes.
    - Anything else is a list, parted by line ends, commas, semicolons and tabs, except inside quotation marks and angle
      brackets. "Nom Prénom <mail>" gives name and mail, a quoted "Nom, Prénom" is turned into "Prénom Nom", what stands in
      round brackets behind a name is the affiliation. An address alone lends its first part as a name.
    - Bullets, numbers and a mail's "À :" in front go. Who stands there twice with the same name and mail is taken once.

    Args:
        text: what was pasted or typed.

    Raises:
        PeopleTableError: there is a title row, and something under it cannot be read; a list is never refused.
    """
    plain = clean(text).replace("\x00", "")
    if titled(plain):
        return read_table(plain)
    lines = [line for line in plain.split("\n") if line.strip()]
    if len(lines) > 1 and names_title(lines[0]):
        del lines[0]
    cells = _cells(lines)
    if cells is not None:
        return cells
    listed = _FIELD.sub("", "\n".join(lines)).split("\n")
    drafts = (_person(entry) for line in listed for entry in _entries(_BULLET.sub("", line)))
    return tuple(dict.fromkeys(draft for draft in drafts if draft is not None))


def _cells(lines: list[str]) -> tuple[PersonDraft, ...] | None:
    """The people of a spreadsheet's cells, a row a line; None when the lines are no such cells."""
    tabs = {line.count("\t") for line in lines}
    if len(lines) < 2 or len(tabs) > 1 or tabs == {0}:
        return None
    try:
        return read_untitled("\n".join(lines), "\t")
    except PeopleTableError:
        return None


def _entries(line: str) -> Iterator[str]:
    """The parts of a line between separators; those inside quotation marks or angle brackets part nothing."""
    entry, closing = "", ""
    for place, char in enumerate(line):
        if closing:
            closing = "" if char == closing else closing
        elif char in _QUOTES and not entry.strip() and line.find(_QUOTES[char], place + 1) > 0:
            closing = _QUOTES[char]
        elif char == "<" and line.find(">", place + 1) > 0:
            closing = ">"
        elif char in ",;\t":
            yield entry
            entry = ""
            continue
        entry += char
    yield entry


def _person(entry: str) -> PersonDraft | None:
    """The person that one entry names."""
    whole = _one_line(entry)
    mail = ""
    if found := _ADDRESSED.fullmatch(whole):
        whole, mail = found["name"], found["mail"]
    elif found := _BARE.fullmatch(whole):
        whole, mail = "", found["mail"]
    name, affiliation = _unquoted(whole), ""
    if found := _ASIDE.fullmatch(name):
        name, affiliation = found["name"], _one_line(found["aside"])
    name = name or _name_in(mail)
    if not any(char.isalnum() for char in name):
        return None
    return PersonDraft(name, affiliation, mail=mail)


def _unquoted(name: str) -> str:
    """A name without the quotation marks around it; in them, "Nom, Prénom" is turned round."""
    inside = name
    if len(name) > 1 and name[0] in _QUOTES and name[-1] == _QUOTES[name[0]]:
        inside = name[1:-1]
    inside = _one_line(inside)
    if found := _SINGLE.fullmatch(inside):
        inside = _one_line(found["inside"] or found["curly"] or "")
    surname, comma, first = inside.partition(",")
    if comma and "," not in first and surname.strip() and first.strip():
        return _turned(surname.strip(), first.strip())
    return inside


def _turned(surname: str, first: str) -> str:
    """The first name in front; an affiliation in brackets behind it stays at the end."""
    found = _ASIDE.fullmatch(first)
    return f"{found['name']} {surname} ({found['aside']})" if found else f"{first} {surname}"


def _name_in(mail: str) -> str:
    """What the first part of an address says: "aline.berard@…" is "Aline Berard"."""
    first = mail.partition("@")[0]
    words = [word for word in re.split(r"[._+\d]+", first) if word]
    return " ".join("-".join(part.capitalize() for part in word.split("-")) for word in words) or first


def _one_line(text: str) -> str:
    return " ".join(text.split())
