"""What happens to a session, told one line an event."""

from datetime import datetime

from facilitator.language import _, colon, plural
from facilitator.live.circle import read_circle
from facilitator.live.clock import minutes_and_seconds
from facilitator.live.presence import here_now
from facilitator.live.rounds import round_of
from facilitator.live.session import Step
from facilitator.live.timing import Dial, State, read_clocks
from facilitator.live.view import Change, Facts, NoteRow, PersonRow, View
from facilitator.live.voting import results
from facilitator.report.reading_aloud import aloud
from facilitator.report.words import KIND_WORDS

_MANY = 12


class Teller:
    """Listens to the session and turns each change into lines; it remembers how things were before."""

    def __init__(self, view: View) -> None:
        """Begin with how the session is now.

        Args:
            view: the session; it keeps itself up to date.
        """
        self._view = view
        self._notes = dict(view.notes)
        self._numbers = {note_id: number for number, (_order, note_id) in enumerate(view.said, 1)}
        self._people = {person.id: person for person in view.people}
        self._facts = view.facts
        self._last_presence = view.presences[-1].id if view.presences else ""
        self._news: list[str] = []
        self._changed: list[Change] = []

    def heard(self, step: Step) -> None:
        """Something happened to the session."""
        self._changed.append(step.change)

    def news(self, now: datetime) -> list[str]:
        """What happened since this was asked last, in lines.

        Args:
            now: the moment, for the clock.
        """
        changes, self._changed = self._changed, []
        lines: list[str] = []
        for change in changes:
            told = [*self._of_notes(change), *self._of_people(change), *self._of_facts(), *self._of_rest(change, now)]
            lines += [_("elsewhere: {event}").format(event=line) for line in told] if change.foreign else told
        self._numbers = {note_id: number for number, (_order, note_id) in enumerate(self._view.said, 1)}
        return lines

    def _of_notes(self, change: Change) -> list[str]:
        if len(change.notes) > _MANY:
            self._notes = dict(self._view.notes)
            told = plural("{count} note changed", "{count} notes changed", len(change.notes))
            return [told.format(count=len(change.notes))]
        lines = []
        for note_id in sorted(change.notes, key=self._place):
            before, row = self._notes.get(note_id), self._view.notes.get(note_id)
            if row is None:
                if before is not None:
                    number = self._numbers.get(note_id, 0)
                    lines.append(_("note {number} is gone: {text}").format(number=number, text=flat(before.text)))
                    del self._notes[note_id]
                continue
            self._notes[note_id] = row
            if before != row:
                lines.append(note_line(self._view, row))
        return lines

    def _of_people(self, change: Change) -> list[str]:
        if not change.people:
            return []
        before, self._people = self._people, {person.id: person for person in self._view.people}
        lines = [
            _("{name} is no longer in the list").format(name=person.name)
            for person_id, person in before.items()
            if person_id not in self._people
        ]
        for person_id, person in self._people.items():
            if before.get(person_id) != person:
                lines.append(person_line(person))
        return lines

    def _of_facts(self) -> list[str]:
        before, self._facts = self._facts, self._view.facts
        return _facts_told(before, self._facts)

    def _of_rest(self, change: Change, now: datetime) -> list[str]:
        view, lines = self._view, list[str]()
        if change.themes:
            lines.append(themes_line(view))
        if change.question:
            lines.append(said(_("question"), view.question))
        if change.synthesis:
            count = aloud(view.synthesis).words
            told = plural("{count} word", "{count} words", count).format(count=count)
            lines.append(said(_("synthesis"), told))
        if "presences" in change.records and view.presences and view.presences[-1].id != self._last_presence:
            last = view.presences[-1]
            self._last_presence = last.id
            person = view.person(last.person)
            sentence = _("{name} is here.") if last.here else _("{name} has left.")
            lines.append(sentence.format(name=person.name if person else "?"))
        if change.records & {"queue", "turns"}:
            lines.append(floor_line(view, now))
        if change.records & {"phases", "clock"}:
            lines.append(clock_line(view, now))
        if "votes" in change.records:
            lines += vote_lines(view)
        return lines

    def _place(self, note_id: str) -> tuple[str, str]:
        row = self._view.notes.get(note_id)
        return (row.order if row else "", note_id)


def said(what: str, text: str) -> str:
    """A word, a colon as the language sets it, and what it announces."""
    return f"{what}{colon()} {flat(text)}"


def flat(text: str) -> str:
    """A text on one line; the ends of its lines are shown."""
    return " ⏎ ".join(text.splitlines())


def note_line(view: View, row: NoteRow) -> str:
    """A note: its number, its text, then in brackets its kind, themes, speaker and star."""
    labels = [_(KIND_WORDS[row.kind]).lower()] if row.kind in KIND_WORDS else []
    labels += [theme.name for theme_id in row.themes if (theme := view.theme(theme_id)) is not None]
    names = [person.name for who in (row.speaker, *row.who) if (person := view.person(who)) is not None]
    labels += [*names, *([row.due.isoformat()] if row.due else [])]
    labels += [word for word, holds in ((_("starred"), row.star), (_("done"), row.done)) if holds]
    label = f" [{', '.join(labels)}]" if labels else ""
    return f"{view.place_of(row.id) + 1}. {flat(row.text)}{label}"


def themes_line(view: View) -> str:
    """All themes with their letters and how many notes they have."""
    counts = view.counts()
    return said(
        _("themes"), ", ".join(f"{theme.letter} {theme.name} {counts[theme.id]}".strip() for theme in view.themes)
    )


def person_line(person: PersonRow) -> str:
    """Someone: name, roles, where from and why."""
    roles = [word for word, holds in ((_("host"), person.host), (_("scribe"), person.scribe)) if holds]
    return said(_("participant"), ", ".join([person.name, *roles, *filter(None, (person.affiliation, person.reason))]))


def people_lines(view: View, now: datetime) -> list[str]:
    """Everyone, and how many are here."""
    here = set(here_now([person.id for person in view.people], view.presences))
    gone = _("has left")
    lines = [person_line(person) + ("" if person.id in here else f", {gone}") for person in view.people]
    return [*lines, _("{here} here of {count}").format(here=len(here), count=len(view.people)), floor_line(view, now)]


def floor_line(view: View, now: datetime) -> str:
    """Who speaks, and who waits."""
    circle = read_circle(view, now)
    speaks = next((seat.person.name for seat in circle.seats if seat.speaking), _("nobody"))
    waiting = sorted((seat for seat in circle.seats if seat.waits), key=lambda seat: seat.waits)
    line = said(_("now speaking"), speaks)
    names = ", ".join(seat.person.name for seat in waiting)
    return ", ".join([line, said(_("waiting"), names)]) if waiting else line


def clock_line(view: View, now: datetime) -> str:
    """The clocks: what they do, the phase and what is left of it, what is left of the session."""
    clocks = read_clocks(view.phases, view.facts.minutes, view.clock, now)
    words = {
        State.WAITING: _("not started"),
        State.RUNNING: _("running"),
        State.PAUSED: _("pause"),
        State.STOPPED: _("stopped"),
    }
    parts = [words[clocks.state]]
    if clocks.current is not None and clocks.phase is not None:
        parts.append(f"{view.phases[clocks.current].name}, {_time_of(clocks.phase)}")
    parts.append(said(_("session"), _time_of(clocks.session)))
    return said(_("clock"), " · ".join(parts))


def vote_lines(view: View) -> list[str]:
    """The last vote: what each note got so far, as far as the room may see it."""
    if not view.votes:
        return []
    vote = round_of(view, view.votes[-1])
    head = said(_("vote"), _("{given} of {held} dots").format(given=vote.given, held=vote.held))
    if not vote.showing:
        return [head]
    rows = [(view.notes.get(result.note), result.dots) for result in results(vote)]
    return [head, *(f"{dots} – {note_line(view, row)}" for row, dots in rows if row is not None)]


def _time_of(dial: Dial) -> str:
    if dial.left is None:
        return minutes_and_seconds(dial.gone)
    return _("{left} left").format(left=minutes_and_seconds(dial.left))


def _facts_told(before: Facts, after: Facts) -> list[str]:
    lines = []
    if after.title != before.title:
        lines.append(said(_("title"), after.title))
    if after.minutes != before.minutes:
        lines.append(_("{minutes} min planned").format(minutes=after.minutes))
    if (after.closed is None) != (before.closed is None):
        lines.append(_("The session is open again.") if after.closed is None else _("The session is closed."))
    return lines
