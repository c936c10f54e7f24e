"""Acts on the session as a whole: its facts, question, synthesis, and closing."""

from typing import Literal

from msgspec import Struct

from facilitator.language import _, mark
from facilitator.live.commands.base import CommandRefusedError, Moment, whole
from facilitator.live.operations import ItemValues, Make, Operation, Put, Rewrite
from facilitator.live.text import replay
from facilitator.live.view import View
from facilitator.model.ids import new_ulid, position_between
from facilitator.model.read_back import words_read


class SetFact(Struct, frozen=True):
    """Set the title, place, language or theme set."""

    name: Literal["title", "place", "language", "theme_set"]
    value: str
    label: str = mark("heading")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Set it.

        Raises:
            CommandRefusedError: the language is not one the program speaks.
        """
        if self.name == "language" and self.value not in ("fr", "en"):
            raise CommandRefusedError(_("The language is fr or en."))
        return [Put(("meta", self.name), whole(self.value))]


class SetMinutes(Struct, frozen=True):
    """Set how many minutes are planned (1 to 1440)."""

    minutes: int
    label: str = mark("planned minutes")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Set them.

        Raises:
            CommandRefusedError: out of range.
        """
        if not 1 <= self.minutes <= 1440:
            raise CommandRefusedError(_("Between 1 and 1440 minutes."))
        return [Put(("meta", "minutes"), self.minutes)]


class SetQuestion(Struct, frozen=True):
    """Word the question anew; the wording before is kept with its time and who amended it."""

    text: str
    label: str = mark("question")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Rewrite it by the smallest changes."""
        text, before = whole(self.text), view.question
        if text == before:
            return []
        operations: list[Operation] = [Rewrite(("question",), text)]
        if before.strip():
            last = view.wordings[-1].order if view.wordings else None
            values: ItemValues = {
                "text": before,
                "author": moment.author,
                "at": moment.stamp,
                "ord": position_between(last, None, moment.chance),
            }
            operations.append(Make("wordings", new_ulid(moment.now, moment.chance), values))
        return operations


class WriteSynthesis(Struct, frozen=True):
    """Let the synthesis say ``text``.

    ``burst`` names a stretch of typing: commands of one burst that follow each other are undone together. ``before`` is the
    text that was changed to ``text``; what came into the synthesis meanwhile stays.
    """

    text: str
    burst: str = ""
    before: str | None = None
    label: str = mark("synthesis")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Rewrite it by the smallest changes."""
        before = view.synthesis if self.before is None else whole(self.before)
        return [Rewrite(("synthesis",), replay(before, whole(self.text), view.synthesis))]


class MarkReadBack(Struct, frozen=True):
    """The synthesis was read back to the circle, as it stands: a word changed after that has not been read back."""

    label: str = mark("read back")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Note when, and what was read; nothing when these words were read before, or when there are none."""
        words = words_read(view.synthesis)
        if words in ("", view.facts.read_back_words):
            return []
        return [Put(("meta", "read_back"), moment.stamp), Put(("meta", "read_back_words"), words)]


class CloseSession(Struct, frozen=True):
    """End the session: it stays readable and can be reopened."""

    label: str = mark("closing")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Set the time of closing."""
        return [Put(("meta", "closed"), moment.stamp)]


class ReopenSession(Struct, frozen=True):
    """Go on with a closed session."""

    label: str = mark("reopening")

    def operations(self, view: View, moment: Moment) -> list[Operation]:
        """Forget the time of closing.

        Raises:
            CommandRefusedError: it is open.
        """
        if view.facts.closed is None:
            raise CommandRefusedError(_("The session is open."))
        return [Put(("meta", "closed"), None)]
