"""What has changed from one report to the next: their texts compared block by block, section by section.

Blocks are known again by their words, wherever in their section they stand: a report grouped by theme has not changed its
notes. Of two blocks that share most of their words one became the other.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from facilitator.model.kinds import Place
from facilitator.report.blocks import Block, Section, sections
from facilitator.report.edition import Change, Changed
from facilitator.report.headings import PEOPLE
from facilitator.report.markdown import LABEL
from facilitator.report.names import shortened

_SOURCE = re.compile(r"[ \u00a0]\[\d{1,4}\]")
_COUNT = re.compile(r"\d{1,6}(?= )")
_BEHIND = re.compile(r" \([^()]*\)$")
_WORD = re.compile(r"\w+")
_MOST_PAIRS = 100
"""So many removed and added blocks of a section are compared with each other; beyond that each stands for itself."""
_MOST_WORDS = 200
_ALIKE = 0.5
"""The share of words that two texts have in common when one became the other."""


def changes(earlier: str, new: str) -> tuple[Changed, ...]:
    """What has changed, in the order of the new report; sections that are gone come last.

    Args:
        earlier: the Markdown of the report before, as it stands on disk.
        new: that of the new one.
    """
    before, now = _by_key(sections(earlier)), _by_key(sections(new))
    found = [_compared(before.get(key), section) for key, section in now.items()]
    found += [_compared(section, None) for key, section in before.items() if key not in now]
    return tuple(one for one in found if one.size)


def _by_key(found: Iterable[Section]) -> dict[str, Section]:
    """The sections by what they hold; a heading that comes twice adds to the first."""
    by_key: dict[str, Section] = {}
    for section in found:
        if section.key in by_key:
            by_key[section.key].blocks += section.blocks
        else:
            by_key[section.key] = section
    return by_key


def _compared(before: Section | None, now: Section | None) -> Changed:
    either = now or before
    assert either is not None
    old, new = (section.blocks if section else [] for section in (before, now))
    heading = "" if either.place is Place.TITLE else either.heading
    if either.place in PEOPLE:
        return _people_compared(heading, old, new)
    return _Difference(old, new, only_one=either.place is Place.QUESTION).told(heading)


def _people_compared(heading: str, old: Sequence[Block], new: Sequence[Block]) -> Changed:
    """Names count as the same in full and as initials; where one report only counts, their number is all there is."""
    before, now = _people(old), _people(new)
    if before != now:
        return Changed(heading, count=(before, now))
    listed = all(block.item for block in (*old, *new))
    return Changed(heading, renamed=listed and Counter(map(_name, old)) != Counter(map(_name, new)))


def _people(blocks: Sequence[Block]) -> int:
    """How many names stand there, or the number that stands for them."""
    counted = _COUNT.match(blocks[0].text) if len(blocks) == 1 and not blocks[0].item else None
    return int(counted[0]) if counted else len(blocks)


def _name(block: Block) -> str:
    """A name by which somebody is known again, without what a report says of when they were there."""
    return shortened(_BEHIND.sub("", _key(block))).removesuffix(".")


class _Difference(Struct):
    """Two stretches of blocks; ``only_one`` says that one that went and one that came are the same, whatever their words."""

    old: Sequence[Block]
    new: Sequence[Block]
    only_one: bool

    def told(self, heading: str) -> Changed:
        """What changed."""
        old, new = [_key(block) for block in self.old], [_key(block) for block in self.new]
        stays = Counter(old) & Counter(new)
        kept_old, kept_new = _kept(old, stays), _kept(new, stays)
        gone = [at for at in range(len(old)) if at not in kept_old]
        come = [at for at in range(len(new)) if at not in kept_new]
        pairs = self._pairs(gone, come)
        changed = [Change(_quoted(self.old[pairs[at]]) if at in pairs else "", _quoted(self.new[at])) for at in come]
        changed += [Change(_quoted(self.old[at]), "") for at in gone if at not in pairs.values()]
        reordered = [old[at] for at in sorted(kept_old)] != [new[at] for at in sorted(kept_new)]
        return Changed(heading, tuple(changed), reordered=reordered)

    def _pairs(self, gone: Sequence[int], come: Sequence[int]) -> dict[int, int]:
        """Which of those that came one of those that went became, by their places."""
        if self.only_one and len(gone) == len(come) == 1:
            return {come[0]: gone[0]}
        if len(gone) > _MOST_PAIRS or len(come) > _MOST_PAIRS:
            return {}
        words_old = {at: _words(self.old[at]) for at in gone}
        words_new = {at: _words(self.new[at]) for at in come}
        likeness = [(_likeness(words_old[a], words_new[b]), a, b) for a in gone for b in come]
        pairs: dict[int, int] = {}
        for alike, a, b in sorted(likeness, key=lambda one: (-one[0], one[1], one[2])):
            if alike >= _ALIKE and b not in pairs and a not in pairs.values():
                pairs[b] = a
        return pairs


def _kept(keys: Sequence[str], stays: Counter[str]) -> set[int]:
    """The places of the blocks that stay; of equal ones the first."""
    left, kept = stays.copy(), set[int]()
    for at, key in enumerate(keys):
        if left[key] > 0:
            left[key] -= 1
            kept.add(at)
    return kept


def _key(block: Block) -> str:
    """What a block says, whatever its line breaks, the number of its item, and the numbers of its sources."""
    return " ".join(unicodedata.normalize("NFC", _SOURCE.sub("", block.text)).split())


def _words(block: Block) -> Counter[str]:
    return Counter(_WORD.findall(block.text[: 20 * _MOST_WORDS].casefold())[:_MOST_WORDS])


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _quoted(block: Block) -> str:
    """A block as it is read, the asterisks of a label in front taken off."""
    label = LABEL.match(block.text)
    return f"{block.text[2 : label.end()].replace('**', '', 1)}{block.text[label.end() :]}" if label else block.text
