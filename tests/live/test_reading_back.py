"""What the room is shown, in which order, and nothing that is private."""

from datetime import UTC, datetime, timedelta
from random import Random

from facilitator.capture.draft import NoteDraft
from facilitator.live.commands.base import Command
from facilitator.live.commands.notes import KeepNote, StarNotes
from facilitator.live.commands.people import AddPeople
from facilitator.live.commands.presence import AskConsent, DescribePerson
from facilitator.live.commands.speaking import EndTurn, Speak
from facilitator.live.commands.themes import AddTheme
from facilitator.live.commands.votes import CountDots, EndVote, OpenVote
from facilitator.live.commands.whole import SetQuestion, WriteSynthesis
from facilitator.live.document import Document
from facilitator.live.history import History
from facilitator.live.reading_back import Page, PageKind, pages
from facilitator.live.rounds import chosen, noted, round_of
from facilitator.live.session import LiveSession
from facilitator.model.consent import Consent

NOW = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)


def session(*commands: Command) -> LiveSession:
    live = LiveSession(Document(), History(""), Random(5))
    for number, command in enumerate(commands):
        live.run(command, NOW + timedelta(minutes=number))
    return live


def texts(page: Page) -> list[str]:
    return [entry.text for entry in page.entries]


def kept(*lines: str) -> list[KeepNote]:
    return [KeepNote(NoteDraft(line)) for line in lines]


def test_an_empty_session_shows_an_empty_question() -> None:
    assert pages(session().view) == pages(session(SetQuestion("")).view)
    assert [page.kind for page in pages(session().view)] == [PageKind.QUESTION]


def test_themes_stand_by_count_and_then_each_with_its_notes() -> None:
    live = session(*kept("un", "deux", "trois"))
    first, second, third = (row.id for row in live.view.in_order())
    for name, notes in (("Peu", (first,)), ("Rien", ()), ("Tout", (first, second, third))):
        live.run(AddTheme(name, notes), NOW)
    live.run(StarNotes((second,), True), NOW)
    found = pages(live.view)
    assert [page.kind for page in found[1:]] == [PageKind.THEMES, PageKind.THEME, PageKind.THEME, PageKind.STARS]
    assert [(entry.text, entry.count) for entry in found[1].entries] == [("Tout", 3), ("Peu", 1), ("Rien", 0)]
    assert [(page.title, texts(page)) for page in found[2:4]] == [("Tout", ["un", "deux", "trois"]), ("Peu", ["un"])]
    assert texts(found[4]) == ["deux"]


def test_what_the_last_round_done_put_first() -> None:
    live = session(*kept("un", "deux", "trois"))
    ids = tuple(row.id for row in live.view.in_order())
    for counts, done in (((1, 5, 0), True), ((2, 0, 4), True), ((9, 9, 9), False)):
        live.run(OpenVote(ids, 3, 5), NOW)
        vote = live.view.votes[-1].id
        for note, dots in zip(ids, counts, strict=True):
            live.run(CountDots(vote, note, dots), NOW)
        if done:
            live.run(EndVote(vote), NOW)
    assert [(row.text, dots) for row, dots in chosen(live.view)] == [("trois", 4), ("un", 2)]
    page = next(page for page in pages(live.view) if page.kind is PageKind.PRIORITIES)
    assert [(entry.text, entry.count) for entry in page.entries] == [("trois", 4), ("un", 2)]
    assert noted(live.view, live.view.votes[0]) == list(ids)
    assert round_of(live.view, live.view.votes[2]).too_many == 12
    live.undo()
    assert len(live.view.votes) == 3


def test_the_synthesis_is_a_paragraph_a_page_and_a_colon_keeps_its_list() -> None:
    live = session(WriteSynthesis("Un.\n\n\nOn peut :\n\n- a\n- b\n\nFin."))
    assert [texts(page) for page in pages(live.view)[1:]] == [["Un."], ["On peut :\n\n- a\n- b"], ["Fin."]]


def test_nothing_private_shows() -> None:
    live = session(AddPeople(("Maud Kerbrat",)))
    person = live.view.people[0].id
    for command in (
        DescribePerson(person, "Voirie", "en parler"),
        AskConsent(person, Consent.UNNAMED),
        Speak(person),
        EndTurn(),
    ):
        live.run(command, NOW)
    shown = repr(pages(live.view))
    assert not any(word in shown for word in ("Maud", "Voirie", "en parler", "unnamed"))
