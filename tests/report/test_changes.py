"""What a second report says of the first: by section, whoever went over the first one meanwhile, whatever it holds."""

from datetime import UTC, datetime
from pathlib import Path
from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.model.kinds import Kind
from facilitator.model.session import Extra, Participant, Session
from facilitator.report.changes import changes
from facilitator.report.edition import Change, Changed, Edition
from facilitator.report.export import BINARY_FORMATS, export, export_file
from facilitator.report.importer import Imported, import_report
from facilitator.report.options import ReportOptions
from tests.report.office import blocks
from tests.report.sessions import ENGLISH, FRENCH, FRENCH_AGAIN, NAUGHTY, idea, note, steady
from tests.report.test_markdown import typed_texts

PLAIN = ReportOptions()
NOW = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)


def written(session: Session, options: ReportOptions = PLAIN, edition: Edition | None = None) -> str:
    return export(session, "md", options, edition or Edition(1))


def second(session: Session, before: Session, number: int = 2, quotes: bool = True) -> Edition:
    return Edition(number, number - 1, changes(written(before), written(session)), quotes)


def read(text: str) -> Imported:
    return import_report(text, "nom", NOW, Random(7))


def test_each_kind_of_change_is_told_in_its_section() -> None:
    assert changes(written(FRENCH), written(FRENCH_AGAIN)) == (
        Changed("", (Change("Atelier 5 - Semer - Session 3", "Atelier 5 - Semer - Session 3 (suite)"),)),
        Changed("Synthèse", (Change("laisser un jour sans écran", "laisser deux jours sans écran"),)),
        Changed("Participants", count=(5, 6)),
        Changed("Éléments importants de la discussion", (Change("« Vite fait, deux fois fait »", ""),)),
        Changed("Décisions", (Change("", "on garde le mardi aussi"),)),
        Changed(
            "Idées à creuser",
            (
                Change(
                    "Question\u00a0: qui tient le carnet ?", "Question\u00a0: qui tient le carnet, et qui le relit ?"
                ),
            ),
        ),
    )


@pytest.mark.parametrize("session", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_the_same_report_has_not_changed(session: Session) -> None:
    assert changes(written(session), written(session)) == ()
    told = written(session, PLAIN, second(session, session))
    assert told.endswith(("\n\nPas un mot n'a changé.\n", "\n\nNot a word has changed.\n"))


def test_a_third_report_does_not_count_what_the_second_says_of_itself() -> None:
    v2 = written(FRENCH_AGAIN, PLAIN, second(FRENCH_AGAIN, FRENCH))
    assert "**Version\u00a0:** 2" in v2
    assert changes(v2, written(FRENCH_AGAIN)) == ()
    third = Edition(3, 2, changes(v2, written(FRENCH)))
    assert "## Ce qui a changé depuis la version 2\n" in written(FRENCH, PLAIN, third)


def test_other_choices_are_no_change_of_the_notes() -> None:
    by_theme = changes(written(FRENCH), written(FRENCH, ReportOptions(group="theme")))
    assert by_theme == (Changed("Éléments importants de la discussion", reordered=True),)
    for names in (ReportOptions(names="initials"), ReportOptions(names="count")):
        assert changes(written(FRENCH), written(FRENCH, names)) == ()
        assert changes(written(FRENCH, names), written(FRENCH)) == ()


def test_people_are_counted_and_never_named() -> None:
    fewer = FRENCH.but(people=FRENCH.people[:-2])
    told = written(fewer, PLAIN, second(fewer, FRENCH))
    assert "- 3 au lieu de 5\n" in told
    assert "Sabine" not in told[told.index("## Ce qui") :]


def test_somebody_else_in_somebodys_place_is_told_without_a_name() -> None:
    other = FRENCH.people[-1].but(name="Wassim Haddad")
    session = FRENCH.but(people=(*FRENCH.people[:-1], other))
    for options in (PLAIN, ReportOptions(names="initials"), ReportOptions(presence=True)):
        assert changes(written(FRENCH), written(session, options)) == (Changed("Participants", renamed=True),)
    assert changes(written(FRENCH, ReportOptions(names="count")), written(session)) == ()
    assert "Wassim" not in written(session, PLAIN, second(session, FRENCH)).split("## Ce qui")[1]


def test_where_names_are_left_out_nothing_of_the_earlier_report_is_repeated() -> None:
    told = written(FRENCH_AGAIN, PLAIN, second(FRENCH_AGAIN, FRENCH, quotes=False))
    part = told[told.index("## Ce qui") :]
    assert "Vite fait" not in part
    assert "un jour sans" not in part
    assert "- 1 passage was removed." in part
    assert "- **Modifié\u00a0:** laisser deux jours sans écran" in part
    assert "- **Ajouté\u00a0:** on garde le mardi aussi" in part


def test_a_hand_that_only_laid_out_anew_has_changed_nothing() -> None:
    text = written(FRENCH)
    assert changes(text.replace("\n- ", "\n* "), text) == ()
    assert changes(text.replace("pressé ?", "pressé\n?").replace("\u00a0", " "), text) == ()
    assert changes("\n\n" + text.replace("\n\n", "\n\n\n"), text) == ()


def test_a_section_that_is_gone_is_told_under_its_own_heading() -> None:
    fewer = FRENCH.but(extras=())
    gone = changes(written(FRENCH), written(fewer))
    assert [one.heading for one in gone] == ["Météo de départ"]
    assert [change.now for change in gone[0].changes] == ["", ""]


def test_many_changes_are_counted_beyond_the_first_fifty() -> None:
    more = FRENCH.but(notes=(*FRENCH.notes, *(note(f"une de plus, {n}") for n in range(60))))
    told = written(more, PLAIN, second(more, FRENCH))
    assert told.count("**Ajouté\u00a0:**") == 50
    assert "- … and 10 more changes." in told


@pytest.mark.parametrize("form", ["odt", "docx"])
def test_office_documents_say_it_in_their_styles(form: str) -> None:
    data = export_file(FRENCH_AGAIN, form, PLAIN, second(FRENCH_AGAIN, FRENCH))
    found = blocks(data, form)
    assert ("Subtitle", "Version\u00a0: 2") in found
    at = found.index(("Heading 1", "Ce qui a changé depuis la première version"))
    assert found[at + 1] == ("Heading 2", "Titre et lignes sous le titre")
    assert [style for style, _text in found[at + 1 :] if style.startswith("Heading")] == ["Heading 2"] * 6
    assert found[at + 4][1].startswith("Modifié\u00a0: laisser un jour sans écran")
    assert data == export_file(FRENCH_AGAIN, form, PLAIN, second(FRENCH_AGAIN, FRENCH)), "byte for byte"


def test_data_for_other_programs_does_not_say_it() -> None:
    for form in ("csv", "json"):
        assert form not in BINARY_FORMATS
        edition = second(FRENCH_AGAIN, FRENCH)
        assert export_file(FRENCH_AGAIN, form, PLAIN, edition) == export_file(FRENCH_AGAIN, form, PLAIN)


def test_a_second_report_is_imported_without_what_it_says_of_itself() -> None:
    text = written(FRENCH_AGAIN, PLAIN, second(FRENCH_AGAIN, FRENCH))
    lines = text.split("\n")
    imported = read(text)
    version = next(number for number, line in enumerate(lines, 1) if line.startswith("**Version"))
    heading = next(number for number, line in enumerate(lines, 1) if line.startswith("## Ce qui"))
    assert imported.left[0] == f"line {version}: the number of the version is left out: it belongs to the report"
    assert imported.left[-1] == (
        f"line {heading}: “Ce qui a changé depuis la première version” is left out down to line {len(lines) - 1}: "
        "it tells of an earlier report"
    )
    assert written(imported.session) == written(FRENCH_AGAIN)
    again = written(imported.session, PLAIN, second(imported.session, FRENCH))
    assert again == text, "export, import, export"


def test_a_section_of_that_name_that_somebody_wrote_stays() -> None:
    """Only a report that says its version tells changes."""
    theirs = FRENCH.but(extras=(Extra(title="Ce qui a changé depuis la première version", text="la salle"),))
    assert read(written(theirs)).session.extras == theirs.extras
    text = written(theirs, PLAIN, second(theirs, FRENCH))
    assert text.count("\n## Ce qui a changé depuis la première version") == 2
    assert read(text).session.extras == theirs.extras
    assert changes(text, written(theirs)) == ()


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_texts_come_and_go_without_breaking_the_report(text: str) -> None:
    session = FRENCH.but(title=f"T {text}", notes=(*FRENCH.notes, note(text), idea(text, 3)))
    for one, other in ((FRENCH, session), (session, FRENCH)):
        told = written(other, PLAIN, second(other, one))
        assert written(read(told).session) == written(read(written(other)).session)


@steady
@given(st.lists(typed_texts, max_size=4), st.lists(typed_texts, max_size=4), typed_texts)
def test_any_second_report_is_imported_as_the_report_alone(before: list[str], now: list[str], synthesis: str) -> None:
    one, other = (
        Session(
            id="s",
            synthesis=synthesis if texts is now else "",
            notes=tuple(note(text, kind) for text in texts for kind in (Kind.RISK, Kind.ACTION)),
            people=tuple(Participant(id=f"p{number}", name=text) for number, text in enumerate(texts) if text.strip()),
        )
        for texts in (before, now)
    )
    edition = second(other, one)
    told = read(written(other, PLAIN, edition))
    assert written(told.session) == written(read(written(other)).session)
    assert changes(written(other, PLAIN, edition), written(other)) == ()
    assert changes(written(other), written(other)) == ()


@steady
@given(st.text(max_size=400))
def test_any_text_in_the_place_of_the_earlier_report_is_compared(text: str) -> None:
    found = changes(text, written(FRENCH))
    assert written(read(written(FRENCH, PLAIN, Edition(2, 1, found))).session) == written(FRENCH)


HOSTILE = {
    "quotations": "> " * 100_000,
    "bullets": "- " * 100_000,
    "asterisks": "**" * 200_000,
    "fences": "```\n" * 30_000,
    "headings": "## x\n" * 30_000,
    "references": "&#" * 200_000,
    "brackets": " [1]" * 100_000,
    "backticks": "\n".join(["".join("`" * count + " " for count in range(80))] * 60),
    "long backticks": "".join("`" * count + " " for count in range(900)),
    "breaks": "\\\n" * 100_000,
    "labels": "**a" * 100_000,
    "items": "- a\n\n  b\n\n" * 20_000,
    "versions": "**Version :** 2\\\n" * 30_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_earlier_report_takes_its_time_and_no_more(name: str) -> None:
    begun = process_time()
    found = changes(f"# T\n\n{HOSTILE[name]}\n\n## Question\n\n{HOSTILE[name]}", written(FRENCH))
    written(FRENCH, PLAIN, Edition(2, 1, found))
    assert process_time() - begun < 10


def test_ten_thousand_notes_are_compared_within_a_second(tmp_path: Path) -> None:
    many = FRENCH.but(notes=tuple(note(f"la note {n} sur le rythme") for n in range(10_000)))
    other = many.but(notes=many.notes[50:])
    texts = written(many), written(other)
    begun = process_time()
    found = changes(*texts)
    assert process_time() - begun < 3
    assert len(found[0].changes) == 50
