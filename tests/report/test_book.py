"""The book of proceedings: order, levels, indexes by consent, and every format from one tree."""

import csv
import json
import re
from datetime import UTC, datetime
from io import StringIO

import pytest

from facilitator.model.consent import Consent
from facilitator.model.kinds import Kind, Section
from facilitator.model.room import Vote
from facilitator.model.session import Note, Participant, Session, Theme
from facilitator.report.book import Book, bound, build_book
from facilitator.report.book_export import export_book
from facilitator.report.export import FORMATS, export
from facilitator.report.options import Names, ReportOptions
from facilitator.report.publication import published
from facilitator.report.tree import Part
from tests.report import office
from tests.report.sessions import NAUGHTY

AT = datetime(2026, 5, 12, 10, 0, tzinfo=UTC)
FIRST = Session(
    id="s1",
    title="Atelier 2 - Relier - Session 1",
    question="Qui passe le mot ?",
    synthesis="On passe le mot *de main en main* (1).\n\n1- Le relais <https://relais.example.org/a>",
    started=AT,
    themes=(Theme(id="mot", name="Parole"), Theme(id="vide", name="Sans note")),
    people=(
        Participant(id="h", name="Nadège Tanguy", host=True, participant=False, consent=Consent.FULL),
        Participant(id="p", name="Loïc Prigent", consent=Consent.INITIALS),
        Participant(id="q", name="Sterenn Cadiou"),
    ),
    notes=(
        Note(id="n1", text="on se parle au marché", themes=("mot",), at=AT),
        Note(id="n2", text="Cf le journal de la halle", kind=Kind.REFERENCE, at=AT),
        Note(id="n3", text="un panneau", kind=Kind.IDEA, section=Section.IDEAS, themes=("mot",), at=AT),
        Note(id="n4", text="prévenir la mairie", kind=Kind.ACTION, who=("h",), at=AT),
    ),
    votes=(Vote(id="v", at=AT, done=True, counts={"n3": 4}),),
)
SECOND = Session(
    id="s2",
    title="Atelier 10 - Tenir - Session 1",
    language="en",
    question="Who stays?",
    synthesis="The same ones (1).\n\n1- Relay <https://relais.example.org/a>",
    themes=(Theme(id="m", name="PAROLE"),),
    people=(Participant(id="h", name="Nadège Tanguy", host=True, consent=Consent.FULL),),
    notes=(Note(id="n1", text="said twice", themes=("m",), at=AT),),
)
USUAL = ReportOptions()
BOOK = bound("Livre de bord", (SECOND, FIRST), "fr")


def part(name: str, book: Book = BOOK, options: ReportOptions = USUAL) -> str:
    """What stands under one heading of the first level, in Markdown."""
    markdown = export_book(book, "md", options).decode()
    found = re.search(rf"^## {name}\n\n(.*?)(?=^## |\Z)", markdown, re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


def test_sessions_stand_by_their_numbers_and_headings_speak_one_language() -> None:
    markdown = export_book(BOOK, "md", ReportOptions()).decode()
    assert re.findall("^## (.*)", markdown, re.MULTILINE) == [
        "Contents",
        "Atelier 2 - Relier - Session 1",
        "Atelier 10 - Tenir - Session 1",
        "All ideas",
        "All actions",
        "References",
        "Index of themes",
        "Index of people",
    ]
    assert markdown.startswith("# Livre de bord\n\n")
    assert "Synthesis" not in markdown
    assert markdown.count("### Synthèse") == 2


def test_the_language_is_that_of_most_sessions() -> None:
    assert bound("", (FIRST, SECOND, FIRST)).language == "fr"
    assert bound("", ()).language == "fr"


def test_the_contents_name_every_part_in_order() -> None:
    tree = build_book(BOOK, ReportOptions())
    listed = [line.removeprefix("- ") for line in part("Contents").split("\n")]
    assert listed == [one.heading for one in tree.parts if one.level == 1][1:]


def test_the_reports_are_those_of_the_sessions_one_level_lower() -> None:
    alone = export(FIRST, "md", ReportOptions())
    lowered = re.sub("^#", "##", alone, flags=re.MULTILINE)
    inside = part("Atelier 2 - Relier - Session 1")
    assert inside == lowered.split("\n\n", 1)[1].strip()


def test_grouped_by_theme_headings_go_down_with_their_report() -> None:
    inside = part("Atelier 2 - Relier - Session 1", options=ReportOptions(group="theme"))
    assert "\n#### Parole\n" in inside


def test_ideas_and_actions_stand_together_with_their_votes() -> None:
    assert part("All ideas") == "### Atelier 2 - Relier - Session 1\n\n- un panneau (4 dots)"
    assert part("All actions") == "### Atelier 2 - Relier - Session 1\n\n- prévenir la mairie (Nadège Tanguy)"


def test_a_reference_of_two_sessions_stands_once() -> None:
    assert part("References").split("\n") == [
        "- Le relais https://relais.example.org/a – Atelier 2 - Relier - Session 1; Atelier 10 - Tenir - Session 1",
        "- Cf le journal de la halle – Atelier 2 - Relier - Session 1",
    ]


def test_themes_of_one_name_are_one_in_the_index() -> None:
    assert part("Index of themes") == (
        "- Parole (3 notes)\u00a0: Atelier 2 - Relier - Session 1 (2); Atelier 10 - Tenir - Session 1 (1)"
    )


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("full", ["Loïc P.\u00a0: Atelier 2", "Nadège Tanguy\u00a0: Atelier 2"]),
        ("initials", ["Loïc P.\u00a0: Atelier 2", "Nadège T.\u00a0: Atelier 2"]),
        ("count", []),
    ],
)
def test_the_index_of_people_names_those_who_agreed_as_they_agreed(names: Names, told: list[str]) -> None:
    index = part("Index of people", options=ReportOptions(names=names))
    assert re.findall(r"^- (.*?Atelier \d+)", index, re.MULTILINE) == told
    assert "Sterenn" not in index
    assert ("is not listed" in index) == bool(told)


def test_a_public_book_names_nobody_who_did_not_agree() -> None:
    book = bound("B", (published(one, {}) for one in (FIRST, SECOND)), "fr")
    for form in ("md", "html", "csv", "json"):
        text = export_book(book, form, ReportOptions(speakers=True)).decode()
        assert "Sterenn" not in text
        assert "Prigent" not in text
        assert "Tanguy" in text


def test_links_of_a_page_lead_to_its_parts() -> None:
    page = export_book(BOOK, "html", ReportOptions()).decode()
    ids = re.findall(' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    inside = re.findall('href="#([^"]+)"', page)
    assert len(inside) > 8
    assert set(inside) <= set(ids)
    assert page.count("<section") == page.count("</section>") == sum(1 for _ in re.findall("<h2 ", page))
    assert [int(level) for level in re.findall("<h([1-6])[ >]", page)][:4] == [1, 2, 2, 3]


def test_office_documents_have_levels_links_and_pages() -> None:
    odt = office.main_part(export_book(BOOK, "odt", ReportOptions()), "odt")
    assert odt.count('text:name="report-') == 2
    assert odt.count('xlink:href="#report-1"') >= 3
    docx = office.main_part(export_book(BOOK, "docx", ReportOptions()), "docx")
    assert docx.count('w:name="report-') == 2
    assert docx.count('w:anchor="report-1"') >= 3
    assert docx.count("w:pageBreakBefore") == 8
    for form in ("odt", "docx"):
        styles = [style for style, _text in office.blocks(export_book(BOOK, form, ReportOptions()), form)]
        assert sum(1 for style in styles if style.startswith("Heading 1")) == 8
        assert "Heading 2" in styles


def test_the_table_says_the_session_of_each_note() -> None:
    table = export_book(BOOK, "csv", ReportOptions()).decode("utf-8-sig")
    lines = [*csv.reader(StringIO(table), delimiter=";")]
    assert [line[0] for line in lines[1:]] == [FIRST.title] * 4 + [SECOND.title]
    assert {len(line) for line in lines} == {len(lines[0])}


def test_json_holds_the_sessions_as_they_are_exported_alone() -> None:
    whole = json.loads(export_book(BOOK, "json", ReportOptions()))
    assert whole["sessions"][0] == json.loads(export(FIRST, "json", ReportOptions()))


@pytest.mark.parametrize("text", NAUGHTY)
def test_whatever_is_typed_stays_text(text: str) -> None:
    session = Session(
        id="s",
        title=text,
        people=(Participant(id="p", name=text, consent=Consent.FULL),),
        themes=(Theme(id="t", name=text),),
        notes=(Note(id="n", text=text, kind=Kind.REFERENCE, themes=("t",)),),
    )
    book = bound(text, (session,), "fr")
    page = export_book(book, "html", ReportOptions()).decode()
    assert "<script" not in page
    headings = [one.heading for one in build_book(book, ReportOptions()).parts]
    markdown = export_book(book, "md", ReportOptions()).decode()
    assert len(re.findall("^#{1,3} ", markdown, re.MULTILINE)) <= len(headings) + 1
    for form in FORMATS:
        assert export_book(book, form, ReportOptions())


def test_parts_without_content_are_left_out() -> None:
    tree = build_book(bound("B", (Session(id="s", title="T"),)), ReportOptions())
    assert [one.heading for one in tree.parts if one.level == 1] == ["Contents", "T"]
    assert isinstance(tree.parts[0], Part)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="pdf"):
        export_book(BOOK, "pdf", ReportOptions())
