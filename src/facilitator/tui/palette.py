"""The palette: everything that can be done, found by its words in the spoken language or in English, accents or not."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from msgspec import Struct
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input

from facilitator.language import _, mark
from facilitator.model.fold import fold
from facilitator.tui.acts import NOTE_ACTS, PEOPLE_ACTS, SESSION_ACTS, Act
from facilitator.tui.keymap import remapped
from facilitator.tui.looks import LOOKS
from facilitator.tui.widgets.harmless import Harmless
from facilitator.tui.widgets.lists import PeopleList
from facilitator.tui.widgets.notes_pane import NotesPane

if TYPE_CHECKING:
    from facilitator.tui.app import FacilitatorApp
    from facilitator.tui.screens.session import SessionScreen

_LIGHT_OR_DARK = mark("Light or dark look")
_LOOK = mark("Look: {name}")
_NOTE, _PERSON = mark("note: {act}"), mark("participant: {act}")


class Entry(Struct, frozen=True):
    """One line of the palette: its title, other words that find it, and what it does.

    ``first`` says whether it is shown before anything is typed.
    """

    title: str
    words: tuple[str, ...]
    run: Callable[[], object]
    first: bool = True


class ActsProvider(Provider):
    """What there is to find on the session screen."""

    async def discover(self) -> Hits:
        """What a scribe may look for, before anything is typed."""
        for entry in self._entries():
            if entry.first:
                yield DiscoveryHit(Content(entry.title), self._soon(entry.run), text=entry.title)

    async def search(self, query: str) -> Hits:
        """What matches; a word of its own when nothing does."""
        matcher, plain = self.matcher(fold(query)), self.matcher(query)
        found = False
        for entry in self._entries():
            score = max(matcher.match(fold(words)) for words in (entry.title, *entry.words))
            if score > 0:
                found = True
                shown = plain.highlight(entry.title) if plain.match(entry.title) else Content(entry.title)
                yield Hit(score, shown, self._soon(entry.run), text=entry.title)
        if not found:
            yield Hit(0.01, _("Nothing of this name"), lambda: None, text=query)

    def _entries(self) -> Iterator[Entry]:
        screen, app = cast("SessionScreen", self.screen), cast("FacilitatorApp", self.app)
        keys = screen.own_keys
        for act in remapped(SESSION_ACTS, "", keys):
            yield _entry(act, "", partial(screen.run_action, act.id))
        yield Entry(_(_LIGHT_OR_DARK), (_LIGHT_OR_DARK, "theme"), app.change_look)
        for name in LOOKS:
            short = name.removeprefix("textual-")
            yield Entry(
                _(_LOOK).format(name=short), (_LOOK.format(name=short), "theme"), partial(app.show_look, name), False
            )
        for act in remapped(NOTE_ACTS, "note_", keys):
            yield _entry(act, _NOTE, partial(_on_note, screen, act.id))
        for act in remapped(PEOPLE_ACTS, "people_", keys):
            yield _entry(act, _PERSON, partial(_on_person, screen, act.id))

    def _soon(self, act: Callable[[], object]) -> Callable[[], None]:
        """Act once the palette is gone."""

        def run() -> None:
            self.app.call_later(act)

        return run


class ActsPalette(CommandPalette):
    """Textual's palette, which a second answer in one breath does not find gone."""

    BINDINGS = [Binding("escape", "escape", show=False)]

    def on_mount(self) -> None:
        """Nothing that is typed or pasted here reaches the terminal as a command."""
        self.query_one(Input).highlighter = Harmless()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Go back, once."""
        return super().dismiss(result) if self.is_current else AwaitComplete()


def _entry(act: Act, frame: str, run: Callable[[], object]) -> Entry:
    """An act as a line; one of a pane's says of which, and shows only once something is typed."""
    title = _(act.sentence) if not frame else _(frame).format(act=_(act.sentence))
    key = _(act.key_name) if act.key_name else ""
    return Entry(f"{title}  ({key})" if key else title, (_(act.word), act.sentence, act.word, act.id), run, not frame)


def _on_note(screen: "SessionScreen", act: str) -> None:
    """An act on the chosen note, or on the last one."""
    if screen.pane_in_focus != "notes":
        screen.action_notes()
    screen.query_one(NotesPane).action_ask(act)


def _on_person(screen: "SessionScreen", act: str) -> None:
    """An act on the chosen participant."""
    if screen.pane_in_focus != "people":
        screen.action_people()
    screen.query_one(PeopleList).action_ask(act)
