"""What a report says of itself when it is not the first: its number, and what has changed since the one before.

Both are about the report and no part of the session: the importer and the next comparison know them and leave them out.
"""

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from facilitator.language import LANGUAGES, words
from facilitator.model.fold import fold
from facilitator.report import words as form
from facilitator.report.headings import heading_words, says
from facilitator.report.inline import runs_of
from facilitator.report.tree import Block, Bullets, Paragraph, Part, Report, Run, Subheading

_LABEL = re.compile(r"\*\*(?P<word>[^*:\n]{1,40}?)[ \u00a0\u202f]?:\*\*[ \u00a0]?(?P<number>\d{1,6})\\?$")
_MOST = 50
"""Changes that a section lists; the others are counted."""
_LONGEST = 600
"""Characters of a text that are quoted."""
_BREAKS = re.compile(r"\n\s*\n")


class Change(Struct, frozen=True):
    """What stood there ``before``, empty for what is new, and what stands there ``now``, empty for what is gone."""

    before: str
    now: str


class Changed(Struct, frozen=True):
    """What changed in a section.

    ``count`` says how many people stood there before and stand there now, ``renamed`` that they are not the same; nobody is
    named, so that nobody who was taken out of a report stands in the next one. ``reordered`` tells that what stayed stands in
    another order.
    """

    heading: str
    changes: tuple[Change, ...] = ()
    count: tuple[int, int] | None = None
    renamed: bool = False
    reordered: bool = False

    @property
    def size(self) -> int:
        """How many changes that makes."""
        return len(self.changes) + (self.count is not None) + self.renamed + self.reordered


class Edition(Struct, frozen=True):
    """The number of a report and what has changed.

    ``since`` is the number of the report that it was compared with, 0 when there was none to compare with. ``quotes`` says
    whether what stood there before may be repeated: not where names are left out, for it may hold them.
    """

    number: int
    since: int = 0
    changed: tuple[Changed, ...] = ()
    quotes: bool = True

    @property
    def size(self) -> int:
        """How many changes there are."""
        return sum(section.size for section in self.changed)


def with_edition(report: Report, edition: Edition) -> Report:
    """A report that says which version it is, below its title, and at its end what has changed.

    Args:
        report: the report.
        edition: its number; the first says nothing.
    """
    if edition.number < 2:
        return report
    number = Paragraph((Run(form.labelled(form.VERSION, report.language), "label"), Run(str(edition.number))))
    parts = (Part(_heading(edition.since, report.language), tuple(_told(edition, report.language))),)
    return replace(report, facts=(*report.facts, number), parts=(*report.parts, *(parts if edition.since else ())))


def is_changes_heading(heading: str) -> bool:
    """Whether a heading is that of the section that tells changes, in any language."""
    return len(heading) <= 80 and any(pattern.fullmatch(fold(heading_words(heading))) for pattern in _headings())


def version_told(line: str) -> int | None:
    """The number that a line under the title tells; None when it tells none.

    Args:
        line: the line as the Markdown has it.
    """
    found = _LABEL.fullmatch(line.strip()) if len(line) <= 80 else None
    return int(found["number"]) if found and says(found["word"], form.VERSION) else None


def _headings() -> tuple[re.Pattern[str], ...]:
    """One a wording of the heading, folded."""
    wordings = (words(language).gettext(source) for language in LANGUAGES for source in (form.SINCE_FIRST, form.SINCE))
    return tuple(re.compile(re.escape(fold(one)).replace(r"\{number\}", r"\d{1,6}")) for one in wordings)


def _heading(since: int, language: str) -> str:
    say = words(language).gettext
    return say(form.SINCE_FIRST) if since == 1 else say(form.SINCE).format(number=since)


def _told(edition: Edition, language: str) -> Iterator[Block]:
    say = words(language).gettext
    if not edition.changed:
        yield Paragraph((Run(say(form.UNCHANGED)),))
    for section in edition.changed:
        yield Subheading(section.heading or say(form.HEAD))
        yield Bullets(tuple((one,) for one in _items(section, edition.quotes, language)))


def _items(section: Changed, quotes: bool, language: str) -> Iterator[Paragraph]:
    say, ngettext = words(language).gettext, words(language).ngettext
    if section.count is not None:
        before, now = section.count
        yield Paragraph((Run(say(form.BEFORE_NOW).format(before=before, now=now)),))
    if section.renamed:
        yield Paragraph((Run(say(form.OTHER_NAMES)),))
    told = [change for change in section.changes if change.now or quotes]
    for change in told[:_MOST]:
        yield _item(change, quotes, language)
    if len(told) > _MOST:
        yield Paragraph((Run(ngettext(*form.MORE, len(told) - _MOST).format(count=len(told) - _MOST)),))
    gone = len(section.changes) - len(told)
    if gone:
        yield Paragraph((Run(ngettext(*form.GONE, gone).format(count=gone)),))
    if section.reordered:
        yield Paragraph((Run(say(form.REORDERED)),))


def _item(change: Change, quotes: bool, language: str) -> Paragraph:
    before, now = runs_of(_quoted(change.before)), runs_of(_quoted(change.now))
    if not change.before:
        return Paragraph((Run(form.labelled(form.ADDED, language), "label"), *now))
    if not change.now:
        return Paragraph((Run(form.labelled(form.REMOVED, language), "label"), *before))
    label = Run(form.labelled(form.CHANGED, language), "label")
    first = (*before, Run("\n", "break"), Run("→ ")) if quotes else ()
    return Paragraph((label, *first, *now))


def _quoted(text: str) -> str:
    text = _BREAKS.sub("\n", text.strip())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
