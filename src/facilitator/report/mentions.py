"""People's names and mail addresses inside what was said and written: where, and whose.

Accents, case, apostrophes, hyphens and invisible characters do not count; a name begins and ends at the bounds of a word.

- A word of two letters or of ``COMMON_WORDS`` that is also somebody's name ("Pierre", "Petit") counts with a capital or
  behind "@" only; at the start of a sentence, where any word has a capital, it counts and is marked as doubtful.
- A name's initial counts as a capital or with a dot ("Aline B", "aline b."). Initials alone count as capitals with dots
  ("A. B."), and without where speakers are marked: "(AB)", "AB : …" at the start of a line, "… – AB" at its end.
- Marks of Markdown and tags within a name, ``&eacute;`` and ``%C3%A9`` hide nothing.
- Every mail address counts, whosever it is.
"""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from facilitator.model.session import Session
from facilitator.report.common_words import COMMON_WORDS
from facilitator.report.folded import Folded, folded, folded_as_shown
from facilitator.report.public_texts import Where, texts
from facilitator.report.spellings import TOKEN, Bearer, Spellings, is_particle, spellings

_LOCAL = r"\w.+%-"
_MAIL = re.compile(
    rf"(?<![{_LOCAL}])(?P<local>[{_LOCAL}]{{1,64}})@(?:[\w-]{{1,63}}\.){{1,8}}[\w-]{{2,63}}(?:@[\w.-]+)*"
)
_GAP = re.compile(r"[\s_'*·‐-]{1,3}|\.")
_GAP_BEHIND_INITIAL = re.compile(r"\.?[\s_'*·‐-]{0,3}")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…\n•]|\n[ \t]*[-+–])[\s*\"«“(]*\Z")
_LOOK_BACK = 12
_BRACKETS = {"(": ")", "[": "]"}
_DASHES = "-–—"


class Mention(Struct, frozen=True):
    """Somebody's name or an address in a text.

    ``start`` and ``end`` are characters of the text, end exclusive; ``text`` is what stands there. ``people`` are the identifiers
    of those who may be meant: several who share a first name, none for a scribe who is no participant or a stranger's
    address. A ``doubtful`` one may be a common word.
    """

    where: Where
    start: int
    end: int
    text: str
    people: tuple[str, ...]
    what: Literal["name", "mail"] = "name"
    doubtful: bool = False


def mentions(session: Session) -> tuple[Mention, ...]:
    """All mentions of the session's people in its texts, in the order of ``public_texts``.

    Args:
        session: whose people, scribes among them who are no participants, and whose texts.
    """
    known = spellings(bearers(session))
    return tuple(found for where, text in texts(session) for found in mentions_in(text, where, known))


def bearers(session: Session) -> tuple[Bearer, ...]:
    """Those whose names are looked for: the people, and authors of notes and wordings who are not among them."""
    people = tuple(Bearer(person.id, person.name) for person in session.people)
    named = {person.name for person in people}
    authors = dict.fromkeys([*(note.author for note in session.notes), *(one.author for one in session.wordings)])
    return (*people, *(Bearer("", author) for author in authors if author.strip() and author not in named))


def mentions_in(text: str, where: Where, known: Spellings) -> tuple[Mention, ...]:
    """The mentions in one text, in order; none overlap.

    Args:
        text: any text.
        where: what it is.
        known: from ``spellings``.
    """
    mails = tuple(_mails(text, where, known)) if "@" in text else ()
    inside = [range(mail.start, mail.end) for mail in mails]
    names = [*_names(text, folded(text), where, known)]
    shown = folded_as_shown(text)
    if shown is not None:
        names = [*_longer([*names, *_names(text, shown, where, known)])]
    others = (name for name in names if not any(name.start in mail for mail in inside))
    return tuple(sorted((*mails, *others), key=lambda found: found.start))


def _longer(found: list[Mention]) -> Iterator[Mention]:
    """Of mentions that overlap, the longest."""
    taken: list[tuple[int, int]] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        at = bisect(taken, (one.start, one.end))
        if not (at and taken[at - 1][1] > one.start) and not (at < len(taken) and taken[at][0] < one.end):
            taken.insert(at, (one.start, one.end))
            yield one


def _mails(text: str, where: Where, known: Spellings) -> Iterator[Mention]:
    for found in _MAIL.finditer(text):
        start, end = found.span()
        start -= 7 * (text[max(0, start - 7) : start].lower() == "mailto:")
        if text[max(0, start - 1) : start] == "<" and text[end : end + 1] == ">":
            start, end = start - 1, end + 1
        whose = dict.fromkeys(
            person for name in _names(found["local"], folded(found["local"]), where, known) for person in name.people
        )
        yield Mention(where, start, end, text[start:end], tuple(whose), "mail")


def _names(text: str, plain: Folded, where: Where, known: Spellings) -> Iterator[Mention]:
    words = [(found[0], found.start(), found.end()) for found in TOKEN.finditer(plain.text)]
    at = 0
    while at < len(words):
        found = _longest(text, plain, words[at : at + known.longest], known) if words[at][0] in known.first else None
        found = found or _together(text, plain, words[at], known)
        if found is None:
            at += 1
            continue
        start, end, people, doubtful, taken = found
        whose = tuple(dict.fromkeys(bearer.person for bearer in people if bearer.person))
        yield Mention(where, start, end, text[start:end], whose, doubtful=doubtful)
        at += taken


_Word = tuple[str, int, int]
_Found = tuple[int, int, tuple[Bearer, ...], bool, int]


def _longest(text: str, plain: Folded, words: Sequence[_Word], known: Spellings) -> _Found | None:
    """The longest name that these words begin with."""
    for count in range(_joined(plain, words), 0, -1):
        tokens = tuple(word[0] for word in words[:count])
        people = known.people.get(tokens)
        if people is None:
            continue
        start, end = plain.span(words[0][1], words[count - 1][2])
        if not _initials_stand(text, plain, words[:count]):
            continue
        common = all(_is_common(token) or is_particle(token) for token in tokens)
        behind_at = text[max(0, start - 1) : start] == "@"
        if common and not behind_at and not _capital(text, plain, words[:count]):
            continue
        if count > 1 and len(tokens[-1]) == 1 and text[end : end + 1] == ".":
            end += 1
        doubtful = common and not behind_at and bool(_SENTENCE_START.search(text[max(0, start - _LOOK_BACK) : start]))
        return start, end, people, doubtful, count
    return None


def _joined(plain: Folded, words: Sequence[_Word]) -> int:
    """How many of these words follow each other with nothing but what parts the words of a name."""
    count = 1
    for before, behind in pairwise(words):
        gap = plain.text[before[2] : behind[1]]
        if not (_GAP.fullmatch(gap) or (len(before[0]) == 1 and _GAP_BEHIND_INITIAL.fullmatch(gap))):
            break
        count += 1
    return count


def _initials_stand(text: str, plain: Folded, words: Sequence[_Word]) -> bool:
    """Whether single letters among these words are written as initials; one behind an apostrophe belongs to its word."""
    dots = all(plain.text[end : end + 1] == "." for _, _, end in words)
    if len(words) > 1 and all(len(word) == 1 for word, _, _ in words):
        return dots and all(text[plain.places[start]].isupper() for _, start, _ in words)
    return all(
        len(word) > 1
        or text[plain.places[start]].isupper()
        or plain.text[end : end + 1] in (".", "'")
        or plain.text[max(0, start - 1) : start] == "'"
        for word, start, end in words
    )


def _together(text: str, plain: Folded, word: _Word, known: Spellings) -> _Found | None:
    """Initials written together, where speakers are marked."""
    people = known.initials.get(word[0])
    if people is None:
        return None
    start, end = plain.span(word[1], word[2])
    if not text[start:end].isupper():
        return None
    before, behind = text[:start].rpartition("\n")[2], text[end:].partition("\n")[0]
    bracketed = before[-1:] in _BRACKETS and behind[:1] == _BRACKETS.get(before[-1:], " ")
    leading = not before.strip(" \t*-–") and behind.lstrip(" \u00a0\u202f*").startswith(":")
    trailing = not behind.strip() and before.rstrip()[-1:] in tuple(_DASHES)
    return (start, end, people, False, 1) if bracketed or leading or trailing else None


def _is_common(token: str) -> bool:
    return len(token) <= 2 or token in COMMON_WORDS


def _capital(text: str, plain: Folded, words: Sequence[_Word]) -> bool:
    """Whether one of these words, particles aside, begins with a capital."""
    telling = [word for word in words if not is_particle(word[0])] or words
    return any(text[plain.places[start]].isupper() for _, start, _ in telling)
