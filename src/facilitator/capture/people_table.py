"""People in a table: the text of a CSV file, or of cells copied from a spreadsheet."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from msgspec import Struct

from facilitator.capture.person_draft import PersonDraft
from facilitator.language import _
from facilitator.model.consent import Consent
from facilitator.model.fold import fold

SEPARATORS = ";,\t"
"""What parts the cells: French spreadsheets write semicolons, English ones commas, the clipboard tabs."""

_TITLES = {
    "name": "nom et prenom|nom prenom|nom complet|prenom et nom|prenom nom|nom - prenom|participant|participante|participants"
    "|participant(e)|full name|complete name|attendee|personne|person",
    "surname": "nom|nom de famille|nom d'usage|surname|last name|lastname|family name",
    "first": "prenom|prenoms|first name|firstname|given name|forename",
    "mail": "courriel|mail|mel|e-mail|email|adresse mail|adresse e-mail|adresse email|adresse electronique"
    "|adresse de courriel|adresse courriel|courrier electronique|email address|e-mail address",
    "affiliation": "service|structure|collectivite|organisme|organisation|organization|etablissement|direction|entite"
    "|employeur|administration|ministere|association|entreprise|affiliation|rattachement|company|department|institution"
    "|collectivite ou service|service ou collectivite|structure / service|service / structure",
    "reason": "pourquoi|pourquoi je viens|pourquoi je suis venu|motivation|motivations|raison|attente|attentes|why|reason"
    "|why i came|why are you coming|expectations|interest",
    "consent": "consentement|accord|accord de publication|accord pour publication|publication|publication du nom|nom publie"
    "|consent|consent to publication|publish name",
}
_COLUMN_OF = {title: column for column, titles in _TITLES.items() for title in titles.split("|")} | {"name": "surname"}
_OPENINGS = {
    "reason": ("pourquoi ", "why ", "qu'est-ce qui vous ", "vos attentes", "votre motivation"),
    "mail": ("adresse e-mail", "adresse mail", "votre courriel", "votre e-mail", "votre adresse"),
    "first": ("votre prenom",),
    "surname": ("votre nom",),
    "affiliation": ("votre service", "votre structure", "votre organisme", "votre collectivite", "your organi"),
}
_NAMING = {"name", "surname", "first"}
_CONSENTS = {
    Consent.FULL: "oui|o|yes|y|nom complet|nom et prenom|en entier|full|full name|vrai|true|1|x",
    Consent.INITIALS: "initiale|initiales|prenom et initiale|prenom|initial|initials|first name and initial|first name",
    Consent.UNNAMED: "non|n|no|anonyme|sans nom|non nomme|non nommee|ne pas nommer|anonymous|not named|unnamed|none"
    "|faux|false|0",
}
_CONSENT_OF = {word: consent for consent, words in _CONSENTS.items() for word in words.split("|")}
_SEPARATOR_LINE = re.compile(r'"?sep=(?P<separator>[;,\t])"?\n', re.IGNORECASE)
_LONGEST_SHOWN = 40
_MOST_HEADINGS = 4


class PeopleTableError(Exception):
    """A table of people cannot be read: in which line (from 1; None for the whole), why, and what to do."""

    def __init__(self, line: int | None, what: str, way_out: str) -> None:
        super().__init__(line, what, way_out)
        self.line, self.what, self.way_out = line, what, way_out


class _Row(Struct, frozen=True):
    """The cells of a row and the line in which it begins."""

    line: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        return not any(self.cells)


def titled(text: str) -> bool:
    r"""Whether the first row of a text is a title row: one cell of it is the title of a column with names.

    Args:
        text: with ``\n`` at its line ends.
    """
    first = next((line for line in _body(text)[0].split("\n") if line.strip()), "")
    separators = SEPARATORS if any(separator in first for separator in SEPARATORS) else ""
    cells = next(csv.reader([first], delimiter=max(separators, key=first.count))) if separators else []
    return bool(_NAMING & set(map(_column, cells)))


def names_title(line: str) -> bool:
    """Whether a line is the title of a list of names and nothing else, such as "Participants :"."""
    return _column(line) in _NAMING


def read_table(text: str) -> tuple[PersonDraft, ...]:
    r"""The people of a whole table, with a title row or without; all of them or none.

    Columns are known by their titles in French or English, in any order; others are passed over, and so are headings above
    the titles. A name and a first name become "Prénom Nom". Without titles, the cells are read as by ``read_untitled``.

    Args:
        text: with ``\n`` at its line ends.

    Raises:
        PeopleTableError: nobody is in it, a quotation mark is not closed, a row has no name or more cells than titles, or a
            consent is not understood.
    """
    body, told, skipped = _body(text)
    separator = told or _separator(body)
    rows = [row for row in _rows(body, separator, skipped) if not row.blank]
    if not rows:
        raise _nobody()
    title = _title_row(rows)
    columns = [_column(cell) for cell in rows[title].cells]
    if not any(columns):
        return _untitled(rows)
    if not set(columns) & _NAMING:
        what = _("no column is titled as the one with the names")
        raise PeopleTableError(rows[title].line, what, _("title it “Nom” or “Name”"))
    if title + 1 == len(rows):
        raise _nobody()
    return _distinct(_titled_person(row, columns) for row in rows[title + 1 :])


def read_untitled(text: str, separator: str) -> tuple[PersonDraft, ...]:
    r"""The people of a table without a title row.

    A column of addresses is the mail. Of the others, the first is the name; where it holds single words only, the second
    completes it, in the order written. Then come affiliation and reason.

    Args:
        text: with ``\n`` at its line ends.
        separator: what parts the cells.

    Raises:
        PeopleTableError: nobody is in it, a quotation mark is not closed, or a row has no name.
    """
    return _untitled([row for row in _rows(text, separator, 0) if not row.blank])


def _body(text: str) -> tuple[str, str, int]:
    """A text without the "sep=;" that spreadsheets may put in front: the rest, the separator told, the lines left out."""
    found = _SEPARATOR_LINE.match(text)
    return (text[found.end() :], found["separator"], 1) if found else (text, "", 0)


def _separator(text: str) -> str:
    """The separator of a table: the one under which most titles are known, else that which parts most rows alike."""

    def fits(separator: str) -> tuple[int, int]:
        try:
            rows = [row for row in _rows(text, separator, 0) if not row.blank]
        except PeopleTableError:
            return (-1, 0)
        widths = Counter(len(row.cells) for row in rows if len(row.cells) > 1)
        known = sum(1 for cell in rows[0].cells if _column(cell)) if rows else 0
        return (known, max(widths.values(), default=0))

    return max(SEPARATORS, key=fits)


def _title_row(rows: Sequence[_Row]) -> int:
    """Which row holds the titles: the first, or the first below headings that fill a single cell."""
    for index, row in enumerate(rows[: _MOST_HEADINGS + 1]):
        if {_column(cell) for cell in row.cells} & _NAMING:
            return index
        if len([cell for cell in row.cells if cell]) > 1:
            break
    return 0


def _rows(text: str, separator: str, skipped: int) -> Iterator[_Row]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    begun = 1
    try:
        for cells in reader:
            yield _Row(begun + skipped, tuple(" ".join(cell.split()) for cell in cells))
            begun = reader.line_num + 1
    except csv.Error:
        what = _("the quotation marks of a cell that begins here are not closed, or text follows them")
        way_out = _("close them, and double those inside the cell")
        raise PeopleTableError(begun + skipped, what, way_out) from None


def _column(title: str) -> str:
    """What a column holds, by its title; "" for one that is of no use here."""
    folded = " ".join(fold(title).replace("_", " ").rstrip(" :*?.").split())
    if folded in _COLUMN_OF:
        return _COLUMN_OF[folded]
    return next((column for column, openings in _OPENINGS.items() if folded.startswith(openings)), "")


def _titled_person(row: _Row, columns: Sequence[str]) -> PersonDraft:
    if any(row.cells[len(columns) :]):
        what = _("this row has more cells than there are titles")
        raise PeopleTableError(row.line, what, _("put a cell that holds a separator between quotation marks"))
    found: dict[str, str] = {}
    for column, cell in zip(columns, row.cells, strict=False):
        if cell:
            found.setdefault(column, cell)
    name = found.get("name") or " ".join(part for part in (found.get("first"), found.get("surname")) if part)
    return _draft(row, name, found)


def _untitled(rows: Sequence[_Row]) -> tuple[PersonDraft, ...]:
    width = max((len(row.cells) for row in rows), default=0)
    filled = [
        [row.cells[index] for row in rows if row.cells[index : index + 1] not in ((), ("",))] for index in range(width)
    ]
    mail = next((index for index, cells in enumerate(filled) if cells and all("@" in cell for cell in cells)), None)
    others = [index for index in range(width) if index != mail and filled[index]]
    single = len(others) > 1 and all(" " not in cell for index in others[:2] for cell in filled[index])
    naming, rest = (others[:2], others[2:]) if single else (others[:1], others[1:])

    def person(row: _Row) -> PersonDraft:
        cells = dict(enumerate(row.cells))
        named = {column: cells.get(index, "") for column, index in zip(("affiliation", "reason"), rest, strict=False)}
        if mail is not None:
            named["mail"] = cells.get(mail, "")
        return _draft(row, " ".join(cells[index] for index in naming if cells.get(index)), named)

    if not naming:
        raise _nobody()
    return _distinct(map(person, rows))


def _draft(row: _Row, name: str, found: dict[str, str]) -> PersonDraft:
    if not any(char.isalnum() for char in name):
        raise PeopleTableError(row.line, _("this row has no name"), _("write one, or take the row out"))
    said = found.get("consent", "")
    consent = _CONSENT_OF.get(fold(said).strip(" ."))
    if said and consent is None:
        short = said if len(said) <= _LONGEST_SHOWN else f"{said[: _LONGEST_SHOWN - 1]}…"
        what = _("“{value}” does not say how this person agrees to be named").format(value=short)
        raise PeopleTableError(row.line, what, _("write yes, initials or no, or leave the cell empty"))
    return PersonDraft(name, found.get("affiliation", ""), found.get("reason", ""), found.get("mail", ""), consent)


def _nobody() -> PeopleTableError:
    return PeopleTableError(None, _("there is nobody in it"), _("write one person a line"))


def _distinct(drafts: Iterable[PersonDraft]) -> tuple[PersonDraft, ...]:
    return tuple(dict.fromkeys(drafts))
