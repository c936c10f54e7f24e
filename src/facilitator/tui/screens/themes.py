"""The themes on the session screen: choosing, making, renaming, merging, taking a set."""

from facilitator.language import _
from facilitator.live.commands.themes import ChangeTheme, LoadThemes, MergeThemes
from facilitator.live.view import ThemeRow
from facilitator.model.fold import fold
from facilitator.tui.looks import COLOUR_WORDS
from facilitator.tui.screens.typing import TypingPart
from facilitator.tui.widgets.lists import ThemeList


class ThemesPart(TypingPart):
    """What is done with themes outside the typing line."""

    def on_theme_list_chosen(self, event: ThemeList.Chosen) -> None:
        """A theme was picked in the list: it is the current one now; once more and it is not."""
        event.stop()
        self.scribe.current_theme = None if self.scribe.current_theme == event.theme_id else event.theme_id
        self.show_prompt()
        self.show_themes()
        self.to_typing()

    def action_rename_theme(self) -> None:
        """Ask for another name of the current theme."""
        theme = self._current()
        if theme is not None:
            self.ask("rename-theme", _("New name of the theme"), theme.name)

    def action_merge_theme(self) -> None:
        """Ask which theme takes the current one's notes."""
        theme = self._current()
        if theme is not None:
            self.ask("merge-theme", _("Merge “{name}” into which theme?").format(name=theme.name))

    def rename_theme(self, name: str) -> None:
        """Rename the current theme."""
        if self.scribe.current_theme is not None:
            self.do(ChangeTheme(self.scribe.current_theme, name=name))

    def action_mark_theme(self) -> None:
        """Ask for another letter or colour of the current theme."""
        if self._current() is not None:
            colours = ", ".join(_(word) for word in COLOUR_WORDS.values())
            self.ask("mark-theme", _("A letter, or {colours}").format(colours=colours))

    def mark_theme(self, answer: str) -> None:
        """Give the current theme the letter, or the colour, that was typed."""
        folded = fold(answer.strip())
        theme = self._current()
        if theme is None or not folded:
            return
        if len(folded) == 1:
            self.do(ChangeTheme(theme.id, letter=answer.strip().upper()))
            return
        colour = next((colour for colour, word in COLOUR_WORDS.items() if fold(_(word)).startswith(folded)), None)
        if colour is None:
            self.tell(_("This is neither a letter nor one of the colours."))
        else:
            self.do(ChangeTheme(theme.id, colour=colour))

    def merge_theme(self, name: str) -> None:
        """Merge the current theme into the one of this name or letter."""
        folded = fold(name.strip())
        into = next((theme for theme in self.view.themes if folded in (fold(theme.name), fold(theme.letter))), None)
        if into is None:
            self.tell(_("There is no theme of this name."))
        elif self.scribe.current_theme is not None and self.do(MergeThemes(self.scribe.current_theme, into.id)):
            self.scribe.current_theme = into.id
            self.show_prompt()
            self.show_themes()

    def action_load_themes(self) -> None:
        """Ask which theme set to take."""
        if self.may_write():
            self.ask("load-themes", _("Theme set: {names}").format(names=", ".join(self.theme_sets)))

    def load_themes(self, name: str) -> None:
        """Take the themes of a set."""
        from facilitator.themes import ThemeSetError, read_theme_set, theme_set_named, themes_of

        try:
            chosen = read_theme_set(theme_set_named(name, self.theme_folders))
        except ThemeSetError as error:
            self.tell(str(error))
            return
        if self.do(LoadThemes(themes_of(chosen, self.view.facts.language), name.strip())):
            self.tell(_("The themes are there: Tab picks one."))

    def show_themes(self) -> None:
        """Draw the themes with their counts."""
        self.note_list.set_themes(self.view.themes)
        self.show_strip()
        self.theme_list.show(self.view.themes, self.view.counts(), self.scribe.current_theme)

    def _current(self) -> ThemeRow | None:
        theme = self.view.theme(self.scribe.current_theme or "")
        if not self.may_write():
            return None
        if theme is None:
            self.tell(_("Choose a theme first (Tab)."))
        return theme
