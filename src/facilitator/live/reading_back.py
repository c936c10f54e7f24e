"""What the room is shown when it is read back to: one page after the other; nothing private among them."""

from dataclasses import dataclass
from enum import StrEnum

from facilitator.live.assembling import starred
from facilitator.live.view import NoteRow, ThemeRow, View


class PageKind(StrEnum):
    """What a page shows."""

    QUESTION = "question"
    THEMES = "themes"
    STARS = "stars"
    SYNTHESIS = "synthesis"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its texts in their order; ``number`` of ``of`` pages of its kind."""

    kind: PageKind
    texts: tuple[str, ...]
    number: int = 1
    of: int = 1


_STARS_A_PAGE = 3


def pages(view: View) -> tuple[Page, ...]:
    """The pages: the question with its complements, the themes, the starred notes, the synthesis a paragraph a page.

    Args:
        view: the session.
    """
    found = [Page(PageKind.QUESTION, (view.question.strip(), *(row.text for row in view.complements())))]
    if view.themes:
        counts = view.counts()
        ranked = sorted(view.themes, key=lambda theme: -counts[theme.id])
        found.append(Page(PageKind.THEMES, tuple(_counted(theme, counts[theme.id]) for theme in ranked)))
    stars: list[NoteRow] = starred(view)
    groups = [stars[at : at + _STARS_A_PAGE] for at in range(0, len(stars), _STARS_A_PAGE)]
    for number, group in enumerate(groups, 1):
        found.append(Page(PageKind.STARS, tuple(row.text for row in group), number, len(groups)))
    paragraphs = [text.strip() for text in view.synthesis.split("\n\n") if text.strip()]
    for number, paragraph in enumerate(paragraphs, 1):
        found.append(Page(PageKind.SYNTHESIS, (paragraph,), number, len(paragraphs)))
    return tuple(found)


def _counted(theme: ThemeRow, count: int) -> str:
    return f"{theme.letter}  {theme.name}  {count}".strip()
