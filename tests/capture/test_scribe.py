"""The hands at the typing line: what Enter means, the way back to earlier notes, and a correction that loses nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from facilitator.capture.draft import NoteDraft
from facilitator.live.commands.base import Command
from facilitator.live.commands.notes import CorrectNote, KeepNote
from facilitator.live.scribe import Scribe
from facilitator.live.view import NoteRow, PersonRow, ThemeRow, View
from facilitator.model.kinds import Kind, Section
from tests.capture.circle import PEOPLE, THEMES
from tests.capture.hostile import LINES, steady


def view_with(*rows: NoteRow) -> View:
    """A living session with the themes and people of the circle, and these notes in this order."""
    view = View(
        themes=[ThemeRow(theme.id, theme.name, theme.letter) for theme in THEMES],
        people=[PersonRow(person.id, person.name) for person in PEOPLE],
    )
    for number, row in enumerate(rows):
        view.put_note(replace(row, order=f"a{number:03}"))
    return view


def kept(command: Command | None) -> NoteDraft:
    assert isinstance(command, KeepNote)
    return command.draft


def correction(command: Command | None) -> NoteDraft:
    assert isinstance(command, CorrectNote)
    return command.draft


FIRST = NoteRow("n1", "les relais tiennent")
SECOND = NoteRow("n2", "le budget saute", Kind.RISK, themes=("sens",), star=True, speaker="p0")
THIRD = NoteRow("n3", "# trois", Kind.QUOTE, Section.IDEAS, group=2)


def test_enter_keeps_the_line_under_the_current_theme() -> None:
    scribe = Scribe(view_with())
    scribe.current_theme = "sens"
    assert scribe.read("on sait pourquoi") == KeepNote(NoteDraft("on sait pourquoi", themes=("sens",)), 0)
    assert kept(scribe.read("rien de prévu #argent")).new_themes == ("argent",)
    assert scribe.unknown_themes == ("argent",)


@pytest.mark.parametrize("typed", ["  ", "sans thème", "un autre #sens"])
def test_an_unknown_theme_is_offered_once(typed: str) -> None:
    scribe = Scribe(view_with())
    scribe.read("rien de prévu #argent")
    scribe.read(typed)
    assert scribe.unknown_themes == ()


def test_a_theme_that_was_removed_is_current_no_longer() -> None:
    view = view_with()
    scribe = Scribe(view)
    scribe.current_theme = "sens"
    view.themes = [theme for theme in view.themes if theme.id != "sens"]
    assert kept(scribe.read("on sait pourquoi")).themes == ()


def test_ideas_go_to_groups_that_empty_lines_begin() -> None:
    view = view_with()
    scribe = Scribe(view)
    assert scribe.toggle_ideas()
    commands = []
    for number, typed in enumerate(("un", "deux", "", "", "trois")):
        command = scribe.read(typed)
        if isinstance(command, KeepNote):
            commands.append((command.draft.text, command.group))
            view.put_note(NoteRow(f"i{number}", typed, Kind.IDEA, Section.IDEAS, command.group, order=f"b{number}"))
    assert commands == [("un", 0), ("deux", 0), ("trois", 1)]
    assert not scribe.toggle_ideas()
    assert scribe.read("hors des idées") == KeepNote(NoteDraft("hors des idées"), 0)
    assert scribe.toggle_ideas()
    assert scribe.group == 1


def test_an_empty_line_before_any_idea_begins_no_group() -> None:
    scribe = Scribe(view_with())
    scribe.toggle_ideas()
    scribe.read("")
    assert scribe.read("un") == KeepNote(NoteDraft("un", Kind.IDEA, Section.IDEAS), 0)


def test_the_way_up_and_down_keeps_what_was_being_typed() -> None:
    scribe = Scribe(view_with(FIRST, SECOND, THIRD))
    assert scribe.later("rien") is None
    lines = [scribe.earlier("à moitié ty"), scribe.earlier("changé"), scribe.earlier("")]
    assert lines == ["# trois", "* ! le budget saute #Sens @Karim T.", "les relais tiennent"]
    assert scribe.earlier("") is None
    assert [scribe.later(""), scribe.later("")] == [lines[1], lines[0]]
    assert scribe.later("") == "à moitié ty"
    assert scribe.correcting is None
    assert scribe.leave() == ""


def test_a_note_gone_meanwhile_is_passed_over() -> None:
    view = view_with(FIRST, SECOND)
    scribe = Scribe(view)
    scribe.earlier("brouillon")
    view.drop_note("n2")
    assert kept(scribe.read("le budget tient")).text == "le budget tient"
    assert scribe.earlier("le budget tient") == "les relais tiennent"
    assert scribe.leave() == "brouillon"


@pytest.mark.parametrize("left", ["* ! le budget saute #Sens @Karim T.", "", " \n"])
def test_an_untouched_or_emptied_line_corrects_nothing(left: str) -> None:
    scribe = Scribe(view_with(SECOND))
    scribe.earlier("")
    assert scribe.read(left) is None


@pytest.mark.parametrize(
    ("row", "changed", "expected"),
    [
        (FIRST, "! les relais tiennent", NoteDraft("les relais tiennent", Kind.RISK)),
        (
            SECOND,
            "le budget tient",
            NoteDraft("le budget tient"),
        ),
        (
            NoteRow("q", "on y va", Kind.QUOTE, star=True),
            "* on y va tous",
            NoteDraft("on y va tous", Kind.QUOTE, star=True),
        ),
        (
            NoteRow("a", "prévenir l'accueil", Kind.ACTION),
            "prévenir l'accueil #fonds",
            NoteDraft("prévenir l'accueil", Kind.ACTION, new_themes=("fonds",)),
        ),
        (
            NoteRow("g", "un thème effacé", themes=("gone", "sens")),
            "un thème effacé, puis rendu #Sens",
            NoteDraft("un thème effacé, puis rendu", themes=("gone", "sens")),
        ),
        (
            NoteRow("s", "dit par quelqu'un d'absent", speaker="parti"),
            "dit par quelqu'un d'absent depuis",
            NoteDraft("dit par quelqu'un d'absent depuis", speaker="parti"),
        ),
        (
            NoteRow("i", "une carte", Kind.RISK, Section.IDEAS),
            "! une carte des relais",
            NoteDraft("une carte des relais", Kind.RISK, Section.IDEAS),
        ),
    ],
)
def test_a_correction_keeps_what_a_line_cannot_say(row: NoteRow, changed: str, expected: NoteDraft) -> None:
    scribe = Scribe(view_with(row))
    scribe.earlier("")
    assert correction(scribe.read(changed)) == expected
    assert scribe.unknown_themes == expected.new_themes


_ROWS = st.builds(
    NoteRow,
    id=st.just("n"),
    text=LINES.filter(lambda text: bool(text.strip())),
    kind=st.sampled_from(Kind),
    section=st.sampled_from(Section),
    group=st.integers(0, 2),
    themes=st.lists(st.sampled_from(["liberte", "sens", "gone"]), unique=True).map(tuple),
    star=st.booleans(),
    speaker=st.sampled_from(["", "p0", "p4", "parti"]),
)


@steady
@given(_ROWS)
def test_any_note_taken_back_and_left_stays_as_it_is(row: NoteRow) -> None:
    scribe = Scribe(view_with(row))
    line = scribe.earlier("")
    assert line is not None
    assert scribe.read(line) is None


@steady
@given(_ROWS, LINES, st.booleans())
def test_any_line_may_be_left_for_any_note(row: NoteRow, typed: str, under_theme: bool) -> None:
    scribe = Scribe(view_with(row))
    scribe.current_theme = "liberte" if under_theme else None
    line = scribe.earlier("")
    command = scribe.read(typed)
    if typed == line or not typed.strip():
        assert command is None
    else:
        draft = correction(command)
        fresh = kept(Scribe(view_with()).read(typed))
        assert (draft.text, draft.new_themes) == (fresh.text, fresh.new_themes)
        assert set(fresh.themes) <= set(draft.themes) <= {*fresh.themes, *row.themes}
