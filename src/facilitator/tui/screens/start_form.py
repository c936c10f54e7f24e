"""The two forms of the start screen: a new session, of which only the title is needed, and a file to open."""

from dataclasses import dataclass

from msgspec import Struct
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, Label, Select, Static

from facilitator.language import _
from facilitator.tui.safe import drawable
from facilitator.tui.widgets.harmless import Harmless
from facilitator.tui.widgets.sentence import Sentence


class Offer(Struct, frozen=True):
    """Something to choose: its name in the files, and its name for people."""

    id: str
    name: str


class _Form(Vertical):
    """Lines with a label and a field; what is missing is said in the last one."""

    DEFAULT_CSS = """
    _Form { height: auto; margin-top: 1; }
    _Form Horizontal { height: 1; margin-bottom: 1; }
    _Form Label { width: 18; color: $text-muted; }
    _Form Input, _Form Input:focus { border: none; height: 1; padding: 0; background: $boost; width: 1fr; }
    _Form Input:focus { background: $surface; }
    _Form Select { width: 1fr; }
    _Form .said { height: auto; color: $text-muted; }
    _Form .said.wrong { color: $text-warning; text-style: bold; }
    _Form Button { margin-left: 18; }
    .low _Form Horizontal { margin-bottom: 0; }
    """

    def say(self, words: str, wrong: bool = False) -> None:
        """Show what to do, or what is missing."""
        line = self.query_one(".said", Static)
        line.update(Content(words))
        line.set_class(wrong, "wrong")

    def on_key(self, event: events.Key) -> None:
        """Up and down walk through the fields, where they mean nothing else."""
        if event.key in ("up", "down") and isinstance(self.screen.focused, Input | Button):
            event.stop()
            event.prevent_default()
            if event.key == "down":
                self.screen.focus_next()
            else:
                self.screen.focus_previous()


_NEXT = {"new-title": "#new-question", "new-question": "#new-host"}
"""Where Enter goes on from a field."""


class NewForm(_Form):
    """Title, question, host, theme set, agenda. Enter goes on from a field that was filled; on an empty one it begins."""

    @dataclass
    class Ready(Message):
        """The title is there and the session may begin."""

        title: str
        question: str
        host: str
        theme_set: str
        agenda: str

    def compose(self) -> ComposeResult:
        """A field a line."""
        for name, words in (("new-title", _("Title")), ("new-question", _("Question")), ("new-host", _("Host"))):
            with Horizontal():
                yield Label(words, markup=False)
                later = "" if name == "new-title" else _("may wait")
                yield Input(id=name, select_on_focus=False, placeholder=later, highlighter=Harmless())
        for name, words in (("new-themes", _("Theme set")), ("new-agenda", _("Agenda"))):
            with Horizontal():
                yield Label(words, markup=False)
                yield Select[str]([], id=name, prompt=_("none"), compact=True)
        yield Button(_("Begin"), id="new-begin", compact=True)
        yield Sentence("", classes="said")

    def begin(self) -> None:
        """The form shows now: start with the title."""
        self._left = set[str | None]()
        self.say(_("Only the title is needed. Enter: next; on an empty line: begin · Tab: next field · Escape: back"))
        self.query_one("#new-title", Input).focus()

    def offer_theme_sets(self, offers: list[Offer], usual: str) -> None:
        """Know the theme sets; the usual one, by its id, is chosen."""
        self._offer("#new-themes", offers, usual)

    def offer_agendas(self, offers: list[Offer], usual: str) -> None:
        """Know the agendas; the usual one, by its id, is chosen."""
        self._offer("#new-agenda", offers, usual)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a field; a second one in the same field begins, also in the same breath."""
        event.stop()
        here = event.input.id
        following = _NEXT.get(here or "")
        if following is not None and event.value.strip() and here not in self._left:
            self._left.add(here)
            self.query_one(following).focus()
        else:
            self._finish()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Begin."""
        event.stop()
        self._finish()

    def _finish(self) -> None:
        title, question, host = (
            " ".join(self.query_one(name, Input).value.split()) for name in ("#new-title", "#new-question", "#new-host")
        )
        if title:
            self.post_message(
                self.Ready(title, question, host, self._chosen("#new-themes"), self._chosen("#new-agenda"))
            )
        else:
            self.say(_("A session needs a title."), wrong=True)
            self.query_one("#new-title").focus()

    def _offer(self, name: str, offers: list[Offer], usual: str) -> None:
        box = self.query_one(name, Select)
        box.set_options([(Content(drawable(offer.name, one_line=True)), offer.id) for offer in offers])
        if usual in [offer.id for offer in offers]:
            box.value = usual

    def _chosen(self, name: str) -> str:
        value = self.query_one(name, Select).value
        return value if isinstance(value, str) else ""


class FileForm(_Form):
    """The name of a file to open."""

    @dataclass
    class Ready(Message):
        """A name was typed."""

        name: str

    def compose(self) -> ComposeResult:
        """One field."""
        with Horizontal():
            yield Label(_("File to open"), markup=False)
            yield Input(id="file-name", select_on_focus=False, highlighter=Harmless())
        yield Sentence("", classes="said")

    def begin(self) -> None:
        """The form shows now."""
        self.say(_("A session (.toml), or a report (.md, .txt) to make one of · Enter: open · Escape: back"))
        self.query_one("#file-name", Input).focus()

    def refuse(self, why: str) -> None:
        """The file cannot be opened."""
        self.say(why, wrong=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter."""
        event.stop()
        if event.value.strip():
            self.post_message(self.Ready(event.value.strip()))
