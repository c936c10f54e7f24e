"""A session in its thirty-fifth minute, for pictures of the host's side: people come and go, wait, speak, vote."""

import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from facilitator.agendas import agenda_named, phases_of, read_agenda
from facilitator.live.commands.base import Command
from facilitator.live.commands.clock import ChangePhase, TakeAgenda, TurnClock
from facilitator.live.commands.presence import AskConsent, DescribePerson, MarkPresence
from facilitator.live.commands.speaking import AskToSpeak, EndTurn, NextSpeaker, Speak
from facilitator.live.commands.votes import CountDots, EndVote, OpenVote
from facilitator.model.consent import Consent
from facilitator.model.kinds import ClockAct, Section
from facilitator.storage.desk import Desk, open_desk
from facilitator.storage.places import Places

ROOT = Path(__file__).parents[2]
START = datetime(2026, 5, 12, 8, 45, tzinfo=UTC)


def at(minute: float) -> datetime:
    """A minute of the session."""
    return START + timedelta(minutes=minute)


def open_room(folder: Path) -> Desk:
    """The example session on a new desk in a folder of its own, thirty-five minutes after its clock was started."""
    file = folder / "essaimer.toml"
    shutil.copy(ROOT / "examples" / "essaimer.toml", file)
    file.write_text(re.sub(r"(?m)^(closed|started) = .*\n", "", file.read_text(encoding="utf-8")), encoding="utf-8")
    desk = open_desk(file, Places(folder / "config", folder / "state"), at(-5), Random(3))
    for minute, command in _acts(desk):
        desk.run(command, at(minute))
    desk.settle()
    return desk


def _acts(desk: Desk) -> list[tuple[float, Command]]:
    agenda = read_agenda(agenda_named("cercle-75", (ROOT / "agendas",)))
    phases = phases_of(agenda, "fr")
    turns = [("odile-rambaud", 15, 19), ("yann-p", 19, 20.5), ("thibault", 20.5, 29), ("mehdi", 29, 29.6)]
    return [
        (0, TakeAgenda(agenda.id, phases, agenda.minutes)),
        (0, TurnClock(ClockAct.START)),
        (3, ChangePhase(1)),
        (4, DescribePerson("odile-rambaud", "Médiathèque de Saint-Vray", "comprendre ce qui fait tenir un essai")),
        (5, AskConsent("odile-rambaud", Consent.INITIALS)),
        (13, ChangePhase(1)),
        *(step for person, begin, end in turns for step in ((begin, Speak(person)), (end, EndTurn()))),
        (22, MarkPresence("florian-l", False)),
        (30, AskToSpeak("beatrice-vasseur")),
        (30, AskToSpeak("nadege-kerloc-h")),
        (31, AskToSpeak("solange-esteve")),
        (32, AskToSpeak("aline-berthier", direct=True)),
        (33, NextSpeaker()),
    ]


def go_on(desk: Desk, minute: float) -> None:
    """The next phases, each when the one before is over."""
    for end in (48, 58, 68):
        if end <= minute:
            desk.run(ChangePhase(1), at(end))


def hold_votes(desk: Desk, last_done: bool = True, silent: bool = False) -> None:
    """Two rounds on the ideas, five minutes apart."""
    ideas = tuple(row.id for row in desk.live.view.in_order() if row.section is Section.IDEAS)
    for minute, counts, done in ((36, (3, 9, 2, 6, 1, 4, 0), True), (41, (0, 14, 1, 13, 0, 2, 0), last_done)):
        desk.run(OpenVote(ideas, 3, 10, silent and not done), at(minute))
        vote = desk.live.view.votes[-1].id
        for idea, dots in zip(ideas, counts, strict=False):
            desk.run(CountDots(vote, idea, dots), at(minute))
        if done:
            desk.run(EndVote(vote), at(minute))
