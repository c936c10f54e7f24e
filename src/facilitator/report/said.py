"""What a report tells behind a note: when it was noted, who said it, who does it by when, how many dots it got."""

from facilitator.language import words
from facilitator.model.kinds import Kind
from facilitator.model.session import Note, Session
from facilitator.report import words as form
from facilitator.report.names import shown
from facilitator.report.options import ReportOptions
from facilitator.report.tree import Line, Run


def said(note: Note, session: Session, options: ReportOptions) -> Line:
    """What stands behind the text of a note: " (14:18, Sabine, 5 dots)"; nothing where nothing is asked for or known.

    The time is told as it was noted, in its own time zone. People who are only counted are not named here either.

    Args:
        note: the note.
        session: its session, for the speaker's name.
        options: whether times and speakers are told, and how people are named.
    """
    facts = [f"{note.at:%H:%M}"] if options.times and note.at else []
    if options.speakers and options.names != "count":
        facts += [shown(person.name, options.names) for person in session.people if person.id == note.speaker]
    if note.kind is Kind.ACTION:
        facts += _agreed(note, session, options)
    if options.votes:
        facts += _dots(note, session)
    return (Run(f" ({', '.join(facts)})"),) if facts else ()


def _agreed(note: Note, session: Session, options: ReportOptions) -> list[str]:
    """Who does an action, by when, and whether it is done."""
    say = words(session.language).gettext
    facts = []
    if options.names != "count":
        facts += [
            shown(person.name, options.names) for who in note.who for person in session.people if person.id == who
        ]
    if note.due is not None:
        facts.append(say(form.BY_DAY).format(day=form.day_form(session.language).format(note.due)))
    if note.done:
        facts.append(say(form.DONE))
    return facts


def _dots(note: Note, session: Session) -> list[str]:
    """What a note got in the last round that was ended and in which it was voted on."""
    dots = next(
        (vote.counts[note.id] for vote in reversed(session.votes) if vote.done and note.id in vote.counts), None
    )
    if dots is None:
        return []
    return [words(session.language).ngettext(*form.DOTS, dots).format(count=dots)]
