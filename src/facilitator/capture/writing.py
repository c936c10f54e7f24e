"""A note written back as a line, so that it can be corrected where it was typed."""

from collections.abc import Sequence

from facilitator.capture.draft import KnownTheme, NoteDraft, Surroundings
from facilitator.capture.naming import theme_word
from facilitator.capture.reading import read_line
from facilitator.capture.wording import kind_of_wording
from facilitator.model.kinds import SIGNS, Kind, Section

_SIGN_FOR = {kind: sign for sign, kind in SIGNS.items()}


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

    What a line cannot say (a quote without quotation marks, an idea in the discussion …) is left to the caller, who keeps
    it as long as the line's own reading of it does not change. A text that no plain line reads as (it begins with a sign,
    say) comes with a leading space, which makes it literal; its marks are then left to the caller too.

    Args:
        text: what the note says.
        kind: its kind.
        section: where it stands.
        star: whether it is starred.
        themes: its themes.
        speaker: the name of who said it, or "".
        around: what the line will be read against.
    """
    sign = _SIGN_FOR.get(kind, "") if kind is not kind_of_wording(text) else ""
    marks = "".join(f" #{theme_word(theme)}" for theme in themes)
    said = f" @{speaker}" if speaker else ""
    for candidate in (
        f"{'* ' if star else ''}{f'{sign} ' if sign else ''}{text}{marks}{said}",
        f"{'* ' if star else ''}{text}{marks}{said}",
        text,
    ):
        draft = read_line(candidate, around)
        if draft is not None and _says(draft, text, star, themes, speaker, candidate == text):
            return candidate
    return f" {text}"


def _says(draft: NoteDraft, text: str, star: bool, themes: Sequence[KnownTheme], speaker: str, bare: bool) -> bool:
    """Whether a draft is the note; a bare line need only have its text and bring nothing of its own."""
    if draft.text != text or draft.new_themes:
        return False
    if bare:
        return not draft.star and not draft.speaker
    return (
        draft.star == star
        and sorted(draft.themes) == sorted(theme.id for theme in themes)
        and bool(draft.speaker) == bool(speaker)
    )
