import pytest

from facilitator.capture.highlights import parts
from facilitator.model.kinds import Kind, Section
from facilitator.model.session import Note, Participant, Session, Theme
from facilitator.report.build import build_report, label_of, stands_apart
from facilitator.report.options import Names, ReportOptions
from facilitator.report.tree import Bullets, Paragraph, Part, Report, Subheading
from tests.report.sessions import ENGLISH, FRENCH, idea, note


def part(report: Report, heading: str) -> Part:
    return next(one for one in report.parts if one.heading == heading)


def lines_of(found: Part) -> list[str]:
    """Each paragraph, item or heading of a section as text."""
    out = []
    for block in found.blocks:
        if isinstance(block, Subheading):
            out.append(f"### {block.text}")
        for item in block.items if isinstance(block, Bullets) else ((block,),):
            out += ["".join(run.text for run in one.runs) for one in item if isinstance(one, Paragraph)]
    return out


def test_sections_stand_in_the_order_of_the_form() -> None:
    headings = [one.heading for one in build_report(Session(id="s"), ReportOptions()).parts]
    assert headings == [
        "Question",
        "Synthèse",
        "Porteur",
        "Participants",
        "Éléments importants de la discussion",
        "Idées à creuser",
    ]
    assert [one.heading for one in build_report(ENGLISH, ReportOptions()).parts] == [
        "Question",
        "Synthesis",
        "Hosts",
        "Participants",
        "Discussion highlights",
        "Actions",
        "Ideas to explore",
    ]


def test_an_empty_session_has_a_title_and_no_facts() -> None:
    report = build_report(Session(id="s"), ReportOptions())
    assert (report.title, report.facts) == ("Compte rendu", ())
    assert all(one.blocks == () for one in report.parts)


@pytest.mark.parametrize(
    ("text", "kind", "section", "label"),
    [
        ("la norme revient", Kind.RISK, Section.DISCUSSION, Kind.RISK),
        ("risque: la norme revient", Kind.RISK, Section.DISCUSSION, None),
        ("risque: la norme revient", Kind.EXAMPLE, Section.DISCUSSION, Kind.EXAMPLE),
        ("Qui paie ?", Kind.QUESTION, Section.DISCUSSION, None),
        ("Qui paie", Kind.QUESTION, Section.DISCUSSION, Kind.QUESTION),
        ("un carnet", Kind.IDEA, Section.IDEAS, None),
        ("un carnet", Kind.IDEA, Section.DISCUSSION, Kind.IDEA),
        ("un carnet", Kind.RISK, Section.IDEAS, Kind.RISK),
        ("risque: rien", Kind.POINT, Section.DISCUSSION, None),
    ],
)
def test_a_kind_is_printed_when_words_and_place_do_not_tell_it(
    text: str, kind: Kind, section: Section, label: Kind | None
) -> None:
    assert label_of(note(text, kind, section)) is label


@pytest.mark.parametrize(
    ("text", "kind", "minute", "apart"),
    [
        ("on garde", Kind.DECISION, 3, True),
        ("on garde", Kind.DECISION, None, True),
        ("Décision : on garde", Kind.DECISION, 3, True),
        ("Décision : on garde", Kind.DECISION, None, False),
        ("à faire : prévenir", Kind.ACTION, 3, True),
        ("un risque", Kind.RISK, 3, False),
    ],
)
def test_what_goes_to_a_section_of_its_own(text: str, kind: Kind, minute: int | None, apart: bool) -> None:
    assert stands_apart(note(text, kind, minute=minute)) is apart


def test_nothing_is_said_twice_and_nothing_is_lost() -> None:
    for group in ("said", "theme"):
        report = build_report(FRENCH, ReportOptions(group="theme" if group == "theme" else "said"))
        said = "\n".join(line for one in report.parts[5:] for line in lines_of(one))
        for one in FRENCH.notes:
            assert said.count("".join(stretch.text for stretch in parts(one.text))) == 1


def test_by_theme_a_note_stands_under_its_first_and_untagged_ones_come_last() -> None:
    session = Session(
        id="s",
        themes=(Theme(id="b", name="Deux"), Theme(id="a", name="Un")),
        notes=(
            note("rien"),
            note("les deux", themes=("a", "b")),
            note("perdu", themes=("gone",)),
            note("deux", themes=("b",)),
            note("presque perdu", themes=("gone", "b")),
        ),
    )
    found = part(build_report(session, ReportOptions(group="theme")), "Éléments importants de la discussion")
    assert lines_of(found) == [
        "### Deux",
        "deux",
        "presque perdu",
        "### Un",
        "les deux",
        "### Sans thème",
        "rien",
        "perdu",
    ]


def test_without_any_theme_there_is_no_heading() -> None:
    session = Session(id="s", notes=(note("a"), note("b")))
    found = part(build_report(session, ReportOptions(group="theme")), "Éléments importants de la discussion")
    assert lines_of(found) == ["a", "b"]


def test_ideas_are_lists_in_their_groups() -> None:
    session = Session(id="s", notes=(idea("c", 4), idea("a"), note("x"), idea("b")))
    found = part(build_report(session, ReportOptions()), "Idées à creuser")
    assert [len(block.items) for block in found.blocks if isinstance(block, Bullets)] == [2, 1]
    assert lines_of(found) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("names", "hosts", "participants"),
    [
        ("full", ["Inès Arnoux"], ["Karim T", "ROUSSEL Bernard", "Jacky Le Dantec", "Sabine", "Marie-Odile Pons"]),
        ("initials", ["Inès A."], ["Karim T", "Bernard R.", "Jacky L.", "Sabine", "Marie-Odile P."]),
        ("count", ["1 personne"], ["5 participants"]),
    ],
)
def test_names_are_told_as_chosen(names: Names, hosts: list[str], participants: list[str]) -> None:
    report = build_report(FRENCH, ReportOptions(names=names))
    assert lines_of(part(report, "Porteur")) == hosts
    assert lines_of(part(report, "Participants")) == participants


@pytest.mark.parametrize(
    ("count", "language", "said"),
    [
        (0, "fr", "0 participant"),
        (1, "fr", "1 participant"),
        (2, "fr", "2 participants"),
        (0, "en", "0 participants"),
        (1, "en", "1 participant"),
    ],
)
def test_people_are_counted_as_the_language_does(count: int, language: str, said: str) -> None:
    people = tuple(Participant(id=f"p{number}", name="X") for number in range(count))
    session = Session(id="s", language="en" if language == "en" else "fr", people=people)
    assert lines_of(part(build_report(session, ReportOptions(names="count")), "Participants")) == [said]


def test_place_and_day_stand_under_the_title() -> None:
    french = ["".join(run.text for run in fact.runs) for fact in build_report(FRENCH, ReportOptions()).facts]
    assert french == ["Lieu\u00a0:Grange du Bas", "Date\u00a0:12/05/2026"]
    english = FRENCH.but(language="en", place="")
    assert ["".join(run.text for run in fact.runs) for fact in build_report(english, ReportOptions()).facts] == [
        "Date:2026-05-12"
    ]


def test_a_note_without_text_is_left_out() -> None:
    session = Session(id="s", notes=(Note(id="n", text=""), Note(id="i", text="", section=Section.IDEAS)))
    assert all(lines_of(one) == [] for one in build_report(session, ReportOptions()).parts)
