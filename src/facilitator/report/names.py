"""Names as a report shows them."""

from collections.abc import Sequence


def shortened(name: str) -> str:
    """First name and initial: "Aline Bérard" is "Aline B."; a first name alone stays, so does one with its initial.

    A word in capitals is the surname wherever it stands: "BERNARD Paul" is "Paul B.".

    Args:
        name: a name as typed.
    """
    words = name.split()
    if len(words) < 2:
        return " ".join(words)
    capitals = [word for word in words if len(word) > 1 and word.isupper() and word.isalpha()]
    if capitals and len(capitals) < len(words):
        first = next(word for word in words if word not in capitals)
        return f"{first} {capitals[0][0]}."
    # "Jacky Le Goff": the particle begins the surname.
    return f"{words[0]} {words[1][0].upper()}."


def shown(names: Sequence[str], how: str) -> tuple[str, ...]:
    """Names in full or shortened; none when only their number is told.

    Args:
        names: as typed.
        how: ``"full"``, ``"initials"`` or ``"count"``.
    """
    if how == "count":
        return ()
    return tuple(shortened(name) for name in names) if how == "initials" else tuple(names)
