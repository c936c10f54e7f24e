"""A session in one of the formats of the report, and a safe name for the file."""

import unicodedata

from facilitator.language import words
from facilitator.model.session import Session
from facilitator.report.edition import Edition, with_edition
from facilitator.report.options import ReportOptions

_RESERVED = {
    *("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"),
    *(f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"),
}
_MOST_BYTES = 120


FORMATS = ("md", "html", "json", "odt", "docx", "csv")
"""The formats, by the endings of their files."""

BINARY_FORMATS = ("odt", "docx")
"""Those that are no text."""

FIRST = Edition(1)
"""A report of which there was none before."""


def export(session: Session, form: str, options: ReportOptions, edition: Edition = FIRST) -> str:
    """The report as text.

    Args:
        session: what is reported.
        form: one of ``FORMATS`` that is text.
        options: names, order, and what is shown.
        edition: which version it is; data for other programs does not tell.

    Raises:
        ValueError: there is no such format, or it is no text.
    """
    if form == "json":
        from facilitator.report.as_json import to_json

        return to_json(session, options)
    if form == "csv":
        from facilitator.report.as_csv import to_csv

        return to_csv(session, options)
    if form not in ("md", "html"):
        raise ValueError(form)
    from facilitator.report.build import build_report

    report = with_edition(build_report(session, options), edition)
    if form == "html":
        from facilitator.report.html import to_html

        return to_html(report)
    from facilitator.report.markdown import to_markdown

    return to_markdown(report)


def export_file(session: Session, form: str, options: ReportOptions, edition: Edition = FIRST) -> bytes:
    """What a file of the report holds.

    Args:
        session: what is reported.
        form: one of ``FORMATS``.
        options: names, order, and what is shown.
        edition: which version it is; data for other programs does not tell.

    Raises:
        ValueError: there is no such format.
    """
    if form not in BINARY_FORMATS:
        return export(session, form, options, edition).encode()
    from facilitator.report.build import build_report

    report = with_edition(build_report(session, options), edition)
    day = session.started or session.closed or session.created
    if form == "odt":
        from facilitator.report.odt import to_odt

        return to_odt(report, day)
    from facilitator.report.docx import to_docx

    return to_docx(report, day)


def report_name(title: str, language: str) -> str:
    """A file name, without ending, that a title makes on every system: no folder, no reserved name, not too long.

    Args:
        title: any text.
        language: for the name of a session whose title leaves nothing to make one of.
    """
    kept = "".join(
        char if char.isalnum() or char in " -_'’.,()" else " " for char in unicodedata.normalize("NFC", title)
    )
    name = " ".join(kept.split()).strip(" .-")[:_MOST_BYTES].rstrip(" .-")
    while len(name.encode()) > _MOST_BYTES:
        name = name[:-1].rstrip(" .-")
    if not name or name.split(".")[0].strip().upper() in _RESERVED:
        return words(language).gettext("report")
    return name
