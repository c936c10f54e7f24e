"""Names as a report shows them."""

from facilitator.report.options import Names


def shown(name: str, how: Names) -> str:
    """A name in full, or as first name and initial.

    Args:
        name: as typed.
        how: ``"full"`` or ``"initials"``; where people are only counted, no name is asked for.
    """
    return shortened(name) if how == "initials" else name


def shortened(name: str) -> str:
    """First name and initial: "Aline Bérard" and "BÉRARD Aline" are "Aline B.", "Jacky Le Goff" is "Jacky L.".

    A word of two or more capitals beside others is the surname, wherever it stands. A first name alone stays, and so does
    one with an initial ("Cecile M").

    Args:
        name: a name as typed.
    """
    words = name.split()
    capitals = [word for word in words if _in_capitals(word)]
    small = [word for word in words if word not in capitals and not _is_initial(word)]
    if capitals and small:
        # "Jacky Le GOFF" and "Jacky LE GOFF" are the same person.
        return _with_initial(small[0], words[1] if small[0] == words[0] else capitals[0])
    if len(words) < 2 or (len(words) == 2 and _is_initial(words[1])):
        return " ".join(words)
    return _with_initial(words[0], words[1])


def _with_initial(first: str, surname: str) -> str:
    letter = next((char for char in surname if char.isalnum()), surname[0])
    return f"{first} {letter.upper()}."


def _in_capitals(word: str) -> bool:
    letters = [char for char in word if char.isalpha()]
    return len(letters) > 1 and all(char.isupper() for char in letters)


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1
