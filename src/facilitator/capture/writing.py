"""A note written back as a line, so that it can be corrected where it was typed."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from facilitator.capture.draft import KnownTheme, NoteDraft, Surroundings
from facilitator.capture.naming import theme_word, themes_by_spelling
from facilitator.capture.reading import read_line
from facilitator.model.kinds import SIGNS, Kind, Section

_SIGN_FOR = {kind: f"{sign} " for sign, kind in SIGNS.items()}


def line_of(
    text: str,
    kind: Kind,
    section: Section,
    star: bool,
    themes: Sequence[KnownTheme],
    speaker: str,
    around: Surroundings,
) -> str:
    """The line that reads as this note again.

    The text always comes back to the letter. What no line can say beside it (a quote without quotation marks, a star on a
    text that begins with a space …) is left out; ``corrected`` keeps it.

    Args:
        text: what the note says.
        kind: its kind.
        section: where it stands.
        star: whether it is starred.
        themes: its themes.
        speaker: the name of who said it, or "".
        around: what the line will be read against; no current theme, or the line may seem to have one.
    """
    names = {person.id: person.name for person in around.people}
    wanted = (kind, section, star, {theme.id for theme in themes}, speaker)
    best, most = f" {text}", -1
    for line in _lines(text, kind, star, themes, speaker, around):
        draft = read_line(line, around)
        if draft is None or draft.text != text or draft.new_themes:
            continue
        read = (draft.kind, draft.section, draft.star, set(draft.themes), names.get(draft.speaker, ""))
        agreed = sum(one == other for one, other in zip(wanted, read, strict=True))
        if agreed == len(wanted):
            return line
        if agreed > most:
            best, most = line, agreed
    return best


def corrected(note: NoteDraft, line: str, changed: str, around: Surroundings) -> NoteDraft | None:
    """A note after its line was changed.

    What both lines say alike is no correction: there the note keeps its own kind, section, star, speaker and themes, also
    those that a line cannot say. Only what the change itself says is taken over.

    Args:
        note: the note as it is.
        line: the line that ``line_of`` gave for it.
        changed: the line as it was left.
        around: what both lines are read against; no current theme.

    Returns:
        The corrected note, equal to ``note`` when nothing was changed; None when the changed line is blank.
    """
    before, after = read_line(line, around) or NoteDraft(""), read_line(changed, around)
    if after is None:
        return None
    removed = set(before.themes) - set(after.themes)
    added = [theme for theme in after.themes if theme not in before.themes and theme not in note.themes]
    return replace(
        after,
        kind=note.kind if after.kind is before.kind else after.kind,
        section=note.section if after.section is before.section else after.section,
        star=note.star if after.star is before.star else after.star,
        speaker=note.speaker if after.speaker == before.speaker else after.speaker,
        themes=(*(theme for theme in note.themes if theme not in removed), *added),
    )


def _lines(
    text: str, kind: Kind, star: bool, themes: Sequence[KnownTheme], speaker: str, around: Surroundings
) -> Iterator[str]:
    """Lines that may say the note, the plainest of those that say all of it first.

    A bullet before the text, or the speaker in front, guards a text that begins like a mark; a leading space guards any.
    """
    spellings = themes_by_spelling(around.themes) if themes else {}
    tags = "".join(f" #{word}" for theme in themes if (word := theme_word(theme, spellings)))
    name = " ".join(speaker.split())
    said = (("", f" @{name}"), (f"@{name} ", ""), (f"@{name}, ", "")) if name else ()
    for stars in ("* ", "") if star else ("",):
        for tagged in (tags, "") if tags else ("",):
            for before, after in (*said, ("", "")):
                for sign in ("", _SIGN_FOR[kind]) if kind in _SIGN_FOR else ("",):
                    for guard in ("", "- "):
                        yield f"{guard}{stars}{sign}{before}{text}{tagged}{after}"
    yield f" {text}"
