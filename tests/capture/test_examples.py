"""The examples of ``docs/typing-line.md``, each as a test."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.capture.draft import NoteDraft, Surroundings
from facilitator.capture.highlights import highlights
from facilitator.capture.reading import read_line
from facilitator.capture.wording import WORDS, kind_of_wording
from facilitator.model.kinds import Kind, Section
from tests.capture.circle import CIRCLE, IDEAS, NAMES, THEME_NAMES, UNDER_SENS

_PAGE = Path(__file__).parents[2] / "docs" / "typing-line.md"
_AROUND = {"Under a current theme": UNDER_SENS, "In ideas mode": IDEAS}
_CODE = re.compile(r"`([^`]*)`")


def _rows(columns: int) -> Iterator[tuple[str, list[str]]]:
    """The heading above, and the cells, of each row of the page's tables of so many columns; headings of tables aside."""
    heading, body = "", False
    for line in _PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line[3:]
        if not line.startswith("|"):
            body = False
        elif line.startswith("| ---"):
            body = True
        elif body and len(cells := [cell.strip() for cell in line[1:-1].split("|")]) == columns:
            yield heading, cells


def _typed(cell: str) -> str:
    found = _CODE.fullmatch(cell)
    assert found is not None, cell
    return found[1].replace("⏎", "\n").replace("⍽", "\u00a0")


def _besides(draft: NoteDraft) -> str:
    said = ["starred"] * draft.star + ["in ideas"] * (draft.section is Section.IDEAS)
    said += [f"theme {THEME_NAMES[theme]}" for theme in draft.themes]
    said += [f"new theme {name}" for name in draft.new_themes]
    said += [f"said by {NAMES[draft.speaker]}"] if draft.speaker else []
    return " · ".join(said)


_EXAMPLES = [(_AROUND.get(heading, CIRCLE), *cells) for heading, cells in _rows(4)]
_MARKED = [cells for heading, cells in _rows(2) if heading == "Highlights"]
_LISTED = [cells for heading, cells in _rows(2) if heading == "Words that tell the kind"]


@pytest.mark.parametrize(("around", "typed", "text", "kind", "besides"), _EXAMPLES)
def test_example(around: Surroundings, typed: str, text: str, kind: str, besides: str) -> None:
    draft = read_line(_typed(typed), around)
    assert draft is not None
    assert (draft.text, draft.kind.value, _besides(draft)) == (_typed(text), kind, besides)


@pytest.mark.parametrize(("typed", "marked"), _MARKED)
def test_highlighted_words(typed: str, marked: str) -> None:
    assert [span.words for span in highlights(_typed(typed))] == _CODE.findall(marked)


@pytest.mark.parametrize(("kind", "words"), _LISTED)
def test_listed_words(kind: str, words: str) -> None:
    assert words == WORDS[Kind(kind)]
    for word in words.split(", "):
        for line in (f"{word} : la suite", f"{word.upper()}: la suite", f"{word.title()}\u00a0: la suite"):
            assert kind_of_wording(line) is Kind(kind)


def test_the_page_is_whole() -> None:
    assert len(_EXAMPLES) >= 100
    assert len(_MARKED) >= 10
    assert len(_LISTED) == len(WORDS)
    assert {heading for heading, _ in _rows(4)} >= _AROUND.keys()


@pytest.mark.parametrize("blank", ["", " ", "\n", " \t\n ", "\u00a0"])
def test_a_blank_line_is_no_note(blank: str) -> None:
    assert read_line(blank, CIRCLE) is None
    assert read_line(blank, IDEAS) is None
