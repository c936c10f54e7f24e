"""Names and order as chosen, in the documents themselves."""

import json
import re

import pytest

from facilitator.model.session import Participant, Session
from facilitator.report.export import export
from facilitator.report.options import Group, Names, ReportOptions
from tests.report.sessions import ENGLISH, FRENCH, note
from tests.report.test_html import Page

PEOPLE = (
    Participant(id="ysaline-quemener", name="Ysaline Quéméner", host=True, participant=False),
    Participant(id="ysaline-2", name="QUIDELLEUR Goulven", scribe=True),
    Participant(id="zephyrin", name="Zéphyrin <b>&amp;"),
    Participant(id="maelezh", name="Maëlezh Le Xérès"),
)
CIRCLE = Session(
    id="s",
    title="Atelier 9 - Filer - Session 4",
    question="Qui tient le fil ?",
    synthesis="Le fil se tient *à plusieurs*.",
    people=PEOPLE,
    notes=tuple(
        note("on tire chacun un peu", speaker=person.id).but(id=f"n{at}", author=person.name)
        for at, person in enumerate(PEOPLE)
    ),
)
BORNE = re.compile(r"ysaline|qu[ée]m[ée]ner|quidelleur|goulven|z[ée]phyrin|ma[ëe]lezh|x[ée]r[èe]s", re.IGNORECASE)
SURNAMES = re.compile(r"qu[ée]m[ée]ner|quidelleur|x[ée]r[èe]s", re.IGNORECASE)


@pytest.mark.parametrize("form", ["md", "html", "json"])
@pytest.mark.parametrize("group", ["said", "theme"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_where_people_are_counted_nobody_is_named(form: str, group: Group, language: str) -> None:
    session = CIRCLE.but(language=language)
    written = export(session, form, ReportOptions(group, "count"))
    assert BORNE.findall(written) == []
    assert written.count("on tire chacun un peu") == 4
    if form != "json":
        assert "3 participants" in written
        assert written.count("1 personne" if language == "fr" else "1 person") == 2


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_with_initials_no_surname_stands_anywhere(form: str) -> None:
    written = export(CIRCLE, form, ReportOptions(names="initials"))
    assert SURNAMES.findall(written) == []
    for name in ("Ysaline Q.", "Goulven Q.", "Maëlezh L."):
        assert name in written


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_in_full_every_name_stands_as_typed(form: str) -> None:
    written = export(CIRCLE, form, ReportOptions())
    seen = Page(written).text if form == "html" else written
    for person in PEOPLE:
        assert (person.name.replace("<", "\\<").replace("&", "\\&") if form == "md" else person.name) in seen


def test_a_name_within_a_note_stays() -> None:
    session = CIRCLE.but(notes=(note("Goulven a montré le nœud"),))
    for form in ("md", "html", "json"):
        assert "Goulven a montré le nœud" in export(session, form, ReportOptions(names="count"))


@pytest.mark.parametrize("session", [FRENCH, ENGLISH], ids=["fr", "en"])
@pytest.mark.parametrize("names", ["initials", "count"])
def test_json_without_names_is_still_a_session(session: Session, names: Names) -> None:
    values = json.loads(export(session, "json", ReportOptions(names=names)))
    assert [one["text"] for one in values["notes"]] == [one.text for one in session.notes]
    assert len({one["id"] for one in values["people"]}) == len(session.people)
    known = {one["id"] for one in values["people"]}
    assert {one["speaker"] for one in values["notes"]} <= {"", *known}
