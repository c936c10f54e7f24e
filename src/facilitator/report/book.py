"""The book of proceedings: all sessions of an event as one document tree, from which every format is written."""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from facilitator.language import Language, words
from facilitator.model.fold import fold
from facilitator.model.kinds import Place
from facilitator.model.session import Session
from facilitator.report import words as form
from facilitator.report.book_index import PeopleIndex, ThemeIndex
from facilitator.report.book_lists import AllReferences
from facilitator.report.build import build_report
from facilitator.report.options import ReportOptions
from facilitator.report.tree import Block, Bullets, Line, Paragraph, Part, Report, Run, Subheading

_IDEAS, _ACTIONS, _REFERENCES, _THEMES, _PEOPLE = "ideas", "actions", "references", "themes", "people"


class Book(Struct, frozen=True):
    """What a book is made of: its title, its language and its sessions, already in the order of the book."""

    title: str
    language: Language
    sessions: tuple[Session, ...]


def bound(title: str, sessions: Iterable[Session], language: Language | None = None) -> Book:
    """Sessions in the order of a book: by the numbers of workshop and session in their titles, then by title.

    All headings of a book speak one language; what people typed stays as it is.

    Args:
        title: the title of the book.
        sessions: in any order; those of one title stay in this one.
        language: of the headings; that of most sessions if None.
    """
    ordered = sorted(sessions, key=_rank)
    spoken = Counter(session.language for session in ordered).most_common(1)
    chosen: Language = language or (spoken[0][0] if spoken else "fr")
    same = tuple(session if session.language == chosen else session.but(language=chosen) for session in ordered)
    return Book(title, chosen, same)


def build_book(book: Book, options: ReportOptions) -> Report:
    """The book as a document tree: contents, the reports one level lower, what all sessions hold together, the indexes.

    Args:
        book: from ``bound``.
        options: how each report is written; names in the index of people follow it too.
    """
    say = words(book.language).gettext
    reports = [_report(number, session, options) for number, session in enumerate(book.sessions, 1)]
    heads = [parts[0] for parts in reports]
    themes, people, cited = ThemeIndex(), PeopleIndex(options.names), AllReferences()
    for head, session in zip(heads, book.sessions, strict=True):
        where = link(head)
        themes.add(session, where)
        people.add(session, where)
        cited.add(session, where)
    behind = [
        Part(say(form.ALL_IDEAS), _gathered(reports, Place.IDEAS), anchor=_IDEAS, new_page=True),
        Part(say(form.ALL_ACTIONS), _gathered(reports, Place.ACTIONS), anchor=_ACTIONS, new_page=True),
        Part(say(form.ALL_REFERENCES), cited.blocks(), anchor=_REFERENCES, new_page=True),
        Part(say(form.THEME_INDEX), themes.blocks(book.language), anchor=_THEMES, new_page=True),
        Part(say(form.PEOPLE_INDEX), people.blocks(book.language), anchor=_PEOPLE, new_page=True),
    ]
    behind = [part for part in behind if part.blocks]
    contents = Bullets(tuple((Paragraph(link(part)),) for part in (*heads, *behind)))
    parts = [part for report in reports for part in report]
    first = Part(say(form.CONTENTS), (contents,), anchor="contents", new_page=True)
    return Report(book.language, book.title or say(form.BOOK), tuple(_facts(book)), (first, *parts, *behind))


def link(part: Part) -> Line:
    """A part's heading as a link that leads there."""
    return (Run(part.heading, link=f"#{part.anchor}"),)


def _rank(session: Session) -> tuple[int, int, str]:
    parts, last = session.parts, 10**9
    workshop = last if parts.workshop is None else parts.workshop
    return workshop, last if parts.session is None else parts.session, fold(session.title)


def _report(number: int, session: Session, options: ReportOptions) -> list[Part]:
    """The report of a session: a part with its title and facts, then its sections one level lower."""
    report = build_report(session, options)
    head = Part(report.title, report.facts, anchor=f"report-{number}", new_page=True)
    return [head, *(replace(part, level=2, blocks=tuple(map(_lowered, part.blocks))) for part in report.parts)]


def _lowered(block: Block) -> Block:
    return Subheading(block.text, block.level + 1) if isinstance(block, Subheading) else block


def _gathered(reports: Sequence[Sequence[Part]], place: Place) -> tuple[Block, ...]:
    """What stands in one section of all reports, under the title of each."""
    found: list[Block] = []
    for head, *sections in reports:
        for part in sections:
            if part.place is place and part.blocks:
                found += [Subheading(head.heading), *part.blocks]
    return tuple(found)


def _facts(book: Book) -> Iterable[Paragraph]:
    """How many sessions there are, and from when to when."""
    yield _fact(book, form.SESSIONS, str(len(book.sessions)))
    known = [session.started or session.closed or session.created for session in book.sessions]
    days = sorted(day for day in known if day is not None)
    if days:
        told = dict.fromkeys(form.day_form(book.language).format(day) for day in (days[0], days[-1]))
        yield _fact(book, form.DATE, " – ".join(told))


def _fact(book: Book, word: str, text: str) -> Paragraph:
    return Paragraph((Run(form.labelled(word, book.language), "label"), Run(text)))
