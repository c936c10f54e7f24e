"""How often and how long people spoke: for the room, and told by a report only when that is asked for."""

from datetime import UTC, datetime

from facilitator.language import words
from facilitator.live.speaking import queue_in_use, read_floor
from facilitator.model.session import Session
from facilitator.report import words as form

_NEVER = datetime.min.replace(tzinfo=UTC)


def spoken(person_id: str, session: Session) -> list[str]:
    """Somebody's turns and speaking time in words; nothing for one who was not heard.

    Where turns were not handed out, the notes with a speaker count as turns without a length (``live/speaking``). A turn that
    was never ended lasts until the session was closed.

    Args:
        person_id: who.
        session: their session.
    """
    floor = read_floor(
        [person.id for person in session.people],
        session.turns,
        session.closed or max((turn.start for turn in session.turns), default=_NEVER),
        note_speakers=[note.speaker for note in session.notes],
        queued=queue_in_use(session.queue, session.turns),
    )
    said = floor.of(person_id)
    told = [words(session.language).ngettext(*form.TURNS, said.turns).format(count=said.turns)] if said.turns else []
    if said.time:
        minutes, seconds = divmod(int(said.time.total_seconds()), 60)
        told.append(words(session.language).gettext(form.SPOKEN).format(minutes=minutes, seconds=seconds))
    return told
