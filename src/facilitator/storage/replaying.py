"""The document that a journal holds, and what to tell of a journal that was not whole."""

from facilitator.language import _, plural
from facilitator.live.document import Document, UpdateRefusedError
from facilitator.storage.journal import Loaded
from facilitator.storage.setting_aside import Notice


def document_of(loaded: Loaded) -> tuple[Document, int]:
    """The document of a journal; updates that the engine refuses are passed over, in a document built anew."""
    try:
        return Document(loaded.updates), 0
    except UpdateRefusedError:
        good: list[bytes] = []
        for update in loaded.updates:
            try:
                Document([*good, update])
            except UpdateRefusedError:
                continue
            good.append(update)
        return Document(good), len(loaded.updates) - len(good)


def damage_told(loaded: Loaded, refused: int) -> list[Notice]:
    """What to tell of a journal that was not whole."""
    notices = []
    if loaded.torn:
        sentence = _("the program ended while it was writing; what that write left unfinished is kept in {path}")
        notices.append(Notice(sentence.format(path=loaded.aside)))
    elif loaded.damage:
        sentence = _("the journal was damaged; what could be read was brought back, the damaged part is in {path}")
        notices.append(Notice(sentence.format(path=loaded.aside)))
    if refused:
        sentence = plural("{count} damaged change was passed over", "{count} damaged changes were passed over", refused)
        notices.append(Notice(sentence.format(count=refused)))
    return notices
