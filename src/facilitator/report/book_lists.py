"""What the syntheses and notes of all sessions refer to, each once, with the sessions that do."""

from msgspec import Struct, field

from facilitator.model.fold import fold
from facilitator.model.kinds import Kind
from facilitator.model.session import Session
from facilitator.report.inline import followed, runs_of
from facilitator.report.references import references
from facilitator.report.tree import Block, Bullets, Line, Paragraph, Run


class AllReferences(Struct):
    """References in the order in which they come; those of one address, or of one wording, are one."""

    lines: dict[str, Line] = field(default_factory=dict)
    places: dict[str, list[Line]] = field(default_factory=dict)

    def add(self, session: Session, where: Line) -> None:
        """Take in a session.

        Args:
            session: its synthesis and the notes that are references.
            where: the link to its report.
        """
        for reference in references(session.synthesis):
            title = f"{reference.title} " if reference.address and reference.title else reference.title
            address = Run(reference.address, link=followed(reference.address))
            line = (Run(title), address) if reference.address else (Run(title),)
            self._add(reference.address or fold(reference.title), line, where)
        for note in session.notes:
            if note.kind is Kind.REFERENCE and note.text.strip():
                self._add(fold(note.text), runs_of(note.text), where)

    def _add(self, key: str, line: Line, where: Line) -> None:
        self.lines.setdefault(key, line)
        told = self.places.setdefault(key, [])
        told += [] if where in told else [where]

    def blocks(self) -> tuple[Block, ...]:
        """All of them as a list; nothing when there are none."""
        items = []
        for key, line in self.lines.items():
            runs = [*line, Run(" – ")]
            for at, where in enumerate(self.places[key]):
                runs += [Run("; "), *where] if at else where
            items.append((Paragraph(tuple(runs)),))
        return (Bullets(tuple(items)),) if items else ()
