"""A theme that nobody makes is not lost: its name stays in the note, and leaves it when the theme is made."""

from collections.abc import Callable
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.capture.draft import NoteDraft, Surroundings, whole_text, without_theme
from facilitator.capture.reading import read_line
from facilitator.live.building import operations_for
from facilitator.live.commands.notes import CorrectNote, KeepNote, KeepNotes
from facilitator.live.commands.themes import AddTheme
from facilitator.live.document import Document
from facilitator.live.history import History
from facilitator.live.scribe import Scribe
from facilitator.live.session import LiveSession
from facilitator.model.session import Session

NOW = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)


@pytest.fixture
def live() -> LiveSession:
    document = Document()
    document.do(operations_for(Session(id="s"), Random(1)))
    return LiveSession(document, History("Odile"), Random(1))


def texts(live: LiveSession) -> list[str]:
    return [row.text for row in live.view.in_order()]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("rien ne presse #argent", "rien ne presse #argent"),
        ("#argent il en manque", "argent il en manque"),
        ("on parle d' #argent ici", "on parle d' argent ici"),
        ("une partie #art", "une partie #art"),
        ("deux #argent #lieu", "deux #argent #lieu"),
    ],
)
@pytest.mark.parametrize("keep", [KeepNote, lambda draft: KeepNotes((draft,))], ids=["typed", "pasted"])
def test_a_name_that_no_theme_bears_stays(
    typed: str, kept: str, keep: Callable[[NoteDraft], KeepNote | KeepNotes], live: LiveSession
) -> None:
    draft = read_line(typed, Surroundings())
    assert draft is not None
    live.run(keep(draft), NOW)
    assert texts(live) == [kept]


def test_made_after_all_it_leaves_the_text_and_undo_brings_it_back(live: LiveSession) -> None:
    scribe = Scribe(live.view)
    command = scribe.read("rien ne presse #argent #lieu")
    assert command is not None
    live.run(command, NOW)
    [note] = live.view.in_order()
    live.run(AddTheme(scribe.unknown_themes[0], (note.id,)), NOW)
    [note] = live.view.in_order()
    assert (note.text, note.themes) == ("rien ne presse #lieu", (live.view.themes[0].id,))
    live.undo()
    assert texts(live) == ["rien ne presse #argent #lieu"]


def test_add_makes_the_theme_and_keeps_the_text_short(live: LiveSession) -> None:
    live.run(KeepNote(NoteDraft("rien ne presse", new_themes=("argent",)), make_themes=True), NOW)
    assert texts(live) == ["rien ne presse"]
    assert [theme.name for theme in live.view.themes] == ["argent"]


def test_a_correction_keeps_it_too(live: LiveSession) -> None:
    scribe = Scribe(live.view)
    command = scribe.read("rien ne presse #argent")
    assert command is not None
    live.run(command, NOW)
    line = scribe.earlier("")
    assert line is not None
    corrected = scribe.read(line.replace("presse", "pressait"))
    assert isinstance(corrected, CorrectNote)
    live.run(corrected, NOW)
    assert texts(live) == ["rien ne pressait #argent"]


@given(text=st.text(min_size=1), names=st.lists(st.from_regex(r"\w{1,8}", fullmatch=True), max_size=4, unique=True))
def test_whatever_is_named_can_be_read(text: str, names: list[str]) -> None:
    whole = whole_text(NoteDraft(text, new_themes=tuple(names)))
    assert whole.startswith(text)
    assert all(name in whole for name in names)
    assert whole_text(NoteDraft(whole, new_themes=tuple(names))) == whole


def test_only_a_name_at_the_end_goes() -> None:
    assert without_theme("l'argent, #argent, toujours #argent", "argent") == "l'argent, #argent, toujours"
    assert without_theme("#argent", "argent") == "#argent"
    assert without_theme("tout #argentier", "argent") == "tout #argentier"
