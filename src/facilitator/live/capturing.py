"""From what is typed to a command: the capture line read against the session as it is."""

from facilitator.capture.draft import KnownPerson, KnownTheme, Surroundings
from facilitator.live.view import View


def surroundings(view: View, current_theme: str | None = None, ideas: bool = False) -> Surroundings:
    """What a typed line is read against.

    Args:
        view: the session as it is.
        current_theme: the theme that notes get when they name none.
        ideas: whether ideas are being taken.
    """
    return Surroundings(
        themes=tuple(KnownTheme(theme.id, theme.name, theme.letter) for theme in view.themes),
        people=tuple(KnownPerson(person.id, person.name) for person in view.people),
        current_theme=current_theme if view.theme(current_theme or "") is not None else None,
        ideas=ideas,
    )
