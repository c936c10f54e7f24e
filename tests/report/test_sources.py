"""Numbers that lead from the synthesis to the notes it was made of."""

from facilitator.model.consent import Consent
from facilitator.model.passage import Passage
from facilitator.model.session import Note, Participant, Session
from facilitator.report.export import export, export_file
from facilitator.report.options import ReportOptions
from facilitator.report.publication import published
from facilitator.report.sources import source_numbers, with_sources
from tests.conftest import NOW

SYNTHESIS = "Ce qui aide, d'après Sabine :\n\n- *aller voir*\n- on ose (1)\n\nEt aussi : aller voir.\n\n1- carnet <https://exemple.org>"
SESSION = Session(
    id="s",
    synthesis=SYNTHESIS,
    people=(Participant(id="sabine", name="Sabine Rol", consent=Consent.UNNAMED),),
    notes=(
        Note(id="n1", text="on ose, dit Sabine", at=NOW),
        Note(id="n2", text="*aller voir* chez les autres", at=NOW),
        Note(id="n3", text="rien d'autre", at=NOW),
    ),
    passages=tuple(
        Passage(id=f"p{number}", start=SYNTHESIS.index(words), end=SYNTHESIS.index(words) + len(words), notes=notes)
        for number, (words, notes) in enumerate(
            [("*aller voir*", ("n2",)), ("on ose", ("n1", "n9")), ("aller voir.", ("n2", "n1"))]
        )
    ),
)
SOURCES = ReportOptions(sources=True)


def test_numbers_follow_the_synthesis() -> None:
    assert source_numbers(SESSION) == {"n2": 1, "n1": 2}
    assert with_sources(SESSION, source_numbers(SESSION)).split("\n\n")[1:3] == [
        r"- *aller voir* \[1\]" + "\n" + r"- on ose \[2\] (1)",
        r"Et aussi : aller voir. \[1\] \[2\]",
    ]


def test_the_report_has_them_only_when_asked_for() -> None:
    assert export(SESSION, "md", ReportOptions()).count("[") == 0
    text = export(SESSION, "md", SOURCES)
    assert r"*aller voir* chez les autres \[1]" in text
    assert r"on ose, dit Sabine \[2]" in text
    assert "rien d'autre\n" in text
    page = export(SESSION, "html", SOURCES)
    assert "on ose [2] (1)" in page
    assert " chez les autres [1]</p>" in page
    for form in ("odt", "docx"):
        assert export_file(SESSION, form, SOURCES) != export_file(SESSION, form, ReportOptions())


def test_passages_that_reach_behind_the_synthesis_are_told_at_its_end() -> None:
    odd = SESSION.but(passages=(Passage(id="p", start=0, end=10_000, notes=("n3",)),))
    assert with_sources(odd, source_numbers(odd)) == SYNTHESIS + r" \[1\]"


def test_published_passages_stay_with_their_words_and_tell_none_of_a_note() -> None:
    taken = tuple(one.but(highlight="Sabine") for one in SESSION.passages)
    clean = published(SESSION.but(passages=taken), {})
    assert [clean.synthesis[one.start : one.end] for one in clean.passages] == ["*aller voir*", "on ose", "aller voir."]
    assert len(clean.synthesis) != len(SYNTHESIS)
    assert "Sabine" not in export(clean, "json", ReportOptions())
    assert r"on ose \[2\] (1)" in export(clean, "md", SOURCES)
