"""New sessions: of what the command line or the start screen says, or of a report."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator.cli.ground import UsageError, chance, now, theme_folders, your_places
from facilitator.language import _

if TYPE_CHECKING:
    from facilitator.capture.person_draft import PersonDraft
    from facilitator.model.session import Session


def new_session(
    *,
    title: str,
    question: str,
    people: "Sequence[tuple[PersonDraft, bool]]" = (),
    theme_set: str = "",
    minutes: int = 75,
    language: str,
    agenda: str = "",
) -> "Session":
    """A session of what the command line says; ``people`` come with whether they are hosts."""
    from facilitator.model.ids import new_ulid, readable_id
    from facilitator.model.session import Participant, Session
    from facilitator.themes import read_theme_set, theme_set_named, themes_of

    fresh, circle = chance(), list[Participant]()
    for draft, host in people:
        if draft.name.strip():
            circle.append(
                Participant(
                    id=readable_id(draft.name.strip(), {person.id for person in circle}, fresh),
                    name=draft.name.strip(),
                    host=host,
                    participant=not host,
                    affiliation=draft.affiliation,
                    reason=draft.reason,
                    consent=draft.consent,
                )
            )
    values: dict[str, Any] = {"minutes": minutes}
    if agenda:
        values = _agenda_values(agenda, language, minutes)
    if theme_set:
        values["themes"] = themes_of(read_theme_set(theme_set_named(theme_set, theme_folders(your_places()))), language)
    return Session.checked(
        {
            "id": new_ulid(now(), fresh),
            "title": title,
            "question": question,
            "language": language,
            "theme_set": theme_set,
            "created": now(),
            "people": circle,
            **values,
        }
    )


def _agenda_values(name: str, language: str, minutes: int) -> dict[str, Any]:
    from facilitator.agendas import agenda_named, phases_of, read_agenda
    from facilitator.data_folder import shipped

    agenda = read_agenda(agenda_named(name, (your_places().agendas, shipped("agendas"))))
    return {
        "agenda": agenda.id,
        "phases": phases_of(agenda, language),
        "minutes": agenda.minutes or minutes,
        "speaking_share": agenda.long_speaking.share,
        "speaking_after": agenda.long_speaking.after,
    }


def make(session: "Session", path: Path) -> None:
    """Write a new session file, never over another."""
    from facilitator.storage.atomic import replace_file
    from facilitator.storage.session_file import SessionText

    if path.exists():
        raise UsageError(_("{path} is there already – choose another name, or open it").format(path=path))
    replace_file(path, SessionText().render(session).encode())


def imported(report: Path) -> tuple["Session", tuple[str, ...]]:
    """A session of a report, and what is to be told of the import.

    Raises:
        UsageError: it is a session already.
    """
    from facilitator.report.importer import decode_report, import_report
    from facilitator.storage.file_head import session_id_in
    from facilitator.toml_file import TomlFileError, load_bytes

    data = load_bytes(report, TomlFileError)
    if session_id_in(data) is not None:
        raise UsageError(_("{path} is a session already – facilitator open shows it").format(path=report))
    imported = import_report(decode_report(data), report.stem, now(), chance())
    return imported.session, imported.left
