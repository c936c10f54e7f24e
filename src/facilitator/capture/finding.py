"""Where words stand in a text, whatever their accents and case."""

from facilitator.model.fold import fold


def place_of_words(text: str, words: str) -> int:
    """The character of ``text`` at which ``words`` begin; -1 when they do not stand there.

    Args:
        text: any text.
        words: as typed; accents and case do not matter.
    """
    places: list[int] = []
    folded: list[str] = []
    for place, char in enumerate(text):
        for part in fold(char) or (char if char.isspace() else ""):
            folded.append(part)
            places.append(place)
    wanted = fold(words.strip())
    at = "".join(folded).find(wanted) if wanted else -1
    return places[at] if at >= 0 else -1
