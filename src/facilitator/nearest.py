"""The word that someone probably meant."""

from collections.abc import Iterable

from facilitator.model.fold import fold

_LONGEST_WORD = 80


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that looks most like ``word``, accents and case apart; None when none comes near.

    Args:
        word: what was written, any text; beyond 80 characters nothing is near.
        candidates: what could have been meant; the first one wins among equals.
    """
    from difflib import get_close_matches

    folded: dict[str, str] = {}
    for candidate in candidates:
        folded.setdefault(fold(candidate), candidate)
    wanted = fold(word)
    if wanted in folded:
        return folded[wanted]
    if not wanted or len(wanted) > _LONGEST_WORD:
        return None
    found = get_close_matches(wanted, folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None
