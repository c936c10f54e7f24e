"""Notes put into the synthesis: one note, or the starred ones grouped by theme, as Markdown text."""

from collections.abc import Iterable

from facilitator.live.view import NoteRow, View


def starred(view: View) -> list[NoteRow]:
    """The starred notes in the order said."""
    return [row for row in view.in_order() if row.star]


def passage(row: NoteRow) -> str:
    """One note as a paragraph of the synthesis; its highlights stay marked."""
    return "\n".join(line.strip() for line in row.text.splitlines() if line.strip())


def not_in(rows: Iterable[NoteRow], synthesis: str) -> list[NoteRow]:
    """The notes whose words do not stand in the synthesis yet: what was assembled once is not put there again."""
    said = " ".join(synthesis.split())
    return [row for row in rows if " ".join(passage(row).split()) not in said]


def by_theme(view: View, rows: Iterable[NoteRow]) -> str:
    """Notes grouped by theme in the session's order: a line with the theme's name, then a list; untagged ones last.

    A note with several themes stands under its first.
    """
    rows = list(rows)
    parts: list[str] = []
    for theme in [*view.themes, None]:
        if theme is None:
            group = [row for row in rows if not any(view.theme(known) for known in row.themes)]
        else:
            group = [row for row in rows if row.themes and row.themes[0] == theme.id]
        if not group:
            continue
        lines = "\n".join(f"- {_item(row)}" for row in group)
        parts.append(f"{theme.name} :\n\n{lines}" if theme is not None else lines)
    return "\n\n".join(parts)


def inserted(text: str, at: int, passage_text: str) -> tuple[str, int]:
    """A passage put into a text as a paragraph of its own.

    Args:
        text: the synthesis.
        at: the character where the cursor stands.
        passage_text: what to put there.

    Returns:
        The new text, and the character right after the passage.
    """
    before, after = text[:at], text[at:]
    head = "" if not before.strip() else "\n" * max(0, 2 - (len(before) - len(before.rstrip("\n"))))
    tail = "\n\n" if not after.strip() else "\n" * max(0, 2 - (len(after) - len(after.lstrip("\n"))))
    new = f"{before}{head}{passage_text}"
    return f"{new}{tail}{after}", len(new)


def _item(row: NoteRow) -> str:
    """A note as a list item; further lines are indented."""
    return passage(row).replace("\n", "\n  ")
