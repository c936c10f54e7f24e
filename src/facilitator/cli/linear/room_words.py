"""The words that act on the circle: people, presence, turns to speak, the clock, votes."""

from facilitator.capture.people import pasted_people
from facilitator.capture.people_table import PeopleTableError
from facilitator.cli.linear.conversation import Conversation
from facilitator.cli.linear.telling import clock_line, people_lines, said, vote_lines
from facilitator.language import _
from facilitator.live.circle import read_circle
from facilitator.live.commands.base import Command
from facilitator.live.commands.clock import ChangePhase, TakeAgenda, TurnClock
from facilitator.live.commands.people import AddPeople, MarkPerson, RemovePerson, RenamePerson
from facilitator.live.commands.presence import AskConsent, DescribePerson, MarkPresence
from facilitator.live.commands.speaking import AskToSpeak, EndTurn, LeaveQueue, NextSpeaker, Speak
from facilitator.live.commands.votes import CountDots, EndVote, OpenVote, RemoveVote
from facilitator.model.consent import Consent
from facilitator.model.fold import fold
from facilitator.model.kinds import ClockAct, Section
from facilitator.tui.consent_words import CONSENTS

_CLOCK: dict[str, Command] = {
    "start": TurnClock(ClockAct.START),
    "pause": TurnClock(ClockAct.PAUSE),
    "resume": TurnClock(ClockAct.RESUME),
    "stop": TurnClock(ClockAct.STOP),
    "+5": TurnClock(ClockAct.EXTEND),
    "next": ChangePhase(1),
    "back": ChangePhase(-1),
}
_CLOCK_IN_FRENCH = {"lancer": "start", "reprise": "resume", "suivante": "next", "retour": "back", "arret": "stop"}
_CONSENT_WORDS = {
    "full": Consent.FULL,
    "oui": Consent.FULL,
    "initials": Consent.INITIALS,
    "initiales": Consent.INITIALS,
    "no": Consent.UNNAMED,
    "non": Consent.UNNAMED,
}


def people(talk: Conversation, _rest: str) -> None:
    """Say who is in the circle."""
    for line in people_lines(talk.view, talk.now()):
        talk.say(line)


def participant(talk: Conversation, rest: str) -> None:
    """Add participants."""
    try:
        drafts = pasted_people(rest)
    except PeopleTableError as error:
        talk.say(str(error))
        return
    if drafts:
        talk.do(AddPeople(drafts))
    else:
        talk.say(_("Type a name."))


def presence(talk: Conversation, rest: str) -> None:
    """Someone comes, or goes when they are here."""
    person = talk.person(rest)
    if person is not None:
        here = next(seat.here for seat in read_circle(talk.view, talk.now()).seats if seat.person.id == person.id)
        talk.do(MarkPresence(person.id, not here))


def speak(talk: Conversation, rest: str) -> None:
    """Someone speaks now; nobody named: the next one in the queue."""
    if not rest:
        talk.do(NextSpeaker())
        return
    person = talk.person(rest)
    if person is not None:
        talk.do(Speak(person.id))


def wait(talk: Conversation, rest: str) -> None:
    """Someone asks to speak, answers directly (``!``), or waits no longer."""
    person = talk.person(rest.removeprefix("!"))
    if person is None:
        return
    waits = any(row.person == person.id for row in talk.view.queue)
    direct = rest.startswith("!")
    talk.do(LeaveQueue(person.id) if waits and not direct else AskToSpeak(person.id, direct))


def finished(talk: Conversation, _rest: str) -> None:
    """Whoever speaks has finished."""
    talk.do(EndTurn())


def unheard(talk: Conversation, _rest: str) -> None:
    """Say who was not heard yet."""
    names = [seat.person.name for seat in read_circle(talk.view, talk.now()).unheard]
    talk.say(_("Not yet heard: {names}").format(names=", ".join(names)) if names else _("Everyone was heard."))


def rename(talk: Conversation, rest: str) -> None:
    """Correct a name."""
    before, sign, after = rest.partition("=")
    if not sign:
        talk.say(_("Write the name, =, and the new name."))
        return
    person = talk.person(before)
    if person is not None:
        talk.do(RenamePerson(person.id, after))


def remove(talk: Conversation, rest: str) -> None:
    """Take someone out of the list."""
    person = talk.person(rest)
    if person is not None:
        talk.do(RemovePerson(person.id))


def host(talk: Conversation, rest: str) -> None:
    """Mark someone as host, or take the mark away."""
    person = talk.person(rest)
    if person is not None:
        talk.do(MarkPerson(person.id, host=not person.host))


def scribe(talk: Conversation, rest: str) -> None:
    """Mark someone as scribe, or take the mark away."""
    person = talk.person(rest)
    if person is not None:
        talk.do(MarkPerson(person.id, scribe=not person.scribe))


def introduce(talk: Conversation, rest: str) -> None:
    """Say where someone is from, and why they came."""
    name, _sign, said = rest.partition("=")
    person = talk.person(name)
    if person is not None:
        where, _slashes, why = said.replace("//", "·").partition("·")
        talk.do(DescribePerson(person.id, where.strip(), why.strip()))


def consent(talk: Conversation, rest: str) -> None:
    """Note how someone agreed to be named."""
    name, _sign, word = rest.partition("=")
    person = talk.person(name)
    if person is None:
        return
    answer = _CONSENT_WORDS.get(fold(word.strip()))
    if answer is None and word.strip():
        talk.say(_("After the =: full, initials, no; nothing for not asked."))
    elif talk.do(AskConsent(person.id, answer)):
        talk.say(said(person.name, _(CONSENTS[answer])))


def clock(talk: Conversation, rest: str) -> None:
    """Say the time, or turn the clock."""
    word = fold(rest.strip())
    if not word:
        talk.say(clock_line(talk.view, talk.now()))
    elif (known := _CLOCK_IN_FRENCH.get(word, word)) in _CLOCK:
        talk.do(_CLOCK[known])
    else:
        talk.say(_("The clock knows: start, pause, resume, +5, next, back, stop."))


def agenda(talk: Conversation, rest: str) -> None:
    """Take an agenda, or say which there are."""
    from facilitator.agendas import AgendaError, agenda_named, find_agendas, phases_of, read_agenda

    if not rest:
        talk.say(_("Agenda: {names}").format(names=", ".join(find_agendas(talk.agenda_folders))))
        return
    try:
        chosen = read_agenda(agenda_named(rest, talk.agenda_folders))
    except AgendaError as error:
        talk.say(str(error))
        return
    long = chosen.long_speaking
    phases = phases_of(chosen, talk.view.facts.language)
    talk.do(TakeAgenda(chosen.id, phases, chosen.minutes, long.share, long.after))


def vote(talk: Conversation, rest: str) -> None:
    """Open a vote on all ideas with so many dots a person, end it, take it out, or say how it stands."""
    first, _blank, manner = rest.partition(" ")
    if fold(first) in ("end", "fin"):
        if talk.view.votes:
            talk.do(EndVote(talk.view.votes[-1].id))
    elif fold(first) in ("remove", "retirer"):
        if talk.view.votes:
            talk.do(RemoveVote(talk.view.votes[-1].id))
    elif first.isdecimal():
        ideas = tuple(row.id for row in talk.view.in_order() if row.section is Section.IDEAS)
        here = read_circle(talk.view, talk.now()).here
        talk.do(OpenVote(ideas, int(first[:4]), here, manner.strip().lower().startswith("s")))
    else:
        for line in vote_lines(talk.view) or [_("There was no vote yet.")]:
            talk.say(line)


def dots(talk: Conversation, rest: str) -> None:
    """Say how many dots a note got in the vote."""
    row, count = talk.note(rest)
    if row is None:
        return
    if not talk.view.votes or not count.isdecimal():
        talk.say(_("A number of dots, please.") if talk.view.votes else _("There was no vote yet."))
    else:
        talk.do(CountDots(talk.view.votes[-1].id, row.id, int(count[:9])))
