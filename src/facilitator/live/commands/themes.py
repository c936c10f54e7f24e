"""Acts on themes: add, rename, colour, merge, remove, load a set."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from facilitator.capture.draft import without_theme
from facilitator.language import _, mark
from facilitator.live.commands.base import CommandRefusedError, Moment, whole
from facilitator.live.operations import ItemValues, Make, Operation, Put, Rewrite
from facilitator.live.view import ThemeRow, View
from facilitator.model.fold import fold
from facilitator.model.ids import position_between, readable_id
from facilitator.model.kinds import Colour

if TYPE_CHECKING:
    from facilitator.model.session import Theme


def theme_of(view: View, theme_id: str) -> ThemeRow:
    """The living theme with this identifier. Raises ``CommandRefusedError`` when there is none."""
    row = view.theme(theme_id)
    if row is None:
        raise CommandRefusedError(_("This theme is no longer there."))
    return row


def new_theme(view: View, name: str, moment: Moment, besides: Sequence[ItemValues] = ()) -> Make:
    """The operation that makes a theme, with a letter and a colour that no other theme has, as far as they last.

    Args:
        view: the session as it is.
        name: the name as typed.
        moment: when and by which chance.
        besides: values of themes made in the same act.
    """
    letters = {theme.letter.upper() for theme in view.themes} | {str(values.get("letter", "")) for values in besides}
    used = [theme.colour for theme in view.themes] + [Colour(str(values["colour"])) for values in besides]
    colours = [colour for colour in Colour if colour is not Colour.GREY]
    last = str(besides[-1]["ord"]) if besides else view.themes[-1].order if view.themes else None
    values: ItemValues = {
        "name": whole(name),
        "letter": _free_letter(name, letters),
        "colour": min(colours, key=used.count).value,
        "ord": position_between(last, None, moment.chance),
    }
    return Make("themes", readable_id(name, {theme.id for theme in view.themes}, moment.chance), values)


class AddTheme(Struct, frozen=True):
    """Add a theme during the session, and tag some notes with it at once; its name at their end has done its work."""

    name: str
    note_ids: tuple[str, ...] = ()
    label: str = mark("new theme")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Make it.

        Raises:
            CommandRefusedError: the name is empty or there already.
        """
        name = self.name.strip()
        if not name:
            raise CommandRefusedError(_("A theme needs a name."))
        if any(fold(theme.name) == fold(name) for theme in view.themes):
            raise CommandRefusedError(_("There is already a theme of this name."))
        made = new_theme(view, name, moment)
        tags: list[Operation] = [Put(("notes", note_id, "themes", made.id), True) for note_id in self.note_ids]
        rows = [row for note_id in self.note_ids if (row := view.notes.get(note_id)) is not None]
        shorter = [(row, without_theme(row.text, name)) for row in rows]
        texts = [Rewrite(("notes", row.id, "text"), text) for row, text in shorter if text != row.text]
        return [made, *tags, *texts]


class ChangeTheme(Struct, frozen=True):
    """Rename a theme, or give it another letter or colour; None leaves a value as it is."""

    theme_id: str
    name: str | None = None
    letter: str | None = None
    colour: Colour | None = None
    label: str = mark("change of a theme")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Set what is given.

        Raises:
            CommandRefusedError: the new name is empty.
        """
        path = ("themes", theme_of(view, self.theme_id).id)
        if self.name is not None and not self.name.strip():
            raise CommandRefusedError(_("A theme needs a name."))
        operations: list[Operation] = []
        if self.name is not None:
            operations.append(Put((*path, "name"), whole(self.name.strip())))
        if self.letter is not None:
            operations.append(Put((*path, "letter"), whole(self.letter)[:2]))
        if self.colour is not None:
            operations.append(Put((*path, "colour"), self.colour.value))
        return operations


class MergeThemes(Struct, frozen=True):
    """Let one theme take over the notes of another, which goes."""

    gone_id: str
    into_id: str
    label: str = mark("merging of themes")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Retag, then mark the other as gone.

        Raises:
            CommandRefusedError: both are the same.
        """
        gone, into = theme_of(view, self.gone_id), theme_of(view, self.into_id)
        if gone.id == into.id:
            raise CommandRefusedError(_("Merging takes two themes."))
        operations: list[Operation] = []
        for row in view.notes.values():
            if gone.id in row.themes:
                operations.append(Put(("notes", row.id, "themes", into.id), True))
                operations.append(Put(("notes", row.id, "themes", gone.id), False))
        return [*operations, Put(("themes", gone.id, "gone"), True)]


class RemoveTheme(Struct, frozen=True):
    """Take a theme out; its notes stay, without it."""

    theme_id: str
    label: str = mark("removal of a theme")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Untag, then mark it as gone."""
        theme = theme_of(view, self.theme_id)
        untags: list[Operation] = [
            Put(("notes", row.id, "themes", theme.id), False) for row in view.notes.values() if theme.id in row.themes
        ]
        return [*untags, Put(("themes", theme.id, "gone"), True)]


class LoadThemes(Struct, frozen=True):
    """Add the themes of a set that the session does not have by name."""

    themes: "tuple[Theme, ...]"
    set_name: str = ""
    label: str = mark("theme set")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Make those that are missing, in the order of the set."""
        names = {fold(theme.name) for theme in view.themes}
        taken = {theme.id for theme in view.themes}
        last = view.themes[-1].order if view.themes else None
        operations: list[Operation] = []
        for theme in self.themes:
            if fold(theme.name) in names:
                continue
            last = position_between(last, None, moment.chance)
            name, letter = whole(theme.name), whole(theme.letter)
            values: ItemValues = {"name": name, "letter": letter, "colour": theme.colour.value, "ord": last}
            theme_id = readable_id(theme.name, taken, moment.chance)
            operations.append(Make("themes", theme_id, values))
        if self.set_name:
            operations.append(Put(("meta", "theme_set"), whole(self.set_name)))
        return operations


def _free_letter(name: str, letters: set[str]) -> str:
    """A letter for a new theme: the first one of its name that is free, else any free one, else none."""
    candidates = [char.upper() for char in fold(name) if char.isascii() and char.isalpha()]
    candidates += [chr(code) for code in range(ord("A"), ord("Z") + 1)]
    return next((char for char in candidates if char not in letters), "")
