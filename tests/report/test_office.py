import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Docx
from hypothesis import given, settings

from facilitator.capture.highlights import parts as stretches
from facilitator.model.session import Session
from facilitator.report.export import FORMATS, export, export_file
from facilitator.report.office_file import followable
from facilitator.report.options import ReportOptions
from tests.report.office import blocks, parts
from tests.report.outside import converted, program
from tests.report.sessions import ENGLISH, FRENCH, NAUGHTY, idea, note, steady
from tests.report.test_choices import BORNE, CIRCLE, SURNAMES
from tests.report.test_markdown import typed_texts

OFFICE = ("odt", "docx")
BODY = {"odt": "Text body", "docx": "Normal"}
SYNTHESIS = (
    "# Titre\n\nun *fort*, un **gras**, un `code` et https://a.example.org/b.\n\n1. un\n2. deux\n   - trois\n\n     suite\n"
    "     - quatre\n       - cinq\n         - six\n\n> cité\n> - dedans\n\n```\ndef  x\n\ty\n```\n\n---\n\n7. sept\n8. huit\n\n-"
)


def told(session: Session, form: str, options: ReportOptions | None = None) -> list[tuple[str, str]]:
    return blocks(export_file(session, form, options or ReportOptions()), form)


def seen(text: str) -> str:
    """A note as its reader sees it."""
    return "".join(part.text for part in stretches(text))


def pictured(text: str) -> str:
    """Control characters as the signs that stand for them."""
    signs = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"}
    return text.translate(signs | {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"})


def of_note(text: str) -> Session:
    return ENGLISH.but(
        title=text,
        question="",
        synthesis="",
        people=(),
        notes=(note("before"), note(text), note("after"), idea(text), idea("last"), idea(text, 1)),
    )


def expected(text: str, form: str) -> list[tuple[str, str]]:
    first = "List Bullet Start" if form == "odt" else "List Bullet"
    title, text = pictured(text if text.strip() else "Report"), pictured(seen(text))
    return [
        ("Title", title),
        *(
            ("Heading 1", heading)
            for heading in ("Question", "Synthesis", "Host", "Participants", "Discussion highlights")
        ),
        (BODY[form], "before"),
        (BODY[form], text),
        (BODY[form], "after"),
        ("Heading 1", "Ideas to explore"),
        ("List Bullet", text),
        ("List Bullet", "last"),
        (first, text),
    ]


@pytest.mark.parametrize("form", OFFICE)
@pytest.mark.parametrize(
    "text", [*NAUGHTY, "a\x1b[31mb\x00c\x0cd\ufffe", "]]>", "<text:p/>", "</w:t>", "a\x85b\u2029c"]
)
def test_typed_text_reads_as_the_characters_typed(text: str, form: str) -> None:
    assert told(of_note(text), form) == expected(text, form)


@settings(steady, max_examples=40)
@given(typed_texts)
def test_any_text_reads_as_the_characters_typed(text: str) -> None:
    for form in OFFICE:
        assert told(of_note(text), form) == expected(text, form)


def test_paragraphs_have_the_styles_that_people_restyle() -> None:
    session = FRENCH.but(synthesis=SYNTHESIS)
    odt, docx = (told(session, form, ReportOptions(group="theme")) for form in OFFICE)
    assert [text for _, text in docx] == [text for _, text in odt]
    assert {style for style, _ in docx} == {
        *("Title", "Subtitle", "Heading 1", "Heading 2", "Normal", "Quote", "HTML Preformatted", "Horizontal Line"),
        *("List Bullet", "List Bullet 2", "List Bullet 3", "List Number", "List Continue 2"),
    }
    assert {style for style, _ in odt} == {
        *("Title", "Subtitle", "Heading 1", "Heading 2", "Text body", "Quotations", "Preformatted Text"),
        *("Horizontal Line", "List Bullet", "List Bullet Start", "List Number", "List Continue"),
    }
    assert [text for style, text in odt if style == "Heading 2"] == ["Rythme", "Appuis", "Sans thème"]
    assert ("Preformatted Text", "def  x\n\ty") in odt
    assert ("Quotations", "cité") in odt


def test_stretches_have_the_styles_that_people_restyle() -> None:
    document: Docx = Document(BytesIO(export_file(FRENCH.but(synthesis=SYNTHESIS), "docx", ReportOptions())))
    styled = {(run.style.name, run.text) for one in document.paragraphs for run in one.runs if run.style is not None}
    wanted = {
        ("Emphasis", "fort"),
        ("Strong", "gras"),
        ("HTML Code", "code"),
        ("Emphasis", "n'entend plus"),
        ("Strong", "Risque\u00a0: "),
    }
    assert wanted <= styled
    content = parts(export_file(FRENCH.but(synthesis=SYNTHESIS), "odt", ReportOptions()))["content.xml"].decode()
    for style, text in (("Emphasis", "fort"), ("Strong_20_Emphasis", "gras"), ("Source_20_Text", "code")):
        assert f'<text:span text:style-name="{style}">{text}</text:span>' in content
    links = [link.address for one in document.paragraphs for link in one.hyperlinks]
    assert links == ["https://a.example.org/b", "https://carnet.example.org/p_12"]
    assert re.findall('xlink:href="([^"]*)"', content) == links


def test_lists_begin_anew_and_keep_their_numbers() -> None:
    session = FRENCH.but(synthesis="3. a\n4. b\n\ntexte\n\n1. c", notes=(idea("d"), idea("e", 1)), extras=())
    document: Docx = Document(BytesIO(export_file(session, "docx", ReportOptions())))
    numbering = document.part.numbering_part.element
    numbers = {
        one.text: int(number)
        for one in document.paragraphs
        for number in one._p.xpath("./w:pPr/w:numPr/w:numId/@w:val")
    }
    assert numbers["a"] == numbers["b"]
    assert len({numbers["a"], numbers["c"], numbers["d"], numbers["e"]}) == 4
    starts = {
        text: numbering.num_having_numId(number).xpath("./w:lvlOverride/w:startOverride/@w:val")
        for text, number in numbers.items()
    }
    assert (starts["a"], starts["c"], starts["d"]) == (["3"], ["1"], [])
    content = parts(export_file(session, "odt", ReportOptions()))["content.xml"].decode()
    assert re.findall('text:start-value="([0-9]*)"', content) == ["3", "1"]


@pytest.mark.parametrize("form", OFFICE)
@pytest.mark.parametrize(
    "typed", ["- " * 30 + "x", "> " * 60 + "x", "\n".join("  " * at + "- x" for at in range(30)), "1. " * 30 + "x"]
)
def test_what_is_nested_deep_breaks_nothing(typed: str, form: str) -> None:
    written = told(Session(id="s", synthesis=typed), form)
    assert [text for _, text in written].count("x") == max(1, typed.count("x"))


@pytest.mark.parametrize("form", OFFICE)
def test_the_same_session_gives_the_same_file(form: str) -> None:
    data = export_file(FRENCH, form, ReportOptions())
    assert export_file(FRENCH, form, ReportOptions()) == data
    with ZipFile(BytesIO(data)) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == {"odt": "mimetype", "docx": "[Content_Types].xml"}[form]
        assert package.testzip() is None


def test_the_files_say_title_language_and_day() -> None:
    about = Document(BytesIO(export_file(FRENCH, "docx", ReportOptions()))).core_properties
    assert (about.title, about.language) == (FRENCH.title, "fr-FR")
    assert about.created == about.modified == datetime(2026, 5, 12, 12, 2, tzinfo=UTC)
    meta = parts(export_file(FRENCH, "odt", ReportOptions()))["meta.xml"].decode()
    assert "<dc:title>Atelier 5 - Semer - Session 3</dc:title>" in meta
    assert "<dc:language>fr-FR</dc:language>" in meta
    assert "<meta:creation-date>2026-05-12T14:02:00</meta:creation-date>" in meta


@pytest.mark.parametrize(("session", "locale"), [(FRENCH, ("fr", "FR")), (ENGLISH, ("en", "GB"))], ids=["fr", "en"])
def test_the_text_is_marked_with_its_language(session: Session, locale: tuple[str, str]) -> None:
    language, country = locale
    odt = parts(export_file(session, "odt", ReportOptions()))["styles.xml"].decode()
    assert set(re.findall('fo:language="([^"]*)" fo:country="([^"]*)"', odt)) == {locale}
    docx = parts(export_file(session, "docx", ReportOptions()))["word/styles.xml"].decode()
    assert re.findall('<w:lang w:val="([^"]*)"', docx) == [f"{language}-{country}"]


def test_a_session_without_a_day_tells_none() -> None:
    for form in OFFICE:
        about = parts(export_file(ENGLISH.but(started=None, closed=None, created=None), form, ReportOptions()))
        told_by = about["meta.xml" if form == "odt" else "docProps/core.xml"].decode()
        assert not re.search("20[0-9]{2}-|creat(ion-date|ed)|modified", told_by)


@pytest.mark.parametrize("form", FORMATS)
def test_nobody_who_is_only_counted_is_named_anywhere_in_the_file(form: str) -> None:
    data = export_file(CIRCLE, form, ReportOptions(names="count", times=True, speakers=True))
    for name, part in taken_apart(data, form).items():
        assert BORNE.findall(f"{name} {part}") == [], name


@pytest.mark.parametrize("form", FORMATS)
def test_no_surname_stands_anywhere_in_a_file_with_initials(form: str) -> None:
    data = export_file(CIRCLE, form, ReportOptions(names="initials", times=True, speakers=True))
    for name, part in taken_apart(data, form).items():
        assert SURNAMES.findall(f"{name} {part}") == [], name


@pytest.mark.parametrize("form", OFFICE)
def test_only_the_document_itself_names_people(form: str) -> None:
    found = taken_apart(export_file(CIRCLE, form, ReportOptions()), form)
    assert [name for name, part in found.items() if BORNE.search(part)] == [
        {"odt": "content.xml", "docx": "word/document.xml"}[form]
    ]
    about = found["meta.xml" if form == "odt" else "docProps/core.xml"]
    assert re.findall("<(?:meta:initial-creator|dc:creator|cp:lastModifiedBy)>[^<]", about) == []


def taken_apart(data: bytes, form: str) -> dict[str, str]:
    """Every part of a file as text."""
    found = parts(data) if form in OFFICE else {"": data}
    return {name: part.decode("utf-8", "replace") for name, part in found.items()}


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://a.example.org/b_(c)?d=é&e=%20#f", "https://a.example.org/b_(c)?d=é&e=%20#f"),
        ("http://été.example.org:8080/", "http://été.example.org:8080/"),
        ("mailto:a.b@example.org?subject=x", "mailto:a.b@example.org?subject=x"),
        ("https://a.example.org/100%", "https://a.example.org/100%25"),
        ("https://a.example.org/[b]", "https://a.example.org/%5Bb%5D"),
        ("https://a.example.org/b c", "https://a.example.org/b%20c"),
        ("https://[x", ""),
        ("https://a.example.org:99999/", ""),
        ("https://a.example.org:b/", ""),
        ("https://a%41.example.org", ""),
        ("https://a..b", ""),
        ("https://user@example.org", ""),
        ("mailto:a", ""),
        ("mailto:a@b@c", ""),
        ("mailto:@example.org", ""),
        ("https://", ""),
    ],
)
def test_only_well_formed_addresses_become_links(address: str, target: str) -> None:
    assert followable(address) == target


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A report with all that a synthesis may hold, and one whose notes are what people type to break a document."""
    program("soffice", "libreoffice")
    folder = tmp_path_factory.mktemp("written")
    hostile = [text for text in NAUGHTY if "\u2028" not in text]
    shaped = FRENCH.but(synthesis=SYNTHESIS)
    broken = FRENCH.but(notes=tuple(note(text).but(id=f"n{at}") for at, text in enumerate(hostile)))
    files = []
    for name, session in (("shaped", shaped), ("hostile", broken)):
        for form in OFFICE:
            files.append(folder / f"{name}-{form}.{form}")
            files[-1].write_bytes(export_file(session, form, ReportOptions()))
    return files


def test_libreoffice_reads_every_word(documents: list[Path], tmp_path: Path) -> None:
    for file, read in zip(documents, converted(documents, "txt:Text (encoded):UTF8", tmp_path), strict=True):
        written = [line for _, text in blocks(file.read_bytes(), file.suffix[1:]) for line in text.split("\n")]
        told_lines = [line.split() for line in written if line.split()]
        found = [line.split() for line in read.read_text("utf-8-sig").split("\n")]
        found = [words for words in found if words and words not in (["•"], ["◦"], ["▪"])]
        assert len(found) == len(told_lines), file.name
        for words, line in zip(found, told_lines, strict=True):
            assert line in (words, words[1:]), file.name


def test_libreoffice_knows_the_styles_and_prints_the_pages(documents: list[Path], tmp_path: Path) -> None:
    for page in converted(documents, "pdf", tmp_path):
        assert page.read_bytes().startswith(b"%PDF-")
    word = next(file for file in documents if file.name == "shaped-docx.docx")
    (odt,) = converted([word], "odt", tmp_path)
    opened = parts(odt.read_bytes())
    shape = opened["content.xml"].decode()
    assert [int(level) for level in re.findall('<text:h [^>]*text:outline-level="([0-9])"', shape)] == [1] * 10
    assert shape.count("<text:list ") + shape.count("<text:list>") >= 8
    assert 'fo:language="fr" fo:country="FR"' in opened["styles.xml"].decode()
    known = set(re.findall('style:(?:name|parent-style-name)="([^"]*)"', shape + opened["styles.xml"].decode()))
    assert {"Title", "Heading_20_1", "List_20_Bullet", "List_20_Number", "Quote", "Emphasis", "Strong"} <= known


def test_the_binary_formats_are_no_text() -> None:
    for form in OFFICE:
        with pytest.raises(ValueError, match=form):
            export(FRENCH, form, ReportOptions())
    with pytest.raises(ValueError, match="pdf"):
        export_file(FRENCH, "pdf", ReportOptions())
