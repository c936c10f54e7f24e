"""What is recorded in the room: each act one step, kept in the file, read back the same."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from facilitator.capture.person_draft import PersonDraft
from facilitator.live.building import operations_for
from facilitator.live.commands.actions import FinishAction, MakeAction
from facilitator.live.commands.base import Command, CommandRefusedError
from facilitator.live.commands.clock import ChangePhase, TakeAgenda, TurnClock
from facilitator.live.commands.names import DecideNames, ForgetNames
from facilitator.live.commands.people import AddPeople
from facilitator.live.commands.presence import AskConsent, DescribePerson, MarkPresence
from facilitator.live.commands.speaking import AskToSpeak, EndTurn, LeaveQueue, NextSpeaker, Speak
from facilitator.live.commands.votes import CountDots, EndVote, OpenVote, RemoveVote
from facilitator.live.commands.whole import SetQuestion
from facilitator.live.document import Document
from facilitator.live.history import History
from facilitator.live.merging import TakeInFile
from facilitator.live.operations import Put
from facilitator.live.presence import Stay, here_now, stays
from facilitator.live.rows import RECORD_ROWS
from facilitator.live.session import LiveSession, view_of
from facilitator.model.agenda import Phase
from facilitator.model.consent import Act, Consent
from facilitator.model.kinds import ClockAct, Kind, Section
from facilitator.model.name_decision import NameDecision
from facilitator.model.room import RECORDS
from facilitator.model.session import Note, Participant, Session
from facilitator.model.texts import Field
from facilitator.storage.session_file import SessionFileError, SessionText, parse_session
from facilitator.storage.tidy import RECORD_BLOCKS

NOW = datetime.fromisoformat("2026-05-12T14:00:00+02:00")
SESSION = Session(
    id="s1",
    started=NOW,
    question="Comment ?",
    people=(
        Participant(id="aline", name="Aline", host=True),
        Participant(id="karim", name="Karim"),
        Participant(id="odile", name="Odile"),
    ),
    notes=(
        Note(id="n1", text="une journée", kind=Kind.IDEA, section=Section.IDEAS),
        Note(id="n2", text="une page", kind=Kind.IDEA, section=Section.IDEAS),
    ),
)
AGENDA = TakeAgenda("cercle-75", (Phase(id="ouvrir", name="Ouvrir", minutes=15), Phase(id="dire", name="Dire")), 45)
DECISION = NameDecision(
    id="name-1",
    field=Field.NOTE,
    of="n1",
    words="Karim",
    before='dit\n"« ',
    after="»",
    number=2,
    alike=3,
    people=("karim", "odile"),
    consent=Consent.INITIALS,
    how=Act.REPLACE,
    instead="",
)
ACTS: list[Command] = [
    AddPeople((PersonDraft("Yann", "Voirie", "curieux", consent=Consent.INITIALS),)),
    MarkPresence("karim", False),
    DescribePerson("karim", "CCAS", "pour comprendre"),
    AskConsent("karim", Consent.UNNAMED),
    AskToSpeak("karim"),
    AskToSpeak("karim", direct=True),
    Speak("odile"),
    AGENDA,
    TurnClock(ClockAct.START),
    SetQuestion("Comment, et avec qui ?"),
    OpenVote(("n1", "n2"), 3, 5),
    MakeAction("n1", ("karim", "odile"), date(2026, 12, 15)),
    FinishAction("n2"),
    DecideNames((DECISION,)),
]


def living(session: Session = SESSION) -> LiveSession:
    document = Document()
    document.do(operations_for(session, Random(1)))
    return LiveSession(document, History("scribe"), Random(2))


def done(live: LiveSession, commands: Iterable[Command], every: timedelta = timedelta(minutes=1)) -> LiveSession:
    for number, command in enumerate(commands):
        live.run(command, NOW + number * every)
    return live


@pytest.mark.parametrize(
    "act", [MakeAction("n1"), FinishAction("n1", done=False), DescribePerson("karim", affiliation="", reason="  ")]
)
def test_an_act_that_says_what_holds_already_is_no_step_of_undo(act: Command) -> None:
    live = done(living(), [MakeAction("n1", ("karim",)), MakeAction("n1"), DescribePerson("karim", "CCAS")])
    live.run(DescribePerson("karim", ""), NOW)
    before = live.snapshot()
    assert live.run(act, NOW).empty
    live.undo()
    assert live.snapshot() != before
    assert next(one for one in live.snapshot().people if one.id == "karim").affiliation == "CCAS"


@pytest.mark.parametrize("act", ACTS, ids=lambda act: type(act).__name__)
def test_an_act_is_one_step_undone_and_redone_and_comes_back_from_the_file(act: Command, tmp_path: Path) -> None:
    live = living()
    before = live.snapshot()
    live.run(act, NOW)
    after = live.snapshot()
    assert after != before
    assert parse_session(SessionText().render(after), tmp_path / "s.toml") == after
    assert living(after).snapshot() == after
    assert live.view == view_of(live._document)
    live.undo()
    assert live.snapshot() == before
    live.redo()
    assert live.snapshot() == after


def test_the_records_of_model_view_and_file_are_the_same() -> None:
    assert list(RECORDS) == list(RECORD_ROWS)
    assert {block: root for root, (block, _model) in RECORDS.items()} == RECORD_BLOCKS


def test_who_comes_late_leaves_and_comes_back() -> None:
    live = done(living(), [AddPeople(("Yann",))])
    people = [row.id for row in live.view.people]
    yann = people[-1]
    for minute, command in enumerate(
        (MarkPresence("karim", False), MarkPresence(yann, False), MarkPresence(yann, True)), 1
    ):
        live.run(command, NOW + timedelta(minutes=minute))
    assert here_now(people, live.view.presences) == ("aline", "odile", yann)
    at = [NOW + timedelta(minutes=minutes) for minutes in range(4)]
    assert stays(yann, live.view.presences) == (Stay(at[0], at[2]), Stay(at[3]))
    assert stays("karim", live.view.presences) == (Stay(None, at[1]),)
    assert stays("aline", live.view.presences) == (Stay(),)
    with pytest.raises(CommandRefusedError, match="Yann is here already"):
        live.run(MarkPresence(yann, True), NOW)
    with pytest.raises(CommandRefusedError, match="Karim has left already"):
        live.run(MarkPresence("karim", False), NOW)


def test_before_the_beginning_nobody_arrives_late() -> None:
    live = living(SESSION.but(started=None))
    live.run(AddPeople(("Yann",)), NOW)
    assert live.view.presences == []


def test_turns_follow_the_queue_and_a_direct_answer_goes_first() -> None:
    live = done(living(), [AskToSpeak("aline"), AskToSpeak("karim"), AskToSpeak("odile", direct=True), NextSpeaker()])
    assert [(row.person, row.end) for row in live.view.turns] == [("odile", None)]
    done(live, [NextSpeaker(), LeaveQueue("karim"), EndTurn()])
    assert [row.person for row in live.view.turns] == ["odile", "aline"]
    assert all(row.end is not None for row in live.view.turns)
    assert live.view.queue == []
    for command, said in ((NextSpeaker(), "Nobody is waiting"), (EndTurn(), "Nobody is speaking")):
        with pytest.raises(CommandRefusedError, match=said):
            live.run(command, NOW)


def test_who_leaves_waits_no_more_and_stops_speaking() -> None:
    live = done(
        living(), [Speak("karim"), AskToSpeak("odile"), MarkPresence("karim", False), MarkPresence("odile", False)]
    )
    assert live.view.queue == []
    assert live.view.turns[0].end == NOW + timedelta(minutes=2)


def test_the_clock_goes_through_the_phases_and_an_agenda_may_be_taken_twice() -> None:
    live = done(living(), [AGENDA, AGENDA, TurnClock(ClockAct.START), TurnClock(ClockAct.EXTEND), ChangePhase(1)])
    assert [row.name for row in live.view.phases] == ["Ouvrir", "Dire"]
    assert [row.act for row in live.view.clock] == [ClockAct.START, ClockAct.EXTEND, ClockAct.PHASE]
    assert live.view.clock[-1].phase == live.view.phases[1].id
    assert live.view.facts.minutes == 45
    with pytest.raises(CommandRefusedError, match="no other phase"):
        live.run(ChangePhase(1), NOW)
    with pytest.raises(CommandRefusedError, match="is running"):
        live.run(TurnClock(ClockAct.START), NOW)


def test_every_wording_of_the_question_is_kept() -> None:
    live = done(
        living(), [SetQuestion("Comment faire ?"), SetQuestion("Comment faire ?"), SetQuestion("Comment dire ?")]
    )
    assert [(row.text, row.author) for row in live.view.wordings] == [
        ("Comment ?", "scribe"),
        ("Comment faire ?", "scribe"),
    ]
    assert live.view.question == "Comment dire ?"


def test_dots_are_counted_for_the_notes_voted_on() -> None:
    live = done(living(), [OpenVote(("n2", "n1"), 3, 5, silent=True)])
    vote = live.view.votes[0].id
    done(live, [CountDots(vote, "n1", 4), CountDots(vote, "n2", 2), EndVote(vote)])
    row = live.view.votes[0]
    assert (row.counts, row.done, row.silent) == ({"n1": 4, "n2": 2}, True, True)
    with pytest.raises(CommandRefusedError, match="not part of the vote"):
        live.run(CountDots(vote, "n9", 1), NOW)
    live.run(RemoveVote(vote), NOW)
    assert live.view.votes == []


def test_an_idea_becomes_an_action_and_is_done() -> None:
    live = done(living(), [MakeAction("n1", ("karim",), date(2026, 12, 15)), FinishAction("n1")])
    row = live.view.notes["n1"]
    assert (row.kind, row.section, row.who, row.due, row.done) == (
        Kind.ACTION,
        Section.DISCUSSION,
        ("karim",),
        date(2026, 12, 15),
        True,
    )


def test_what_a_file_changed_in_the_room_is_taken_in() -> None:
    live = done(living(), [AGENDA, OpenVote(("n1", "n2"), 3, 5)])
    base = live.snapshot()
    vote = base.votes[0]
    edited = base.but(
        votes=(vote.but(counts={"n1": 5, "n2": 0}),),
        phases=base.phases[:1],
        notes=(base.notes[0].but(due=date(2026, 12, 1)), *base.notes[1:]),
    )
    live.run(Speak("karim"), NOW)
    live.run(TakeInFile(base, edited), NOW)
    assert live.snapshot() == replace_turns(edited, live)


def replace_turns(session: Session, live: LiveSession) -> Session:
    return session.but(turns=live.snapshot().turns)


def test_a_record_by_hand_names_people_and_needs_its_moment(tmp_path: Path) -> None:
    text = 'format = 1\n[[person]]\nname = "Karim T"\n[[presence]]\nperson = "karim t"\nhere = false\nat = 2026-05-12T14:00:00Z\n'
    read = parse_session(text, tmp_path / "s.toml")
    assert read.presences[0].person == read.people[0].id
    with pytest.raises(SessionFileError, match=r"at.*missing|missing.*at"):
        parse_session(text.replace("at = 2026-05-12T14:00:00Z", ""), tmp_path / "s.toml")


def test_a_name_is_decided_on_anew_and_a_decision_is_taken_back() -> None:
    live = done(living(), [DecideNames((DECISION,))])
    anew = DECISION.but(how=Act.KEEP, instead="X", consent=None, people=("karim",))
    other = anew.but(id="name-2", of="n2")
    assert live.run(DecideNames((DECISION,)), NOW).empty
    live.run(DecideNames((other, anew)), NOW)
    assert live.snapshot().name_decisions == (anew, other)
    live.undo()
    assert live.snapshot().name_decisions == (DECISION,)
    live.redo()
    live.run(ForgetNames(("name-1", "name-9")), NOW)
    assert live.snapshot().name_decisions == (other,)
    live.run(DecideNames((anew,)), NOW)
    assert live.snapshot().name_decisions == (other, anew)
    live.undo()
    live.undo()
    assert live.snapshot().name_decisions == (anew, other)


@pytest.mark.parametrize(
    ("key", "value"), [("how", "hide"), ("field", "note "), ("number", 0), ("words", ""), ("consent", "maybe")]
)
def test_a_decision_that_a_peer_garbled_is_left_out_and_never_keeps_a_name(key: str, value: str | int) -> None:
    live = done(living(), [DecideNames((DECISION.but(how=Act.KEEP),))])
    live.take_update(Document([live.state()]).do([Put(("name_decisions", "name-1", key), value)])[0].update)
    found = live.snapshot().name_decisions
    assert found == () or (key == "number" and found[0].number == 1)


def test_decisions_made_in_two_places_are_all_there() -> None:
    base = done(living(), [DecideNames((DECISION,))]).snapshot()
    live = living(base)
    here, there = (DECISION.but(id=name, of="n2") for name in ("name-2", "name-3"))
    live.run(DecideNames((here,)), NOW)
    edited = base.but(name_decisions=(DECISION.but(how=Act.KEEP), there))
    live.run(TakeInFile(base, edited), NOW)
    found = {one.id: one for one in live.snapshot().name_decisions}
    assert {*found} == {"name-1", "name-2", "name-3"}
    assert found["name-1"].how is Act.KEEP


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('how = "hide"', "allowed: keep, shorten, replace"),
        ('how = "keep"\nfield = "notes"', "allowed: title, place"),
        ('how = "keep"\nnumber = 0', "at least 1"),
        ('how = "keep"\nreason = "x"', "“reason” is not known here"),
        ('how = "keep"\nconsent = "maybe"', "allowed: full, initials, unnamed"),
    ],
)
def test_a_decision_that_is_none_is_refused_with_its_place(written: str, told: str, tmp_path: Path) -> None:
    field = "" if "field" in written else 'field = "note"\n'
    text = f'format = 1\n[[name]]\nid = "name-1"\n{field}words = "Karim"\n{written}\n'
    with pytest.raises(SessionFileError, match=told):
        parse_session(text, tmp_path / "s.toml")
