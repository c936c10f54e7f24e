"""What the start screen finds around it: sessions, theme sets, agendas."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.language import spoken

if TYPE_CHECKING:
    from facilitator.storage.places import Places
    from facilitator.storage.settings import Settings
    from facilitator.tui.screens.start import Surroundings
    from facilitator.tui.screens.start_form import Offer


def surroundings(
    places: "Places", theme_folders: tuple[Path, ...], folder: Path, settings: "Settings"
) -> "Surroundings":
    """What there is on the disk, each part looked for when it is asked for.

    Args:
        places: the user's folders.
        theme_folders: where theme sets are, the user's own first.
        folder: where a new session goes.
        settings: what the user set: the usual theme set and agenda.
    """
    from facilitator.storage.recents import recent_sessions
    from facilitator.storage.recovery import unsaved
    from facilitator.tui.screens.start import Surroundings

    agenda_folders = tuple(each.with_name("agendas") for each in theme_folders)
    return Surroundings(
        folder=folder,
        recents=lambda: recent_sessions(places),
        unsaved=lambda: [one for one in unsaved(places) if one.file.parent != places.demo],
        theme_sets=lambda: _theme_sets(theme_folders),
        agendas=lambda: _agendas(agenda_folders),
        usual=(settings.themes, settings.agenda),
    )


def _theme_sets(folders: tuple[Path, ...]) -> "list[Offer]":
    from facilitator.themes import find_theme_sets, read_theme_set
    from facilitator.tui.screens.start_form import Offer

    found = []
    for name, path in find_theme_sets(folders).items():
        with _left_out_when_wrong():
            found.append(Offer(name, read_theme_set(path).name.text(spoken())))
    return found


def _agendas(folders: tuple[Path, ...]) -> "list[Offer]":
    from facilitator.agendas import find_agendas, read_agenda
    from facilitator.tui.screens.start_form import Offer

    found = []
    for name, path in find_agendas(folders).items():
        with _left_out_when_wrong():
            found.append(Offer(name, read_agenda(path).name.text(spoken())))
    return found


@contextmanager
def _left_out_when_wrong() -> Iterator[None]:
    """A set that cannot be read is not offered; ``facilitator check`` says what is wrong with it."""
    from facilitator.toml_file import TomlFileError

    try:
        yield
    except (TomlFileError, OSError):
        return
