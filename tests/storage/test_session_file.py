"""The session file comes back as it was written, whatever was typed, and reads well in a difference."""

import difflib
import tomllib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.data_folder import shipped
from facilitator.model.kinds import Colour, Kind, Section
from facilitator.model.session import Extra, Note, Participant, Session, Theme
from facilitator.storage.meant_file import resolve
from facilitator.storage.session_file import SessionText, check_session_file, parse_session, read_session
from facilitator.storage.toml_text import toml_moment, toml_string

NOWHERE = Path("essai.toml")

HOSTILE = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="\"'\\\n\r\t <>=|#[]u0\x00\x1b\x7f\x85\u2028\u202e\ufeffé", max_size=40),
    st.sampled_from(
        [
            '"""',
            '""""""',
            'fin "',
            "fin \\",
            "a\\\nb",
            "\n",
            "\r\n",
            "a\r\nb\rc",
            "blanc \n\tfin\t",
            "[[note]]\nid = 1",
            "<<<<<<< la nôtre\n=======\n>>>>>>> la leur",
            "texte\n<<<<<<< tout au bord",
            '"\n"',
            '\n"""\n',
            "# pas un commentaire\nkind = 3",
        ]
    ),
)
IDENTIFIERS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,12}", fullmatch=True)
ZONES = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
EARLIEST, LATEST = (datetime(year, 1, 2, tzinfo=UTC).replace(tzinfo=None) for year in (1970, 2200))
MOMENTS = st.none() | st.datetimes(min_value=EARLIEST, max_value=LATEST, timezones=ZONES)


def themes() -> st.SearchStrategy[Theme]:
    return st.builds(
        Theme,
        id=IDENTIFIERS,
        name=HOSTILE.filter(bool),
        letter=st.text(max_size=2),
        colour=st.sampled_from(Colour),
    )


def people() -> st.SearchStrategy[Participant]:
    marks = st.booleans()
    return st.builds(
        Participant, id=IDENTIFIERS, name=HOSTILE.filter(bool), host=marks, scribe=marks, participant=marks
    )


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    themes_made = draw(st.lists(themes(), max_size=3, unique_by=lambda theme: theme.id))
    people_made = draw(st.lists(people(), max_size=3, unique_by=lambda person: person.id))
    known = [theme.id for theme in themes_made]
    tags = st.lists(st.sampled_from(known), max_size=3).map(tuple) if known else st.just(())
    speakers = st.sampled_from(["", *[person.id for person in people_made]])
    notes = st.builds(
        Note,
        id=IDENTIFIERS,
        text=HOSTILE,
        kind=st.sampled_from(Kind),
        section=st.sampled_from(Section),
        group=st.integers(0, 9),
        themes=tags,
        star=st.booleans(),
        speaker=speakers,
        author=HOSTILE,
        at=MOMENTS,
    )
    return Session(
        id=draw(IDENTIFIERS),
        title=draw(HOSTILE),
        language=draw(st.sampled_from(("fr", "en"))),
        place=draw(HOSTILE),
        minutes=draw(st.integers(1, 1440)),
        theme_set=draw(HOSTILE),
        created=draw(MOMENTS),
        started=draw(MOMENTS),
        closed=draw(MOMENTS),
        read_back=draw(MOMENTS),
        read_back_words=draw(HOSTILE),
        question=draw(HOSTILE),
        synthesis=draw(HOSTILE),
        themes=tuple(themes_made),
        people=tuple(people_made),
        notes=tuple(draw(st.lists(notes, max_size=4, unique_by=lambda note: note.id))),
        extras=tuple(draw(st.lists(st.builds(Extra, title=HOSTILE, text=HOSTILE), max_size=2))),
    )


@given(sessions())
def test_every_session_comes_back_identical(session: Session) -> None:
    text = SessionText().render(session)
    assert parse_session(text, NOWHERE) == session
    assert text.encode().decode() == text


@given(sessions())
def test_windows_line_ends_change_nothing(session: Session) -> None:
    text = SessionText().render(session).replace("\n", "\r\n")
    assert parse_session(text, NOWHERE) == session


@given(sessions())
def test_editors_that_strip_blanks_at_line_ends_change_nothing(session: Session) -> None:
    text = "\n".join(line.rstrip(" \t") for line in SessionText().render(session).split("\n"))
    assert parse_session(text, NOWHERE) == session


@given(HOSTILE)
def test_a_string_holds_no_control_character(text: str) -> None:
    written = toml_string(text)
    assert tomllib.loads(f"t = {written}") == {"t": text}
    assert not [char for char in written if char != "\n" and char != "\t" and ord(char) < 32]


def test_halves_of_characters_become_a_replacement() -> None:
    written = toml_string("a\ud800b")
    assert tomllib.loads(f"t = {written}") == {"t": "a\ufffdb"}


def test_a_zone_with_seconds_becomes_utc() -> None:
    paris_of_old = timezone(timedelta(minutes=9, seconds=21))
    moment = datetime(1900, 1, 1, 12, 0, tzinfo=paris_of_old)
    assert tomllib.loads(f"at = {toml_moment(moment)}")["at"] == moment
    assert toml_moment(datetime(2026, 5, 12, 14, 0, tzinfo=UTC)) == "2026-05-12T14:00:00+00:00"


def many(count: int) -> Session:
    themes_made = (Theme(id="sens", name="Sens", letter="S"), Theme(id="liens", name="Liens", letter="L"))
    begun = datetime(2026, 5, 12, 14, 0, tzinfo=UTC)
    notes = tuple(
        Note(
            id=f"n{number}",
            text=f"Remarque {number} : on garde ce qui *tient debout*",
            themes=("sens",),
            at=begun + timedelta(seconds=number),
        )
        for number in range(count)
    )
    return Session(id="grande", themes=themes_made, notes=notes)


def test_one_changed_note_changes_one_line() -> None:
    session, text = many(50), SessionText()
    before = text.render(session)
    changed = session.notes[20].but(text="Remarque reprise")
    notes = (*session.notes[:20], changed, *session.notes[21:])
    after = text.render(session.but(notes=notes))
    moved = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]
    assert moved == ['- text = "Remarque 20 : on garde ce qui *tient debout*"', '+ text = "Remarque reprise"']


def test_unchanged_notes_are_not_rendered_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from facilitator.storage import session_text

    rendered: list[str] = []
    render_note = session_text._note

    def watched(note: Note) -> str:
        rendered.append(note.id)
        return render_note(note)

    monkeypatch.setattr(session_text, "_note", watched)
    session, text = many(100), SessionText()
    text.render(session)
    assert len(rendered) == 100
    changed = session.notes[3].but(star=True)
    fresh = text.render(session.but(notes=(*session.notes[:3], changed, *session.notes[4:])))
    assert rendered[100:] == ["n3"]
    assert "star = true" in fresh


def test_the_memory_forgets_notes_that_are_gone() -> None:
    session, text = many(3), SessionText()
    first = text.render(session)
    assert text.render(session.but(notes=session.notes[:1])).count("[[note]]") == 1
    assert text.render(session) == first


def test_rendering_from_several_threads_gives_each_its_own_text() -> None:
    versions = [many(count) for count in (40, 80, 120)]
    expected = [SessionText().render(version) for version in versions]
    shared = SessionText()
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(shared.render, versions * 5)) == expected * 5


def test_blocks_stay_short() -> None:
    session = Session(id="s", people=(Participant(id="p", name="Odile"),), notes=(Note(id="n", text="Bien"),))
    text = SessionText().render(session)
    assert text.endswith('\n\n[[person]]\nid = "p"\nname = "Odile"\n\n[[note]]\nid = "n"\ntext = "Bien"\n')
    assert text.startswith("# ")
    assert text.splitlines()[1:4] == ["format = 1", 'id = "s"', 'title = ""']


@pytest.mark.parametrize("name", ["essaimer", "open-doors"])
def test_an_example_is_right_and_in_the_form_that_is_saved(name: str) -> None:
    path = shipped("examples") / f"{name}.toml"
    session = read_session(path)
    assert check_session_file(path) == []
    body = path.read_text(encoding="utf-8").split("\n", 1)[1]
    assert SessionText().render(session).split("\n", 1)[1] == body
    assert session.closed
    assert session.hosts
    assert {note.group for note in session.notes_of(Section.IDEAS)} == {0, 1}


def test_the_french_example_shows_every_kind() -> None:
    session = read_session(shipped("examples") / "essaimer.toml")
    assert {note.kind for note in session.notes} == set(Kind)
    assert session.parts.workshop == 2
    assert "(1)" in session.synthesis
    assert "\n1- " in session.synthesis


def test_a_name_may_lack_its_extension(tmp_path: Path) -> None:
    session = tmp_path / 'L\'été « là-bas » "bis" 4.5.toml'
    session.write_text("", encoding="utf-8")
    assert resolve(str(session)) == session
    assert resolve(str(session)[: -len(".toml")]) == session
    assert resolve(str(tmp_path / "nouvelle")) == tmp_path / "nouvelle.toml"
    assert resolve(str(tmp_path / "compte rendu.md")) == tmp_path / "compte rendu.md"
    assert resolve(str(tmp_path)) == tmp_path


def test_a_session_stands_before_a_folder_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "essai").mkdir()
    assert resolve(str(tmp_path / "essai")) == tmp_path / "essai"
    (tmp_path / "essai.toml").write_text("", encoding="utf-8")
    assert resolve(str(tmp_path / "essai")) == tmp_path / "essai.toml"


@pytest.mark.parametrize("name", ["", ".", "/", "a\0b", "x" * 5000])
def test_any_name_gives_a_path(name: str) -> None:
    assert isinstance(resolve(name), Path)
