"""Files that people write by hand: short ones, with small slips, and of the older form."""

from pathlib import Path

from facilitator.model.kinds import Colour, Kind, Section
from facilitator.storage.migrate import FROM_FORMAT, migrate
from facilitator.storage.session_file import SessionText, check_session_file, parse_session

HERE = Path("Atelier 2.toml")

MINIMAL = """
title = "Atelier 2 - Essaimer - Session 1"
question = "Que garder ?"
host = "Aline B"
scribe = "Karim"
participants = ["Odile", "karim", " "]
notes = ["On ose", "On relit\\nà deux"]
ideas = [["une visite"], ["un carnet", "un budget"]]
"""


def test_a_minimal_file_becomes_a_session() -> None:
    session = parse_session(MINIMAL, HERE)
    assert [person.name for person in session.hosts] == ["Aline B"]
    assert [person.name for person in session.scribes] == ["Karim"]
    assert [person.name for person in session.participants] == ["Karim", "Odile"]
    assert [note.text for note in session.notes_of(Section.DISCUSSION)] == ["On ose", "On relit\nà deux"]
    assert [(note.group, note.text) for note in session.notes_of(Section.IDEAS)] == [
        (0, "une visite"),
        (1, "un carnet"),
        (1, "un budget"),
    ]
    assert {note.kind for note in session.notes_of(Section.IDEAS)} == {Kind.IDEA}


def test_an_older_form_is_saved_in_the_newest() -> None:
    session = parse_session(MINIMAL, HERE)
    text = SessionText().render(session)
    assert "format = 1" in text
    assert parse_session(text, HERE) == session


def test_every_older_format_has_a_way_to_the_next() -> None:
    from facilitator.model.session import FORMAT

    assert sorted(FROM_FORMAT) == list(range(FORMAT))
    values = {"participants": ["Odile"]}
    assert migrate(values, FORMAT)["format"] == FORMAT
    assert values == {"participants": ["Odile"]}


def test_blocks_of_an_older_file_stay_in_front() -> None:
    session = parse_session('participants = ["Odile"]\n[[person]]\nname = "Yann"\n', HERE)
    assert [person.name for person in session.people] == ["Yann", "Odile"]


def test_identifiers_left_out_are_the_same_at_each_reading() -> None:
    text = 'format = 1\n[[theme]]\nname = "Liberté"\n' + 2 * '[[note]]\ntext = "a"\n' + '[[note]]\ntext = "b"\n'
    session = parse_session(text, HERE)
    assert parse_session(text, HERE) == session
    assert session.id.startswith("atelier-2-")
    assert session.themes[0].id == "liberte"
    assert len({note.id for note in session.notes}) == 3
    other_order = 'format = 1\n[[note]]\ntext = "b"\n[[note]]\ntext = "a"\n'
    assert parse_session(other_order, HERE).notes[0].id == session.notes[2].id


def test_an_identifier_made_up_never_takes_one_that_is_written() -> None:
    alone = parse_session('format = 1\n[[note]]\ntext = "a"\n', HERE).notes[0].id
    text = f'format = 1\n[[note]]\ntext = "a"\n[[note]]\nid = "{alone}"\ntext = "z"\n'
    assert [note.id for note in parse_session(text, HERE).notes] == [f"{alone}-2", alone]


def test_names_that_leave_no_letter_still_give_identifiers() -> None:
    session = parse_session('format = 1\n[[person]]\nname = "李"\n[[person]]\nname = "王"\n', Path("会.toml"))
    assert [person.id for person in session.people] == ["person", "person-2"]


def test_french_words_are_understood() -> None:
    session = parse_session(
        'format = 1\nlanguage = "FR"\n[[theme]]\nname = "Sens"\ncolour = "Bleu"\n'
        '[[note]]\ntext = "a"\nkind = "Décision"\n[[note]]\ntext = "b"\nkind = "idée"\nsection = "Idées"\n',
        HERE,
    )
    assert session.themes[0].colour is Colour.BLUE
    assert [note.kind for note in session.notes] == [Kind.DECISION, Kind.IDEA]
    assert session.notes[1].section is Section.IDEAS


def test_themes_and_speakers_may_be_called_by_name() -> None:
    session = parse_session(
        'format = 1\n[[theme]]\nid = "t1"\nname = "Liberté"\nletter = "L"\n[[person]]\nid = "p1"\nname = "Éléonore"\n'
        '[[note]]\ntext = "a"\nthemes = ["liberte"]\nspeaker = "eleonore"\n[[note]]\ntext = "b"\nthemes = "l"\n',
        HERE,
    )
    assert [note.themes for note in session.notes] == [("t1",), ("t1",)]
    assert session.notes[0].speaker == "p1"


def test_a_theme_that_is_only_named_in_notes_is_added_once() -> None:
    text = "format = 1\n" + 2 * '[[note]]\ntext = "a"\nthemes = ["Prendre soin"]\n'
    session = parse_session(text, HERE)
    assert [(theme.id, theme.name) for theme in session.themes] == [("prendre-soin", "Prendre soin")]
    assert {note.themes for note in session.notes} == {("prendre-soin",)}


def test_a_single_block_and_a_moment_between_quotes() -> None:
    session = parse_session('format = 1\n[note]\ntext = "a"\nat = "2026-05-12T14:00:00+02:00"\n', HERE)
    assert session.notes[0].at is not None
    assert session.notes[0].at.isoformat() == "2026-05-12T14:00:00+02:00"


def test_the_examples_of_the_manual_are_right(tmp_path: Path) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "session-file.md").read_text(encoding="utf-8")
    examples = [part.split("```")[0] for part in manual.split("```toml\n")[1:]]
    assert len(examples) == 2
    for example in examples:
        path = tmp_path / "exemple.toml"
        path.write_text(example, encoding="utf-8")
        assert check_session_file(path) == []
    whole = parse_session(examples[0], HERE)
    assert SessionText().render(whole).split("\n", 1)[1] == examples[0]
