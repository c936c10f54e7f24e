"""What each act on people, turns to speak, the clock and votes does to a session of plain lists and dictionaries."""

from typing import Any

from facilitator.capture.person_draft import PersonDraft
from facilitator.live.commands.clock import ChangePhase, TakeAgenda, TurnClock
from facilitator.live.commands.people import AddPeople, MarkPerson, RemovePerson, RenamePerson
from facilitator.live.commands.presence import AskConsent, DescribePerson, MarkPresence
from facilitator.live.commands.speaking import AskToSpeak, EndTurn, LeaveQueue, NextSpeaker, Speak
from facilitator.live.commands.votes import CountDots, EndVote, OpenVote, RemoveVote
from facilitator.model.kinds import ClockAct
from tests.live.plain_acts import PlainRefusalError, Scene, act


@act(AddPeople)
def _add_people(scene: Scene, command: AddPeople) -> None:
    drafts = [PersonDraft(name) if isinstance(name, str) else name for name in command.names]
    drafts = [draft for draft in drafts if draft.name.strip()]
    if not drafts:
        raise PlainRefusalError("no name")
    for draft in drafts:
        person = {
            "id": scene.new(),
            "name": draft.name.strip(),
            "host": command.host,
            "scribe": command.scribe,
            "participant": not command.host,
            "affiliation": draft.affiliation.strip(),
            "reason": draft.reason.strip(),
            "consent": draft.consent,
        }
        scene.state["people"].append(person)
        if scene.state["started"] is not None:
            _came_or_left(scene, person["id"], True)


def _came_or_left(scene: Scene, person: Any, here: bool) -> None:
    scene.state["presences"].append({"id": scene.new(), "person": person, "here": here, "at": scene.now})


@act(RenamePerson)
def _rename(scene: Scene, command: RenamePerson) -> None:
    person = scene.one("people", command.person_id)
    if not command.name.strip():
        raise PlainRefusalError("no name")
    person["name"] = command.name.strip()


@act(MarkPerson)
def _mark(scene: Scene, command: MarkPerson) -> None:
    person = scene.one("people", command.person_id)
    if command.host is not None:
        person.update(host=command.host, participant=not command.host)
    if command.scribe is not None:
        person["scribe"] = command.scribe


@act(RemovePerson)
def _remove(scene: Scene, command: RemovePerson) -> None:
    gone = scene.one("people", command.person_id)
    scene.drop("people", lambda person: person is gone)


def _is_here(scene: Scene, person_id: str) -> bool:
    said = [record["here"] for record in scene.state["presences"] if record["person"] == person_id]
    return bool(said[-1]) if said else True


@act(MarkPresence)
def _presence(scene: Scene, command: MarkPresence) -> None:
    person = scene.one("people", command.person_id)["id"]
    if _is_here(scene, person) == command.here:
        raise PlainRefusalError("so it is")
    _came_or_left(scene, person, command.here)
    if not command.here:
        scene.drop("queue", lambda place: place["person"] == person)
        _end_turns(scene, person)


@act(DescribePerson)
def _describe(scene: Scene, command: DescribePerson) -> None:
    person = scene.one("people", command.person_id)
    for key, said in (("affiliation", command.affiliation), ("reason", command.reason)):
        person[key] = person[key] if said is None else said.strip()


@act(AskConsent)
def _consent(scene: Scene, command: AskConsent) -> None:
    scene.one("people", command.person_id)["consent"] = command.consent


@act(AskToSpeak)
def _ask(scene: Scene, command: AskToSpeak) -> None:
    person = scene.one("people", command.person_id)["id"]
    place = next((place for place in scene.state["queue"] if place["person"] == person), None)
    if place is None:
        scene.state["queue"].append({"id": scene.new(), "person": person, "direct": command.direct})
    elif command.direct and not place["direct"]:
        place["direct"] = True
    else:
        raise PlainRefusalError("waits already")


@act(LeaveQueue)
def _leave(scene: Scene, command: LeaveQueue) -> None:
    scene.drop("queue", lambda place: place["person"] == command.person_id)


@act(Speak)
def _speak(scene: Scene, command: Speak) -> None:
    person = scene.one("people", command.person_id)["id"]
    if any(turn["end"] is None and turn["person"] == person for turn in scene.state["turns"]):
        raise PlainRefusalError("speaks")
    _end_turns(scene)
    scene.state["turns"].append({"id": scene.new(), "person": person, "start": scene.now, "end": None})
    scene.drop("queue", lambda place: place["person"] == person)


@act(NextSpeaker)
def _next(scene: Scene, command: NextSpeaker) -> None:
    circle = {person["id"] for person in scene.state["people"]}
    waiting = [place for place in scene.state["queue"] if place["person"] in circle]
    waiting = [place for place in waiting if _is_here(scene, place["person"])]
    if not waiting:
        raise PlainRefusalError("nobody waits")
    _speak(scene, Speak(next((place for place in waiting if place["direct"]), waiting[0])["person"]))


@act(EndTurn)
def _end(scene: Scene, command: EndTurn) -> None:
    if not _end_turns(scene):
        raise PlainRefusalError("nobody speaks")


def _end_turns(scene: Scene, person: str | None = None) -> int:
    open_turns = [turn for turn in scene.state["turns"] if turn["end"] is None and person in (None, turn["person"])]
    for turn in open_turns:
        turn["end"] = scene.now
    return len(open_turns)


@act(TakeAgenda)
def _agenda(scene: Scene, command: TakeAgenda) -> None:
    scene.state["phases"] = [
        {"id": scene.new(), "name": phase.name, "minutes": phase.minutes} for phase in command.phases
    ]
    scene.state.update(agenda=command.name, speaking_share=command.share, speaking_after=command.after)
    scene.state["minutes"] = command.minutes or scene.state["minutes"]


def _clock(scene: Scene) -> tuple[str, int | None]:
    """What the clock does, and which phase it is in."""
    places = {phase["id"]: place for place, phase in enumerate(scene.state["phases"])}
    doing, phase = "waits", None
    for mark in scene.state["clock"]:
        match doing, mark["act"]:
            case "waits", ClockAct.START:
                doing, phase = "runs", 0 if places else None
            case ("stands", ClockAct.RESUME | ClockAct.START) | ("rests", ClockAct.RESUME):
                doing = "runs"
            case "runs", ClockAct.PAUSE:
                doing = "rests"
            case "runs" | "rests", ClockAct.STOP:
                doing = "stands"
            case "runs" | "rests", ClockAct.PHASE:
                phase = places.get(mark["phase"], phase)
    return doing, phase


def _clock_mark(scene: Scene, what: ClockAct, phase: str = "") -> None:
    scene.state["clock"].append({"id": scene.new(), "act": what, "at": scene.now, "minutes": 5, "phase": phase})


@act(TurnClock)
def _turn_clock(scene: Scene, command: TurnClock) -> None:
    makes_sense = {
        "waits": (ClockAct.START,),
        "runs": (ClockAct.PAUSE, ClockAct.EXTEND, ClockAct.STOP),
        "rests": (ClockAct.RESUME, ClockAct.EXTEND, ClockAct.STOP),
        "stands": (ClockAct.RESUME,),
    }
    if command.act not in makes_sense[_clock(scene)[0]]:
        raise PlainRefusalError("clock")
    _clock_mark(scene, command.act)
    if command.act is ClockAct.START:
        scene.state["started"] = scene.state["started"] or scene.now


@act(ChangePhase)
def _change_phase(scene: Scene, command: ChangePhase) -> None:
    doing, phase = _clock(scene)
    phases = scene.state["phases"]
    if doing in ("waits", "stands") or phase is None or not 0 <= phase + command.steps < len(phases):
        raise PlainRefusalError("phase")
    _clock_mark(scene, ClockAct.PHASE, phases[phase + command.steps]["id"])


@act(OpenVote)
def _open_vote(scene: Scene, command: OpenVote) -> None:
    counts = {scene.one("notes", note_id)["id"]: 0 for note_id in command.note_ids}
    if not counts or not 1 <= command.dots <= 100:
        raise PlainRefusalError("vote")
    vote = {"id": scene.new(), "at": scene.now, "dots": command.dots, "voters": min(max(command.voters, 0), 10_000)}
    scene.state["votes"].append({**vote, "silent": command.silent, "done": False, "counts": counts})


@act(CountDots)
def _count(scene: Scene, command: CountDots) -> None:
    counts = scene.one("votes", command.vote_id)["counts"]
    if command.note_id not in counts or not 0 <= command.dots <= 1_000_000:
        raise PlainRefusalError("count")
    counts[command.note_id] = command.dots


@act(EndVote)
def _end_vote(scene: Scene, command: EndVote) -> None:
    scene.one("votes", command.vote_id)["done"] = command.done


@act(RemoveVote)
def _remove_vote(scene: Scene, command: RemoveVote) -> None:
    gone = scene.one("votes", command.vote_id)
    scene.drop("votes", lambda vote: vote is gone)
