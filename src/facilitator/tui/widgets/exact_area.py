"""An editor whose text is exactly what was typed, pasted or given, and whose drawing is harmless."""

import unicodedata
from typing import ClassVar, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument
from textual.widgets import TextArea

from facilitator.capture.pasting import clean
from facilitator.tui.widgets.typed_document import TypedDocument


class ExactArea(TextArea, inherit_bindings=False):
    """A text area over a ``TypedDocument``.

    The function keys are the screen's, also here.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in TextArea.BINDINGS if cast(Binding, binding).key not in ("f6", "f7")
    ]

    async def on_key(self, event: events.Key) -> None:
        """Type a character, also those that Textual does not take for printable; all other keys are bindings."""
        if not self.read_only and types(event.key, event.character):
            event.stop()
            event.prevent_default()
            self._type(event.character or "")

    def on_paste(self, event: events.Paste) -> None:
        """Put a pasted block in as it is; line ends become ``\\n``."""
        event.stop()
        event.prevent_default()
        if not self.read_only:
            self._type(clean(event.text))

    def _type(self, text: str) -> None:
        self.replace(text, *self.selection, maintain_selection_offset=False)

    def _set_document(self, text: str, language: str | None) -> None:
        self.document = TypedDocument(text)
        self.wrapped_document = WrappedDocument(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._build_highlight_map()
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()


def types(key: str, character: str | None) -> bool:
    """Whether a key types its character: letters and signs, but also no-break spaces and joiners, which Textual drops."""
    if not character or key.startswith(("ctrl+", "alt+", "super+", "hyper+", "meta+")):
        return False
    return all(sign.isprintable() or unicodedata.category(sign) in ("Zs", "Cf", "Co") for sign in character)
