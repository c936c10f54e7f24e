"""The book of proceedings in the formats of the report."""

from collections.abc import Iterable

from facilitator.language import words
from facilitator.model.session import FORMAT
from facilitator.report import as_json
from facilitator.report import words as form
from facilitator.report.as_csv import heads, rows, written
from facilitator.report.book import Book, build_book
from facilitator.report.options import ReportOptions


def export_book(book: Book, kind: str, options: ReportOptions) -> bytes:
    """What a file of the book holds.

    A table has the notes of all sessions, with a first column for the session; JSON has the sessions under "sessions", each
    as the export of one has it.

    Args:
        book: from ``bound``.
        kind: one of ``export.FORMATS``.
        options: names, order, and what is shown.

    Raises:
        ValueError: there is no such format.
    """
    if kind == "csv":
        return written(_table(book, options)).encode()
    if kind == "json":
        sessions = [as_json.json_values(session, options) for session in book.sessions]
        whole = {"format": FORMAT, "title": book.title, "language": book.language, "sessions": sessions}
        return as_json.written(whole).encode()
    if kind not in ("md", "html", "odt", "docx"):
        raise ValueError(kind)
    return _document(book, kind, options)


def _table(book: Book, options: ReportOptions) -> Iterable[list[str]]:
    yield [words(book.language).gettext(form.SESSION), *heads(book.language, options)]
    for session in book.sessions:
        for cells in rows(session, options):
            yield [session.title, *cells]


def _document(book: Book, kind: str, options: ReportOptions) -> bytes:
    tree = build_book(book, options)
    if kind == "md":
        from facilitator.report.markdown import to_markdown

        return to_markdown(tree).encode()
    if kind == "html":
        from facilitator.report.html import to_html

        return to_html(tree).encode()
    known = [session.started or session.closed or session.created for session in book.sessions]
    day = min((day for day in known if day is not None), default=None)
    if kind == "odt":
        from facilitator.report.odt import to_odt

        return to_odt(tree, day)
    from facilitator.report.docx import to_docx

    return to_docx(tree, day)
