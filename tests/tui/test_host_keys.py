"""What a host does with the fewest keys: registrations from a file, rounds of votes, the clock without an agenda."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from facilitator.live.timing import State, read_clocks
from facilitator.storage.desk import Desk
from facilitator.tui.dialogs.vote import VoteDialog
from facilitator.tui.screens.session import SessionScreen
from tests.tui.driving import running, told, typed
from tests.tui.test_room_screen import circle
from tests.tui.waiting import worked


def names(screen: SessionScreen) -> list[str]:
    return [person.name for person in screen.view.people]


def shown(screen: SessionScreen | VoteDialog, id: str) -> str:
    return str(screen.query_one(f"#{id}", Static).render())


async def until(pilot: Pilot[int], wanted: Callable[[], bool]) -> None:
    """Let the program go on until a thread of it has answered."""
    for _turn in range(500):
        if wanted():
            return
        await pilot.pause(0.01)
    raise AssertionError("it did not come")


async def test_registrations_from_the_list(desk: Desk, clock: Callable[[], datetime], tmp_path: Path) -> None:
    (tmp_path / "inscrits.csv").write_bytes("Nom;Prénom;Service\nBERARD;aline;CCAS\nÉmeric;Zoé;Eau\n".encode("cp1252"))
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f3", "f3", "l")
        await typed(pilot, "inscrits.csv\n")
        await until(pilot, lambda: "name added" in told(screen))
        assert told(screen) == "1 name added. 1 was in the list already."
        assert names(screen) == ["Aline Bérard", "Karim T.", "Zoé Émeric"]
        assert screen.view.people[2].affiliation == "Eau"
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert names(screen) == ["Aline Bérard", "Karim T."]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'Nom;Service\n"Odile;Eau\n', "2"),
        (b"Nom\n\x81\x00", ""),
        (None, "no such file"),
        (b"PK\x03\x04", "spreadsheet"),
    ],
)
async def test_a_file_that_cannot_be_read_adds_nobody(
    desk: Desk, clock: Callable[[], datetime], tmp_path: Path, data: bytes | None, said: str
) -> None:
    if data is not None:
        (tmp_path / "liste.csv").write_bytes(data)
    async with running(desk, clock) as (screen, pilot):
        screen.action_registrations()
        await typed(pilot, "liste.csv\n")
        await until(pilot, lambda: "liste.csv" in told(screen))
        assert said in told(screen)
        assert len(names(screen)) == 2
        assert screen.typing.has_focus


async def test_an_empty_list_takes_registrations_too(desk: Desk, clock: Callable[[], datetime], tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text("Zoé\n", encoding="utf-8")
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f3", "f3", "down", "delete", "delete", "l")
        await typed(pilot, "l.csv\n")
        await until(pilot, lambda: names(screen) == ["Zoé"])


async def test_what_is_known_of_someone_shows_while_the_keys_act_on_them(
    desk: Desk, clock: Callable[[], datetime]
) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f3", "f3", "down", "down", "i")
        await typed(pilot, "CCAS // pour voir\n")
        await pilot.press("c")
        await pilot.pause()
        assert shown(screen, "person") == "may be named in full\nCCAS\npour voir"
        await pilot.press("up")
        await pilot.pause()
        assert "CCAS" not in shown(screen, "person")
        await pilot.press("escape")
        await pilot.pause()
        assert not screen.query_one("#person").display


async def test_who_is_removed_leaves_the_next_one_chosen(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f3")
        await typed(pilot, "Zoé\n")
        await pilot.press("f3", "down", "down", "delete")
        await pilot.pause()
        assert names(screen) == ["Aline Bérard", "Zoé"]
        assert screen.view.person(screen.people_list.chosen or "") == screen.view.people[1]


async def test_rounds_are_looked_through_and_taken_out(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await typed(pilot, "+ une page\n+ une journée\n")
        await pilot.press("f10", "enter", "1", "enter", "4", "f", "n")
        await typed(pilot, "\n")
        await pilot.press("5", "f")
        await pilot.pause()
        dialog = pilot.app.screen
        assert isinstance(dialog, VoteDialog)
        assert shown(dialog, "votes-head").startswith("Vote 2 of 2 · Monday 4 May 2026")
        await pilot.press("left")
        await pilot.pause()
        assert shown(dialog, "votes-head").startswith("Vote 1 of 2")
        assert shown(dialog, "votes").split("\n")[0].endswith("████████████  une journée")
        await pilot.press("left", "delete")
        await pilot.pause()
        assert shown(dialog, "votes-head").startswith("Vote 1 of 1")
        await pilot.press("delete")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert screen.view.votes == []
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert len(screen.view.votes) == 1


async def test_rounds_of_a_closed_session_are_looked_at_only(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await typed(pilot, "+ une page\n")
        await pilot.press("f10", "enter", "1", "f", "escape", "f9", "enter")
        await worked(pilot)
        assert screen.view.facts.closed is not None
        await pilot.press("f10", "delete", "f", "2")
        await pilot.pause()
        assert [vote.counts for vote in screen.view.votes] == [{screen.view.in_order()[-1].id: 1}]
        assert screen.view.votes[0].done


async def test_a_vote_from_the_notes(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f6")
        await typed(pilot, "*\n")
        await pilot.press("f7", "v")
        await typed(pilot, "\n")
        assert isinstance(pilot.app.screen, VoteDialog)
        assert list(screen.view.votes[0].counts) == ["n2"]


async def test_without_an_agenda_the_clock_asks_for_one_first(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("ctrl+l", "a")
        await typed(pilot, "cercle-20\n")
        assert screen.view.phases
        assert screen.view.clock == []
        await pilot.press("ctrl+l")
        await pilot.pause()
        clocks = read_clocks(screen.view.phases, screen.view.facts.minutes, screen.view.clock, clock())
        assert clocks.state is State.RUNNING


async def test_the_clock_starts_without_an_agenda_too(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("ctrl+l", "space")
        await pilot.pause()
        assert len(screen.view.clock) == 1
        assert screen.typing.has_focus


async def test_the_title_tells_the_end_and_covers_nothing(desk: Desk, now: datetime) -> None:
    gone = [0.0]
    async with running(desk, lambda: now + timedelta(minutes=gone[0])) as (screen, pilot):
        await pilot.press("ctrl+l", "space")
        await pilot.pause()
        seen = []
        before = screen.typing.region
        for gone[0] in (0, 59, 61, 71, 74.5, 76):
            screen.show_clock()
            await pilot.pause()
            title = str(screen.query_one("TitleBar").render())
            seen.append((title.count("!"), title.split("  ●")[0].split()[-1]))
            assert screen.typing.region == before
            assert screen.typing.has_focus
        assert seen == [(0, "75:00"), (0, "16:00"), (0, "14:00"), (1, "04:00"), (2, "00:30"), (3, "−01:00")]


async def test_letters_typed_fast_after_a_key_of_the_list_are_an_answer(
    desk: Desk, clock: Callable[[], datetime]
) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f3", "f3", "down", "r", *["backspace"] * 12, *"abcihsolu", "enter")
        await pilot.pause()
        assert names(screen)[0] == "abcihsolu"


async def test_who_was_not_heard_and_how_long_all_spoke(desk: Desk, now: datetime) -> None:
    gone = [0.0]
    async with running(desk, lambda: now + timedelta(minutes=gone[0])) as (screen, pilot):
        await pilot.press("ctrl+o")
        await typed(pilot, "karim\n")
        await pilot.press("ctrl+o", "enter")
        gone[0] = 2.5
        await pilot.press("f3", "f3", "u")
        await pilot.pause()
        assert told(screen) == "1 turn, 2'30 · Not yet heard: Aline Bérard"
        screen.show_people()
        assert "×1  2'30" in circle(screen)


async def test_a_host_and_a_scribe_are_marked_in_the_list(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        before = screen.view.people[0]
        await pilot.press("f3", "f3", "down", "home", "h", "s")
        await pilot.pause()
        person = screen.view.people[0]
        assert (person.host, person.scribe) == (not before.host, not before.scribe)
        await pilot.press("ctrl+z", "ctrl+z")
        await pilot.pause()
        assert screen.view.people[0] == before
