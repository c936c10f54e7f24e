"""The host's side on the screen: presence, turns, clock, agenda, votes, actions, read-back."""

from collections.abc import Callable
from datetime import date, datetime

from textual.widgets import Static

from facilitator.live.commands.whole import WriteSynthesis
from facilitator.live.timing import State, read_clocks
from facilitator.model.consent import Consent
from facilitator.model.kinds import Kind
from facilitator.storage.desk import Desk
from facilitator.tui.dialogs.read_back import ReadBack
from facilitator.tui.dialogs.vote import VoteDialog
from facilitator.tui.screens.session import SessionScreen
from tests.tui.driving import running, told, typed


def circle(screen: SessionScreen) -> str:
    """The lines of the participants' pane."""
    options = screen.people_list.options
    return "\n".join(str(option.prompt) for option in options)


def head(screen: SessionScreen) -> str:
    return str(screen.query_one("#people-head", Static).render())


async def test_someone_leaves_and_comes_back_in_three_keys(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("ctrl+g", "k", "enter")
        await pilot.pause()
        assert "left" in circle(screen)
        assert "1/2" in head(screen)
        assert screen.typing.has_focus
        await pilot.press("ctrl+g", "k", "enter")
        await pilot.pause()
        assert "left" not in circle(screen)
        await pilot.press("ctrl+g", "z", "enter")
        await pilot.pause()
        assert "Nobody here is called like this" in told(screen)


async def test_turns_from_the_typing_line(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        for answer in ("karim", "!aline"):
            await pilot.press("ctrl+o")
            await typed(pilot, f"{answer}\n")
        assert "queue 2" in head(screen)
        await pilot.press("ctrl+o", "enter")
        await pilot.pause()
        assert "▶ Aline" in circle(screen)
        assert "1 Karim" in circle(screen)
        await pilot.press("ctrl+o", "full_stop", "enter")
        await pilot.pause()
        assert "▶" not in circle(screen)


async def test_turns_and_consent_in_the_pane(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        screen.action_people()
        await pilot.pause()
        await pilot.press("down", "space")
        await pilot.pause()
        assert [turn.person for turn in screen.view.turns] == [screen.people_list.chosen]
        await pilot.press("space", "f", "c")
        await pilot.pause()
        person = screen.view.person(screen.people_list.chosen or "")
        assert person is not None
        assert person.consent is Consent.FULL
        assert screen.view.turns[0].end is not None
        assert [row.person for row in screen.view.queue] == [person.id]
        await pilot.press("n", "i")
        await typed(pilot, "CCAS // pour voir\n")
        person = screen.view.person(person.id)
        assert person is not None
        assert (person.affiliation, person.reason) == ("CCAS", "pour voir")


async def test_an_agenda_and_its_clock(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        screen.action_load_agenda()
        await typed(pilot, "cercle-45\n")
        assert screen.view.phases
        await pilot.press("ctrl+l")
        await pilot.pause()
        title = str(screen.query_one("TitleBar").render())
        assert screen.view.phases[0].name in title
        for key, rows in (("space", 2), ("space", 3), ("plus", 4), ("n", 5)):
            await pilot.press("ctrl+l", key)
            await pilot.pause()
            assert len(screen.view.clock) == rows
        clocks = read_clocks(screen.view.phases, screen.view.facts.minutes, screen.view.clock, clock())
        assert (clocks.state, clocks.current) == (State.RUNNING, 1)


async def test_hands_are_counted_with_the_digit_row_and_results_are_sorted(
    desk: Desk, clock: Callable[[], datetime]
) -> None:
    async with running(desk, clock) as (screen, pilot):
        await typed(pilot, "+ une page\n+ une journée\n")
        screen.action_vote()
        await typed(pilot, "\n")
        dialog = pilot.app.screen
        assert isinstance(dialog, VoteDialog)
        await pilot.press("1", "enter", "quotation_mark")
        await pilot.pause()
        assert [screen.view.votes[0].counts[row.id] for row in screen.view.in_order()[-2:]] == [1, 3]
        assert "4 of 6 dots given" in str(dialog.query_one("#votes-foot", Static).render())
        await pilot.press("9", "f")
        await pilot.pause()
        shown = str(dialog.query_one("#votes", Static).render())
        assert "more dots than the people present hold" in str(dialog.query_one("#votes-foot", Static).render())
        assert shown.index("une journée") < shown.index("une page")
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert screen.view.votes[0].done


async def test_a_note_becomes_an_action_after_it_was_shown_in_full(desk: Desk, clock: Callable[[], datetime]) -> None:
    async with running(desk, clock) as (screen, pilot):
        await pilot.press("f7", "a")
        await typed(pilot, "karim, 15/12\n")
        assert "Karim T., Tuesday 15 December 2026" in str(screen.prompt.query_one("Label").render())
        await pilot.press("enter")
        await pilot.pause()
        row = screen.view.in_order()[-1]
        assert (row.kind, row.who, row.due) == (Kind.ACTION, ("karim",), date(2026, 12, 15))
        await pilot.press("a")
        await typed(pilot, "personne au monde\n")
        assert "neither one person nor a date" in told(screen)


async def test_the_room_is_read_back_to_page_by_page(desk: Desk, clock: Callable[[], datetime]) -> None:
    desk.run(WriteSynthesis("Un premier point.\n\nUn *autre*."), clock())
    async with running(desk, clock, (80, 24)) as (_screen, pilot):
        await pilot.press("ctrl+r")
        await pilot.pause()
        view = pilot.app.screen
        assert isinstance(view, ReadBack)
        seen = []
        for _page in range(7):
            seen.append(str(view.query_one("#page", Static).render()))
            await pilot.press("right")
            await pilot.pause()
        assert "Comment faire connaître" in seen[0]
        assert "Liberté" in seen[1]
        assert seen[2] == "•  On ose essayer sans demander"
        assert seen[3] == "★  tout peut redevenir procédure"
        assert seen[4:6] == ["Un premier point.", "Un autre."]
        assert seen[6] == seen[5]
        for key, page in (("up", 4), ("up", 3), ("up", 1), ("down", 3), ("home", 0), ("end", 5)):
            await pilot.press(key)
            await pilot.pause()
            assert str(view.query_one("#page", Static).render()) == seen[page]
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SessionScreen)
