"""The room on the session screen: who comes and goes, who speaks, the clock, the agenda."""

from facilitator.language import _, plural
from facilitator.live.circle import Circle, people_called, read_circle
from facilitator.live.commands.base import Command
from facilitator.live.commands.clock import ChangePhase, TakeAgenda, TurnClock
from facilitator.live.commands.presence import MarkPresence
from facilitator.live.commands.speaking import AskToSpeak, EndTurn, LeaveQueue, NextSpeaker, Speak
from facilitator.live.commands.votes import OpenVote
from facilitator.live.commands.whole import MarkReadBack
from facilitator.live.reading_back import PageKind
from facilitator.live.timing import State, read_clocks
from facilitator.live.view import PersonRow
from facilitator.model.kinds import ClockAct
from facilitator.tui.clock_words import bar, left_of
from facilitator.tui.keymap import with_keys
from facilitator.tui.screens.base import SessionBase
from facilitator.tui.widgets.lists import spoken

_CLOCK_KEYS: dict[str, Command] = {
    "+": TurnClock(ClockAct.EXTEND),
    "5": TurnClock(ClockAct.EXTEND),
    "(": TurnClock(ClockAct.EXTEND),
    "n": ChangePhase(1),
    "r": ChangePhase(-1),
    "b": ChangePhase(-1),
    "s": TurnClock(ClockAct.STOP),
}

_SPACE = {
    State.WAITING: ClockAct.START,
    State.RUNNING: ClockAct.PAUSE,
    State.PAUSED: ClockAct.RESUME,
    State.STOPPED: ClockAct.RESUME,
}


class RoomPart(SessionBase):
    """What is done with presence, turns and clocks."""

    by_name = False

    def circle(self) -> Circle:
        """The circle now."""
        return read_circle(self.view, self.now(), self.by_name)

    def action_presence(self) -> None:
        """Ask who comes or goes."""
        if self.may_write():
            self.ask("presence", _("Who comes or goes? (beginning of the name)"))

    def mark_presence(self, beginning: str) -> None:
        """Someone comes, or goes when they are here."""
        person = self._one(beginning)
        if person is not None:
            self.toggle_presence(person)

    def toggle_presence(self, person: PersonRow) -> None:
        """Someone comes, or goes when they are here."""
        here = next((seat.here for seat in self.circle().seats if seat.person.id == person.id), False)
        if self.do(MarkPresence(person.id, not here)):
            self.tell((_("{name} has left.") if here else _("{name} is here.")).format(name=person.name))

    def action_turn(self) -> None:
        """Ask who wants to speak; nothing takes the next one."""
        if self.may_write():
            self.ask("turn", _("Turn to speak: a name waits · ! name answers · Enter: next · . ends"))

    def give_turn(self, answer: str) -> None:
        """A name into the queue, a direct answer, the next speaker, or the end of the turn."""
        text = answer.strip()
        if not text:
            self.do(NextSpeaker())
        elif text == ".":
            self.do(EndTurn())
        else:
            direct = text.startswith("!")
            person = self._one(text.removeprefix("!"))
            if person is not None:
                self.do(AskToSpeak(person.id, direct))

    def turn_of(self, act: str, person: PersonRow) -> None:
        """A key on someone in the pane."""
        seat = next((seat for seat in self.circle().seats if seat.person.id == person.id), None)
        if seat is None:
            return
        command: Command
        match act:
            case "speak":
                command = EndTurn() if seat.speaking else Speak(person.id)
            case "queue":
                command = LeaveQueue(person.id) if seat.waits else AskToSpeak(person.id)
            case _direct:
                command = AskToSpeak(person.id, direct=True)
        self.do(command)

    def action_unheard(self) -> None:
        """Say who was not heard yet, and how long all have spoken."""
        circle = self.circle()
        names = [seat.person.name for seat in circle.unheard]
        said = []
        if circle.floor.turns:
            turns = plural("{count} turn", "{count} turns", circle.floor.turns).format(count=circle.floor.turns)
            said.append(f"{turns}, {spoken(circle.floor.time)}" if circle.floor.time else turns)
        said.append(_("Not yet heard: {names}").format(names=", ".join(names)) if names else _("Everyone was heard."))
        self.tell(" · ".join(said))

    def action_clock(self) -> None:
        """Start the clock, or ask what to do with it."""
        if not self.may_write() or self.postponed(self.action_clock):
            return
        state = read_clocks(self.view.phases, self.view.facts.minutes, self.view.clock, self.now()).state
        if state is State.WAITING and self.view.phases:
            self.do(TurnClock(ClockAct.START))
        elif state is State.WAITING:
            self.ask("clock", _("Clock: Space starts it · a takes an agenda first"))
        elif state is State.RUNNING:
            self.ask("clock", _("Clock: Space pause · + 5 min · n next phase · r back · s stop · a agenda"))
        else:
            self.ask("clock", _("Clock: Space goes on · + 5 min · n next phase · r back · s stop · a agenda"))

    def turn_clock(self, key: str) -> None:
        """What one key asks of the clock."""
        state = read_clocks(self.view.phases, self.view.facts.minutes, self.view.clock, self.now()).state
        if key[:1] == " ":
            self.do(TurnClock(_SPACE[state]))
        elif key[:1].lower() == "a":
            self.action_load_agenda()
        elif key[:1].lower() in _CLOCK_KEYS:
            self.do(_CLOCK_KEYS[key[:1].lower()])

    def action_read_back(self) -> None:
        """Show the room what it said."""
        self.read_back_from(PageKind.QUESTION)

    def read_back_from(self, begin: PageKind) -> None:
        """Show the room what it said, beginning with a part of it."""
        from facilitator.tui.dialogs.read_back import ReadBack

        def was_read() -> None:
            if not self.closed:
                self.do(MarkReadBack())

        def left() -> str:
            clocks = read_clocks(self.view.phases, self.view.facts.minutes, self.view.clock, self.now())
            return "" if clocks.state is State.WAITING else f"{bar(clocks.session)} {left_of(clocks.session)}"

        self.app.push_screen(ReadBack(lambda: self.view, left, was_read, begin))

    def action_vote(self) -> None:
        """Go on counting the round that is open, show the last one, or ask how many dots each person has."""
        if self.postponed(self.action_vote):
            return
        rounds = self.view.votes
        if rounds:
            self.count_vote(next((row.id for row in rounds if not row.done), rounds[-1].id))
        else:
            self.ask_for_vote()

    def ask_for_vote(self) -> None:
        """Ask how many dots each person has in a new round."""
        if self.may_write():
            self.ask("vote", _("Dots for each person (3; “3 s”: silent until all are in)"), "3")

    def open_vote(self, answer: str) -> None:
        """Open a round on the notes that are shown, or on all ideas."""
        dots, _blank, manner = answer.strip().partition(" ")
        notes = self.voted_on()
        if not dots.isdigit():
            self.tell(_("A number of dots, please."))
        elif self.do(OpenVote(notes, int(dots[:4]), self.circle().here, manner.strip().lower().startswith("s"))):
            self.count_vote(self.view.votes[-1].id)

    def count_vote(self, vote_id: str) -> None:
        """Count the hands of a round."""
        from facilitator.tui.dialogs.vote import VoteDialog

        def left(again: bool | None) -> None:
            if again:
                self.ask_for_vote()

        def do(command: Command) -> bool:
            return self.may_write() and self.do(command)

        self.app.push_screen(VoteDialog(vote_id, lambda: self.view, do), left)

    def voted_on(self) -> tuple[str, ...]:
        """What a vote is held on; the notes' part says it."""
        raise NotImplementedError

    def action_load_agenda(self) -> None:
        """Ask which agenda to go by."""
        from facilitator.agendas import find_agendas

        if self.may_write():
            self.ask("load-agenda", _("Agenda: {names}").format(names=", ".join(find_agendas(self.agenda_folders))))

    def load_agenda(self, name: str) -> None:
        """Go by an agenda."""
        from facilitator.agendas import AgendaError, agenda_named, phases_of, read_agenda

        try:
            agenda = read_agenda(agenda_named(name.strip(), self.agenda_folders))
        except AgendaError as error:
            self.tell(str(error))
            return
        phases = phases_of(agenda, self.view.facts.language)
        long = agenda.long_speaking
        if self.do(TakeAgenda(agenda.id, phases, agenda.minutes, long.share, long.after)):
            self.tell(with_keys(_("The phases are there: ^L starts the clock.")))

    def _one(self, beginning: str) -> PersonRow | None:
        """The person called like this; tells when there is none, or several."""
        found = people_called(self.view, beginning)
        if len(found) == 1:
            return found[0]
        if found:
            self.tell(_("Who of {names}?").format(names=", ".join(person.name for person in found[:6])))
        else:
            self.tell(_("Nobody here is called like this."))
        return None
