"""From a session to the report's tree, in the fixed order of the form."""

import re
from collections.abc import Callable, Sequence

from facilitator.capture.highlights import parts
from facilitator.capture.wording import kind_of_wording
from facilitator.language import words
from facilitator.model.kinds import Kind, Section
from facilitator.model.session import Note, Participant, Session
from facilitator.report import words as form
from facilitator.report.names import shown
from facilitator.report.options import ReportOptions
from facilitator.report.synthesis import typed
from facilitator.report.tree import Block, Bullets, Paragraph, Part, Report, Run, Subheading

_OWN_SECTIONS = {Kind.DECISION: form.DECISIONS, Kind.ACTION: form.ACTIONS}


def build_report(session: Session, options: ReportOptions) -> Report:
    """The report of a session.

    Sections stand in the order of the form: question, synthesis, host, participants, discussion, decisions and actions if
    there are any, ideas, and then what an imported report held besides.

    Args:
        session: what is reported.
        options: names and order.
    """
    say = words(session.language).gettext
    discussion = session.notes_of(Section.DISCUSSION)
    own = {kind: [note for note in discussion if _set_apart(note, kind)] for kind in _OWN_SECTIONS}
    apart = {note.id for notes in own.values() for note in notes}
    said = [note for note in discussion if note.id not in apart]
    sections: list[tuple[str, Sequence[Block]]] = [
        (say(form.QUESTION), _lines(session.question)),
        (say(form.SYNTHESIS), typed(session.synthesis)),
        *_people(session, options, say),
        (say(form.DISCUSSION), _discussion(session, said, options, say)),
    ]
    for kind, heading in _OWN_SECTIONS.items():
        if own[kind]:
            sections.append((say(heading), [_paragraph(note.text) for note in own[kind]]))
    sections.append((say(form.IDEAS), _ideas(session.notes_of(Section.IDEAS), say)))
    sections += [(extra.title, _lines(extra.text)) for extra in session.extras]
    return Report(
        language=session.language,
        title=session.title,
        facts=tuple(fact for fact in (session.place,) if fact),
        parts=tuple(Part(heading, tuple(blocks)) for heading, blocks in sections),
    )


def label_of(note: Note) -> Kind | None:
    """The kind that the report prints as a word: one that was set, and that the note's own words do not tell."""
    kind = note.kind
    if kind is Kind.POINT:
        return None
    if note.section is Section.IDEAS:
        return None if kind is Kind.IDEA else kind
    return None if kind is kind_of_wording(note.text) else kind


def _set_apart(note: Note, kind: Kind) -> bool:
    """A decision or an action that was set by a sign stands in its own section; one that only its words tell stays put."""
    return note.kind is kind and label_of(note) is kind


def _people(session: Session, options: ReportOptions, say: Callable[[str], str]) -> list[tuple[str, Sequence[Block]]]:
    sections: list[tuple[str, Sequence[Block]]] = []
    for people, one, many, always in (
        (session.hosts, form.HOST, form.HOSTS, True),
        (session.scribes, form.SCRIBE, form.SCRIBES, False),
    ):
        if people or always:
            sections.append((say(many if len(people) > 1 else one), _names(people, options)))
    if options.names == "count":
        total = len({person.id for person in (*session.hosts, *session.participants)})
        text = (
            words(session.language).ngettext("{count} participant", "{count} participants", total).format(count=total)
        )
        return [(say(form.PARTICIPANTS), [_paragraph(text)])]
    return [*sections, (say(form.PARTICIPANTS), _names(session.participants, options))]


def _names(people: Sequence[Participant], options: ReportOptions) -> list[Block]:
    names = shown([person.name for person in people], options.names)
    runs: list[Run] = []
    for name in names:
        runs += [Run("\n", "break")] if runs else []
        runs.append(Run(" ".join(name.split())))
    return [Paragraph(tuple(runs))] if runs else []


def _discussion(
    session: Session, notes: Sequence[Note], options: ReportOptions, say: Callable[[str], str]
) -> list[Block]:
    if options.group == "said":
        return [_note(note, say) for note in notes]
    blocks: list[Block] = []
    for theme in session.themes:
        of_theme = [note for note in notes if note.themes and note.themes[0] == theme.id]
        if of_theme:
            blocks += [Subheading(theme.name), *(_note(note, say) for note in of_theme)]
    rest = [note for note in notes if not note.themes]
    if rest and blocks:
        blocks.append(Subheading(say(form.UNTAGGED)))
    return blocks + [_note(note, say) for note in rest]


def _ideas(notes: Sequence[Note], say: Callable[[str], str]) -> list[Block]:
    blocks: list[Block] = []
    for group in sorted({note.group for note in notes}):
        items = tuple((_note(note, say),) for note in notes if note.group == group)
        blocks.append(Bullets(items))
    return blocks


def _note(note: Note, say: Callable[[str], str]) -> Paragraph:
    kind = label_of(note)
    if kind is None:
        return _paragraph(note.text)
    return Paragraph((Run(say(form.KIND_WORDS[kind]), "label"), *_paragraph(note.text).runs))


def _lines(text: str) -> list[Block]:
    """Paragraphs of a text at its empty lines."""
    return [_paragraph(part) for part in re.split(r"\n[ \t]*\n", text.strip("\n")) if part.strip()]


def _paragraph(text: str) -> Paragraph:
    """Typed text as runs: highlights, and a break for each new line."""
    runs: list[Run] = []
    for part in parts(text):
        for number, line in enumerate(part.text.split("\n")):
            if number:
                runs.append(Run("\n", "break"))
            if line:
                runs.append(Run(line, "highlight", marks=part.marks) if part.strong else Run(line))
    return Paragraph(tuple(runs))
