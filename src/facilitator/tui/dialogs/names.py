"""Names inside the texts, gone through one by one: what a public report says in the place of each."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from facilitator.language import _
from facilitator.live.commands.names import DecideNames, ForgetNames
from facilitator.live.commands.presence import AskConsent
from facilitator.model.consent import Act, Consent
from facilitator.report.deciding import Decision, Seen, decisions_on, kept_on
from facilitator.report.gate import Asked, act_told, asked, excerpt, note_numbers, place_told
from facilitator.report.publication import stands_instead
from facilitator.tui.consent_words import CONSENTS
from facilitator.tui.safe import drawable
from facilitator.tui.widgets.harmless import Harmless
from facilitator.tui.widgets.sentence import Sentence

if TYPE_CHECKING:
    from facilitator.live.commands.base import Command
    from facilitator.model.session import Participant, Session
    from facilitator.report.mentions import Mention

_ACTS = {"k": Act.KEEP, "g": Act.KEEP, "i": Act.SHORTEN, "s": Act.SHORTEN}
"""Letters of both languages: keep and "garder", initial and "initiale", shorten."""
_PEOPLE_TOLD = 4
_PLACE = 20


class NameLines(Widget):
    """The names, one a line; drawn anew in whatever room there is."""

    DEFAULT_CSS = "NameLines { height: 1fr; min-height: 2; text-wrap: nowrap; }"

    def __init__(self, lines: Callable[[int, int], Content]) -> None:
        """Prepare the widget.

        Args:
            lines: gives what is drawn, for a width and a height in cells.
        """
        super().__init__()
        self._lines = lines

    def render(self) -> Content:
        """Draw."""
        return self._lines(self.size.width, self.size.height)


class NamesDialog(ModalScreen[None]):
    """One line a name, the chosen one with its surroundings below; letters decide, Enter goes on, Escape goes back."""

    DEFAULT_CSS = """
    NamesDialog { align: center middle; }
    NamesDialog > Vertical {
        width: 96%; max-width: 110; height: 96%; max-height: 34; background: $surface; padding: 1 2;
    }
    NamesDialog Static { height: auto; }
    NamesDialog #names-head { text-style: bold; color: $text-accent; margin-bottom: 1; }
    NamesDialog #names-about { margin-top: 1; }
    NamesDialog Input, NamesDialog Input:focus {
        display: none; border: none; height: 1; padding: 0 1; margin-top: 1; background: $panel;
    }
    NamesDialog.asking Input { display: block; }
    NamesDialog #names-keys { color: $text-muted; margin-top: 1; }
    """
    AUTO_FOCUS = ""

    def __init__(
        self,
        seen: Seen,
        session: "Callable[[], Session]",
        do: "Callable[[Command], bool] | None",
        undo: Callable[[], object],
    ) -> None:
        """Prepare the list.

        Args:
            seen: what is known of the texts; they were looked through on a thread.
            session: gives the session as it is.
            do: carries an act out; None where nothing can be changed.
            undo: takes the last act back.
        """
        super().__init__()
        self._seen, self._session, self._do, self._undo = seen, session, do, undo
        self._also: set[Mention] = set()
        self._at = self._person = 0
        self._now = session()
        self._asked: tuple[Asked, ...] = asked(self._now, seen)
        self._numbers = note_numbers(self._now)
        self._at = self._next(-1)

    def compose(self) -> ComposeResult:
        """How many are decided, the list, the chosen one, the keys."""
        with Vertical():
            yield Sentence("", id="names-head")
            yield NameLines(self.lines)
            yield Static("", id="names-about")
            yield Input(highlighter=Harmless(), select_on_focus=True)
            yield Sentence("", id="names-keys")

    def on_mount(self) -> None:
        """Draw once there is a size to draw in."""
        self.call_after_refresh(self.draw)

    def on_resize(self) -> None:
        """Use the room there is."""
        self.call_after_refresh(self.draw)

    def on_key(self, event: events.Key) -> None:
        """Walk, decide, go back."""
        if self.has_class("asking"):
            if event.key == "escape":
                event.stop()
                self._ask(False)
        elif self._walked(event.key) or self._acted(event):
            event.stop()
            self.draw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """These words stand in the place of the name."""
        event.stop()
        words = event.value
        self._ask(False)
        self._decide(Decision(Act.REPLACE, words))
        self.draw()

    def on_click(self, event: events.Click) -> None:
        """A click on a line chooses it."""
        widget = event.widget
        place = event.get_content_offset(widget) if isinstance(widget, NameLines) else None
        if widget is not None and place is not None and not self.has_class("asking"):
            event.stop()
            self._go(self._top(widget.size.height) + place.y)
            self.draw()

    def draw(self) -> None:
        """Draw everything as it is now; without a name left, go back."""
        if not self._asked:
            self._leave()
            return
        decided = sum(one.decided is not None for one in self._asked)
        head = _("Names in public reports · {decided} of {count} decided")
        head = head.format(decided=decided, count=len(self._asked))
        self.query_one("#names-head", Static).update(Content(head))
        self.query_one("#names-about", Static).update(self._about(self._chosen))
        self.query_one("#names-keys", Static).update(Content(self._keys()))
        self.query_one(NameLines).refresh()

    def lines(self, width: int, height: int) -> Content:
        """The lines there is room for: the chosen one is among them."""
        if not self._asked:
            return Content()
        top = self._top(height)
        shown = range(top, min(len(self._asked), top + max(1, height)))
        return Content("\n").join([self._line(place, width) for place in shown])

    def _top(self, height: int) -> int:
        return max(0, min(self._at - height // 2, len(self._asked) - max(1, height)))

    @property
    def _chosen(self) -> Asked:
        return self._asked[self._at]

    def _look(self) -> None:
        """Read the session anew; the chosen mention stays chosen."""
        before = self._asked[self._at].mention if self._asked else None
        self._now = self._session()
        self._asked = asked(self._now, self._seen, self._also)
        self._numbers = note_numbers(self._now)
        places = {one.mention: place for place, one in enumerate(self._asked)}
        self._go(self._at if before is None else places.get(before, self._at))

    def _go(self, place: int) -> None:
        at = max(0, min(place, len(self._asked) - 1))
        if at != self._at:
            self._at, self._person = at, 0

    def _next(self, place: int) -> int:
        """The next one behind a place that nobody decided on, from the start again at the end; the next one if all are."""
        count = len(self._asked)
        behind = [(place + step) % count for step in range(1, count + 1)]
        return next((at for at in behind if self._asked[at].decided is None), behind[0] if behind else 0)

    def _walked(self, key: str) -> bool:
        page = max(1, self.query_one(NameLines).size.height - 1)
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -len(self._asked)}
        steps |= {"end": len(self._asked), "shift+tab": -1, "tab": 1}
        if key in steps:
            self._go(self._at + steps[key])
        elif key == "enter":
            self._go(self._next(self._at))
        elif key in ("left", "right") and self._people():
            self._person = (self._person + (1 if key == "right" else -1)) % len(self._people())
        elif key == "escape":
            self._leave()
        else:
            return False
        return True

    def _acted(self, event: events.Key) -> bool:
        """Whether a key decided something, or asked for the words of a decision."""
        letter = (event.character or "").lower()
        if self._do is None:
            return False
        if letter in _ACTS:
            self._decide(Decision(_ACTS[letter]))
        elif letter == "r":
            self._ask(True)
        elif letter == "a":
            self._all_alike()
        elif letter == "c":
            self._change_consent(self._do)
        elif event.key in ("delete", "backspace"):
            self._run(ForgetNames(kept_on(self._now, [self._chosen.mention], self._seen)))
        elif event.key == "ctrl+z":
            self._undo()
            self._look()
        else:
            return False
        return True

    def _decide(self, decision: Decision) -> None:
        self._run(DecideNames(decisions_on(self._now, {self._chosen.mention: decision}, self._seen)))

    def _all_alike(self) -> None:
        """What holds for the chosen one holds for everything that may mean the same people."""
        here = self._chosen
        same = [one.mention for one in self._asked if _means(one) == _means(here)]
        self._run(DecideNames(decisions_on(self._now, dict.fromkeys(same, here.decision), self._seen)))

    def _change_consent(self, do: "Callable[[Command], bool]") -> None:
        """The next consent of the person that is marked; the name stays in the list, whatever they agreed to."""
        people = self._people()
        if people:
            self._also.add(self._chosen.mention)
            order, person = [None, *Consent], people[self._person % len(people)]
            do(AskConsent(person.id, order[(order.index(person.consent) + 1) % len(order)]))
            self._look()

    def _run(self, command: "Command") -> None:
        self._also.add(self._chosen.mention)
        if self._do is not None:
            self._do(command)
        self._look()

    def _ask(self, on: bool) -> None:
        """Ask for the words that replace the name, or ask no more."""
        answer = self.query_one(Input)
        self.set_class(on, "asking")
        if on:
            answer.value = self._chosen.decision.words
            answer.focus()
        else:
            self.set_focus(None)
        self.draw()

    def _people(self) -> "list[Participant]":
        return [person for person in self._now.people if person.id in self._chosen.mention.people]

    def _line(self, place: int, width: int) -> Content:
        """One name: whether it is decided, where it stands, what it becomes, as much around it as there is room for."""
        one, here = self._asked[place], place == self._at
        sign = "✓" if one.decided is not None else "?" if one.mention.doubtful else "·"
        where = drawable(place_told(one, self._numbers), one_line=True)
        where = where if len(where) <= _PLACE else f"{where[: _PLACE - 1]}…"
        line = Content(f"{'▸' if here else ' '}{sign} {where}  ")
        line += Content.styled(drawable(one.mention.text, one_line=True), "bold underline")
        line += Content(f" → {self._stands(one) or '∅'}")
        before, words, after = (drawable(part, one_line=True) for part in excerpt(one, 24, width))
        line += Content.styled(f"   {before}{words}{after}", "$text-muted")
        return (line.stylize("bold") if here else line).truncate(max(1, width), ellipsis=True)

    def _about(self, one: Asked) -> Content:
        """The chosen name: its surroundings, who may be meant, what stands there instead."""
        room = max(40, self.query_one("#names-about", Static).size.width)
        before, words, after = (drawable(part, one_line=True) for part in excerpt(one, room // 2, room))
        where = Content.styled(drawable(place_told(one, self._numbers), one_line=True), "bold")
        if one.mention.doubtful:
            where += Content.styled("  " + _("? perhaps a common word, and nobody's name"), "$text-warning")
        quoted = Content(before) + Content.styled(words, "bold underline") + Content(after)
        told = Content.styled(f"{act_told(one)} → ", "$text-muted")
        short = min(room // 4, 24)
        before, words, after = (drawable(part, one_line=True) for part in excerpt(one, short, short))
        stands = Content(before) + Content.styled(self._stands(one) or "∅", "bold underline") + Content(after)
        return Content("\n").join([where, quoted, self._who(one), told + stands])

    def _who(self, one: Asked) -> Content:
        people = self._people()
        if not people:
            nobody = _("an address") if one.mention.what == "mail" else _("somebody who is not among the people")
            return Content.styled(nobody, "$text-muted")
        told = [f"{drawable(person.name, one_line=True)} ({_(CONSENTS[person.consent])})" for person in people]
        at = self._person % len(people)
        first = max(0, min(at - 1, len(told) - _PEOPLE_TOLD))
        shown = range(first, min(len(told), first + _PEOPLE_TOLD))
        parts = [Content.styled(told[place], "bold" if place == at and len(told) > 1 else "") for place in shown]
        more = Content(" …" if len(told) > len(shown) else "")
        which = "← →  " if len(told) > 1 and self._do is not None else ""
        perhaps = _("perhaps:")
        return Content.styled(f"{which}{perhaps} ", "$text-muted") + Content(" · ").join(parts) + more

    def _stands(self, one: Asked) -> str:
        return drawable(stands_instead(one.mention, one.decision, self._now), one_line=True)

    def _keys(self) -> str:
        if self.has_class("asking"):
            return _("What stands there instead · Enter: keep · Escape: back")
        if self._do is None:
            return _("↑ ↓ · Escape: back")
        return _(
            "k: keep · i: initial · r: replace · a: everywhere · c: consent · Del: as agreed · ^Z: undo"
            " · Enter: next · Escape: back"
        )

    def _leave(self) -> None:
        if self.is_current:
            self.dismiss(None)


def _means(one: Asked) -> tuple[str, tuple[str, ...]]:
    return one.mention.what, one.mention.people
