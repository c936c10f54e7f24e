"""From a session to the report's tree, in the fixed order of the form."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from facilitator.capture.wording import kind_of_wording
from facilitator.language import colon, words
from facilitator.model.kinds import Kind, Place, Section
from facilitator.model.session import Note, Participant, Session
from facilitator.report import words as form
from facilitator.report.inline import plain_runs, runs_of
from facilitator.report.names import shown
from facilitator.report.options import ReportOptions
from facilitator.report.said import said
from facilitator.report.sources import source_mark, source_numbers, with_sources
from facilitator.report.spoken import spoken
from facilitator.report.synthesis import typed
from facilitator.report.tree import Block, Bullets, Line, Paragraph, Part, Report, Run, Subheading

_OWN_SECTIONS = {
    Kind.DECISION: (Place.DECISIONS, form.DECISIONS),
    Kind.ACTION: (Place.ACTIONS, form.ACTIONS),
}


def build_report(session: Session, options: ReportOptions) -> Report:
    """The report of a session.

    Sections stand in the order of the form: question, synthesis, host, scribe if there is one, participants, discussion,
    decisions and actions if there are any, ideas. What an imported report held besides stands where it stood there.

    Args:
        session: what is reported.
        options: names and order.
    """
    return _Building(session, options, source_numbers(session) if options.sources else {}).report()


def label_of(note: Note) -> Kind | None:
    """The kind that the report prints as a word: one that was set, and that the note's own words and place do not tell."""
    told = Kind.IDEA if note.section is Section.IDEAS else kind_of_wording(note.text)
    return None if note.kind in (Kind.POINT, told) else note.kind


def stands_apart(note: Note) -> bool:
    """Whether a note goes to the section of decisions or of actions.

    A decision or an action does; but one that only its words tell, in a paragraph of an imported report (which has no
    time), stays where that report has it.
    """
    return note.kind in _OWN_SECTIONS and (note.at is not None or label_of(note) is not None)


class _Building(Struct, frozen=True):
    session: Session
    options: ReportOptions
    numbers: Mapping[str, int]

    @property
    def say(self) -> Callable[[str], str]:
        return words(self.session.language).gettext

    def report(self) -> Report:
        session, say = self.session, self.say
        title = session.title if session.title.strip() else say(form.REPORT)
        return Report(session.language, title, tuple(self._facts()), tuple(self._parts()))

    def _parts(self) -> Iterable[Part]:
        """The sections of the form, each with what stood behind it in an imported report."""
        sections = dict(self._sections())
        for place in (*Place, None):
            if place in sections:
                yield replace(sections[place], place=place)
            for extra in self.session.extras:
                if extra.after is place:
                    yield Part(extra.title or self.say(form.OTHER), typed(extra.text))

    def _sections(self) -> Iterable[tuple[Place | None, Part]]:
        session, say = self.session, self.say
        yield Place.QUESTION, Part(say(form.QUESTION), (*_paragraphs(session.question), *self._wordings()))
        synthesis = with_sources(session, self.numbers) if self.numbers else session.synthesis
        yield Place.SYNTHESIS, Part(say(form.SYNTHESIS), typed(synthesis))
        yield from self._people()
        yield Place.DISCUSSION, Part(say(form.DISCUSSION), tuple(self._discussion()))
        yield from self._own_sections()
        yield Place.IDEAS, Part(say(form.IDEAS), tuple(self._ideas()))

    def _facts(self) -> Iterable[Paragraph]:
        session = self.session
        if session.place.strip():
            yield self._labelled(form.PLACE, session.place)
        day = session.started or session.closed or session.created
        if day is not None:
            yield self._labelled(form.DATE, form.day_form(session.language).format(day))

    def _wordings(self) -> Iterable[Paragraph]:
        """What the question said before, if that is asked for; the name of who amended it stays in the session."""
        for wording in self.session.wordings if self.options.wordings else ():
            label = self.say(form.EARLIER).format(time=f"{wording.at:%H:%M}")
            run = Run(label + colon(self.session.language), "label")
            yield Paragraph((run, *runs_of(wording.text)))

    def _people(self) -> Iterable[tuple[Place, Part]]:
        session, say = self.session, self.say
        ngettext = words(session.language).ngettext
        hosts, scribes, present = session.hosts, session.scribes, session.participants
        counted = ngettext("{count} person", "{count} people", len(hosts)) if hosts else ""
        yield Place.HOST, Part(say(form.HOSTS if len(hosts) > 1 else form.HOST), self._names(hosts, counted))
        if scribes:
            counted = ngettext("{count} person", "{count} people", len(scribes))
            heading = form.SCRIBES if len(scribes) > 1 else form.SCRIBE
            yield Place.SCRIBE, Part(say(heading), self._names(scribes, counted))
        counted = ngettext("{count} participant", "{count} participants", len(present))
        yield Place.PARTICIPANTS, Part(say(form.PARTICIPANTS), self._names(present, counted))

    def _names(self, people: Sequence[Participant], counted: str) -> tuple[Block, ...]:
        how = self.options.names
        if how == "count":
            return _paragraphs(counted.format(count=len(people)))
        items = tuple((Paragraph((*plain_runs(shown(person.name, how)), *self._about(person))),) for person in people)
        return (Bullets(items),) if items else ()

    def _about(self, person: Participant) -> Line:
        """When someone was there and how much they spoke, as far as it is asked for."""
        told = self._stays(person) if self.options.presence else []
        if self.options.speaking:
            told += spoken(person.id, self.session)
        return (Run(f" ({', '.join(told)})"),) if told else ()

    def _stays(self, person: Participant) -> list[str]:
        """When someone who came late or left was there."""
        told = []
        for record in self.session.presences:
            if record.person == person.id:
                word = form.FROM_TIME if record.here else form.UNTIL_TIME
                time = f"{record.at:%H:%M}"
                told.append(self.say(word).format(start=time, end=time))
        return told

    def _discussion(self) -> Iterable[Block]:
        notes = [note for note in self.session.notes_of(Section.DISCUSSION) if not stands_apart(note)]
        if self.options.group == "said":
            yield from self._notes(notes)
            return
        first = {note.id: next(filter(self.session.theme, note.themes), "") for note in notes}
        for theme in self.session.themes:
            of_theme = [note for note in notes if first[note.id] == theme.id]
            if of_theme:
                yield Subheading(theme.name)
                yield from self._notes(of_theme)
        untagged = [note for note in notes if not first[note.id]]
        if untagged and len(untagged) < len(notes):
            yield Subheading(self.say(form.UNTAGGED))
        yield from self._notes(untagged)

    def _own_sections(self) -> Iterable[tuple[Place, Part]]:
        for kind, (place, heading) in _OWN_SECTIONS.items():
            items = tuple(self._own_items(kind))
            if items:
                yield place, Part(self.say(heading), (Bullets(items),))

    def _own_items(self, kind: Kind) -> Iterable[tuple[Block, ...]]:
        """The decisions or the actions, an item each."""
        for note in self.session.notes:
            if note.kind is kind and stands_apart(note):
                yield _paragraphs(note.text, self._said(note))

    def _ideas(self) -> Iterable[Block]:
        notes = [note for note in self.session.notes_of(Section.IDEAS) if not stands_apart(note)]
        for group in sorted({note.group for note in notes}):
            items = [tuple(self._notes([note])) for note in notes if note.group == group]
            yield Bullets(tuple(item for item in items if item))

    def _notes(self, notes: Iterable[Note]) -> Iterable[Paragraph]:
        for note in notes:
            kind = label_of(note)
            if kind is not None:
                yield self._labelled(form.KIND_WORDS[kind], note.text, self._said(note))
            else:
                yield from _paragraphs(note.text, self._said(note))

    def _said(self, note: Note) -> Line:
        number = self.numbers.get(note.id)
        mark = (Run(source_mark(number)),) if number is not None else ()
        return (*mark, *said(note, self.session, self.options))

    def _labelled(self, word: str, text: str, behind: Line = ()) -> Paragraph:
        return Paragraph((Run(form.labelled(word, self.session.language), "label"), *runs_of(text), *behind))


def _paragraphs(text: str, behind: Line = ()) -> tuple[Paragraph, ...]:
    """A text as one paragraph, with what stands behind it; none when the text is empty."""
    return (Paragraph((*runs_of(text), *behind)),) if text else ()
