"""What the room is shown when it is read back to: one page after the other; nothing private among them."""

from enum import StrEnum

from msgspec import Struct

from facilitator.live.assembling import starred
from facilitator.live.rounds import chosen
from facilitator.live.view import NoteRow, View


class PageKind(StrEnum):
    """What a page shows."""

    QUESTION = "question"
    THEMES = "themes"
    THEME = "theme"
    STARS = "stars"
    PRIORITIES = "priorities"
    SYNTHESIS = "synthesis"


class Entry(Struct, frozen=True):
    """One thing on a page: its text, the sign before it, and how many notes or dots it has, if that is told."""

    text: str
    mark: str = ""
    count: int | None = None


class Page(Struct, frozen=True):
    """One page: its entries in their order; ``title`` names the theme of a page with the notes of one."""

    kind: PageKind
    entries: tuple[Entry, ...]
    title: str = ""


def pages(view: View) -> tuple[Page, ...]:
    """The pages, in the order in which a host reads them out.

    The question with its complements; the themes, those with most notes first, and then the notes of each; the starred notes;
    what the last vote put first; the synthesis, a paragraph a page.

    Args:
        view: the session.
    """
    complements = (Entry(row.text, "+") for row in view.complements())
    found = [Page(PageKind.QUESTION, (Entry(view.question.strip()), *complements)), *_themes(view)]
    if stars := starred(view):
        found.append(Page(PageKind.STARS, tuple(Entry(row.text, "★") for row in stars)))
    if first := chosen(view):
        found.append(Page(PageKind.PRIORITIES, tuple(Entry(row.text, "", dots) for row, dots in first)))
    return (*found, *(Page(PageKind.SYNTHESIS, (Entry(text),)) for text in _paragraphs(view.synthesis)))


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text; what a colon announces stands with it."""
    found: list[str] = []
    for paragraph in (part.strip() for part in text.split("\n\n") if part.strip()):
        if found and found[-1].endswith(":"):
            found[-1] += f"\n\n{paragraph}"
        else:
            found.append(paragraph)
    return found


def _themes(view: View) -> list[Page]:
    """The page of all themes, and one for each that has notes."""
    if not view.themes:
        return []
    counts = view.counts()
    ranked = sorted(view.themes, key=lambda theme: -counts[theme.id])
    notes: dict[str, list[NoteRow]] = {theme.id: [] for theme in ranked}
    for row in view.in_order():
        for theme_id in row.themes:
            if theme_id in notes:
                notes[theme_id].append(row)
    return [
        Page(PageKind.THEMES, tuple(Entry(theme.name, theme.letter, counts[theme.id]) for theme in ranked)),
        *(
            Page(PageKind.THEME, tuple(Entry(row.text, "•") for row in notes[theme.id]), theme.name)
            for theme in ranked
            if notes[theme.id]
        ),
    ]
