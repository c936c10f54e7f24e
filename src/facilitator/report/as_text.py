"""A session as plain text for the terminal: what a scribe would read over, with signs, themes and stars."""

from facilitator.language import _, colon
from facilitator.model.kinds import SIGN_OF, Section
from facilitator.model.session import Note, Session
from facilitator.report import words as form

_CONTROL = {code: chr(0x2400 + code) for code in range(0x20) if code != 0x0A} | {0x7F: "\u2421", 0x09: "    "}
_CONTROL |= dict.fromkeys(range(0x80, 0xA0), "\ufffd")
_CONTROL |= dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF), "·")
_CONTROL |= {0x2028: "⏎", 0x2029: "¶"}


def to_text(session: Session) -> str:
    """The session as text; what a terminal would obey is shown as a sign of it.

    Args:
        session: what is shown; times are told as they were noted, in their own time zone.
    """
    host, scribe = _(" (host)"), _(" (scribe)")
    people = [person.name + host * person.host + scribe * person.scribe for person in session.people]
    lines = [session.title, "", f"{_(form.QUESTION)}{colon()} {session.question}", ""]
    lines += [f"{_(form.PARTICIPANTS)} ({len(people)}){colon()} {', '.join(people)}", ""]
    themes = {theme.id: theme.letter or theme.name for theme in session.themes}
    lines += [_line(note, themes) for note in session.notes]
    if session.synthesis.strip():
        lines += ["", _(form.SYNTHESIS), "", session.synthesis]
    for extra in session.extras:
        lines += ["", extra.title or _(form.OTHER), "", extra.text]
    return harmless("\n".join(lines)).rstrip("\n") + "\n"


def harmless(text: str) -> str:
    """A text with signs for what a terminal would obey: control characters and changes of direction.

    Args:
        text: any text; newlines stay.
    """
    return text.translate(_CONTROL)


def _line(note: Note, themes: dict[str, str]) -> str:
    time = f"{note.at:%H:%M}" if note.at else "     "
    letters = "".join(themes.get(theme, "") for theme in note.themes)
    sign = SIGN_OF.get(note.kind, "+" if note.section is Section.IDEAS else " ")
    text = note.text.replace("\n", f"\n{' ' * 12}")
    return f"{time} {sign} {letters:<3} {text}{'  ★' if note.star else ''}"
